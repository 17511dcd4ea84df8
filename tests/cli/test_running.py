from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.pages import EDITED, page
from tests.program import Program
from tests.servers.http import Newsroom
from tests.view.hostile import HOSTILE, steering
from tracker.cli.logs import log_to_stderr

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} (INFO|WARNING|ERROR) \S.*")


@pytest.fixture
def site() -> Iterator[Newsroom]:
    with Newsroom() as newsroom:
        newsroom.publish("/fire", page())
        yield newsroom


def test_run_once_sees_what_is_due_tells_of_it_and_leaves(tmp_path: Path, site: Newsroom) -> None:
    program = Program(tmp_path)
    program.configure(site.place, pace="1s")
    program("add", site.url("/fire"))
    site.publish("/fire", page(*EDITED))
    program("pause", "1")
    program("resume", "1")

    said = program("run", "--once")

    first, *rest = said.err.splitlines()
    mails = list((tmp_path / "snapshots" / "mail" / "new").iterdir())
    assert said.code == 0
    assert said.out == ""
    assert first == (
        f"keeping everything in {tmp_path}/snapshots; alerts go into the Maildir {tmp_path}/snapshots/mail on this "
        'machine: nobody is mailed (mail.transport = "folder"); for mail, name mail.transport and a [[recipient]] in '
        "the configuration"
    )
    assert all(LINE.fullmatch(line) for line in rest)
    assert "article=1 outcome='new version' version=2" in rest[0]
    assert len(mails) == 1


def test_every_line_of_a_log_in_json_is_an_object(tmp_path: Path, site: Newsroom) -> None:
    program = Program(tmp_path)
    program.configure(site.place, pace="1s")
    program("add", site.url("/fire"))
    program("pause", "1")
    program("resume", "1")

    said = program("run", "--once", "--log-format", "json")

    first, second = (json.loads(line) for line in said.err.splitlines())
    assert (first["event"], first["data"]) == ("keeping", str(tmp_path / "snapshots"))
    assert (second["event"], second["article"], second["level"]) == ("visited", 1, "info")


def test_a_log_line_is_made_safe_whatever_is_in_it(capfd: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("tracker")
    before = list(logger.handlers), logger.level, logging.getLogger("apscheduler").level
    # pytest's own handler would hand the raw text, a lone surrogate in it, from process to process.
    logger.propagate = False
    try:
        log_to_stderr(logging.INFO)
        logger.warning("reason=%s", HOSTILE)
        logger.debug("nobody asked")
        logging.getLogger("apscheduler.scheduler").warning("a bell rang late")
    finally:
        logger.handlers[:], level, bells = before
        logger.setLevel(level)
        logger.propagate = True
        logging.getLogger("apscheduler").setLevel(bells)

    written = capfd.readouterr().err
    assert steering(written) == []
    assert "WARNING reason=Fire␛[2J" in written
    assert "nobody asked" not in written
    assert "late" not in written


def test_a_process_that_cannot_write_says_so_and_leaves(tmp_path: Path, site: Newsroom) -> None:
    program = Program(tmp_path)
    program.configure(site.place)
    (tmp_path / "snapshots").write_text("in the way")

    said = program("run", "--once")

    assert said.code == 1
    assert said.err.splitlines()[-1].startswith("tracker: ")
    assert "Traceback" not in said.err
