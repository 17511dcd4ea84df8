"""What became of every sentence between two versions, read off a diff."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.sentence_edits.moves import with_moves
from tracker.core.sentence_edits.pairing import block_edits, field_edits
from tracker.core.sentence_edits.tags import tagged
from tracker.model import Diff, Fact, Note, SentenceEdit

__all__ = ["sentence_edits"]


def sentence_edits(diff: Diff, *, facts: Iterable[Fact] = (), notes: Iterable[Note] = ()) -> tuple[SentenceEdit, ...]:
    """Say of every sentence of two versions what became of it: each stands in exactly one edit.

    Headline, standfirst and byline are one sentence each. Two sentences are one edit where the diff keeps enough of
    the words of the shorter one; those that a diff shows as replaced whole are one removed and one added.

    Args:
        diff: the two versions laid over each other.
        facts: what happened between them; they become tags of the sentences they are about.
        notes: those of both versions; their kinds become tags.

    Returns:
        The fields first, then the text in the order in which a reader walks both versions.

    Source: Spangher et al., NewsEdits (NAACL 2022): addition, deletion, edit and refactor of sentences.
    """
    found = [*field_edits(diff), *with_moves(block_edits(diff))]
    return tuple(tagged(found, facts=tuple(facts), notes=tuple(notes)))
