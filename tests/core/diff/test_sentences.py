"""Sentences and words inside one paragraph."""

from __future__ import annotations

from tests.core.diff.stories import edited, story
from tracker.core.diff import diff
from tracker.model import Op


def test_a_changed_number_is_one_whole_edit() -> None:
    assert edited("The fire killed 174 people.", "The fire killed 177 people.") == (
        "The fire killed [-174-]{+177+} people."
    )


def test_the_old_words_stand_before_the_new_ones_and_blanks_are_not_changed() -> None:
    assert edited("It was a big red ship.", "It was a small ship.") == "It was a [-big red-]{+small+} ship."


def test_a_word_that_goes_takes_one_blank_with_it() -> None:
    assert edited("The big ship left the port.", "The ship left the port.") == "The [-big -]ship left the port."
    assert edited("It burned all night.", "It burned all night and day.") == "It burned all night{+ and day+}."


def test_scraps_between_two_edits_are_not_left_standing() -> None:
    before = "Officials said on Saturday that five people were killed near the border."
    after = "Officials said on Monday, however, two people were killed near the border."
    assert edited(before, after) == (
        "Officials said on [-Saturday that five-]{+Monday, however, two+} people were killed near the border."
    )


def test_a_sentence_of_which_little_is_left_is_replaced_whole() -> None:
    before = "Police were searching the area with dogs. Rain is due."
    after = "Three men are now held, the ministry of the interior announced. Rain is due."
    assert edited(before, after) == (
        "[-Police were searching the area with dogs.-]"
        "{+Three men are now held, the ministry of the interior announced.+} Rain is due."
    )


def test_a_sentence_that_went_stays_apart_from_the_edit_behind_it() -> None:
    before = "Nobody knows why the alarm was late. But crews reached the village by boat on Friday."
    after = "Crews reached the village by boat on Friday."
    spans = diff(story(before), story(after)).blocks[0].spans
    assert [(span.op, span.text) for span in spans[:3]] == [
        (Op.DELETED, "Nobody knows why the alarm was late. "),
        (Op.DELETED, "But crews"),
        (Op.INSERTED, "Crews"),
    ]


def test_a_sentence_that_moves_inside_its_paragraph_carries_one_number_on_both_ends() -> None:
    first, second = "The bridge was closed at six in the morning. ", "Ferries ran until midnight without a break. "
    spans = diff(story(f"{first}{second}Rain is due."), story(f"{second}{first}Rain is due.")).blocks[0].spans
    moved = [(span.op, span.text, span.move) for span in spans if span.op is not Op.EQUAL]
    assert sorted(moved) == [(Op.INSERTED, moved[-1][1], 0), (Op.DELETED, moved[0][1], 0)]
    assert moved[0][1] == moved[-1][1]


def test_a_headline_is_one_sentence_whatever_stops_it_has() -> None:
    found = diff(story(headline="Storm: 12 dead. What we know"), story(headline="Storm: 15 dead. What we know"))
    assert [span.text for span in found.fields[0].spans] == ["Storm: ", "12", "15", " dead. What we know"]


def test_a_text_that_is_too_long_for_words_is_shown_as_replaced_and_says_so() -> None:
    found = diff(story("a b " * 20_000), story("b a " * 20_000))
    assert found.coarse
    assert found.before == ("a b " * 20_000,)
    assert found.after == ("b a " * 20_000,)


def test_a_total_rewrite_and_endless_repetition_come_back() -> None:
    numbers = [f"Team {number} beat team {number + 1} by {number % 9} goals." for number in range(1_000)]
    found = diff(story(*numbers), story(*(text.replace("beat", "lost to") for text in reversed(numbers))))
    assert found.before == tuple(numbers)
    again = diff(story(*"ab" * 1_000), story(*"ba" * 1_000))
    assert again.after == tuple("ba" * 1_000)
