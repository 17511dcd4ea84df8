from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tracker.edges.fault_points import InjectedFaultError, arm, fault_point

ROOT = Path(__file__).resolve().parents[2]
PASSES = """
from tracker.edges.fault_points import InjectedFaultError, fault_point
for number in (1, 2, 3):
    for name in ("first", "second"):
        try:
            fault_point(name)
        except InjectedFaultError as error:
            print(f"{error}")
        print(f"{name} {number}", flush=True)
"""


def passed(*, fault: str = "", log: str = "") -> subprocess.CompletedProcess[str]:
    """Pass two points three times each, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TRACKER_FAULT": fault, "TRACKER_FAULT_LOG": log}
    return subprocess.run(
        [sys.executable, "-c", PASSES], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_an_unarmed_point_is_passed_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    fault_point("store.commit.before")

    assert list(tmp_path.iterdir()) == []


def test_an_armed_point_raises_once_and_no_other_does() -> None:
    with arm("disk.full"):
        fault_point("disk.sync")
        with pytest.raises(InjectedFaultError, match=r"^injected fault at disk\.full$"):
            fault_point("disk.full")
        fault_point("disk.full")


def test_the_nth_pass_is_the_one_that_fails() -> None:
    with arm("disk.full", nth=3):
        fault_point("disk.full")
        fault_point("disk.full")
        with pytest.raises(InjectedFaultError):
            fault_point("disk.full")


def test_nothing_is_armed_after_the_block_however_it_ends() -> None:
    with arm("disk.full"):
        pass
    fault_point("disk.full")
    with pytest.raises(ZeroDivisionError), arm("disk.full"):
        raise ZeroDivisionError
    fault_point("disk.full")


def test_a_fault_is_what_failing_disks_and_sockets_raise() -> None:
    assert issubclass(InjectedFaultError, OSError)


def test_of_many_threads_exactly_one_is_struck() -> None:
    struck: list[str] = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        for _ in range(200):
            try:
                fault_point("disk.full")
            except InjectedFaultError as error:
                struck.append(str(error))

    with arm("disk.full", nth=700):
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert struck == ["injected fault at disk.full"]


def test_the_environment_arms_a_process_to_raise() -> None:
    done = passed(fault="second:2:raise")

    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "first 1",
        "second 1",
        "first 2",
        "injected fault at second",
        "second 2",
        "first 3",
        "second 3",
    ]


def test_the_environment_arms_a_process_to_die_on_the_spot() -> None:
    done = passed(fault="second:2:kill")

    assert done.returncode == -signal.SIGKILL
    assert done.stdout.splitlines() == ["first 1", "second 1", "first 2"]


def test_each_pass_is_written_down_the_fatal_one_too(tmp_path: Path) -> None:
    log = tmp_path / "points"

    whole = passed(log=str(log))
    after = passed(log=str(log), fault="first:3:kill")

    assert (whole.returncode, after.returncode) == (0, -signal.SIGKILL)
    assert log.read_text().split() == ["first", "second"] * 5 + ["first"]
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", ["store.commit", "a:b:kill", "a:1:explode", "a:1:kill:more"])
def test_a_mistaken_fault_is_no_silent_success(words: str) -> None:
    assert passed(fault=words).returncode == 1
