"""One answer while its connection is open: headers read, body not yet."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import requests

from tracker.edges.fetch.adapter import GuardedAdapter
from tracker.edges.fetch.connection import Intake
from tracker.edges.fetch.deadline import Deadline
from tracker.edges.fetch.decoding import decoded, encodings
from tracker.edges.fetch.door import Door
from tracker.edges.fetch.faults import told
from tracker.edges.fetch.target import Target
from tracker.errors import ProtocolError, TooLargeError
from tracker.model import BodyForm

_PIECE = 64 * 1024
_LENGTH = re.compile(r"[0-9]{1,100}")
_REDIRECTS = frozenset([301, 302, 303, 307, 308])


class Answer:
    """What one server said.

    Attributes:
        headers: name and value in the order sent, duplicates kept.
        status_line: as sent.
        peer: address and port of the server.
        certificate_sha256: of the server's own certificate; None without TLS.
    """

    def __init__(self, response: requests.Response, intake: Intake, *, limit: int) -> None:
        self._response = response
        self._place = intake.place
        self._deadline = intake.deadline
        self._limit = limit
        self.status = response.status_code
        self.status_line = intake.status_line
        self.headers = intake.headers
        self._named: dict[str, list[str]] = {}
        for name, value in self.headers:
            self._named.setdefault(name.lower(), []).append(value)
        self.peer = intake.peer
        self.certificate_sha256 = intake.certificate_sha256

    @property
    def location(self) -> str | None:
        """Where a redirect leads; None where this is none.

        Raises:
            ProtocolError: a redirect that does not say where to.
        """
        if self.status not in _REDIRECTS:
            return None
        location = self._header("Location")
        if not location:
            raise ProtocolError(f"{self._place} answers {self.status} but does not say where to; nothing was kept")
        try:
            return location.encode("latin-1").decode("utf-8")
        except ValueError:
            return location

    @property
    def body_form(self) -> BodyForm:
        """Whether `body` gives what came over the wire, or what was packed in it.

        Raises:
            ProtocolError: it is packed in a way that nobody asked for.
        """
        return BodyForm.DECODED if encodings(self._header("Content-Encoding")) else BodyForm.WIRE

    def body(self) -> bytes:
        """Read the whole body, Content-Encoding undone.

        Raises:
            TooLargeError: more than may be, before or after decoding.
            ProtocolError: cut short, or not what its headers say.
            DeadlineError: the time is up.
        """
        applied = encodings(self._header("Content-Encoding"))
        self._check_transfer()
        pieces = []
        for piece in decoded(self._pieces(), applied, limit=self._limit):
            pieces.append(piece)
            self._deadline.remaining()
        return b"".join(pieces)

    def beginning(self, most: int) -> bytes | None:
        """Read the first bytes of the body, at most `most`; None where it is packed in a way that cannot be undone.

        For answers whose status says all there is to know: what their body is does not make them fail.
        """
        found = bytearray()
        try:
            applied = encodings(self._header("Content-Encoding"))
            for piece in decoded(self._pieces(most), applied, limit=self._limit):
                found += piece
                self._deadline.remaining()
                if len(found) >= most:
                    break
        except (ProtocolError, TooLargeError):
            return None
        return bytes(found[:most])

    def _check_transfer(self) -> None:
        coding = (self._header("Transfer-Encoding") or "chunked").strip().lower()
        if coding not in ("chunked", "identity"):
            raise ProtocolError(f"{self._place} transfers its answer as {coding!r:.40}, which nobody asked for")
        if self._header("Transfer-Encoding") is None:
            self._check_length()

    def _check_length(self) -> None:
        said = [value.strip() for value in self._named.get("content-length", ())]
        for length in (word.strip() for value in said for word in value.split(",")):
            # Python reads "+5" and "0_5" as numbers, and takes what it cannot read for no length at all.
            if not _LENGTH.fullmatch(length):
                raise ProtocolError(
                    f"{self._place} announces a Content-Length that is none ({length!r:.40}); nothing was kept"
                )
            if int(length) > self._limit:
                raise TooLargeError(
                    f"{self._place} announces {length:.20} bytes, {self._limit} are allowed; raise fetch.max_bytes"
                )

    def _pieces(self, size: int = _PIECE) -> Iterator[bytes]:
        while piece := self._response.raw.read1(size, decode_content=False):
            yield piece

    def _header(self, name: str) -> str | None:
        values = self._named.get(name.lower(), [])
        return ", ".join(values) if name == "Content-Encoding" else next(iter(values), None)


@contextmanager
def answered(
    target: Target,
    headers: dict[str, str],
    *,
    door: Door,
    trust: Callable[[], ssl.SSLContext],
    deadline: Deadline,
    limit: int,
    message: bytes | None = None,
) -> Iterator[Answer]:
    """Ask one target once; give its answer for the length of a `with` block.

    Args:
        message: what to hand over in a POST; None makes it a GET.

    Raises:
        FetchError: whatever went wrong, in the block as well.
    """
    with told(target.place, deadline=deadline):
        intake = Intake(target.place, deadline=deadline, limit=limit)
        adapter = GuardedAdapter(target, door=door, intake=intake, trust=trust)
        try:
            with adapter.send(_prepared(target, headers, message)) as response:
                yield Answer(response, intake, limit=limit)
        finally:
            adapter.close()


def _prepared(target: Target, headers: dict[str, str], message: bytes | None) -> requests.PreparedRequest:
    # The address was prepared when it was checked; a second reading of it could only differ.
    prepared = requests.PreparedRequest()
    prepared.prepare_method("GET" if message is None else "POST")
    prepared.url = target.url
    prepared.prepare_headers(headers)
    prepared.body = message
    return prepared
