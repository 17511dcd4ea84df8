"""All targets by name."""

from __future__ import annotations

from typing import Final

from bench.fuzz import arriving, reading, telling
from bench.fuzz.target import Target

TARGETS: Final[dict[str, Target]] = {**arriving.TARGETS, **reading.TARGETS, **telling.TARGETS}
"""What strangers send, what is read of it, and what people are told."""
