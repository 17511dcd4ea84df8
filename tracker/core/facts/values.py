"""What a number is: its value, its kind, and how a sentence is laid out to be read for numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.facts.words import Words
from tracker.core.facts.words.english import ENGLISH
from tracker.core.text.words import words

_FIGURE, _FIGURE_WITH_COMMA = (
    re.compile(
        rf"^(?P<below>−|-(?=[\d.,]+\s?[°º]))?(?:(?P<currency>[A-Z]{{0,3}}[$€£¥₹₽₩₺])\s?)?(?P<digits>{digits})"
        r"(?P<tail>[ \u00a0\u202f]?(?:%|[°º][CF]?)|[^\W\d_]+)?$"
    )
    for digits in (r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)", r"\d+(?:[.\s]\d{3})*(?:,\d+)?")
)
_CURRENCY_SIGNS = frozenset("$€£")
_THOUSANDS_BLANK = frozenset((" ", "\u00a0", "\u202f"))
_RANGE = re.compile(r"^([1-9]\d{0,5})[-‐‑]([1-9]\d{0,5})$")
_UNIT = re.compile(r"[a-zà-ÿ]{3,}$")
# Units that are glued to their number in any language: `12km`, `41°C`.
_GLUED_UNITS = "km m cm mm kg g mg t mph kmh kph mw gw kw kwh ft lb lbs oz ml cl ha ° °c °f º ºc ºf c f"
_GLUED = frozenset(_GLUED_UNITS.split())
_NUMBER_AND_UNIT = re.compile(r"[-−]?\d[\d.,]*[ \u00a0\u202f]?([^\W\d_]+|[°º][CF]?)")
# No number is written longer: what is comes from tables, codes or someone who means harm.
_LONGEST = 40


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
    SCORE = "score"
    ROUGH = "rough"
    SHARE = "share"
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

    __slots__ = ("_raw", "language", "lower", "words")

    def __init__(self, sentence: str, language: Words = ENGLISH) -> None:
        self.language = language
        self._raw = _with_points([token for token in words(sentence) if token.strip()])
        if language.spaced:
            self._raw = _with_thousands(self._raw)
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


def _with_points(raw: list[str]) -> list[str]:
    """Join the point and the digits of `.312`, and of `$.50`: the first of them are no whole number."""
    if "." not in raw:
        return raw
    found: list[str] = []
    for token in raw:
        last = found[-1] if found else ""
        begins = len(found) < 2 or found[-2][-1:].isspace() or found[-2] in _CURRENCY_SIGNS
        if last == "." and token[0].isdigit() and begins:
            signed = len(found) > 1 and found[-2] in _CURRENCY_SIGNS
            found[-1 - signed :] = ["".join((*found[-1 - signed :], token))]
        else:
            found.append(token)
    return found


def _with_thousands(raw: list[str]) -> list[str]:
    """Join `12` and `500` to one number where a single blank parts them."""
    found: list[str] = []
    for token in raw:
        last = found[-1] if found else ""
        bare, digits = last[:-1], token.strip()
        joins = last[-1:] in _THOUSANDS_BLANK and _is_head(bare) and len(digits) == 3 and digits.isdecimal()
        if joins:
            found[-1] = last + token
        else:
            found.append(token)
    return found


def _is_head(text: str) -> bool:
    """Whether thousands may follow: one to three digits, or such with thousands already."""
    head, *rest = text.split()
    return 0 < len(head) <= 3 and head.isdecimal() and all(len(part) == 3 and part.isdecimal() for part in rest)


def value(token: str, language: Words = ENGLISH) -> Value | None:
    """What one token is worth by itself; None where it is no number."""
    if len(token) > _LONGEST:
        return None
    age = language.age.match(token)
    if age:
        years = value(age["years"], language)
        return Value(years.numbers, AmountKind.AGE) if years else None
    figure, ends = (_FIGURE if language.decimal == "." else _FIGURE_WITH_COMMA).match(token), _RANGE.match(token)
    if figure:
        return _figure(figure, language)
    if ends and int(ends[1]) < int(ends[2]):
        return Value((float(ends[1]), float(ends[2])), AmountKind.COUNT)
    return _spelled(token.lower(), language) or measured(token, language)


def _is_glued(token: str) -> bool:
    """Whether a number and its unit are one token, as in `12km` and `41°C`."""
    found = _NUMBER_AND_UNIT.fullmatch(token)
    return found is not None and found[1].lower() in _GLUED


def measured(token: str, language: Words) -> Value | None:
    """What a number is worth that a hyphen binds to its unit: `96-metre`, `three-day`; None for all else."""
    if _is_glued(token):
        figure = (_FIGURE if language.decimal == "." else _FIGURE_WITH_COMMA).match(token)
        return _figure(figure, language) if figure else None
    number, hyphen, unit = token.partition("-")
    if not hyphen or (unit.lower() not in language.measures and not (number[:1].isdigit() and _UNIT.match(unit))):
        return None
    found = value(number, language)
    if found is None or found.kind is not AmountKind.COUNT:
        return None
    currency = language.money.get(unit.lower(), "")
    return Value(found.numbers, AmountKind.MONEY, currency) if currency else found


def _figure(figure: re.Match[str], language: Words) -> Value:
    digits, tail = figure["digits"], (figure["tail"] or "").strip().lower()
    number = _plain(digits, language) * language.suffixes.get(tail, 1) * (-1 if figure["below"] else 1)
    if figure["currency"]:
        return Value((number,), AmountKind.MONEY, figure["currency"][-1])
    if tail == "%":
        return Value((number,), AmountKind.PERCENT)
    if tail in language.ordinal_ends:
        return Value((number,), AmountKind.ORDINAL)
    # With a zero in front it is a code, or the tail of a number that a page glued to the word before it.
    plain = (not tail or tail in language.suffixes or tail in _GLUED) and not re.match(r"0\d", digits)
    return Value((number,), AmountKind.COUNT if plain else AmountKind.OTHER)


def _plain(digits: str, language: Words) -> float:
    if language.decimal == ".":
        return float(digits.replace(",", ""))
    return float("".join(digits.split()).replace(".", "").replace(",", "."))


def _spelled(word: str, language: Words) -> Value | None:
    """The value of `seven`, `thirty-four`, `third` or `twenty-first`."""
    units, tens, ordinals = language.units, language.tens, language.ordinals
    if word in ordinals:
        return Value((float(ordinals[word]),), AmountKind.ORDINAL)
    if word in units or word in tens:
        return Value((float(units.get(word) or tens.get(word, 0)),), AmountKind.COUNT)
    ten, _, unit = word.partition("-")
    if ten not in tens:
        return None
    if 0 < units.get(unit, 0) < 10:
        return Value((float(tens[ten] + units[unit]),), AmountKind.COUNT)
    if 0 < ordinals.get(unit, 0) < 10:
        return Value((float(tens[ten] + ordinals[unit]),), AmountKind.ORDINAL)
    return None
