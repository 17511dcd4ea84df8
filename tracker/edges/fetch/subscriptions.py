"""Subscriptions: what proves them is sent to one exact host over https, and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final

from tracker.edges.fetch.target import Target
from tracker.edges.secrets import without
from tracker.edges.subscription_files import Cookie, cookie_header, cookies_of, headers_of, read_private
from tracker.errors import SubscriptionError
from tracker.model import SiteSettings

REDACTED: Final = "[redacted]"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_SHORT: Final = 6
"""A value so short is no secret, and stands in many a word."""
_FAR: Final = 1e11
_SESSION: Final = frozenset({"set-cookie", "set-cookie2"})
_NO_SUBSCRIBERS: Final = frozenset({"/robots.txt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """What was read, and the state of the files then."""

    stamps: tuple[tuple[int, ...] | None, ...]
    cookies: tuple[Cookie, ...]
    headers: Mapping[str, str] = field(repr=False)


class Subscriptions:
    """Knows what is sent to which host. Files are read anew when they change; safe to share between threads.

    Args:
        sites: of the settings; those without a subscription count for nothing.
    """

    def __init__(self, sites: Iterable[SiteSettings] = ()) -> None:
        self._sites = {site.host: site for site in sites if site.subscribed}
        self._known: dict[str, _Proof] = {}
        self._lock = threading.Lock()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that are asked as a subscriber."""
        return tuple(self._sites)

    def headers(self, target: Target, *, now: datetime) -> Mapping[str, str]:
        """Give the headers that prove the subscription to a target; none where there is none, or it is not https.

        Raises:
            SubscriptionError: the files cannot be used: then nothing may be asked, for a page for everybody would be
                taken for a lost text.
        """
        site = self._sites.get(target.host_header)
        if site is None or target.scheme != "https" or target.path.partition("?")[0] in _NO_SUBSCRIBERS:
            return _NOTHING
        proof = self._proof(site, now)
        file = Path(site.cookies_file or "")
        line = cookie_header(proof.cookies, target.path, file=file, now=now)
        if proof.cookies and all(one.ends is not None and one.ends <= now.timestamp() for one in proof.cookies):
            raise SubscriptionError(f"all cookies for {target.host} in {file} have run out; export them anew")
        return dict(proof.headers) | ({"Cookie": line} if line else {})

    def without(self, text: str, target: Target) -> str:
        """Give a message in which nothing stands that was sent to a target as a secret: sites repeat what they get."""
        proof = self._known.get(target.host_header)
        if proof is None:
            return text
        values = (*(one.value for one in proof.cookies), *proof.headers.values())
        return without(text, *(value for value in values if len(value) >= _SHORT))

    def trouble(self, host: str, *, now: datetime) -> str:
        """Say why a host's subscription cannot be used; empty where it can."""
        try:
            self._proof(self._sites[host], now)
        except SubscriptionError as error:
            return str(error)
        return ""

    def troubles(self, *, now: datetime) -> list[str]:
        """Say which hosts are not asked at all, and why."""
        found = ((host, self.trouble(host, now=now)) for host in self._sites)
        return [f"{host} is not asked: {why}" for host, why in found if why]

    def words(self, host: str, *, now: datetime) -> str:
        """Say how many cookies and headers are sent to a host, and when the first of them runs out.

        Raises:
            SubscriptionError: they cannot be used.
        """
        proof = self._proof(self._sites[host], now)
        parts = [(len(proof.cookies), "cookie"), (len(proof.headers), "header")]
        counts = " and ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in parts if count)
        ends = min((one.ends for one in proof.cookies if one.ends is not None), default=None)
        # Files from elsewhere may name days beyond the end of our calendar.
        is_near = ends is not None and ends < _FAR
        first = f", the first runs out {datetime.fromtimestamp(ends or 0, now.tzinfo):%Y-%m-%d}" if is_near else ""
        return f"{counts} sent over https alone{first}"

    def _proof(self, site: SiteSettings, now: datetime) -> _Proof:
        files = (site.cookies_file, site.headers_file)
        stamps = tuple(_stamp(file) for file in files)
        with self._lock:
            known = self._known.get(site.host)
            if known is None or known.stamps != stamps:
                known = self._known[site.host] = _read(site, stamps, now)
        return known


def _read(site: SiteSettings, stamps: tuple[tuple[int, ...] | None, ...], now: datetime) -> _Proof:
    cookies: tuple[Cookie, ...] = ()
    headers: Mapping[str, str] = _NOTHING
    if site.cookies_file is not None:
        file, host = Path(site.cookies_file), _name_of(site.host)
        cookies = cookies_of(read_private(file), file=file, host=host, now=now)
    if site.headers_file is not None:
        file = Path(site.headers_file)
        headers = headers_of(read_private(file), file=file)
    if cookies and any(name.lower() == "cookie" for name in headers):
        raise SubscriptionError(f"{site.headers_file} names Cookie, and cookies_file is set; keep one of them")
    return _Proof(stamps=stamps, cookies=cookies, headers=headers)


def _stamp(file: PurePath | None) -> tuple[int, ...] | None:
    """Give what changes with a file; None where there is none: reading it tells why."""
    try:
        found = Path(file).stat() if file is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode) if found else None


def _name_of(host: str) -> str:
    """Give a host's name without its port and brackets."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).strip("[]")


def without_session(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Give an answer's headers without the values of cookies that renew a subscriber's session."""
    return tuple((name, REDACTED if name.lower() in _SESSION else value) for name, value in headers)
