from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tracker.edges.politeness import HostQueue
from tracker.errors import UnreachableError
from tracker.model import Capture, Request

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answer(request: Request) -> Capture:
    return Capture(
        requested=request.url,
        url=request.url,
        status=200,
        status_line="HTTP/1.1 200 OK",
        headers=(),
        body=b"",
        began=NOON,
        ended=NOON,
    )


class Counting:
    """A gate that notes how many requests it has at once, for each host and in all."""

    def __init__(self, meet: int) -> None:
        self.lock = threading.Lock()
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.together = threading.Barrier(meet)

    def fetch(self, request: Request) -> Capture:
        host = request.url.split("/")[2]
        with self.lock:
            self.now[host] = self.now.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.now[host])
        self.together.wait(30)
        with self.lock:
            self.now[host] -= 1
        return answer(request)


def test_a_host_is_asked_one_thing_at_a_time_while_others_are_asked_beside_it() -> None:
    # Each request waits until one to every other host is under way: three hosts must be served side by side.
    gate = Counting(meet=3)
    queue = HostQueue(gate.fetch)
    urls = [f"https://{host}.example/{number}" for number in range(4) for host in "abc"]

    with ThreadPoolExecutor(12) as pool:
        captures = list(pool.map(lambda url: queue.fetch(Request(url=url)), urls))

    assert len(captures) == 12
    assert gate.most == {"a.example": 1, "b.example": 1, "c.example": 1}


def test_a_failure_gives_the_turn_back() -> None:
    def fail(_request: Request) -> Capture:
        raise UnreachableError("no connection")

    queue = HostQueue(fail)
    for _ in range(2):
        with pytest.raises(UnreachableError):
            queue.fetch(Request(url="https://a.example/"))


def test_a_host_nobody_waits_for_is_forgotten() -> None:
    queue = HostQueue(answer)

    queue.fetch(Request(url="https://a.example/"))

    assert queue._turns == {}
