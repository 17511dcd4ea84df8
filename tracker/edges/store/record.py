"""The record as the reading verbs see it: opened at any time, without the lock, also beside a daemon that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection, Engine, NullPool

from tracker.edges.store import claims, preparing, queries
from tracker.edges.store.furniture import site_lines_of
from tracker.edges.store.heads import store_id
from tracker.edges.store.opening import archive_path, expect_whole, reading_engine, translated
from tracker.edges.store.tombstones import read_tombstones, read_unfinished
from tracker.errors import StoreOlderError
from tracker.model import (
    Article,
    Delivery,
    Event,
    Heat,
    Held,
    Host,
    HostEvent,
    KeptCopy,
    KeptLink,
    Memory,
    Mute,
    Question,
    SearchResult,
    Story,
    Telling,
    Tombstone,
    Version,
    Visit,
)

if TYPE_CHECKING:
    # A verb asks one or two questions: what answers the rarer ones is loaded by them.
    from tracker.edges.store.summing import Summary
    from tracker.edges.store.verifying import BrokenLink
    from tracker.model.life import LifeVersion

Found = TypeVar("Found")


class Record:
    """A read-only view of a data folder's record. One that does not exist yet gives empty answers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine: Engine | None = None

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open the record of a data folder; nothing is made or locked. What is wrong with it is told by each question.

        Every question may raise StoreDamagedError, StoreNewerError, StoreOlderError or StoreUnwritableError.
        """
        return cls(archive_path(data))

    def expect_current(self) -> None:
        """Make sure that the record, where there is one, is of the schema that this program reads.

        Raises:
            StoreOlderError: an older tracker wrote it; whoever may write brings it up to date by opening a `Store`.
            StoreDamagedError, StoreNewerError, StoreUnwritableError: it cannot be read.
        """
        self._opened()

    def articles(self) -> list[Article]:
        """Give all articles in the order they were added, those that were removed too."""
        return self._ask(queries.articles, [])

    def article(self, article_id: int) -> Article:
        """Give one article.

        Raises:
            NotFoundError: no such article.
        """
        return self._ask_of(article_id, lambda connection: queries.article_by_id(connection, article_id))

    def find(self, words: str) -> list[Article]:
        """Give the article of an id or an exact address, else all whose headline holds the words, in any case."""
        return self._ask(lambda connection: queries.find(connection, words), [])

    def versions(self, article_id: int) -> list[Version]:
        """Give an article's versions, oldest first.

        Raises:
            NotFoundError: no such article.
        """
        return self._ask_of(article_id, lambda connection: queries.versions(connection, article_id))

    def latest(self, article_id: int) -> Version | None:
        """Give an article's newest version, however many there are before it; None where it has none."""
        return self._ask(lambda connection: queries.latest(connection, article_id), None)

    def newest(self, most: int) -> list[Version]:
        """Give the newest versions of all articles, newest first."""
        return self._ask(lambda connection: queries.newest(connection, most), [])

    def change_times(self, article_ids: Sequence[int], since: datetime) -> Mapping[int, Sequence[datetime]]:
        """Give when each of at most 1,000 articles changed since a moment, oldest first; who did not is missing."""
        return self._ask(lambda connection: queries.change_times(connection, article_ids, since), {})

    def story(self, article_id: int, number: int) -> Story:
        """Give a version's story.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: it does not read back.
        """
        return self._ask_of(article_id, lambda connection: claims.read_story(connection, article_id, number))

    def body(self, article_id: int, number: int) -> bytes:
        """Give the bytes a version was read from.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: they do not read back.
        """
        return self._ask_of(article_id, lambda connection: queries.body(connection, article_id, number))

    def visits(self, article_id: int) -> list[Visit]:
        """Give the visits to an article, oldest first; unchanged ones in a row are one run."""
        return self._ask(lambda connection: queries.visits(connection, article_id), [])

    def held(self, article_id: int) -> Held | None:
        """Give the reading that waits to be confirmed; None where none does."""
        return self._ask(lambda connection: queries.held(connection, article_id), None)

    def story_before(self, article_id: int, number: int) -> Story:
        """Give a version's story as the one after it is to be compared with.

        Raises:
            NotFoundError: no such version.
            StoreDamagedError: it does not read back.
        """
        from tracker.edges.store.surroundings import story_before

        return self._ask_of(article_id, lambda connection: story_before(connection, article_id, number))

    def life(self, article_id: int, last: int | None = None) -> Iterator[LifeVersion]:
        """Yield an article's versions with their texts up to `last` (None: all), oldest first.

        Raises:
            NotFoundError: no such article.
        """
        from tracker.edges.store import lives

        engine = self._opened()
        if engine is None:
            raise claims.missing(article_id)
        with translated(self._path), engine.connect() as connection:
            yield from lives.read_life(connection, article_id, last)

    def site_lines(self, article_id: int) -> frozenset[str]:
        """Give the keys of all lines known to be those of an article's site."""
        return self._ask(lambda connection: site_lines_of(connection, article_id), frozenset())

    def events(self, article_id: int) -> list[Event]:
        """Give what happened to an article beside its versions, oldest first."""
        from tracker.edges.store.events import read_events

        return self._ask(lambda connection: read_events(connection, article_id), [])

    def host_events(self) -> list[HostEvent]:
        """Give what happened to whole sites, oldest first."""
        from tracker.edges.store.events import read_host_events

        return self._ask(read_host_events, [])

    def dismissed(self, article_id: int) -> frozenset[int]:
        """Give the numbers of an article's versions that a person called noise."""
        return self._ask(lambda connection: queries.dismissed(connection, article_id), frozenset())

    def copies(self, article_id: int) -> Mapping[int, KeptCopy]:
        """Give the copies of an article's versions in a web archive, by their numbers."""
        from tracker.edges.store import sight

        return self._ask(lambda connection: sight.copies(connection, article_id), {})

    def memory(self, article_id: int) -> Memory | None:
        """Give what is remembered of where an article's text stands; None where nothing is."""
        return self._ask(lambda connection: queries.memory(connection, article_id), None)

    def heat(self, article_id: int) -> Heat:
        """Give an article's heat.

        Raises:
            NotFoundError: no such article.
        """
        return self._ask_of(article_id, lambda connection: queries.heat(connection, article_id))

    def heats(self) -> dict[int, Heat]:
        """Give the heat of every article by its id."""
        return self._ask(queries.heats, {})

    def store_id(self) -> str:
        """Give the record's public id; empty where there is no record yet."""
        return self._ask(store_id, "")

    def deliveries(self, article_id: int | None = None) -> list[Delivery]:
        """Give the deliveries of one article, or of all, oldest first."""
        return self._ask(lambda connection: queries.deliveries(connection, article_id), [])

    def delivery(self, delivery_id: int) -> Delivery:
        """Give one alert for one recipient.

        Raises:
            NotFoundError: no such alert.
        """
        from tracker.edges.store import outbox_asking

        found = self._ask(lambda connection: outbox_asking.read_delivery(connection, delivery_id), None)
        if found is None:
            raise outbox_asking.missing(delivery_id)
        return found

    def telling(self, carrier: int) -> Telling:
        """Give what a message tells, by the delivery that carries it."""
        from tracker.edges.store import outbox_sending

        return self._ask(lambda connection: outbox_sending.telling(connection, carrier), Telling(deliveries=()))

    def mutes(self) -> tuple[Mute, ...]:
        """Give all standing mutes, those that ended by themselves too, oldest first."""
        from tracker.edges.store import outbox_asking

        return self._ask(outbox_asking.mutes, ())

    def hosts(self) -> list[Host]:
        """Give all hosts by name."""
        return self._ask(queries.hosts, [])

    def summary(self, now: datetime) -> Summary:
        """Give the record in numbers."""
        from tracker.edges.store.summing import Summary, summed

        return self._ask(lambda connection: summed(connection, now, size=self._size()), Summary())

    def verify(self, article_id: int | None = None) -> list[BrokenLink]:
        """Re-read every blob and every chain; gives the first broken link of each article, nothing where all holds."""
        from tracker.edges.store import verifying

        return self._ask(lambda connection: list(verifying.verify(connection, article_id)), [])

    def tombstones(self, article_id: int | None = None) -> list[Tombstone]:
        """Give what was taken out of one article's record, or of all, in the order of their chains."""
        return self._ask(lambda connection: read_tombstones(connection, article_id), [])

    def unfinished_redactions(self) -> list[Tombstone]:
        """Give the tombstones whose words may still stand in free pages or files."""
        return self._ask(read_unfinished, [])

    def search(self, asked: Question) -> SearchResult:
        """Give the passages of all versions that a question is answered by, the newest first.

        Raises:
            UsageError: there is no word in it, or too many.
            StoreError: the database of this record has no index of words.
        """
        from tracker.edges.store import searching

        return self._ask(lambda connection: searching.search(connection, asked), SearchResult())

    def unindexed_count(self) -> int:
        """Give how many versions cannot be searched yet: an older tracker kept them."""
        from tracker.edges.store.passages import unindexed_count

        return self._ask(unindexed_count, 0)

    def kept(self, article_ids: Sequence[int] | None = None, since: datetime | None = None) -> Iterator[KeptLink]:
        """Yield all versions and tombstones of some articles, or of all, as one moment of the record shows them.

        Args:
            since: leave out what is older.

        Raises:
            NotFoundError: no such article.
        """
        from tracker.edges.store import leaving

        engine = self._opened()
        if engine is None:
            if article_ids:
                raise claims.missing(article_ids[0])
            return
        with translated(self._path), engine.connect() as connection:
            yield from leaving.kept(connection, article_ids, since)

    def _size(self) -> int:
        return sum(file.stat().st_size for file in self._path.parent.glob(f"{self._path.name}*"))

    def _ask_of(self, article_id: int, query: Callable[[Connection], Found]) -> Found:
        engine = self._opened()
        if engine is None:
            raise claims.missing(article_id)
        with translated(self._path), engine.connect() as connection:
            return query(connection)

    def _ask(self, query: Callable[[Connection], Found], nothing: Found) -> Found:
        engine = self._opened()
        if engine is None:
            return nothing
        with translated(self._path), engine.connect() as connection:
            return query(connection)

    def _opened(self) -> Engine | None:
        with translated(self._path):
            if self._engine is None and self._path.exists():
                self._engine = _sound_engine(self._path)
        return self._engine


def _sound_engine(path: Path) -> Engine | None:
    expect_whole(path)
    # No pool: a verb asks a few questions, and what is never held open need not be closed.
    engine = reading_engine(path, pool=NullPool)
    with engine.connect() as connection:
        revision = preparing.read_revision(connection, path)
    if revision not in (None, preparing.HEAD):
        raise StoreOlderError(
            f"the record {path} was written by an older tracker ({revision}); tracker list brings it up to date"
        )
    # A file without tables is a record that is just being made.
    return engine if revision else None
