from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view.render.diffs import any_diff
from tracker.core.diff import diff
from tracker.core.sentence_edits import sentence_edits
from tracker.core.text.sentences import sentences
from tracker.model import (
    Block,
    BlockChange,
    BlockDiff,
    BlockKind,
    Diff,
    Fact,
    FactKind,
    FieldDiff,
    Note,
    NoteKind,
    Op,
    Part,
    SentenceEdit,
    SentenceOp,
    Span,
    Story,
)

FIRE = "The fire began at noon in the old harbour."
HURT = "Twelve people were hurt on Friday, police said."
MORE = "Fifteen people were hurt on Friday, police said."
CREWS = "Crews from four towns fought the flames until midnight."


def story(*paragraphs: str, headline: str = "Harbour fire", kind: BlockKind = BlockKind.PARAGRAPH) -> Story:
    return Story(headline=headline, blocks=tuple(Block(kind=kind, text=text) for text in paragraphs))


def edits_of(before: Story, after: Story) -> list[SentenceEdit]:
    return [edit for edit in sentence_edits(diff(before, after)) if edit.part is Part.TEXT]


def told(before: Story, after: Story) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(edit.op.value, edit.before, edit.after) for edit in edits_of(before, after)]


def test_a_sentence_that_stayed_is_kept_whatever_its_place() -> None:
    assert told(story(FIRE, HURT), story(CREWS, FIRE, HURT)) == [
        ("added", (), (0,)),
        ("kept", (0,), (1,)),
        ("kept", (1,), (2,)),
    ]


def test_an_edited_sentence_has_both_texts_and_the_runs_between_them() -> None:
    (kept, edited) = edits_of(story(f"{FIRE} {HURT}"), story(f"{FIRE} {MORE}"))

    assert (kept.op, kept.before, kept.after, kept.spans) == (SentenceOp.KEPT, (0,), (0,), ())
    assert (edited.op, edited.before, edited.after) == (SentenceOp.EDITED, (1,), (1,))
    assert (edited.old, edited.new) == (HURT, MORE)
    assert edited.spans == (
        Span(op=Op.DELETED, text="Twelve"),
        Span(op=Op.INSERTED, text="Fifteen"),
        Span(op=Op.EQUAL, text=" people were hurt on Friday, police said."),
    )


def test_places_run_through_all_paragraphs() -> None:
    before = story(f"{FIRE} {HURT}", CREWS)
    after = story(f"{FIRE} {HURT}", "Nobody died.", CREWS)

    assert told(before, after) == [
        ("kept", (0,), (0,)),
        ("kept", (1,), (1,)),
        ("added", (), (2,)),
        ("kept", (2,), (3,)),
    ]


def test_a_paragraph_that_moved_is_told_where_it_stands_now() -> None:
    one, two, three = "The first day was calm and dry everywhere.", FIRE, CREWS

    assert told(story(one, two, three), story(two, three, one)) == [
        ("kept", (1,), (0,)),
        ("kept", (2,), (1,)),
        ("moved", (0,), (2,)),
    ]


def test_a_sentence_that_moved_inside_its_paragraph_is_moved() -> None:
    found = told(story(f"{FIRE} {HURT} {CREWS}"), story(f"{HURT} {CREWS} {FIRE}"))

    assert sorted(found) == [("kept", (1,), (0,)), ("kept", (2,), (1,)), ("moved", (0,), (2,))]


def test_a_sentence_that_went_to_another_paragraph_is_moved_and_not_removed_and_added() -> None:
    before = Diff(
        fields=(),
        blocks=(
            block(Span(op=Op.EQUAL, text=HURT), Span(op=Op.DELETED, text=f" {FIRE}")),
            block(Span(op=Op.EQUAL, text=CREWS), Span(op=Op.INSERTED, text=f" {FIRE}"), place=1),
        ),
    )

    found = sentence_edits(before)

    assert [(edit.op.value, edit.before, edit.after) for edit in found] == [
        ("kept", (0,), (0,)),
        ("kept", (2,), (1,)),
        ("moved", (1,), (2,)),
    ]


