"""Spans of time as people write and read them: `"5m"` in a settings file, `5 min` in a sentence."""

from __future__ import annotations

import re
from datetime import timedelta

LONGEST = timedelta(days=3650)
_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_WRITTEN = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*([smhd])", re.ASCII)


def parsed_duration(text: str) -> timedelta:
    """Read a duration as it stands in a settings file, such as `90s`, `5m`, `2h` or `30d`.

    Raises:
        ValueError: it is written otherwise, or longer than ten years; the message is a sentence's end.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError('needs a duration such as "90s", "5m", "2h" or "30d"')
    span = float(found[1]) * _UNITS[found[2]]
    if span > LONGEST:
        raise ValueError('needs a duration of ten years ("3650d") at most')
    return span


def written_duration(span: timedelta) -> str:
    """Write a duration as a settings file wants it, in the largest unit that holds it without a rest."""
    for letter, unit in reversed(_UNITS.items()):
        if span and not span % unit:
            return f"{span // unit}{letter}"
    return f"{span.total_seconds():g}s"


def spoken_duration(span: timedelta) -> str:
    """Say a duration in the words of a sentence: `45 s`, `6 min`, `2 h 5 min`, `3 d 4 h`; below zero says `0 s`.

    Rounded to the second below a minute, to the minute below a day, to the hour from there.
    """
    seconds = max(round(span.total_seconds()), 0)
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return _pair(minutes, per=60, large="h", small="min")
    return _pair(round(minutes / 60), per=24, large="d", small="h")


def _pair(amount: int, *, per: int, large: str, small: str) -> str:
    whole, rest = divmod(amount, per)
    return f"{whole} {large} {rest} {small}" if rest else f"{whole} {large}"
