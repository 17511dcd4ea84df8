"""Nobody but the gate asks the world for anything: by what is imported, and by what really happens."""

from __future__ import annotations

import ast
import re
import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.pages import EDITED, FIRE, page
from tests.program import Program
from tests.servers.http import Newsroom
from tracker.edges.parsing import Parsers

OPENS_CONNECTIONS = frozenset(
    (
        *("asyncio", "aiohttp", "ftplib", "http.client", "http.server", "httpx", "imaplib", "niquests", "poplib"),
        *("requests", "smtplib", "socket", "socketserver", "urllib.request", "urllib.robotparser", "urllib3"),
        *("websockets", "wsgiref", "xmlrpc", "pycurl"),
    )
)
SAYS = re.compile(r"\b(?:" + "|".join(OPENS_CONNECTIONS).replace(".", r"(?:\.| import )") + ")")
# Each with the reason why it may.
DOORS = {
    "tracker/edges/fetch/": "the gate itself",
    "tracker/edges/email/": "mail goes to the one server that the settings name",
    "tracker/edges/control.py": "a socket of the file system, for the verbs of the same user",
    "tracker/edges/service_manager.py": "the socket that systemd names, to tell it that all goes on",
    "tracker/edges/metrics_places.py": "a port that listens on loopback, for Prometheus",
    "tracker/daemon/signals.py": "a pair of sockets that leads from a signal to a thread of the same process",
    "tracker/demo/": "a newsroom and a mailbox that listen on loopback",
}


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside of functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_ssrf_9_nobody_but_the_doors_imports_what_opens_connections(project: Path) -> None:
    found = {
        (str(path.relative_to(project)), name)
        for path in (project / "tracker").rglob("*.py")
        if SAYS.search(path.read_text(encoding="utf-8"))
        for name in OPENS_CONNECTIONS.intersection(imported(path))
    }

    assert {place for place, _ in found if not place.startswith(tuple(DOORS))} == set()
    assert {door for door in DOORS if any(place.startswith(door) for place, _ in found)} == set(DOORS)


def callers_of_connect(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down from now on which module of the program connects to anything beyond the file system."""
    found: list[str] = []
    connect = socket.socket.connect

    def watched(connection: socket.socket, place: Any) -> None:
        frame = sys._getframe(1)
        while frame.f_back is not None and "/tracker/" not in frame.f_code.co_filename:
            frame = frame.f_back
        if connection.family != socket.AF_UNIX:
            found.append(frame.f_code.co_filename.rpartition("/tracker/")[2])
        connect(connection, place)

    monkeypatch.setattr(socket.socket, "connect", watched)
    return found


LURES = """<link rel="stylesheet" href="{url}"><iframe src="{url}"></iframe><img src="{url}" srcset="{url} 2x">
<link rel="amphtml" href="{url}"><link rel="preload" href="{url}"><meta http-equiv="refresh" content="9;url={url}">"""


def test_ssrf_9_whatever_a_page_names_only_the_gate_connects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, callers = Program(tmp_path), callers_of_connect(monkeypatch)
    with Newsroom() as newsroom, Newsroom() as lure:
        program.configure(newsroom.place, lure.place)
        for texts in (FIRE, EDITED):
            told = page(*texts).replace("</head>", LURES.format(url=lure.url("/x")) + "</head>")
            newsroom.publish("/fire", told)
            program("poll", "1") if texts is EDITED else program("add", newsroom.url("/fire"))
        for words in ("show 1", "diff 1 --format html"):
            assert program(*words.split()).code == 0
        assert (len(newsroom.requests), lure.connections) == (2, 0)
    assert set(callers) == {"edges/fetch/door.py"}


def reach(place: tuple[str, int]) -> str:
    """Stand for a reader that a page makes want to connect; says what came of it."""
    try:
        socket.create_connection(place, timeout=1).close()
    except OSError as error:
        return str(error)
    return "connected"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_ssrf_9_a_reader_of_pages_has_no_network(host: str) -> None:
    parsers = Parsers(reach, children=1, seconds=timedelta(seconds=30), memory=2**30)
    with Newsroom() as newsroom:
        try:
            assert "a reader of pages may not do this: socket." in parsers.run((host, newsroom.port))
        finally:
            parsers.close()
        assert newsroom.connections == 0
