"""All facts of one step, the most important first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tracker.core.facts.changes import Changes, changes
from tracker.core.facts.claims import claim_facts
from tracker.core.facts.declared import undeclared
from tracker.core.facts.edits import Edit
from tracker.core.facts.entries import beside_entries, entry_facts, in_sight
from tracker.core.facts.form import form_only, is_edited_on_the_way, is_form, same_letters
from tracker.core.facts.hedges import hedge_facts
from tracker.core.facts.marginal_changes import caption_facts, is_repeated, link_facts, repetition_facts
from tracker.core.facts.names import NamesOf, name_facts
from tracker.core.facts.notes import note_facts, note_kind
from tracker.core.facts.numbers import number_fact, number_steps
from tracker.core.facts.qualifiers import qualifier_facts
from tracker.core.facts.quotes import is_in_quote, quote_facts
from tracker.core.facts.spelling import spelling_facts
from tracker.core.facts.swapped_names import swapped_names
from tracker.core.facts.ties import TIED, Sentences
from tracker.core.facts.words import Words, words_of
from tracker.model import BlockChange, Diff, Fact, FactKind, FieldDiff, NoteKind, Op, Story

_FIELDS = {"headline": FactKind.HEADLINE, "dek": FactKind.DEK, "byline": FactKind.BYLINE}
_COUNTED = {
    BlockChange.ADDED: FactKind.ADDED,
    BlockChange.REMOVED: FactKind.REMOVED,
    BlockChange.EDITED: FactKind.EDITED,
    BlockChange.REWRITTEN: FactKind.REWRITTEN,
    BlockChange.MOVED_HERE: FactKind.MOVED,
    BlockChange.SPLIT: FactKind.EDITED,
    BlockChange.MERGED: FactKind.EDITED,
}
# Sentences that differ more are another sentence: nothing is said of single words in them.
_ALIKE = 0.50
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
    FactKind.CLAIM,
    FactKind.QUOTE,
    FactKind.NAME,
    FactKind.HEDGE,
    FactKind.DEK,
    FactKind.BYLINE,
    FactKind.PHOTOGRAPH,
    FactKind.CAPTION,
    FactKind.NOTE_ADDED,
    FactKind.NOTE_REMOVED,
    FactKind.UPDATE_NOTED,
    FactKind.REPEATED,
    FactKind.SPELLING,
    FactKind.LINK,
    FactKind.ADDED,
    FactKind.REMOVED,
    FactKind.EDITED,
    FactKind.REWRITTEN,
    FactKind.MOVED,
    FactKind.COSMETIC,
    FactKind.UNDECLARED,
    FactKind.ENTRIES_OUT_OF_SIGHT,
)
_TEXT = (None, NoteKind.NOTICE)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}


def facts(before: Story, after: Story, diff: Diff, *, trusted_dates: bool = True) -> tuple[Fact, ...]:
    """Say what happened between two versions, the most important first.

    Args:
        before: the old story.
        after: the new story.
        diff: what `core.diff` found between the two.
        trusted_dates: whether the page's dates of change can be believed, as `core.facts.trusted_dates` tells from
            its versions; where not, nothing is said of a change that was not declared.
    """
    language = words_of(before, after)
    swapped = [*_swapped(before, after), *entry_facts(diff)]
    before, after, diff = in_sight(before, after, diff)
    if not diff.changed:
        return tuple(_by_rank([*swapped, *note_facts(before, after, changes(diff, language), language)]))
    links = list(link_facts(diff))
    if form_only(diff):
        form = [] if links and not _is_form_changed(diff) else [_form_fact()]
        return tuple(_by_rank([*swapped, *links, *form]))
    found = [*swapped, *links, *_told(before, after, diff, language)]
    silent = undeclared(before, after, found) if trusted_dates else None
    return tuple(_by_rank([*found, silent] if silent else found))


def _told(before: Story, after: Story, diff: Diff, language: Words) -> Iterator[Fact]:
    touched = changes(diff, language)
    steps = number_steps(touched.pairs, language)
    edits = _edits(touched, language)
    names = [*name_facts(edits, language, NamesOf(before), NamesOf(after)), *swapped_names(edits, language)]
    quotes = list(quote_facts(touched.texts, language))
    sentences = Sentences(touched, after, language, steps=steps, names=names, quotes=quotes)
    for note in note_facts(before, after, touched, language):
        yield sentences.tied(note) if note.kind in TIED else note
    yield from (_field_fact(field) for field in diff.fields if field.changed)
    yield from (fact for fact in map(number_fact, steps) if not is_repeated(fact, diff.repeated))
    yield from quotes
    named = {(name.before, name.after) for name in names} | {(step.old.text, step.new.text) for step in steps}
    spelt = (fact for fact in spelling_facts(edits, language) if (fact.before, fact.after) not in named)
    hedged = (*hedge_facts(edits, language), *qualifier_facts(edits, language))
    for fact in (*names, *claim_facts(edits, language), *hedged, *spelt):
        if not is_repeated(fact, diff.repeated) and not any(is_in_quote(fact, quote) for quote in quotes):
            yield fact
    yield from caption_facts(diff)
    yield from repetition_facts(diff)
    yield from _counts(diff)


def _edits(touched: Changes, language: Words) -> list[Edit]:
    """The changed sentences of the story itself, word by word."""
    found = (pair for pair in touched.pairs if pair.likeness >= _ALIKE)
    return [
        Edit(pair)
        for pair in found
        if note_kind(pair.after, language) in _TEXT and not language.notes.stamp.match(pair.after)
    ]


def _form_fact() -> Fact:
    return Fact(kind=FactKind.COSMETIC, text="form only (signs, spaces, capitals)")


def _is_form_changed(diff: Diff) -> bool:
    """Whether signs or capitals changed, and not links alone."""
    spans = (*(field.spans for field in diff.fields), *(block.spans for block in diff.blocks))
    return any(span.op is not Op.EQUAL for row in spans for span in row)


def _swapped(before: Story, after: Story) -> Iterator[Fact]:
    """Tell another lead photograph by its identity: its address changes with size and server."""
    old, new = before.photograph, after.photograph
    if old is not None and new is not None and old.identity != new.identity:
        kind = FactKind.PHOTOGRAPH
        yield Fact(kind=kind, text=kind.value, before=old.url, after=new.url, place="lead photograph")


def _by_rank(found: list[Fact]) -> list[Fact]:
    """The most important first; tolls before other numbers."""
    return sorted(found, key=lambda fact: (_RANK[fact.kind], fact.kind is FactKind.NUMBER and fact.number != "toll"))


def _field_fact(field: FieldDiff) -> Fact:
    kind = _FIELDS[field.name]
    words = f"{kind.value} (form only)" if same_letters(field.before, field.after) else kind.value
    if not field.before or not field.after:
        words = f"{field.name} {'removed' if field.before else 'added'}"
    return Fact(kind=kind, text=words, before=field.before, after=field.after, place=field.name)


def _counts(diff: Diff) -> Iterator[Fact]:
    """How many paragraphs came, went, changed or moved; those changed in form only are not counted."""
    blocks = [block for block in beside_entries(diff) if block.change in _COUNTED and not is_form(block)]
    counted = Counter(_COUNTED[block.change] for block in blocks)
    # What moved and was edited on the way is both: nobody looks for an edit behind a mere move.
    counted[FactKind.EDITED] += sum(is_edited_on_the_way(block) for block in blocks)
    for kind, count in (+counted).items():
        words = kind.value.removeprefix("paragraphs ")
        yield Fact(kind=kind, text=f"{count} paragraph{'' if count == 1 else 's'} {words}", after=str(count))
