"""Watching over the watcher: is it offline, blind, is mail stuck; the daily line; a sign of life while all is well.

Called every minute. What is told is owed under the name of its occasion, so that neither a restart nor a second call
tells it again; over is what is seen to be over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Protocol

from tracker.jobs.backing_off import tried_since
from tracker.jobs.recipients import News, everyone, owed_to_all, owed_to_fallback
from tracker.model import AlertKind, Channel, Outlet, Outlook, Owed, Settings
from tracker.model.durations import spoken_duration

ITSELF = "The tracker itself"
"""Names the thread of all such news."""
DAILY_WITHIN = timedelta(hours=12)
"""Later than so long after its time the daily line is left out."""
ASLEEP_AFTER = timedelta(minutes=10)
"""So long without a call the machine slept, or we did: what was not seen meanwhile says nothing."""
REFUSED_WITHIN = timedelta(days=1)
"""What was refused longer ago is no news of today's mail."""
STILL_ALIVE = timedelta(minutes=5)
"""The store takes a note every half minute while it can be written."""


class Overseen(Protocol):
    """The record as it is watched over."""

    def outlook(self, now: datetime) -> Outlook:
        """Tell how well the watch sees."""
        ...

    def outlet(self, channel: Channel, now: datetime) -> Outlet:
        """Tell how well a channel delivers."""
        ...

    def latest_news(self, kind: AlertKind) -> str:
        """Give the occasion of the newest alert of a kind about the tracker itself; empty where there is none."""
        ...

    def was_told(self, article_id: int | None, occasions: Sequence[str]) -> bool:
        """Tell whether an alert was owed for one of these occasions; without an article, about the tracker itself."""
        ...

    def owe(self, owed: Sequence[Owed], now: datetime) -> None:
        """Write news of the tracker itself; an occasion that is owed already is left as it is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that is wrong with the tracker itself, in words for people; it goes on since `since`."""

    kind: AlertKind
    since: datetime
    detail: str

    @property
    def occasion(self) -> str:
        """Name it, by when it began."""
        return f"{self.kind}.{self.since:%Y%m%dT%H%M%S}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchword:
    """What one call has to say: lines for the log, and whether all is well."""

    troubles: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    well: bool = True


class Vigil:
    """Watches over looks, store and mail.

    Args:
        zone: in which `alerts.daily_at` is meant.
    """

    def __init__(self, overseen: Overseen, settings: Settings, zone: tzinfo, now: datetime) -> None:
        self._overseen = overseen
        self._settings = settings
        self._zone = zone
        self._awake = self._called = now
        self._standing = dict(_told_before(overseen))
        self._day = ""

    def keep(self, now: datetime) -> Watchword:
        """Look once, and owe what is to be told.

        Raises:
            StoreError: the record cannot be read or written.
        """
        if not timedelta(0) <= now - self._called <= ASLEEP_AFTER:
            self._awake = now
        self._called = now
        outlook, outlet = self._overseen.outlook(now), self._mail(now)
        patience = self._settings.alerts.stuck_after
        found = (
            offline(outlook, self._awake, patience),
            blind(outlook, self._awake, patience),
            stuck(outlet, self._awake, now, patience),
        )
        begun = [self._begun(trouble, now) for trouble in found if trouble and trouble.kind not in self._standing]
        ended = [
            self._ended(kind, now)
            for kind in tuple(self._standing)
            if _is_over(kind, self._standing[kind], outlook, outlet)
        ]
        self._daily(outlook, now)
        return Watchword(
            troubles=tuple(begun), ended=tuple(ended), well=not self._standing and _works(outlook, now, patience)
        )

    def _mail(self, now: datetime) -> Outlet:
        """Tell how well mail leaves; who is not in the settings any more says nothing of that."""
        known = {one.name for one in everyone(self._settings)}
        outlet = self._overseen.outlet(Channel.MAIL, now)
        refused = tuple(one for one in outlet.refused if one[0] in known)
        is_general = len({name for name, _ in refused}) >= min(2, len(known))
        return replace(outlet, refused=refused if is_general else ())

    def _begun(self, trouble: Trouble, now: datetime) -> str:
        self._tell(
            News(kind=trouble.kind, detail=trouble.detail, occasion=trouble.occasion, subject=ITSELF), trouble.kind, now
        )
        self._standing[trouble.kind] = trouble.since
        return trouble.detail

    def _ended(self, kind: AlertKind, now: datetime) -> str:
        since = self._standing[kind]
        detail = f"{_OVER[kind]}, after {spoken_duration(now - since)}"
        occasion = f"{AlertKind.BACK}.{kind}.{since:%Y%m%dT%H%M%S}"
        self._tell(News(kind=AlertKind.BACK, detail=detail, occasion=occasion, subject=ITSELF), kind, now)
        del self._standing[kind]
        return detail

    def _tell(self, news: News, about: AlertKind, now: datetime) -> None:
        """Owe news to all, of mail that is stuck to whoever is named for it."""
        owed_to_whom = owed_to_fallback if about is AlertKind.MAIL_STUCK else owed_to_all
        self._owe(owed_to_whom(self._settings, news), now)

    def _daily(self, outlook: Outlook, now: datetime) -> None:
        at = self._settings.alerts.daily_at
        moment = None if at is None else newest_daily(at, self._zone, now)
        if moment is None or now - moment > DAILY_WITHIN:
            return
        day = f"{moment.astimezone(self._zone):%Y-%m-%d}"
        # A watch that is just set up goes on from nowhere: its first line comes the day after.
        if day != self._day and outlook.looked is not None:
            news = News(kind=AlertKind.DAILY, detail=daily_line(outlook), occasion=f"daily.{day}", subject=ITSELF)
            self._owe(owed_to_all(self._settings, news), now)
        self._day = day

    def _owe(self, owed: Sequence[Owed], now: datetime) -> None:
        if owed:
            self._overseen.owe(owed, now)


