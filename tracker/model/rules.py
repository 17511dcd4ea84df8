"""Who is told of what, and when: the rules of recipients and of every other channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from pathlib import PurePath

from tracker.model.alert import Channel

MINUTE = timedelta(minutes=1)


class NewsKind(StrEnum):
    """What a rule may name: kinds of changes of a text, what befalls an article, what befalls the tracker."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    TOLL = "toll"
    NUMBER = "number"
    QUOTE = "quote"
    NAME = "name"
    HEDGE = "hedge"
    CLAIM = "claim"
    CORRECTION = "correction"
    NOTE = "note"
    NOTICE_ADDED = "notice added"
    NOTICE_REMOVED = "notice removed"
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"
    REARRANGED = "rearranged"
    ENTRIES = "entries"
    PHOTOGRAPH = "photograph"
    LINK = "link"
    SPELLING = "spelling"
    FORM = "form"
    UNDECLARED = "undeclared"
    OPENED = "opened"
    GONE = "gone"
    MOVED = "moved"
    BLOCKED = "blocked"
    BACK = "back"
    ENDED = "ended"
    BLIND = "blind"
    OFFLINE = "offline"
    MAIL_STUCK = "mail stuck"
    DAILY = "daily"


UNASKED = frozenset({NewsKind.OPENED, NewsKind.DAILY})
"""Kinds that are told only where a rule names them."""


class Pace(StrEnum):
    """How soon news is told: at once, gathered in a digest, or never."""

    INSTANT = "instant"
    DIGEST = "digest"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Times of the day at which nothing is sent; from `begins` to `ends`, past midnight where that is earlier."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one recipient is told, and when. Empty lists mean no bound.

    Attributes:
        sites: a site matches its subdomains.
        keywords: words of which one must stand in what came or went; `keywords_added` in what came,
            `keywords_removed` in what went, `keywords_text` anywhere in the new text. Where several of the four are
            set, one match in any of them is enough. Letter case does not matter, whole words do.
        kinds: what is told; empty: all but those of `UNASKED`.
        pace: of all news that is no exception.
        digest_at: local times at which digests leave; empty: each full hour.
        live_entries: the pace of a live blog's new entries, where nothing else changed.
        timezone: IANA name in which times of day are meant and told; empty: that of the display settings.
        breakthrough: kinds that are told at once in quiet hours, digests and above the cap too.
        per_hour: how many messages an hour leave at once; what is above is gathered. 0: no bound.
    """

    sites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    keywords_added: tuple[str, ...] = ()
    keywords_removed: tuple[str, ...] = ()
    keywords_text: tuple[str, ...] = ()
    kinds: tuple[NewsKind, ...] = ()
    pace: Pace = Pace.INSTANT
    digest_at: tuple[time, ...] = ()
    live_entries: Pace = Pace.DIGEST
    quiet: QuietHours | None = None
    timezone: str = ""
    breakthrough: tuple[NewsKind, ...] = ()
    per_hour: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Rule):
    """Who is mailed."""

    address: str

    @property
    def name(self) -> str:
        """What the record calls it."""
        return self.address

    @property
    def channel(self) -> Channel:
        """By mail."""
        return Channel.MAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Where a secret is read when it is needed: one of a file, an environment variable, a command's output."""

    file: PurePath | None = None
    env: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook(Rule):
    """A program of yours that is told as JSON over HTTP.

    Attributes:
        url: asked by POST, through the gate that all requests take.
        secret: the key of the signature; none set: unsigned.
    """

    name: str
    url: str
    secret: Secret = Secret()

    @property
    def channel(self) -> Channel:
        """By webhook."""
        return Channel.WEBHOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat(Rule):
    """A chat or push service, told in plain text by apprise; its address holds secrets, and is read as one."""

    name: str
    url: Secret = Secret()

    @property
    def channel(self) -> Channel:
        """By apprise."""
        return Channel.APPRISE


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """How alerts are gathered, and how you learn that the tracker itself fell silent.

    Attributes:
        burst: for how long further news of a story are gathered once it was told; doubles while it keeps changing,
            up to `longest_burst`. Zero: nothing is gathered.
        daily_at: the local time of the line that says how many articles are watched; None: none is sent.
        heartbeat_url: asked every `heartbeat_every` while all is well; empty: none.
        stuck_after: how old an unsent alert is before `fallback` is told; also how long the tracker may see nothing
            before it calls itself blind or offline.
        fallback: the name of the recipient or channel that is told of mail that is stuck; empty: the log alone.
    """

    burst: timedelta = 3 * MINUTE
    longest_burst: timedelta = 30 * MINUTE
    daily_at: time | None = None
    heartbeat_url: str = ""
    heartbeat_every: timedelta = 5 * MINUTE
    stuck_after: timedelta = 60 * MINUTE
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """Whether changes are written as Atom files too: one for each watch, one for all.

    Attributes:
        folder: None: `feeds` in the data folder.
        entries: the newest that a file holds.
    """

    enabled: bool = False
    folder: PurePath | None = None
    entries: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSettings:
    """Whether each new version is saved to the Wayback Machine too.

    Attributes:
        server: whose Save Page Now 2 is asked.
        keys: `access:secret` of your account there; none set: nothing is saved.
        per_minute: captures that are begun; `at_once` that may be under way.
        sites, tags: which articles; empty: all.
    """

    enabled: bool = False
    server: str = "https://web.archive.org"
    keys: Secret = Secret()
    per_minute: int = 6
    at_once: int = 2
    sites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
