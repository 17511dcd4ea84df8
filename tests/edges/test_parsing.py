"""Children that read hostile pages: whatever becomes of one, the tracker and its other pages go on."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tracker.edges.fault_points import arm
from tracker.edges.parsing import Parsers
from tracker.edges.parsing.answers import read_answer
from tracker.edges.parsing.page_room import ROOM, PageRoom
from tracker.errors import NotFoundError, ReaderKilledError, ReadingError

SHORT = timedelta(seconds=0.3)
LONG = timedelta(seconds=30)
MEMORY = 2**30


def read(page: str, payload: object = None) -> object:
    """Stand for a reader: a page is the name of what it does to it."""
    return CONDUCTS[page]() if page in CONDUCTS else payload


def echo(page: bytes, payload: object) -> tuple[bytes, object]:
    """Give back what came."""
    return page, payload


def _signal(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(0.1)


def _spin() -> None:
    while True:
        pass


def _refuse() -> None:
    raise NotFoundError("this page has no text")


class Taken:
    """What a page that took over its reader would answer: a call, made by whoever reads it."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.reduced = (function, arguments)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.reduced


def _shout() -> None:
    sys.stdout.write("\x1b[2J")
    sys.stdout.flush()
    os.write(2, b"\x1b[2J")


CONDUCTS: dict[str, Callable[[], object]] = {
    "dies by a signal": lambda: _signal(signal.SIGSEGV),
    "is killed": lambda: _signal(signal.SIGKILL),
    "aborts": os.abort,
    "leaves": lambda: os._exit(3),
    "waits": lambda: time.sleep(30),
    "spins": _spin,
    "takes memory": lambda: len(bytearray(2 * MEMORY)),
    "recurses": lambda: read("recurses"),
    "fails": lambda: int("nonsense"),
    "refuses": _refuse,
    "gives what cannot be sent": threading.Lock,
    "shouts": _shout,
    "has the tracker run words": lambda: Taken(eval, "__import__('os').environ.setdefault('TAKEN', 'over')"),
    "has the tracker call a program": lambda: Taken(os.system, "true"),
    "has the tracker make a thing of its own": lambda: Taken(Parsers, _refuse),
    "answers without end": lambda: b"x" * (65 * 2**20),
    "tells its process": os.getpid,
    "tells its environment": lambda: dict(os.environ),
    "takes an interrupt": lambda: _signal(signal.SIGINT),
    "takes a request to leave": lambda: _signal(signal.SIGTERM),
}


@pytest.fixture
def parsers() -> Iterator[Parsers[object]]:
    opened = Parsers(read, children=2, seconds=LONG, memory=MEMORY)
    yield opened
    opened.close()


@pytest.fixture
def hasty() -> Iterator[Parsers[object]]:
    opened = Parsers(read, children=1, seconds=SHORT, memory=MEMORY)
    yield opened
    opened.close()


