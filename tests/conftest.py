"""What holds for every test: nothing of this machine's own settings, proxies or home is seen."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
from compileall import compile_dir
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import fork_server

# Tests start the program some hundred times, and every worker reads every test: without bytecode each of them compiles
# all of it anew, which takes longer than the tests. Set before any of them starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A record is made durable at each step, which on a disk is most of a test's wait. What the tests kill is the program,
# never the machine, so that memory keeps as well: where there is enough of it, what they write lies there.
_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30


def _holds_tests(folder: Path) -> bool:
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    state = os.statvfs(folder)
    return not state.f_flag & os.ST_NOEXEC and state.f_bavail * state.f_frsize > _ROOM


if _holds_tests(_MEMORY):
    os.environ.setdefault("TMPDIR", str(_MEMORY))
    # pytest has asked for the place already, to capture what is printed, and would be given the same again.
    tempfile.tempdir = None

# Each property is tried with a few dozen examples; TRACKER_EXAMPLES=400 is the long form, for a night.
# A busy machine is no failure: nothing here asserts how long something takes. In CI the same examples are tried each
# time, so that a change is judged by what it changes.
settings.register_profile(
    "house",
    max_examples=int(os.environ.get("TRACKER_EXAMPLES", "30")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("house")

# Some thousand tests and all that they import stay until the end: looking for garbage in them again and again takes a
# third of the time in which they are collected, and slows the tests after it. Begun anew once all are known.
gc.disable()

_ROOT = Path(__file__).resolve().parent.parent
# What pytest rewrites before it compiles it.
_REWRITTEN = re.compile(r"/(test_\w+|conftest)\.py$")


def pytest_configure(config: pytest.Config) -> None:
    """Compile what all workers read, once and before they are started: a fresh copy has no bytecode yet."""
    fork_server.choose()
    if getattr(config.option, "numprocesses", None):
        for folder in ("tracker", "bench", "tests"):
            compile_dir(_ROOT / folder, rx=_REWRITTEN if folder == "tests" else None, quiet=2, workers=2)


def pytest_sessionstart() -> None:
    """Import a share of the tests that no other worker begins with, so that not each of them rewrites all."""
    worker, workers = os.environ.get("PYTEST_XDIST_WORKER"), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if worker:
        for path in sorted((_ROOT / "tests").rglob("test_*.py"))[int(worker.removeprefix("gw")) :: workers]:
            # What is wrong with it is told when it is collected.
            with suppress(Exception):
                import_module(".".join(path.relative_to(_ROOT).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: one that is left for the end keeps all other workers waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Look for garbage from here on, in what the tests make, and seldom: most of what they read is none yet."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy")
_AT_HOME = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
_HOMES = list[Path]()


def pytest_runtest_setup() -> None:
    """Show a test none of this machine's settings and proxies, and a home in which no test before it left anything.

    No fixture: asked for ten thousand times, that takes longer than what it does.
    """
    for name in [name for name in os.environ if name.startswith("TRACKER_") or name.lower() in _PROXIES]:
        del os.environ[name]
    if not _HOMES or not _HOMES[-1].is_dir() or any(_HOMES[-1].iterdir()):
        _HOMES.append(Path(tempfile.mkdtemp(prefix="tracker-home-")))
    os.environ["HOME"] = str(_HOMES[-1])
    os.environ.update({name: str(_HOMES[-1] / name.lower()) for name in _AT_HOME})


def pytest_sessionfinish() -> None:
    """Leave no home behind."""
    for home in _HOMES:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return _ROOT
