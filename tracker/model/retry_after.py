"""The header by which a server says when to come back.

Source: RFC 9110, section 10.2.3.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_RETRY_AFTER: Final = timedelta(hours=24)

_SECONDS = re.compile(r"[0-9]+", re.ASCII)


def asked_wait(retry_after: str | None, now: datetime, *, date: str | None = None) -> timedelta | None:
    """Give how long a Retry-After header asks us to wait, a day at most.

    None where it is missing, unreadable, or names no time to come.

    Args:
        date: the header by which the server says what time it is there: where the clocks differ the longer wait counts,
            so that none is cut short by a clock of ours that is wrong.
    """
    text = (retry_after or "").strip()
    if _SECONDS.fullmatch(text):
        digits = text.lstrip("0") or "0"
        wait = timedelta(seconds=int(digits)) if len(digits) <= 6 else LONGEST_RETRY_AFTER
    else:
        wait = max(_until_date(text, now), _until_date(text, _moment(date or "") or now))
    return min(wait, LONGEST_RETRY_AFTER) if wait > timedelta(0) else None


def _until_date(text: str, now: datetime) -> timedelta:
    moment = _moment(text)
    return timedelta(0) if moment is None else moment - now


def _moment(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
