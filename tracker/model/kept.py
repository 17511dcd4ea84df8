"""What leaves the record in an export: versions with all that their chain is made of, and tombstones between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tracker.model.article import Article
from tracker.model.capture import Capture
from tracker.model.moments import Timed
from tracker.model.record import Version
from tracker.model.story import Story


class Keeping(StrEnum):
    """How much of a version is still there."""

    WHOLE = "whole"
    PRUNED = "pruned"
    REDACTED = "redacted"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion(Timed):
    """One version as it leaves the record.

    Attributes:
        program: the tracker that wrote it; `walker` the version of its reader, None where not known.
        previous: the chain hash that this version's stands on: of the version or tombstone before it.
        keeping: why `story`, `capture` or `body` may be None; `why` says so in words, empty where all is there.
        capture: what was asked and answered, without the body; `capture_json` as the record keeps it, so that its hash
            can be made, which is `capture_sha256`: None for versions of an older tracker.
    """

    article: Article
    version: Version
    headers_sha256: str
    program: str
    walker: int | None
    previous: str
    keeping: Keeping = Keeping.WHOLE
    why: str = ""
    story: Story | None = None
    capture: Capture | None = None
    capture_json: str = field(default="", repr=False)
    capture_sha256: str | None = None
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTombstone(Timed):
    """What was taken out of an article's record, as a link of its chain.

    Attributes:
        what: `pruned` or `redacted`; `number` the version concerned, 0 for all.
        after: the newest version when it was written: it stands in the chain behind that one.
        previous: the chain hash that this one stands on.
    """

    article_id: int
    what: str
    number: int
    after: int
    reason: str
    written: datetime
    previous: str
    chain_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGap:
    """An article, or the rest of one, that the record cannot give any more: `why` in words."""

    article_id: int
    why: str


KeptLink = KeptVersion | KeptTombstone | KeptGap
