"""The record as whoever wants it proven sees it: read article by article, so that damage to one hides no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, union

from tracker.edges.store import days, heads, soundness, verifying
from tracker.edges.store.chains import RECENT, read_link
from tracker.edges.store.encoding import decoded
from tracker.edges.store.evidence import GENESIS
from tracker.edges.store.page_faults import page_faults
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.record import Record
from tracker.edges.store.schema import article, blob, version, visit
from tracker.edges.store.verifying import BrokenLink
from tracker.errors import NotFoundError, StoreDamagedError, StoreError
from tracker.model import Capture, Circumstances, DayRoot, Head

# What values of a row may turn out to be, where somebody wrote over the file.
_UNREADABLE = (StoreError, ValueError, TypeError, AttributeError, OverflowError)

_IDS = select(article.c.id).order_by(article.c.id)
_OWNERLESS = (
    select(version.c.article_id).where(version.c.article_id.not_in(select(article.c.id))).group_by(version.c.article_id)
)
_OF = (version.c.article_id == bindparam("article_id"), version.c.number <= bindparam("through"))
_BLOBS = union(*(select(version.c[name]).where(*_OF) for name in ("body_blob", "story_blob", "capture_blob")))
_BYTES = select(func.sum(blob.c.size)).where(blob.c.id.in_(_BLOBS))
_KEPT = select(func.count()).select_from(version).where(*_OF)
_OPEN_VISITS = select(func.count()).select_from(visit).where(visit.c.day > bindparam("through"))
_CAPTURE = select(version.c.capture_blob, version.c.capture_sha256, version.c.day, version.c.program).where(
    version.c.article_id == bindparam("article_id"), version.c.number == bindparam("number")
)
_EVERYTHING = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleProof:
    """What was found of one article: so many versions and bytes hold; `broken` is where it does not."""

    article_id: int
    versions: int = 0
    size: int = 0
    broken: BrokenLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayProof:
    """What was found of one day; `what` says why it does not hold, empty where it does."""

    day: DayRoot
    what: str = ""


class ProofRecord(Record):
    """A read-only view of a record that proves what it says. Each question reads in a transaction of its own."""

    def file_faults(self) -> list[str]:
        """Give what SQLite and the sums of its pages find wrong with the file as a file; nothing where it is sound."""
        found: list[str] = []
        try:
            found = self._ask(lambda connection: soundness.file_faults(connection, self._path), [])
        except StoreError as error:
            found = [str(error)]
        # Once no connection is open: to close a file drops what locks SQLite has on it.
        return [*found, *(page_faults(self._path) if self._path.exists() else ())]

    def expect_there(self) -> None:
        """Make sure that there is a record at all: where nothing is, nothing is proven.

        Raises:
            NotFoundError: there is none.
            StoreError: it cannot be read.
        """
        if self._opened() is None:
            raise NotFoundError(f"there is no record {self._path}: name the folder that holds it with --data")

    def stray_rows(self, now: datetime) -> list[str]:
        """Give the versions and visits that no day's hash covers or will cover.

        Raises:
            StoreError: they cannot be read.
        """
        return self._ask(
            lambda connection: list(soundness.stray_rows(connection, days.newest_root(connection), now)), []
        )

    def article_ids(self) -> list[int]:
        """Give the ids of all articles, those that were removed too."""
        return self._ask(lambda connection: list(connection.execute(_IDS).scalars()), [])

    def ownerless(self) -> list[BrokenLink]:
        """Give articles of which versions are left, but which are not in the record themselves.

        Raises:
            StoreError: their list cannot be read.
        """
        return self._ask(_ownerless, [])

    def prove(self, article_id: int) -> ArticleProof:
        """Read all of an article again and make its hashes again; damage is told in the proof, never raised."""
        try:
            return self._ask_of(article_id, lambda connection: _proven(connection, article_id))
        except _UNREADABLE as error:
            what = f"the record cannot be read there ({error})"
            return ArticleProof(article_id=article_id, broken=BrokenLink(article_id=article_id, number=0, what=what))

    def day_roots(self) -> list[DayRoot]:
        """Give the days that have roots, oldest first.

        Raises:
            StoreDamagedError: somebody wrote over one.
        """
        try:
            return self._ask(days.all_roots, [])
        except _UNREADABLE as error:
            raise StoreDamagedError(f"the days of the record {self._path} cannot be read ({error})") from error

    def newest_day(self) -> DayRoot | None:
        """Give the newest day that has a root; None where none has."""
        return self._ask(days.newest_root, None)

    def prove_day(self, day: DayRoot, *, previous: DayRoot | None) -> DayProof:
        """Make a day's root and its place in the chain of days again; damage is told in the proof, never raised."""
        try:
            what = self._ask(lambda connection: _day_fault(connection, day, previous), "")
        except _UNREADABLE as error:
            what = f"the record cannot be read there ({error})"
        return DayProof(day=day, what=what)

    def open_visits(self, newest: DayRoot | None) -> int:
        """Give how many visits, runs counted once, are of days after the newest that has a root."""
        days_through = days.numbered(newest.day) if newest else -1
        return self._ask(lambda connection: _open_visits(connection, days_through), 0)

    def head(self, now: datetime) -> Head:
        """Give the line to publish.

        Raises:
            NotFoundError: there is no record yet.
        """
        found = self._ask(lambda connection: heads.present_head(connection, now), None)
        if found is None:
            raise NotFoundError(f"there is no record {self._path} yet: `tracker add URL` begins one")
        return found

    def what_speaks_against(self, told: Head, now: datetime) -> str:
        """Say why a head that was published does not hold for the record as it has grown; empty where it does."""
        return self._ask(lambda connection: heads.what_speaks_against(connection, told, now), "there is no record here")

    def expect_proven(self, article_id: int, number: int) -> None:
        """Make sure that an article's chain holds up to a version.

        Raises:
            StoreDamagedError: it does not, at this version or before it.
        """
        broken = self.prove(article_id).broken
        if broken is not None and not broken.beside and broken.number <= number:
            where = f"version {broken.number} of article {article_id}" if broken.number else f"article {article_id}"
            raise StoreDamagedError(f"{where} is not proven: {broken.what}; see: tracker verify {article_id}")

    def circumstances(self, article_id: int, number: int) -> Circumstances:
        """Give how a version was captured.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: it does not read back.
        """
        return self._ask_of(article_id, lambda connection: _circumstances(connection, article_id, number))


