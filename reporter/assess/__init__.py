"""Assessment: agreement counted in origins, and what an editor should look at before publishing.

`claims` counts, `findings` runs the rules (`rules.RULES`), the others say what follows from both.
"""

from __future__ import annotations

from reporter.assess.agreement import claims, marked, omissions
from reporter.assess.comparison import compared
from reporter.assess.rules import RULES, findings
from reporter.assess.topic import about, about_one_event, off_topic
from reporter.assess.unclear import unclear

__all__ = ["RULES", "about", "about_one_event", "claims", "compared", "findings", "marked", "off_topic", "omissions", "unclear"]