def test_a_short_sentence_is_not_followed_from_one_paragraph_to_another() -> None:
    before = Diff(
        fields=(),
        blocks=(
            block(Span(op=Op.EQUAL, text=HURT), Span(op=Op.DELETED, text=" He left.")),
            block(Span(op=Op.EQUAL, text=CREWS), Span(op=Op.INSERTED, text=" He left."), place=1),
        ),
    )

    assert [edit.op.value for edit in sentence_edits(before)] == ["kept", "removed", "kept", "added"]


def block(*spans: Span, place: int = 0, change: BlockChange = BlockChange.EDITED) -> BlockDiff:
    return BlockDiff(change=change, kind=BlockKind.PARAGRAPH, before=(place,), after=(place,), spans=spans)


def test_sentences_that_were_joined_are_one_edit() -> None:
    spans = (
        Span(op=Op.EQUAL, text="The fire began at noon in the harbour"),
        Span(op=Op.DELETED, text=". It"),
        Span(op=Op.INSERTED, text=" and"),
        Span(op=Op.EQUAL, text=" spread to the market within an hour."),
    )
    (edit,) = sentence_edits(Diff(fields=(), blocks=(block(*spans),)))

    assert (edit.op, edit.before, edit.after, edit.tags) == (SentenceOp.EDITED, (0, 1), (0,), ("merged",))
    assert edit.old == "The fire began at noon in the harbour. It spread to the market within an hour."
    assert edit.new == "The fire began at noon in the harbour and spread to the market within an hour."


def test_a_sentence_that_was_split_says_so() -> None:
    spans = (
        Span(op=Op.EQUAL, text="The fire began at noon in the harbour"),
        Span(op=Op.DELETED, text=" and"),
        Span(op=Op.INSERTED, text=". It"),
        Span(op=Op.EQUAL, text=" spread to the market within an hour."),
    )
    (edit,) = sentence_edits(Diff(fields=(), blocks=(block(*spans),)))

    assert (edit.before, edit.after, edit.tags) == ((0,), (0, 1), ("split",))


def test_sentences_that_share_a_word_or_two_are_not_one() -> None:
    spans = (
        Span(op=Op.DELETED, text="Police closed the road to all cars on Monday because of ice."),
        Span(op=Op.INSERTED, text="A spokesman for the port announced"),
        Span(op=Op.EQUAL, text=" the"),
        Span(op=Op.INSERTED, text=" names of three missing sailors."),
    )

    assert [edit.op.value for edit in sentence_edits(Diff(fields=(), blocks=(block(*spans),)))] == ["removed", "added"]


def test_a_paragraph_split_in_two_keeps_its_sentences() -> None:
    assert told(story(f"{FIRE} {HURT}"), story(FIRE, HURT)) == [("kept", (0,), (0,)), ("kept", (1,), (1,))]


def test_the_lines_above_the_text_are_one_sentence_each() -> None:
    before = Story(headline="Fire. One dead.", dek="It burns.", byline="")
    after = Story(headline="Fire. Two dead.", dek="", byline="By A. Writer")

    found = {edit.part: edit for edit in sentence_edits(diff(before, after))}

    assert found[Part.HEADLINE].op is SentenceOp.EDITED
    assert (found[Part.HEADLINE].old, found[Part.HEADLINE].new) == ("Fire. One dead.", "Fire. Two dead.")
    assert (found[Part.DEK].op, found[Part.DEK].before, found[Part.DEK].after) == (SentenceOp.REMOVED, (0,), ())
    assert (found[Part.BYLINE].op, found[Part.BYLINE].new) == (SentenceOp.ADDED, "By A. Writer")


def test_a_change_of_signs_alone_is_tagged() -> None:
    (edit,) = edits_of(story('He said "stop" at the gate, twice.'), story("He said “stop” at the gate, twice."))

    assert edit.tags == ("same letters",)


def test_kinds_of_paragraphs_and_notes_are_tags() -> None:
    before, after = story("Fire."), Story(headline="Harbour fire", blocks=(block_of("Fire."), note("It was 12.")))
    found = sentence_edits(diff(before, after), notes=(Note(kind=NoteKind.CORRECTION, text="It was 12."),))

    assert [edit.tags for edit in found if edit.op is SentenceOp.ADDED] == [("correction", "note")]


