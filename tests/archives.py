"""Made stories for the archive: briefings of a night with articles, claims and numbers, built by hand, and an archive that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import structs

from reporter import archive, why
from reporter.render import machine
from reporter.schema import Briefing, Quantity
from tests.briefings import Maker, own

Said = tuple[str, str | int]  # an article, and words of it or the number of a sentence


def briefing(
    story: str,
    articles: Mapping[str, tuple[str, Sequence[str]]],
    claims: Sequence[tuple[str, Sequence[Said]]],
    *,
    at: str = "2026-11-22T03:00:00Z",
    numbers: Mapping[str, tuple[float, str | None]] | None = None,
    findings: Sequence[tuple[str, str, int | None]] = (),
    **known: Any,
) -> Briefing:
    """Return a briefing of a story.

    Args:
        story: its id and title.
        articles: by id, the outlet and its sentences.
        claims: the text of each, and where it is said.
        at: when it was made.
        numbers: words that are a number in mentions, with value and unit.
        findings: rule, message, and the place of the claim that it is on.
        known: what else is known of an article, by its id.
    """
    maker = Maker(*((key, outlet, sentences) for key, (outlet, sentences) in articles.items()), **known)
    made = []
    for text, said in claims:
        mentions = [maker.mention(*place) for place in said]
        mentions = [structs.replace(m, numbers=tuple(_numbers(m, numbers or {}))) for m in mentions]
        outlets = len({m.article for m in mentions})
        made.append(maker.claim(text, "several-origins" if outlets > 1 else "one-outlet", (outlets, outlets), *mentions))
    for rule, message, on in findings:
        maker.finding(rule, "warning", message, claims=() if on is None else (made[on],))
    whole = maker.briefing(story, own(*articles))
    header = structs.replace(whole.story, id=story)
    return structs.replace(whole, story=header, provenance=structs.replace(whole.provenance, made_at=at))


def _numbers(mention: Any, numbers: Mapping[str, tuple[float, str | None]]) -> Iterable[Quantity]:
    for word, (value, unit) in numbers.items():
        if word in mention.exact:
            start = mention.start + mention.exact.index(word)
            yield Quantity(article=mention.article, start=start, end=start + len(word), exact=word, low=value, high=value, unit=unit)


def ferry(night: int, *, place: str = "Sund", story: str = "ferry") -> Briefing:
    """Return a story that goes on: a toll that rises, an outlet that joins, a quotation that one outlet changes."""
    post = [
        f"A ferry ran aground off {place} at dawn.",
        "At least 12 people are missing, the coast guard said.",
        "“We saw no lights at all,” said Ida Holm.",
    ]
    mail = [f"A ferry has run aground near {place}.", "The owner is Aldora Lines."]
    articles: dict[str, tuple[str, Sequence[str]]] = {f"{story}-post": ("Coast Post", post), f"{story}-mail": ("Harbour Mail", mail)}
    a, b, c = f"{story}-post", f"{story}-mail", f"{story}-echo"
    claims: list[tuple[str, list[Said]]] = [
        ("A ferry ran aground", [(a, 1), (b, 1)]),
        ("People are missing", [(a, 2)]),
        ("No lights", [(a, 3)]),
        ("Its owner", [(b, 2)]),
    ]
    findings = [
        ("single-outlet", "Only Coast Post has that people are missing.", 1),
        ("single-outlet", "Only Harbour Mail has the owner.", 3),
    ]
    if night > 1:
        post[2] = "“We saw few lights at all,” said Ida Holm."
        articles[c] = ("Sund Echo", ["Fifteen people are missing after the ferry accident.", "Schools are closed."])
        claims[1] = ("People are missing", [(a, 2), (c, 1)])
        claims.append(("Schools are closed", [(c, 2)]))
        findings = [*findings[1:], ("conflict", "Outlets differ on how many are missing.", 1)]
    return briefing(
        story,
        articles,
        claims,
        at=f"2026-11-{21 + night}T03:00:00Z",
        numbers={"12": (12, "person"), "Fifteen": (15, "person")},
        findings=findings,
    )


def written(folder: Path, night: str, told: Briefing) -> list[Path]:
    """Write a briefing's files as a worker does, and return their paths."""
    place = folder / night
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / f"{told.story.id}.json", place / f"{told.story.id}.md"]
    paths[0].write_bytes(machine.encode(told))
    paths[1].write_text(f"# {told.story.title}\n", "utf-8", "replace")
    return paths


def recorded(path: Path, night: str, stories: Iterable[Briefing], *, finish: bool = True) -> list[Briefing]:
    """Record a night, each story as it follows on what the archive has of it, and return the briefings."""
    made = []
    with archive.writing(path, wait_seconds=0.1) as keeper:
        keeper.begin(night, f"2026-11-{night[-2:]}T03:00:00Z")
        for story in stories:
            earlier = keeper.earlier(night, story.story.id, [a.id for a in story.articles])
            told = archive.followed(story, [why.read(p) for p in earlier], night)
            keeper.record(night, told, written(path.parent, night, told))
            made.append(told)
        if finish:
            keeper.finish(night)
    return made