def _ownerless(connection: Connection) -> list[BrokenLink]:
    what = "versions of it are left, but the article itself is not in the record"
    return [BrokenLink(article_id=row[0], number=0, what=what) for row in connection.execute(_OWNERLESS)]


def _proven(connection: Connection, article_id: int) -> ArticleProof:
    # Each blob is read from the file once, and proven; the next one of its chain builds on what was proven.
    reading = connection.execution_options(**{RECENT: RecentLinks()})
    broken = next(iter(verifying.verify(reading, article_id)), None)
    through = _EVERYTHING if broken is None or broken.beside else broken.number - 1
    key = {"article_id": article_id, "through": through}
    return ArticleProof(
        article_id=article_id,
        versions=int(connection.execute(_KEPT, key).scalar_one()),
        size=int(connection.execute(_BYTES, key).scalar() or 0),
        broken=broken,
    )


def _day_fault(connection: Connection, day: DayRoot, previous: DayRoot | None) -> str:
    expected = previous.chain_hash if previous else GENESIS
    if day.previous != expected:
        return "it does not follow the day before it: a day was taken out, put in or changed"
    root, versions, visits = days.root_of(connection, days.numbered(day.day), day.form)
    if (versions, visits) != (day.versions, day.visits):
        return (
            f"{_counted(day.versions, day.visits)} were recorded on it, {_counted(versions, visits)} are there now: "
            "some were taken out or put in afterwards"
        )
    if root != day.root:
        return "a version or a visit of that day was changed after the day was closed"
    return "" if days.day_chain_hash(day) == day.chain_hash else "its own hash is not the one it was written with"


def _counted(versions: int, visits: int) -> str:
    return f"{versions} versions and {visits} visits"


def _open_visits(connection: Connection, through: int) -> int:
    return int(connection.execute(_OPEN_VISITS, {"through": through}).scalar_one())


def _circumstances(connection: Connection, article_id: int, number: int) -> Circumstances:
    row = connection.execute(_CAPTURE, {"article_id": article_id, "number": number}).first()
    if row is None:
        raise NotFoundError(f"article {article_id} has no version {number}; see: tracker log {article_id}")
    kept = None if row.capture_blob is None else decoded(Capture, read_link(connection, row.capture_blob).raw)
    covering = None
    if row.day is not None:
        covering = connection.execute(days.ONE, {"of_day": days.day_name(row.day)}).first()
    day = None if covering is None else days.day_root_of(covering)
    return Circumstances(
        store=heads.store_id(connection), program=row.program, capture=kept, capture_sha256=row.capture_sha256, day=day
    )
