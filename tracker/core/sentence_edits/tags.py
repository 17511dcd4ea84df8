"""Tags of an edit: the kind of its paragraph, and the facts that are about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.core.sentence_edits.pairing import Found
from tracker.model import BlockKind, Fact, FactKind, Note, SentenceEdit, SentenceOp

_OF_A_SENTENCE = frozenset(
    {
        FactKind.NUMBER,
        FactKind.CLAIM,
        FactKind.QUOTE,
        FactKind.NAME,
        FactKind.HEDGE,
        FactKind.SPELLING,
        FactKind.CORRECTION_ADDED,
        FactKind.CLARIFICATION_ADDED,
        FactKind.NOTE_ADDED,
        FactKind.NOTE_REMOVED,
        FactKind.UPDATE_NOTED,
        FactKind.NOTICE_ADDED,
        FactKind.NOTICE_REMOVED,
    }
)
_CHANGED = frozenset({SentenceOp.EDITED, SentenceOp.ADDED, SentenceOp.REMOVED})


def tagged(found: Iterable[Found], *, facts: tuple[Fact, ...], notes: tuple[Note, ...]) -> Iterator[SentenceEdit]:
    """Give the edits with their tags; those that they have already stay."""
    of_a_sentence = [fact for fact in facts if fact.kind in _OF_A_SENTENCE and (fact.before or fact.after)]
    corrected = {pair for fact in facts for pair in fact.sentences}
    kinds = {" ".join(note.text.split()): note.kind.value for note in notes}
    for one in found:
        tags = {*one.edit.tags, *_shape(one), *_note_kinds(one.edit, kinds)}
        if one.edit.op in _CHANGED:
            tags.update(tag for fact in of_a_sentence if _is_about(fact, one) for tag in _fact_tags(fact))
            if (one.edit.old, one.edit.new) in corrected:
                tags.add("corrected")
        yield replace(one.edit, tags=tuple(sorted(tags)))


def _shape(one: Found) -> Iterator[str]:
    edit = one.edit
    if one.kind not in (None, BlockKind.PARAGRAPH):
        yield str(one.kind)
    if edit.op is not SentenceOp.EDITED:
        return
    if len(edit.before) > 1:
        yield "merged"
    if len(edit.after) > 1:
        yield "split"
    if _letters(edit.old) == _letters(edit.new):
        yield "same letters"


def _note_kinds(edit: SentenceEdit, kinds: dict[str, str]) -> Iterator[str]:
    for text, kind in kinds.items():
        if (edit.new and edit.new in text) or (edit.old and edit.old in text):
            yield kind


def _is_about(fact: Fact, one: Found) -> bool:
    """Whether a fact is told of this very sentence: both of its sides stand in it."""
    if fact.block is not None and one.block is not None and fact.block != one.block:
        return False
    return _stands(fact.before, one.edit.old) and _stands(fact.after, one.edit.new)


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a sentence as whole words, or the sentence in them: a note may have several."""
    if not words or (text and text in words):
        return True
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _fact_tags(fact: Fact) -> Iterator[str]:
    yield fact.kind.value
    if fact.number:
        yield fact.number


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
