"""Made files of every kind, changed at random, read as anybody's are: what no reader foresaw is printed and kept.

`make fuzz` for ten minutes of work, or `python -m benchmarks.fuzz_readers SECONDS SEED`. Equal seeds change equally.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from reporter import read
from reporter.config import Read
from reporter.errors import InputError
from reporter.read.isolation import Isolation, isolation
from reporter.read.taking import reader_of
from tests.suites import hostile_files

_UNFORESEEN = ("its reader failed", "broke its reader down")  # the limits on time and memory are foreseen
_LARGEST = 400_000  # bytes: larger ones are the suite's
_WORDS = (
    b"< > & &#x ]]> <![CDATA[ <!-- --> =?utf-8?b? ?= charset= 1e999 -1 null {} [] \" ' <p> </div> %PDF- endobj stream << >> WARC/1.0 : ("
    b" Content-Length: 9999-99-99T99:99:99 +99:99 \\ud800 \\u0000 http://[ https://x/"
)
_MARKS = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"9" * 40, b"\xe2\x80\xae", b"<?xml version='1.0' encoding='utf-16'?>")
_TOKENS = (*_WORDS.split(), *_MARKS)


def samples() -> list[tuple[str, bytes]]:
    """Return names and contents to begin with: one article in each kind of file, and the small ones of the hostile suite."""
    whole = [(f"a.{kind}", make(hostile_files.PIECE)) for kind, make in hostile_files.WHOLE.items()]
    return whole * 8 + [(name, data) for name, data in hostile_files.files() if len(data) < 6_000]


def changed(data: bytes, chance: random.Random, all_: Sequence[tuple[str, bytes]]) -> bytes:
    """Return `data` with some bytes changed, left out, repeated or put in."""
    new = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6, 20))):
        start = chance.randrange(len(new) + 1)
        end = min(len(new), start + chance.randrange(1, 200))
        other = chance.choice(all_)[1]
        from_ = chance.randrange(len(other) + 1)
        new[start : chance.choice((start, start, min(len(new), start + 1), end))] = chance.choice(
            (
                b"",
                bytes([chance.randrange(256)]),
                chance.choice(_TOKENS),
                new[start:end] * chance.choice((2, 30)),
                other[from_ : from_ + chance.randrange(1, 300)],
            )
        )
    return bytes(new[:_LARGEST])


def unforeseen(name: str, data: bytes, apart: Isolation) -> str | None:
    """Return what nobody foresaw in reading a file and telling its articles apart, None where all went well."""
    try:
        contents = apart.read(reader_of(data, name).name, data, name)
    except InputError as reason:
        return str(reason) if str(reason).startswith(_UNFORESEEN) or not str(reason).strip() else None
    try:
        read.assemble(contents.articles)
    except InputError:
        return None
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"{type(error).__name__}: {error}"
    return None


def main(seconds: float, seed: int) -> int:
    """Read changed files for so many seconds; return how many ways to fail were found."""
    chance, all_, kept = random.Random(seed), samples(), Path(tempfile.mkdtemp(prefix="fuzz-"))
    ways: set[str] = set()
    count, end = 0, time.monotonic() + seconds
    with isolation(Read()) as apart:
        while time.monotonic() < end:
            name, data = chance.choice(all_)
            data = changed(data, chance, all_)
            count += 1
            way = unforeseen(name, data, apart)
            if way is not None and way[:60] not in ways:
                ways.add(way[:60])
                (kept / f"{len(ways)}-{name}").write_bytes(data)
                print(f"{kept / f'{len(ways)}-{name}'}: {way}", flush=True)
    print(f"{count} files read, {len(ways)} ways to fail that nobody foresaw")
    return min(len(ways), 1)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
