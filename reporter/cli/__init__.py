"""The command line: flags in, files or standard output out; messages and progress on standard error."""

from reporter.cli import archive, briefings, check, group, lsp, nightly
from reporter.cli.app import app
from reporter.cli.ends import BROKEN_PIPE, EXIT_CODES, INTERRUPTED, PARTIAL

__all__ = ["BROKEN_PIPE", "EXIT_CODES", "INTERRUPTED", "PARTIAL", "app", "archive", "briefings", "check", "group", "lsp", "nightly"]
