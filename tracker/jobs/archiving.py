"""New versions saved by the Wayback Machine too: begun, looked after and noted, one short request at a time.

A job that is under way stands in the words of its delivery, so that a restart looks after it and begins none anew. The
archive saves the page as it is now: of several versions of a story that wait, the newest is saved.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Protocol

from tracker.errors import DeliveryError, NotFoundError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.jobs.backing_off import FIRST_PAUSE, is_given_up, next_try
from tracker.jobs.protocols import Clock, Outbox
from tracker.model import Channel, Delivery, Settings, Telling
from tracker.model.archiving import Saved, SaveJob, Saving, Unsaved

FIRST_LOOK = timedelta(seconds=10)
"""No page is saved sooner."""
SELDOMEST_LOOK = timedelta(hours=1)
# Where a copy is older than this before the version, it shows another text.
CLOCKS_APART = timedelta(minutes=1)
_NOTHING = timedelta(0)

_JOB = re.compile(r"being saved: job (?P<id>\S+), begun (?P<begun>\S+Z)")


class Archive(Protocol):
    """The archive, asked one thing at a time."""

    def wait(self, now: datetime) -> timedelta:
        """Give how long to wait before `begin` may be called; zero: it may now."""
        ...

    def resume(self, job: SaveJob) -> None:
        """Count a job that was begun before a restart."""
        ...

    def begin(self, url: str, now: datetime) -> SaveJob:
        """Have one page saved; give the job to look for.

        Raises:
            TemporaryDeliveryError, PermanentDeliveryError: it is not saved, for now or for good.
        """
        ...

    def look(self, job: SaveJob, now: datetime) -> Saved | Saving | Unsaved:
        """Look what became of a job.

        Raises:
            TemporaryDeliveryError: nobody said; the job may go on.
        """
        ...


@dataclass(kw_only=True)
class Archiver:
    """What saves versions. One thread at a time asks it.

    Attributes:
        slot: when the last page was put off to that could not be begun at once: the next waits behind it.
    """

    outbox: Outbox
    archive: Archive
    settings: Settings
    clock: Clock
    slot: datetime | None = None

    def work(self, *, limit: int, stop: Callable[[], bool] = lambda: False) -> int:
        """Begin what is due and look after what was begun, `limit` requests at most; give how many were made.

        Raises:
            StoreError: what was done could not be noted.
        """
        while not stop() and self._decided():
            pass
        for made in range(limit):
            if stop() or not self._worked():
                return made
        return limit

    def _decided(self) -> bool:
        """Decide on all versions that are due: one page a story."""
        now = self.clock()
        batch = self.outbox.claim_batch(now, channel=Channel.ARCHIVE, lease=self.settings.run.lease)
        if batch is None:
            return False
        due = sorted(batch.due, key=lambda one: (one.article_id or 0, one.version or 0, one.id))
        stories = groupby(due, key=lambda one: one.article_id)
        self.outbox.decide(batch, [Telling(deliveries=tuple(story)) for _, story in stories], now)
        return True

    def _worked(self) -> bool:
        """Do the next step of the delivery that waits longest; False where none waits."""
        now = self.clock()
        telling = self.outbox.claim_telling(now, channel=Channel.ARCHIVE, lease=self.settings.run.lease)
        if telling is None:
            return False
        carrier = telling.deliveries[-1]
        job = job_of(carrier.told)
        try:
            self._begin(carrier, now) if job is None else self._look(carrier, job, now)
        except (PermanentDeliveryError, NotFoundError) as error:
            self.outbox.failed(carrier, told=str(error))
        except TemporaryDeliveryError as error:
            self._later(carrier, job, error)
        return True

    def _begin(self, carrier: Delivery, now: datetime) -> None:
        wait = self.archive.wait(now)
        if wait > _NOTHING:
            self.outbox.waits(carrier, self._next_slot(now + wait), told="waits for its turn: the archive's limits")
            return
        if carrier.article_id is None:
            raise NotFoundError(f"alert {carrier.id} tells of no article: there is no page to save")
        job = self.archive.begin(self.outbox.article(carrier.article_id).url, now)
        self.outbox.postponed(carrier, now + FIRST_LOOK, told=job_words(job))

    def _next_slot(self, soonest: datetime) -> datetime:
        """Give each that waits a time of its own, so that hundreds are not asked about again and again."""
        apart = timedelta(minutes=1) / max(self.settings.archive.per_minute, 1)
        waiting = self.slot is not None and self.slot + apart > soonest
        self.slot = self.slot + apart if waiting and self.slot is not None else soonest
        return self.slot

    def _look(self, carrier: Delivery, job: SaveJob, now: datetime) -> None:
        self.archive.resume(job)
        found = self.archive.look(job, now)
        if isinstance(found, Saved):
            self.outbox.delivered(carrier, self.clock(), told=saved_words(found, carrier.created))
        elif isinstance(found, Saving):
            self.outbox.waits(carrier, now + found.wait, told=job_words(job))
        elif found.for_good:
            raise PermanentDeliveryError(found.told)
        else:
            self._later(carrier, None, TemporaryDeliveryError(found.told, wait=found.wait), looked=True)

    def _later(self, carrier: Delivery, job: SaveJob | None, error: DeliveryError, *, looked: bool = False) -> None:
        """Try again: a job whose archive did not answer is looked for again, all else is begun anew.

        Args:
            looked: this was a look at a job, which was counted as it was begun.
        """
        now, looked = self.clock(), looked or job is not None
        tries = carrier.attempts - looked
        wait = error.wait if isinstance(error, TemporaryDeliveryError) else None
        lifetime = self.settings.mail.give_up_after
        by_age = wait is not None or job is not None
        if is_given_up(tries, now - carrier.created, lifetime, asked=by_age):
            self.outbox.failed(carrier, told=f"given up: {error}")
            return
        again = now + wait if wait else _next_look(job, now) if job else next_try(tries, carrier.message_id, now)
        told = f"{job_words(job)}; {error}" if job is not None else str(error)
        (self.outbox.waits if looked else self.outbox.postponed)(carrier, again, told=told)


def _next_look(job: SaveJob, now: datetime) -> datetime:
    """Look for a job more and more seldom, the longer ago it was begun."""
    return now + min(max(now - job.begun, FIRST_PAUSE), SELDOMEST_LOOK)


def job_words(job: SaveJob) -> str:
    """Say that a page is being saved, in words that `job_of` reads back."""
    begun = job.begun.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return f"being saved: job {job.id}, begun {begun}, of {job.url}"


def job_of(told: str) -> SaveJob | None:
    """Give the job that a delivery's words name; None where none is under way."""
    found = _JOB.match(told)
    if found is None:
        return None
    url = told[found.end() :].removeprefix(", of ").partition("; ")[0]
    return SaveJob(id=found["id"], url=url, begun=datetime.fromisoformat(found["begun"]))


def saved_words(saved: Saved, owed: datetime) -> str:
    """Give the address of the copy; where it was made before the version was seen, that too."""
    if saved.at >= owed - CLOCKS_APART:
        return saved.address
    return f"{saved.address} (made at {saved.at:%Y-%m-%d %H:%M} UTC, before this version was seen)"
