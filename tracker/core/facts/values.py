"""What a number is: its value, its kind, and how a sentence is laid out to be read for numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.facts import english
from tracker.core.text.words import words

_FIGURE = re.compile(
    r"^(?:(?P<currency>[A-Z]{0,3}[$€£¥₹₽₩₺])\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<tail>[ \u00a0\u202f]?%|[^\W\d_]+)?$"
)
_RANGE = re.compile(r"^([1-9]\d{0,5})[-‐‑]([1-9]\d{0,5})$")
# No number is written longer: what is comes from tables, codes or someone who means harm.
_LONGEST = 40
_AGE = re.compile(r"^(?P<years>[\w-]+?)[-‐‑]years?[-‐‑]olds?$", re.IGNORECASE)


class AmountKind(StrEnum):
    """What a number tells."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    AGE = "age"
    DATE = "date"
    MONTH = "month"
    WEEKDAY = "weekday"
    YEAR = "year"
    TIME = "time"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number in a sentence.

    Attributes:
        value: one number; two for the ends of a range and for a date (month, day); a time in minutes.
        unit: the sign of the currency; empty for all else.
        text: as it is written, such as `four`, `$4.6 billion`.
        lead: the small word between a share or sum and its noun, `of` or `in`; empty elsewhere.
        noun: what it counts, up to three words; empty where that is not clear.
        first, last: the tokens it takes, half open.
    """

    value: tuple[float, ...]
    kind: AmountKind
    text: str
    first: int
    last: int
    unit: str = ""
    lead: str = ""
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a token says by itself."""

    numbers: tuple[float, ...]
    kind: AmountKind
    unit: str = ""


class Row:
    """The words and signs of a sentence: `words` as written, `lower` in lower case without a stop behind them."""

    __slots__ = ("_raw", "lower", "words")

    def __init__(self, sentence: str) -> None:
        self._raw = [token for token in words(sentence) if token.strip()]
        self.words = [token.strip() for token in self._raw]
        self.lower = [word.lower().rstrip(".") or word for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, place: int) -> str:
        """The word at a place in lower case; empty beyond the ends."""
        return self.lower[place] if 0 <= place < len(self.words) else ""

    def is_capital(self, place: int) -> bool:
        """Whether a word stands there that begins with a capital letter."""
        return 0 <= place < len(self.words) and self.words[place][0].isupper()

    def is_digits(self, place: int) -> bool:
        """Whether nothing but digits stands there."""
        return 0 <= place < len(self.words) and self.words[place].isdecimal()

    def written(self, first: int, last: int) -> str:
        """Some tokens as they stand in the sentence; plain words in lower case."""
        text = "".join(self._raw[first:last]).strip()
        return text if any(character.isdigit() for character in text) else text[:1].lower() + text[1:]


def value(token: str) -> Value | None:
    """What one token is worth by itself; None where it is no number."""
    if len(token) > _LONGEST:
        return None
    age = _AGE.match(token)
    if age:
        years = value(age["years"])
        return Value(years.numbers, AmountKind.AGE) if years else None
    figure, ends = _FIGURE.match(token), _RANGE.match(token)
    if figure:
        return _figure(figure)
    if ends and int(ends[1]) < int(ends[2]):
        return Value((float(ends[1]), float(ends[2])), AmountKind.COUNT)
    return _spelled(token.lower())


def _figure(figure: re.Match[str]) -> Value:
    digits, tail = figure["digits"], (figure["tail"] or "").strip().lower()
    number = float(digits.replace(",", "")) * english.SUFFIXES.get(tail, 1)
    if figure["currency"]:
        return Value((number,), AmountKind.MONEY, figure["currency"][-1])
    if tail == "%":
        return Value((number,), AmountKind.PERCENT)
    if tail in english.ORDINAL_ENDS:
        return Value((number,), AmountKind.ORDINAL)
    # With a zero in front it is a code, or the tail of a number that a page glued to the word before it.
    plain = (not tail or tail in english.SUFFIXES) and not re.match(r"0\d", digits)
    return Value((number,), AmountKind.COUNT if plain else AmountKind.OTHER)


def _spelled(word: str) -> Value | None:
    """The value of `seven`, `thirty-four`, `third` or `twenty-first`."""
    if word in english.ORDINALS:
        return Value((float(english.ORDINALS[word]),), AmountKind.ORDINAL)
    if word in english.UNITS or word in english.TENS:
        return Value((float(english.UNITS.get(word) or english.TENS.get(word, 0)),), AmountKind.COUNT)
    tens, _, unit = word.partition("-")
    if tens not in english.TENS:
        return None
    if 0 < english.UNITS.get(unit, 0) < 10:
        return Value((float(english.TENS[tens] + english.UNITS[unit]),), AmountKind.COUNT)
    if 0 < english.ORDINALS.get(unit, 0) < 10:
        return Value((float(english.TENS[tens] + english.ORDINALS[unit]),), AmountKind.ORDINAL)
    return None
