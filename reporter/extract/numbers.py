"""Numbers as written, with the value or the range that they allow.

Counts, amounts, percentages, fractions, ages and vote tallies; in digits or in words. Digits that do not count anything
(dates, years, clock times, telephone and section numbers, model names, street addresses) are left out. A qualifier widens
the range: "at least 12" is 12 to 24, "up to 12" 0 to 12, "nearly 20" and "about 20" 15 per cent below and around it, "about 16" five.
Values are exact otherwise: how much rounding to forgive is left to whoever compares them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reporter.extract import dates
from reporter.extract.number_words import (
    BEFORE_LABEL,
    COUNTABLE_AFTER_ONE,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DOLLARS,
    FRACTIONS,
    MAGNITUDES,
    NOT_IN_NOUN_PHRASE,
    QUALIFIERS,
    SMALL,
    STREETS,
    TENS,
    VAGUE,
    singular,
)
from reporter.schema import Quantity

_TOKEN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[$€£¥₹₽₪₩%]|\S")
_CLOCK = re.compile(
    r"[0-9]{1,2}(?:[:.][0-9]{2}){0,2}[ ]?(?:a\.?m\b|p\.?m\b|o['’]clock\b|GMT)|[0-9]{1,2}(?::[0-9]{2}){1,2}(?![0-9])", re.IGNORECASE
)
_PHONE = re.compile(r"\+?\(?[0-9]{2,4}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9])|[0-9]{3}-[0-9]{4}(?![0-9])")
_LONGEST = 15  # digits; more is an identifier
_LOOK_BACK = 4  # tokens before a number that may qualify it
_ROUND = 5  # what is no multiple of it is hardly rounded: "some 16" is 16, give or take little (Krifka, 2007)
_NEARLY_EXACT = (0.95, 1.05)
_AT_MOST = 1_000_000_000_000_000.0


class _Token(NamedTuple):
    start: int
    end: int
    word: str  # lower case
    capital: bool


class _Value(NamedTuple):
    low: float
    high: float
    first: int  # index of its first token
    after: int  # index after its last token


def quantities(article_id: str, text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Return the numbers that count or measure something in `text[start:end]`, in text order."""
    scanner = _Scanner(article_id, text, start, end)
    return scanner.run()


