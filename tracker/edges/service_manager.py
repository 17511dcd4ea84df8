"""What the service manager is told of us, over its socket: ready, alive, reloading, stopping.

Source: sd_notify(3), sd_watchdog_enabled(3).
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta


class ServiceManager:
    """Speaks to systemd, or to whoever listens in its place; says nothing where nobody does.

    Args:
        environment: of the process: NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        named = environment.get("NOTIFY_SOCKET", "")
        # A leading @ stands for the zero byte of Linux's abstract names.
        self._address = f"\0{named[1:]}" if named.startswith("@") else named if named.startswith("/") else ""
        self.watchdog = _watchdog(environment) if self._address else None
        """How long it waits for a sign of life before it restarts us; None: it does not wait for any."""

    def ready(self, words: str) -> None:
        """Say that all is set up, and what is being done."""
        self._tell("READY=1", f"STATUS={words}")

    def reloading(self) -> None:
        """Say that the configuration is read anew; `ready` says when that is over."""
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """Say that what is in hand is being finished."""
        self._tell("STOPPING=1", "STATUS=finishing what is in hand")

    def alive(self) -> None:
        """Give a sign of life."""
        self._tell("WATCHDOG=1")

    def status(self, words: str) -> None:
        """Say what is going on, for `systemctl status`."""
        self._tell(f"STATUS={words}")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        message = "\n".join(" ".join(line.splitlines()) for line in lines)
        # A manager that does not listen any more is no reason to stop.
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as speaking:
            speaking.settimeout(1.0)
            speaking.sendto(message.encode("utf-8", "replace"), self._address)


def _watchdog(environment: Mapping[str, str]) -> timedelta | None:
    meant_for, length = environment.get("WATCHDOG_PID", ""), environment.get("WATCHDOG_USEC", "")
    if not length.isdecimal() or not int(length) or (meant_for and meant_for != str(os.getpid())):
        return None
    return timedelta(microseconds=int(length))
