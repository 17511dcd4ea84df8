"""The clock and the zone: the two things about time that a machine, not a page, decides."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Give the present, UTC."""
    return datetime.now(UTC)


def display_zone(name: str) -> tzinfo:
    """Give the zone in which times are shown: an IANA name, or this machine's own where it is empty."""
    if name:
        return ZoneInfo(name)
    from tzlocal import get_localzone

    return get_localzone()
