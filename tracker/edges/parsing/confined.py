"""What runs inside a parsing child: its limits, and the loop that answers."""

from __future__ import annotations

import math
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TypeAlias

from tracker.edges.parsing.page_room import PageRoom
from tracker.errors import TrackerError

_KEPT_VARIABLES = frozenset(["LANG", "LC_ALL", "LC_CTYPE", "TZ"])
_LONGEST_WORDS = 200
_FORBIDDEN = frozenset(
    (
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
        *("socket.gethostbyname", "socket.gethostbyaddr"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"),
    )
)


Call: TypeAlias = tuple[int | None, tuple[object, ...]]
"""The size of the page that stands in the shared room, and the arguments behind it; None: all arguments."""


class Told(StrEnum):
    """What a child says; after BROKE and OUT_OF_MEMORY it is gone."""

    READY = "ready"
    ANSWER = "answer"
    REFUSAL = "refusal"
    OUT_OF_MEMORY = "out of memory"
    BROKE = "broke"


def serve(
    calls: Connection,
    answers: Connection,
    function: Callable[..., object],
    seconds: float,
    memory: int,
    room: PageRoom | None,
) -> None:
    """Answer one call after another until nobody can call any more; the whole life of a child.

    Args:
        calls: calls come in, or None to ask whether it listens.
        answers: pairs of `Told` and a value go out.
        seconds: of CPU for one call.
        memory: bytes of address space.
        room: what the parent shares for pages; None: they come with the call.
    """
    _confine(memory)
    with suppress(EOFError):
        while True:
            call: Call | None = calls.recv()
            if call is None:
                answers.send((Told.READY, None))
            else:
                _limit_processor(seconds)
                _answer(answers, function, call, room)


class _LastWords:
    """Tells what a child dies of: what nobody foresaw may have left anything behind, so it does die."""

    def __init__(self, answers: Connection) -> None:
        self._answers = answers

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, MemoryError):
            self._answers.send((Told.OUT_OF_MEMORY, None))
        elif error is not None:
            self._answers.send((Told.BROKE, f"{type(error).__name__}: {error}"[:_LONGEST_WORDS]))


def _answer(answers: Connection, function: Callable[..., object], call: Call, room: PageRoom | None) -> None:
    size, arguments = call
    with _LastWords(answers):
        try:
            page = () if size is None or room is None else (room.take(size),)
            answers.send((Told.ANSWER, function(*page, *arguments)))
        except TrackerError as error:
            answers.send((Told.REFUSAL, error))


def _confine(memory: int) -> None:
    # Both reach the whole group, and are the parent's matter: it ends us with SIGKILL, and its death is our own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, name="parent", daemon=True).start()
    # Secrets may stand in the environment, and nothing that a page makes a library print may reach the terminal.
    for name in os.environ.keys() - _KEPT_VARIABLES:
        del os.environ[name]
    _silence()
    sys.addaudithook(_refuse)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    # Whatever a page makes a library want: the gate alone asks the world, and it is not in here.
    if event in _FORBIDDEN:
        raise PermissionError(f"a reader of pages may not do this: {event}")


def _silence() -> None:
    silence = os.open(os.devnull, os.O_RDWR)
    for number, stream in enumerate((sys.__stdin__, sys.__stdout__, sys.__stderr__)):
        # Where a stream was closed when the tracker started, its number may be that of a pipe that is needed.
        if stream is not None:
            os.dup2(silence, number)
    if silence > 2:
        os.close(silence)


def _die_with_parent() -> None:
    # Not PR_SET_PDEATHSIG: our parent by descent is the fork server, which lives as long as one of us does.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_processor(seconds: float) -> None:
    """Bound the CPU of the next call: a second wall, for code that never lets go of the interpreter."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds) + 1)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    # macOS knows the bound of the address space by name only.
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