def _told_before(overseen: Overseen) -> Iterator[tuple[AlertKind, datetime]]:
    """Give what was wrong when the tracker ran last, and was not told to be over."""
    for kind in _OVER:
        told = overseen.latest_news(kind)
        since = _moment_of(told)
        if since is not None and not overseen.was_told(None, [f"{AlertKind.BACK}.{told}"]):
            yield kind, since


def _moment_of(occasion: str) -> datetime | None:
    """Give the time in which an occasion ends; None where it has none: that must not keep the tracker from starting."""
    try:
        return datetime.strptime(occasion.rpartition(".")[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


_OVER = {
    AlertKind.OFFLINE: "sites answer again",
    AlertKind.BLIND: "pages can be read again",
    AlertKind.MAIL_STUCK: "mail leaves again",
}


def offline(outlook: Outlook, awake: datetime, patience: timedelta) -> Trouble | None:
    """Tell whether no site answers: looks on two of them at least, or on the only one, were all in vain so long.

    Args:
        awake: since when looks were made without a rest: what was not looked at says nothing.
    """
    silence = outlook.unanswered
    if silence.since is None or silence.last is None or not _is_general(silence.hosts, outlook):
        return None
    if silence.last - max(silence.since, awake) < patience:
        return None
    whom = "none of the sites it looked at" if silence.hosts > 1 else "the only site it looks at"
    detail = f"no answer since {_utc(silence.since)}: {whom} answers; is this machine's network up?"
    return Trouble(kind=AlertKind.OFFLINE, since=silence.since, detail=detail)


def blind(outlook: Outlook, awake: datetime, patience: timedelta) -> Trouble | None:
    """Tell whether sites answer so long, and no look saw an article's text; of one article alone its own news tell."""
    silence, answered = outlook.unread, outlook.answered
    if silence.since is None or silence.last is None or answered is None or not _is_general(silence.hosts, outlook):
        return None
    if silence.articles < 2 or min(silence.last, answered) - max(silence.since, awake) < patience:
        return None
    detail = f"sites answer, but no article could be read since {_utc(silence.since)}, of {silence.articles} looked at"
    return Trouble(kind=AlertKind.BLIND, since=silence.since, detail=detail)


def stuck(outlet: Outlet, awake: datetime, now: datetime, patience: timedelta) -> Trouble | None:
    """Tell whether mail cannot be sent so long: it is tried in vain, refused to all for good, or not even tried.

    Args:
        awake: since when we are at work without a rest: what lay there meanwhile says nothing.
    """
    tried = min((tried_since(one.created, one.attempts, one.next_try) for one in outlet.tried), default=now)
    refused = sorted(owed for _, owed in outlet.refused)
    overdue = [outlet.overdue] if outlet.overdue is not None else []
    is_recent = bool(refused) and now - refused[-1] <= REFUSED_WITHIN
    causes = (
        (tried, tried, "mail cannot be sent: the oldest alert waits since"),
        *((one, one, "every mail is refused for good, since") for one in refused[:1] if is_recent),
        *((one, max(one, awake), "alerts are due and not even tried, the oldest since") for one in overdue),
    )
    for since, counted, words in causes:
        if now - counted >= patience:
            return Trouble(kind=AlertKind.MAIL_STUCK, since=since, detail=f"{words} {_utc(since)}; see: tracker alerts")
    return None


def _is_general(hosts: int, outlook: Outlook) -> bool:
    return hosts >= 2 or hosts == outlook.hosts == 1


def _is_over(kind: AlertKind, since: datetime, outlook: Outlook, outlet: Outlet) -> bool:
    """Whether the contrary was seen; that nothing is seen is no end."""
    if kind is AlertKind.MAIL_STUCK:
        is_left_lying = outlet.overdue is not None and outlet.overdue <= since
        return not (outlet.tried or outlet.refused or is_left_lying)
    seen = outlook.answered if kind is AlertKind.OFFLINE else outlook.read
    # An occasion is named by the second.
    return seen is not None and seen - since >= timedelta(seconds=1)


def _works(outlook: Outlook, now: datetime, patience: timedelta) -> bool:
    """Whether the store takes notes, and what is due is looked at."""
    writes = outlook.beat is not None and now - outlook.beat <= STILL_ALIVE
    overdue = outlook.due is not None and now - outlook.due >= patience
    rests = outlook.looked is None or now - outlook.looked >= patience
    return writes and not (overdue and rests)


def newest_daily(at: time, zone: tzinfo, now: datetime) -> datetime:
    """Give the newest moment, not after now, at which it was that time of day in a zone; once on each date.

    A time that a change of clocks leaves out comes an hour later; of one that comes twice it is the first.
    """
    today = now.astimezone(zone).date()
    days = (today - timedelta(days=back) for back in range(3))
    moments = (datetime.combine(day, at, tzinfo=zone).astimezone(UTC) for day in days)
    return next(moment for moment in moments if moment <= now)


def daily_line(outlook: Outlook) -> str:
    """Say in one line that the watch goes on."""
    watched, changes = _counted(outlook.articles, "article"), _counted(outlook.changes, "change")
    unreadable = f"{outlook.unreadable} not readable" if outlook.unreadable else "all of them readable"
    return f"still watching {watched}, {changes} since yesterday, {unreadable}"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
