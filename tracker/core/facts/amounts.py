"""Numbers as a text writes them: their value, what kind they are, and the noun they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.facts import english
from tracker.core.text.words import words

_FIGURE = re.compile(
    r"^(?P<currency>[A-Z]{0,3}[$€£¥₹₽₩₺]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)"
    r"(?P<tail>[ \u00a0\u202f]?%|[^\W\d_]+)?(?P<age>-years?-old)?$"
)
_YEARS = range(1900, 2101)
_MOST_NOUN_WORDS = 3


class AmountKind(StrEnum):
    """What a number tells."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number in a sentence.

    Attributes:
        text: as it is written, such as `four`, `$4.6 billion`.
        noun: what it counts, one or two words; empty where that is not clear.
        first, last: the tokens it takes, half open.
    """

    value: float
    kind: AmountKind
    text: str
    noun: str
    first: int
    last: int


def tokens(sentence: str) -> list[str]:
    """The words and signs of a sentence without white space."""
    return [token for token in (word.strip() for word in words(sentence)) if token]


def amounts(row: list[str]) -> list[Amount]:
    """The numbers in a row of tokens, in order."""
    return list(_amounts(row))


def _amounts(row: list[str]) -> Iterator[Amount]:
    place = 0
    while place < len(row):
        found = _value(row[place])
        if found is None:
            place += 1
            continue
        value, kind = found
        last = place + 1
        while last < len(row) and row[last].lower() in english.SCALES:
            value *= english.SCALES[row[last].lower()]
            last += 1
        kind = _kind_by_neighbours(row, place, last, kind, value)
        text = " ".join(row[place:last])
        text = text.lower() if text.isalpha() else text
        yield Amount(value=value, kind=kind, text=text, noun=_noun(row, last), first=place, last=last)
        place = last


def _value(token: str) -> tuple[float, AmountKind] | None:
    # The tail of a number that a page glued to the word before it: `about1,000`.
    figure = None if token.startswith("00") else _FIGURE.match(token)
    if figure:
        return _figure_value(figure)
    number = _spelled(token.lower())
    return None if number is None else (float(number), AmountKind.COUNT)


def _figure_value(figure: re.Match[str]) -> tuple[float, AmountKind]:
    value = float(figure["digits"].replace(",", ""))
    tail = (figure["tail"] or "").strip().lower()
    value *= english.SUFFIXES.get(tail, 1)
    if figure["currency"]:
        return value, AmountKind.MONEY
    if figure["age"]:
        return value, AmountKind.AGE
    if tail == "%":
        return value, AmountKind.PERCENT
    if tail in english.ORDINALS:
        return value, AmountKind.ORDINAL
    if tail in english.TIME_WORDS:
        return value, AmountKind.TIME
    return value, AmountKind.COUNT if not tail or tail in english.SUFFIXES else AmountKind.OTHER


def _spelled(word: str) -> int | None:
    """The value of `seven`, `thirty` or `thirty-four`; `one` is too often no number."""
    if word == "one":
        return None
    if word in english.UNITS:
        return english.UNITS[word]
    if word in english.TENS:
        return english.TENS[word]
    tens, _, unit = word.partition("-")
    if tens in english.TENS and 0 < english.UNITS.get(unit, 0) < 10:
        return english.TENS[tens] + english.UNITS[unit]
    return None


def _kind_by_neighbours(row: list[str], first: int, last: int, kind: AmountKind, value: float) -> AmountKind:
    before = _bare(row, first - 1)
    after, second = _bare(row, last), _bare(row, last + 1)
    if after in english.PERCENT_WORDS or (after, second) == ("per", "cent"):
        return AmountKind.PERCENT
    if before in english.MONTHS or after in english.MONTHS:
        return AmountKind.DATE
    if (after, second) in (("years", "old"), ("year", "old")):
        return AmountKind.AGE
    if after in english.TIME_WORDS or ":" in row[first]:
        return AmountKind.TIME
    if kind is AmountKind.COUNT and value in _YEARS and "," not in row[first] and row[first].isdigit():
        return AmountKind.DATE
    return kind


def _bare(row: list[str], place: int) -> str:
    return row[place].lower().rstrip(".") if 0 <= place < len(row) else ""


def _noun(row: list[str], last: int) -> str:
    """The one or two words behind a number that say what is counted."""
    found: list[str] = []
    for token in row[last : last + 5]:
        word = token.lower()
        if not found and word in english.SKIPPED_BEFORE_NOUN:
            continue
        if not token[0].isalpha() or word in english.NOUN_ENDS or _value(token) is not None:
            break
        found.append(token)
        if len(found) == _MOST_NOUN_WORDS or english.TOLL.fullmatch(word):
            break
    return " ".join(found)
