"""What the system says of its own clock: whether something keeps it to the time of the world, and how closely.

Linux alone is asked; elsewhere the answer is that it is unknown.
Source: adjtimex(2).
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

from tracker.model import ClockState

Clock = tuple[ClockState, float | None]
"""The state, and the largest error in seconds that the system admits to; None where it is not synchronized."""

UNKNOWN: Clock = (ClockState.UNKNOWN, None)

_STA_UNSYNC = 0x0040
_TIME_ERROR = 5


class _Timex(ctypes.Structure):
    """The first fields of Linux' `struct timex`, with more than enough room for the rest."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 512),
    )


def system_clock() -> Clock:
    """Ask the system how it stands with its clock; nothing is set by it."""
    if sys.platform != "linux":
        return UNKNOWN
    timex = _Timex()
    return told_of(_adjtimex(timex), int(timex.status), int(timex.maxerror))


def told_of(state: int, status: int, maxerror: int) -> Clock:
    """Give what an answer of adjtimex(2) means.

    Args:
        state: what it returned; below zero it could not answer.
        maxerror: in microseconds.
    """
    if state < 0:
        return UNKNOWN
    if state == _TIME_ERROR or status & _STA_UNSYNC:
        return ClockState.UNSYNCHRONIZED, None
    return ClockState.SYNCHRONIZED, maxerror / 1_000_000


def _adjtimex(timex: _Timex) -> int:
    library: Any = _library()
    return -1 if library is None else int(library.adjtimex(ctypes.byref(timex)))


# Once: each that is opened makes a class of its own, which costs as much as a request's own bookkeeping.
@cache
def _library() -> ctypes.CDLL | None:
    try:
        found = ctypes.CDLL(None)
        found.adjtimex  # noqa: B018 - asking for it is how a library without it is told
    except (OSError, AttributeError):
        return None
    return found
