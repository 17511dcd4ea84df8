"""The daemon's Unix socket: one JSON line in, one JSON line out, for the same user only."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from tracker.errors import ControlError, NoDaemonError

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"
Answer: TypeAlias = Callable[[dict[str, JSON]], dict[str, JSON]]

LARGEST = 2**20
LARGEST_ANSWER = 2**26
REQUESTS_AT_ONCE = 32
REQUEST_SECONDS = 10.0
HELLO_SECONDS = 5.0
LONGEST_ADDRESS = 103


class ControlServer:
    """Answers requests on a socket, each in a thread of its own, until it is closed."""

    def __init__(self, path: Path, answer: Answer) -> None:
        """Listen at a path; a socket that a killed daemon left there is replaced. The caller holds the folder's lock.

        Args:
            path: its folder exists. Whatever is not a socket there is left alone.
            answer: called from several threads at once; must not raise.

        Raises:
            ControlError: it cannot be listened at.
        """
        self._path = path
        self._answer = answer
        self._free = threading.BoundedSemaphore(REQUESTS_AT_ONCE)
        self._closed = threading.Event()
        self._listener = _listening(path)
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more; requests in hand are answered by their own threads while the process lives."""
        if self._closed.is_set():
            return
        self._closed.set()
        # Waking a thread that sits in accept() takes a shutdown; close() alone leaves it there.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(REQUEST_SECONDS)
        self._listener.close()
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                self._closed.wait(0.1)
                continue
            self._free.acquire()
            threading.Thread(target=self._converse, args=(connection,), name="control-request", daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError, ControlError):
                connection.settimeout(REQUEST_SECONDS)
                if _peer_uid(connection) == os.geteuid():
                    connection.sendall(self._answered(connection))
        finally:
            self._free.release()

    def _answered(self, connection: socket.socket) -> bytes:
        request = _read_object(connection, largest=LARGEST)
        # What was asked may take long; only the asking must be quick.
        answer = self._answer(request)
        connection.settimeout(REQUEST_SECONDS)
        try:
            return _line(answer, largest=LARGEST_ANSWER)
        except ControlError as error:
            # What was asked is done; whoever asked must learn why there is nothing to show for it.
            return _line({"error": {"message": f"done, but {error}", "exit_code": error.exit_code}}, largest=LARGEST)


def ask(path: Path, request: dict[str, JSON], *, timeout: float) -> dict[str, JSON]:
    """Ask the running daemon and wait for its answer.

    Args:
        request: its JSON is 1 MiB at most; an answer's 64 MiB.
        timeout: seconds to wait for the answer.

    Raises:
        NoDaemonError: nobody listens there.
        ControlError: it did not answer in time, or not with an answer.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(min(timeout, HELLO_SECONDS))
        try:
            with _address(path) as address:
                connection.connect(address)
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as error:
            raise NoDaemonError(f"no daemon listens at {path}; start one with: tracker run") from error
        except OSError as error:
            raise ControlError(f"the daemon at {path} cannot be reached ({error}); is it of another user?") from error
        connection.settimeout(timeout)
        try:
            connection.sendall(_line(request, largest=LARGEST))
            return _read_object(connection, largest=LARGEST_ANSWER)
        except OSError as error:
            raise ControlError(f"the daemon at {path} did not answer ({error}); see its log") from error


def _line(value: dict[str, JSON], *, largest: int) -> bytes:
    try:
        line = json.dumps(value).encode() + b"\n"
    except (TypeError, ValueError, RecursionError) as error:
        raise ControlError(f"what was to be sent is no JSON ({error}); please report what was asked") from error
    if len(line) > largest:
        raise ControlError(f"a message of {len(line)} bytes is too long for the daemon's socket; ask for less at once")
    return line


def _read_object(connection: socket.socket, *, largest: int) -> dict[str, JSON]:
    data = bytearray()
    while not data.endswith(b"\n"):
        chunk = connection.recv(65536)
        data += chunk
        if not chunk or len(data) > largest:
            raise ControlError(
                "the other side of the daemon's socket broke off, or sent too much; see the daemon's log"
            )
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ControlError("what came over the daemon's socket is no JSON; are both of one version?") from error
    if not isinstance(value, dict):
        raise ControlError("what came over the daemon's socket is no JSON object; are both of one version?")
    return value


def _listening(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if path.is_socket():
            path.unlink()
        # Nobody else may connect in the moment between bind and chmod: the mask belongs to the process, so it is
        # set for that moment only; the peer's user is checked in any case.
        mask = os.umask(0o177)
        try:
            with _address(path) as address:
                listener.bind(address)
        finally:
            os.umask(mask)
        listener.listen(REQUESTS_AT_ONCE)
    except OSError as error:
        listener.close()
        raise ControlError(f"the daemon cannot listen at {path} ({error.strerror or error}); move it away") from error
    except ControlError:
        listener.close()
        raise
    return listener


@contextmanager
def _address(path: Path) -> Iterator[str]:
    """Give an address that fits: a socket's is 108 bytes at most, and data folders may lie deeper.

    Source: unix(7).
    """
    if len(os.fsencode(path)) <= LONGEST_ADDRESS:
        yield str(path)
        return
    if not sys.platform.startswith("linux"):
        raise ControlError(f"the path {path} is too long for a socket; name a shorter data folder with --data")
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def _peer_uid(connection: socket.socket) -> int:
    """Give the user at the other end. Source: SO_PEERCRED in unix(7), LOCAL_PEERCRED in unix(4) of macOS."""
    if sys.platform == "darwin":
        # struct xucred: version, uid, then the groups.
        return int(struct.unpack("=II", connection.getsockopt(0, 1, 8))[1])
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[1])
