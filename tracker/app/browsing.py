"""What the viewer asks: articles with their heat and what is unread, an article's life, any two versions, and blame.

The record is opened to be read only, and never brought up to date from here. Read marks are the user's own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from tracker.app.archive import Archive, Comparison
from tracker.core.schedule.heat import rate
from tracker.edges.read_marks import ReadMarks, state_folder
from tracker.edges.store import Freshness, Record
from tracker.model import Article, ArticleState, Heat, Question, SearchResult, Settings, Version
from tracker.model.blame import Blame
from tracker.view.history import Gap, gaps

MOST_FOUND = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article as the list shows it.

    Attributes:
        rate: changes an hour to be expected now; None while nobody looks at it.
        changed: when its text changed last, as far as we know; None where it never did.
        read: the version up to which the user has read it; 0: none.
    """

    article: Article
    rate: float | None = None
    changed: datetime | None = None
    read: int = 0

    @property
    def unread(self) -> int:
        """How many versions the user has not read."""
        return max(self.article.versions - self.read, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """An article with its versions, oldest first, and the times in which it could not be seen."""

    listed: Listed
    versions: tuple[Version, ...] = ()
    gaps: tuple[Gap, ...] = ()
    dismissed: frozenset[int] = frozenset()


class Library:
    """The one door of the viewer. Safe to use from several threads; nothing here writes the record."""

    def __init__(self, archive: Archive, marks: ReadMarks) -> None:
        self._archive = archive
        self._marks = marks

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the record of these settings and this user's marks; a record that does not exist yet reads as empty.

        Raises:
            StoreOlderError: an older tracker wrote it.
            StoreError: it cannot be read.
            ReadMarksError: there is no place for marks.
        """
        folder = Path(settings.data)
        record = Record.open(folder)
        record.expect_current()
        return cls(Archive(record, folder), read_marks(record))

    @property
    def folder(self) -> Path:
        """Where the record lies."""
        return self._archive.folder

    def freshness(self) -> Freshness:
        """Give what tells whether the record was written since; for one thread."""
        return Freshness(self.folder)

    def articles(self, now: datetime) -> list[Listed]:
        """Give the articles under watch, the liveliest first."""
        heats, marks = self._archive.record.heats(), self._marks.all()
        listed = (_listed(one, heats.get(one.id), marks, now) for one in self._archive.articles())
        return sorted(listed, key=_liveliest_first)

    def article(self, words: str) -> Article:
        """Give the one article meant by an id, an address, or a part of its headline.

        Raises:
            NotFoundError: none is meant.
            UsageError: several are.
        """
        return self._archive.article(words)

    def life(self, article_id: int, now: datetime) -> Life:
        """Give an article's versions and gaps.

        Raises:
            NotFoundError: there is no such article.
        """
        record = self._archive.record
        article = record.article(article_id)
        return Life(
            listed=_listed(article, record.heat(article_id), self._marks.all(), now),
            versions=tuple(record.versions(article_id)),
            gaps=tuple(gaps(record.visits(article_id))),
            dismissed=record.dismissed(article_id),
        )

    def compare(self, article: Article, before: int, after: int, versions: Sequence[Version] = ()) -> Comparison:
        """Lay two versions over each other; one over itself is its text.

        Args:
            versions: all of the article's, where they are at hand: a long life is not read for each step through it.

        Raises:
            NotFoundError: there is no such version; as RedactedError, its words were redacted.
        """
        if 1 <= before <= after <= len(versions):
            return self._archive.lay(article, versions[before - 1], versions[after - 1], versions)
        return self._archive.compare(article, before, after)

    def summary(self, article: Article, old: Version, new: Version, versions: Sequence[Version] = ()) -> str:
        """Say in one line what changed between two versions; `versions` as for `compare`."""
        return self._archive.summary(article, old, new, versions)

    def blame(self, article: Article, number: int, wanted: Callable[[], bool] = lambda: True) -> Blame:
        """Say since when each sentence of a version stands.

        Args:
            wanted: asked before each of the versions is read: whether anybody waits for the answer still.

        Raises:
            NotFoundError: there is no such version; as RedactedError, its words were redacted.
            AbandonedError: nobody waits for it.
        """
        # Imported at the first blame: the first screen has none.
        from tracker.app.lives import blame_of

        return blame_of(self._archive, article, number, wanted).blame

    def search(self, words: str, article: Article | None) -> SearchResult:
        """Search the text of all versions, of one article or of all; the newest passages first.

        Raises:
            UsageError: there is no word to search for.
        """
        asked = Question(words=words, limit=MOST_FOUND)
        return self._archive.record.search(replace(asked, article_id=article.id) if article else asked)

    def mark(self, article_id: int, number: int) -> int:
        """Note that the user has read an article up to a version; what is noted beyond it stays, and is given.

        Raises:
            ReadMarksError: it cannot be noted.
        """
        self._marks.raise_to({article_id: number})
        return self._marks.all().get(article_id, 0)

    def unmark(self, article_id: int, number: int) -> int:
        """Note that the user has read an article up to a version and no further, which is given; 0: not at all.

        Raises:
            ReadMarksError: it cannot be noted.
        """
        self._marks.put(article_id, number)
        return self._marks.all().get(article_id, 0)


def read_marks(record: Record) -> ReadMarks:
    """Give this user's marks of a record.

    Raises:
        ReadMarksError: there is no place for them.
    """
    return ReadMarks(state_folder(os.environ, sys.platform), record.store_id())


def _listed(article: Article, heat: Heat | None, marks: Mapping[int, int], now: datetime) -> Listed:
    looked_at = heat is not None and article.next_look is not None
    return Listed(
        article=article,
        rate=rate(heat, now, marker=article.marker) if heat and looked_at else None,
        changed=heat.changed_at if heat else None,
        read=marks.get(article.id, 0),
    )


def _liveliest_first(listed: Listed) -> tuple[int, float, str, int]:
    article = listed.article
    planned = article.next_look.isoformat() if article.next_look else "~"
    return list(ArticleState).index(article.state) // 4, -(listed.rate or 0.0), planned, article.id