def test_a_child_gives_back_what_the_reader_gave(parsers: Parsers[object]) -> None:
    assert parsers.run("a page", ("words", 3, b"\x00" * 10_000_000)) == ("words", 3, b"\x00" * 10_000_000)


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "by the pipe alone"])
def test_pages_of_any_size_reach_the_reader_as_they_are(shared: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shared:
        monkeypatch.delattr(os, "memfd_create", raising=False)
    parsers: Parsers[object] = Parsers(echo, children=1, seconds=LONG, memory=MEMORY)
    try:
        for size in (0, 5, 110_000, ROOM - 1, ROOM, ROOM + 1, 3 * ROOM, 1):
            page = bytes(number % 251 for number in range(size % 1000)) + b"x" * (size - size % 1000)
            assert parsers.run(page, size) == (page, size)
    finally:
        parsers.close()


def test_nobody_makes_the_room_of_a_page_smaller_or_larger() -> None:
    room = PageRoom.made()
    if room is None:
        pytest.skip("this system has no room to share")
    for size in (0, ROOM // 2, 2 * ROOM):
        with pytest.raises(PermissionError):
            os.ftruncate(room._descriptor, size)
    assert room.take(room.put(b"a page")) == b"a page"
    room.close()


def test_children_that_were_replaced_leave_no_descriptor_behind(parsers: Parsers[object]) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not tell")
    parsers.run("a page")
    before = len(list(descriptors.iterdir()))
    for _ in range(3):
        with pytest.raises(ReadingError):
            parsers.run("leaves")
        parsers.run("a page")
    assert len(list(descriptors.iterdir())) <= before


def test_it_is_not_this_process_that_reads(parsers: Parsers[object]) -> None:
    assert parsers.run("tells its process") != os.getpid()


def test_a_warm_child_reads_the_next_page(parsers: Parsers[object]) -> None:
    assert len({parsers.run("tells its process") for _ in range(5)}) == 1


def test_children_read_at_the_same_time(parsers: Parsers[object]) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda number: parsers.run("a page", number), range(50))) == list(range(50))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("dies by a signal", r"killed its reader \(SIGSEGV\)"),
        ("is killed", r"killed its reader \(SIGKILL\)"),
        ("aborts", r"killed its reader \(SIGABRT\)"),
        ("leaves", r"killed its reader \(exit 3\)"),
        ("takes memory", "took more memory than a reader may have"),
        ("recurses", r"broke its reader \(RecursionError"),
        ("fails", r"broke its reader \(ValueError: invalid literal"),
        ("gives what cannot be sent", r"broke its reader \(TypeError: cannot pickle"),
    ],
)
def test_a_page_that_breaks_its_reader_breaks_nothing_else(parsers: Parsers[object], page: str, words: str) -> None:
    with ThreadPoolExecutor(2) as threads:
        others = [threads.submit(parsers.run, "a page", number) for number in range(20)]
        with pytest.raises(ReadingError, match=words):
            parsers.run(page)
        assert [other.result() for other in others] == list(range(20))
    assert parsers.run("a page", "sound") == "sound"


@pytest.mark.parametrize("page", ["waits", "spins"])
def test_a_page_that_takes_too_long_is_given_up(hasty: Parsers[object], page: str) -> None:
    with pytest.raises(ReadingError, match=r"longer than 0\.3 s; raise run\.parse_seconds"):
        hasty.run(page)
    assert hasty.run("a page", "sound") == "sound"


@pytest.mark.parametrize("page", [name for name in CONDUCTS if name.startswith(("has the tracker", "answers"))])
def test_a_page_that_took_over_its_reader_gets_no_further(parsers: Parsers[object], page: str) -> None:
    with pytest.raises(ReadingError, match="its text is not known, please report the address"):
        parsers.run(page)
    assert "TAKEN" not in os.environ
    assert parsers.run("a page", "words") == "words"


@pytest.mark.parametrize(
    "said", [b"", b"no pickle", pickle.dumps(None), pickle.dumps((1, 2, 3)), pickle.dumps(("no such word", None))]
)
def test_what_no_reader_answers_is_told_as_a_broken_reader(said: bytes) -> None:
    with pytest.raises(ReaderKilledError, match="which answered what no reader does"):
        read_answer(said)


def test_the_readers_own_errors_come_through(parsers: Parsers[object]) -> None:
    with pytest.raises(NotFoundError, match="this page has no text"):
        parsers.run("refuses")


def test_a_child_that_dies_between_two_pages_is_replaced(parsers: Parsers[object]) -> None:
    first = parsers.run("tells its process")
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    assert parsers.run("a page", "sound") == "sound"


def test_nothing_that_a_page_prints_comes_out(parsers: Parsers[object], capfd: pytest.CaptureFixture[str]) -> None:
    parsers.run("shouts")
    assert capfd.readouterr() == ("", "")


def test_children_are_told_no_secrets(parsers: Parsers[object]) -> None:
    environment = parsers.run("tells its environment")
    assert isinstance(environment, dict)
    assert set(environment) <= {"LANG", "LC_ALL", "LC_CTYPE", "TZ"}


