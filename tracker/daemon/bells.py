"""The bells of the daemon: APScheduler as a ringer and no more, since what is due is asked of the store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from apscheduler.schedulers.background import BackgroundScheduler

from tracker.app.clock import now
from tracker.app.sending import TOLD_BY_RULES
from tracker.model import Channel

logger = logging.getLogger("tracker")

Bell: TypeAlias = tuple[Callable[[], None], float]
"""What is to be done, and how many seconds after the other; it does not raise."""
TICK_SECONDS = 0.25
OUTBOX_SECONDS = 0.5
# Less often than looks at articles: where a host is asked for more than it gives, these get two of three turns.
DISCOVER_SECONDS = 0.5
HEARTBEAT_SECONDS = 30.0
WEIGH_SECONDS = 300.0
WIPE_SECONDS = 600.0
TRIM_SECONDS = 600.0
PRUNE_SECONDS = 24 * 3600.0
INDEX_SECONDS = 1.0
SEAL_SECONDS = 60.0
VIGIL_SECONDS = 60.0
ARCHIVE_SECONDS = 1.0
FEED_SECONDS = 2.0
METRICS_SECONDS = 15.0
HANDS: Final = 24

# One pair of hands serves everybody; those beside it none of whom a message was tried in vain, so that a server that is
# silent for some recipients keeps nobody else waiting. More at once some providers of mail do not allow.
_HANDS_BESIDE = {Channel.MAIL: 2, Channel.WEBHOOK: 2, Channel.APPRISE: 1}
SENT_BY = tuple((channel, beside) for channel in TOLD_BY_RULES for beside in (False, *[True] * _HANDS_BESIDE[channel]))


def bell_ringer(bells: Sequence[Bell]) -> BackgroundScheduler:
    """Build what rings bells in threads of its own, each at once and then in its time; it waits to be started.

    A bell that is late rings once and not never, and none rings again before it was answered.
    """
    scheduler = BackgroundScheduler(
        timezone="UTC",
        # By default a bell that is a second late is dropped.
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        # A pair of hands for every bell: what hangs on a mail server keeps no look waiting.
        executors={"default": {"type": "threadpool", "max_workers": HANDS}},
    )
    for ring, seconds in bells:
        scheduler.add_job(ring, "interval", seconds=seconds, next_run_time=now())
    return scheduler


def ring_all(scheduler: BackgroundScheduler) -> None:
    """Ring every bell now and count from here: else a clock that was set back would keep them silent that long."""
    logger.warning("the clock was set: going on from %s", now().isoformat(timespec="seconds"))
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now())


def safely(job: Callable[[], None]) -> Callable[[], None]:
    """Wrap a job of the outermost loop: whatever goes wrong in one is told, and the daemon goes on."""

    def run() -> None:
        try:
            job()
        except Exception:  # The one broad except of the program: months of running must not end with one bug.
            logger.exception("a job failed; the tracker goes on")

    return run
