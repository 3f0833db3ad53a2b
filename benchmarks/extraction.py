"""How well the article is taken out of saved pages: `python -m benchmarks.extraction pages.jsonl.gz`.

Each line of the file is a page: {"url", "html", "with": [strings of the article], "without": [strings that are not of it]}. Counted
are the strings kept and left out, by our reader and by trafilatura alone as it comes. Ours may not do worse.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reporter.errors import InputError
from reporter.read.formats.page import Html


class Score(NamedTuple):
    """Strings, added up over the pages."""

    kept: int
    required: int
    left_out: int
    forbidden: int

    def __str__(self) -> str:
        """The shares, and what they are of."""
        kept, out = self.kept / max(self.required, 1), self.left_out / max(self.forbidden, 1)
        return f"kept {kept:.3f} ({self.kept} of {self.required}), left out {out:.3f} ({self.left_out} of {self.forbidden})"


def ours(page: Mapping[str, Any]) -> str:
    """The text that our reader gives; nothing where it finds no article."""
    try:
        return "\n".join(article.text for article in Html().read(page["html"].encode("utf-8", "replace"), "page.html").articles)
    except InputError:
        return ""


def alone(page: Mapping[str, Any]) -> str:
    """The text that trafilatura gives with its own settings."""
    import trafilatura

    return trafilatura.extract(page["html"], url=page["url"]) or ""


def _strings(value: Any) -> list[str]:  # noqa: ANN401 - a list, or the text of one
    return list(ast.literal_eval(value)) if isinstance(value, str) else list(value)


def measure(path: Path, extract: Callable[[Mapping[str, Any]], str]) -> Score:
    """Return the score of `extract` on the pages in `path`."""
    total = Score(0, 0, 0, 0)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for page in map(json.loads, lines):
            text = " ".join(extract(page).split())
            required, forbidden = ([" ".join(s.split()) for s in _strings(page[k])] for k in ("with", "without"))
            one = (sum(s in text for s in required), len(required), sum(s not in text for s in forbidden), len(forbidden))
            total = Score(*(a + b for a, b in zip(total, one, strict=True)))
    return total


def main() -> None:
    """Print a line each; end with 1 where ours keeps or leaves out less."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    mine, theirs = measure(file, ours), measure(file, alone)
    sys.stdout.write(f"pages, ours: {mine}\npages, trafilatura alone: {theirs}\n")
    sys.exit(mine.kept < theirs.kept or mine.left_out < theirs.left_out)


if __name__ == "__main__":
    main()
