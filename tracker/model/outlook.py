"""How well the watch sees, in the record's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.moments import Timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(Timed):
    """Looks in vain since the last one that was not.

    Attributes:
        articles, hosts: how many of each were looked at in vain, and at nothing else.
        since: when the first of them began to be so; None where there is none.
        last: when the newest of these looks was.
    """

    articles: int = 0
    hosts: int = 0
    since: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Timed):
    """How well the watch sees.

    Attributes:
        articles: that are looked at; `hosts` they are on, `unreadable` how many of them cannot be read now.
        changes: new versions since a day ago, first ones not counted.
        answered: the newest look that got any answer; `read` that saw a text.
        unanswered: looks since `answered`; `unread` those since `read`, pages that are gone left out.
        due: the longest overdue or next look; `looked` the newest look, whatever came of it.
        beat: when the daemon last noted that it is alive.
    """

    articles: int = 0
    hosts: int = 0
    unreadable: int = 0
    changes: int = 0
    answered: datetime | None = None
    read: datetime | None = None
    unanswered: Silence = Silence()
    unread: Silence = Silence()
    due: datetime | None = None
    looked: datetime | None = None
    beat: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent(Timed):
    """A message that was tried in vain.

    Attributes:
        attempts: tries so far; the next one is at `next_try`.
    """

    created: datetime
    attempts: int
    next_try: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Timed):
    """How well a channel delivers.

    Attributes:
        tried: what was tried in vain and is tried again.
        overdue: since when the longest waiting of all that is due was not even tried; None where nothing is due.
        refused: since the last message that was taken: to whom one was refused for good, and when it was owed.
    """

    tried: tuple[Unsent, ...] = ()
    overdue: datetime | None = None
    refused: tuple[tuple[str, datetime], ...] = ()
