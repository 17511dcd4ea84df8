"""Whether a host's dates are worth coming for: each kind of them has a vote until it has lied too often."""

from __future__ import annotations

from typing import Final

FEWEST_LIES: Final = 3
"""So many moved dates without a moved text, and a kind of dates can lose its vote."""
LEAST_SHARE: Final = 0.25
"""Of its moved dates so many must have told the truth for it to keep its vote, or to have it back."""
MOST_REMEMBERED: Final = 20
"""What is older than some twenty votes is forgotten by halves: a site may learn."""


def has_vote(kept: int, broken: int) -> bool:
    """Tell whether dates of one kind on a host bring looks forward.

    Args:
        kept: how often a text had changed when its date had; `broken` how often it had not.

    Source: the study of schedules lets a feed lose its vote after three dates that moved without a text.
    """
    return broken < FEWEST_LIES or kept >= LEAST_SHARE * (kept + broken)


def after_vote(kept: int, broken: int, *, told_truth: bool) -> tuple[int, int]:
    """Count one more vote; gives `kept` and `broken`."""
    kept, broken = kept + told_truth, broken + (not told_truth)
    return (kept // 2, broken // 2) if kept + broken > MOST_REMEMBERED else (kept, broken)
