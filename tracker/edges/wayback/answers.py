"""What Save Page Now answers, read with care: the words of a machine far away, about pages of others.

Source: "Save Page Now 2 Public API Docs", Internet Archive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.edges.email.headers import clean
from tracker.edges.secrets import without
from tracker.edges.service_answers import MOST_WORDS
from tracker.model.archiving import Saved, SaveSlots, Unsaved

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
_STAMP = re.compile(r"[0-9]{14}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0\\<>\"'\ud800-\udfff]{1,4000}", re.IGNORECASE)

# The page is refused for what it is: it would be refused again.
_OF_THE_PAGE = """
bad-request blocked blocked-url filesize-limit ftp-access-denied http-version-not-supported invalid-url-syntax
method-not-allowed network-authentication-required no-access not-found not-implemented too-many-redirects unauthorized
"""
_FOR_GOOD = frozenset(_OF_THE_PAGE.split())


def _until_tomorrow(now: datetime) -> timedelta:
    """Give the time to the next day in UTC, by which the archive counts, and some minutes for its clock."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight + 5 * _MINUTE - now


# What passes by itself, and when. What is not here is tried again by the outbox's own pauses.
_WAITS: dict[str, Callable[[datetime], timedelta]] = {
    "user-session-limit": lambda _: _MINUTE,
    "too-many-requests": lambda _: 10 * _MINUTE,
    "blocked-client-ip": lambda _: _HOUR,
    "bandwidth-limit-exceeded": lambda _: _HOUR,
    "too-many-daily-captures": _until_tomorrow,
    "max-daily-bandwidth": _until_tomorrow,
    "max-daily-bandwidth-from-ip": _until_tomorrow,
    "max-daily-bandwidth-host": _until_tomorrow,
}
OF_THE_ACCOUNT = frozenset(
    {"user-session-limit", "blocked-client-ip", "max-daily-bandwidth", "max-daily-bandwidth-from-ip"}
)
"""Refusals that hold for every page, not for this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The archive took a page. `note` are its words about it."""

    job: str
    note: str


def parsed(body: bytes | None) -> dict[str, Any] | None:
    """Give the JSON object that a body is; None where it is none."""
    try:
        found = json.loads(body or b"")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def begun(answer: dict[str, Any], *secrets: str) -> Begun | None:
    """Give the job that an answer names; None where it names none that could be asked for."""
    job = answer.get("job_id")
    if not isinstance(job, str) or not _JOB.fullmatch(job):
        return None
    return Begun(job=job, note=_words(answer.get("message"), *secrets))


def saved(answer: dict[str, Any], *, server: str, asked: str) -> Saved | None:
    """Give the copy that an answer tells of; None where it does not say when it was made.

    Args:
        asked: the address that we asked to be saved, for an answer that does not repeat it.
    """
    stamp, original = answer.get("timestamp"), answer.get("original_url")
    at = _time(stamp)
    if at is None:
        return None
    page = original if isinstance(original, str) and _ADDRESS.fullmatch(original) else asked
    return Saved(address=f"{server}/web/{stamp}/{page}", original=page, at=at)


def is_error(answer: dict[str, Any]) -> bool:
    """Tell whether an answer is a refusal, which comes with status 200 too."""
    return answer.get("status") == "error" or (isinstance(answer.get("status_ext"), str) and "job_id" not in answer)


def error_name(answer: dict[str, Any]) -> str:
    """Give the name of an error, without its `error:`; empty where there is none."""
    name = answer.get("status_ext")
    return clean(name.removeprefix("error:"), most=80) if isinstance(name, str) else ""


def unsaved(who: str, answer: dict[str, Any], now: datetime, *secrets: str) -> Unsaved:
    """Give what an error means: whether for good, and what to wait for."""
    name = error_name(answer)
    wait = _WAITS.get(name)
    words = _words(answer.get("message") or answer.get("exception"), *secrets)
    told = ": ".join(part for part in (without(name, *secrets), words) if part) or "it does not say why"
    return Unsaved(told=f"{who}: {told}", for_good=name in _FOR_GOOD, wait=wait(now) if wait else None)


def slots(answer: dict[str, Any]) -> SaveSlots | None:
    """Give what an account may still save; None where the answer does not say."""
    available, processing = _count(answer.get("available")), _count(answer.get("processing"))
    if available is None or processing is None:
        return None
    return SaveSlots(
        available=available,
        processing=processing,
        saved_today=_count(answer.get("daily_captures")),
        daily_limit=_count(answer.get("daily_captures_limit")),
    )


def _words(value: object, *secrets: str) -> str:
    return clean(without(clean(value, most=4096), *secrets), most=MOST_WORDS) if isinstance(value, str) else ""


def _time(stamp: object) -> datetime | None:
    if not isinstance(stamp, str) or not _STAMP.fullmatch(stamp):
        return None
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None
