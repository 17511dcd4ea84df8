"""Addresses among each other: what a relative one means, and which hosts are one site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit

LONGEST = 2000
_SIDE_DOORS = re.compile(r"^(?:www\d?|m|mobile|mobil|amp|touch|wap)\.")
# Nearly all: whole already, with nothing in it to look at twice.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?/[A-Za-z0-9/_~.,;=?&%+-]{0,500}")
_UNSOUND = re.compile(r"[\x00-\x20\x7f\\]")


def absolute(base: str, address: str) -> str:
    """Give the http(s) address that a reference means where it stands; empty where it means none."""
    address = address.strip()
    if _PLAIN.fullmatch(address):
        return address
    if not address or len(address) > LONGEST or address.startswith("#"):
        return ""
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    joined = joined.partition("#")[0].replace(" ", "%20")
    if _UNSOUND.search(joined) or not parts.netloc.isprintable():
        return ""
    return joined if joined.isprintable() else _sendable(joined)


def _sendable(address: str) -> str:
    """Write what nobody sees in an address, such as a blank that does not break, as browsers send it."""
    return "".join(sign if sign.isprintable() else quote(sign, safe="", errors="replace") for sign in address)


def site_of(host: str) -> str:
    """Give the name under which a host's site goes, without the names of its side doors such as `www.` and `m.`."""
    name = host.lower().rstrip(".")
    while (shorter := _SIDE_DOORS.sub("", name)) != name and "." in shorter:
        name = shorter
    return name


def is_same_site(one: str, other: str, sisters: Iterable[Iterable[str]] = ()) -> bool:
    """Tell whether two hosts are of one site: the same but for side doors, or named as sisters.

    No list of public suffixes is asked: `a.example.org` and `b.example.org` may be two papers.

    Args:
        sisters: groups of hosts that a person calls one site; each stands for its subdomains too.
    """
    mine, theirs = site_of(one), site_of(other)
    if mine == theirs:
        return True
    return any(_is_within(mine, group) and _is_within(theirs, group) for group in map(list, sisters))


def is_near(one: str, other: str) -> bool:
    """Tell whether two hosts are the same site, or one is a part of the other, such as `sport.example.org`.

    Near enough for a link on a page of headlines, not for an address that a page claims as its own.
    """
    mine, theirs = site_of(one), site_of(other)
    return mine == theirs or (
        min(mine, theirs, key=len).count(".") > 0 and (mine.endswith(f".{theirs}") or theirs.endswith(f".{mine}"))
    )


def _is_within(site: str, group: list[str]) -> bool:
    names = [site_of(name) for name in group]
    return any(site == name or site.endswith(f".{name}") for name in names)


def host_name(url: str) -> str:
    """Give the host of a sound address, with its port where it names one."""
    return urlsplit(url).netloc.lower()
