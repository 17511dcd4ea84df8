"""Processes of the program that are forked from one which has imported it already: only the imports are spared.

Each is a process as any other: it has its own environment, folder, streams, signals and exit code, and may be killed
at any instant. What a user types, `python -m tracker`, is what `Program.launch` starts. Each has parsing children of
its own, but one server forks those of all: it would import the readers anew for each run.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from multiprocessing import resource_tracker
from pathlib import Path
from typing import IO, NoReturn

from tests import fork_server

_NUMBER = struct.Struct("i")
_LONGEST = 1 << 20
_PATIENCE = 30.0
# What every run imports only once it is at it.
_LATE = (
    *("_strptime", "encodings.unicode_escape", "encodings.utf_8_sig"),
    *("apscheduler.triggers.interval", "multiprocessing.popen_forkserver"),
    *(
        "tracker.app.wiring",
        "tracker.app.laying",
        "tracker.app.telling",
        "tracker.cli.running",
        "tracker.config.mistakes",
    ),
    *("tracker.config.alert_mistakes", "tracker.config.place_tables", "tracker.config.schema", "tracker.daemon"),
)
ROOT = Path(__file__).resolve().parent.parent


class Forked:
    """One run of the program, with what a `Popen` can do and a test needs.

    Attributes:
        pid: the number of the process.
    """

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self._code: int | None = None
        self.pid = self._next()

    def poll(self) -> int | None:
        """Give the exit code, negative for a signal; None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end, and give the exit code."""
        if self._code is None:
            self._told.settimeout(timeout)
            try:
                self._code = self._next()
            except (TimeoutError, BlockingIOError) as error:
                raise subprocess.TimeoutExpired("tracker", timeout or 0) from error
            self._told.close()
        return self._code

    def send_signal(self, number: int) -> None:
        """Send a signal, where it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once, and wait until it is gone."""
        self.send_signal(signal.SIGKILL)
        self.wait(_PATIENCE)

    def _next(self) -> int:
        number: int = _NUMBER.unpack(self._told.recv(_NUMBER.size))[0]
        return number


def fork(
    words: list[str], folder: Path, environment: Mapping[str, str], streams: tuple[IO[bytes], IO[bytes], IO[bytes]]
) -> Forked:
    """Start a verb in a folder, between its input, output and errors."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        asked = json.dumps([words, str(folder), dict(environment)]).encode()
        socket.send_fds(_server(), [asked], [*(stream.fileno() for stream in streams), theirs.fileno()])
    return Forked(ours)


@cache
def _server() -> socket.socket:
    """Start the process that forks, for the first who asks; it leaves once nobody can ask any more."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LONGEST)
    command = [sys.executable, "-m", "tests.forked", str(theirs.fileno())]
    with theirs:
        server = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    atexit.register(server.wait)
    atexit.register(ours.close)
    return ours


def _serve(asking: socket.socket) -> None:
    for name in _LATE:
        import_module(name)
    # Who is forked from here finds it at its address.
    fork_server.begin_for_forked()
    resource_tracker.ensure_running()
    while True:
        asked, streams, _, _ = socket.recv_fds(asking, _LONGEST, 4)
        if not asked:
            return
        keeper = os.fork()
        if not keeper:
            asking.close()
            words, folder, environment = json.loads(asked)
            _keep(words, folder, environment, streams)
        for stream in streams:
            os.close(stream)
        os.waitpid(keeper, 0)


def _keep(words: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> NoReturn:
    """Live beside one run, and tell its number and its end."""
    if os.fork():
        os._exit(0)
    *between, told = streams
    run = os.fork()
    if not run:
        os.close(told)
        _run(words, folder, environment, between)
    for stream in between:
        os.close(stream)
    os.write(told, _NUMBER.pack(run))
    os.write(told, _NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(run, 0)[1])))
    os._exit(0)


def _run(words: list[str], folder: str, environment: dict[str, str], between: list[int]) -> NoReturn:
    for number, stream in enumerate(between):
        os.dup2(stream, number)
        os.close(stream)
    _begin_streams()
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    from tracker.cli import main
    from tracker.edges import fault_points

    # Read from the environment as the module is imported, which was before.
    fault_points._ARMED = fault_points._Armed()
    sys.exit(main(words))


def _begin_streams() -> None:
    """Make the streams anew: they know from their beginning whether they are a terminal, or can be sought in."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        was = getattr(sys, name)
        made = os.fdopen(was.fileno(), mode, encoding=was.encoding, errors=was.errors, closefd=False)
        setattr(sys, name, made)
        setattr(sys, f"__{name}__", made)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
