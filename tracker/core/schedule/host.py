"""How often one host may be asked: the gap between two requests, the hour's allowance, and what it asks of us.

Source: RFC 9110 section 10.2.3 (Retry-After), RFC 6585 section 4 (429).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from tracker.model import Capture, FetchSettings, Host
from tracker.model.durations import spoken_duration
from tracker.model.places import is_private_place
from tracker.model.retry_after import asked_wait

BURST_SHARE: Final = 12
"""A host that was left alone saves up a twelfth of an hour's allowance, five minutes' worth, no more."""
REFUSALS: Final = frozenset({429, 503})
FINAL_ANSWERS: Final = frozenset({404, 410})
"""Answers that are about a page: what they say of a time to wait is not about the host."""
FIRST_BLOCK: Final = timedelta(minutes=1)
LONGEST_BLOCK: Final = timedelta(hours=1)
REST: Final = 1
"""Source: bench/soak.py. A host is left alone for so many times what an answer, or waiting in vain for one, took: it is
slow for a reason, and several that are dead must not keep all hands from those that are well. By more than once, other
articles of the host that are due each minute would be looked at later than that."""
SLOW: Final = timedelta(seconds=2)
"""What takes less is no burden to anybody."""

USUAL: Final = FetchSettings()

_HOUR: Final = timedelta(hours=1)


def fresh_host(name: str, now: datetime, *, per_hour: int) -> Host:
    """Give the state of a host that was never asked: ready now, with all that can be saved up."""
    return Host(name=name, ready_at=now, tokens=_burst(per_hour), tokens_at=now)


def after_request(
    host: Host,
    now: datetime,
    *,
    status: int | None,
    retry_after: str | None,
    gap: timedelta,
    per_hour: int,
    requests: int = 1,
    date: str | None = None,
) -> Host:
    """Give a host's state after a request to it.

    Args:
        host: its state before; `now` is when the answer had come.
        status: of the answer; None where there was none.
        retry_after: the header as sent, in seconds or as an HTTP date; None where it is missing.
        gap: from `pace_for`, as is `per_hour`; 0 there means no bound.
        requests: how many it were: a redirect is followed at once, and waited for afterwards.
        date: the header as sent; None where it is missing.
    """
    tokens = max(saved_up(host, now, per_hour=per_hour) - requests, 0.0)
    wait = max(requests * gap, _until_next(tokens, per_hour=per_hour))
    spent = replace(host, tokens=tokens, tokens_at=now, ready_at=now + wait)
    asked = asked_wait(retry_after, now, date=date)
    if status in REFUSALS or (asked is not None and status is not None and is_told_to_wait(status)):
        return _blocked(spent, now, status=status, asked=asked)
    if status is None:
        return _still_blocked(spent)
    if not spent.refusals and spent.blocked_until is None and not spent.blocked_why:
        return spent
    return replace(spent, refusals=0, blocked_until=None, blocked_why="")


def is_told_to_wait(status: int) -> bool:
    """Whether an answer that names a time to wait means the whole host by it: it refuses, or cannot answer."""
    return status >= 400 and status not in FINAL_ANSWERS


def stand_after(host: Host, capture: Capture | None, now: datetime, *, settings: FetchSettings) -> Host:
    """Give how we stand with a host after a request to it, at the pace that the settings and the host itself ask for.

    Args:
        capture: the answer; None where none came.
    """
    gap, per_hour = pace_of(host, settings)
    return after_request(
        host,
        now,
        status=capture.status if capture else None,
        retry_after=capture.header("Retry-After") if capture else None,
        gap=gap,
        per_hour=per_hour,
        requests=_requests_to(host.name, capture) if capture else 1,
        date=capture.header("Date") if capture else None,
    )


def alone_words(host: Host, until: datetime, now: datetime) -> str:
    """Say until when a host is left alone, and why, for people; with the date where that is not within half a day."""
    time = until.strftime("%H:%M UTC" if until - now < _HOUR * 12 else "%Y-%m-%d %H:%M UTC")
    why = host.blocked_why or "the hour's allowance (fetch.per_hour) is used up"
    if not host.blocked_why and host.crawl_delay is not None and host.crawl_delay >= FIRST_BLOCK:
        why = f"its robots.txt asks for {spoken_duration(host.crawl_delay)} between two requests"
    return f"{time}: {why}"


def rested(host: Host, now: datetime, *, took: timedelta) -> Host:
    """Give a host that is left alone the longer, the longer it took to answer or not to."""
    return replace(host, ready_at=max(host.ready_at, now + REST * took)) if took > SLOW else host


def _requests_to(name: str, capture: Capture) -> int:
    """Count the requests of one look that went to a host."""
    led_through = [*(redirect.url for redirect in capture.redirects), capture.url]
    return max(len([url for url in led_through if urlsplit(url).netloc.lower() == name]), 1)


def pace_of(host: Host, settings: FetchSettings) -> tuple[timedelta, int]:
    """Give the pace for a host, with the gap that its robots.txt asks for where that is longer."""
    gap, per_hour = pace_for(host.name, settings)
    return max(gap, host.crawl_delay or gap), per_hour


def allowed_per_hour(gap: timedelta, per_hour: int) -> float | None:
    """Give how many requests an hour a gap and an allowance let through together; None: no bound."""
    bounds = [bound for bound in (_HOUR / gap if gap else None, float(per_hour) or None) if bound is not None]
    return min(bounds, default=None)


def ready(host: Host, now: datetime) -> bool:
    """Tell whether a host may be asked now."""
    return now >= host.ready_at and (host.blocked_until is None or now >= host.blocked_until)


def saved_up(host: Host, now: datetime, *, per_hour: int) -> float:
    """Give how many requests a host has saved up of the hour's allowance."""
    passed = max((now - host.tokens_at) / _HOUR, 0.0)
    return min(max(host.tokens, 0.0) + passed * per_hour, _burst(per_hour))


def pace_for(host_name: str, settings: FetchSettings) -> tuple[timedelta, int]:
    """Give the gap between two requests to a host, and how many an hour it gets.

    A 0 in the settings holds only for the private places that `allow_private` names: any other host is treated by
    the defaults. The name is compared by its letters, no address is looked up.

    Args:
        host_name: with its port where that is not the default, such as `127.0.0.1:8080`.
    """
    if is_private_place(host_name, settings.allow_private):
        return settings.gap, settings.per_hour
    return settings.gap or USUAL.gap, settings.per_hour or USUAL.per_hour


def _blocked(host: Host, now: datetime, *, status: int | None, asked: timedelta | None) -> Host:
    refusals = host.refusals + 1
    wait = asked or min(FIRST_BLOCK * 2 ** min(refusals - 1, 10), LONGEST_BLOCK)
    until = max(now + wait, host.ready_at)
    if asked is None:
        why = f"HTTP {status} without a time to wait: left alone for {spoken_duration(wait)}"
    else:
        why = f"HTTP {status}: the site asks us to wait {spoken_duration(wait)}"
    return replace(host, refusals=refusals, blocked_until=until, blocked_why=why, ready_at=until)


def _still_blocked(host: Host) -> Host:
    """No answer tells nothing new: a wait that was asked for goes on."""
    if host.blocked_until is None:
        return host
    return replace(host, ready_at=max(host.ready_at, host.blocked_until))


def _burst(per_hour: int) -> float:
    return max(per_hour / BURST_SHARE, 1.0)


def _until_next(tokens: float, *, per_hour: int) -> timedelta:
    if tokens >= 1 or not per_hour:
        return timedelta(0)
    return (1 - tokens) / per_hour * _HOUR
