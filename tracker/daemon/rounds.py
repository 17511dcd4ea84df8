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
from tracker.app.metrics import LookCounts, metrics_text
from tracker.app.newsdesk import Newsdesk
from tracker.app.requests import PULSE, SOCKET_NAME, answered
from tracker.app.retention import prune_daily
from tracker.app.sending import TOLD_BY_RULES, send_owed
from tracker.app.wiring import House, furnish
from tracker.daemon import bells as every
from tracker.daemon import telling, upkeep
from tracker.daemon.bells import Bell, bell_ringer, ring_all, safely
from tracker.daemon.clock_watch import ClockWatch
from tracker.daemon.measuring import Measuring
from tracker.daemon.progress import TICK, Patience, Progress, pulse
from tracker.daemon.shifts import Shift, Shifts
from tracker.daemon.signals import Signals
from tracker.daemon.watchdog import LifeSign
from tracker.edges.allocator import give_memory_back
from tracker.edges.control import ControlServer
from tracker.edges.lock import StoreLock
from tracker.edges.service_manager import ServiceManager
from tracker.edges.store import Store
from tracker.errors import ConfigurationError
from tracker.jobs.discover import claim_lead, discover, settle
from tracker.jobs.poll import poll
from tracker.jobs.protocols import Clock
from tracker.jobs.robots import robots_first
from tracker.model import Channel, Claim, Settings
from tracker.model.source import Lead
from tracker.view.records import JSON

logger = logging.getLogger("tracker")

IN_HAND_SECONDS = 10.0
DELIVERIES_AT_ONCE, INDEXED_AT_ONCE = 20, 64


