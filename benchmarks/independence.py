"""What copies and strangers change in a story's briefing: agreement must not rise, and no finding about the others may change.

usage: python -m benchmarks.independence EVAL_DIR [--whole]

At the level of `assess`, on claims as the hand labels have them: every article of every labelled event is added again, verbatim and
with a credit line, and an article of another event is added. With --whole, the whole pipeline is run instead, with claims matched by
their words, for one article an event.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from benchmarks.scorer import Text, located, meets
from reporter import assess, extract, pipeline, plugins, read, segment, trace
from reporter.config import Config
from reporter.schema import Claim, Cluster, Finding, Pair, RawArticle, Statement, Story

AT = "2026-01-01T00:00:00Z"
COPY = "zz-copy"
STRANGER = "zz-stranger"
DRESSES = (  # what stands before and after the words of a copy
    ("", ""),
    ("WASHINGTON (Reuters) — ", ""),
    ("", "\n\nThe Associated Press contributed to this report."),
    ("", "\n\nSource: TASS"),
    ("The following was first reported by CNN.\n\n", ""),
)


class Assessed(NamedTuple):
    """A story's claims by the id of their cluster, and its findings."""

    story: Story
    claims: Mapping[str, Claim]
    findings: tuple[Finding, ...]


def raw(folder: Path) -> list[RawArticle]:
    """Return an event's articles as they lie."""
    return [RawArticle(id=p.stem, text=p.read_text("utf-8")) for p in sorted(folder.glob("*.txt"))]


def assessed(articles: Sequence[RawArticle], labels: Mapping[str, Any], shift: int = 0, *, rules: bool = False) -> Assessed:
    """Assess a story whose claims are the labelled ones; a copy, `shift` characters further on, carries what its original carries.

    `rules`: whether to look for findings, which takes longest.
    """
    config = Config()
    story = read.assemble(articles)
    sentences = segment.sentences(story)
    names = extract.names(story, sentences)
    statements = extract.statements(story, sentences, names)
    shared = trace.wordings(story, config.trace)
    origins = trace.origins(story, config.trace, shared)
    clusters = labelled(story, statements, labels, shift)
    joined = [Pair(left=a, right=b, match_probability=1.0, weights=()) for c in clusters for a, b in combinations(c.statements, 2)]
    story = replace(story, off_topic=assess.off_topic(story, clusters, statements, joined))
    counted = assess.claims(story, clusters, statements, origins, names, sentences, shared)
    findings = assess.findings(story, counted, statements, sentences, names, origins, config.assess, shared) if rules else ()
    cluster_of = {s: c.id for c in clusters for s in c.statements}
    return Assessed(story, {cluster_of[c.mentions[0].statement]: c for c in counted}, findings)


def labelled(story: Story, statements: Sequence[Statement], labels: Mapping[str, Any], shift: int) -> list[Cluster]:
    """Return one cluster a labelled claim, and one a statement that carries none."""
    texts = {a.id: Text(a.text) for a in story.articles}
    places = located(labels, texts)
    copied = next((a.id for a in story.articles if a.id != COPY and COPY in texts and labels.get("copied") == a.id), None)
    held: dict[str, list[str]] = {}
    for s in statements:
        article, start, end = (copied or s.article, s.start - shift, s.end - shift) if s.article == COPY else (s.article, s.start, s.end)
        met = next((c for c, told in places.items() if any(a == article and meets((start, end), p) for a, p in told)), None)
        held.setdefault(met or f"{article}:{start}-{end}", []).append(s.id)
    return [Cluster(id=c, statements=tuple(i)) for c, i in held.items()]


def raised(before: Assessed, after: Assessed) -> list[str]:
    """Return the claims of which the agreement rose, or that were of one origin and are not."""
    found = []
    for key, claim in before.claims.items():
        here, there = claim.agreement, after.claims[key].agreement
        if (there.origin_count_min, there.origin_count_max) > (here.origin_count_min, here.origin_count_max) or (
            here.origin_count_max < there.origin_count_max
        ):
            found.append(f"{claim.text}: {here} -> {there}")
    return found


