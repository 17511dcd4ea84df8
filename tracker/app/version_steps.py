"""An article's life, step by step: each version laid over the one before it when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from tracker.errors import NotFoundError, RedactedError, StoreDamagedError
from tracker.model import Article, Kept, Note, SentenceEdit, Story, Version

if TYPE_CHECKING:
    from tracker.app.laying import Laid
    from tracker.edges.store import Record

Pair = tuple[Version | None, Version]
"""A version with the one before it; None before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """One version and how it came out of the one before it.

    Attributes:
        before: None for the first version, which has nothing to be laid over.
        laid: None for the first version, and where a side cannot be given: `why` says so in words.
        notes: of both sides.
        language: of the newer text; empty where it is not known.
        damaged: whether the record cannot give a side that nobody took out of it.
    """

    article: Article
    before: Version | None
    after: Version
    laid: Laid | None = None
    notes: tuple[Note, ...] = ()
    language: str = ""
    why: str = ""
    damaged: bool = False

    def sentence_edits(self) -> tuple[SentenceEdit, ...]:
        """Say what became of every sentence; nothing where nothing was laid over."""
        from tracker.core.sentence_edits import sentence_edits

        return () if self.laid is None else sentence_edits(self.laid.diff, facts=self.laid.facts, notes=self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSteps:
    """An article's versions, to be laid over one another a step at a time.

    Attributes:
        versions: all of them, oldest first.
        site_lines: keys of lines known to be the site's.
    """

    record: Record
    article: Article
    versions: tuple[Version, ...]
    site_lines: frozenset[str]

    @classmethod
    def of(cls, record: Record, article: Article) -> Self:
        """Read what is the same for all steps."""
        versions = tuple(record.versions(article.id))
        return cls(record=record, article=article, versions=versions, site_lines=record.site_lines(article.id))

    def pairs(self) -> list[Pair]:
        """Give each version with the one before it, oldest first."""
        return [*zip((None, *self.versions), self.versions, strict=False)]

    def changes(self, since: datetime | None) -> list[Pair]:
        """Give the pairs that have two sides, the newer one first seen since a time; None: all."""
        return [pair for pair in self.pairs() if pair[0] and (since is None or pair[1].first_seen >= since)]

    def lay(self, pairs: Iterable[Pair]) -> Iterator[LifeStep]:
        """Lay versions over those before them when they are asked for: two stories are held, however long the life."""
        for before, after in pairs:
            yield self._step(before, after)

    def _step(self, before: Version | None, after: Version) -> LifeStep:
        found = LifeStep(article=self.article, before=before, after=after, why=_taken_out(before, after))
        if found.why:
            return found
        try:
            story = self.record.story(self.article.id, after.number)
            if before is None:
                return replace(found, language=story.language, notes=story.notes)
            return self._laid(found, self.record.story_before(self.article.id, before.number), story)
        except (RedactedError, NotFoundError) as error:
            # It was redacted meanwhile.
            return replace(found, why=str(error))
        except StoreDamagedError as error:
            return replace(found, why=f"damaged: {error}", damaged=True)

    def _laid(self, found: LifeStep, old: Story, new: Story) -> LifeStep:
        from tracker.app.laying import lay_over

        laid = lay_over(old, new, site_lines=self.site_lines, versions=self.versions)
        return replace(found, laid=laid, notes=(*old.notes, *new.notes), language=new.language)


def _taken_out(before: Version | None, after: Version) -> str:
    if after.kept is Kept.REDACTED:
        return f"The words of version {after.number} were taken out of the record."
    if before is not None and before.kept is Kept.REDACTED:
        return f"The words of version {before.number} were taken out of the record: there is nothing to compare with."
    return ""
