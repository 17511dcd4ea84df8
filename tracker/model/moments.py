"""Times in the model are aware and UTC; a naive one is a bug told at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A value that holds times: refuses naive ones and those of other zones."""

    def __post_init__(self) -> None:
        for name in _times_of(type(self)):
            value = getattr(self, name)
            # Nearly every time is in this very zone: only others are asked how far they are from it.
            if value is not None and value.tzinfo is not UTC and value.utcoffset() != timedelta(0):
                raise ValueError(f"{type(self).__name__}.{name} must be an aware UTC time, has {value!r}")


_TIMES = ("datetime", "datetime | None", datetime, datetime | None)
_KNOWN: dict[type, tuple[str, ...]] = {}


def _times_of(kind: type[Timed]) -> tuple[str, ...]:
    """Give the fields that are times, or may be: a list of 50,000 articles asks each of them."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(field.name for field in fields(kind) if field.type in _TIMES)
    return _KNOWN[kind]