class _Scanner:
    """One pass over the tokens of a stretch of text."""

    def __init__(self, article_id: str, text: str, start: int, end: int) -> None:
        self.article = article_id
        self.text = text
        masked = bytearray(max(0, end - start) + 1)
        for a, b in (*dates.spans(text, start, end), *(m.span() for p in (_PHONE, _CLOCK) for m in p.finditer(text, start, end))):
            masked[a - start : b - start] = b"\x01" * (b - a)
        self.tokens = [
            _Token(m.start(), m.end(), "\x00" if masked[m.start() - start] else m[0].lower().replace("’", "'"), m[0][0].isupper())
            for m in _TOKEN.finditer(text, start, end)
        ]
        self.found: list[Quantity] = []

    def run(self) -> tuple[Quantity, ...]:
        """Return what the pass finds."""
        at = 0
        while at < len(self.tokens):
            value = self.value(at)
            at = self.record(value) if value is not None and self.counts(value) else (value.after if value is not None else at + 1)
        return tuple(self.found)

    def word(self, at: int) -> str:
        """Return the token at `at` in lower case, or an empty string outside the text."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def joined(self, at: int) -> bool:
        """Tell whether the tokens before and at `at` touch."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    # -- values -----------------------------------------------------------------------------------------------------

    def value(self, at: int) -> _Value | None:
        """Return the number that begins at token `at`, its magnitudes included."""
        word = self.word(at)
        if word in FRACTIONS or (word in {"one", "two", "three", "four"} and self.fraction_follows(at)):
            return self.fraction(at)
        if word in VAGUE and (word != "couple" or (self.word(at - 1), self.word(at + 1)) == ("a", "of")):
            return self.vague(at)
        if word[:1].isdecimal() and word[:1].isascii():
            return self.digits(at)
        if word in SMALL or word in TENS or (word in {"a", "an"} and self.word(at + 1) in MAGNITUDES and len(self.word(at + 1)) > 2):
            return self.in_words(at)
        return None

    def digits(self, at: int) -> _Value | None:
        written = self.word(at).replace(",", "")
        if len(written) > _LONGEST:
            return None
        value, after = float(written), at + 1
        following = self.word(after)
        if following in MAGNITUDES and (len(following) > 3 or self.joined(after)):
            value, after = value * MAGNITUDES[following], after + 1
        elif following == "-" and self.word(after + 1) in MAGNITUDES and len(self.word(after + 1)) > 3 and self.joined(after):
            value, after = value * MAGNITUDES[self.word(after + 1)], after + 2
        return _Value(value, value, at, after)

    def in_words(self, at: int) -> _Value | None:
        """Return a number in words: "twenty-one", "three hundred and five thousand", "a dozen"."""
        total, current, after, expecting = 0.0, 0.0, at, "any"
        while after < len(self.tokens):
            word = self.word(after)
            if after == at and word in {"a", "an"}:
                current, expecting = 1.0, "magnitude"
            elif word in TENS and expecting in {"any", "tens"}:
                current, expecting = current + TENS[word], "unit"
            elif word in SMALL and (expecting in {"any", "tens"} or (expecting == "unit" and 0 < SMALL[word] < 10)):
                current, expecting = current + SMALL[word], "magnitude"
            elif word == "hundred" and 0 < current < 100:
                current, expecting = current * 100, "tens"
            elif word in MAGNITUDES and len(word) > 3 and current > 0:
                total, current, expecting = total + current * MAGNITUDES[word], 0.0, "any"
            elif word in {"-", "and"} and after > at and self.continues(after, expecting, current):
                pass
            else:
                break
            after += 1
        return _Value(total + current, total + current, at, after) if after > at and total + current <= _AT_MOST else None

    def continues(self, at: int, expecting: str, current: float) -> bool:
        """Tell whether the "-" or "and" at `at` stands inside a number in words."""
        following = self.word(at + 1)
        if self.word(at) == "-":
            tens = expecting == "unit" and following in SMALL and 0 < SMALL[following] < 10
            return self.joined(at) and (tens or (following in MAGNITUDES and len(following) > 3))
        return expecting == "tens" and current >= 100 and (following in SMALL or following in TENS)

    def vague(self, at: int) -> _Value:
        """Return "dozens", "tens of thousands", "hundreds" as ranges."""
        low, high = VAGUE[self.word(at)]
        if self.word(at + 1) == "of" and self.word(at + 2) in {"thousands", "millions", "billions"}:
            factor = VAGUE[self.word(at + 2)][0] / 2
            return _Value((max(20, low)) * factor, high * factor, at, at + 3)
        return _Value(low, high, at, at + 1)

    def fraction_follows(self, at: int) -> bool:
        following = at + 2 if self.word(at + 1) == "-" else at + 1
        return self.word(following) in {"third", "thirds", "quarter", "quarters", "fourth", "fourths", "fifth", "fifths", "tenth", "tenths"}

    def fraction(self, at: int) -> _Value | None:
        """Return "half a million", "two-thirds of", "a third of": a share of 100 unless a magnitude follows."""
        first = at
        if self.word(at) in SMALL:
            count = SMALL[self.word(at)]
            at += 2 if self.word(at + 1) == "-" else 1
        else:
            count = 1
        share = count * FRACTIONS[self.word(at)]
        after = at + 1
        if self.word(after) in {"a", "-"} and self.word(after + 1) in MAGNITUDES:
            value = share * MAGNITUDES[self.word(after + 1)]
            return _Value(value, value, first, after + 2)
        if self.word(after) == "of" and (count > 1 or self.word(first - 1) in {"a", "half"} or self.word(first) in {"half", "one"}):
            return _Value(share * 100, share * 100, first, after)  # its unit is "%"
        return _Value(-1, -1, first, after)  # an ordinal or a piece of something: not counted

    # -- what counts --------------------------------------------------------------------------------------------------

    def counts(self, value: _Value) -> bool:
        """Tell whether the number counts or measures something, rather than naming it."""
        if value.low < 0 or "\x00" in (self.word(value.first), self.word(value.after - 1)):
            return False
        first, after = value.first, value.after
        if not self.word(first)[0].isdecimal():
            return self.word_counts(value)
        before, following = self.word(first - 1), self.word(after)
        if self.joined(first) and before not in {"$", "€", "£", "¥", "₹", "₽", "₪", "₩", "(", '"', "“", "'", "‘", "[", "-", "–", "—", "~"}:
            return False
        if self.joined(first) and before in {"-", "–"} and self.joined(first - 1) and not self.follows_number(first - 1):
            return False  # F-16, Covid-19, 737-800; but 52-48
        if self.joined(after) and (following in "+/_:#@=°" or following[:1].isalnum()) and following != "":
            return following == "+" and not self.word(after + 1)[:1].isdecimal()
        stop = before == "." and self.joined(first - 1)
        initial = stop and len(self.word(first - 2)) == 1 and self.tokens[first - 2].capital  # S.B. 1062
        if initial or before in BEFORE_LABEL or (stop and self.word(first - 2) in BEFORE_LABEL):
            return False
        return not (self.is_year(value) or self.is_address(after))

    def follows_number(self, at: int) -> bool:
        """Tell whether a number that was kept ends right before the token at `at`."""
        return bool(self.found) and self.found[-1].end == self.tokens[at].start

    def word_counts(self, value: _Value) -> bool:
        first, after = value.first, value.after
        if after - first == 1 and self.word(first) in {"one", "zero"}:
            unit = self.word(after + 1) if self.word(after) == "-" else self.word(after)
            return unit in COUNTABLE_AFTER_ONE and self.word(first - 1) not in {"no", "the", "this", "that", "any", "every", "day"}
        return not (self.joined(first) and self.word(first - 1) in {"-", "'"}) and self.word(first - 1) not in {"article", "chapter"}

    def is_year(self, value: _Value) -> bool:
        token = self.tokens[value.first]
        bare = value.after == value.first + 1 and len(token.word) == 4 and token.word.isdigit()
        return bare and 1700 <= value.low <= 2100 and dates.reads_as_year(self.text, token.start, token.end)

    def is_address(self, after: int) -> bool:
        names = [t for t in self.tokens[after : after + 4] if t.capital]
        return bool(names) and names[0] is self.tokens[after] and any(t.word in STREETS for t in names)

    # -- recording ----------------------------------------------------------------------------------------------------

    def record(self, value: _Value) -> int:
        """Keep the number, with a second one where the two make a range; return where to go on."""
        low, high, after = value.low, value.high, value.after
        sign, unit_after, unit = self.currency_before(value.first), after, None
        unit, unit_after = self.unit(after, sign)
        second = self.range_end(max(after, unit_after))
        first_unit = unit
        if second is not None and second.low > low and self.word(value.first - (2 if sign else 1)) != "from":
            sign2 = self.currency_before(second.first)
            unit, unit_after = self.unit(second.after, sign or sign2)
            if first_unit in (None, unit):
                low, high = self.scaled(value, second), second.high
            else:
                unit, unit_after = first_unit, self.unit(after, sign)[1]
        begin = value.first - 1 if sign else value.first
        if sign and self.joined(begin) and self.word(begin - 1) in {"us", "a", "c", "hk", "nz", "s"}:
            begin -= 1
        low, high, begin, unit_after = self.qualified(low, high, begin, unit_after)
        self.keep(begin, unit_after, low, high, unit if unit is not None else self.noun(unit_after))
        return unit_after

    def scaled(self, value: _Value, second: _Value) -> float:
        """Return the lower end: "10 to 15 million" begins at ten million."""
        last = self.word(second.after - 1)
        shared = last in MAGNITUDES and value.after == value.first + 1 and value.low < 1000
        return value.low * MAGNITUDES[last] if shared else value.low

    def currency_before(self, at: int) -> str | None:
        before = self.word(at - 1)
        if before == "$" and self.joined(at - 1):
            return DOLLARS.get(self.word(at - 2), "USD")
        if before in CURRENCY_SIGNS:
            return CURRENCY_SIGNS[before]
        return CURRENCY_WORDS.get(before) if before in {"usd", "eur", "gbp", "us$"} else None

    def unit(self, after: int, sign: str | None) -> tuple[str | None, int]:
        """Return the unit that belongs to the number itself, and where it ends."""
        word = self.word(after)
        if sign:
            return sign, after
        if word == "of" and self.word(after - 1) in FRACTIONS:
            return "%", after
        if word in {"%", "percent", "pct"}:
            points = self.word(after + 1) in {"point", "points"}
            return ("percentage point", after + 2) if points else ("%", after + 1)
        if word == "-" and self.word(after + 1) in {"percent", "year"} and self.joined(after):
            if self.word(after + 1) == "percent":
                return "%", after + 2
            old = self.word(after + 2) == "-" and self.word(after + 3) in {"old", "olds"}
            return ("year-old", after + 4) if old else (None, after)
        if word in {"per", "percentage"} and self.word(after + 1) in {"cent", "point", "points"}:
            return ("%" if word == "per" else "percentage point"), after + 2
        if word in {"years", "year"} and self.word(after + 1) == "old":
            return "year-old", after + 2
        return (CURRENCY_WORDS[word], after + 1) if word in CURRENCY_WORDS else (None, after)

    def range_end(self, at: int) -> _Value | None:
        """Return the second number of "10 to 15", "10-15", "between 10 and 15", "10 or 15"."""
        link = self.word(at)
        if link in {"-", "–"} and not self.joined(at):
            return None
        if link == "and" and not any(self.word(i) == "between" for i in range(at - 5, at)):
            return None
        if link not in {"to", "-", "–", "or", "and"}:
            return None
        following = at + 2 if self.word(at + 1) in CURRENCY_SIGNS else at + 1
        second = self.value(following)
        if second is None or (self.word(second.after) == "-" and self.word(second.after + 1)[:1].isdecimal()):
            return None
        return second if second.low >= 0 and self.word(following) != "\x00" and not self.is_year(second) else None

    def qualified(self, low: float, high: float, begin: int, after: int) -> tuple[float, float, int, int]:
        """Return the range as its qualifier widens it, with where the whole stretch begins and ends."""
        if self.word(after) in {"+", "plus"} and self.joined(after):
            return low, high * 2, begin, after + 1
        if self.word(after) == "-" and self.word(after + 1) == "plus":
            return low, high * 2, begin, after + 2
        if self.word(after) == "or" and self.word(after + 1) in {"more", "so"}:
            return (low, high * 2, begin, after + 2) if self.word(after + 1) == "more" else (low * 0.85, high * 1.15, begin, after + 2)
        for length in range(_LOOK_BACK, 0, -1):
            phrase = " ".join(self.word(i) for i in range(begin - length, begin))
            if begin >= length and phrase in QUALIFIERS:
                down, up = QUALIFIERS[phrase]
                if down < 1 < up and low == high and low % _ROUND:
                    down, up = _NEARLY_EXACT
                return low * down, high * up, begin - length, after
        return low, high, begin, after

    def noun(self, after: int) -> str | None:
        """Return the counted noun in the singular: "12 people" is "person", "three European countries" is "country"."""
        at = after
        if self.word(at) == "-" and self.joined(at):  # "a 10-year deal"
            word = self.word(at + 1)
            return CURRENCY_WORDS.get(word, singular(word)) if word.isalpha() else None
        if self.word(at) == "," and self.word(at + 1) in {",", "of"}:
            return None
        if self.word(at) == "of" and self.word(at + 1) in {"the", "its", "his", "her", "their", "these", "those", "our"}:
            at += 2
        elif self.word(at) == "of":
            at += 1
        for look in range(at, at + 6):
            word = self.word(look)
            if word == "-" and self.joined(look) and self.joined(look + 1):  # "16 House-passed measures"
                continue
            if not word or not word[0].isalpha() or word in NOT_IN_NOUN_PHRASE:
                return None
            single = singular(word)
            if single != word or word in COUNTABLE_AFTER_ONE:
                return single
        return None

    def keep(self, first: int, after: int, low: float, high: float, unit: str | None) -> None:
        a, b = self.tokens[first].start, self.tokens[after - 1].end
        if unit is None and self.is_age(first, after):
            unit = "year-old"
        low, high = round(low, 6), round(min(high, _AT_MOST), 6)
        self.found.append(Quantity(article=self.article, start=a, end=b, exact=self.text[a:b], low=low, high=high, unit=unit))

    def is_age(self, first: int, after: int) -> bool:
        """Tell whether it is an age: "John Smith, 34, of", "aged 34"."""
        if self.word(first - 1) in {"aged", "age"}:
            return True
        between = self.word(first - 1) == "," and self.word(after) in {",", "."} and after == first + 1
        return between and first >= 2 and self.tokens[first - 2].capital and self.word(first).isdigit() and len(self.word(first)) <= 2
