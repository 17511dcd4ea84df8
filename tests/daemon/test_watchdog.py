"""The sign of life that a service manager waits for, as whoever listens in its place hears it."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.daemon.test_progress import Clock, all_get_on
from tracker.daemon.progress import Patience, Progress
from tracker.daemon.watchdog import LifeSign
from tracker.edges.service_manager import ServiceManager


class Listening:
    """A service manager's socket."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.setblocking(False)

    def heard(self) -> list[str]:
        """Give what was said since the last question, a line each."""
        lines: list[str] = []
        try:
            while True:
                lines += self._socket.recv(4096).decode().splitlines()
        except BlockingIOError:
            return lines

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Listening]:
    found = Listening(str(tmp_path / "notify"))
    yield found
    found.close()


@pytest.fixture
def manager(listening: Listening, tmp_path: Path) -> ServiceManager:
    return ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "60000000"})


def test_a_manager_is_told_line_by_line(manager: ServiceManager, listening: Listening) -> None:
    manager.ready("watching\nREADY=0")
    manager.status("all is well")
    manager.stopping()
    assert listening.heard() == [
        "READY=1",
        "STATUS=watching READY=0",
        "STATUS=all is well",
        "STOPPING=1",
        "STATUS=finishing what is in hand",
    ]
    manager.reloading()
    first, second = listening.heard()
    assert first == "RELOADING=1"
    assert second.removeprefix("MONOTONIC_USEC=").isdecimal()


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="abstract names are Linux's")
def test_an_abstract_name_is_understood() -> None:
    listening = Listening(f"\0tracker-test-{os.getpid()}")
    ServiceManager({"NOTIFY_SOCKET": f"@tracker-test-{os.getpid()}"}).alive()
    assert listening.heard() == ["WATCHDOG=1"]
    listening.close()


@pytest.mark.parametrize(
    "environment",
    [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "relative"}, {"NOTIFY_SOCKET": "/nowhere/notify"}],
)
def test_nobody_who_listens_is_no_trouble(environment: dict[str, str]) -> None:
    manager = ServiceManager(environment)
    manager.ready("watching")
    manager.alive()


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ({"WATCHDOG_USEC": "60000000"}, timedelta(seconds=60)),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, timedelta(seconds=60)),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_a_watchdog_is_heeded_where_it_is_meant_for_us(said: dict[str, str], length: timedelta | None) -> None:
    assert ServiceManager({"NOTIFY_SOCKET": "/run/notify", **said}).watchdog == length


def test_a_sign_of_life_comes_twice_in_the_time_and_not_while_something_stands_still(
    manager: ServiceManager, listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    progress = Progress(("mail", "webhook"), clock=clock)
    life = LifeSign(manager, progress, clock=clock)

    def pass_by(seconds: int, *, well: bool = True) -> list[str]:
        for _ in range(seconds):
            clock.present += 1
            if well:
                all_get_on(progress)
            life.give(Patience(tick=30), doing="watching")
        return listening.heard()

    assert pass_by(61) == ["WATCHDOG=1"] * 3
    assert pass_by(31, well=False) == [
        "WATCHDOG=1",
        "STATUS=the tick that takes what is due has not ended for 31 s",
    ]
    assert pass_by(200, well=False) == []
    assert pass_by(1) == ["STATUS=watching", "WATCHDOG=1"]
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, "stands still why='the tick that takes what is due has not ended for 31 s'"),
        (logging.WARNING, "gets on again"),
    ]
