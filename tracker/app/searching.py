"""Search the text of versions; what an older tracker kept is made searchable first, where this process may write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from tracker.app.clock import now
from tracker.errors import StoreError, UsageError
from tracker.model import Settings
from tracker.model.durations import parsed_duration
from tracker.view.counts import number_of

_AT_ONCE = 200


def question(arguments: tuple[str, ...]) -> str:
    """Give a command line's arguments as one question: one that was quoted in the shell is a phrase."""
    from tracker.edges.store.search_words import question as asked

    return asked(arguments)


def moment(words: str, zone: tzinfo) -> datetime:
    """Give the time that `7d` (so long ago), `2026-03-01` or `2026-03-01T14:00` stand for.

    Raises:
        UsageError: it is none of these.
    """
    try:
        return now() - parsed_duration(words)
    except (ValueError, OverflowError):
        pass
    try:
        given = datetime.fromisoformat(words.strip())
        return (given if given.tzinfo else given.replace(tzinfo=zone)).astimezone(now().tzinfo)
    except (ValueError, OverflowError):
        raise UsageError(f"--since {words!r} is no time: give 90s, 5m, 2h, 7d or a date such as 2026-03-01") from None


def site(words: str) -> str:
    """Give the host that a site's name or address stands for.

    Raises:
        UsageError: it names none.
    """
    try:
        parts = urlsplit(words if "//" in words else f"//{words}")
        name = parts.netloc.lower().rstrip(".")
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except ValueError:
        host = ""
    if not host:
        raise UsageError(f"--site {words!r} names no site: give a host such as example.org")
    return host


def index_all(settings: Settings, unindexed: int, say: Callable[[str], None]) -> None:
    """Make searchable what an older tracker kept; where another process holds the store, say what is missing yet.

    It may be interrupted: what was done stays.
    """
    from tracker.edges.lock import StoreLock
    from tracker.edges.store import Store

    folder, done = Path(settings.data), 0
    try:
        with StoreLock(folder), Store.open(folder, clock=now) as store:
            if store.unfinished_redactions():
                say(f"{number_of(unindexed, 'version')} cannot be searched yet: a redaction is to be finished first")
                return
            until = now()
            while count := store.index_older(limit=_AT_ONCE):
                done += count
                if now() >= until:
                    say(f"indexing what an older tracker kept: {done} of {number_of(unindexed, 'version')}")
                    until = now() + timedelta(seconds=2)
    except StoreError as error:
        say(f"{number_of(unindexed - done, 'version')} cannot be searched yet, a running daemon indexes them: {error}")
