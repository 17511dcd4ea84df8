"""The daemon: APScheduler rings a few bells; what is due is asked of the store."""

from tracker.daemon.rounds import Daemon
from tracker.daemon.single import run_once

__all__ = ["Daemon", "run_once"]
