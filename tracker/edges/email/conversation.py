"""One conversation with a mail server, which may be slow, endless or hostile: time and what is read are bounded."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from socket import SHUT_RDWR, SOCK_STREAM, getaddrinfo, socket

# RFC 5321 allows 512 octets for a line of a reply; no sound reply comes near this many in all its lines.
MOST_OF_A_REPLY = 1 << 16

_REPLY = re.compile(rb"[2-5][0-9]{2}(?:[ -]|\r?\n)")
_NO_REPLY = -1
_SECONDS_TO_PART = 2.0

_Place = tuple[int, int, int, str, tuple[str | int, ...] | tuple[int, bytes]]


class ReplyTooLongError(smtplib.SMTPException):
    """The server would not stop talking."""


class Client(smtplib.SMTP):
    """Our end of a conversation; `greeting` is the first thing to ask of it.

    Args:
        host: whose certificate is expected.
        connection: the open connection; it is closed with the client.
        seconds: the longest that one step may take.
        context: speak TLS from the first byte.

    Attributes:
        secrets: what is never repeated, should the server say it back.
    """

    def __init__(self, host: str, connection: socket, seconds: float, context: ssl.SSLContext | None) -> None:
        # An address literal needs no look-up of our own name, which can hang and tells more than it must.
        super().__init__(local_hostname=_literal(connection), timeout=seconds)
        self._host = host
        self._context = context
        self._overlong = False
        self.secrets: tuple[bytes, ...] = ()
        self.sock = connection

    def greeting(self) -> tuple[int, bytes]:
        """Agree on TLS where it is spoken from the first byte, and give the server's first words."""
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.connection, server_hostname=self._host)
        return self.getreply()

    @property
    def connection(self) -> socket:
        """The connection.

        Raises:
            SMTPServerDisconnected: it is closed.
        """
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("no connection")
        return self.sock

    def getreply(self) -> tuple[int, bytes]:
        """Give code and words of one reply, its lines parted by line feeds; -1 with all of it for what is no reply.

        Of a reply that does not end, its code and first words are given, and the conversation is over.
        """
        lines: list[bytes] = []
        room = MOST_OF_A_REPLY
        while not lines or (lines[-1][3:4] == b"-" and not self._overlong):
            lines.append(self._line(room))
            room -= len(lines[-1])
            # A reply whose lines bear different codes is none: 200- and then 550 was no yes.
            if not _REPLY.match(lines[-1]) or lines[-1][:3] != lines[0][:3]:
                return _NO_REPLY, self._discreet(b"\n".join(line.strip() for line in lines))
        return int(lines[0][:3]), self._discreet(b"\n".join(line[4:].strip() for line in lines))

    def send(self, s: str | bytes) -> None:  # type: ignore[override]  # the library's own type allows any buffer
        """Send, unless the server has lost our ear."""
        if self._overlong:
            raise ReplyTooLongError(f"a reply of more than {MOST_OF_A_REPLY // 1024} KiB")
        super().send(s)

    def log_in(self, username: str, password: str) -> None:
        """Log in by any way that the server offers, and keep the password out of all that it says from now on.

        Raises:
            SMTPAuthenticationError: it refuses.
        """
        plain = base64.b64encode(f"\0{username}\0{password}".encode())
        self.secrets = (password.encode(), plain, base64.b64encode(password.encode()))
        try:
            self.login(username, password)
        except ValueError as error:
            raise smtplib.SMTPException("what it asks at the login is not base64") from error

    def part(self) -> None:
        """Say goodbye, without waiting long for an answer: what was agreed stands."""
        with suppress(OSError):
            self.connection.settimeout(_SECONDS_TO_PART)
            self.quit()

    def _line(self, room: int) -> bytes:
        if self.file is None:
            self.file = self.connection.makefile("rb")
        try:
            line = self.file.readline(room + 1)
        except TimeoutError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(error.strerror or str(error)) from error
        self._overlong = len(line) > room
        if not line.endswith(b"\n") and not self._overlong:
            # A line that was begun is no answer: 250 may have been to become 250-, and 25 anything.
            self.close()
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        return bytes(line)

    def _discreet(self, words: bytes) -> bytes:
        for secret in self.secrets:
            words = words.replace(secret, b"***")
        return words


@contextmanager
def conversation(
    host: str, port: int, *, timeout: float, in_all: float, context: ssl.SSLContext | None = None
) -> Iterator[Client]:
    """Connect, and cut the connection when all steps together take too long: a timeout starts anew with each byte.

    Args:
        timeout: seconds for one step; `in_all` for the whole `with` block, looking the name up included.
        context: speak TLS from the first byte.

    Raises:
        OSError: no connection; TimeoutError where it took too long.
    """
    ends = time.monotonic() + in_all
    connection = _connected(host, port, timeout=timeout, ends=ends)
    # A handle of its own: while TLS is agreed on, the other one changes hands.
    with connection, connection.dup() as line, _cut_off(line, ends) as late:
        client = Client(host, connection, timeout, context)
        try:
            yield client
        except OSError as error:
            if late.is_set():
                raise TimeoutError("all steps together took too long") from error
            raise
        finally:
            client.close()


@contextmanager
def _cut_off(line: socket, ends: float) -> Iterator[threading.Event]:
    """Shut a connection down once it is late, at whatever step; the event tells that it was."""
    done, late = threading.Event(), threading.Event()

    def watch() -> None:
        if not done.wait(max(0.0, ends - time.monotonic())):
            late.set()
            with suppress(OSError):
                line.shutdown(SHUT_RDWR)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield late
    finally:
        done.set()
        watching.join()


def _connected(host: str, port: int, *, timeout: float, ends: float) -> socket:
    """Connect to the first address of a name that answers; all of them share the time that is left."""
    failed: OSError = TimeoutError("no address answered in time")
    for family, kind, protocol, _, place in _found(host, port, ends - time.monotonic()):
        left = ends - time.monotonic()
        if left <= 0:
            break
        connection = socket(family, kind, protocol)
        try:
            connection.settimeout(min(timeout, left))
            connection.connect(place)
            connection.settimeout(timeout)
        except OSError as error:
            connection.close()
            failed = error
        else:
            return connection
    raise failed


def _found(host: str, port: int, seconds: float) -> list[_Place]:
    """Look a name up. The system's resolver knows no deadline: a hung look-up is left to its thread."""
    answers: SimpleQueue[list[_Place] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(getaddrinfo(host, port, type=SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, seconds))
    except Empty:
        raise TimeoutError("its name was not found in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _literal(connection: socket) -> str:
    """Give our own address as a mail server is greeted with it.

    Source: RFC 5321, section 4.1.3.
    """
    address = str(connection.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"
