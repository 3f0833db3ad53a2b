"""Drafts made of the labelled events: what does the check say of sentences that are so, and of distorted ones?

usage: python -m benchmarks.drafts EVAL_DIR READERS [OUT_DIR]

A draft is an article of an event as an editor may have it before him: as it is, with single details changed (the distortions of
benchmarks/distorted.py, and two more kinds: a word of a quotation, an attribution left out), and with sentences of another event.
It is checked against all articles of the event, and, which is harder, against the others only; match weights and the reader
learned from other events (READERS: see benchmarks/quality.py), and the reader from none of those of the foreign sentences. The same
drafts from run to run.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.distorted import PER_KIND, batches, distortions, moved
from benchmarks.distortions import Distortion, Edit, Partner
from benchmarks.scorer import Place, Text, meets
from reporter import extract, pair, pipeline, read, segment
from reporter.check import drafts as written
from reporter.check.beside import Beside
from reporter.check.verdicts import Judge, Judged
from reporter.config import Config
from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering
from reporter.schema import RawArticle, Statement, Story
from reporter.text import quoted, words
from training import fitting, left_out

KINDS = ("number", "date", "name", "place", "negation", "speaker", "outcome", "quote", "attribution")
CLASSES = ("several outlets", "one outlet", "not found", "detail", "quote", "attribution")
FOREIGN = 2  # sentences of another event in a draft
_CLEAN = frozenset({"several-origins", "unclear-origin", "one-origin", "one-outlet"})
_CLASS = {
    "several-origins": "several outlets",
    "unclear-origin": "several outlets",
    "one-origin": "several outlets",
    "one-outlet": "one outlet",
    "not-found": "not found",
    "unclear": "unclear",
    "detail-differs": "detail",
    "detail-not-found": "detail",
    "worded-differently": "quote",
    "attribution-dropped": "attribution",
    "attribution-strengthened": "attribution",
}
_SAYING = (
    r"(?:said|says|told [A-Z]?[\w ]{3,30}|added|adds|argued|argues|claimed|claims|insisted|stated|noted|explained|warned|suggested|"
    r"acknowledged|announced|alleged|predicted|testified|recalled)"
)
_AFTER = re.compile(
    rf",\s+(?:(?:[A-Z][\w.’' -]{{1,60}}\s|he\s|she\s|they\s)?{_SAYING}(?:\s[^,.\"“”]{{0,60}})?|according to [^.\"“”]{{3,80}})\.$"
)
_SUBJECT = r"(?:the|an?|its?|his|her|their|this|these|he|she|they|it)"
_BEFORE = re.compile(
    rf"^(?:(?:[A-Z][^.\"“”:;]{{1,90}}?)\s(?:{_SAYING}\s(?:[\w ]{{3,30}}\s)?that\s|sa(?:id|ys)\s(?={_SUBJECT}\s))"
    r"|According to [^,\"“”]{3,80}, )"
)
_LEAST_LEFT = 30  # characters of a sentence without its attribution
_LEAST_QUOTED = 5  # words of a quotation in which one is changed


@dataclass(frozen=True)
class Item:
    """A sentence of a draft, what it is, and what the check said of it."""

    kind: str  # "several", "single", "foreign" or a kind of distortion
    event: str
    article: str
    against: str  # "all" or "others"
    verdicts: tuple[tuple[str, ...], ...]  # of its statements
    exact: str

    @property
    def told(self) -> str:
        """Return the class of what was said: of a sentence that is so the best, of a distorted one the gravest."""
        first = [v[0] for v in self.verdicts]
        if not first:
            return "nothing"
        order = list(_CLASS)
        if self.kind in ("several", "single"):
            return _CLASS[min(first, key=order.index)]
        grave = [v for v in first if v not in _CLEAN]
        return _CLASS[max(grave or first, key=order.index)]

    @property
    def clean(self) -> bool:
        """Whether nothing but who reports it is said."""
        return bool(self.verdicts) and all(v[0] in _CLEAN for v in self.verdicts)


# -- what is changed ------------------------------------------------------------------


class Changes:
    """The two kinds of distortion that only a draft has."""

    def __init__(self, event: str, story: Story, statements: Sequence[Statement]) -> None:
        self.rng = random.Random(f"drafts {event}")
        self.event, self.articles = event, {a.id: a for a in story.articles}
        self.statements, self.texts = statements, {a.id: Text(a.text) for a in story.articles}
        self.sentences = {
            a.id: [(s.start, s.end) for s in segment.sentences(story) if s.article == a.id and s.aside is None] for a in story.articles
        }

    def all(self, claims: Iterable[Mapping[str, Any]]) -> list[Distortion]:
        """Return the changes of the labelled passages, each sentence once, in a fixed order; without partners where one outlet has it."""
        found: dict[tuple[str, str, Place], Distortion] = {}
        for claim in claims:
            told = [(m["article"], self.texts[m["article"]].find(m["quote"])) for m in claim["mentions"]]
            for article, place in told:
                sentence = next((s for s in self.sentences[article] if s[0] <= place[0] and place[1] <= s[1]), None)
                partners = tuple(Partner(a, p, p) for a, p in told if a != article)
                if sentence is None:
                    continue
                for kind, edits in self._changes(article, place, sentence, partners):
                    made = Distortion(kind, self.event, claim["id"], article, place, sentence, edits, partners)
                    found.setdefault((kind, article, sentence), made)
        return [found[k] for k in sorted(found)] + [
            made for made in self._unlabelled() if ("attribution", made.article, made.sentence) not in found
        ]

    def _unlabelled(self) -> Iterator[Distortion]:
        """Yield the attributions that can be left out of sentences of which the labels say nothing of other outlets."""
        for article, sentences in self.sentences.items():
            for sentence in sentences:
                edits = self._attribution(article, sentence) if any(s.speaker_named for s in self._held(article, sentence)) else ()
                if edits:
                    yield Distortion("attribution", self.event, f"{article} {sentence}", article, sentence, sentence, edits, ())

    def _changes(self, article: str, place: Place, sentence: Place, partners: Sequence[Partner]) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        edit = self._quote(article, place, partners) if partners else None
        if edit:
            yield "quote", (edit,)
        edit = None if partners else self._number(article, place)
        if edit:
            yield "number", (edit,)
        attributed = all(any(s.speaker for s in self._held(p.article, p.place)) for p in partners)
        edits = self._attribution(article, sentence) if attributed else ()
        if edits:
            yield "attribution", edits

    def _number(self, article: str, place: Place) -> Edit | None:
        """Change a number that one outlet has."""
        text = self.articles[article].text
        for one in extract.quantities(article, text, *place):
            written = re.search(r"[0-9]+", one.exact)
            if written and one.low == one.high and one.unit:
                start = one.start + written.start()
                new = str(int(written.group()) + self.rng.choice((2, 3, 5, 11, 40)))
                if new not in text:
                    return start, start + len(written.group()), new
        return None

    def _held(self, article: str, place: Place) -> list[Statement]:
        return [s for s in self.statements if s.article == article and meets((s.start, s.end), place)]

    def _quote(self, article: str, place: Place, partners: Sequence[Partner]) -> Edit | None:
        """Change one word of a quotation that another outlet has too."""
        text = self.articles[article].text
        inside = [(a, b) for a, b in quoted(text) if place[0] <= b and a <= place[1] and len(words(text[a:b])) >= _LEAST_QUOTED]
        others = {w for p in partners for w in self.articles[p.article].text[slice(*p.place)].split()}
        for a, b in inside:
            told = [(a + x, a + y) for x, y in words(text[a:b])]
            told = [(x, y) for x, y in told if place[0] <= x and y <= place[1]]
            plain = [(x, y) for x, y in told if text[x:y].isalpha() and text[x:y].islower() and y - x > 4 and text[x:y] in others]
            instead = [w for w in self._vocabulary(article) if w not in text[slice(*place)]]
            if len(told) >= _LEAST_QUOTED and plain and instead:
                x, y = self.rng.choice(plain)
                return x, y, self.rng.choice(instead)
        return None

    def _vocabulary(self, article: str) -> list[str]:
        text = self.articles[article].text
        return sorted({w for a, b in quoted(text) for w in text[a:b].split() if w.isalpha() and w.islower() and len(w) > 4})

    def _attribution(self, article: str, sentence: Place) -> tuple[Edit, ...]:
        """Leave out who says it: "X said that the bridge holds", "the bridge holds, X said"."""
        text = self.articles[article].text[slice(*sentence)]
        if any(c in text for c in '"“”') or len(re.findall(rf"\b{_SAYING}\b|According to|according to", text)) != 1:
            return ()
        after, before = _AFTER.search(text), _BEFORE.match(text)
        if after:
            return ((sentence[0] + after.start(), sentence[1], "."),)
        if before and len(text) - before.end() > _LEAST_LEFT:
            end = sentence[0] + before.end()
            return ((sentence[0], end + 1, text[before.end()].upper()),)
        return ()


def changes(labels: Path, texts: Path) -> list[Distortion]:
    """Return all distortions: those of benchmarks.distorted, and the drafts' own, `PER_KIND` a kind at most."""
    own: dict[str, list[tuple[int, Distortion]]] = {"quote": [], "attribution": [], "number": []}
    for event in fitting.events(labels):
        story = fitting.story(texts / event)
        sentences = segment.sentences(story)
        statements = extract.statements(story, sentences, extract.names(story, sentences))
        maker = Changes(event, story, statements)
        found = maker.all(json.loads((labels / f"{event}.json").read_text("utf-8"))["claims"])
        maker.rng.shuffle(found)
        turns: Counter[str] = Counter()
        for one in found:
            turns[one.kind] += 1
            own[one.kind].append((turns[one.kind], one))
    chosen = [d for kind in own for _, d in sorted(own[kind], key=lambda t: (t[0], t[1].event))[:PER_KIND]]
    made = distortions(labels, texts)
    room = PER_KIND - sum(d.kind == "number" for d in made)
    return [*made, *(d for d in chosen if d.kind != "number"), *[d for d in chosen if d.kind == "number"][:room]]


