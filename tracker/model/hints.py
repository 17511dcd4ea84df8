"""Dates by which others tell that an article has changed, and how often they told the truth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HintKind(StrEnum):
    """What told that an article has changed."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "dateModified"


@dataclass(frozen=True, slots=True, kw_only=True)
class HintCount:
    """How often the dates of one kind on a host told the truth: the text had changed (kept), or had not (broken)."""

    host: str
    kind: HintKind
    kept: int
    broken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A date that moved, on an article that was looked at since: had its text changed?"""

    candidate: int
    kind: HintKind
    told_truth: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """What is known of a host's dates: what was counted so far, and what can be counted now."""

    trust: tuple[HintCount, ...] = ()
    open: tuple[Vote, ...] = ()
