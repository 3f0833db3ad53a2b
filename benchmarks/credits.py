"""How well stated credits are found: on labelled events, and on articles whose metadata name a wire or a credited outlet.

usage: python -m benchmarks.credits EVAL_DIR [--errors]

A labelled credit is found where the article credits the same outlet in the labelled words or in their sentence. A told credit
is right where it meets a label, or where the list of judgements (benchmarks/credits.toml) accepts it: the labels do not name every
credit. What is neither labelled nor judged counts as wrong.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scorer import Text
from reporter import segment
from reporter.config import Read
from reporter.read import assemble, outlets
from reporter.read import story as read_story
from reporter.schema import Credit, RawArticle, Story
from reporter.text import fold, words

JUDGED = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Result:
    """What was found of the labels, and which of the told credits are right."""

    found: int
    missed: tuple[str, ...]
    right: int
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The part of the labelled credits that was found."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """The part of the told credits that is right."""
        return self.right / max(1, self.right + len(self.wrong))


def one_outlet(labelled: str, told: str) -> bool:
    """Tell whether two names name one outlet: by the table, or because one's words hold the other's."""
    if outlets.canonical(labelled) == outlets.canonical(told):
        return True
    left, right = ({fold(n[a:b]) for a, b in words(n)} - {"the", "news", "a"} for n in (labelled, told))
    return bool(left and right) and (left <= right or right <= left)


def events(folder: Path) -> Result:
    """Measure on the labelled events."""
    judged: dict[str, dict[str, list[int]]] = tomllib.loads(JUDGED.read_text("utf-8")) if JUDGED.exists() else {}
    found = right = 0
    missed: list[str] = []
    wrong: list[str] = []
    for path in sorted((folder / "labels").glob("*.json")):
        labels = json.loads(path.read_text("utf-8")).get("credits") or []
        story = read_story([folder / "events" / path.stem], Read())
        hits, good = _meeting(story, labels)
        found += len(hits)
        missed += [f"{path.stem} {c['article']} {c['credits']}: {c['quote']}" for i, c in enumerate(labels) if i not in hits]
        for i, credit in enumerate(story.credits):
            if i in good or credit.start in judged.get(path.stem, {}).get(credit.article, ()):
                right += 1
            else:
                wrong.append(f"{path.stem} {credit.article} {credit.start} {credit.credited} [{credit.form}]: {_around(story, credit)}")
    return Result(found, tuple(missed), right, tuple(wrong))


def _meeting(story: Story, labels: Sequence[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Return which labels are met by a told credit, and which told credits meet a label."""
    texts = {a.id: Text(a.text) for a in story.articles}
    sentences = segment.sentences(story)
    hits: set[int] = set()
    good: set[int] = set()
    for i, label in enumerate(labels):
        start, end = texts[label["article"]].find(label["quote"])
        around = [s for s in sentences if s.article == label["article"] and s.start < end and start < s.end]
        low, high = min([start, *(s.start for s in around)]), max([end, *(s.end for s in around)])
        for j, told in enumerate(story.credits):
            if told.article == label["article"] and told.start < high and low < told.end and one_outlet(label["credits"], told.credited):
                hits.add(i)
                good.add(j)
    return hits, good


def _around(story: Story, credit: Credit) -> str:
    text = next(a.text for a in story.articles if a.id == credit.article)
    return " ".join(text[max(0, credit.start - 60) : credit.end + 40].split())


def metadata(folder: Path) -> Iterator[tuple[str, bool, str]]:
    """Yield, for each article with a wire or a credit in its metadata that its text names too, whether it is told."""
    for path in sorted((folder / "data" / "polnear").glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            for kind in ("wire", "credit"):
                name = (row.get(kind) or "").removeprefix("h/t:").strip()
                if name in ("", "None", "NA"):
                    continue
                name = {"reuters": "Reuters"}.get(name, name)
                if not any(one_outlet(name, n) for n in outlets.find(row["text"])):
                    continue
                told = assemble([RawArticle(id="a", text=row["text"])]).credits
                yield kind, any(one_outlet(name, c.credited) for c in told), f"{row['id']} {name}"


def main(folder: Path, *, errors: bool) -> int:
    """Print the figures."""
    result = events(folder)
    say = sys.stdout.write
    say(f"credits, labelled events: found {result.found} of {result.found + len(result.missed)} ({result.recall:.3f}), ")
    say(f"told right {result.right} of {result.right + len(result.wrong)} ({result.precision:.3f})\n")
    rows = list(metadata(folder))
    for kind in ("wire", "credit"):
        told = [hit for k, hit, _ in rows if k == kind]
        say(f"polnear, articles whose metadata name a {kind} that the text names too: told in {sum(told)} of {len(told)}\n")
    if errors:
        for title, lines in (
            ("missed", result.missed),
            ("not right", result.wrong),
            ("polnear", [f"{k} {n}" for k, h, n in rows if not h]),
        ):
            say("".join(f"{title}: {line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), errors="--errors" in sys.argv))
