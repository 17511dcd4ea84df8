"""HTTP connections of ours: opened by the door, every byte that comes in counted."""

from __future__ import annotations

import hashlib
import http.client
import io
import re
import socket
import ssl
from functools import partial
from typing import TYPE_CHECKING, cast

from urllib3.connection import HTTPConnection, HTTPSConnection

from tracker.edges.fetch.deadline import Deadline
from tracker.edges.fetch.door import Door
from tracker.edges.fetch.target import Target
from tracker.errors import ProtocolError, TooLargeError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_LIMIT = 64 * 1024
_FOLD = re.compile(r"[ \t]*\r?\n[ \t]+")
_INTERIM_END = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\S+ 1(?!01)\d\d")


class Intake:
    """Everything that comes in on one connection: counted, its headers kept, its end judged.

    Attributes:
        status_line: as sent; empty until the headers are whole.
        headers: name and value in the order sent, duplicates kept.
        peer: the address and port at the other end.
        certificate_sha256: of the certificate the other end proved to own, in DER form; None without TLS.
    """

    def __init__(self, place: str, *, deadline: Deadline, limit: int) -> None:
        self.place = place
        self.deadline = deadline
        self.status_line = ""
        self.headers: tuple[tuple[str, str], ...] = ()
        self.peer = ""
        self.certificate_sha256: str | None = None
        self._head = bytearray()
        self._in_head = True
        self._size = 0
        # Chunks have frames: a page in small chunks may come in larger than it is.
        self._limit = limit + limit // 4 + 2 * HEAD_LIMIT

    def let_in(self, chunk: memoryview) -> None:
        """Count what came; nothing at all is the end of the connection."""
        if not chunk:
            self._ended()
        self._size += len(chunk)
        if self._in_head:
            self._head += chunk
            if len(self._head) > HEAD_LIMIT:
                raise TooLargeError(f"{self.place} sends headers without end; nothing was kept")
        elif self._size > self._limit:
            raise TooLargeError(f"{self.place} sends more than may be; raise fetch.max_bytes if you want it")

    def head_is_whole(self, message: http.client.HTTPMessage) -> None:
        """Keep status line and headers.

        Raises:
            ProtocolError: a line among the headers is none.
        """
        self._in_head = False
        self.status_line = _final_line(bytes(self._head))
        lines = (self.status_line, *(name + value for name, value in message.items()))
        if message.defects or any("\0" in line for line in lines):
            raise ProtocolError(f"{self.place} sends a line among its headers that is none; nothing was kept")
        self.headers = tuple((name, _FOLD.sub(" ", value)) for name, value in message.items())
        self._head.clear()

    def _ended(self) -> None:
        if self.deadline.passed:
            raise self.deadline.error()
        if self._in_head and self._head:
            raise ProtocolError(f"{self.place} closed the connection in the middle of its headers; nothing was kept")


def _final_line(head: bytes) -> str:
    """Give the status line behind all interim answers; the page behind the headers is not looked through."""
    begin = 0
    while _INTERIM.match(head, begin) and (end := _INTERIM_END.search(head, begin)):
        begin = end.end()
    return head[begin : head.find(b"\n", begin) + 1 or None].splitlines()[0].decode("latin-1").strip()


class _Counted(io.RawIOBase):
    """A connection's bytes on their way through the intake."""

    def __init__(self, source: io.RawIOBase, intake: Intake) -> None:
        self._source = source
        self._intake = intake

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        count = cast("int", self._source.readinto(buffer))
        self._intake.let_in(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        self._source.close()
        super().close()


class CountedResponse(http.client.HTTPResponse):
    """An answer whose bytes are counted, and that reads past every interim answer, not the 100s alone."""

    def __init__(
        self,
        sock: socket.socket,
        debuglevel: int = 0,
        method: str | None = None,
        url: str | None = None,
        *,
        intake: Intake,
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        self._intake = intake
        self.fp = io.BufferedReader(_Counted(self.fp.detach(), intake))

    def begin(self) -> None:
        """Read status line and headers of the final answer."""
        super().begin()
        while 100 <= self.status < 200 and self.status != http.HTTPStatus.SWITCHING_PROTOCOLS:
            # None is what tells http.client that no headers were read yet.
            self.headers = self.msg = cast("http.client.HTTPMessage", None)
            super().begin()
        self._intake.head_is_whole(self.msg)


class GuardedConnection(HTTPConnection):
    """Plain HTTP to one target, through the door."""

    def __init__(self, target: Target, *, door: Door, intake: Intake) -> None:
        super().__init__(target.host, target.port, timeout=None)
        self._arrange(target, door, intake)

    def _arrange(self, target: Target, door: Door, intake: Intake) -> None:
        self._target = target
        self._door = door
        self._intake = intake
        self.response_class = cast("type[http.client.HTTPResponse]", partial(CountedResponse, intake=intake))

    def _new_conn(self) -> socket.socket:
        connection = self._door.open(self._target, deadline=self._intake.deadline)
        host, port = connection.getpeername()[:2]
        self._intake.peer = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.timeout = connection.gettimeout()
        return connection


class GuardedTLSConnection(GuardedConnection, HTTPSConnection):
    """HTTPS to one target, through the door; name and certificate are checked against the host as written."""

    def __init__(self, target: Target, *, door: Door, intake: Intake, trust: ssl.SSLContext) -> None:
        HTTPSConnection.__init__(self, target.host, target.port, timeout=None, ssl_context=trust)
        self._arrange(target, door, intake)

    def connect(self) -> None:
        """Connect, and keep which certificate the other end proved to own."""
        super().connect()
        certificate = self.sock.getpeercert(binary_form=True) if isinstance(self.sock, ssl.SSLSocket) else None
        self._intake.certificate_sha256 = hashlib.sha256(certificate).hexdigest() if certificate else None
