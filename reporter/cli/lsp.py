"""The command that editors start: a language server for drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from reporter import check as gate
from reporter import config as settings
from reporter.check import policies
from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, ends


@app.command(epilog=EXIT_CODES)
def lsp(
    against: Annotated[
        list[str], typer.Option("--against", metavar="PATH", help="Articles to check against: a file, folder or URL; once for each.")
    ],
    profile: Annotated[str | None, typer.Option(metavar="NAME", help="What is demanded of a draft, over the settings.")] = None,
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
) -> None:
    """Underline what `reporter check` finds while a draft is written: a language server over standard input and output."""
    from reporter.editor.server import serve
    from reporter.editor.writing import Writing

    with ends():
        chosen = settings.load(config)
        if profile is not None:
            chosen = replace(chosen, check=replace(chosen.check, profile=profile))
        serve(Writing(against, chosen, policies.policy(chosen.check, gate.RULES)))
