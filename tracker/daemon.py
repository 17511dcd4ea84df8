"""The daemon: APScheduler rings a few bells; what is due is asked of the store."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler

from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.requests import SOCKET_NAME, answered
from tracker.app.wiring import House, furnish, furnished
from tracker.edges.control import ControlServer
from tracker.edges.lock import StoreLock
from tracker.edges.store import Store
from tracker.errors import ConfigurationError
from tracker.jobs.discover import discover
from tracker.jobs.notify import notify
from tracker.jobs.poll import Polled, poll
from tracker.model import Claim, Outcome, Settings
from tracker.view.records import JSON

logger = logging.getLogger("tracker")

TICK_SECONDS = 0.25
OUTBOX_SECONDS = 0.5
HEARTBEAT_SECONDS = 30.0
IN_HAND_SECONDS = 10.0
DELIVERIES_AT_ONCE = 20


class Daemon:
    """Looks at what is due, sends what is owed, and answers the verbs until it is told to leave.

    Args:
        load: reads the settings anew; called on SIGHUP.
    """

    def __init__(self, settings: Settings, load: Callable[[], Settings]) -> None:
        self._settings = settings
        self._load = load
        self._leaving = threading.Event()
        self._told = threading.Event()
        self._reload_wanted = False
        self._signal = 0
        self._in_hand: dict[Future[None], Claim] = {}
        self._hands = threading.Lock()
        self._house: House
        self._pool: ThreadPoolExecutor

    def run(self) -> int:
        """Run until SIGTERM or SIGINT and give the exit code.

        Raises:
            StoreBusyError: another process holds the store.
        """
        folder = Path(self._settings.data)
        with StoreLock(folder):
            store = Store.open(folder, clock=now)
            try:
                self._watch_over(store, folder)
            finally:
                store.close()
        if self._in_hand:  # A look that outlasts its welcome must not keep the process: its lease will end.
            os._exit(self._exit_code)
        return self._exit_code

    def run_once(self) -> int:
        """Look at all that is due, send what is owed, and leave; gives the exit code.

        Raises:
            StoreBusyError: another process holds the store.
        """
        folder = Path(self._settings.data)
        with StoreLock(folder), furnished(self._settings) as house:
            _look_at_all_due(house)
            while notify(
                outbox=house.store, mailer=house.mailer, settings=house.settings, clock=now, limit=DELIVERIES_AT_ONCE
            ):
                pass
        return 0

    @property
    def _exit_code(self) -> int:
        return 130 if self._signal == signal.SIGINT else 0

    def _watch_over(self, store: Store, folder: Path) -> None:
        self._move_in(furnish(self._settings, store))
        scheduler = self._bells()
        server = ControlServer(folder / SOCKET_NAME, self._answer)
        self._mind_signals()
        scheduler.start()
        logger.info("watching pid=%d data=%s", os.getpid(), folder)
        try:
            while not self._leaving.is_set():
                self._told.wait()
                self._told.clear()
                _safely(self._reload_if_wanted)()
        finally:
            scheduler.shutdown(wait=False)
            self._finish_in_hand()
            server.close()
            self._house.close()
            logger.info("left in_hand=%d", len(self._in_hand))

    def _move_in(self, house: House) -> None:
        self._house = house
        self._pool = ThreadPoolExecutor(house.settings.run.workers, thread_name_prefix="poll")
        self._pool.submit(_safely(self._discover))

    def _discover(self) -> None:
        """Put under watch what the configuration names and is not known yet."""
        house = self._house
        for found in discover(house.world, is_known=lambda address: bool(house.record.find(address))):
            if found.article is not None:
                logger.info("watching article=%d url=%s", found.article.id, found.url)
            else:
                logger.warning("not watched url=%s why=%s", found.url, found.reason)

    def _bells(self) -> BackgroundScheduler:
        # A bell that was late must ring once, not never: by default one that is a second late is dropped.
        scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        bells = ((self._tick, TICK_SECONDS), (self._send, OUTBOX_SECONDS), (self._heartbeat, HEARTBEAT_SECONDS))
        for job, seconds in bells:
            scheduler.add_job(_safely(job), "interval", seconds=seconds, next_run_time=now())
        return scheduler

    def _tick(self) -> None:
        """Take what is due, as much as there are hands free, and look at it."""
        free = self._house.settings.run.workers - len(self._in_hand)
        if free <= 0 or self._leaving.is_set() or self._reload_wanted:
            return
        for claim in self._house.store.claim_due(now(), limit=free, lease=self._house.settings.run.lease):
            with self._hands:
                future = self._pool.submit(_safely(partial(self._poll, claim)))
                self._in_hand[future] = claim
            future.add_done_callback(self._put_down)

    def _put_down(self, future: Future[None]) -> None:
        with self._hands:
            claim = self._in_hand.pop(future, None)
        if claim is not None and future.cancelled():
            self._house.store.release(claim)

    def _poll(self, claim: Claim) -> None:
        _log_visit(claim, poll(claim, self._house.world))

    def _send(self) -> None:
        house = self._house
        notify(
            outbox=house.store,
            mailer=house.mailer,
            settings=house.settings,
            clock=now,
            limit=DELIVERIES_AT_ONCE,
            stop=self._leaving.is_set,
        )

    def _heartbeat(self) -> None:
        self._house.store.beat(now())

    def _answer(self, request: dict[str, JSON]) -> dict[str, JSON]:
        return answered(Newsdesk(self._house, self._leaving), request)

    def _mind_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_leave)
        signal.signal(signal.SIGHUP, self._on_reload)

    def _on_leave(self, number: int, _frame: FrameType | None) -> None:
        if self._leaving.is_set():
            os._exit(128 + number)
        self._signal = number
        self._leaving.set()
        self._told.set()

    def _on_reload(self, _number: int, _frame: FrameType | None) -> None:
        self._reload_wanted = True
        self._told.set()

    def _reload_if_wanted(self) -> None:
        if not self._reload_wanted or self._leaving.is_set():
            return
        try:
            self._reload()
        except ConfigurationError as error:
            logger.warning("the new configuration is refused, the old one is kept: %s", error)
        finally:
            self._reload_wanted = False

    def _reload(self) -> None:
        settings = self._load()
        if settings.data != self._settings.data:
            mistake = f"data: the folder of a running tracker is {self._settings.data}; restart it to use another"
            raise ConfigurationError(str(settings.source), (mistake,))
        self._finish_in_hand()
        old, self._settings = self._house, settings
        self._move_in(furnish(settings, old.store))
        old.close()
        logger.info("reloaded %s", settings.source)

    def _finish_in_hand(self) -> None:
        with self._hands:
            pending = list(self._in_hand)
        self._pool.shutdown(wait=False, cancel_futures=True)
        wait(pending, timeout=IN_HAND_SECONDS)


def _look_at_all_due(house: House) -> None:
    """Look at each article that is due, once: where looks take longer than the pause between them, this ends too."""
    workers, seen = house.settings.run.workers, set[int]()
    with ThreadPoolExecutor(workers) as pool:
        while True:
            claims = house.store.claim_due(now(), limit=workers + len(seen), lease=house.settings.run.lease)
            fresh = [claim for claim in claims if claim.article.id not in seen]
            for claim in claims:
                if claim not in fresh:
                    house.store.release(claim)
            if not fresh:
                return
            seen.update(claim.article.id for claim in fresh)
            for claim, polled in zip(fresh, pool.map(lambda one: poll(one, house.world), fresh), strict=True):
                _log_visit(claim, polled)


def _safely(job: Callable[[], None]) -> Callable[[], None]:
    """Wrap a job of the outermost loop: whatever goes wrong in one is told, and the daemon goes on."""

    def run() -> None:
        try:
            job()
        except Exception:  # The one broad except of the program: months of running must not end with one bug.
            logger.exception("a job failed; the tracker goes on")

    return run


def _log_visit(claim: Claim, polled: Polled) -> None:
    visit, plan = polled.visit, polled.plan
    level = logging.WARNING if visit.outcome is Outcome.FAILED else logging.INFO
    logger.log(
        level,
        "visited article=%d outcome=%r version=%s next=%s reason=%r why=%r",
        claim.article.id,
        visit.outcome.value,
        visit.version,
        plan.at.isoformat(timespec="seconds") if plan.at else "never",
        visit.reason,
        plan.why,
    )
