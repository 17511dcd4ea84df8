"""What is fuzzed: a function of bytes that raises where a promise is broken, and the bytes that it begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tracker.errors import TrackerError

FIELD: Final = b"\x1e"
"""Parts the fields of an input, so that seeds can be written and read by people."""


class BrokenPromiseError(AssertionError):
    """What an input made the program do, and must not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One way in.

    Attributes:
        check: raises `BrokenPromiseError`, or whatever else escapes, where a promise is broken; gives nothing.
        seeds: inputs to begin with.
        seconds: of CPU that no input may take, without coverage being watched.
        longest: of an input, in bytes.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    seconds: float = 2.0
    longest: int = 8192


def expect(held: object, said: str) -> None:
    """Tell that a promise is broken."""
    if not held:
        raise BrokenPromiseError(said)


@contextmanager
def refusing(*kinds: type[TrackerError]) -> Iterator[None]:
    """End a `with` block quietly where the input is refused in one of these ways; everything else leaves."""
    try:
        yield
    except kinds as error:
        expect(str(error).strip(), f"{type(error).__name__} says nothing")


def fields(data: bytes, count: int) -> list[bytes]:
    """Give exactly so many fields: the last one holds the rest, those that are missing are empty."""
    found = data.split(FIELD, count - 1)
    return found + [b""] * (count - len(found))


def words(data: bytes) -> str:
    """Give bytes as text; what is no UTF-8 becomes half a character, as hostile pages hold it."""
    return data.decode("utf-8", "surrogateescape")


def joined(*parts: str | bytes) -> bytes:
    """Write an input of its fields."""
    return FIELD.join(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)


def each(targets: Iterable[Target]) -> dict[str, Target]:
    """Give targets by their names."""
    return {target.name: target for target in targets}
