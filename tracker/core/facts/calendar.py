"""Dates and times in a sentence: days, months, weekdays, years, times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.facts.values import Amount, AmountKind, Row

_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|er|º)?$")
_CLOCK = re.compile(r"^(?P<hour>\d{1,2})(?:(?P<sign>[:.h])(?P<minute>\d\d))?(?P<half>[ap]m)?$", re.IGNORECASE)
_IN_DIGITS = re.compile(r"^(?:(\d{1,2})([/.])(\d{1,2})\2(\d{4})|(\d{1,2})(/)(\d{1,2})/(\d\d)|(\d{4})(-)(\d\d)-(\d\d))$")
_LAST_DAY = 31
_MONTHS = 12
_FIRST_YEAR, _SURE_YEAR, _LAST_YEAR = 1000, 1900, 2100
_NOON = 12
_LISTING = frozenset((",", "&"))
_YEAR_DIGITS = 4


def moment(row: Row, place: int) -> Amount | None:
    """The date or time that begins at a place; None where none does."""
    return (
        _in_digits(row, place)
        or _date(row, place)
        or _month(row, place)
        or _weekday(row, place)
        or _year(row, place)
        or _time(row, place)
    )


def _in_digits(row: Row, place: int) -> Amount | None:
    """`3/14/2025`, `14.03.2025`, `2025-03-14`: its parts as they stand, for nothing tells which is the month."""
    found = _IN_DIGITS.match(row.words[place])
    if found is None:
        return None
    one, sign, other, last = filter(None, found.groups())
    small, large = sorted(map(int, (other, last) if sign == "-" else (one, other)))
    real = 1 <= small <= _MONTHS and large <= _LAST_DAY
    return _amount(row, place, place + 1, AmountKind.DATE, int(one), int(other), int(last)) if real else None


def _date(row: Row, place: int) -> Amount | None:
    """`4 March`, `4th of March`, `March 4`, `Nov. 3`."""
    day = _day(row, place)
    if day:
        month_at = place + 2 if row.at(place + 1) in row.language.day_month else place + 1
        month = _month_number(row, month_at)
        return _amount(row, place, month_at + 1, AmountKind.DATE, month, day) if month else None
    month = _month_number(row, place)
    day_at = place + 2 if row.at(place + 1) == "." else place + 1
    day = _day(row, day_at) if month else 0
    return _amount(row, place, day_at + 1, AmountKind.DATE, month, day) if day else None


def more_days(row: Row, amount: Amount) -> Iterator[Amount]:
    """The other days of a list that begins with a date: `September 9, 10 and 11`."""
    if len(amount.value) > len(("month", "day")):
        return
    last, listing = amount.last, _LISTING | row.language.and_words
    while amount.kind is AmountKind.DATE and row.at(last) in listing:
        start = next(place for place in range(last, len(row) + 1) if row.at(place) not in listing)
        behind = row.at(start + 1)
        day = _day(row, start) if row.at(start).isdecimal() else 0
        if not day or (behind.isalpha() and behind not in row.language.noun_ends):
            return
        yield _amount(row, start, start + 1, AmountKind.DATE, int(amount.value[0]), day)
        last = start + 1


def _month(row: Row, place: int) -> Amount | None:
    month = _month_number(row, place)
    told = month and row.at(place - 1) in row.language.date_leads
    return _amount(row, place, place + 1, AmountKind.MONTH, month) if told else None


def _weekday(row: Row, place: int) -> Amount | None:
    number = row.language.weekdays.get(row.at(place), 0) if _may_be_day(row, place) else 0
    if not number or row.at(place - 1) in row.language.named_days:
        return None
    return _amount(row, place, place + 1, AmountKind.WEEKDAY, number)


def _year(row: Row, place: int) -> Amount | None:
    """A year where a small word or a date leads to it; the year of a name is OTHER."""
    if (
        not row.is_digits(place)
        or len(row.at(place)) != _YEAR_DIGITS
        or not _FIRST_YEAR <= int(row.at(place)) <= _LAST_YEAR
    ):
        return None
    led = row.at(place - 1) in row.language.date_leads or _is_date_before(row, place)
    counts = row.at(place + 1).isalpha() and row.at(place + 1) not in row.language.noun_ends
    if int(row.at(place)) < _SURE_YEAR and (counts or not led):
        return None
    return _amount(row, place, place + 1, AmountKind.YEAR if led else AmountKind.OTHER, int(row.at(place)))


def _is_date_before(row: Row, place: int) -> bool:
    """Whether `March`, `March 4` or `March 4,` stands in front."""
    back = place - 2 if row.at(place - 1) == "," or row.at(place - 1) in row.language.day_month else place - 1
    return bool(_month_number(row, back) or (_day(row, back) and _month_number(row, back - 1)))


def _time(row: Row, place: int) -> Amount | None:
    """`18:40`, `6.30pm`, `10:30 a.m.`, `8 o'clock`: in minutes since midnight."""
    clock = _CLOCK.match(row.words[place])
    if clock is None:
        return None
    behind = row.at(place + 1)
    half = (clock["half"] or (behind if behind in row.language.day_halves else "")).lower().replace(".", "")
    if not half and behind not in row.language.clock_words and clock["sign"] not in (":", "h"):
        return None
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if hour >= 2 * _NOON or minute >= 60:
        return None
    hour = hour % _NOON + (_NOON if half == "pm" else 0) if half else hour
    last = place + 1 if clock["half"] or behind not in row.language.day_halves | row.language.clock_words else place + 2
    zone = row.words[last] if row.at(last) in row.language.zones else ""
    return _amount(row, place, last, AmountKind.TIME, 60 * hour + minute, noun=zone)


def _day(row: Row, place: int) -> int:
    """A day of a month; 0 where none stands there."""
    found = _DAY.match(row.at(place))
    return int(found[1]) if found and 1 <= int(found[1]) <= _LAST_DAY else 0


def _month_number(row: Row, place: int) -> int:
    """A month with its capital, from 1; 0 where none stands there."""
    return row.language.months.get(row.at(place), 0) if _may_be_day(row, place) else 0


def _may_be_day(row: Row, place: int) -> bool:
    """Whether the letter allows for a month or a weekday: `may` is none in English."""
    return row.is_capital(place) or not row.language.capital_days


def _amount(row: Row, first: int, last: int, kind: AmountKind, *value: int, noun: str = "") -> Amount:
    text = row.written(first, last)
    text = text[:1].upper() + text[1:] if row.language.capital_days else text
    return Amount(value=tuple(map(float, value)), kind=kind, text=text, first=first, last=last, noun=noun)
