"""One parsing child as its parent sees it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.context import ForkServerContext

from tracker.edges.fault_points import fault_point
from tracker.edges.parsing.answers import MOST_BYTES, read_answer
from tracker.edges.parsing.confined import Call, Told, serve
from tracker.edges.parsing.page_room import ROOM, PageRoom
from tracker.edges.watchdog import Watchdog
from tracker.errors import ReaderKilledError, ReaderNotStartedError, TrackerError

# The first child of a process waits for the fork server's imports, on a busy machine for long.
_START = timedelta(seconds=60)
_PATIENCE = 1.0
_STARTING = threading.Lock()


class Child:
    """A process that answers one call at a time.

    Attributes:
        calls: how many it was given.
        shot: it was ended by a SIGKILL that came from somewhere else.
    """

    def __init__(
        self,
        function: Callable[..., object],
        *,
        context: ForkServerContext,
        watchdog: Watchdog,
        seconds: timedelta,
        memory: int,
    ) -> None:
        self._watchdog = watchdog
        self._seconds = seconds
        # Not one pipe for both ways: it is a pair of sockets, and whoever waits for an answer by one is woken once in
        # vain as soon as what was asked is read.
        self._from_child, their_answers = context.Pipe(duplex=False)
        their_calls, self._to_child = context.Pipe(duplex=False)
        self._theirs = (their_calls, their_answers)
        self._room = PageRoom.made()
        arguments = (*self._theirs, function, seconds.total_seconds(), memory, self._room)
        self._process = context.Process(target=serve, args=arguments, name="parser", daemon=True)
        self._unwanted = False
        self.calls = 0
        self.shot = False
        self._sound = False

    @property
    def usable(self) -> bool:
        """Whether it has started, and nothing went wrong since."""
        return self._sound

    def awake(self) -> bool:
        """Tell whether it still lives: one that died at its leisure is not the fault of the page that comes next."""
        # An idle child says nothing: its pipe has something to give only once it ended. To ask would cost two turns
        # of the processor for each page.
        return self._sound and not self._from_child.poll()

    def start(self) -> None:
        """Start the process, and wait until it listens.

        Raises:
            ReaderNotStartedError: it could not be started.
        """
        try:
            fault_point("parsing.child.start")
            with _STARTING, _interrupts_later():
                self._process.start()
        except (OSError, EOFError) as error:
            # EOFError: the server that forks children died on the way; the next start brings up another.
            words = str(error) or type(error).__name__
            raise ReaderNotStartedError(f"no parsing child could be started: {words}; is there memory left?") from error
        finally:
            for theirs in self._theirs:
                theirs.close()
        if self._unwanted:
            self.kill()
        self._sound = self._exchange(None, _START) == (Told.READY, None)

    def call(self, arguments: tuple[object, ...]) -> object:
        """Have the function called; give what it gave.

        Raises:
            ReaderKilledError: the child died, took too long or ran out of memory.
            TrackerError: the function's own.
        """
        self.calls += 1
        self._sound = False
        told, value = self._exchange(self._put(arguments), self._seconds)
        self._sound = told in (Told.ANSWER, Told.REFUSAL)
        if isinstance(value, TrackerError) and told is Told.REFUSAL:
            raise value
        if told is Told.OUT_OF_MEMORY:
            raise ReaderKilledError(
                "the page took more memory than a reader may have; raise run.parse_memory if it is sound"
            )
        if told is Told.BROKE:
            raise ReaderKilledError(
                f"the page broke its reader ({value}); its text is not known, please report the address"
            )
        return value

    def _put(self, arguments: tuple[object, ...]) -> Call:
        page = arguments[0] if arguments else None
        if self._room is None or not isinstance(page, bytes) or len(page) > ROOM:
            return None, arguments
        return self._room.put(page), arguments[1:]

    def kill(self) -> None:
        """End the process at once; safe from any thread, before it has started and when it is dead."""
        self._unwanted = True
        if self._process.pid is not None:
            self._process.kill()

    def stop(self) -> None:
        """Let the process end, or make it, and give back what it held."""
        self._to_child.close()
        self._from_child.close()
        if self._room is not None:
            self._room.close()
        if self._process.pid is None:
            return
        if self._sound:
            self._process.join(_PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join(_PATIENCE)
        if self._process.exitcode is not None:
            self._process.close()

    def _exchange(self, call: Call | None, length: timedelta) -> tuple[Told, object]:
        alarm = self._watchdog.guard(length, self.kill)
        try:
            self._to_child.send(call)
            said = self._from_child.recv_bytes(MOST_BYTES)
        except (OSError, EOFError) as error:
            alarm.cancel()
            raise ReaderKilledError(self._death(late=alarm.rang, length=length)) from error
        finally:
            alarm.cancel()
        return read_answer(said)

    def _death(self, *, late: bool, length: timedelta) -> str:
        seconds = f"{length.total_seconds():g} s"
        if late:
            return f"the page took its reader longer than {seconds}; raise run.parse_seconds if it is sound"
        self._process.join(_PATIENCE)
        code = self._process.exitcode
        if code == -signal.SIGXCPU:
            return f"the page took its reader more than {seconds} of CPU; raise run.parse_seconds if it is sound"
        self.shot = code == -signal.SIGKILL and not self._unwanted
        how = f"exit {code}" if code is None or code >= 0 else signal.Signals(-code).name
        return f"the page killed its reader ({how}); its text is not known, please report the address"


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Start children that never see Ctrl-C or SIGTERM: they inherit the mask, and both are the parent's matter."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
