"""Numbers of a claim that moved from one night to the next: a toll, a sum, a share of votes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporter.schema import Claim, Quantity

_ROUGH = 0.1  # of a number: a rounder one that is at most so coarse may be its rounding


def moved(before: Claim, after: Claim) -> Iterator[tuple[str | None, tuple[Quantity, ...], tuple[Quantity, ...]]]:
    """Yield each unit in which a claim has other numbers now, with the earlier ones and the later ones.

    Told where an earlier number is gone and a later one meets none of the earlier; and where one number stood alone, with its unit, and
    one more, which does not meet it, stands beside it now. Ranges that overlap meet, and so do a number and its rounding.
    """
    old, new = _by_unit(before), _by_unit(after)
    for unit in sorted(old.keys() & new.keys(), key=lambda u: (u is None, u or "")):
        come = _unmet(new[unit], old[unit])
        gone = _unmet(old[unit], new[unit])
        if come and gone:
            yield unit, gone, come
        elif unit is not None and len(come) == len(_distinct(old[unit])) == 1:
            yield unit, _distinct(old[unit]), come


def _by_unit(claim: Claim) -> dict[str | None, list[Quantity]]:
    found: dict[str | None, list[Quantity]] = {}
    for mention in claim.mentions:
        for number in mention.numbers:
            found.setdefault(number.unit, []).append(number)
    return found


def _unmet(numbers: Iterable[Quantity], others: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Return the numbers that meet none of the others, each value once, the least first."""
    others = tuple(others)
    return _distinct(n for n in numbers if not any(_meet(n, o) for o in others))


def _distinct(numbers: Iterable[Quantity]) -> tuple[Quantity, ...]:
    by_value: dict[tuple[float, float], Quantity] = {}
    for number in sorted(numbers, key=lambda n: (n.article, n.start)):
        by_value.setdefault((number.low, number.high), number)
    return tuple(by_value[value] for value in sorted(by_value))


def _meet(one: Quantity, other: Quantity) -> bool:
    if one.low <= other.high and other.low <= one.high:
        return True
    if one.low != one.high or other.low != other.high:
        return False
    return any(abs(one.low - other.low) <= _step(n.low) / 2 for n in (one, other))


def _step(value: float) -> float:
    """Return the power of ten that a number may be rounded to: the greatest that it is a multiple of, and that is small beside it."""
    step = 1.0
    while step * 10 <= _ROUGH * abs(value) and value % (step * 10) == 0:
        step *= 10
    return step if step > 1 else 0.0
