"""What the jobs ask of the world. The edges answer these; a test's small world does too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias, TypeVar

from tracker.jobs.reading import Reading
from tracker.model import (
    AlertKind,
    Article,
    Batch,
    Capture,
    Channel,
    Claim,
    Decision,
    Delivery,
    Elsewhere,
    Host,
    HostClaim,
    Memory,
    Message,
    Mute,
    Opening,
    PageState,
    Report,
    Request,
    Story,
    Surroundings,
    Telling,
    Version,
    WatchKind,
)

M_contra = TypeVar("M_contra", contravariant=True)


class Clock(Protocol):
    """Tells the present: aware, UTC."""

    def __call__(self) -> datetime:
        """Give the present."""
        ...


class Fetcher(Protocol):
    """Makes one GET through the gate."""

    def fetch(self, request: Request) -> Capture:
        """Give any answer as a Capture.

        Raises:
            FetchError: there was no answer that could be kept.
        """
        ...


class Reader(Protocol):
    """Reads a page in a child process that it may kill."""

    def read(
        self,
        capture: Capture,
        memory: Memory | None,
        kind: WatchKind,
        now: datetime,
        *,
        whole: bool = False,
        wanted: frozenset[str] = frozenset(),
    ) -> Reading:
        """Give the page's state and story.

        Args:
            whole: give all words of the page too.
            wanted: keys of lines to look for all over the page.

        Raises:
            ReadingError: the page killed its reader, or took too long.
        """
        ...


class Watches(Protocol):
    """The record as a poll sees it."""

    def claim_due(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Claim, ...]:
        """Take up to `limit` articles that are due, at most one a host, hottest first."""
        ...

    def claim(self, article_id: int, now: datetime, *, lease: timedelta) -> Claim | None:
        """Take one article whatever its plan; None while its host is not ready or someone else looks at either.

        Raises:
            NotFoundError: no such article.
        """
        ...

    def record(self, report: Report) -> Version | None:
        """Write all that a visit taught, durably, in one transaction; give the new version where there is one.

        A report with a stale token changes nothing and gives None.
        """
        ...

    def surroundings(
        self, article_id: int, now: datetime, *, held_since: datetime | None, lines: Collection[str]
    ) -> Surroundings:
        """Give what the host's other articles and an article's last hour say of a difference.

        Args:
            held_since: when the difference was first seen; None where it is new.
            lines: keys of all lines that may differ: of others nothing is told.
        """
        ...

    def newest_page(self, article_id: int) -> Capture | None:
        """Give the page that the newest version was read from; None where it is not kept."""
        ...

    def elsewhere(self, article_id: int, since: datetime, until: datetime) -> Elsewhere:
        """Tell what looks at other articles say of a time in which this one could not be read."""
        ...

    def was_told(self, article_id: int, occasions: Sequence[str]) -> bool:
        """Tell whether an alert of an article was owed to anybody for one of these occasions."""
        ...

    def told_since(self, article_id: int, kind: AlertKind, since: datetime) -> bool:
        """Tell whether an alert of a kind about an article was owed to anybody since a moment."""
        ...

    def is_site_told(self, article_id: int, state: PageState, kind: AlertKind) -> bool:
        """Tell whether an alert of a kind was owed for another article of the same host in such a state."""
        ...

    def release(self, claim: Claim) -> None:
        """Give a claim back unused: the article is due again at once."""
        ...

    def tag(self, article_id: int, tags: Iterable[str]) -> None:
        """Give an article exactly these tags.

        Raises:
            NotFoundError: no such article.
        """
        ...

    def limit(self, article_id: int, until: datetime, now: datetime) -> None:
        """Let the watch of an article end at a moment, with a last look then; at once where it has passed."""
        ...

    def claim_host(self, name: str, now: datetime, *, lease: timedelta) -> HostClaim | None:
        """Take the right to ask a host once; None while someone else has it, or while the host is not ready."""
        ...

    def release_host(self, claim: HostClaim, host: Host | None) -> None:
        """Give a host back, with how we stand with it now; None where nothing was asked of it.

        A stale claim changes nothing.
        """
        ...

    def robots(self, name: str) -> bytes | None:
        """Give the robots.txt of a host as it was kept; None where none is."""
        ...

    def keep_robots(self, name: str, body: bytes, now: datetime) -> None:
        """Keep the robots.txt of a host whose lease the caller holds."""
        ...

    def hasten(self, article_id: int, now: datetime, *, why: str) -> bool:
        """Look at an article at once because a hint says that it changed; tells whether that moved its plan.

        One whose watch had ended is taken up again. What a person put to rest stays there.

        Raises:
            NotFoundError: no such article.
        """
        ...

    def open_watch(self, opening: Opening) -> Article:
        """Put an article under watch together with its first report, all or nothing.

        Raises:
            AlreadyWatchedError: the address is under watch.
        """
        ...

    def host(self, name: str, now: datetime) -> Host:
        """Give what is known of a host; a fresh one, ready now, where nothing is."""
        ...


class Record(Protocol):
    """What is known of an article, for whoever tells of it."""

    def article(self, article_id: int) -> Article:
        """Give one article.

        Raises:
            NotFoundError: no such article.
        """
        ...

    def versions(self, article_id: int) -> Sequence[Version]:
        """Give an article's versions, oldest first."""
        ...

    def story(self, article_id: int, number: int) -> Story:
        """Give a version's story.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: it does not read back.
        """
        ...

    def story_before(self, article_id: int, number: int) -> Story:
        """Give a version's story as the one after it is to be compared with; errors as `story`."""
        ...

    def site_lines(self, article_id: int) -> frozenset[str]:
        """Give the keys of all lines known to be those of an article's site."""
        ...


