"""One edit in many places: said once, whatever stands around it."""

from __future__ import annotations

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.model import Block, BlockKind, Link, Repetition, Story

DATES = tuple(f"Route {number} reopens on March {number + 3} at the old town gate." for number in range(1, 6))


def repeated(before: Story, after: Story) -> tuple[Repetition, ...]:
    """What the diff says of edits in many places."""
    return diff(before, after).repeated


def test_a_year_that_is_added_everywhere_is_one_edit() -> None:
    after = tuple(text.replace(" at", ", 2025 at") for text in DATES)
    assert repeated(story(*DATES), story(*after)) == (
        Repetition(before="", after=", 2025", blocks=(0, 1, 2, 3, 4), count=5, alone=(0, 1, 2, 3, 4)),
    )


def test_a_block_with_another_edit_or_another_link_holds_it_but_not_alone() -> None:
    after = [text.replace(" at", ", 2025 at") for text in DATES]
    after[1] = after[1].replace("old", "new")
    found = diff(story(*DATES), linked(after, place=2))
    assert [(one.blocks, one.alone) for one in found.repeated] == [((0, 1, 2, 3, 4), (0, 3, 4))]


def test_several_places_in_one_block_are_counted_each() -> None:
    before = story(
        *(f"Mr. Aldo spoke in town {number}, and many came. Mr. Aldo left early on foot." for number in (1, 2))
    )
    after = story(*(block.text.replace("Aldo", "Alda") for block in before.blocks))
    (found,) = repeated(before, after)
    assert (found.before, found.after, found.blocks, found.count) == ("Aldo", "Alda", (0, 1), 4)


def test_two_places_are_not_many() -> None:
    assert repeated(story(*DATES[:2]), story(*(text.replace("March", "April") for text in DATES[:2]))) == ()


def test_signs_and_blanks_alone_are_form_and_no_repeated_edit() -> None:
    before = [f"The bridge - built in {year} - is closed to all traffic." for year in (1901, 1902, 1903)]
    assert repeated(story(*before), story(*(text.replace(" - ", " – ") for text in before))) == ()


def test_a_word_that_says_little_comes_by_chance() -> None:
    after = [text.replace("the old", "an old") for text in DATES]
    assert repeated(story(*DATES), story(*after)) == ()


def test_the_most_frequent_edit_stands_first() -> None:
    after = [text.replace("March", "April") for text in DATES]
    after[:3] = [text.replace("old", "new") for text in after[:3]]
    assert [(one.before, one.count) for one in repeated(story(*DATES), story(*after))] == [("March", 5), ("old", 3)]


def test_a_line_that_comes_in_many_places_is_one_edit_too() -> None:
    after = [line for text in DATES for line in (text, "Tickets are sold at the gate.")]
    (found,) = repeated(story(*DATES), story(*after))
    assert (found.after, found.blocks, found.alone) == ("Tickets are sold at the gate.", (1, 3, 5, 7, 9), found.blocks)


def linked(texts: list[str], place: int) -> Story:
    """Paragraphs of which one has a link."""
    link = Link(text="gate", url="https://example.org/gate")
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=text, links=(link,) * (at == place)) for at, text in enumerate(texts)
    ]
    return Story(headline="A headline", blocks=tuple(blocks))
