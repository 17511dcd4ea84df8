"""An article's life, step by step: each version laid over the one before it when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import NotFoundError, RedactedError, StoreDamagedError
from tracker.model import Article, Kept, Note, SentenceEdit, Story, Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.app.laying import Laid
    from tracker.edges.store import Record


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


def life_steps(
    record: Record, article: Article, versions: Iterable[tuple[Version | None, Version]]
) -> Iterator[LifeStep]:
    """Lay versions over those before them, one step at a time; two stories are held, however long the life.

    Args:
        versions: each with the one before it, in the order in which the steps are wanted.
    """
    site_lines = record.site_lines(article.id)
    for before, after in versions:
        yield _step(record, article, before, after, site_lines)


def _step(
    record: Record, article: Article, before: Version | None, after: Version, site_lines: frozenset[str]
) -> LifeStep:
    why = _taken_out(before, after)
    if why:
        return LifeStep(article=article, before=before, after=after, why=why)
    try:
        story = record.story(article.id, after.number)
        if before is None:
            return LifeStep(article=article, before=None, after=after, language=story.language, notes=story.notes)
        return _laid(article, before, after, record.story_before(article.id, before.number), story, site_lines)
    except (RedactedError, NotFoundError) as error:
        # It was redacted meanwhile.
        return LifeStep(article=article, before=before, after=after, why=str(error))
    except StoreDamagedError as error:
        return LifeStep(article=article, before=before, after=after, why=f"damaged: {error}", damaged=True)


def _laid(
    article: Article, before: Version, after: Version, old: Story, new: Story, site_lines: frozenset[str]
) -> LifeStep:
    from tracker.app.laying import lay_over

    return LifeStep(
        article=article,
        before=before,
        after=after,
        laid=lay_over(old, new, site_lines=site_lines),
        notes=(*old.notes, *new.notes),
        language=new.language,
    )


def _taken_out(before: Version | None, after: Version) -> str:
    if after.kept is Kept.REDACTED:
        return f"The words of version {after.number} were taken out of the record."
    if before is not None and before.kept is Kept.REDACTED:
        return f"The words of version {before.number} were taken out of the record: there is nothing to compare with."
    return ""
