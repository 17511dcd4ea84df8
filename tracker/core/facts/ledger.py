"""All facts of one step, the most important first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tracker.core.facts.changes import changes
from tracker.core.facts.entries import DECLARED, beside_entries, entry_facts, in_sight, is_dated_anew
from tracker.core.facts.form import form_only, is_form, same_letters
from tracker.core.facts.notes import note_facts
from tracker.core.facts.numbers import number_facts
from tracker.core.facts.quotes import quote_facts
from tracker.model import BlockChange, Diff, Fact, FactKind, FieldDiff, NoteKind, Story

_FIELDS = {"headline": FactKind.HEADLINE, "dek": FactKind.DEK, "byline": FactKind.BYLINE}
_COUNTED = {
    BlockChange.ADDED: FactKind.ADDED,
    BlockChange.REMOVED: FactKind.REMOVED,
    BlockChange.EDITED: FactKind.EDITED,
    BlockChange.MOVED_HERE: FactKind.MOVED,
    BlockChange.SPLIT: FactKind.EDITED,
    BlockChange.MERGED: FactKind.EDITED,
}
_ORDER = (
    FactKind.CORRECTION_ADDED,
    FactKind.CLARIFICATION_ADDED,
    FactKind.ENTRY_DELETED,
    FactKind.ENTRY_EDITED,
    FactKind.NOTICE_REMOVED,
    FactKind.NOTICE_ADDED,
    FactKind.ENTRIES_ADDED,
    FactKind.HEADLINE,
    FactKind.NUMBER,
    FactKind.QUOTE,
    FactKind.DEK,
    FactKind.BYLINE,
    FactKind.PHOTOGRAPH,
    FactKind.NOTE_ADDED,
    FactKind.NOTE_REMOVED,
    FactKind.UPDATE_NOTED,
    FactKind.ADDED,
    FactKind.REMOVED,
    FactKind.EDITED,
    FactKind.MOVED,
    FactKind.COSMETIC,
    FactKind.UNDECLARED,
    FactKind.ENTRIES_OUT_OF_SIGHT,
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
_DECLARING = frozenset(
    (
        FactKind.CORRECTION_ADDED,
        FactKind.CLARIFICATION_ADDED,
        FactKind.NOTE_ADDED,
        FactKind.NOTE_REMOVED,
        FactKind.UPDATE_NOTED,
    )
)


def facts(before: Story, after: Story, diff: Diff) -> tuple[Fact, ...]:
    """Say what happened between two versions, the most important first.

    Args:
        before: the old story.
        after: the new story.
        diff: what `core.diff` found between the two.
    """
    swapped = [*_swapped(before, after), *entry_facts(diff)]
    before, after, diff = in_sight(before, after, diff)
    if not diff.changed:
        return tuple(_by_rank([*swapped, *note_facts(before, after, changes(diff))]))
    if form_only(diff):
        return (*swapped, Fact(kind=FactKind.COSMETIC, text="form only (signs, spaces, capitals)"))
    found = [*swapped, *_told(before, after, diff)]
    if _undeclared(before, after, found):
        found.append(Fact(kind=FactKind.UNDECLARED, text=FactKind.UNDECLARED.value))
    return tuple(_by_rank(found))


def _told(before: Story, after: Story, diff: Diff) -> Iterator[Fact]:
    touched = changes(diff)
    yield from note_facts(before, after, touched)
    yield from (_field_fact(field) for field in diff.fields if field.changed)
    yield from number_facts(touched.pairs)
    yield from quote_facts(touched.texts)
    yield from _counts(diff)


def _swapped(before: Story, after: Story) -> Iterator[Fact]:
    """Tell another lead photograph by its identity: its address changes with size and server."""
    old, new = before.photograph, after.photograph
    if old is not None and new is not None and old.identity != new.identity:
        kind = FactKind.PHOTOGRAPH
        yield Fact(kind=kind, text=kind.value, before=old.url, after=new.url, place="lead photograph")


def _by_rank(found: Iterator[Fact] | list[Fact]) -> list[Fact]:
    return sorted(found, key=lambda fact: _RANK[fact.kind])


def _field_fact(field: FieldDiff) -> Fact:
    kind = _FIELDS[field.name]
    words = f"{kind.value} (form only)" if same_letters(field.before, field.after) else kind.value
    if not field.before or not field.after:
        words = f"{field.name} {'removed' if field.before else 'added'}"
    return Fact(kind=kind, text=words, before=field.before, after=field.after, place=field.name)


def _counts(diff: Diff) -> Iterator[Fact]:
    """How many paragraphs came, went, changed or moved; those changed in form only are not counted."""
    counted = Counter(
        _COUNTED[block.change] for block in beside_entries(diff) if block.change in _COUNTED and not is_form(block)
    )
    for kind, count in counted.items():
        words = kind.value.removeprefix("paragraphs ")
        yield Fact(kind=kind, text=f"{count} paragraph{'' if count == 1 else 's'} {words}", after=str(count))


def _undeclared(before: Story, after: Story, found: list[Fact]) -> bool:
    """Whether the page gives a date of change, and neither it nor any note moved though the text did."""
    if before.modified is None or before.modified != after.modified or is_dated_anew(before, after):
        return False
    if _declaring_notes(before) != _declaring_notes(after) or any(fact.kind in _DECLARING for fact in found):
        return False
    return any(fact.kind not in (FactKind.BYLINE, FactKind.MOVED, *DECLARED) for fact in found)


def _declaring_notes(story: Story) -> set[tuple[NoteKind, str]]:
    return {(note.kind, note.text) for note in story.notes if note.kind is not NoteKind.NOTICE}
