"""The gate: whether a difference between two readings is an edit, noise, or to be looked at again."""

from tracker.core.detect.difference import site_line
from tracker.core.detect.gate import detect

__all__ = ["detect", "site_line"]
