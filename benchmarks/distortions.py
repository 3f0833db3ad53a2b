"""Makes distorted articles: one detail of a claim that several outlets report is changed in one of them.

A detail is changed only where another outlet's labelled passage has it too, so that the two cannot both be right as they
stand. What replaces it is of the same kind and form; nothing else of the sentence changes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import distortion_words as words
from benchmarks.scorer import Place, Text, meets
from reporter.extract.name_index import NameIndex
from reporter.extract.numbers import quantities
from reporter.schema import Article, Name, Sentence, Statement, Story

Edit = tuple[int, int, str]  # half-open, code points of the article as it was; the new words


@dataclass(frozen=True)
class Partner:
    """Another article's passage of the claim, and where in it the detail stands."""

    article: str
    place: Place
    detail: Place


@dataclass(frozen=True)
class Distortion:
    """One change of one detail, and the passages of other articles that have the detail as it was."""

    kind: str
    event: str
    claim: str
    article: str
    passage: Place
    sentence: Place
    edits: tuple[Edit, ...]
    partners: tuple[Partner, ...]

    def key(self) -> str:
        """Return what sorts the distortions of a story, the same from run to run."""
        return f"{self.kind}|{self.claim}|{self.article}|{self.edits}"


@dataclass(frozen=True)
class Side:
    """A labelled passage."""

    article: Article
    place: Place

    @property
    def text(self) -> str:
        """The passage as written."""
        return self.article.text[slice(*self.place)]


