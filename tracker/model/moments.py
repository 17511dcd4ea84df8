"""Times in the model are aware and UTC; a naive one is a bug told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A value that holds times: refuses naive ones and those of other zones."""

    def __post_init__(self) -> None:
        kind = self.__class__
        for value in (_TIMES_OF.get(kind) or _times_of(kind))(self):
            # Nearly every time is in this very zone: only others are asked how far they are from it.
            if value is not None and value.tzinfo is not UTC and value.utcoffset() != timedelta(0):
                name = next(name for name in _names(kind) if getattr(self, name) is value)
                raise ValueError(f"{kind.__name__}.{name} must be an aware UTC time, has {value!r}")


_TIMES = ("datetime", "datetime | None", datetime, datetime | None)
_TIMES_OF: dict[type, Callable[[Timed], tuple[datetime | None, ...]]] = {}


def _names(kind: type[Timed]) -> list[str]:
    """Give the fields that are times, or may be."""
    return [field.name for field in fields(kind) if field.type in _TIMES]


def _times_of(kind: type[Timed]) -> Callable[[Timed], tuple[datetime | None, ...]]:
    """Give what reads all times of a value at once: a list of 50,000 articles asks each of them."""
    names = _names(kind)
    # One name twice, since of a single one no tuple would be given.
    _TIMES_OF[kind] = attrgetter(names[0], *names) if names else lambda _: ()
    return _TIMES_OF[kind]
