"""What discovery is given to work with, beside what every job is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from tracker.jobs.seen_answers import SeenAnswers
from tracker.jobs.world import World
from tracker.model import Article, Capture
from tracker.model.hints import Votes
from tracker.model.source import CandidateReport, Known, Lead, SourceKind, SourceReading, SourceReport


class SourceReader(Protocol):
    """Reads a source in a child process that it may kill."""

    def read_source(self, capture: Capture, page: SourceKind | None, now: datetime) -> SourceReading | None:
        """Give what a source lists; None where it is no source. `page`: as what a page is read, if at all.

        Raises:
            ReadingError: it killed its reader, is made to do harm, or broken beyond reading.
        """
        ...


class Sources(Protocol):
    """The record as discovery sees it."""

    def claim_lead(self, now: datetime, *, lease: timedelta) -> Lead | None:
        """Take one source or candidate that is due with its host; None where none may be asked now."""
        ...

    def undated(self, source_id: int) -> bytes:
        """Give the digests of what a source lists, and of addresses without a date that it ever did."""
        ...

    def listed_by(self, watch: str) -> Sequence[tuple[int, bytes]]:
        """Give the sources of a watch by their id, each with the digests of what it lists."""
        ...

    def known(self, urls: Sequence[str]) -> dict[str, Known]:
        """Give what is known of these addresses; those that are not known are left out."""
        ...

    def votes(self, host_name: str) -> Votes:
        """Give what is counted of a host's dates, and which of them can be counted now."""
        ...

    def watched_for(self, watch: str) -> int:
        """Give how many articles are looked at that were found for a watch."""
        ...

    def name_source(self, url: str, host: str, watch: str, now: datetime) -> None:
        """Follow the address of a `[[watch]]` from now on."""
        ...

    def keep_sources(self, watches: Iterable[str]) -> None:
        """Let go of all sources of watches that the configuration names no more."""
        ...

    def record_source(self, report: SourceReport) -> None:
        """Write all that one look at a source taught, in one transaction."""
        ...

    def record_candidate(self, report: CandidateReport, source_id: int, now: datetime) -> None:
        """Write all that one look at a candidate taught, in one transaction."""
        ...

    def article(self, article_id: int) -> Article:
        """Give one article."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scouting:
    """All that discovery works with.

    Attributes:
        keeps: what is found to be an article may be put under watch; False for who only wants to know.
        seen: what was answered last, so that the same is not read again.
    """

    world: World
    sources: Sources
    reader: SourceReader
    keeps: bool = True
    seen: SeenAnswers = field(default_factory=SeenAnswers)
