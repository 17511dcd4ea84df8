"""Dates as feeds, sitemaps and pages write them: by RFC 822, by W3C's profile of ISO 8601, and nearly so."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_W3C = re.compile(
    r"(\d{4})-?(\d{2})?-?(\d{2})?(?:[T ]\s?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s?"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1990, 2100


def source_moment(text: str) -> datetime | None:
    """Read a date; one without a zone is taken as UTC, a day alone as its beginning. None: it is none.

    Source: RFC 822 section 5 as RSS 2.0 uses it; W3C note on date and time formats, as Atom and sitemaps do.
    """
    text = text.strip()[:60]
    if not text or not any(letter.isdigit() for letter in text):
        return None
    found = _W3C.match(text)
    try:
        moment = _from_parts(found) if found else _from_mail(text)
        return moment.astimezone(UTC) if moment is not None and _EARLIEST <= moment.year < _LATEST else None
    except (ValueError, OverflowError, TypeError):
        return None


def _from_parts(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    zone = _zone(found[7])
    return datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, min(second or 0, 59), tzinfo=zone)


def _zone(text: str | None) -> timezone:
    if not text or text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(ahead if text[0] == "+" else -ahead)


def _from_mail(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
