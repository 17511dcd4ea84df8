"""What a list of addresses holds, whatever program it was written for."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One address of a list.

    Attributes:
        where: it stands, such as `line 7`.
        tags: as they are written there; paused: whether it is watched there at present.
        lost: names of what cannot be carried over, such as `filter`; never values, which may be secrets.
    """

    where: str
    url: str
    tags: tuple[str, ...] = ()
    paused: bool = False
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """One part of a list that names no address that could be watched, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressList:
    """A list of addresses: what kind it is, in words, and its parts in their order."""

    kind: str
    parts: tuple[Listed | Unlisted, ...] = field(default=())


def refused(why: str, cure: str) -> UsageError:
    """Give the error that a file is no list we read: why, and what to give in its place."""
    return UsageError(f"{why}: {cure}")