class Outbox(Record, Protocol):
    """The record as those see it who tell people: what is owed, decided and sent."""

    def claim_batch(self, now: datetime, *, channel: Channel, lease: timedelta) -> Batch | None:
        """Lease all that is due for one recipient of a channel, whoever waited longest; None where nothing is due.

        Nothing of it, and nothing else of this recipient, is given to anybody else until the lease is over.
        """
        ...

    def decide(self, batch: Batch, decisions: Sequence[Decision], now: datetime) -> None:
        """Write what becomes of a batch, in one transaction; a stale lease changes nothing.

        What is to be told waits to be claimed as a message then; a digest gets a delivery of its own to carry it.
        """
        ...

    def claim_telling(self, now: datetime, *, channel: Channel, lease: timedelta, well: bool = False) -> Telling | None:
        """Lease the message that waits longest, with all that it tells; it counts as tried. None where none waits.

        The delivery that carries it comes last. One message a recipient at a time, so that they leave in order; those
        of whom nothing was tried in vain go first, and with `well` nobody else is served.
        """
        ...

    def standing_mutes(self) -> tuple[Mute, ...]:
        """Give all mutes that nobody ended, those too whose time is over."""
        ...

    def delivered(self, carrier: Delivery, now: datetime, *, told: str) -> None:
        """Note that it was taken, and open the windows of its stories."""
        ...

    def postponed(self, carrier: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it did not leave, and when to try again: it is claimed as it is then."""
        ...

    def waits(self, carrier: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it was not tried but looked after, and when to look again: no try is counted."""
        ...

    def kept_quiet(self, carrier: Delivery, until: datetime, *, told: str) -> None:
        """Note that it waits for the end of quiet hours, and is not stuck."""
        ...

    def failed(self, carrier: Delivery, *, told: str) -> None:
        """Note that it failed for good."""
        ...

    def silenced(self, carrier: Delivery, *, told: str) -> None:
        """Note that there was nothing to tell after all."""
        ...


class Sender(Protocol[M_contra]):
    """Hands one message of its channel over."""

    def send(self, message: M_contra) -> str:
        """Hand the message over; give the other side's words.

        Raises:
            TemporaryDeliveryError: worth another try.
            PermanentDeliveryError: the other side said never.
        """
        ...


Mailer: TypeAlias = Sender[Message]
"""Hands one mail over."""
