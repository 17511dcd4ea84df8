"""The verbs that prove: verify, head, cite. They read beside a running daemon, and on a damaged record too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Self

from tracker.app.naming import the_article
from tracker.app.upgrading import current_record
from tracker.edges.store import ArticleProof, BrokenLink, DayProof, ProofRecord
from tracker.edges.timestamps import can_be_checked, checked
from tracker.errors import NotFoundError, StoreDamagedError, StoreError, TimestampError, UsageError
from tracker.model import Article, Circumstances, DayRoot, Head, Settings, Tombstone, Version

Progress = Callable[[int, int], None]
"""Told after each article and day: how many were read, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One thing that does not hold.

    Attributes:
        article_id: None for a day or the file itself; `number` is the first version that does not hold, 0 for none.
        day: None for an article or the file itself.
        beside: the versions of the article hold, and what is shown of them elsewhere does not; without an article: the
            file is sound, and what it holds is not.
        what: why, in words.
    """

    what: str
    article_id: int | None = None
    headline: str = ""
    number: int = 0
    day: str | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was proven, and what does not hold.

    Attributes:
        size: bytes of pages, texts and captures, unpacked.
        visits: in closed days, runs counted once; `open_visits` are those of days that have no hash yet.
        stamps: timestamps that hold; `unread_stamps` could not be read, since the library is not installed.
        everything: whether the whole record was asked for; else days were not looked at.
        taken_out: what a person had dropped or redacted: proven to be so, and no fault.
    """

    articles: int
    versions: int
    size: int
    days: int = 0
    visits: int = 0
    open_visits: int = 0
    stamps: int = 0
    unread_stamps: int = 0
    everything: bool = True
    taken_out: tuple[Tombstone, ...] = ()
    broken: tuple[Broken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A version with all that makes it evidence."""

    article: Article
    version: Version
    circumstances: Circumstances


class Prover:
    """Proves what the record says; nothing here writes."""

    def __init__(self, record: ProofRecord, *, ca_file: PurePath | None) -> None:
        self._record = record
        self._ca_file = ca_file

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the record of these settings; one that does not exist yet holds nothing to prove.

        Raises:
            StoreOlderError: an older tracker still holds it.
            StoreError: nothing of it can be read.
        """
        current_record(settings)
        return cls(ProofRecord.open(Path(settings.data)), ca_file=settings.evidence.timestamp_ca_file)

    def verify(self, words: Sequence[str], now: datetime, *, tell: Progress) -> Verdict:
        """Read everything again, or the articles that are named, and make every hash again.

        Args:
            words: an id, an address or a part of a headline each; none: the whole record with its days.

        Raises:
            NotFoundError: no article is meant, or there is no record. UsageError: several are.
            StoreError: the list of the articles itself cannot be read.
        """
        self._record.expect_there()
        chosen = [the_article(self._record, one).id for one in words] or self._record.article_ids()
        days, unreadable = ([], []) if words else self._days_there()
        total = len(chosen) + len(days)
        proofs = list(self._articles(chosen, tell, total))
        stamps, day_proofs = _Stamps(self._ca_file), list(self._days(days, tell, total))
        faults = [*self._faults(proofs, everything=not words), *unreadable]
        broken = [*faults, *_broken_days(day_proofs), *stamps.broken(days)]
        broken += [] if words or broken else [Broken(what=what, beside=True) for what in self._record.stray_rows(now)]
        sound = [proof.day for proof in day_proofs if not proof.what]
        return Verdict(
            articles=len(proofs),
            versions=sum(proof.versions for proof in proofs),
            size=sum(proof.size for proof in proofs),
            days=len(sound),
            visits=sum(day.visits for day in sound),
            open_visits=0 if words or broken else self._record.open_visits(days[-1] if days else None),
            stamps=stamps.held,
            unread_stamps=stamps.unread,
            everything=not words,
            taken_out=tuple(stone for one in chosen for stone in self._record.tombstones(one)),
            broken=tuple(broken),
        )

    def head(self, now: datetime) -> Head:
        """Give the line to publish.

        Raises:
            NotFoundError: there is no record yet.
        """
        return self._record.head(now)

    def what_speaks_against(self, line: str, now: datetime) -> tuple[Head, str]:
        """Read a line that was published; gives it with why it does not hold any more, empty where it does.

        Raises:
            UsageError: it is no such line.
        """
        try:
            told = Head.parse(line)
        except ValueError as error:
            raise UsageError(f"{line!r:.60} is no line of `tracker head`: {error}") from error
        return told, self._record.what_speaks_against(told, now)

    def cite(self, words: str, number: int | None) -> Citation:
        """Give a version, the newest where no number is given, with all that makes it evidence.

        Raises:
            NotFoundError: there is no such article or version.
            StoreDamagedError: it does not hold, or what it stands on does not.
        """
        article = the_article(self._record, words)
        versions = {version.number: version for version in self._record.versions(article.id)}
        version = versions.get(max(versions, default=0) if number is None else number)
        if version is None:
            known = f"it has 1 to {max(versions)}" if versions else "it has none yet"
            raise NotFoundError(f"article {article.id} has no version {number or 1}: {known}")
        self._record.expect_proven(article.id, version.number)
        circumstances = self._record.circumstances(article.id, version.number)
        copy = self._record.copies(article.id).get(version.number)
        circumstances = replace(circumstances, copy=copy)
        return Citation(article=article, version=version, circumstances=circumstances)

    def _articles(self, chosen: Sequence[int], tell: Progress, total: int) -> Iterator[ArticleProof]:
        for place, article_id in enumerate(chosen, start=1):
            yield self._record.prove(article_id)
            tell(place, total)

    def _days_there(self) -> tuple[list[DayRoot], list[Broken]]:
        try:
            return self._record.day_roots(), []
        except StoreDamagedError as error:
            return [], [Broken(what=str(error))]

    def _days(self, days: Sequence[DayRoot], tell: Progress, total: int) -> Iterator[DayProof]:
        for place, (previous, day) in enumerate(zip([None, *days], days, strict=False), start=1):
            yield self._record.prove_day(day, previous=previous)
            tell(total - len(days) + place, total)

    def _faults(self, proofs: Sequence[ArticleProof], *, everything: bool) -> Iterator[Broken]:
        for proof in proofs:
            if proof.broken is not None:
                yield self._named(proof.broken)
        if everything:
            faults = self._record.file_faults()
            yield from (Broken(what=what) for what in faults)
            if not faults:
                yield from map(self._named, self._record.ownerless())

    def _named(self, link: BrokenLink) -> Broken:
        try:
            article = self._record.article(link.article_id)
            headline = article.headline or article.url
        except (StoreError, NotFoundError, ValueError):
            headline = ""
        return Broken(
            article_id=link.article_id, headline=headline, number=link.number, what=link.what, beside=link.beside
        )


class _Stamps:
    """Checks the timestamps of days, and counts them."""

    def __init__(self, ca_file: PurePath | None) -> None:
        self._ca_file = ca_file
        self.held = 0
        self.unread = 0

    def broken(self, days: Sequence[DayRoot]) -> list[Broken]:
        """Give the days whose timestamp does not hold."""
        stamped = [day for day in days if day.stamp is not None]
        if not can_be_checked():
            self.unread = len(stamped)
            return []
        found = [Broken(day=day.day, what=what) for day in stamped if (what := self._fault(day))]
        self.held = len(stamped) - len(found)
        return found

    def _fault(self, day: DayRoot) -> str:
        if day.stamp is None:
            return ""
        try:
            found = checked(day.stamp.answer, day.chain_hash.encode(), ca_file=self._ca_file)
        except TimestampError as error:
            return str(error)
        return "" if found.at == day.stamp.at else "its timestamp says another time than was noted"


def _broken_days(proofs: Sequence[DayProof]) -> Iterator[Broken]:
    return (Broken(day=proof.day.day, what=proof.what) for proof in proofs if proof.what)
