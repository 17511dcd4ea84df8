"""What a site asks of programs that read it: its robots.txt, and what an answer to asking for it means.

Source: RFC 9309. Crawl-delay is no part of it, and is obeyed all the same.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from tracker.model import Host

AGENT: Final = "breaking-news-tracker"
"""The product token that a robots.txt names us by."""
MOST_BYTES: Final = 512 * 1024
"""So much of a robots.txt is read. Source: RFC 9309 section 2.5 asks for 500 KiB at least."""
KEPT_FOR: Final = timedelta(hours=24)
"""Source: RFC 9309 section 2.4."""
TRIED_AGAIN_AFTER: Final = timedelta(minutes=10)
"""Source: no measurement; a choice. One that cannot be had is asked for again after so long."""
LONGEST_DELAY: Final = timedelta(days=1)
ENDLESS_REDIRECTS: Final = 310
"""Stands for an answer that only leads on, without end: the file is unavailable. Source: RFC 9309 section 2.3.1.2."""
_TOO_MANY_REQUESTS: Final = 429
# Sites name us as we name ourselves, with a version. Source: RFC 9309 section 2.2.1, of which no version is a part.
_VERSIONED = re.compile(rf"^(\s*user[- ]?agent\s*:\s*{AGENT})/[^\r\n#]*", re.IGNORECASE | re.MULTILINE)
_DOTS = re.compile("%2e", re.IGNORECASE)


class Permission(StrEnum):
    """Whether an address may be asked, as far as is known.

    UNKNOWN: robots.txt is to be asked for first. FORBIDDEN: by a rule. WITHHELD: the site fails to say, which forbids
    everything meanwhile.
    """

    UNKNOWN = "unknown"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    WITHHELD = "withheld"


class Rules:
    """The rules of one robots.txt; what cannot be read as a rule is none.

    Args:
        body: as it was sent; more than `MOST_BYTES` are not looked at.
    """

    def __init__(self, body: bytes) -> None:
        text = body[:MOST_BYTES].decode("utf-8-sig", errors="replace").replace("\0", "").replace("\r", "\n")
        self._protego = Protego.parse(_VERSIONED.sub(r"\1", text))

    def allow(self, address: str) -> bool:
        """Tell whether an address may be asked by us: as it is written, and as it is asked, without `..`."""
        return all(self._protego.can_fetch(one, AGENT) for one in {address, _resolved(address)})

    @property
    def crawl_delay(self) -> timedelta | None:
        """The pause that the site wants between two requests of ours; None where it names none."""
        seconds = self._protego.crawl_delay(AGENT)
        if seconds is None or math.isnan(seconds) or seconds <= 0:
            return None
        return timedelta(seconds=min(seconds, LONGEST_DELAY.total_seconds()))

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of sitemaps that it names, as they are written."""
        return tuple(self._protego.sitemaps)


def _resolved(address: str) -> str:
    """Give an address as it is asked: `/a/../b` is `/b`. Source: RFC 3986 section 5.2.4."""
    parts = urlsplit(address)
    if "/." not in (path := _DOTS.sub(".", parts.path)):
        return address
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return urlunsplit(parts._replace(path="/" + "/".join(kept)))


def robots_address(address: str) -> str:
    """Give where the rules for an address stand."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def permission(address: str, host: Host, rules: Rules | None, now: datetime) -> Permission:
    """Tell whether an address may be asked.

    Args:
        host: as it stands in the record, with what came of asking it for its robots.txt.
        rules: that were read there; None where none are kept.
    """
    if host.robots_until is None or now >= host.robots_until:
        return Permission.UNKNOWN
    if host.robots_status is None or is_withheld(host.robots_status):
        return Permission.WITHHELD
    if rules is None or not has_rules(host.robots_status):
        return Permission.ALLOWED
    return Permission.ALLOWED if rules.allow(address) else Permission.FORBIDDEN


def has_rules(status: int) -> bool:
    """Whether an answer is one whose body holds the rules."""
    return 200 <= status < 300


def is_withheld(status: int) -> bool:
    """Whether an answer forbids everything until there is a better one: the site's fault, or it is asked too often."""
    return status >= 500 or status == _TOO_MANY_REQUESTS


def told_robots(host: Host, now: datetime, *, status: int | None, rules: Rules | None) -> Host:
    """Give a host after it was asked for its robots.txt.

    Rules that were known before stay in force while the site fails to say them anew.

    Args:
        status: of the answer; None where none came: it is asked again by the next look, unless rules are known.
        rules: those of the answer's body, where it `has_rules`.
    """
    failed = status is None or is_withheld(status)
    if failed and host.robots_status is not None and not is_withheld(host.robots_status):
        return replace(host, robots_until=now + TRIED_AGAIN_AFTER)
    if status is None:
        return replace(host, robots_status=None, robots_until=None)
    delay = rules.crawl_delay if rules is not None else None
    kept = TRIED_AGAIN_AFTER if failed else KEPT_FOR
    return replace(host, robots_status=status, robots_until=now + kept, crawl_delay=delay)