class Maker:
    """Makes the distortions of one event."""

    def __init__(
        self, event: str, story: Story, sentences: Sequence[Sentence], names: Sequence[Name], statements: Sequence[Statement]
    ) -> None:
        self.event, self.rng = event, random.Random(f"distorted {event}")  # the same from run to run
        self.articles = {a.id: a for a in story.articles}
        self.sentences = [s for s in sentences if s.aside is None]
        self.names = {n.key: n for n in names}
        self.statements = statements
        self.index = NameIndex(names, [a.text for a in story.articles])
        self.people = sorted(n.display for n in names if n.kind == "person" and len(n.display.split()) == 2 and n.display.isascii())

    def all(self, claims: Iterable[Mapping[str, Any]]) -> list[Distortion]:
        """Return every distortion that can be made, in a fixed order."""
        found: dict[str, Distortion] = {}
        texts = {k: Text(a.text) for k, a in self.articles.items()}
        for claim in claims:
            told = [Side(self.articles[m["article"]], texts[m["article"]].find(m["quote"])) for m in claim["mentions"]]
            for side in told:
                others = [o for o in told if o != side]
                sentence = self._sentence(side)
                for kind, edits, held in self._changes(side, others) if sentence else ():
                    inside = all(sentence[0] <= a and b <= sentence[1] for a, b, _ in edits) if sentence else False
                    partners = tuple(p for p in held if p.article != side.article.id)
                    # an article that has the detail a second time reports it still
                    if inside and sentence and partners and len(partners) == len(held):
                        made = Distortion(kind, self.event, claim["id"], side.article.id, side.place, sentence, tuple(edits), partners)
                        found.setdefault(made.key(), made)
        return [found[k] for k in sorted(found)]

    def _sentence(self, side: Side) -> Place | None:
        """Return the one sentence that a passage lies in; a passage over several is not distorted."""
        held = [s for s in self.sentences if s.article == side.article.id and s.start <= side.place[0] and side.place[1] <= s.end]
        return (held[0].start, held[0].end) if held else None

    def _changes(self, side: Side, others: Sequence[Side]) -> Iterator[tuple[str, list[Edit], list[Partner]]]:
        for kind, change in (("number", self._numbers), ("date", self._dates), ("outcome", self._outcomes), ("negation", self._negations)):
            for edits, partners in change(side, others):
                yield kind, edits, partners
        yield from self._names(side, others)

    # -- numbers and dates ------------------------------------------------------

    def _numbers(self, side: Side, others: Sequence[Side]) -> Iterator[tuple[list[Edit], list[Partner]]]:
        for one in quantities(side.article.id, side.article.text, *side.place):
            partners, texts, loose = [], [], one.low != one.high
            for other in others:
                same = [
                    q for q in quantities(other.article.id, other.article.text, *other.place) if q.low <= one.high and one.low <= q.high
                ]
                same = [q for q in same if one.unit is not None and q.unit == one.unit]
                if same:
                    partners.append(Partner(other.article.id, other.place, (same[0].start, same[0].end)))
                    texts.append(other.text)
                    loose = loose or any(q.low != q.high for q in same)
            written = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", one.exact)
            if written:
                new = self._figure(written.group(), loose)
            else:
                written = re.search(rf"\b(?:{'|'.join(words.NUMBER_WORDS)})\b", one.exact)
                new = self.rng.choice([w for w in words.NUMBER_WORDS if written and w != written.group()]) if written else ""
            if written and partners and new and not any(re.search(rf"\b{re.escape(new)}\b", t) for t in texts):
                yield [(one.start + written.start(), one.start + written.end(), new)], partners

    def _figure(self, written: str, loose: bool) -> str:
        """Return another number of about the same size and roundness; of another size where either outlet gives a range."""
        value = float(written.replace(",", ""))
        if "." in written:
            return f"{value * (3 if loose else self.rng.choice((0.5, 1.5, 2))):.{len(written.rpartition('.')[2])}f}"
        if loose:
            new = int(value * 4)
        elif value <= 20:
            new = max(2, int(value) + self.rng.choice([n for n in (-3, -2, -1, 1, 2, 3, 4) if value + n > 1]))
        else:
            scale = 10 ** (len(written.replace(",", "")) - len(written.replace(",", "").rstrip("0")))
            new = int(value * self.rng.choice((0.6, 0.75, 1.3, 1.5, 2)) / scale) * scale
        return f"{new:,}" if "," in written else str(new)

    def _dates(self, side: Side, others: Sequence[Side]) -> Iterator[tuple[list[Edit], list[Partner]]]:
        days, months = "|".join(words.WEEKDAYS), "|".join(words.MONTHS)
        month = rf"\b(?:{months})\b(?=,? [0-9])|(?<=in )(?:{months})\b"
        year = r"(?<![\w$.,-])(?:19|20)[0-9]{2}\b(?!-)"
        found = [(m, [d for d in words.WEEKDAYS if d != m.group()]) for m in re.finditer(rf"\b(?:{days})\b", side.text)]
        found += [(m, [d for d in words.MONTHS if d != m.group()]) for m in re.finditer(month, side.text)]
        found += [(m, [str(int(m.group()) + n) for n in (-4, -2, -1, 1, 2)]) for m in re.finditer(year, side.text)]
        found += [
            (m, [str(n) for n in range(1, 29) if abs(n - int(m.group())) > 1])
            for m in re.finditer(r"(?<=[a-z.] )[0-9]{1,2}\b(?![\w,%$-])", side.text)
            if re.search(rf"(?:{months}|[A-Z][a-z]{{2,3}}\.) $", side.text[: m.start()])
        ]
        for match, choices in found:
            partners = _with(others, rf"\b{match.group()}\b")
            new = self.rng.choice(choices)
            if partners and not any(re.search(rf"\b{new}\b", s.text) for s in [side, *others]):
                yield [(side.place[0] + match.start(), side.place[0] + match.end(), new)], partners

    # -- names, places and speakers -----------------------------------------------

    def _names(self, side: Side, others: Sequence[Side]) -> Iterator[tuple[str, list[Edit], list[Partner]]]:
        sentence = self._sentence(side)
        if sentence is None:
            return
        held = self.index.mentions(side.article.text, *sentence)
        for key in dict.fromkeys(k for k, a, b in held if side.place[0] <= a and b <= side.place[1]):
            name = self.names.get(key)
            having = [(o, m) for o in others for m in self._first(o, key)]
            if name is None or not having:
                continue
            speaks = all(key in self._spoken(x) for x in (side, *(o for o, _ in having)))
            partners = [Partner(o.article.id, o.place, o.place if speaks else m) for o, m in having]
            new = self._instead(name, [*held, *(m for o in others for m in self.index.mentions(o.article.text, *o.place))])
            edits = [(a, b, self._form(side.article.text[a:b], new)) for k, a, b in held if k == key] if new else []
            kind = {"person": "speaker" if speaks else "name", "organisation": "name", "place": "place"}.get(name.kind)
            plain = name.kind != "place" or all(side.article.text[a:b] == name.display for a, b, _ in edits)  # no "Iranian"
            if edits and kind and plain:
                yield kind, edits, partners

    def _first(self, side: Side, key: str) -> list[Place]:
        """Return where a name first stands in a passage, if it does."""
        return [(a, b) for k, a, b in self.index.mentions(side.article.text, *side.place) if k == key][:1]

    def _spoken(self, side: Side) -> set[str | None]:
        """Return the speakers of the statements that a passage meets."""
        return {s.speaker for s in self.statements if s.article == side.article.id and meets((s.start, s.end), side.place)}

    def _instead(self, name: Name, held: Iterable[tuple[str, int, int]]) -> str:
        """Return another name of the kind, which stands in none of the passages; empty where there is none."""
        taken = {w for k, _, _ in held if k in self.names for w in self.names[k].display.split()}
        if name.kind == "person":
            surname = name.display.split()[-1]
            choices = [
                p for p in (*self.people, *words.STRANGERS) if p.split()[-1] not in taken and p.split()[0] not in taken and surname != p
            ]
        else:
            classes = words.PLACES if name.kind == "place" else words.ORGANISATIONS
            listed = next((c for c in classes if name.display.removeprefix("the ") in c), ())
            choices = [p for p in listed if p != name.display and not set(p.split()) & taken]
        return self.rng.choice(choices) if choices else ""

    @staticmethod
    def _form(written: str, new: str) -> str:
        """Return the new name in the form of the old one: a surname for a surname."""
        surname = new.rpartition(" ")[2]
        return surname if " " not in written and len(new.split()) == 2 and new[:4] not in _WHOLE else new

    # -- outcome and negation ---------------------------------------------------

    def _outcomes(self, side: Side, others: Sequence[Side]) -> Iterator[tuple[list[Edit], list[Partner]]]:
        for pair in words.OUTCOMES:
            for old, new in (pair, pair[::-1]):
                stem = re.escape(old.split()[0][: max(3, len(old.split()[0]) - 2)])
                for match in re.finditer(rf"(?P<before>\w+) {old}\b(?!['’-]| to\b)", side.text):
                    if old in words.BASE_FORMS and match["before"].lower() not in words.BEFORE_BASE_FORM:
                        continue
                    partners = _with([o for o in others if new[:5] not in o.text], rf"\b{stem}")
                    if partners:
                        yield [(side.place[0] + match.end("before") + 1, side.place[0] + match.end(), new)], partners

    def _negations(self, side: Side, others: Sequence[Side]) -> Iterator[tuple[list[Edit], list[Partner]]]:
        for start, end, new, verb in _turned(side.text):
            stem = verb[: max(4, len(verb) - 2)].lower()
            partners = _with(others, rf"\b{re.escape(stem)}")
            if partners and len(verb) > 2:
                yield [(side.place[0] + start, side.place[0] + end, new)], partners


