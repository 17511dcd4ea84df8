"""Times for those who read them elsewhere: in the reader's zone, by name, and in UTC where that differs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo


def shifted(moment: datetime, zone: tzinfo) -> datetime:
    """Give a time in the reader's zone; as it is where a page claims a date at the end of all calendars."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def local_time(moment: datetime, zone: tzinfo, day: date) -> str:
    """Say a time in the reader's zone, with its date where that is another one."""
    local = shifted(moment, zone)
    lead = "" if local.date() == day else f"{day_words(local)}, "
    return f"{lead}{local:%H:%M} {_zone_name(local)}"


def moment_words(moment: datetime, zone: tzinfo, day: date) -> str:
    """Say a time in the reader's zone, and in UTC where that differs."""
    utc = f" ({moment:%H:%M} UTC)" if shifted(moment, zone).utcoffset() else ""
    return f"{local_time(moment, zone, day)}{utc}"


def dated(moment: datetime, zone: tzinfo) -> str:
    """Say a time with its date in the reader's zone, and in UTC where that differs."""
    local = shifted(moment, zone)
    return f"{day_words(local)}, {moment_words(moment, zone, local.date())}"


def bracket_words(begin: datetime, end: datetime, zone: tzinfo) -> str:
    """Say between which two times it was, what they share once; with seconds only where minutes are too coarse."""
    first, last = shifted(begin, zone), shifted(end, zone)
    form = "%H:%M:%S" if end - begin < timedelta(minutes=2) else "%H:%M"
    utc = f" ({begin:{form}} and {end:{form}} UTC)" if last.utcoffset() else ""
    if first.date() == last.date():
        return f"{day_words(last)}, between {first:{form}} and {last:{form}} {_zone_name(last)}{utc}"
    return f"between {day_words(first)}, {first:{form}} and {day_words(last)}, {last:{form}} {_zone_name(last)}{utc}"


def day_words(local: datetime) -> str:
    """Say the day of a time as it stands: `5 Mar 2026`."""
    return f"{local.day} {local:%b %Y}"


def utc_words(moment: datetime) -> str:
    """Say a time to the second in UTC, with its date: for what is to be compared with other records."""
    return f"{shifted(moment, UTC):%Y-%m-%d %H:%M:%S} UTC"


def _zone_name(local: datetime) -> str:
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{local:%z}"
