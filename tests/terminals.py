"""Runs the command as a shell would: in this process, or on a terminal of its own."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from reporter import cli


def run(capfd: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """Run the command in this process: exit code, standard output, standard error."""
    with pytest.raises(SystemExit) as ended:
        cli.app([str(a) for a in args], prog_name="reporter")
    said = capfd.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def drain(terminal: int) -> bytes:
    """Read until the other end is closed, which a terminal tells by an error."""
    shown = b""
    with os.fdopen(terminal, "rb", buffering=0) as reader, contextlib.suppress(OSError):
        while chunk := reader.read(4096):
            shown += chunk
    return shown
