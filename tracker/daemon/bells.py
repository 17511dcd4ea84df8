"""The bells of the daemon: how often each rings, and who rings them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from apscheduler.schedulers.background import BackgroundScheduler

from tracker.app.clock import now

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
SEAL_SECONDS = 60.0
VIGIL_SECONDS = 60.0
ARCHIVE_SECONDS = 1.0
FEED_SECONDS = 2.0
METRICS_SECONDS = 15.0
HANDS = 24


def rung(bells: Iterable[tuple[Callable[[], None], float]]) -> BackgroundScheduler:
    """Give a scheduler that rings each bell so often in seconds, for the first time at once; begun by the caller."""
    # A bell that was late must ring once, not never: by default one that is a second late is dropped.
    scheduler = BackgroundScheduler(
        timezone="UTC",
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        # A pair of hands for every bell: what hangs on a mail server keeps no look waiting.
        executors={"default": {"type": "threadpool", "max_workers": HANDS}},
    )
    for job, seconds in bells:
        scheduler.add_job(job, "interval", seconds=seconds, next_run_time=now())
    return scheduler


def ring_all(scheduler: BackgroundScheduler) -> None:
    """Ring every bell now and count from here: else a clock that was set back would keep them silent that long."""
    logger.warning("the clock was set: going on from %s", now().isoformat(timespec="seconds"))
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now())
