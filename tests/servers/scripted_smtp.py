"""A mail server on loopback that says what a test writes out: moods that no server of a library knows.

    with ScriptedServer({"MAIL": b"421 4.3.2 going down\r\n", ".": flooding(b"250-yes\r\n")}) as server:
        ... deliver to 127.0.0.1:server.port ...
        assert server.heard_in_clear == [b"EHLO [127.0.0.1]", ...]

An answer is bytes, or acts on the connection; empty bytes hang up. Steps are the verbs, `greeting`, `EHLO in TLS` (else
as `EHLO`), `.` for the end of the data, and `login` for each line that answers a 334.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import IO, Self

Answer = bytes | Callable[[socket.socket, threading.Event], None]

_USUAL: Mapping[str, Answer] = {
    "greeting": b"220 scripted\r\n",
    "EHLO": b"250 scripted\r\n",
    "HELO": b"250 scripted\r\n",
    "STARTTLS": b"220 go on\r\n",
    "MAIL": b"250 fine\r\n",
    "RCPT": b"250 fine\r\n",
    "DATA": b"354 go on\r\n",
    ".": b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
}


def flooding(part: bytes) -> Answer:
    """Say the same for ever, as fast as it is taken."""
    return _saying_again(part, pause=0)


def dripping(part: bytes, *, pause: float = 0.02) -> Answer:
    """Say the same for ever, slowly: never silent for as long as a time limit for one read."""
    return _saying_again(part, pause=pause)


def broken_off(part: bytes) -> Answer:
    """Say something, and hang up."""

    def say(connection: socket.socket, _closing: threading.Event) -> None:
        connection.sendall(part)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    return say


def silent(_connection: socket.socket, closing: threading.Event) -> None:
    """Say nothing."""
    closing.wait()


def _saying_again(part: bytes, *, pause: float) -> Answer:
    def say(connection: socket.socket, closing: threading.Event) -> None:
        while not closing.wait(pause):
            connection.sendall(part)

    return say


class ScriptedServer:
    """A server in a thread of its own, one conversation after the other.

    Args:
        answers: in place of the usual ones, by step.
        tls: the certificate, for STARTTLS.

    Attributes:
        mails: the data of each that was answered with whatever stands for `.`.
    """

    def __init__(self, answers: Mapping[str, Answer] | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.answers = {**_USUAL, **(answers or {})}
        self.heard_in_clear: list[bytes] = []
        self.heard_in_tls: list[bytes] = []
        self.mails: list[bytes] = []
        self._tls = tls
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        # Small, so that a mail which is not read soon stands still.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 12)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.settimeout(10)
            with suppress(OSError):
                self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        with connection:
            if not self._answer(connection, "greeting"):
                return
            with connection.makefile("rb") as lines:
                goes_on = self._listen(connection, lines, self.heard_in_clear)
            if goes_on and self._tls is not None:
                with (
                    self._tls.wrap_socket(connection, server_side=True) as encrypted,
                    encrypted.makefile("rb") as lines,
                ):
                    self._listen(encrypted, lines, self.heard_in_tls)

    def _listen(self, connection: socket.socket, lines: IO[bytes], heard: list[bytes]) -> bool:
        """Answer until the end; True where the client goes on in TLS."""
        in_tls = heard is self.heard_in_tls
        in_login = False
        while line := lines.readline():
            heard.append(line.strip())
            verb = "login" if in_login else line.split()[0].decode("latin-1").upper() if line.strip() else ""
            step = f"{verb} in TLS" if in_tls and f"{verb} in TLS" in self.answers else verb
            if not self._answer(connection, step) or verb == "QUIT":
                return False
            if verb == "STARTTLS":
                return True
            in_login = verb in ("AUTH", "login") and self._says(step).startswith(b"334")
            if verb == "DATA" and self._says(step).startswith(b"354"):
                self.mails.append(_data(lines))
                if not self._answer(connection, "."):
                    return False
        return False

    def _says(self, step: str) -> bytes:
        answer = self.answers.get(step, b"")
        return answer if isinstance(answer, bytes) else b""

    def _answer(self, connection: socket.socket, step: str) -> bool:
        answer = self.answers.get(step, b"502 5.5.1 no such step\r\n")
        if isinstance(answer, bytes):
            connection.sendall(answer)
            return bool(answer)
        answer(connection, self._closing)
        return False


def _data(lines: IO[bytes]) -> bytes:
    taken: list[bytes] = []
    while (line := lines.readline()) and line != b".\r\n":
        taken.append(line)
    return b"".join(taken)