class Daemon:
    """Looks at what is due, sends what is owed, and answers the verbs until it is told to leave.

    Args:
        load: reads the settings anew; called on SIGHUP.
        clock: gives the present; the bells of `run` follow the machine's own all the same.
    """

    def __init__(self, settings: Settings, load: Callable[[], Settings], *, clock: Clock = now) -> None:
        self._settings = settings
        self._load = load
        self._clock = clock
        self._leaving = threading.Event()
        self._settled = False
        self._all_indexed = False
        self._watch = ClockWatch()
        self._setting_clock = threading.Lock()
        self._scheduler: BackgroundScheduler | None = None
        self._progress = Progress(channel.value for channel in TOLD_BY_RULES)
        self._patience = Patience.of(settings)
        self._manager = ServiceManager(os.environ)
        self._measuring, self._looks = Measuring(), LookCounts()
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
            telling.tell_clock(store.follow_clock(now()))
            self.begin(furnish(self._settings, store))
            self._watch_over(folder)
            self._signals.close()
        return self._exit_code

    def begin(self, house: House) -> None:
        """Begin to work in a house; `run` does so itself, else whoever rings the bells."""
        give_memory_back()
        house.mirror.catch_up()
        self._shifts = Shifts(house)

    def bells(self) -> tuple[Bell, ...]:
        """Give all rounds, and each how many seconds after the other it is to be done; none raises."""
        rounds: tuple[tuple[Callable[[Shift], None], float], ...] = (
            (self._tick, every.TICK_SECONDS),
            *((partial(self._send, channel, beside), every.OUTBOX_SECONDS) for channel, beside in every.SENT_BY),
            (upkeep.weigh, every.WEIGH_SECONDS),
            (self._discover, every.DISCOVER_SECONDS),
            (partial(upkeep.heartbeat, clock=self._clock), every.HEARTBEAT_SECONDS),
            (upkeep.wipe, every.WIPE_SECONDS),
            (upkeep.trim, every.TRIM_SECONDS),
            (self._prune, every.PRUNE_SECONDS),
            (self._index, every.INDEX_SECONDS),
            (partial(upkeep.seal, clock=self._clock), every.SEAL_SECONDS),
            (partial(upkeep.stamp, clock=self._clock), every.SEAL_SECONDS),
            (partial(upkeep.watch_over_ourselves, clock=self._clock), every.VIGIL_SECONDS),
            (self._archive, every.ARCHIVE_SECONDS),
            (upkeep.feed, every.FEED_SECONDS),
            (self._measure, every.METRICS_SECONDS),
        )
        return tuple((safely(partial(self._inside, job)), seconds) for job, seconds in rounds)

    def move_plans(self, step: timedelta) -> None:
        """Move what is planned with a clock that was set; a machine that slept is no such clock."""
        safely(partial(self._inside, partial(upkeep.move_plans, step=step, clock=self._clock)))()

    def finish(self, seconds: float) -> bool:
        """Begin no round any more, and close the house once nothing is in hand; False where that takes longer."""
        self._leaving.set()
        return self._shifts.finish(seconds)

    @property
    def _exit_code(self) -> int:
        return 130 if self._signals.leave == signal.SIGINT else 0

    @property
    def _doing(self) -> str:
        return f"watching, everything is kept in {self._settings.data}"

    def _watch_over(self, folder: Path) -> None:
        self._scheduler = scheduler = bell_ringer(self.bells())
        server = ControlServer(folder / SOCKET_NAME, self._answer)
        scheduler.start()
        logger.info("watching pid=%d data=%s", os.getpid(), folder)
        life = LifeSign(self._manager, self._progress)
        self._manager.ready(self._doing)
        while not self._signals.leave:
            self._signals.wait(1.0)
            if self._signals.reload:
                safely(self._reload)()
            safely(partial(self._inside, self._mind_clock))()
            life.give(self._patience, doing=self._doing)
        self._leave(scheduler, server)

    def _leave(self, scheduler: BackgroundScheduler, server: ControlServer) -> None:
        """Finish what is in hand: a look that is being recorded, a mail that is being sent, a verb that waits."""
        self._manager.stopping()
        safely(partial(self._inside, lambda shift: shift.house.keep_budget()))()
        scheduler.shutdown(wait=False)
        if not self.finish(IN_HAND_SECONDS):
            # Nothing is closed under those who are still at work: what they hold is a lease, and ends with us.
            logger.warning("left in the middle in_hand=%d: taken up again at the next start", self._shifts.at_work)
            logging.shutdown()
            os._exit(self._exit_code)
        server.close()
        self._measuring.close()
        logger.info("left in_hand=0")

    def _inside(self, job: Callable[[Shift], None]) -> None:
        """Do a round with the settings that hold now; none begins once we are to leave."""
        with self._shifts.inside() as shift:
            if not self._leaving.is_set():
                job(shift)

    def _mind_clock(self, shift: Shift) -> None:
        """Move plans with a clock that was set before a look is made by it; a machine that slept is no such clock."""
        with self._setting_clock:
            jump = self._watch.look()
            if jump.rings and self._scheduler is not None:
                ring_all(self._scheduler)
            if jump.step:
                upkeep.move_plans(shift, jump.step, clock=self._clock)

    def _tick(self, shift: Shift) -> None:
        """Take what is due, as much as there are hands free, and look at it."""
        with self._progress.round(TICK):
            self._mind_clock(shift)
            self._take(shift)

    def _take(self, shift: Shift) -> None:
        run, store = shift.house.settings.run, shift.house.store
        room, hands = shift.house.world.budget.room(self._clock()), max(run.workers - shift.looks, 0)
        for claim in store.claim_due(self._clock(), limit=hands if room is None else min(hands, room), lease=run.lease):
            shift.pool.submit(safely(partial(self._look, claim, self._shifts.enter(looks=1))))

    def _look(self, claim: Claim, shift: Shift) -> None:
        try:
            with self._progress.look():
                if (allowed := robots_first(claim, shift.house.world)) is not None:
                    polled = poll(allowed, shift.house.world)
                    self._looks.count(polled.visit.outcome)
                    telling.tell_visit(allowed, polled)
        finally:
            self._shifts.leave(shift, looks=1)

    def _send(self, channel: Channel, beside: bool, shift: Shift) -> None:
        """Tell what is owed by one channel; each has its own bells, so that a slow one delays no other."""

        def stop() -> bool:
            # Asked before each message: a server that takes its time with each of many is no standstill.
            self._progress.mark(channel.value)
            return self._leaving.is_set()

        with self._progress.round(channel.value):
            send_owed(shift.house, channel, clock=self._clock, limit=DELIVERIES_AT_ONCE, stop=stop, well=beside)

    def _discover(self, shift: Shift) -> None:
        """Follow what the configuration names, and look at places where articles may be found, as hands are free."""
        self._mind_clock(shift)
        house = shift.house
        if not self._settled:
            self._settled = True
            for found in settle(house.settings.watches, house.scouting, find=house.record.find):
                telling.tell_settled(found)
            telling.tell_subscriptions(house.gate.subscriptions.troubles(now=now()))
        while house.settings.run.workers > shift.looks and (lead := claim_lead(house.scouting)) is not None:
            shift.pool.submit(safely(partial(self._scout, lead, self._shifts.enter(looks=1))))

    def _scout(self, lead: Lead, shift: Shift) -> None:
        try:
            with self._progress.look():
                telling.tell_discovery(discover(lead, shift.house.scouting))
        finally:
            self._shifts.leave(shift, looks=1)

    def _prune(self, shift: Shift) -> None:
        """Drop the raw pages that are older than the settings keep them."""
        telling.tell_pruned(prune_daily(shift.house, self._clock(), stop=self._leaving.is_set))

    def _index(self, shift: Shift) -> None:
        """Make searchable what an older tracker kept, a little at a time; once all is, nothing is asked any more."""
        if not self._all_indexed:
            self._all_indexed = shift.house.store.index_older(limit=INDEXED_AT_ONCE) == 0

    def _archive(self, shift: Shift) -> None:
        """Have versions saved by the web archive, and look what became of those that it was asked for."""
        if shift.house.archiver is not None:
            shift.house.archiver.work(limit=DELIVERIES_AT_ONCE, stop=self._leaving.is_set)

    def _measure(self, shift: Shift) -> None:
        """Put numbers where Prometheus finds them."""
        settings, beat = shift.house.settings, pulse(self._progress, self._patience)
        still, hanging = len(beat.standing_still), beat.hanging
        self._measuring.measure(
            settings.metrics,
            lambda: metrics_text(settings, self._looks, standing_still=still, hanging=hanging, now=self._clock()),
        )

    def _answer(self, request: dict[str, JSON]) -> dict[str, JSON]:
        if request.get("verb") == PULSE:
            return {"answer": pulse(self._progress, self._patience).json()}
        with self._shifts.inside() as shift:
            return answered(Newsdesk(shift.house, self._leaving), request)

    def _reload(self) -> None:
        # Put down first: a signal that comes while the file is being read asks for another reading.
        self._signals.reload = False
        self._manager.reloading()
        try:
            self._change(self._load())
        except ConfigurationError as error:
            logger.warning("the new configuration is refused, the old one is kept: %s", error)
        finally:
            self._manager.ready(self._doing)

    def _change(self, settings: Settings) -> None:
        self._check_folder(settings)
        with self._shifts.inside() as shift:
            shift.house.keep_budget()
            self._shifts.change(furnish(settings, shift.house.store))
        self._settings, self._patience = settings, Patience.of(settings)
        self._settled = False
        logger.info("reloaded %s", settings.source)

    def _check_folder(self, settings: Settings) -> None:
        if settings.data != self._settings.data:
            mistake = f"data: the folder of a running tracker is {self._settings.data}; restart it to use another"
            raise ConfigurationError(str(settings.source), (mistake,))
