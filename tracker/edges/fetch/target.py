"""An address as text, checked before anything is asked: which host, which port, which path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

import requests

from tracker.errors import AddressRefusedError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST_KNOWN, _MOST_KNOWN = 300, 4096
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\s]")
# Ports of other services, at which a GET could be taken for a command. Source: WHATWG Fetch, "bad port".
_BAD_PORTS = """
1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137
139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720
1723 2049 3659 4045 4190 5060 5061 6000 6379 6566 6665 6666 6667 6668 6669 6679 6697 10080 11211
"""
BAD_PORTS = frozenset(int(port) for port in _BAD_PORTS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one request goes.

    Attributes:
        url: percent-encoded, host in ASCII, without a fragment.
        host: lower case; an IPv6 literal without its brackets.
        path: with the query; begins with a slash.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        """Host and port, for messages."""
        return f"{self._bracketed}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a browser shares secrets within. Source: RFC 6454."""
        return self.scheme, self.host, self.port

    @property
    def host_header(self) -> str:
        """Host, with its port where that is not the scheme's own."""
        return self._bracketed if self.port == _DEFAULT_PORTS[self.scheme] else self.place

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def target_of(url: str) -> Target:
    """Check an address and take it apart; what is asked again and again is taken apart once.

    Raises:
        AddressRefusedError: it is not http(s), or written in a way that programs read differently.
    """
    return _known_target(url) if len(url) <= _LONGEST_KNOWN else _target(url)


def _target(url: str) -> Target:
    _check_text(url)
    _check_parts(url, _split(url, url))
    try:
        prepared = requests.Request("GET", urldefrag(url).url).prepare()
    except (requests.RequestException, ValueError) as error:
        raise AddressRefusedError(
            f"{url!r} is not an address that can be asked: {error}; check how it is written"
        ) from None
    clean = str(prepared.url)
    # From here on only what was prepared counts: one reading of the address, for the check and for the connection.
    _check_text(clean)
    parts = _split(clean, url)
    scheme, host, port = _check_parts(clean, parts)
    return Target(url=clean, scheme=scheme, host=host, port=port, path=prepared.path_url)


# A few MB at most, whatever redirects a site makes up.
_known_target = lru_cache(maxsize=_MOST_KNOWN)(_target)


def next_target(current: Target, location: str) -> Target:
    """Give the place that a redirect leads to.

    Raises:
        AddressRefusedError: as for `target_of`, or it leads from https to http.
    """
    following = target_of(_joined(current, location))
    if current.scheme == "https" and following.scheme == "http":
        raise AddressRefusedError(
            f"{current.place} redirects from https to {following.url}, which anybody on the way could change; "
            "watch that address itself if you trust it"
        )
    return following


def _joined(current: Target, location: str) -> str:
    try:
        # Browsers forgive a blank in Location, and sites rely on it.
        return urljoin(current.url, location.strip(" \t").replace(" ", "%20"))
    except ValueError as error:
        raise AddressRefusedError(
            f"{current.place} redirects to {location!r:.200}, which is no address: {error}; nothing was kept"
        ) from None


def _check_text(url: str) -> None:
    if found := _UNSAFE.search(url):
        raise AddressRefusedError(
            f"{url!r} contains {found.group()!r}, which programs read differently; write it percent-encoded"
        )


def _split(url: str, told: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise AddressRefusedError(f"{told!r} is not an address: {error}; check how it is written") from None


def _check_parts(url: str, parts: SplitResult) -> tuple[str, str, int]:
    if parts.scheme not in _DEFAULT_PORTS:
        raise AddressRefusedError(f"{url!r} is not an http or https address; only those are fetched")
    if "@" in parts.netloc:
        # Not repeated in the message: what stands before the @ may be a password.
        raise AddressRefusedError(f"an address at {parts.hostname} names a user before its host; leave that part out")
    try:
        port = _DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        port = 0
    if not parts.hostname or not 0 < port < 2**16:
        raise AddressRefusedError(f"{url!r} has no usable host or port; check how it is written")
    return parts.scheme, parts.hostname, port
