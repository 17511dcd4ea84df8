from __future__ import annotations

import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tracker.edges.control import JSON, LARGEST, LARGEST_ANSWER, ControlServer, ask
from tracker.errors import ControlError, NoDaemonError

SERVE = """
import sys, signal
from pathlib import Path
from typing import Any
from tracker.edges.control import ControlServer
ControlServer(Path(sys.argv[1]), lambda request: {"pid": "old"})
print("listening", flush=True)
signal.pause()
"""


def echo(request: dict[str, JSON]) -> dict[str, JSON]:
    return {"heard": request}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "tracker.sock"


@pytest.fixture
def server(place: Path) -> Iterator[ControlServer]:
    server = ControlServer(place, echo)
    yield server
    server.close()


@pytest.mark.usefixtures("server")
def test_a_request_is_answered(place: Path) -> None:
    assert ask(place, {"verb": "poll", "words": ["naïve – café"]}, timeout=5) == {
        "heard": {"verb": "poll", "words": ["naïve – café"]}
    }


@pytest.mark.usefixtures("server")
def test_the_socket_is_its_owners_only(place: Path) -> None:
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_requests_are_answered_beside_one_another(place: Path) -> None:
    together = threading.Barrier(8)

    def answer(request: dict[str, JSON]) -> dict[str, JSON]:
        together.wait(10)
        return request

    server = ControlServer(place, answer)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: ask(place, {"n": n}, timeout=10), range(8)))
    server.close()
    assert answers == [{"n": n} for n in range(8)]


def test_without_a_daemon_the_cure_is_named(place: Path) -> None:
    with pytest.raises(NoDaemonError, match=f"no daemon listens at {place}; start one with: tracker run"):
        ask(place, {}, timeout=1)


def test_a_closed_server_leaves_no_socket(place: Path) -> None:
    server = ControlServer(place, echo)
    server.close()
    server.close()
    assert not place.exists()
    with pytest.raises(NoDaemonError):
        ask(place, {}, timeout=1)


def test_the_socket_of_a_killed_daemon_is_replaced(place: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", SERVE, str(place)], stdout=subprocess.PIPE)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"listening\n"
    assert ask(place, {}, timeout=5) == {"pid": "old"}
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    with pytest.raises(NoDaemonError):
        ask(place, {}, timeout=1)
    server = ControlServer(place, echo)
    assert ask(place, {}, timeout=5) == {"heard": {}}
    server.close()


def test_what_is_no_socket_is_left_alone(place: Path) -> None:
    place.write_text("dear to me")
    with pytest.raises(ControlError, match="cannot listen at"):
        ControlServer(place, echo)
    assert place.read_text() == "dear to me"


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux reaches a socket by its folder's descriptor"
)
def test_a_folder_deeper_than_a_socket_address_still_works(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    server = ControlServer(deep / "tracker.sock", echo)
    assert ask(deep / "tracker.sock", {"far": True}, timeout=5) == {"heard": {"far": True}}
    server.close()
    assert list(deep.iterdir()) == []


def test_an_answer_that_does_not_come_is_not_waited_for(place: Path) -> None:
    over = threading.Event()

    def answer(request: dict[str, JSON]) -> dict[str, JSON]:
        over.wait(10)
        return request

    server = ControlServer(place, answer)
    with pytest.raises(ControlError, match="did not answer"):
        ask(place, {}, timeout=0.05)
    over.set()
    server.close()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("sent", [b"no json\n", b"[1, 2]\n", b"[" * 5000 + b"\n", b"half a line", b"\xff\n"])
def test_what_is_no_request_gets_no_answer_and_stops_nobody(place: Path, sent: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as rude:
        rude.settimeout(5)
        rude.connect(str(place))
        rude.sendall(sent)
        rude.shutdown(socket.SHUT_WR)
        assert rude.recv(1) == b""
    assert ask(place, {}, timeout=5) == {"heard": {}}


@pytest.mark.usefixtures("server")
def test_a_request_without_end_is_cut_off(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as rude:
        rude.settimeout(10)
        rude.connect(str(place))
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            rude.sendall(b"x" * (12 * LARGEST))
    assert ask(place, {}, timeout=5) == {"heard": {}}


def test_a_request_too_long_is_told_before_it_is_sent(place: Path) -> None:
    server = ControlServer(place, echo)
    with pytest.raises(ControlError, match="too long for the daemon's socket"):
        ask(place, {"words": "x" * LARGEST}, timeout=5)
    server.close()


def test_an_answer_may_be_longer_than_a_request(place: Path) -> None:
    server = ControlServer(place, lambda _: {"answer": ["x" * LARGEST, "y" * LARGEST]})
    assert ask(place, {}, timeout=30) == {"answer": ["x" * LARGEST, "y" * LARGEST]}
    server.close()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"answer": "x" * LARGEST_ANSWER}, "too long for the daemon's socket; ask for less at once"),
        ({"answer": object()}, "no JSON"),
    ],
    ids=["too long", "no JSON"],
)
def test_an_answer_that_cannot_be_sent_is_told_in_words(place: Path, answer: Any, words: str) -> None:
    server = ControlServer(place, lambda _: answer)
    told: Any = ask(place, {}, timeout=30)
    assert words in told["error"]["message"]
    assert told["error"]["exit_code"] == 1
    server.close()
