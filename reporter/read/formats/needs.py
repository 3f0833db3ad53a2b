"""What a reader needs that is not installed with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reporter.errors import InputError


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Around the import of a library of the extra `name`. Raises InputError where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise InputError(f"reading {what} needs {error.name}: pip install 'reporter-brief[{name}]'; in a checkout, make setup") from error
