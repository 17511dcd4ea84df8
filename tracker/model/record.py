"""What is kept: versions, visits, and the report that writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.alert import Owed
from tracker.model.article import Held, Host, Memory, Plan, WatchKind
from tracker.model.capture import Capture, PageState, Validators
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The step between two versions: in what they differ, and why it counts now.

    Attributes:
        confirmed: the change was held and stood in a second reading.
    """

    kinds: frozenset[ChangeKind]
    reason: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A difference that is not believed yet, and why."""

    reason: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that one visit taught us: one transaction.

    Attributes:
        change: where given, `story` and `capture` become a new version.
        held: the reading that waits to be confirmed; None clears what was held.
        seen: True when the newest version's text was really read again (or answered 304).
        moved_to: the address the article has moved to for good; None where it has not.
        owed: alerts that the new version owes, one a recipient.
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
