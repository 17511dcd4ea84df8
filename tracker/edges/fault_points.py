"""Named points at which a test can kill the process or raise: writes, commits, renames, SMTP steps, child starts.

A point costs one comparison when nothing is armed. Tests arm one in this process with `arm`, or in a child process
by the environment: `TRACKER_FAULT=store.commit.before:2:kill` kills at the second pass of that point, `raise` in
place of `kill` raises `InjectedFaultError`. `TRACKER_FAULT_LOG=FILE` writes down the name of each point passed, for
a sweep to walk through.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum


class FaultAction(StrEnum):
    """What happens at an armed point."""

    KILL = "kill"
    RAISE = "raise"


class InjectedFaultError(OSError):
    """What an armed point raises: an OSError, since that is what failing disks and sockets raise."""


@dataclass(slots=True)
class _Fault:
    name: str
    passes_left: int
    action: FaultAction
    times: int = 1


class _Armed:
    """The one fault that is armed, and the file that passes are written to."""

    def __init__(self) -> None:
        self.fault = _parsed(os.environ.get("TRACKER_FAULT", ""))
        self.log = os.environ.get("TRACKER_FAULT_LOG", "")
        self.lock = threading.Lock()


def _parsed(words: str) -> _Fault | None:
    if not words:
        return None
    name, nth, action = words.split(":")
    return _Fault(name=name, passes_left=int(nth), action=FaultAction(action))


_ARMED = _Armed()


def fault_point(name: str) -> None:
    """Pass a named point; dies or raises here when a test armed it, does nothing otherwise.

    Raises:
        InjectedFaultError: a test armed this point with `raise`.
    """
    if _ARMED.fault is None and not _ARMED.log:
        return
    with _ARMED.lock:
        if _ARMED.log:
            _write_down(name)
        fault = _ARMED.fault
        if fault is None or fault.name != name:
            return
        fault.passes_left -= 1
        if fault.passes_left <= 0:
            _strike(fault)


def _write_down(name: str) -> None:
    descriptor = os.open(_ARMED.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{name}\n".encode())
    finally:
        os.close(descriptor)


def _strike(fault: _Fault) -> None:
    if fault.action is FaultAction.KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    fault.times -= 1
    if not fault.times:
        _ARMED.fault = None
    raise InjectedFaultError(f"injected fault at {fault.name}")


@contextmanager
def arm(name: str, *, nth: int = 1, action: FaultAction = FaultAction.RAISE, times: int = 1) -> Iterator[None]:
    """Arm one point of this process for the length of a `with` block: it strikes `times` from the `nth` pass on."""
    _ARMED.fault = _Fault(name=name, passes_left=nth, action=action, times=times)
    try:
        yield
    finally:
        _ARMED.fault = None
