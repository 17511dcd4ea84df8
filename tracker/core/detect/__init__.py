"""The gate: whether a difference between two readings is an edit, noise, or to be looked at again."""

from tracker.core.detect.doubts import is_another_story, is_mostly_there, still_there
from tracker.core.detect.entries import is_widened, with_doubted
from tracker.core.detect.furniture import moved_lines, noise_lines, own_story, shared_lines
from tracker.core.detect.gate import STANDS_FOR_GOOD, detect, still_stands
from tracker.core.detect.layout import Pages, with_site_lines
from tracker.core.detect.lines import line_key, line_keys, site_line
from tracker.core.detect.stubs import is_stub_of
from tracker.core.detect.variants import FLIPS_WITHIN

__all__ = [
    "FLIPS_WITHIN",
    "STANDS_FOR_GOOD",
    "Pages",
    "detect",
    "is_another_story",
    "is_mostly_there",
    "is_stub_of",
    "is_widened",
    "line_key",
    "line_keys",
    "moved_lines",
    "noise_lines",
    "own_story",
    "shared_lines",
    "site_line",
    "still_stands",
    "still_there",
    "with_doubted",
    "with_site_lines",
]
