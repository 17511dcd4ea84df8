"""Addresses: the one form in which each is kept, and the host it belongs to."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from tracker.core.text.addresses import TRACKING
from tracker.errors import UsageError

DEFAULT_PORTS = {"http": 80, "https": 443}
HOST_NAME = re.compile(r"[^\s/?#@\\%<>\"'`|^{}\[\]]+|\[[0-9A-Fa-f:.]+\]")
# Up to the last @, for a password may hold any sign.
CREDENTIALS = re.compile(r"//(?=[^/?#]*[:@]).*@", re.DOTALL)
QUOTED = re.compile(r" (?:as )?(?P<quote>['\"]).*(?P=quote)")
UNSOUND = re.compile("[\x00-\x20\x7f\\\\\ud800-\udfff]")


def canonical_address(url: str) -> str:
    """Give the form of an address under which an article is kept.

    Scheme and host in lower case; default port, fragment and known tracking parameters dropped. All else stays as it
    is: `?id=1` and `?id=2` are two articles.

    Raises:
        UsageError: it is not an http(s) address with a host, or one that browsers and libraries read differently.
    """
    parts = sound_parts(url.strip())
    query = "&".join(pair for pair in parts.query.split("&") if not TRACKING.fullmatch(pair.partition("=")[0]))
    return urlunsplit((parts.scheme.lower(), authority(parts), parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """Give the name of an address's host in lower case, with `:port` where that is not the scheme's default.

    Raises:
        UsageError: it is not an http(s) address with a host.
    """
    return authority(sound_parts(url.strip()))


def sound_parts(url: str) -> SplitResult:
    """Split an address that everyone reads alike, and refuse any other."""
    if UNSOUND.search(url):
        raise UsageError(
            f"{shown(url)} is no address: it holds a space, backslash or control character; encode it "
            f"as %20 or the like."
        )
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        # Python quotes what it stumbled over, which may be a piece of a password.
        why = QUOTED.sub("", str(error)).lower() if "@" in url else str(error).lower()
        raise UsageError(f"{shown(url)} is no address: {why}; check the host and the port.") from error
    if parts.scheme.lower() not in DEFAULT_PORTS or not parts.hostname:
        raise UsageError(
            f"{shown(url)} is no web address: give one that begins with http:// or https:// and names a host."
        )
    if "@" in parts.netloc:
        raise UsageError(
            f"{shown(parts.hostname)} is addressed with a user name or password: leave out all up to the @."
        )
    if not HOST_NAME.fullmatch(parts.netloc.rpartition(":")[0] if parts.port is not None else parts.netloc.rstrip(":")):
        raise UsageError(f"{shown(url)} names no host: check what stands between // and the next /.")
    return parts


def authority(parts: SplitResult) -> str:
    """Write host and port as they are kept: IPv6 in brackets, no final dot, no default port."""
    name = (parts.hostname or "").rstrip(".")
    if not name:
        raise UsageError(f"{shown(parts.geturl())} names no host: check what stands between // and the next /.")
    if not name.isascii():
        # A final dot of another script becomes one of ours.
        name = ascii_name(name).rstrip(".")
    if ":" in name:
        name = f"[{name}]"
    return name if parts.port in (None, DEFAULT_PORTS[parts.scheme.lower()]) else f"{name}:{parts.port}"


def ascii_name(name: str) -> str:
    """Write an international host name as it goes over the wire."""
    try:
        written = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise UsageError(f"{shown(name)} is no host name: check its spelling.") from error
    if not HOST_NAME.fullmatch(written):
        raise UsageError(f"{shown(name)} is no host name: check its spelling.")
    return written


def shown(text: str) -> str:
    """Quote a text of unknown origin for a message: short, without control characters, user name and password."""
    text = CREDENTIALS.sub("//***@", text)
    return repr(text if len(text) <= 100 else text[:97] + "...")