def changed(before: Sequence[Finding], after: Sequence[Finding], apart: str) -> list[str]:
    """Return the findings that are there on one side only, those about the article `apart` left out."""
    sides = [
        {(f.id, f.message) for f in side if not (f.rule == "off-topic" and f.evidence[0].article == apart)} for side in (before, after)
    ]
    return [message for _, message in sorted(sides[0] ^ sides[1])]


def copies(articles: Sequence[RawArticle], labels: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield, for each article, the claims that a verbatim copy raised, and those that a copy with a credit did."""
    before = assessed(articles, labels)
    for n, original in enumerate(articles):
        for head, tail in (DRESSES[0], DRESSES[1 + (n + len(articles[0].text)) % (len(DRESSES) - 1)]):
            copy = RawArticle(id=COPY, text=f"{head}{original.text}{tail}", outlet="The Copyist")
            yield raised(before, assessed([*articles, copy], {**labels, "copied": original.id}, len(head)))


def stranger(articles: Sequence[RawArticle], labels: Mapping[str, Any], other: RawArticle) -> tuple[bool, list[str]]:
    """Return whether an article of another event is set apart, and what it changes of the findings and counts."""
    before = assessed(articles, labels, rules=True)
    after = assessed([*articles, RawArticle(id=STRANGER, text=other.text, outlet="The Stranger")], labels, rules=True)
    counts = [c.text for key, c in before.claims.items() if after.claims[key].agreement != c.agreement]
    return after.story.off_topic == (STRANGER,), [*counts, *changed(before.findings, after.findings, STRANGER)]


def whole(articles: Sequence[RawArticle], other: RawArticle) -> tuple[list[str], bool, list[str]]:
    """Run the whole pipeline with a copy of the first article and with a stranger; return what the two change."""
    models = pipeline.Models(matcher=plugins.load(plugins.MATCHERS, "lexical")())

    def brief(more: Sequence[RawArticle]) -> Assessed:
        made = pipeline.brief(read.assemble([*articles, *more]), Config(), models, made_at=AT)
        apart = tuple(f.evidence[0].article for f in made.findings if f.rule == "off-topic")
        claims = {" ".join(sorted(m.statement for m in c.mentions if m.article != COPY)): c for c in made.claims}
        return Assessed(replace(read.assemble([*articles, *more]), off_topic=apart), claims, made.findings)

    before = brief([])
    risen: list[str] = []
    for head, tail in DRESSES[:3]:
        after = brief([RawArticle(id=COPY, text=f"{head}{articles[0].text}{tail}", outlet="The Copyist")])
        risen += raised(Assessed(before.story, {k: c for k, c in before.claims.items() if k in after.claims}, ()), after)
    after = brief([RawArticle(id=STRANGER, text=other.text, outlet="The Stranger")])
    return risen, after.story.off_topic == (STRANGER,), changed(before.findings, after.findings, STRANGER)


def main(folder: Path, *, pipeline_too: bool) -> int:
    """Print what copies and strangers change, over all events; 1 where a copy raises anything."""
    names = sorted(p.stem for p in (folder / "labels").glob("*.json"))
    runs = rises = apart = clean = 0
    wrong: list[str] = []
    for n, name in enumerate(names):
        articles = raw(folder / "events" / name)
        labels = json.loads((folder / "labels" / f"{name}.json").read_text("utf-8"))
        other = raw(folder / "events" / names[(n + 7) % len(names)])[0]
        if pipeline_too:
            risen, set_apart, changes = whole(articles, other)
            found = [risen]
        else:
            found = list(copies(articles, labels))
            set_apart, changes = stranger(articles, labels, other)
        runs, rises = runs + len(found), rises + sum(bool(f) for f in found)
        apart, clean = apart + set_apart, clean + (not changes)
        wrong += [f"{name}: {line}" for f in found for line in f] + [f"{name}, stranger: {line}" for line in changes]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.stdout.write(f"copies: {runs} added, {rises} raised an agreement\n")
    sys.stdout.write(f"strangers: {len(names)} added, {apart} set apart, {clean} changed no finding and no count\n")
    return int(rises > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), pipeline_too="--whole" in sys.argv))
