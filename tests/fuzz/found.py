"""What the fuzzer found, each with what was wrong; all of it is mended."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from bench.fuzz.target import joined


@dataclass(frozen=True, slots=True)
class Case:
    """One input of one target, and what it did once."""

    target: str
    data: bytes
    was: str


_STREAM = gzip.compress(b"one", mtime=0)

FOUND = (
    Case(
        "codings",
        joined("gzip", b"\0", _STREAM + b"\0" + _STREAM),
        "a stream behind padding was read or not, by where the network had cut",
    ),
)