# -- the check ------------------------------------------------------------------------


def run(labels: Path, texts: Path, readers: Path) -> Iterator[Item]:
    """Yield every item of every draft."""
    embedder = Remembering(MiniLM())
    examples = [fitting.examples(labels, texts, event, embedder) for event in fitting.events(labels)]
    by_event: dict[str, list[list[Distortion]]] = {}
    for batch in batches(changes(labels, texts)):
        by_event.setdefault(batch[0].event, []).append(batch)
    events = fitting.events(labels)
    for example, weights, reader in fitting.left_out(examples, left_out.readers(readers, labels, texts)):
        event = example.event
        matcher = pair.RegressionMatcher(weights, embedder, reader)
        # the foreign sentences are of an event that the reader did not see either
        unread = [other for other in events if left_out.fold(events, other) == left_out.fold(events, event)]
        foreign = fitting.story(texts / unread[(unread.index(event) + 1) % len(unread)])
        yield from of_event(event, matcher, labels, texts, by_event.get(event, []), foreign)


def of_event(
    event: str, matcher: pair.RegressionMatcher, labels: Path, texts: Path, changed: Sequence[Sequence[Distortion]], foreign: Story
) -> Iterator[Item]:
    """Yield the items of the drafts of one event."""
    story = fitting.story(texts / event)
    claims = json.loads((labels / f"{event}.json").read_text("utf-8"))["claims"]
    models = pipeline.Models(matcher=matcher)
    whole = pipeline.tell(story, Config(), models)
    strangers = _strangers(foreign, random.Random(f"foreign {event}"))
    for article in story.articles:
        rest = pipeline.tell(_without(story, article.id), Config(), models) if len(story.articles) > 2 else None
        for against, told in (("all", whole), ("others", rest)):
            if told is None:
                continue
            added = strangers[:FOREIGN]
            text = "\n\n".join([article.text.rstrip(), *added])
            judged = Checked(text, told, matcher)
            at = [(text.index(s), text.index(s) + len(s)) for s in added]
            yield from (Item("foreign", event, article.id, against, judged.at(place), text[slice(*place)]) for place in at)
            yield from _labelled(event, article.id, against, claims, Text(article.text), judged)
            for batch in changed:
                held = [one for one in batch if against == "all" or one.partners]
                if held and batch[0].article == article.id:
                    yield from _distorted(held, article.text, against, told, matcher)
        strangers = strangers[FOREIGN:]


