"""A page's bytes in, its state and story out: what the parsing children run."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import Memory, PageState, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reading of a page gave.

    Attributes:
        state: only an `article` has a story that may become a version.
        reason: why that state, in words; empty for an article.
        memory: what to remember for the next reading; None where nothing was learned.
    """

    state: PageState
    reason: str = ""
    story: Story | None = None
    memory: Memory | None = None
