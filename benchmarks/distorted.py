"""Distorted claims: is a passage whose detail was changed still counted as reporting what the others report?

usage: python -m benchmarks.distorted EVAL_DIR READERS [OUT_DIR]

Out of the labelled events, articles are made in which one detail of a shared claim is changed (benchmarks/distortions.py;
the same ones from run to run). Each is read together with the other articles as they were, with match weights and a
reader that learned from other events (READERS: see benchmarks/quality.py). A pair is the distorted passage and a passage of
another article that has the detail as it was:

- wrongly corroborated: the passages that hold the detail are in one claim as sure to report it, and no conflict or altered quote
  names the two;
- not sure: they are in one claim, but one of them only as what may report it;
- conflict raised: a finding names the two;
- kept apart: none of these.

The same pairs are looked at before the change: how often they are joined, how often as sure, and how often a conflict is told of them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.distortions import Distortion, Maker
from benchmarks.scorer import Place, meets
from reporter import extract, pair, pipeline, read, segment
from reporter.config import Config
from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering
from reporter.schema import Briefing, RawArticle, Story
from training import fitting, left_out

KINDS = ("number", "date", "name", "place", "negation", "speaker", "outcome")
PER_KIND = 70
TOGETHER = 6  # distortions of one article in one run
MADE_AT = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Seen:
    """What a briefing makes of one pair."""

    distortion: Distortion
    partner: str
    joined: bool
    sure: bool
    told: bool


def distortions(labels: Path, texts: Path) -> list[Distortion]:
    """Return the distortions of all events: `PER_KIND` a kind, as evenly from the events and their claims as can be."""
    made: dict[str, list[tuple[int, str, Distortion]]] = {k: [] for k in KINDS}
    for event in fitting.events(labels):
        story = fitting.story(texts / event)
        sentences = segment.sentences(story)
        names = extract.names(story, sentences)
        maker = Maker(event, story, sentences, names, extract.statements(story, sentences, names))
        found = maker.all(json.loads((labels / f"{event}.json").read_text("utf-8"))["claims"])
        maker.rng.shuffle(found)
        passages: Counter[tuple[str, str, Place]] = Counter()
        turns: Counter[str] = Counter()
        for one in sorted(found, key=lambda d: _again(passages, d)):
            turns[one.kind] += 1
            made[one.kind].append((turns[one.kind], event, one))
    return [d for k in KINDS for _, _, d in sorted(made[k], key=lambda t: t[:2])[:PER_KIND]]


def _again(seen: Counter[tuple[str, str, Place]], one: Distortion) -> int:
    """Return how often a passage was distorted in this kind before."""
    seen[one.kind, one.article, one.passage] += 1
    return seen[one.kind, one.article, one.passage]


def batches(chosen: Iterable[Distortion]) -> list[list[Distortion]]:
    """Return the distortions by event and article, those together that touch neither a sentence nor a claim of each other."""
    made: dict[tuple[str, str], list[list[Distortion]]] = {}
    for one in sorted(chosen, key=lambda d: (d.event, d.article, d.key())):
        groups = made.setdefault((one.event, one.article), [])
        free = [g for g in groups if len(g) < TOGETHER and all(o.sentence != one.sentence and o.claim != one.claim for o in g)]
        if free:
            free[0].append(one)
        else:
            groups.append([one])
    return [g for groups in made.values() for g in groups]


def distorted(story: Story, batch: Sequence[Distortion]) -> Story:
    """Return the story with the one article changed."""
    edits = sorted({e for d in batch for e in d.edits}, reverse=True)
    raw = []
    for a in story.articles:
        text = a.text
        for start, end, new in edits if a.id == batch[0].article else ():
            text = text[:start] + new + text[end:]
        outlet = a.outlet if a.outlet_named else None
        raw.append(RawArticle(id=a.id, text=text, outlet=outlet, published=a.published, path=a.path))
    return read.assemble(raw, title=story.title)


def moved(place: Place, batch: Sequence[Distortion]) -> Place:
    """Return where a stretch of the article stands once it is changed."""
    edits = sorted({e for d in batch for e in d.edits})
    start, end = (p + sum(len(new) - (b - a) for a, b, new in edits if b <= p and (a, b) != (p, p)) for p in place)
    return start, end


def seen(briefing: Briefing, one: Distortion, batch: Sequence[Distortion]) -> Iterator[Seen]:
    """Yield what the briefing makes of each pair of a distortion; an empty batch stands for the story as it was."""
    passage = moved(one.passage, batch)
    details = [moved((a, b), batch) for a, b, _ in one.edits]
    details = [(a, max(b, a + 1)) for a, b in details]
    holding = [(c, m) for c in briefing.claims for m in c.mentions if m.article == one.article and _holds((m.start, m.end), details)]
    for partner in one.partners:
        article, place = partner.article, partner.place
        joined = [
            m.sure and own.sure
            for c, own in holding
            for m in c.mentions
            if m.article == article and _holds((m.start, m.end), [partner.detail])
        ]
        told = any(
            any(e.article == one.article and (_holds((e.start, e.end), details) or meets((e.start, e.end), passage)) for e in f.evidence)
            and any(
                e.article == article and (meets((e.start, e.end), place) or _holds((e.start, e.end), [partner.detail])) for e in f.evidence
            )
            for f in briefing.findings
            if f.rule in ("conflict", "altered-quote")
        )
        yield Seen(one, article, bool(joined), any(joined), told)


def _holds(place: Place, details: Iterable[Place]) -> bool:
    return any(place[0] < b and a < place[1] for a, b in details)


def run(labels: Path, texts: Path, readers: Path) -> Iterator[tuple[Seen, Seen]]:
    """Yield each pair as it was and once it is distorted."""
    embedder = Remembering(MiniLM())
    examples = [fitting.examples(labels, texts, event, embedder) for event in fitting.events(labels)]
    by_event: dict[str, list[list[Distortion]]] = {}
    for batch in batches(distortions(labels, texts)):
        by_event.setdefault(batch[0].event, []).append(batch)
    for example, weights, reader in fitting.left_out(examples, left_out.readers(readers, labels, texts)):
        event = example.event
        models = pipeline.Models(matcher=pair.RegressionMatcher(weights, embedder, reader))
        story = fitting.story(texts / event)
        plain = pipeline.brief(story, Config(), models, made_at=MADE_AT)
        for batch in by_event.get(event, ()):
            made = pipeline.brief(distorted(story, batch), Config(), models, made_at=MADE_AT)
            for one in batch:
                yield from zip(seen(plain, one, ()), seen(made, one, batch), strict=True)


def labelled_conflicts(labels: Path) -> set[tuple[str, str, frozenset[str]]]:
    """Return the claims and pairs of articles that the labels say differ as they are."""
    return {
        (path.stem, c["claim"], frozenset((c["a"][0], c["b"][0])))
        for path in labels.glob("*.json")
        for rule in ("conflicts", "altered_quotes")
        for c in json.loads(path.read_text("utf-8")).get(rule, ())
    }


def table(pairs: Sequence[tuple[Seen, Seen]], differing: set[tuple[str, str, frozenset[str]]]) -> str:
    """Return the figures as text, a kind a line."""
    head = (
        f"{'kind':10} {'changed':>8} {'pairs':>6} {'wrongly corroborated':>21} {'not sure':>9} {'conflict raised':>16} {'kept apart':>11}"
    )
    lines = [f"{head} | as they were: {'joined':>7} {'sure':>12} {'conflict raised':>16}"]
    for kind in (*KINDS, "all"):
        told = [(a, b) for a, b in pairs if kind in (b.distortion.kind, "all")]
        count = len({id(b.distortion) for _, b in told})
        plain = {
            (a.distortion.event, a.distortion.claim, a.distortion.passage, a.partner): a
            for a, _ in told
            if (a.distortion.event, a.distortion.claim, frozenset((a.distortion.article, a.partner))) not in differing
        }
        wrong, raised = sum(b.sure and not b.told for _, b in told), sum(b.told for _, b in told)
        doubtful = sum(b.joined and not b.sure and not b.told for _, b in told)
        joined, sure, cried = (sum(getattr(a, was) for a in plain.values()) for was in ("joined", "sure", "told"))
        part = f"{wrong} ({wrong / max(1, len(told)):.1%})"
        lines.append(
            f"{kind:10} {count:8} {len(told):6} {part:>21} {doubtful:9} {raised:16} {len(told) - wrong - doubtful - raised:11}"
            f" | {'':13} {joined:3} of {len(plain):3} {sure:12} {cried:10}"
        )
    return "\n".join(lines)


def main(folder: Path, readers: Path, out: Path | None) -> None:
    """Print the table; where a folder is given, list there what was wrongly corroborated or told of the originals."""
    pairs = list(run(folder / "labels", folder / "events", readers))
    print(table(pairs, labelled_conflicts(folder / "labels")))
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        rows = [
            {
                "kind": b.distortion.kind,
                "event": b.distortion.event,
                "claim": b.distortion.claim,
                "article": b.distortion.article,
                "edits": b.distortion.edits,
                "partner": b.partner,
                "was_joined": a.joined,
                "was_told": a.told,
                "joined": b.joined,
                "sure": b.sure,
                "told": b.told,
            }
            for a, b in pairs
        ]
        (out / "distorted.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