def _strangers(story: Story, rng: random.Random) -> list[str]:
    """Return sentences of another event."""
    found = [a.text[s.start : s.end] for a in story.articles for s in segment.sentences(story) if s.article == a.id and s.aside is None]
    found = [f for f in dict.fromkeys(found) if len(f.split()) > 8 and "\n" not in f and f.rstrip()[-1:] == "."]
    rng.shuffle(found)
    return found


def _without(story: Story, article: str) -> Story:
    raw = [
        RawArticle(id=a.id, text=a.text, outlet=a.outlet if a.outlet_named else None, published=a.published, path=a.path)
        for a in story.articles
        if a.id != article
    ]
    return read.assemble(raw, title=story.title)


class Checked:
    """A draft with its verdicts."""

    def __init__(self, text: str, told: pipeline.Told, matcher: pair.RegressionMatcher) -> None:
        self.beside = Beside(written.in_text(text, "text"), told, matcher, Config())
        self.judged: list[tuple[Place, Judged]] = []
        for one in Judge(self.beside).all():
            span = self.beside.written.place(one.statement.start, one.statement.end)
            self.judged.append(((span.start, span.end), one))

    def at(self, place: Place, *, holding: Sequence[Place] = ()) -> tuple[tuple[str, ...], ...]:
        """Return the verdicts of the statements that meet a passage; of those, where given, that hold a detail."""
        met = [(p, j) for p, j in self.judged if meets(p, place) or any(p[0] < b and a < p[1] for a, b in holding)]
        held = [(p, j) for p, j in met if any(p[0] < b and a < p[1] for a, b in holding)]
        return tuple(j.verdicts for _, j in held or met)


