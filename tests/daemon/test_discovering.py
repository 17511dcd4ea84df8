"""The real daemon as a process finds articles by itself, on a real server."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.daemon.test_rounds import until
from tests.papers.pages import article, feed
from tests.program import Program
from tests.servers.http import Newsroom

FIRE, FLOOD = "Fire in the harbour of Aldern", "Flood in the north of Aldern"
RECIPIENT = '[[recipient]]\naddress = "desk@example.org"\nkinds = ["opened"]\n'


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        running.publish("/feed.xml", feed((FIRE, "/fire", datetime.now(UTC))))
        running.publish("/fire", article(FIRE, marked=True))
        running.publish("/flood", article(FLOOD, marked=True))
        yield running


@pytest.mark.slow
def test_what_is_there_is_watched_quietly_and_what_comes_is_watched_and_told(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    program = Program(tmp_path)
    named = f'[[watch]]\nurl = "{newsroom.url("/feed.xml")}"\ntags = ["aldern"]\n'
    program.configure(newsroom.place, pace="1s", more=RECIPIENT + named)

    def headlines() -> list[str]:
        return [one["headline"] for one in program("list", "--json").objects]

    daemon = program.start("run")
    try:
        assert until(lambda: headlines() == [FIRE])
        newsroom.publish("/feed.xml", feed((FLOOD, "/flood", datetime.now(UTC)), (FIRE, "/fire", datetime.now(UTC))))
        assert until(lambda: sorted(headlines()) == [FIRE, FLOOD])
        mails = tmp_path / "snapshots" / "mail" / "new"
        assert until(lambda: mails.is_dir() and len(list(mails.iterdir())) == 1)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(30) == 0
    finally:
        daemon.kill()

    (mail,) = mails.iterdir()
    log = (tmp_path / "daemon.log").read_text()
    assert "Flood" in mail.read_text()
    assert {one["tags"][0] for one in program("list", "--json").objects} == {"aldern"}
    assert program("watches", "--json").objects[0]["candidates"]["watched"] == 2
    assert "Traceback" not in log
