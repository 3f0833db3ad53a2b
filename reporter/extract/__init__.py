"""Names, and statements: clauses that carry one claim each, with their speaker and what can be compared in them."""

from __future__ import annotations

from reporter.extract.assembly import statements
from reporter.extract.dates import moments
from reporter.extract.names import NameIndex, names
from reporter.extract.numbers import quantities

__all__ = ["NameIndex", "moments", "names", "quantities", "statements"]
