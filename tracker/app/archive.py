"""The verbs that read: open at any time, beside a running daemon or without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tracker.app.naming import the_article
from tracker.app.upgrading import current_record
from tracker.edges.store import Record
from tracker.errors import NotFoundError
from tracker.model import Article, ArticleState, Kept, Question, SearchResult, Settings, Story, Version, Visit
from tracker.view.history import Beside

if TYPE_CHECKING:
    from tracker.app.laying import Laid
    from tracker.model.life import LifeVersion


REDACTED = "its words were taken out of the record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions laid over each other, with the facts that name what happened."""

    article: Article
    before: Version
    after: Version
    laid: Laid


class Archive:
    """Everything that is kept, to be read; nothing here writes."""

    def __init__(self, record: Record, folder: Path) -> None:
        self.record = record
        self.folder = folder

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the record of these settings; one that does not exist yet reads as empty.

        Raises:
            StoreOlderError: an older tracker still holds it.
            StoreError: it cannot be read, or not be brought up to date.
        """
        return cls(current_record(settings), Path(settings.data))

    def articles(self) -> list[Article]:
        """Give the articles under watch, those that were removed left out."""
        over = (ArticleState.RETIRED, ArticleState.ENDED)
        return [article for article in self.record.articles() if article.state not in over]

    def article(self, words: str) -> Article:
        """Give the one article meant by an id, an address, or a part of its headline.

        Raises:
            NotFoundError: none is meant.
            UsageError: several are.
        """
        return the_article(self.record, words)

    def versions(self, article: Article) -> list[Version]:
        """Give an article's versions, oldest first."""
        return self.record.versions(article.id)

    def beside(self, article: Article) -> Beside:
        """Give what happened to an article beside its versions."""
        record = self.record
        return Beside(
            events=tuple(record.events(article.id)),
            held=record.held(article.id),
            dismissed=record.dismissed(article.id),
            tombstones=tuple(record.tombstones(article.id)),
            copies=record.copies(article.id),
        )

    def visits(self, article: Article) -> list[Visit]:
        """Give the looks at an article, oldest first, unchanged ones in a row as one."""
        return self.record.visits(article.id)

    def version(self, article: Article, number: int | None) -> tuple[Version, Story]:
        """Give one version, the newest where no number is given, with its story.

        Raises:
            NotFoundError: there is no such version.
        """
        version = _numbered(article, self.versions(article), number)
        return version, self.record.story(article.id, version.number)

    def compare(self, article: Article, before: int | None, after: int | None) -> Comparison:
        """Lay two versions of an article over each other.

        Args:
            before: None: the one before `after`.
            after: None: the newest.

        Raises:
            NotFoundError: there is no such version, or only one; as RedactedError, its words were redacted.
        """
        versions = self.versions(article)
        new = _numbered(article, versions, after)
        if before is None and new.number == 1:
            raise NotFoundError(f"article {article.id} has one version so far: nothing has changed yet")
        old = _numbered(article, versions, new.number - 1 if before is None else before)
        return self._compared(article, old, new, versions)

    def compare_since(self, article: Article, moment: datetime) -> Comparison:
        """Lay the version that stood at a time under the newest; where none did yet, the first one.

        Raises:
            NotFoundError: there is no version yet; as RedactedError, its words were redacted.
        """
        versions = self.versions(article)
        new = _numbered(article, versions, None)
        old = next((version for version in reversed(versions) if version.first_seen <= moment), versions[0])
        return self._compared(article, old, new, versions)

    def search(self, asked: Question, *, article: str, say: Callable[[str], None], settings: Settings) -> SearchResult:
        """Search the text of all versions; what an older tracker kept is indexed first.

        Args:
            article: the one article to search, as a person names it; empty: all.

        Raises:
            NotFoundError, UsageError: there is no such article, or no word to search for.
        """
        if article:
            asked = replace(asked, article_id=self.article(article).id)
        found = self.record.search(asked)
        unindexed = self.record.unindexed_count()
        if not unindexed:
            return found
        from tracker.app.searching import index_all

        index_all(settings, unindexed, say)
        return self.record.search(asked)

    def summary(self, article: Article, old: Version, new: Version) -> str:
        """Say in one line what changed between two versions, without reading those before them.

        Raises:
            NotFoundError, StoreDamagedError: one of the two is gone meanwhile, or does not read back.
        """
        without_words = _wordless(old, new)
        return without_words or self._compared(article, old, new, self.versions(article)).laid.summary

    def summaries(self, article: Article, versions: Sequence[Version]) -> list[str]:
        """Say in one line for each version what changed; for the first nothing, unless it was redacted.

        Args:
            versions: all of the article's, oldest first.
        """
        if not versions:
            return []
        site_lines = self.record.site_lines(article.id)
        told = list(self.record.life(article.id, versions[-1].number))
        first = [REDACTED if version.kept is Kept.REDACTED else "" for version in versions[:1]]
        return [*first, *(_summary(old, new, site_lines, versions) for old, new in pairwise(told))]

    def _stories(self, article: Article, old: Version, new: Version) -> tuple[Story, Story]:
        """Give two versions' stories; neighbours are compared as today's reader reads both."""
        is_next = new.number == old.number + 1
        before = (self.record.story_before if is_next else self.record.story)(article.id, old.number)
        return before, self.record.story(article.id, new.number)

    def _compared(self, article: Article, old: Version, new: Version, versions: Sequence[Version]) -> Comparison:
        # Imported here: `list` and `why` need no diff, and should not wait for one.
        from tracker.app.laying import lay_over

        before, after = self._stories(article, old, new)
        laid = lay_over(before, after, site_lines=self.record.site_lines(article.id), versions=versions)
        return Comparison(article=article, before=old, after=new, laid=laid)


def _summary(old: LifeVersion, new: LifeVersion, site_lines: frozenset[str], versions: Sequence[Version]) -> str:
    from tracker.app.laying import lay_over

    without_words = _wordless(old.version, new.version)
    if without_words:
        return without_words
    before = old.reread or old.story
    if before is None or new.story is None:
        return f"{new.version.headline} (cannot be compared: {new.why or old.why})"
    return lay_over(before, new.story, site_lines=site_lines, versions=versions).summary


def _wordless(old: Version, new: Version) -> str:
    """Say of a step that one of its sides was redacted; empty where none was."""
    if new.kept is Kept.REDACTED:
        return REDACTED
    return f"{new.headline} (the version before it was redacted)" if old.kept is Kept.REDACTED else ""


def _numbered(article: Article, versions: Sequence[Version], number: int | None) -> Version:
    if not versions:
        raise NotFoundError(f"article {article.id} has no version yet: {article.page_state_reason or 'not seen yet'}")
    if number is None:
        return versions[-1]
    if not 1 <= number <= len(versions):
        raise NotFoundError(f"article {article.id} has no version {number}: it has 1 to {len(versions)}")
    return versions[number - 1]
