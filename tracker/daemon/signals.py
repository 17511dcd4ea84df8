"""What the process was told by signals, heard at once by the one thread that waits for it."""

from __future__ import annotations

import os
import select
import signal
import socket
from types import FrameType


class Signals:
    """Hears SIGTERM, SIGINT and SIGHUP from the moment it is made.

    A handler only notes what came: locks may be held where it strikes. The kernel may hand a signal to any thread,
    and Python runs handlers in the main one alone; so that this one wakes, each signal is also written to a socket.

    Attributes:
        leave: the number of the signal that told us to leave; 0 while none did. A second one ends the process there.
        reload: whether SIGHUP came since it was last set to False.
    """

    def __init__(self) -> None:
        self.leave = 0
        self.reload = False
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_leave)
        signal.signal(signal.SIGHUP, self._on_reload)

    def wait(self, seconds: float) -> None:
        """Wait for a signal, `seconds` at most."""
        heard, _, _ = select.select([self._ear], [], [], seconds)
        if heard:
            self._ear.recv(4096)

    def close(self) -> None:
        """Stop listening; handlers stay, so that a second signal still ends the process at once."""
        signal.set_wakeup_fd(-1)
        self._ear.close()
        self._mouth.close()

    def _on_leave(self, number: int, _frame: FrameType | None) -> None:
        if self.leave:
            os._exit(128 + number)
        self.leave = number

    def _on_reload(self, _number: int, _frame: FrameType | None) -> None:
        self.reload = True
