"""What a night came to: for programs as run.json, and in few words for a mail and the index page."""

from __future__ import annotations

import msgspec

from reporter.render import wording
from reporter.render.language import ENGLISH, speaking
from reporter.schema import Failure, Record

PARTIAL = 7  # the exit code where something could not be done
_NAMED = 20  # stories and failures named in a mail


class ToldStory(Record, frozen=True, kw_only=True):
    """A story that was told tonight."""

    id: str
    title: str
    files: tuple[str, ...]  # relative to the folder of the nights
    errors: int
    warnings: int
    changes: tuple[str, ...] = ()


class Summary(Record, frozen=True, kw_only=True):
    """A night."""

    run: str
    made_at: str
    exit_code: int
    sources: int  # files and URLs that were looked at
    articles: int  # in them
    articles_new: int  # that no earlier night had, or not with these words
    stories: tuple[ToldStory, ...]  # in the order of the index page
    set_aside: tuple[Failure, ...]  # stories that could not be told, tonight or before
    kept_out: tuple[Failure, ...]  # articles that are of no one event
    also_on: tuple[Failure, ...]  # articles that tell of a second event
    failures: tuple[Failure, ...]  # all of what could not be done
    index: str  # path of the index page


def encoded(summary: Summary) -> bytes:
    """Return the summary as JSON."""
    return msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n"


def subject(summary: Summary) -> str:
    """Return a mail's subject."""
    return f"{_number(len(summary.stories), 'briefing')} of {summary.run}{', in part' if summary.failures else ''}"


def said(summary: Summary) -> str:
    """Return the night in a sentence, in the language that is spoken."""
    aside, sources = len(summary.set_aside), summary.sources
    return wording.night_told(len(summary.stories), summary.articles_new, aside, summary.articles, sources)


def text(summary: Summary) -> str:
    """Return the summary as plain text, in English."""
    with speaking(ENGLISH):  # as all of it
        lines = [said(summary), f"Where to look first: {summary.index}", ""]
    for story in summary.stories[:_NAMED]:
        lines.append(f"- {story.title} ({story.errors} grave, {story.warnings} to check)")
        lines += [f"    {change}" for change in story.changes]
    if len(summary.stories) > _NAMED:
        lines.append(f"- and {len(summary.stories) - _NAMED} more")
    if summary.failures:
        lines += ["", f"{_number(len(summary.failures), 'thing')} could not be done:"]
        lines += [f"- {failure.what}: {failure.reason}" for failure in summary.failures[:_NAMED]]
        if len(summary.failures) > _NAMED:
            lines.append(f"- and {len(summary.failures) - _NAMED} more, in run.json")
    return "\n".join(lines) + "\n"


def _number(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"
