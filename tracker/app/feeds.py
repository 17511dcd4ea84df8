"""Atom feeds kept up: an article's file and that of all are written anew soon after a version of it is kept."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from tracker import __version__
from tracker.edges.feeds import ALL, FeedFolder, feed_name
from tracker.edges.store import Record
from tracker.errors import NotFoundError, OutputError, TrackerError
from tracker.model import Article, FeedSettings, Kept, Story, Version
from tracker.view.feed import FeedEntry, change_entry, feed_id, feed_title, feed_xml

logger = logging.getLogger("tracker")

FOLDER = "feeds"
MOST_REMEMBERED = 200
"""Changes that are kept in memory as they were written: a new one costs one comparison."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# A file may be a little older than the version it was written for.
_MARGIN = timedelta(minutes=1)

# One process writes the record; within it a feed that is written and one that is forgotten take turns.
_TURNS = threading.Lock()


class Feeds:
    """The Atom files of a record."""

    def __init__(self, record: Record, data: Path, settings: FeedSettings) -> None:
        self._record = record
        self._folder = FeedFolder(Path(settings.folder) if settings.folder else data / FOLDER)
        self._settings = settings
        self._due: set[int] = set()
        self._caught_up = self._silent = False
        self._known: OrderedDict[tuple[int, int], FeedEntry] = OrderedDict()

    def keep_up(self, article_id: int) -> None:
        """Note that an article has a new version; nothing is written here."""
        if self._settings.enabled:
            self._due.add(article_id)

    def write_due(self) -> int:
        """Write the files of articles that have new versions, and that of all; gives how many articles it were.

        What goes wrong is said once, until it goes well again: the record has the versions, and that is what counts.
        """
        if not self._settings.enabled:
            return 0
        due: set[int] = set()
        try:
            with _TURNS:
                self._due |= set() if self._caught_up else self._missed()
                self._caught_up = True
                while self._due:
                    due.add(self._due.pop())
                self._write(due)
        except (OSError, TrackerError) as error:
            self._due |= due
            if not self._silent:
                logger.warning("the feeds lack a change: %s; the record has it, and it is tried again", error)
            self._silent = True
            return 0
        self._silent = False
        return len(due)

    def finish(self) -> None:
        """Write what is due before whoever works here leaves: a verb without a daemon has no bell."""
        if self._due:
            self.write_due()

    def forget(self, article_id: int) -> None:
        """Write an article's feed and that of all without what the record has let go of; remove both where off.

        Raises:
            OutputError: they cannot be written or removed.
        """
        with _TURNS:
            for key in [key for key in self._known if key[0] == article_id]:
                del self._known[key]
            try:
                if self._settings.enabled:
                    self._write({article_id})
                else:
                    self._folder.remove((feed_name(article_id), ALL))
            except OSError as error:
                raise OutputError(f"{error.filename}: {error.strerror}: remove it by hand") from error

    def rebuild(self) -> int:
        """Write every feed anew and remove those of nothing; gives how many there are. None where feeds are off.

        Raises:
            OutputError: the folder cannot be written.
        """
        if not self._settings.enabled:
            return 0
        articles = [article.id for article in self._record.articles() if article.versions]
        try:
            with _TURNS:
                self._known.clear()
                self._write(articles)
                self._folder.keep_only({feed_name(article) for article in articles})
        except OSError as error:
            raise OutputError(f"{error.filename or self._folder.path}: {error.strerror}: see to its rights") from error
        return len(articles) + 1

    def _missed(self) -> set[int]:
        """Give the articles that have versions which came after the files were written."""
        written = self._folder.written_at()
        if written is None:
            return {article.id for article in self._record.articles() if article.versions}
        newest = self._record.newest(1000)
        return {version.article_id for version in newest if version.first_seen >= written - _MARGIN}

    def _write(self, article_ids: Iterable[int]) -> None:
        """Write some articles' files, then that of all: it tells when the last was written."""
        ids = sorted(article_ids)
        for article_id in ids:
            article, versions = self._record.article(article_id), self._record.versions(article_id)
            entries = self._entries(article, versions, self._settings.entries)
            since = versions[-1].first_seen if versions else article.added
            self._put(feed_name(article_id), entries, article=article, since=since)
        if ids:
            self._write_all()

    def _write_all(self) -> None:
        most = self._settings.entries
        # First versions are no changes, and some are not told: a few more are read than are shown.
        newest = [version for version in self._record.newest(4 * most) if version.number > 1]
        told: dict[int, set[int]] = {}
        for version in newest:
            told.setdefault(version.article_id, set()).add(version.number)
        entries: list[FeedEntry] = []
        for article_id, numbers in told.items():
            article, versions = self._record.article(article_id), self._record.versions(article_id)
            entries += self._entries(article, versions, most, only=numbers)
        entries.sort(key=lambda one: one.updated)
        since = newest[0].first_seen if newest else _LONG_AGO
        self._put(ALL, entries[-most:], article=None, since=since)

    def _put(self, name: str, entries: Sequence[FeedEntry], *, article: Article | None, since: datetime) -> None:
        text = feed_xml(
            entries,
            name=feed_id(self._record.store_id(), article.id if article else None),
            title=feed_title(article),
            file=name,
            link=article.url if article else "",
            since=since,
            program=__version__,
        )
        self._folder.write(name, text)

    def _entries(
        self, article: Article, versions: Sequence[Version], most: int, only: set[int] | None = None
    ) -> list[FeedEntry]:
        """Give an article's newest changes; one that was redacted or called noise is none."""
        noise = self._record.dismissed(article.id)
        there = [one for one in versions if one.kept is not Kept.REDACTED]
        pairs = [(old, new) for old, new in pairwise(there) if new.number not in noise]
        wanted = [(old, new) for old, new in pairs if only is None or new.number in only]
        return [self._entry(article, old, new, versions) for old, new in wanted[-most:]]

    def _entry(self, article: Article, old: Version, new: Version, versions: Sequence[Version]) -> FeedEntry:
        key = (article.id, new.number)
        entry = self._known.pop(key, None) or self._laid(article, old, new, versions)
        self._known[key] = entry
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return entry

    def _laid(self, article: Article, old: Version, new: Version, versions: Sequence[Version]) -> FeedEntry:
        from tracker.app.laying import lay_over

        site_lines = self._record.site_lines(article.id)
        after = self._record.story(article.id, new.number)
        laid = lay_over(self._before(old, new), after, site_lines=site_lines, versions=versions)
        store_id = self._record.store_id()
        return change_entry(article, new, store_id=store_id, diff=laid.diff, facts=laid.facts, summary=laid.summary)

    def _before(self, old: Version, new: Version) -> Story:
        is_next = new.number == old.number + 1
        try:
            return (self._record.story_before if is_next else self._record.story)(old.article_id, old.number)
        except NotFoundError:
            return Story(headline="")