def _with(sides: Sequence[Side], pattern: str) -> list[Partner]:
    """Return the passages in which a pattern stands, each with where it first does."""
    found = [(s, re.search(pattern, s.text, re.IGNORECASE)) for s in sides]
    return [Partner(s.article.id, s.place, (s.place[0] + m.start(), s.place[0] + m.end())) for s, m in found if m]


_WHOLE = ("New ", "Sout", "Nort", "Fox ", "ABC ", "NBC ", "CBS ", "USA ", "Whit", "Hous", "Amaz")
_BEFORE_PARTICIPLE = frozenset("been be being to by and the a".split())
_NOT_A_VERB = frozenset("a an the to in on at of for with by as it he she they this that not been be no so all also being n't".split())


def _turned(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield each way to put a negation in or take it out: where, the new words, and the verb that it turns."""
    for match in re.finditer(rf"\b(?P<aux>{'|'.join(words.AUXILIARIES)}) (?P<not>not )?(?:been |be )?(?P<verb>[a-z]{{4,}})\b", text):
        at = match.end("aux")
        if match["verb"] in _NOT_A_VERB or match["verb"].endswith("ly"):
            continue
        yield (at, match.end("not"), " ", match["verb"]) if match["not"] else (at, at, " not", match["verb"])
    for match in re.finditer(r"\b(?P<aux>is|are|was|were|would|has|have|had|could|should|does|do|did)n['’]t (?P<verb>[a-z]{4,})\b", text):
        yield match.end("aux"), match.start("verb") - 1, "", match["verb"]
    for match in re.finditer(r"\b(?P<wont>won['’]t) (?:be )?(?P<verb>[a-z]{3,})\b", text):
        yield match.start("wont"), match.end("wont"), "will", match["verb"]
    for match in re.finditer(rf"(?<=[A-Za-z] )(?P<verb>{'|'.join(words.PAST)})\b", text):
        base = words.PAST[match["verb"]]
        before = text[: match.start()].rsplit(maxsplit=1)[-1].lower()
        if base not in words.TELLING and before not in words.AUXILIARIES and before not in _BEFORE_PARTICIPLE:
            yield match.start(), match.end(), f"did not {base}", match["verb"]
    for old, new in words.CONTRARY_CUES:
        for match in re.finditer(rf"\b{old}\b", text):
            yield match.start(), match.end(), new, old.split()[0]
