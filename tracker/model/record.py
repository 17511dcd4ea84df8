"""What is kept: versions, visits, and the report that writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model.alert import Owed
from tracker.model.article import Held, Host, Memory, Plan, WatchKind
from tracker.model.capture import Capture, PageState, Validators
from tracker.model.moments import Timed
from tracker.model.story import Story
from tracker.model.story_parts import Marker
from tracker.model.verdict import Change, SeenLine


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


class Kept(StrEnum):
    """How much of a version is left: all, all but its page, or only that and when it was."""

    WHOLE = "whole"
    PRUNED = "pruned"
    REDACTED = "redacted"


class EventKind(StrEnum):
    """What an event of an article's life is about."""

    PAGE = "page state"
    MOVED = "moved"
    FLIP = "flip"
    NOTICE = "notice"
    LAYOUT = "layout"
    TOUCHED = "touched"


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
        kept: a pruned version has its text and no page, a redacted one neither; times and hashes stay.
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
    kept: Kept = Kept.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone(Timed):
    """A link of an article's chain that says what was taken out of its record, and why.

    Attributes:
        number: the version concerned; 0 for all up to `after`.
        what: `pruned` or `redacted`.
        after: the newest version when it was written: it stands in the chain behind that one.
        previous, chain_hash: hex; of the link before, and its own.
        complete: whether what was taken out is gone from files and free pages too.
    """

    article_id: int
    number: int
    what: Kept
    after: int
    reason: str
    written: datetime
    previous: str
    chain_hash: str
    complete: bool = True

    def covers(self, number: int) -> bool:
        """Whether it is about a version."""
        return self.number == number or (not self.number and number <= self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Timed):
    """One attempt, whatever came of it. Unchanged visits in a row are one run of `looks`.

    Attributes:
        reason: in words; for a failure what went wrong.
        version: the version that stood after this look; None before the first.
        rung: how far the look had to climb; None where no text was seen.
        unwatched: how long before this look nobody looked though one was due; zero where all went to plan.
        widest_gap: the longest pause between two looks of a run.
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
    unwatched: timedelta = timedelta(0)
    widest_gap: timedelta = timedelta(0)


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
        memory: where the text was found, as far as that is news; None leaves what is known of it as it is.
        quick: how many looks, with this one, relied on the quick test since the page was read.
        marker: what the page says of itself now, where that is news; `marker_read` tells a page that says nothing any
            more from a look that learned nothing of it.
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
    quick: int = 0
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
