"""What we asked and what the server sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from tracker.model.moments import Timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What lets a server answer 304: kept as it sent them."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET. With validators it is conditional.

    Attributes:
        at_redirect: is given each address that the request is led to before that is asked, and raises a FetchError
            where it may not be; None: whatever comes is followed.
    """

    url: str
    validators: Validators | None = None
    at_redirect: Callable[[str], None] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One hop: who sent us on, with which status, and where to."""

    url: str
    status: int
    location: str


class ClockState(StrEnum):
    """What the system said of its own clock when an answer came."""

    SYNCHRONIZED = "synchronized"
    UNSYNCHRONIZED = "not synchronized"
    UNKNOWN = "unknown"


class BodyForm(StrEnum):
    """Which bytes a body's hash covers: those that came over the wire, or those after Content-Encoding was undone."""

    WIRE = "wire"
    DECODED = "decoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture(Timed):
    """Any answer of a server, as evidence: an exception is raised only when there was none.

    Attributes:
        requested: the address we asked for; `url` is the one that answered after redirects.
        status_line: as sent, such as `HTTP/1.1 200 OK`.
        headers: name and value in the order sent, duplicates kept.
        body: the bytes after Content-Encoding was undone, never after anything else; None on a 304.
        address: the peer's IP address and port, such as `203.0.113.5:443`.
        request_headers: what we sent, without secrets.
        certificate_sha256: of the server's own certificate in DER form, hex; None without TLS, or of an older tracker.
        clock: of this machine, by which `began` and `ended` were read; `clock_error` is the largest error that the
            system admits to, in seconds, None where it does not know.
        body_form: `wire` where no Content-Encoding was undone: then the body is what came over the wire.
        program: the version of the tracker that asked; empty for captures of older ones.
    """

    requested: str
    url: str
    redirects: tuple[Redirect, ...] = ()
    status: int
    status_line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None = field(repr=False)
    began: datetime
    ended: datetime
    address: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    certificate_sha256: str | None = None
    clock: ClockState = ClockState.UNKNOWN
    clock_error: float | None = None
    body_form: BodyForm = BodyForm.DECODED
    program: str = ""

    def header(self, name: str) -> str | None:
        """Give the first header of this name, letter case ignored; None where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def body_sha256(self) -> str | None:
        """The digest of the body in hex; None where there is no body."""
        return None if self.body is None else sha256(self.body).hexdigest()

    @property
    def moved_for_good(self) -> bool:
        """Whether every hop on the way here was permanent, and there was one."""
        return bool(self.redirects) and all(hop.status in (301, 308) for hop in self.redirects)

    @property
    def validators(self) -> Validators:
        """What to send next time to be answered 304."""
        return Validators(etag=self.header("ETag"), last_modified=self.header("Last-Modified"))


class PageState(StrEnum):
    """What kind of answer that was. Only an `article` can ever become a version."""

    ARTICLE = "article"
    UNMODIFIED = "unmodified"
    GONE = "gone"
    BLOCKED = "blocked"
    CONSENT = "consent wall"
    PAYWALL = "paywall stub"
    LOGGED_OUT = "logged out"
    COLLAPSED = "collapsed"
    NEEDS_BROWSER = "needs browser"
    NOT_HTML = "not HTML"
    LISTING = "listing"
    SERVER_ERROR = "server error"
    UNREACHABLE = "unreachable"
    QUARANTINED = "quarantined"
