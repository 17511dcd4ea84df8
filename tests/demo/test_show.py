from __future__ import annotations

import mailbox
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from email.message import Message
from pathlib import Path

import pytest

from tracker.demo.show import run_show
from tracker.demo.story import EDITIONS, EDITS, STEADY
from tracker.edges.store import Record
from tracker.errors import UsageError
from tracker.model import DeliveryState

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_PAUSES = """
import sys
from tracker.demo.show import run_show
sys.exit(run_show(sys.argv[1], colored=False, width=100, pause=0.0))
"""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}


def until(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Wait for another process."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_show_is_seen_and_told_to_its_end(tmp_path: Path) -> None:
    folder, own = tmp_path / "show", tmp_path / "own"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PAUSES, str(folder)],
        cwd=tmp_path,
        env=environment(TRACKER_DATA=str(own)),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )

    record = Record.open(folder / "snapshots")
    mails = list(mailbox.Maildir(folder / "mail", create=False))
    log = (folder / "daemon.log").read_text()
    assert (done.returncode, done.stderr) == (0, "")
    assert [version.headline for version in record.versions(1)] == [edition.headline for edition in EDITIONS]
    assert [version.headline for version in record.versions(2)] == [STEADY.headline]
    assert record.verify() == []
    assert [one.state for one in record.deliveries()] == [DeliveryState.SENT] * 8
    assert_one_thread(mails)
    assert "false versions" in done.stdout
    assert all(f"the newsroom: {edit.name}" in done.stdout for edit in EDITS)
    assert "9 of the story, 1 of the one that never changed" in done.stdout
    assert all(f" {words}\n" in done.stdout for words in ("list", "log 1", "diff 1 1 9", "show 1", "why 1"))
    assert not lives(int((folder / "snapshots" / "tracker.lock").read_text()))
    assert not own.exists()
    assert "Traceback" not in log
    assert "left in_hand=0" in log


def assert_one_thread(mails: Sequence[Message]) -> None:
    """Hold mails to one thread: each answers the one before it, and refers to the first of all before that."""
    by_parent = {str(mail["In-Reply-To"]): mail for mail in mails}
    ids = ["None"]
    while ids[-1] in by_parent:
        ids.append(str(by_parent[ids[-1]]["Message-ID"]))
    root, *rest = (str(by_parent[parent]["References"] or "").split() for parent in ids[:-1])
    assert len(mails) == len(by_parent) == len(set(ids[1:])) == len(EDITS)
    assert root == []
    assert rest == [[ids[1]], *([ids[1], parent] for parent in ids[2:-1])]
    assert len({str(mail["Subject"]) for mail in mails}) == 1
    assert {str(mail["To"]) for mail in mails} == {"reader@demo.invalid"}


@pytest.fixture
def playing(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The demo as a user starts it, in the middle of its play."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "demo", "--keep", str(tmp_path / "show")],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_ctrl_c_in_the_middle_ends_everything_cleanly(tmp_path: Path, playing: subprocess.Popen[str]) -> None:
    data = tmp_path / "show" / "snapshots"
    assert until(lambda: (data / "tracker.sock").exists() or playing.poll() is not None)
    assert playing.poll() is None, playing.communicate()
    daemon = int((data / "tracker.lock").read_text())
    assert lives(daemon)

    playing.send_signal(signal.SIGINT)
    out, err = playing.communicate(timeout=60)

    assert playing.returncode == 130
    assert err.split() == ["interrupted"]
    assert "Traceback" not in out + (tmp_path / "show" / "daemon.log").read_text()
    assert not lives(daemon)
    assert not (data / "tracker.sock").exists()
    assert Record.open(data).verify() == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("dear reader")

    with pytest.raises(UsageError, match="holds something already"):
        run_show(str(tmp_path), colored=False, width=80)

    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_a_place_that_cannot_be_a_folder_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    for place in (tmp_path / "file", tmp_path / "file" / "show"):
        with pytest.raises(UsageError, match="name another folder with --keep"):
            run_show(str(place), colored=False, width=80)