def block_of(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def note(text: str) -> Block:
    return Block(kind=BlockKind.NOTE, text=text)


def test_a_fact_tags_the_sentence_that_both_of_its_sides_stand_in() -> None:
    laid = diff(story(HURT, "On Friday 2012 ended."), story(MORE, "On Friday 2015 ended."))
    fact = Fact(kind=FactKind.NUMBER, text="Twelve → Fifteen", before="Twelve", after="Fifteen", number="toll")

    tags = [edit.tags for edit in sentence_edits(laid, facts=(fact,)) if edit.part is Part.TEXT]

    assert tags == [("number changed", "toll"), ()]


def test_a_fact_of_another_paragraph_tags_nothing_here() -> None:
    laid = diff(story(HURT, CREWS), story(MORE, CREWS))
    fact = Fact(kind=FactKind.NUMBER, text="x", before="Twelve", after="Fifteen", block=1)

    assert [edit.tags for edit in sentence_edits(laid, facts=(fact,)) if edit.part is Part.TEXT] == [(), ()]


def test_a_number_inside_another_is_not_the_number() -> None:
    laid = diff(story("In 2012 the port was new."), story("In 2015 the port was new."))
    fact = Fact(kind=FactKind.NUMBER, text="12 → 15", before="12", after="15")

    assert [edit.tags for edit in sentence_edits(laid, facts=(fact,)) if edit.op is SentenceOp.EDITED] == [()]


def test_a_sentence_that_a_correction_changed_says_so() -> None:
    laid = diff(story(HURT), story(MORE))
    fact = Fact(kind=FactKind.CORRECTION_ADDED, text="correction added", sentences=((HURT, MORE),))

    assert [edit.tags for edit in sentence_edits(laid, facts=(fact,)) if edit.part is Part.TEXT] == [("corrected",)]


def test_what_is_empty_gives_nothing() -> None:
    assert sentence_edits(diff(Story(headline=""), Story(headline=""))) == ()
    assert sentence_edits(Diff(fields=(FieldDiff(name="dek", spans=()),), blocks=())) == ()


@given(any_diff)
@settings(max_examples=60, deadline=None)
def test_each_sentence_of_both_texts_stands_in_exactly_one_edit(laid: Diff) -> None:
    found = [edit for edit in sentence_edits(laid) if edit.part is Part.TEXT]
    lefts = [sentence for text in laid.before for sentence in sentences(text)]
    rights = [sentence for text in laid.after for sentence in sentences(text)]

    assert sorted(place for edit in found for place in edit.before) == list(range(len(lefts)))
    assert sorted(place for edit in found for place in edit.after) == list(range(len(rights)))
    for edit in found:
        assert edit.old == " ".join(lefts[place].strip() for place in edit.before)
        assert edit.new == " ".join(rights[place].strip() for place in edit.after)
        assert bool(edit.before) == (edit.op is not SentenceOp.ADDED)
        assert bool(edit.after) == (edit.op is not SentenceOp.REMOVED)
        assert (
            (edit.old == edit.new) == (edit.op in (SentenceOp.KEPT, SentenceOp.MOVED)) or not edit.old or not edit.new
        )


@given(any_diff)
@settings(max_examples=60, deadline=None)
def test_runs_rebuild_both_sides_of_an_edit_or_are_not_given(laid: Diff) -> None:
    for edit in sentence_edits(laid):
        if edit.spans:
            assert "".join(span.text for span in edit.spans if span.op is not Op.INSERTED) == edit.old
            assert "".join(span.text for span in edit.spans if span.op is not Op.DELETED) == edit.new


@given(st.lists(st.sampled_from([FIRE, HURT, MORE, CREWS]), max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_story_beside_itself_is_kept_sentence_by_sentence(paragraphs: list[str]) -> None:
    one = story(*paragraphs)

    assert told(one, one) == [("kept", (place,), (place,)) for place in range(len(paragraphs))]
