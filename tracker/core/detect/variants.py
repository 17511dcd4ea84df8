"""Variants: headline tests and caches that disagree show two texts of a story by turns."""

from __future__ import annotations

from datetime import timedelta

from tracker.core.detect.difference import compared
from tracker.model import Flip, Story, Surroundings

FLIPS_WITHIN = timedelta(hours=1)
"""How long an earlier text's return counts as a flip; one that stands for longer is a version again."""


def flip_to(after: Story, around: Surroundings, site_lines: frozenset[str]) -> Flip | None:
    """Say that a reading is the text of an earlier version that stood within the hour; None where it is new."""
    for number, earlier in reversed(around.variants):
        if not compared(earlier, after, site_lines):
            return Flip(number=number, reason=f"the text of version {number} again: variants by turns")
    return None
