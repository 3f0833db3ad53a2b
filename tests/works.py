"""Work for engines to do, good and bad, found by name in other processes. A task is a file; what is made lies beside it."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from reporter.errors import ModelError


def upper(task: str) -> str:
    """Write a file's text in capitals."""
    made = Path(task).with_suffix(".made")
    made.write_text(Path(task).read_text("utf-8").upper(), "utf-8")
    return str(made)


def told(task: str) -> str:
    """Do as the file's text tells."""
    text = Path(task).read_text("utf-8")
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "die once" and not Path(task).with_suffix(".died").exists():
        Path(task).with_suffix(".died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "raise":
        raise ValueError("what the file holds cannot be used")
    if text == "raise once" and not Path(task).with_suffix(".raised").exists():
        Path(task).with_suffix(".raised").touch()
        raise ValueError("not yet")
    if text == "no model":
        raise ModelError("model file: is not there")
    if text == "hang":
        threading.Event().wait()
    return upper(task)
