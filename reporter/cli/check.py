"""The command that checks drafts before publication."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from reporter import check as gate
from reporter import checking, terminal
from reporter import config as settings
from reporter.check import policies
from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, PARTIAL, ends, listed, progress, say
from reporter.config import Config
from reporter.errors import ConfigError, InputError
from reporter.once import write_whole
from reporter.render.check import RENDERERS, SUFFIXES
from reporter.render.environment import overriding
from reporter.schema.gate import GateReport, Policy

_STEPS = 3
_SHUT = 1
_TERMINAL = "terminal"
_LEVELS = ("error", "warning", "note")
_ONE_DOCUMENT = frozenset({"json", "sarif", "gitlab", "html"})  # formats of which two in a row are none


@app.command(epilog=EXIT_CODES)
def check(
    drafts: Annotated[list[Path], typer.Argument(metavar="DRAFT...", help="Drafts: Markdown, text, Word or HTML; - for standard input.")],
    against: Annotated[
        list[str], typer.Option("--against", metavar="PATH", help="Articles to check against: a file, folder or URL; once for each.")
    ],
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Any of terminal,json,sarif,github,gitlab,html,md; one of them without -o.")
    ] = _TERMINAL,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Folder to write the formats to.")] = None,
    profile: Annotated[str | None, typer.Option(metavar="NAME", help="What is demanded of a draft, over the settings.")] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="LEVEL", help="error, warning or note: what shuts the gate.")] = None,
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
    cache: Annotated[str | None, typer.Option(metavar="DIR", help="Folder that keeps what was computed; '' for none.")] = None,
    at: Annotated[str | None, typer.Option(metavar="ISO", help="When the check is made (SOURCE_DATE_EPOCH, or now).")] = None,
    templates: Annotated[Path | None, typer.Option(metavar="DIR", help="Files used in place of the templates of these names.")] = None,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever the draft is saved; one draft.")] = False,
) -> None:
    """Say for each statement of a draft what the articles give for it. Exit code 1: a finding is as grave as --fail-on."""
    with ends(), overriding(templates):
        chosen = _settings(settings.load(config), profile, fail_on, cache)
        wanted = _formats(formats, out)
        _apart(drafts, wanted, out, watch=watch)
        policy = policies.policy(chosen.check, gate.RULES)
        saves = _saves(drafts[0]) if watch else ()  # from here on none is missed
        folder = Path(chosen.check.cache).expanduser() if chosen.check.cache else None
        with progress(_STEPS) as on_step:
            held = gate.Against(against, chosen, cache=folder, on_step=on_step)
            on_step("checking the draft")
            reports, complete = _checked(held, drafts, policy, at)
        for draft, report in reports:
            _show(report, draft, wanted, out)
        for _ in saves:
            try:
                _show(policies.applied(held.check(drafts[0], at=at), policy), drafts[0], wanted, out)
            except InputError as error:  # it may be half written: the next time it is saved, it may be well
                say(str(error))
    _end([report for _, report in reports], complete=complete)


def _checked(held: gate.Against, drafts: Sequence[Path], policy: Policy, at: str | None) -> tuple[list[tuple[Path, GateReport]], bool]:
    """Return the reports on the drafts that can be read, and whether all can; why the others cannot is said."""
    reports = []
    for draft in drafts:
        try:
            reports.append((draft, policies.applied(held.check(draft, at=at), policy)))
        except InputError as error:
            say(str(error))
    return reports, len(reports) == len(drafts)


def _settings(given: Config, profile: str | None, fail_on: str | None, cache: str | None) -> Config:
    if fail_on is not None and fail_on not in _LEVELS:
        raise ConfigError(f"--fail-on {fail_on!r}: not a level; known: {', '.join(_LEVELS)}")
    said = {"profile": profile, "fail_on": fail_on, "cache": cache}
    return replace(given, check=replace(given.check, **{k: v for k, v in said.items() if v is not None}))


def _formats(given: str, out: Path | None) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    known = (_TERMINAL, *RENDERERS)
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise ConfigError(f"format {', '.join(unknown) or 'none'}: not known; known: {', '.join(known)}")
    if out is None and len(names) != 1:
        raise ConfigError("one format goes to standard output; name a folder with -o for several")
    return names


def _apart(drafts: Sequence[Path], formats: Sequence[str], out: Path | None, *, watch: bool) -> None:
    """Raise ConfigError where what is made of one draft would take the place of another's, or run into it."""
    if watch and (len(drafts) != 1 or str(drafts[0]) == "-"):
        raise ConfigError("--watch waits for one draft to be saved; give one file")
    together = sorted(_ONE_DOCUMENT & set(formats))
    if out is None and len(drafts) > 1 and together:
        raise ConfigError(f"{together[0]} is one document a draft; name a folder with -o for several drafts")
    stems = Counter(map(_stem, drafts))
    twice = [stem for stem, count in stems.items() if count > 1]
    if out is not None and twice:
        raise ConfigError(
            f"several drafts would be written as {twice[0]!r}; check those that are called so one by one, each with its own -o"
        )


def _stem(draft: Path) -> str:
    return "draft" if str(draft) == "-" else draft.stem


def _show(report: GateReport, draft: Path, formats: Sequence[str], out: Path | None) -> None:
    """Write the formats: to the folder, else to standard output."""
    name = "standard input" if str(draft) == "-" else str(draft)
    files = [f for f in formats if f != _TERMINAL]
    if _TERMINAL in formats:
        terminal.show(checking.answer(report, name))
    if out is None:
        for f in files:
            sys.stdout.buffer.write(RENDERERS[f](report, name))
    else:
        sys.stdout.buffer.write(listed([write_whole(out / f"{_stem(draft)}{SUFFIXES[f]}", RENDERERS[f](report, name)) for f in files]))
    sys.stdout.buffer.flush()


def _saves(draft: Path) -> Iterator[None]:
    from reporter.editor import watch

    return watch.saves(draft)


def _end(reports: Sequence[GateReport], *, complete: bool) -> None:
    failures = {(f.what, f.reason): f for r in reports for f in r.failures}
    for failure in failures.values():
        say(f"{failure.what}: {failure.reason}")
    if not complete:
        raise typer.Exit(InputError.exit_code)
    if any(r.shut for r in reports):
        raise typer.Exit(_SHUT)
    if failures:
        raise typer.Exit(PARTIAL)
