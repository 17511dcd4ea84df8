"""The rounds of the daemon: looking at what is due, sending what is owed, answering verbs, until told to leave."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.planning import host_loads
from tracker.app.requests import SOCKET_NAME, answered
from tracker.app.retention import finish, prune_daily
from tracker.app.sending import TOLD_BY_RULES, send_owed
from tracker.app.wiring import furnish
from tracker.daemon import telling
from tracker.daemon.clock_watch import ClockWatch
from tracker.daemon.shifts import Shift, Shifts
from tracker.daemon.signals import Signals
from tracker.edges.control import ControlServer
from tracker.edges.lock import StoreLock
from tracker.edges.store import Store
from tracker.errors import ConfigurationError
from tracker.jobs.discover import claim_lead, discover, settle
from tracker.jobs.poll import poll
from tracker.jobs.robots import robots_first
from tracker.jobs.sealing import seal, stamp
from tracker.model import Channel, Claim, Settings
from tracker.model.source import Lead
from tracker.view.records import JSON

logger = logging.getLogger("tracker")

TICK_SECONDS = 0.25
OUTBOX_SECONDS = 0.5
# Less often than looks at articles: where a host is asked for more than it gives, these get two of three turns.
DISCOVER_SECONDS = 0.5
HEARTBEAT_SECONDS = 30.0
WEIGH_SECONDS = 300.0
WIPE_SECONDS = 600.0
PRUNE_SECONDS = 24 * 3600.0
INDEX_SECONDS = 1.0
INDEXED_AT_ONCE = 64
SEAL_SECONDS = 60.0
VIGIL_SECONDS = 60.0
ARCHIVE_SECONDS = 1.0
FEED_SECONDS = 2.0
IN_HAND_SECONDS = 10.0
DELIVERIES_AT_ONCE = 20
HANDS = 24

# One pair of hands serves everybody; those beside it none of whom a message was tried in vain, so that a server that is
# silent for some recipients keeps nobody else waiting. More at once some providers of mail do not allow.
_HANDS_BESIDE = {Channel.MAIL: 2, Channel.WEBHOOK: 2, Channel.APPRISE: 1}
_SENT_BY = tuple((channel, beside) for channel in TOLD_BY_RULES for beside in (False, *[True] * _HANDS_BESIDE[channel]))


class Daemon:
    """Looks at what is due, sends what is owed, and answers the verbs until it is told to leave.

    Args:
        load: reads the settings anew; called on SIGHUP.
    """

    def __init__(self, settings: Settings, load: Callable[[], Settings]) -> None:
        self._settings = settings
        self._load = load
        self._leaving = threading.Event()
        self._settled = False
        self._all_indexed = False
        self._shifts: Shifts
        self._signals: Signals

    def run(self) -> int:
        """Run until SIGTERM or SIGINT and give the exit code.

        Raises:
            StoreBusyError: another process holds the store.
        """
        folder = Path(self._settings.data)
        with StoreLock(folder), Store.open(folder, clock=now) as store:
            self._signals = Signals()
            self._shifts = Shifts(furnish(self._settings, store))
            self._watch_over(folder)
            self._signals.close()
        return self._exit_code

    @property
    def _exit_code(self) -> int:
        return 130 if self._signals.leave == signal.SIGINT else 0

    def _watch_over(self, folder: Path) -> None:
        scheduler = self._bells()
        server = ControlServer(folder / SOCKET_NAME, self._answer)
        scheduler.start()
        logger.info("watching pid=%d data=%s", os.getpid(), folder)
        watch = ClockWatch()
        while not self._signals.leave:
            self._signals.wait(1.0)
            if self._signals.reload:
                _safely(self._reload)()
            jump = watch.look()
            if jump.rings:
                _ring_all(scheduler)
            if jump.step:
                _safely(partial(self._inside, partial(_move_plans, jump.step)))()
        self._leave(scheduler, server)

    def _leave(self, scheduler: BackgroundScheduler, server: ControlServer) -> None:
        """Finish what is in hand: a look that is being recorded, a mail that is being sent, a verb that waits."""
        _safely(partial(self._inside, lambda shift: shift.house.keep_budget()))()
        self._leaving.set()
        scheduler.shutdown(wait=False)
        if not self._shifts.finish(IN_HAND_SECONDS):
            # Nothing is closed under those who are still at work: what they hold is a lease, and ends with us.
            logger.warning(
                "left in the middle in_hand=%d: it is taken up again at the next start", self._shifts.at_work
            )
            logging.shutdown()
            os._exit(self._exit_code)
        server.close()
        logger.info("left in_hand=0")

    def _bells(self) -> BackgroundScheduler:
        # A bell that was late must ring once, not never: by default one that is a second late is dropped.
        scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            # A pair of hands for every bell: what hangs on a mail server keeps no look waiting.
            executors={"default": {"type": "threadpool", "max_workers": HANDS}},
        )
        bells: tuple[tuple[Callable[[Shift], None], float], ...] = (
            (self._tick, TICK_SECONDS),
            *((partial(self._send, channel, beside), OUTBOX_SECONDS) for channel, beside in _SENT_BY),
            (self._weigh, WEIGH_SECONDS),
            (self._discover, DISCOVER_SECONDS),
            (self._heartbeat, HEARTBEAT_SECONDS),
            (self._wipe, WIPE_SECONDS),
            (self._prune, PRUNE_SECONDS),
            (self._index, INDEX_SECONDS),
            (self._seal, SEAL_SECONDS),
            (self._stamp, SEAL_SECONDS),
            (self._watch_over_ourselves, VIGIL_SECONDS),
            (self._archive, ARCHIVE_SECONDS),
            (self._feed, FEED_SECONDS),
        )
        for job, seconds in bells:
            ring = _safely(partial(self._inside, job))
            scheduler.add_job(ring, "interval", seconds=seconds, next_run_time=now())
        return scheduler

    def _inside(self, job: Callable[[Shift], None]) -> None:
        """Do a round with the settings that hold now; none begins once we are to leave."""
        with self._shifts.inside() as shift:
            if not self._leaving.is_set():
                job(shift)

    def _tick(self, shift: Shift) -> None:
        """Take what is due, as much as there are hands free, and look at it."""
        run, store = shift.house.settings.run, shift.house.store
        room, hands = shift.house.world.budget.room(now()), max(run.workers - shift.looks, 0)
        for claim in store.claim_due(now(), limit=hands if room is None else min(hands, room), lease=run.lease):
            shift.pool.submit(_safely(partial(self._look, claim, self._shifts.enter(looks=1))))

    def _look(self, claim: Claim, shift: Shift) -> None:
        try:
            if (allowed := robots_first(claim, shift.house.world)) is not None:
                telling.tell_visit(allowed, poll(allowed, shift.house.world))
        finally:
            self._shifts.leave(shift, looks=1)

    def _send(self, channel: Channel, beside: bool, shift: Shift) -> None:
        """Tell what is owed by one channel; each has its own bells, so that a slow one delays no other."""
        stop = self._leaving.is_set
        send_owed(shift.house, channel, clock=now, limit=DELIVERIES_AT_ONCE, stop=stop, well=beside)

    def _discover(self, shift: Shift) -> None:
        """Follow what the configuration names, and look at places where articles may be found, as hands are free."""
        house = shift.house
        if not self._settled:
            self._settled = True
            for found in settle(house.settings.watches, house.scouting, find=house.record.find):
                telling.tell_settled(found)
        while house.settings.run.workers > shift.looks and (lead := claim_lead(house.scouting)) is not None:
            shift.pool.submit(_safely(partial(self._scout, lead, self._shifts.enter(looks=1))))

    def _scout(self, lead: Lead, shift: Shift) -> None:
        try:
            telling.tell_discovery(discover(lead, shift.house.scouting))
        finally:
            self._shifts.leave(shift, looks=1)

    def _weigh(self, shift: Shift) -> None:
        """Weigh what is planned for each host against what it allows."""
        shift.house.world.budget.weigh(host_loads(shift.house.store, shift.house.settings.fetch))

    def _heartbeat(self, shift: Shift) -> None:
        shift.house.store.beat(now())
        shift.house.keep_budget()

    def _wipe(self, shift: Shift) -> None:
        """Finish what a redaction could not wipe yet."""
        telling.tell_unwiped(finish(shift.house)[0])

    def _prune(self, shift: Shift) -> None:
        """Drop the raw pages that are older than the settings keep them."""
        telling.tell_pruned(prune_daily(shift.house, now(), stop=self._leaving.is_set))

    def _index(self, shift: Shift) -> None:
        """Make searchable what an older tracker kept, a little at a time; once all is, nothing is asked any more."""
        if not self._all_indexed:
            self._all_indexed = shift.house.store.index_older(limit=INDEXED_AT_ONCE) == 0

    def _seal(self, shift: Shift) -> None:
        """Close and hash the days that have ended."""
        for day in seal(shift.house.store, now):
            telling.tell_day(day)

    def _stamp(self, shift: Shift) -> None:
        """Have the newest day stamped by the server that is named; one that is down or lies stops nothing."""
        if shift.house.stamper is not None:
            telling.tell_stamp(stamp(shift.house.store, shift.house.stamper, now))

    def _watch_over_ourselves(self, shift: Shift) -> None:
        """Tell where we are offline, blind or cannot mail; give a sign of life where all is well."""
        said, pulse = shift.house.vigil.keep(now()), shift.house.pulse
        telling.tell_vigil(said)
        if pulse is not None:
            telling.tell_pulse(pulse.give(now(), well=said.well))

    def _archive(self, shift: Shift) -> None:
        """Have versions saved by the web archive, and look what became of those that it was asked for."""
        if shift.house.archiver is not None:
            shift.house.archiver.work(limit=DELIVERIES_AT_ONCE, stop=self._leaving.is_set)

    def _feed(self, shift: Shift) -> None:
        """Write the feeds of articles that have new versions."""
        shift.house.feeds.write_due()

    def _answer(self, request: dict[str, JSON]) -> dict[str, JSON]:
        with self._shifts.inside() as shift:
            return answered(Newsdesk(shift.house, self._leaving), request)

    def _reload(self) -> None:
        # Put down first: a signal that comes while the file is being read asks for another reading.
        self._signals.reload = False
        try:
            settings = self._load()
            self._check_folder(settings)
        except ConfigurationError as error:
            logger.warning("the new configuration is refused, the old one is kept: %s", error)
            return
        with self._shifts.inside() as shift:
            shift.house.keep_budget()
            self._shifts.change(furnish(settings, shift.house.store))
        self._settings = settings
        self._settled = False
        logger.info("reloaded %s", settings.source)

    def _check_folder(self, settings: Settings) -> None:
        if settings.data != self._settings.data:
            mistake = f"data: the folder of a running tracker is {self._settings.data}; restart it to use another"
            raise ConfigurationError(str(settings.source), (mistake,))


def _move_plans(step: timedelta, shift: Shift) -> None:
    """Move what is planned with a clock that was set; a machine that slept is no such clock."""
    shift.house.store.shift_plans(step)
    logger.warning("the clock was set by %d s: all plans were moved with it", step.total_seconds())


def _ring_all(scheduler: BackgroundScheduler) -> None:
    """Ring every bell now and count from here: else a clock that was set back would keep them silent that long."""
    logger.warning("the clock was set: going on from %s", now().isoformat(timespec="seconds"))
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now())


def _safely(job: Callable[[], None]) -> Callable[[], None]:
    """Wrap a job of the outermost loop: whatever goes wrong in one is told, and the daemon goes on."""

    def run() -> None:
        try:
            job()
        except Exception:  # The one broad except of the program: months of running must not end with one bug.
            logger.exception("a job failed; the tracker goes on")

    return run
