"""What the archive has of claims and stories, for `reporter archive`: from night to night, with the passages that say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.schema.archive import ArchivedClaim, ArticleVersion, ClaimHistory, Found, Lineage, StoryHistory, Told
from reporter.why.blocks import Block, Heading, Line


def found(hits: Sequence[Found]) -> list[Block]:
    """Return the passages that a search found, each with its claim and story."""
    blocks: list[Block] = []
    for hit in hits:
        blocks.append(Heading(hit.text))
        blocks.append(Line(hit.passage.exact, hit.outlet))
        blocks.append(Line(f"{hit.lasting_id}, of story {hit.story}: {hit.title} (night {hit.run})", "claim"))
    return blocks or [Line("No passage has all of these words.")]


def claim(history: ClaimHistory) -> list[Block]:
    """Return a claim from night to night: who reports it, in which words."""
    blocks: list[Block] = [Heading(f"Claim {history.lasting_id}")]
    blocks += [Line(_lineage(line, history.lasting_id)) for line in history.lineage]
    for night in history.nights:
        blocks += _night(night)
    return blocks


def story(history: StoryHistory) -> list[Block]:
    """Return a story from night to night: its briefings, and the texts that its articles had."""
    blocks: list[Block] = [Heading(f"Story {history.story}: {history.nights[-1].title}")]
    for night in history.nights:
        blocks += _told(night)
    blocks.append(Heading("Articles, and the night that first had each text"))
    texts: dict[str, int] = {}
    for version in history.versions:
        texts[version.article] = texts.get(version.article, 0) + 1
        blocks.append(Line(_version(version, texts[version.article]), version.outlet))
    return blocks


def _night(night: ArchivedClaim) -> Iterator[Block]:
    agreement = night.agreement
    low, high = agreement.origin_count_min, agreement.origin_count_max
    origins = f"{low} {'origin' if low == 1 else 'origins'}" if low == high else f"{low}–{high} origins"
    yield Heading(f"{night.run}, story {night.story}: {night.text}")
    yield Line(f"{agreement.outlet_count} of {agreement.outlet_total} outlets, {origins}", "reported by")
    for mention in night.mentions:
        yield Line(mention.exact, f"{mention.outlet} ({mention.article})")


def _lineage(line: Lineage, of: str) -> str:
    if line.kind == "split":
        return f"Split from claim {line.from_}" if line.into == of else f"Claim {line.into} was split from it"
    return f"Claim {line.from_} became one with it" if line.into == of else f"Became one with claim {line.into}"


def _told(night: Told) -> Iterator[Block]:
    yield Heading(f"{night.run}: {night.title}")
    yield Line(f"{len(night.articles)} articles, {night.claim_count} claims, {night.finding_count} findings, made {night.made_at}")
    for file in night.files:
        yield Line(file.path, "file")


def _version(version: ArticleVersion, number: int) -> str:
    told = [version.article, f"text {number}", f"night {version.run}"]
    told += [text for text in (version.title, version.url, version.updated or version.published) if text]
    return ", ".join(told)
