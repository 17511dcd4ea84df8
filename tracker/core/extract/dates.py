"""Moments as pages write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EXTRA_DIGITS = re.compile(r"(?<=\.\d{6})\d+")
SPACED_ZONE = re.compile(r"\s+([+-]\d\d:?\d\d|Z|UTC|GMT)$")
MIDNIGHT = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
EARLIEST = 1990
LATEST = 2100


def moment(value: object) -> datetime | None:
    """Read a moment written as ISO 8601 or as in a mail (RFC 5322); a time without a zone is taken as UTC.

    Returns:
        An aware UTC time; None for anything that is no plausible moment.
    """
    if not isinstance(value, str) or not 8 <= len(value.strip()) <= 60:
        return None
    when = iso(value.strip()) or mail_date(value.strip())
    if when is None or not EARLIEST <= when.year <= LATEST:
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def iso(text: str) -> datetime | None:
    """Read ISO 8601 with the liberties that sites take."""
    if plain := MIDNIGHT.match(text):
        text = "-".join((plain[1], plain[2].zfill(2), plain[3].zfill(2)))
    text = SPACED_ZONE.sub(lambda zone: "+00:00" if zone[1].isalpha() else zone[1], EXTRA_DIGITS.sub("", text))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def mail_date(text: str) -> datetime | None:
    """Read `Thu, 07 Aug 2025 12:00:00 GMT`."""
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