def _labelled(event: str, article: str, against: str, claims: Sequence[Mapping[str, Any]], text: Text, judged: Checked) -> Iterator[Item]:
    for claim in claims:
        told = {m["article"] for m in claim["mentions"]}
        for mention in claim["mentions"]:
            if mention["article"] == article:
                verdicts = judged.at(text.find(mention["quote"]))
                if verdicts:
                    yield Item("several" if len(told) > 1 else "single", event, article, against, verdicts, mention["quote"])


def _distorted(
    batch: Sequence[Distortion], text: str, against: str, told: pipeline.Told, matcher: pair.RegressionMatcher
) -> Iterator[Item]:
    for start, end, new in sorted({e for d in batch for e in d.edits}, reverse=True):
        text = text[:start] + new + text[end:]
    judged = Checked(text, told, matcher)
    for one in batch:
        details = [moved((a, b), batch) for a, b, _ in one.edits]
        place = moved(one.sentence, batch)
        holding = [] if one.kind == "attribution" else [(a, max(b, a + 1)) for a, b in details]
        yield Item(one.kind, one.event, one.article, against, judged.at(place, holding=holding), text[slice(*place)])


# -- the tables -----------------------------------------------------------------------

_EXPECTED = {"several": "several outlets", "single": "one outlet", "foreign": "not found", "quote": "quote", "attribution": "attribution"}


def expected(item: Item) -> str:
    """Return the class that an item should be told as."""
    if item.kind == "single" and item.against == "others":
        return "not found"
    return _EXPECTED.get(item.kind, "detail")


def tables(items: Sequence[Item]) -> str:
    """Return the figures as text."""
    lines = []
    for against in ("all", "others"):
        held = [i for i in items if i.against == against]
        lines += [f"drafts checked against {'all articles' if against == 'all' else 'the other articles only'}", ""]
        lines.append(f"{'verdict':16} {'items':>6} {'told':>6} {'precision':>10} {'recall':>7}")
        for name in CLASSES:
            should, told = [i for i in held if expected(i) == name], [i for i in held if i.told == name]
            right = sum(expected(i) == name for i in told)
            lines.append(f"{name:16} {len(should):6} {len(told):6} {right / max(1, len(told)):10.2f} {right / max(1, len(should)):7.2f}")
        lines += [
            "",
            f"{'distorted':16} {'items':>6} {'passed as clean':>16} {'told by its kind':>17} {'told as not found':>18} {'unclear':>8}",
        ]
        for kind in (*KINDS, "all"):
            told = [i for i in held if i.kind == kind or (kind == "all" and i.kind in KINDS)]
            clean, named = sum(i.clean for i in told), sum(i.told == expected(i) for i in told)
            lost, unclear = sum(i.told == "not found" for i in told), sum(i.told == "unclear" for i in told)
            lines.append(f"{kind:16} {len(told):6} {clean:8} ({clean / max(1, len(told)):5.1%}) {named:17} {lost:18} {unclear:8}")
        several = [i for i in held if i.kind == "several"]
        count = Counter(i.told for i in several)
        lines += [
            "",
            f"{len(several)} sentences that several outlets report are told as: "
            + ", ".join(f"{n} {k} ({n / len(several):.1%})" for k, n in count.most_common()),
            "",
        ]
    return "\n".join(lines)


def main(folder: Path, readers: Path, out: Path | None) -> None:
    """Print the tables; where a folder is given, list there every item."""
    items = list(run(folder / "labels", folder / "events", readers))
    print(tables(items))
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        rows = [json.dumps({"told": i.told, "expected": expected(i), **i.__dict__}, ensure_ascii=False) for i in items]
        (out / "drafts.jsonl").write_text("".join(f"{r}\n" for r in rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
