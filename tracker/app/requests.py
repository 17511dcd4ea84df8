"""Have writing verbs performed: by the daemon that holds the store, else by this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tracker.edges.control import ask
from tracker.edges.lock import StoreLock
from tracker.errors import ControlError, NoDaemonError, StoreBusyError, TrackerError
from tracker.model import Settings
from tracker.view.records import JSON

SOCKET_NAME = "tracker.sock"
_LONGEST_VERB = 3600.0
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


class DaemonsDesk:
    """Hands each verb over the running daemon's socket and waits for the answer."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def hello(self) -> JSON:
        """Give the daemon's process id; NoDaemonError where nobody listens."""
        return self.perform("hello", {})

    def perform(self, verb: str, arguments: dict[str, JSON]) -> JSON:
        """Perform one verb and give its answer; NoDaemonError where nobody listens."""
        answer = ask(self._socket, {"verb": verb, "arguments": arguments}, timeout=_LONGEST_VERB)
        error = answer.get("error")
        if isinstance(error, dict):
            raise ToldError(str(error["message"]), int(str(error["exit_code"])))
        return answer["answer"]


@contextmanager
def open_desk(settings: Settings) -> Iterator[Desk]:
    """Give a desk for the length of a `with` block: the daemon's where one runs, else our own under the lock.

    Raises:
        StoreBusyError: another process holds the store and does not answer.
    """
    found = _daemon_or_lock(settings)
    if isinstance(found, DaemonsDesk):
        yield found
        return
    # Heavy parts are imported only by the process that needs them.
    from tracker.app.newsdesk import Newsdesk
    from tracker.app.wiring import furnished

    with found, furnished(settings) as house:
        yield Newsdesk(house, threading.Event())


def running_daemon(settings: Settings) -> int | None:
    """Give the process id of the daemon that holds the store; None while none runs."""
    try:
        return int(str(_daemons_desk(settings).hello()))
    except ControlError:
        return None


def _daemon_or_lock(settings: Settings) -> DaemonsDesk | StoreLock:
    # A daemon that starts holds the lock before it listens; another verb holds it for a moment.
    deadline = time.monotonic() + _PATIENCE
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
    desk = DaemonsDesk(Path(settings.data) / SOCKET_NAME)
    desk.hello()
    return desk


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