@pytest.mark.parametrize("signalled", ["takes an interrupt", "takes a request to leave"])
def test_what_is_said_to_the_whole_group_is_the_parents_matter(parsers: Parsers[object], signalled: str) -> None:
    before = parsers.run("tells its process")
    parsers.run(signalled)
    assert parsers.run("tells its process") == before


FORKS_NO_MORE = """
import os, time
time.sleep(0.3)
os._exit(1)
"""
START = """
from datetime import timedelta
from tracker.edges.parsing import Parsers
from tracker.errors import ReadingError
if __name__ == "__main__":
    parsers = Parsers(abs, children=1, seconds=timedelta(seconds=30), memory=2**30, preload=("forks_no_more",))
    try:
        parsers.run(1)
    except ReadingError as error:
        print(error)
    parsers.close()
"""


def test_a_fork_server_that_dies_while_a_child_starts_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "forks_no_more.py").write_text(FORKS_NO_MORE)
    (tmp_path / "start.py").write_text(START)
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"}
    done = subprocess.run(
        [sys.executable, tmp_path / "start.py"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.startswith("no parsing child could be started: ")
    assert "Traceback" not in done.stderr


def test_a_child_gives_way_to_a_fresh_one_in_time() -> None:
    parsers: Parsers[object] = Parsers(read, children=1, seconds=LONG, memory=MEMORY)
    seen = {parsers.run("tells its process") for _ in range(2001)}
    parsers.close()
    assert len(seen) == 2


def test_a_start_that_fails_once_is_tried_again(parsers: Parsers[object]) -> None:
    with arm("parsing.child.start"):
        assert parsers.run("a page", "sound") == "sound"


def test_a_start_that_fails_twice_is_told_and_tried_again_for_the_next_page(parsers: Parsers[object]) -> None:
    with arm("parsing.child.start", times=2), pytest.raises(ReadingError, match="no parsing child could be started"):
        parsers.run("a page", "sound")
    assert parsers.run("a page", "sound") == "sound"


def test_closing_ends_the_children_at_work_and_those_who_wait_for_them() -> None:
    parsers: Parsers[object] = Parsers(read, children=1, seconds=LONG, memory=MEMORY)
    child = parsers.run("tells its process")
    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(parsers.run, "waits") for _ in range(3)]
        parsers.close()
        for each in waiting:
            with pytest.raises(ReadingError, match="the tracker is stopping"):
                each.result()
    assert isinstance(child, int)
    assert not _is_alive(child)
    parsers.close()
    with pytest.raises(ReadingError, match="the tracker is stopping"):
        parsers.run("a page")


PROGRAM = """
import sys
from datetime import timedelta
from tracker.edges.parsing import Parsers

def main() -> int:
    parsers = Parsers(divmod, children=2, seconds=timedelta(seconds=30), memory=2**30, preload=("lxml.html",))
    print(parsers.run(7, 2), flush=True)
    if "wait" in sys.argv:
        sys.stdin.read()
    if "leave" not in sys.argv:
        parsers.close()
    return 0

if __name__ == "__main__":
    sys.exit(main())
"""


@pytest.fixture
def program(tmp_path: Path, project: Path) -> list[str]:
    """A program as installers write it: a script without a suffix."""
    script = tmp_path / "program"
    script.write_text(f"import sys\nsys.path.insert(0, {str(project)!r})\n{PROGRAM}")
    return [sys.executable, "-W", "error", str(script)]


@pytest.mark.parametrize("word", ["close", "leave"])
@pytest.mark.parametrize("closed", ["", "<&-", "<&- 2>&-"])
def test_a_program_ends_quietly_whatever_its_streams_are(program: list[str], word: str, closed: str) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *program, word], capture_output=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"(3, 1)\n", b"")


def test_children_do_not_outlive_a_program_that_was_killed(program: list[str]) -> None:
    with subprocess.Popen(
        [*program, "wait"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"(3, 1)\n"
        running.kill()
        # The fork server and the children hold the pipe as long as they live: it ends when the last of them has.
        assert running.stdout.read() == b""


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
