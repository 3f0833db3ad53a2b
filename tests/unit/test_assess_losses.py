"""What a reader knows to be lost of an article is told, and what such an article lacks is no omission beyond doubt."""

from __future__ import annotations

import pytest

import reporter
from reporter.config import Config, Models
from reporter.schema import Loss, RawArticle

TEXT = " ".join(
    f"The mayor said on Monday that bridge number {n} is closed, and that the work on it takes {n + 2} weeks." for n in range(9)
)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("truncated", "cut-off"),
        ("paywalled", "cut-off"),
        ("cookie-wall", "extraction"),
        ("live-blog", "extraction"),
        ("gallery", "extraction"),
    ],
)
def test_a_known_loss_is_told(kind: str, told: str):
    lossy = RawArticle(id="b", text=TEXT, outlet="Hill Mail", losses=(Loss(kind=kind, reason="a reason of its own"),))  # type: ignore[arg-type]
    whole = RawArticle(id="a", text=TEXT + " The council is to meet on Thursday.", outlet="Coast Post")
    briefing = reporter.brief([whole, lossy], at="2024-03-01", config=Config(models=Models(matcher="lexical")))
    found = [f for f in briefing.findings if f.rule == "insufficient-extraction"]
    assert [(f.kind, f.evidence[0].article) for f in found] == [(told, "b")]
    assert found[0].message.startswith("Hill Mail ")
    assert "a reason of its own" in found[0].message
