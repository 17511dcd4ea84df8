"""Files that prove a subscription: cookies as browsers export them, and headers. Their content is told nowhere."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from tracker.errors import SubscriptionError

LARGEST: Final = 2**20
LONGEST_HEADER: Final = 8 * 1024
"""Source: the default bound of Apache and nginx for one header line; longer ones are refused for ever."""
_HTTP_ONLY: Final = "#HttpOnly_"
_FIELDS: Final = 7
_COOKIE_TEXT: Final = re.compile(r"[\x20-\x3a\x3c-\x7e]*")
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_HEADER_VALUE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_OTHERS: Final = stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP
_OURS: Final = frozenset(
    {"host", "connection", "accept-encoding", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"}
    | {"content-length", "content-type", "content-encoding", "range", "if-range", "if-match", "if-none-match"}
    | {"if-modified-since", "if-unmodified-since", "user-agent", "accept-language", "via", "forwarded"}
)
"""Headers that say who asks and how: the tracker's own to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """One cookie of a file.

    Attributes:
        path: of addresses that it is sent to.
        ends: None where it holds as long as the browser's session.
    """

    name: str
    value: str = field(repr=False)
    path: str
    ends: float | None


def read_private(file: Path) -> str:
    """Give the text of a file that nobody but its owner, and perhaps a group, may read.

    Raises:
        SubscriptionError: it cannot be read, is no text, too large, or others may read or write it.
    """
    try:
        # A pipe in the file's place must not hang us.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        cure = "name one that is there" if error.errno == errno.ENOENT else "see to its rights"
        raise SubscriptionError(f"{file} cannot be read ({error.strerror}); {cure}") from None
    try:
        _check(file, os.fstat(descriptor))
        raw = _all_of(descriptor)
    finally:
        os.close(descriptor)
    if len(raw) > LARGEST:
        raise SubscriptionError(f"{file} is larger than 1 MB; export what belongs to this site alone")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SubscriptionError(f"{file} is not UTF-8 text at byte {error.start + 1}; save it as UTF-8") from None


def _all_of(descriptor: int) -> bytes:
    """Read a file, a little more than the largest at most."""
    found = bytearray()
    while len(found) <= LARGEST and (piece := os.read(descriptor, LARGEST + 1)):
        found += piece
    return bytes(found)


def _check(file: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise SubscriptionError(f"{file} is no plain file; name one")
    if found.st_mode & _OTHERS:
        what = "read" if found.st_mode & stat.S_IROTH else "changed"
        raise SubscriptionError(
            f"{file} can be {what} by other users of this machine, who could use your subscription; chmod 600 {file}"
        )


def cookies_of(text: str, *, file: Path, host: str, now: datetime) -> tuple[Cookie, ...]:
    """Read a file of cookies: those that are sent to one host, and have not run out.

    Source: the format of Netscape's cookies.txt, as curl and the add-ons of browsers write it: domain, whether hosts
    below it are meant, path, whether only over https, end in seconds since 1970 (0: of the session), name, value.

    Args:
        host: exact name, without a port.

    Raises:
        SubscriptionError: a line is none, or for another site; or no cookie for the host is left.
    """
    found = [_cookie(number, line, file, host) for number, line in _cookie_lines(text)]
    ours = [cookie for cookie in found if cookie is not None]
    if not ours:
        raise SubscriptionError(f"{file} holds no cookie for {host}; log in there with a browser and export them")
    alive = tuple(cookie for cookie in ours if cookie.ends is None or cookie.ends > now.timestamp())
    if not alive:
        raise SubscriptionError(f"all cookies for {host} in {file} have run out; log in with a browser, export anew")
    return alive


def _cookie_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, whole in enumerate(text.split("\n"), start=1):
        line = whole.removesuffix("\r").removeprefix(_HTTP_ONLY)
        if line.strip() and not line.startswith("#"):
            yield number, line


def _cookie(number: int, line: str, file: Path, host: str) -> Cookie | None:
    """Read one line; None where it is sent to another host of the same site."""
    place, parts = f"{file}, line {number}", line.split("\t")
    if len(parts) != _FIELDS:
        raise SubscriptionError(f"{place}: no cookie: needs seven fields with tabs between, as cookies.txt has them")
    domain, below, path, secure, ends, name, value = parts
    is_sound = below in ("TRUE", "FALSE") and secure in ("TRUE", "FALSE") and path.startswith("/")
    if not is_sound or not _COOKIE_TEXT.fullmatch(f"{name}{value}") or not (name or value) or "=" in name:
        raise SubscriptionError(f"{place}: a field is not as cookies.txt has it; export the cookies anew")
    if not _is_sent_to(domain, host, below=below == "TRUE"):
        if not _is_of_one_site(domain, host):
            raise SubscriptionError(f"{place}: a cookie of another site than {host}; export this site's cookies alone")
        return None
    return Cookie(name=name, value=value, path=path, ends=_end(ends, place))


def _end(ends: str, place: str) -> float | None:
    # Some exporters write fractions, and -1 for the session.
    try:
        seconds = float(ends)
    except ValueError:
        raise SubscriptionError(f"{place}: the fifth field is no time; export the cookies anew") from None
    return seconds if seconds > 0 else None


def _is_sent_to(domain: str, host: str, *, below: bool) -> bool:
    """Source: RFC 6265, 5.1.3: the host itself, or where it may be one below the domain, such a one."""
    name = domain.lower().removeprefix(".").rstrip(".")
    return name == host or (below and "." in name and host.endswith(f".{name}"))


def _is_of_one_site(domain: str, host: str) -> bool:
    """Whether two names share their last two labels: what is never sent needs no finer rule."""
    ours = host.split(".")[-2:]
    return len(ours) == 2 and domain.lower().strip(".").split(".")[-2:] == ours


def cookie_header(cookies: Iterable[Cookie], path: str, *, file: Path, now: datetime) -> str:
    """Write the header for one path; empty where no cookie is for it.

    Source: RFC 6265, 5.1.4 and 5.4: a path covers itself and what lies below it; longer paths first.

    Raises:
        SubscriptionError: it would be longer than servers take.
    """
    wanted = [one for one in cookies if _covers(one.path, path) and (one.ends is None or one.ends > now.timestamp())]
    wanted.sort(key=lambda one: -len(one.path))
    line = "; ".join(f"{one.name}={one.value}" if one.name else one.value for one in wanted)
    if len(line) > LONGEST_HEADER:
        raise SubscriptionError(f"the cookies in {file} are over 8 KB, which servers refuse; keep those of the login")
    return line


def _covers(above: str, path: str) -> bool:
    path = path.partition("?")[0]
    return path == above or path.startswith(above if above.endswith("/") else f"{above}/")


def headers_of(text: str, *, file: Path) -> dict[str, str]:
    """Read a file of headers: lines such as `Authorization: Bearer ...`; empty ones and those after a # are none.

    Raises:
        SubscriptionError: a line is none, repeats a name, or names what is the tracker's own to send.
    """
    found: dict[str, str] = {}
    for number, whole in enumerate(text.split("\n"), start=1):
        line = whole.strip()
        if line and not line.startswith("#"):
            name, value = _header(line, f"{file}, line {number}")
            if name.lower() in {known.lower() for known in found}:
                raise SubscriptionError(f"{file}, line {number}: a header that stands above already; remove one")
            found[name] = value
    if not found:
        raise SubscriptionError(f"{file} holds no header; write lines such as `Authorization: Bearer ...`")
    return found


def _header(line: str, place: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    value = value.strip()
    if not colon or not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
        raise SubscriptionError(f"{place}: no header: needs `Name: value` in plain ASCII")
    if len(value) > LONGEST_HEADER:
        raise SubscriptionError(f"{place}: longer than 8 KB, which servers refuse; shorten it")
    if name.lower() in _OURS or name.lower().startswith("proxy-"):
        raise SubscriptionError(f"{place}: {name} is the tracker's own to send; remove the line")
    return name, value
