"""The files of folders one by one: what each of them holds, for whoever reads many and wants to know which held what."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reporter.config import Read
from reporter.errors import InputError
from reporter.read.files import Found, inside, take_file
from reporter.read.isolation import isolation
from reporter.read.manifest import Manifest, manifest
from reporter.read.taking import Taken
from reporter.schema import Failure


def below(folder: Path) -> tuple[list[Path], list[Failure]]:
    """Return the files that hold articles in a folder and in those below it, sorted, and which of those cannot be listed.

    Hidden ones are left out, and each folder counts once, whatever links lead to it.

    Raises:
        InputError: the folder itself cannot be listed.
    """
    files: list[Path] = []
    failures: list[Failure] = []
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if here.resolve() in seen:
            continue
        seen.add(here.resolve())
        try:
            files += inside(here)
            waiting += sorted((p for p in here.iterdir() if p.is_dir() and p.name[0] != "."), reverse=True)
        except (InputError, OSError):
            if here == folder:
                raise
            failures.append(Failure(what=here.relative_to(folder).as_posix(), reason="the folder cannot be listed; check its permissions"))
    return sorted(files), failures


def apiece(paths: Sequence[Path], config: Read) -> Iterator[tuple[Path, Found]]:
    """Yield what each file holds, with the story.toml beside it; a file that cannot be read holds the failure that says why."""
    manifests: dict[Path, Manifest] = {}
    with isolation(config) as apart:
        for path in paths:
            taken = Taken(config, apart)
            try:
                if path.parent not in manifests:
                    manifests[path.parent] = manifest(path.parent)
                take_file(path, taken, manifests[path.parent], named=False)
            except InputError as reason:
                taken.failures.append(Failure(what=path.name, reason=str(reason)))
            except OSError as error:
                taken.failures.append(Failure(what=path.name, reason=f"cannot be read ({error.strerror or os.strerror(error.errno or 0)})"))
            yield path, Found(taken.articles, taken.failures, None)
