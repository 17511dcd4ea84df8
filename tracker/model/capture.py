"""What we asked and what the server sent."""

from __future__ import annotations

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
    """One GET. With validators it is conditional."""

    url: str
    validators: Validators | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One hop: who sent us on, with which status, and where to."""

    url: str
    status: int
    location: str


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
    COLLAPSED = "collapsed"
    NEEDS_BROWSER = "needs browser"
    NOT_HTML = "not HTML"
    LISTING = "listing"
    SERVER_ERROR = "server error"
    UNREACHABLE = "unreachable"
    QUARANTINED = "quarantined"
