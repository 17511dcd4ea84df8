from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import Beside
from tracker.app.newsdesk import Newsdesk
from tracker.app.requests import SOCKET_NAME, DaemonsDesk, Desk, ToldError, answered, open_desk, running_daemon
from tracker.edges.control import ControlServer
from tracker.edges.lock import StoreLock
from tracker.errors import (
    ControlError,
    NoDaemonError,
    NotFoundError,
    StoreBusyError,
    StoreDamagedError,
    TrackerError,
    UsageError,
)
from tracker.model import Settings
from tracker.view.records import JSON


class Clerk:
    """A desk that answers with what it was asked, or fails as it is told."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.asked: list[tuple[str, dict[str, JSON]]] = []

    def perform(self, verb: str, arguments: dict[str, JSON]) -> JSON:
        self.asked.append((verb, arguments))
        if verb == "hello":
            return os.getpid()
        if self.failure is not None:
            raise self.failure
        return {"verb": verb, **arguments}


@pytest.fixture
def place(settings: Settings) -> Path:
    """Where a daemon listens."""
    folder = Path(settings.data)
    folder.mkdir()
    return folder / SOCKET_NAME


def serving(place: Path, desk: Desk) -> ControlServer:
    return ControlServer(place, lambda request: answered(desk, request))


def test_without_a_daemon_a_verb_holds_the_store_itself_and_gives_it_back(settings: Settings) -> None:
    with open_desk(settings) as desk:
        assert isinstance(desk, Newsdesk)
        with pytest.raises(StoreBusyError), StoreLock(Path(settings.data)):
            pass
    with StoreLock(Path(settings.data)):
        pass


def test_a_running_daemon_performs_what_a_verb_asks(settings: Settings, place: Path) -> None:
    clerk = Clerk()
    server = serving(place, clerk)
    try:
        with StoreLock(Path(settings.data)), open_desk(settings) as desk:
            answer = desk.perform("add", {"url": "https://a.example/ß", "tags": ["a", "b"]})
        pid = running_daemon(settings)
    finally:
        server.close()

    assert answer == {"verb": "add", "url": "https://a.example/ß", "tags": ["a", "b"]}
    assert clerk.asked[:2] == [("hello", {}), ("add", {"url": "https://a.example/ß", "tags": ["a", "b"]})]
    assert pid == os.getpid()
    assert running_daemon(settings) is None


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (NotFoundError("no article is called '7'"), 1),
        (UsageError("no such verb"), 2),
        (StoreBusyError("held"), 75),
        (StoreDamagedError("does not read back"), 1),
        (TrackerError(""), 1),
    ],
)
def test_a_failure_at_the_daemon_is_the_verbs_failure_with_its_exit_code(
    place: Path, failure: TrackerError, code: int
) -> None:
    server = serving(place, Clerk(failure))
    try:
        with pytest.raises(ToldError) as told:
            DaemonsDesk(place).perform("pause", {"article": "7"})
    finally:
        server.close()

    assert str(told.value) == str(failure)
    assert told.value.exit_code == code


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({}, "the running tracker knows no verb 'None': restart it so that both are of one version"),
        ({"verb": "explode", "arguments": {}}, "the running tracker knows no verb 'explode': restart it"),
        ({"verb": ["add"], "arguments": {}}, "knows no verb"),
        ({"verb": "pause"}, "the request lacks or spoils 'article': are both programs of one version?"),
        ({"verb": "pause", "arguments": "all"}, "the request lacks or spoils 'article'"),
        ({"verb": "add", "arguments": {}}, "the request lacks or spoils 'url'"),
        ({"verb": "poll", "arguments": None}, "the request lacks or spoils 'articles'"),
        ({"verb": "add", "arguments": {"url": "no address", "kind": "article"}}, "address"),
    ],
)
def test_a_request_that_makes_no_sense_is_answered_in_words(
    desk: Newsdesk, request_: dict[str, JSON], message: str
) -> None:
    error = answered(desk, request_)["error"]

    assert isinstance(error, dict)
    assert message in str(error["message"])
    assert error["exit_code"] in (1, 2)


def test_a_kind_that_is_unknown_is_answered_in_words(desk: Newsdesk) -> None:
    arguments: dict[str, JSON] = {"url": "http://127.0.0.1:9/a", "kind": "hologram", "tags": [], "anyway": False}

    error = answered(desk, {"verb": "add", "arguments": arguments})["error"]

    assert isinstance(error, dict)
    assert "'hologram'" in str(error["message"])


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"other": 1},
        {"error": "so it is"},
        {"error": {}},
        {"error": {"message": "x"}},
        {"error": {"message": "x", "exit_code": "two"}},
        {"error": {"message": ["x"], "exit_code": 1}},
    ],
)
def test_an_answer_in_words_of_another_version_is_told_and_not_crashed_on(
    settings: Settings, place: Path, answer: dict[str, JSON]
) -> None:
    server = ControlServer(place, lambda _: dict(answer))
    try:
        with pytest.raises(ControlError, match="restart it"):
            DaemonsDesk(place).perform("pause", {"article": "7"})
        assert running_daemon(settings) is None
    finally:
        server.close()


@pytest.mark.parametrize("answer", [None, "me", [], {}, 1.5])
def test_whoever_is_no_process_is_no_daemon(settings: Settings, place: Path, answer: JSON) -> None:
    server = ControlServer(place, lambda _: {"answer": answer})
    try:
        with pytest.raises(ControlError, match="is no tracker"):
            DaemonsDesk(place).hello()
        assert running_daemon(settings) is None
    finally:
        server.close()


def test_a_daemon_that_hangs_is_not_waited_for_long(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen()

        with pytest.raises(ControlError, match="did not answer"):
            DaemonsDesk(place, patience=0.1).hello()


def test_where_nobody_listens_there_is_no_daemon(settings: Settings, place: Path) -> None:
    assert running_daemon(settings) is None
    with pytest.raises(NoDaemonError):
        DaemonsDesk(place).hello()
    # What a killed daemon leaves behind is a socket without anybody.
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place))
    assert place.is_socket()
    assert running_daemon(settings) is None


def test_another_verb_that_holds_the_store_for_a_moment_is_waited_for(settings: Settings, beside: Beside) -> None:
    lock = StoreLock(Path(settings.data))
    lock.acquire()
    beside(released(lock, after=0.4))

    with open_desk(settings) as desk:
        assert isinstance(desk, Newsdesk)


def released(lock: StoreLock, *, after: float) -> Callable[[], None]:
    def release() -> None:
        threading.Event().wait(after)
        lock.release()

    return release


def test_a_daemon_that_is_just_starting_is_waited_for(settings: Settings, place: Path, beside: Beside) -> None:
    clerk, servers = Clerk(), []
    listening = threading.Event()

    def start() -> None:
        threading.Event().wait(0.4)
        servers.append(serving(place, clerk))
        listening.set()

    with StoreLock(Path(settings.data)):
        beside(start)
        with open_desk(settings) as desk:
            answer = desk.perform("poll", {"articles": []})
    assert listening.wait(10)
    servers[0].close()

    assert answer == {"verb": "poll", "articles": []}


def test_whoever_holds_the_store_for_long_without_answering_is_named(settings: Settings) -> None:
    with (
        StoreLock(Path(settings.data)),
        pytest.raises(StoreBusyError, match=f"process {os.getpid()} holds the record"),
        open_desk(settings, patience=0.3),
    ):
        pass
