"""Corrections, clarifications, update lines and notices that came or went."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tracker.core.facts.amounts import amounts
from tracker.core.facts.changes import Changes
from tracker.core.facts.values import Row
from tracker.core.facts.words import Words
from tracker.core.facts.words.english import ENGLISH
from tracker.core.text.likeness import content_words, likeness
from tracker.model import Fact, FactKind, Note, NoteKind, Story

_SAME_NOTE = 0.5
_MOST_NOTICE_CHARACTERS = 400
_ADDED = {
    NoteKind.CORRECTION: FactKind.CORRECTION_ADDED,
    NoteKind.CLARIFICATION: FactKind.CLARIFICATION_ADDED,
    NoteKind.EDITORS_NOTE: FactKind.NOTE_ADDED,
    NoteKind.UPDATE: FactKind.UPDATE_NOTED,
    NoteKind.NOTICE: FactKind.NOTICE_ADDED,
}
_REMOVED = {
    NoteKind.CORRECTION: FactKind.NOTE_REMOVED,
    NoteKind.CLARIFICATION: FactKind.NOTE_REMOVED,
    NoteKind.EDITORS_NOTE: FactKind.NOTE_REMOVED,
    NoteKind.NOTICE: FactKind.NOTICE_REMOVED,
}

NoteTexts = dict[NoteKind, list[str]]


@lru_cache(maxsize=1024)
def note_kind(text: str, language: Words = ENGLISH) -> NoteKind | None:
    """What a sentence says about the text it stands in; None for the text itself."""
    patterns = language.notes
    if patterns.correction.match(text):
        return NoteKind.CORRECTION
    if patterns.clarification.match(text):
        return NoteKind.CLARIFICATION
    headed = patterns.editors_note.match(text)
    if headed:
        # What corrects is a correction, whatever it is headed with.
        return NoteKind.CORRECTION if patterns.correction.match(text[headed.end() :]) else NoteKind.EDITORS_NOTE
    if patterns.update.match(text):
        return NoteKind.UPDATE
    short = len(text) <= _MOST_NOTICE_CHARACTERS and len(content_words(text)) <= patterns.most_notice_words
    return NoteKind.NOTICE if short and patterns.notice.search(text) else None


def note_facts(before: Story, after: Story, changes: Changes, language: Words) -> Iterator[Fact]:
    """Notes on one side that the other has nothing like, in the order of `NoteKind`."""
    gone = _notes(before, (*changes.gone, *(pair.before for pair in changes.pairs)), language)
    come = _notes(after, (*changes.come, *(pair.after for pair in changes.pairs)), language)
    for kind in NoteKind:
        old, new = gone[kind], come[kind]
        lost = _unlike(old, [*new, *_standing(after, kind, language)], kind, language)
        yield from _told(_REMOVED, kind, lost, old_side=True)
        won = _unlike(new, [*old, *_standing(before, kind, language)], kind, language)
        yield from _told(_ADDED, kind, won, old_side=False)


def _notes(story: Story, changed: tuple[str, ...], language: Words) -> NoteTexts:
    """The notes the story names, and those that changed sentences turn out to be."""
    found: NoteTexts = {kind: [] for kind in NoteKind}
    for note in story.notes:
        found[_kind_of(note, language)].append(note.text)
    if story.marker is not None and not found[NoteKind.NOTICE]:
        found[NoteKind.NOTICE].append(story.marker.phrase)
    for text in changed:
        kind = note_kind(text, language)
        if kind is not None and not any(text in known or _goes_on(known, text, story) for known in found[kind]):
            found[kind].append(text)
    return found


def _goes_on(known: str, text: str, story: Story) -> bool:
    """Whether a sentence follows a note in its paragraph: the two are one note."""
    return any(f"{known} {text}" in block.text for block in story.blocks)


def _kind_of(note: Note, language: Words) -> NoteKind:
    """The kind of a note that the story names; of what is headed as an editor's note, what it says decides."""
    known = note_kind(note.text, language) if note.kind is NoteKind.EDITORS_NOTE else None
    return NoteKind.CORRECTION if known is NoteKind.CORRECTION else note.kind


def _standing(story: Story, kind: NoteKind, language: Words) -> list[str]:
    """Notes of a kind in the running text: one that was only found on the other side is not new."""
    if kind is NoteKind.NOTICE:
        named = [story.marker.phrase] if story.marker is not None else []
        return named + [note.text for note in story.notes if note.kind is kind]
    return [note.text for note in story.notes if _kind_of(note, language) is kind]


def _unlike(texts: list[str], others: list[str], kind: NoteKind, language: Words) -> list[str]:
    # What stands to the letter on both sides is no earlier form of another: a second correction reads like the first.
    free = [other for other in others if kind is NoteKind.NOTICE or other not in texts]
    return [text for text in texts if text not in others and not any(_same(text, one, kind, language) for one in free)]


def _same(text: str, other: str, kind: NoteKind, language: Words) -> bool:
    if text in other or other in text:
        return True
    moved = kind is NoteKind.UPDATE and _moments(text, language) != _moments(other, language)
    return likeness(text, other) >= _SAME_NOTE and not moved


def _moments(text: str, language: Words) -> list[tuple[float, ...]]:
    """The dates and times of an update line: where they move, it is another update."""
    return [amount.value for amount in amounts(Row(text, language))]


def _told(kinds: dict[NoteKind, FactKind], note: NoteKind, texts: list[str], *, old_side: bool) -> Iterator[Fact]:
    kind = kinds.get(note)
    if kind is None:
        return
    # A notice of several sentences is one notice.
    for text in [" ".join(texts)] if texts and note is NoteKind.NOTICE else texts:
        words = kind.value if kind is not FactKind.NOTE_REMOVED else f"{note.value} removed"
        words = f"{note.value} added" if kind is FactKind.NOTE_ADDED else words
        yield Fact(kind=kind, text=words, before=text if old_side else "", after="" if old_side else text)
