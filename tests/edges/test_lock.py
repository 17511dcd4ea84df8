from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.edges.fault_points import arm
from tracker.edges.lock import LOCK_NAME, StoreLock
from tracker.errors import StoreBusyError, StoreUnwritableError

HOLD = """
import sys, signal
from pathlib import Path
from tracker.edges.lock import StoreLock
StoreLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
signal.pause()
"""


def test_a_lock_given_back_can_be_taken_again(tmp_path: Path) -> None:
    with StoreLock(tmp_path):
        pass
    with StoreLock(tmp_path):
        pass


def test_a_lock_that_is_held_is_taken_again_by_its_holder_without_harm(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)
    lock.acquire()
    with lock, pytest.raises(StoreBusyError):
        StoreLock(tmp_path).acquire()
    StoreLock(tmp_path).acquire()


def test_a_killed_holder_stops_nobody(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(StoreBusyError, match=f"process {holder.pid} holds"):
        StoreLock(tmp_path).acquire()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with StoreLock(tmp_path):
        assert (tmp_path / LOCK_NAME).read_text() == f"{os.getpid()}\n"


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "deep" / "data"
    with StoreLock(data):
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
        assert stat.S_IMODE((data / LOCK_NAME).stat().st_mode) == 0o600


def test_a_symbolic_link_in_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("dear to me")
    (tmp_path / LOCK_NAME).symlink_to(elsewhere)
    with pytest.raises(StoreUnwritableError, match="is a symbolic link; remove it"):
        StoreLock(tmp_path).acquire()
    assert elsewhere.read_text() == "dear to me"


def test_a_pipe_in_place_of_the_lock_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / LOCK_NAME)
    with pytest.raises(StoreUnwritableError, match="is no ordinary file"):
        StoreLock(tmp_path).acquire()


def test_a_file_in_place_of_the_folder_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreUnwritableError, match="name another with --data"):
        StoreLock(tmp_path / "data").acquire()


def test_a_lock_that_cannot_be_signed_is_told_and_not_kept(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)

    with arm("lock.sign.before"), pytest.raises(StoreUnwritableError, match="cannot be written"):
        lock.acquire()

    with StoreLock(tmp_path):
        pass
