"""What a reading means beside the newest version, and what else is known to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.moments import Timed
from tracker.model.story import Story


class ChangeKind(StrEnum):
    """In what a new version differs from the one before."""

    FIRST = "first"
    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    TEXT = "text"
    NOTE = "note"
    MARKER = "marker"
    PHOTOGRAPH = "photograph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The step between two versions: in what they differ, and why it counts now.

    Attributes:
        confirmed: the change was held and stood in a second reading.
        layout: the page was laid out anew, or the reader learned better, between the two.
        teaser: only the beginning that a paywall leaves visible was read.
    """

    kinds: frozenset[ChangeKind]
    reason: str
    confirmed: bool = False
    layout: bool = False
    teaser: bool = False


class Doubt(StrEnum):
    """What a difference is suspected to be, and so what settles it."""

    LINES = "lines"
    READING = "reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A difference that is not believed yet, and why.

    Attributes:
        doubt: `lines` may be the site's own: a second reading and the host's other articles tell. A `reading` may be
            broken as a whole: a second one tells.
    """

    reason: str
    doubt: Doubt = Doubt.LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """A reading that is no edit but a page on which we can no longer see the article, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """The text of an earlier version is shown again within the hour: variants by turns, not a new version."""

    number: int
    reason: str


Verdict = Change | Hold | Collapse | Flip | None
"""What a reading means beside the newest version; None: the same for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """A line that came, went or moved between two readings of one article.

    Attributes:
        key: the digest by which the same line, its digits folded, is known on other articles.
        exact: the digest of the line as it stands.
        matter: which share of its words its story speaks of too, 0 to 1.
        passing: where it stands outside of a story says something too: it is no sentence in the flow of this one.
    """

    key: str
    exact: str
    matter: float
    passing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Timed):
    """A line that came or went on another article of the host, some time between `began` and `ended`."""

    article_id: int
    line: SeenLine
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the host's other articles, and this one's last hour, say of a difference.

    Attributes:
        site_lines: keys of lines known to be the site's; `dismissed` are those that a person said so of.
        sightings: on other articles, of the last day.
        neighbours: how many other articles of the host are under watch, a few at most; `looked` how many of them were
            read since the difference was first held.
        variants: number and story of each earlier version that stood within the last hour.
    """

    site_lines: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()
    sightings: tuple[Sighting, ...] = ()
    neighbours: int = 0
    looked: int = 0
    variants: tuple[tuple[int, Story], ...] = ()
