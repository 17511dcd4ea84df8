"""Have writing verbs performed: by the daemon that holds the store, else by this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tracker.edges.control import ask
from tracker.edges.lock import StoreLock
from tracker.edges.store.opening import archive_path
from tracker.errors import ControlError, NoDaemonError, NotFoundError, StoreBusyError, TrackerError
from tracker.model import Settings
from tracker.view.records import JSON

SOCKET_NAME = "tracker.sock"
PULSE = "pulse"
"""Answered by the daemon itself, whatever its settings and its store are busy with."""
_LONGEST_VERB = 3600.0
_LONGEST_HELLO = 10.0
_PATIENCE = 15.0


class Desk(Protocol):
    """Performs writing verbs."""

    def perform(self, verb: str, arguments: dict[str, JSON]) -> JSON:
        """Perform one verb and give its answer.

        Raises:
            TrackerError: whatever the verb cannot do.
        """
        ...


class ToldError(TrackerError):
    """What the running daemon said went wrong, with its exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How a running daemon gets on: sentences about what stands still, and looks that should have ended."""

    pid: int
    standing_still: tuple[str, ...] = ()
    hanging: int = 0

    def json(self) -> dict[str, JSON]:
        """Write it as the daemon answers it."""
        return {"pid": self.pid, "standing_still": [*self.standing_still], "hanging": self.hanging}


class DaemonsDesk:
    """Hands each verb over the running daemon's socket and waits for the answer.

    Args:
        patience: seconds in which a daemon that is well says who it is.
    """

    def __init__(self, socket: Path, *, patience: float = _LONGEST_HELLO) -> None:
        self._socket = socket
        self._patience = patience

    def hello(self) -> int:
        """Give the daemon's process id; NoDaemonError where nobody listens, ControlError where it does not answer."""
        pid = self._asked("hello", {}, self._patience)
        if not isinstance(pid, int):
            raise ControlError(f"whoever listens at {self._socket} is no tracker: move it away, or restart the daemon")
        return pid

    def pulse(self) -> Pulse:
        """Ask the daemon how it gets on; NoDaemonError where nobody listens, ControlError where it does not answer."""
        match self._asked(PULSE, {}, self._patience):
            case {"pid": int(pid), "standing_still": list(standing), "hanging": int(hanging)}:
                return Pulse(pid=pid, standing_still=tuple(map(str, standing)), hanging=hanging)
        raise ControlError(f"whoever listens at {self._socket} is no tracker: move it away, or restart the daemon")

    def perform(self, verb: str, arguments: dict[str, JSON]) -> JSON:
        """Perform one verb and give its answer; NoDaemonError where nobody listens."""
        return self._asked(verb, arguments, _LONGEST_VERB)

    def _asked(self, verb: str, arguments: dict[str, JSON], timeout: float) -> JSON:
        answer = ask(self._socket, {"verb": verb, "arguments": arguments}, timeout=timeout)
        match answer:
            case {"error": {"message": str(message), "exit_code": int(exit_code)}}:
                raise ToldError(message, exit_code)
            case {"answer": found}:
                return found
        raise ControlError(f"the daemon at {self._socket} answered in words of another version: restart it")


@contextmanager
def open_desk(settings: Settings, *, patience: float = _PATIENCE) -> Iterator[Desk]:
    """Give a desk for the length of a `with` block: the daemon's where one runs, else our own under the lock.

    Args:
        patience: seconds to wait for another process that holds the store without answering.

    Raises:
        StoreBusyError: another process holds the store and does not answer.
    """
    found = _daemon_or_lock(settings, patience)
    if isinstance(found, DaemonsDesk):
        yield found
        return
    # Heavy parts are imported only by the process that needs them.
    from tracker.app.clock import now
    from tracker.app.newsdesk import Newsdesk
    from tracker.app.retention import finish
    from tracker.app.wiring import furnished

    with found, furnished(settings) as house:
        # A redaction that was killed in the middle is finished before anything else is done.
        owed = house.store.unfinished_redactions()
        finish(house)
        house.store.follow_clock(now())
        yield Newsdesk(house, threading.Event(), owed=owed)


def expect_store(settings: Settings) -> None:
    """Make sure that there is a store to change; a verb that finds none need not make one.

    Raises:
        NotFoundError: nothing was ever watched in that folder.
    """
    folder = Path(settings.data)
    if not archive_path(folder).exists():
        raise NotFoundError(f"nothing is watched in {folder}: `tracker add URL` begins")


def running_daemon(settings: Settings) -> int | None:
    """Give the process id of the daemon that holds the store; None while none runs."""
    try:
        return DaemonsDesk(socket_of(settings)).hello()
    except (ControlError, ToldError):
        return None


def _daemon_or_lock(settings: Settings, patience: float) -> DaemonsDesk | StoreLock:
    # A daemon that starts holds the lock before it listens; another verb holds it for a moment.
    deadline = time.monotonic() + patience
    while True:
        try:
            return _daemons_desk(settings)
        except NoDaemonError:
            lock = StoreLock(Path(settings.data))
        try:
            lock.acquire()
        except StoreBusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return lock


def _daemons_desk(settings: Settings) -> DaemonsDesk:
    desk = DaemonsDesk(socket_of(settings))
    desk.hello()
    return desk


def socket_of(settings: Settings) -> Path:
    """Give the place at which a data folder's daemon listens."""
    return Path(settings.data) / SOCKET_NAME


def answered(desk: Desk, request: dict[str, JSON]) -> dict[str, JSON]:
    """Perform what a verb asks of the daemon over its socket; a failure is an answer too."""
    arguments = request.get("arguments")
    try:
        return {"answer": desk.perform(str(request.get("verb")), arguments if isinstance(arguments, dict) else {})}
    except TrackerError as error:
        return {"error": {"message": str(error), "exit_code": error.exit_code}}
    except (KeyError, ValueError) as error:
        message = f"the request lacks or spoils {error}: are both programs of one version?"
        return {"error": {"message": message, "exit_code": 1}}
