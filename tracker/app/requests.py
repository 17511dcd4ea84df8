"""Have writing verbs performed: by the daemon that holds the store, else by this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tracker.edges.control import ask
from tracker.errors import NoDaemonError, TrackerError
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


class _DaemonsDesk:
    """Hands each verb over the running daemon's socket and waits for the answer."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def perform(self, verb: str, arguments: dict[str, JSON]) -> JSON:
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
    if not Path(settings.data).exists() or (theirs := _daemons_desk(settings)) is None:
        with _own_desk(settings) as own:
            yield own
    else:
        yield theirs


def _daemons_desk(settings: Settings) -> Desk | None:
    desk = _DaemonsDesk(Path(settings.data) / SOCKET_NAME)
    try:
        desk.perform("hello", {})
    except NoDaemonError:
        return None
    return desk


@contextmanager
def _own_desk(settings: Settings) -> Iterator[Desk]:
    # Heavy parts are imported only by the process that needs them.
    from tracker.app.newsdesk import Newsdesk
    from tracker.app.wiring import furnish, opened_store

    with opened_store(settings, patience=_PATIENCE) as store:
        house = furnish(settings, store)
        try:
            yield Newsdesk(house, threading.Event())
        finally:
            house.close()


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
