"""Times in the model are aware and UTC; a naive one is a bug told at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A value that holds times: refuses naive ones and those of other zones."""

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, datetime) and value.utcoffset() != timedelta(0):
                raise ValueError(f"{type(self).__name__}.{name} must be an aware UTC time, has {value!r}")
