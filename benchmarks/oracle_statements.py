"""How well could pairing do with our statements: a perfect pairing of them, scored as briefings are.

usage: oracle_statements.py LABELS_DIR EVENTS_DIR [--each] [--errors] [--score SCORE_PY]

Each statement takes on the labelled claims whose mention it overlaps by half of
the shorter one, and becomes a claim of its own: itself and all statements of
other articles that share a labelled claim. The scorer (`score.py`, by default
beside LABELS_DIR) then says what no pairing of these statements could get right.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from reporter import extract, segment
from reporter.config import Read
from reporter.read import story as read_story
from reporter.schema import Span


def scorer(path: Path) -> ModuleType:
    """Import the scorer from its file."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        message = f"no scorer at {path}"
        raise SystemExit(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def oracle(labels: dict[str, Any], texts: dict[str, str], spans: Sequence[Span], score: ModuleType) -> dict[str, Any]:
    """Return the briefing of a perfect pairing of `spans`."""
    articles = {name: score.Article(text) for name, text in texts.items()}
    labelled: dict[str, list[tuple[tuple[int, int], str]]] = {name: [] for name in texts}
    for claim in labels["claims"]:
        for labelling in claim["mentions"]:
            name = labelling["article"]
            labelled[name].append((articles[name].locate(labelling["quote"]), claim["id"]))
    carried = [{c for where, c in labelled[s.article] if score.overlap(where, (s.start, s.end)) >= 0.5} for s in spans]

    def mention(span: Span) -> dict[str, Any]:
        return {"article": span.article, "start": span.start, "end": span.end, "exact": texts[span.article][span.start : span.end]}

    claims = []
    for one, mine in zip(spans, carried, strict=True):
        others = [other for other, theirs in zip(spans, carried, strict=True) if other.article != one.article and mine & theirs]
        claims.append({"mentions": [mention(span) for span in (one, *others)]})
    return {"claims": claims, "findings": [], "origins": []}


def measure(labels_dir: Path, events_dir: Path, names: Sequence[str], score: ModuleType, *, whole: bool) -> dict[str, Any]:
    """Score the perfect pairing of sentences (`whole`) or statements, by event."""
    results: dict[str, Any] = {}
    for name in names:
        labels = json.loads((labels_dir / f"{name}.json").read_text("utf-8"))
        story = read_story([events_dir / name], Read())
        sentences = segment.sentences(story)
        reporting = [s for s in sentences if s.aside is None]
        spans: Sequence[Span] = reporting if whole else extract.statements(story, sentences, extract.names(story, sentences))
        texts = {article.id: article.text for article in story.articles}
        result = score.score_event(labels, texts, oracle(labels, texts, spans, score))
        results[name] = {**result, "sentences": len(reporting), "spans": len(spans)}
    return results


def main() -> int:
    """Print the oracle's figures for sentences and for statements."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--score", type=Path)
    parser.add_argument("--each", action="store_true", help="a line an event")
    parser.add_argument("--errors", action="store_true", help="what no pairing of the statements gets right")
    args = parser.parse_args()
    score = scorer(args.score or args.labels.parent / "score.py")
    names = sorted(path.stem for path in args.labels.glob("*.json"))
    for whole in (True, False):
        results = measure(args.labels, args.events, names, score, whole=whole)
        rows = [("all", names), ("even", names[::2]), ("odd", names[1::2])] + ([(n, [n]) for n in names] if args.each else [])
        for title, group in rows:
            report(score, "sentences" if whole else "statements", title, {n: results[n] for n in group})
        if args.errors and not whole:
            for name, result in results.items():
                for kind in ("wrongly_corroborated", "wrongly_single"):
                    for error in result[kind]:
                        sys.stdout.write(f"{name} {kind} {' | '.join(error)}\n")
    return 0


def report(score: ModuleType, kind: str, title: str, results: dict[str, Any]) -> None:
    """Print one line of figures."""
    mentions = sum(r["mentions"] for r in results.values())
    covered = sum(r["covered"] * r["mentions"] for r in results.values()) / mentions
    cells, single = score.total(results, "cells"), score.total(results, "single_outlet")
    ratio = sum(r["spans"] for r in results.values()) / sum(r["sentences"] for r in results.values())
    sys.stdout.write(
        f"{kind:10} {title:28} covered {covered:.3f}  cells F1 {cells['f1']:.3f} (P {cells['p']:.3f} R {cells['r']:.3f})"
        f"  single F1 {single['f1']:.3f} (P {single['p']:.3f} R {single['r']:.3f})  {ratio:.2f} a sentence\n"
    )


if __name__ == "__main__":
    sys.exit(main())
