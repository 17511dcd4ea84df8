"""Two stories laid over each other, with the facts that name what happened between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import Diff, Fact, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Two stories laid over each other.

    Attributes:
        summary: the facts in one line.
    """

    diff: Diff
    facts: tuple[Fact, ...]
    summary: str


# The mirror's file of a version and each alert of it tell the same change, moments apart; a diff is most of its cost.
@lru_cache(maxsize=8)
def laid(before: Story, after: Story, *, trusted_dates: bool = True) -> Laid:
    """Lay one story over another and name what happened between them.

    Args:
        before: the old story.
        after: the new story, without lines of the site's, as the old one.
        trusted_dates: whether the page's dates of change can be believed, as `core.facts.trusted_dates` tells.
    """
    difference = diff(before, after)
    found = facts(before, after, difference, trusted_dates=trusted_dates)
    return Laid(diff=difference, facts=found, summary=summary(found))
