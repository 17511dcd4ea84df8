"""What is kept: versions, visits, and the report that writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tracker.model.alert import Owed
from tracker.model.article import Held, Host, Memory, Plan, WatchKind
from tracker.model.capture import Capture, PageState, Validators
from tracker.model.moments import Timed
from tracker.model.story import Marker, Story


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


class Rung(StrEnum):
    """How far a look had to climb until it was clear what became of the text, cheapest first."""

    UNMODIFIED = "304"
    IDENTICAL = "identical bytes"
    QUICK = "quick test"
    FULL = "full reading"


class Outcome(StrEnum):
    """How a look ended."""

    FIRST = "first version"
    CHANGED = "new version"
    HELD = "held"
    SAME = "no change"
    IDENTICAL = "identical bytes"
    UNMODIFIED = "not modified"
    STATE = "no article"
    FAILED = "failed"
    FLIP = "flip"


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
    """

    key: str
    exact: str
    matter: float


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
        neighbours: how many other articles of the host are under watch; `looked` how many of them were read since the
            difference was first held.
        variants: number and story of each earlier version that stood within the last hour.
    """

    site_lines: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()
    sightings: tuple[Sighting, ...] = ()
    neighbours: int = 0
    looked: int = 0
    variants: tuple[tuple[int, Story], ...] = ()


class EventKind(StrEnum):
    """What an event of an article's life is about."""

    PAGE = "page state"
    MOVED = "moved"
    FLIP = "flip"
    NOTICE = "notice"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Timed):
    """Something that happened to an article beside its versions; `ended` None: it still holds."""

    kind: EventKind
    state: str
    reason: str
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostEvent(Timed):
    """Something that happened to a whole site, such as a redesign seen on several of its articles."""

    host: str
    kind: str
    articles: int
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Timed):
    """A story as it stood.

    Attributes:
        number: from 1, without gaps.
        first_seen: when this text was first read; `last_seen_old` when the text before it was read last (None
            for version 1): the change happened between the two.
        last_seen: when this text was read last.
        body_sha256, text_sha256, chain_hash: hex; see docs/architecture.md for what each covers.
    """

    article_id: int
    number: int
    first_seen: datetime
    last_seen_old: datetime | None
    last_seen: datetime
    headline: str
    published: datetime | None
    modified: datetime | None
    url: str
    status_line: str
    body_sha256: str
    text_sha256: str
    chain_hash: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Timed):
    """One attempt, whatever came of it. Unchanged visits in a row are one run of `looks`.

    Attributes:
        reason: in words; for a failure what went wrong.
        version: the version that stood after this look; None before the first.
        rung: how far the look had to climb; None where no text was seen.
    """

    began: datetime
    ended: datetime
    outcome: Outcome
    state: PageState
    reason: str
    status: int | None = None
    size: int | None = None
    version: int | None = None
    looks: int = 1
    rung: Rung | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that one visit taught us: one transaction.

    Attributes:
        change: where given, `story` and `capture` become a new version.
        held: the reading that waits to be confirmed; None clears what was held.
        seen: True when the newest version's text was really read again (or answered 304).
        moved_to: the address the article has moved to for good; None where it has not.
        owed: alerts that the new version owes, one a recipient.
        lines: that came, went or moved since `lines_since`, for the host's other articles to be compared with.
        site_lines: keys of lines that are known by now to be the site's.
        events: that this look saw beside a change of the page's state.
        marker: what the page says of itself now; `marker_read` tells a page without one from a look that read none.
        baseline: the newest version's text as today's layout shows it; None leaves it as it is.
        reread: the version before the new one, as today's reader reads its page.
        hasten: how many other articles of the host should be looked at soon, to tell whether a line is the site's.
        strikes: how many looks in a row killed their reader; `struck` are the bytes of the last one.
    """

    article_id: int
    token: str
    visit: Visit
    plan: Plan
    host: Host
    seen: bool = False
    capture: Capture | None = None
    story: Story | None = None
    change: Change | None = None
    held: Held | None = None
    memory: Memory | None = None
    validators: Validators | None = None
    moved_to: str | None = None
    owed: tuple[Owed, ...] = ()
    lines: tuple[SeenLine, ...] = ()
    lines_since: datetime | None = None
    site_lines: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    marker: Marker | None = None
    marker_read: bool = False
    baseline: Story | None = None
    reread: Story | None = None
    hasten: int = 0
    strikes: int = 0
    struck: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A new watch. Its report is recorded with it: all or nothing.

    The report's article_id is not read; its host is the one that was asked, and its token that host's claim: they
    say nothing of `host`, the article's own, where the address leads elsewhere for good.
    """

    url: str
    host: str
    kind: WatchKind
    tags: tuple[str, ...]
    headline: str
    report: Report
