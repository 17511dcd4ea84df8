from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.detect import detect, line_key
from tracker.model import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Doubt,
    Held,
    Hold,
    Link,
    Marker,
    MarkerKind,
    Note,
    NoteKind,
    Story,
    Strength,
    Surroundings,
    Verdict,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NOTICE = "This is a breaking news story and will be updated."
TEXT = (
    "The harbour bridge was closed on Monday after a ferry struck its northern pier, killing 12 people on board.",
    "The attack on the pumping station took place on 3 May at 14:20, the water board said in a statement.",
    "The video was posted by the suspect on Sunday evening, according to two people who know the case.",
    "A court had jailed the captain for 3 years in an earlier case that cost the company 1.5 million.",
    "The minister spoke of a “plot” against the port and said the director had resigned.",
    "The toll was updated to 9 by the hospital, which did not name its sources in the harbour clinic.",
    "He was 61.",
)


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *links: Link) -> Block:
    return Block(kind=kind, text=text, links=links)


def story(*texts: str, headline: str = "Ferry strikes bridge", dek: str = "Traffic is stopped.") -> Story:
    return Story(headline=headline, dek=dek, blocks=tuple(block(text) for text in texts))


def with_notice(base: Story) -> Story:
    marker = Marker(kind=MarkerKind.PROMISE, phrase=NOTICE, where="last paragraph", strength=Strength.STRONG)
    notes = (Note(kind=NoteKind.NOTICE, text=NOTICE),)
    return replace(base, blocks=(*base.blocks, block(NOTICE, BlockKind.NOTE)), notes=notes, marker=marker)


def held(reading: Story, *, until: datetime = NOON) -> Held:
    return Held(story=reading, reason="one short insertion", since=until - timedelta(seconds=45), until=until)


def judged(before: Story, after: Story) -> Verdict:
    return detect(before, after, held=None, now=NOON)


BEFORE = story(*TEXT)


def test_the_first_reading_is_a_version() -> None:
    assert detect(None, BEFORE, held=None, now=NOON) == Change(
        kinds=frozenset((ChangeKind.FIRST,)), reason="first reading"
    )


def test_the_same_text_is_no_change() -> None:
    assert judged(BEFORE, BEFORE) is None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("killing 12 people", "killing 45 people"),
        ("to 9 by", "to 103 by"),
        ("for 3 years", "for 13 years"),
        ("on 3 May", "on 4 May"),
        ("at 14:20", "at 15:20"),
        ("posted by the suspect", "posted by a bystander who had no link to the case"),
        ("by the hospital, which", "by the ministry of health, which"),
        ("1.5 million", "15 million"),
        ("“plot”", "plot"),
        ("had resigned.", "had resigned?"),
        ("He was 61.", "He was 62."),
    ],
)
def test_every_edit_that_rivals_lose_counts_at_once(was: str, now: str) -> None:
    changed = judged(BEFORE, story(*(text.replace(was, now) for text in TEXT)))
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.TEXT}
    assert changed.reason == "one paragraph edited"


def test_a_sentence_turned_round_behind_the_same_words_counts_when_it_stands() -> None:
    was, now = "by the hospital, which did not name its sources in the harbour clinic", "by the ministry in a post"
    turned = story(*(text.replace(was, now) for text in TEXT))
    assert isinstance(detect(BEFORE, turned, held=held(turned), now=NOON), Change)


def test_a_headline_alone_counts() -> None:
    changed = judged(BEFORE, replace(BEFORE, headline="Ferry strikes bridge, 12 dead"))
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.HEADLINE}


def test_a_standfirst_alone_counts() -> None:
    changed = judged(BEFORE, replace(BEFORE, dek="Traffic is stopped until Friday."))
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.DEK}


def test_a_byline_alone_counts() -> None:
    changed = judged(BEFORE, replace(BEFORE, byline="Mira Holt"))
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.BYLINE}


def test_the_notice_counts_when_it_comes_and_when_it_goes() -> None:
    for before, after in ((BEFORE, with_notice(BEFORE)), (with_notice(BEFORE), BEFORE)):
        changed = judged(before, after)
        assert isinstance(changed, Change)
        assert changed.kinds == {ChangeKind.TEXT, ChangeKind.NOTE, ChangeKind.MARKER}
        assert changed.reason == "a note came, went or changed"


def test_a_paragraph_moved_counts() -> None:
    moved = story(TEXT[0], TEXT[2], TEXT[1], *TEXT[3:])
    assert isinstance(detect(BEFORE, moved, held=held(moved), now=NOON), Change)


def test_a_paragraph_added_counts() -> None:
    changed = judged(
        BEFORE, story(*TEXT, "The ferry that struck the bridge was built in the harbour, the hospital said on Monday.")
    )
    assert isinstance(changed, Change)
    assert changed.reason == "one paragraph added"


def test_a_caption_counts() -> None:
    captioned = replace(
        BEFORE, blocks=(block("The ferry at the northern pier on Monday", BlockKind.CAPTION), *BEFORE.blocks)
    )
    assert isinstance(detect(captioned, BEFORE, held=held(BEFORE), now=NOON), Change)


def test_a_short_insertion_is_held_and_counts_when_it_stands() -> None:
    longer = story(*TEXT, "She was 58.")
    assert judged(BEFORE, longer) == Hold(reason="one short insertion")
    again = detect(BEFORE, longer, held=held(longer), now=NOON)
    assert again == Change(
        kinds=frozenset((ChangeKind.TEXT,)), reason="one short insertion, seen in two readings", confirmed=True
    )


def test_a_held_change_is_not_believed_before_its_time() -> None:
    longer = story(*TEXT, "She was 58.")
    later = held(longer, until=NOON + timedelta(seconds=1))
    assert detect(BEFORE, longer, held=later, now=NOON) == Hold(reason="one short insertion")


def test_a_held_change_that_is_gone_was_none() -> None:
    assert detect(BEFORE, BEFORE, held=held(story(*TEXT, "She was 58.")), now=NOON) is None


def test_rotating_text_is_never_believed() -> None:
    first, second = story(*TEXT, "Shop now: garden chairs"), story(*TEXT, "Shop now: bath towels")
    assert detect(BEFORE, second, held=held(first), now=NOON) == Hold(reason="one short insertion")


def test_what_stands_is_believed_though_something_rotates_beside_it() -> None:
    first, second = (
        story(*TEXT[:3], rotating, *TEXT[3:], "She was 58.") for rotating in ("Garden chairs", "Bath towels")
    )
    assert isinstance(detect(BEFORE, second, held=held(first), now=NOON), Change)


def test_a_line_of_links_is_held_however_long() -> None:
    words = "Everything that is known of the ferry and of its owner, in one long page"
    linked = replace(
        BEFORE, blocks=(*BEFORE.blocks, block(words, BlockKind.PARAGRAPH, Link(text=words, url="https://a.example/")))
    )
    assert judged(BEFORE, linked) == Hold(reason="one mostly linked insertion")


def test_a_sudden_shrink_is_held() -> None:
    assert judged(BEFORE, story(*TEXT[:2])) == Hold(reason="the text shrank by 65 %", doubt=Doubt.READING)


def test_a_text_that_turns_into_a_wall_is_held() -> None:
    stub = story(*TEXT[:5], "Subscribe to continue reading this article.")
    assert judged(BEFORE, stub) == Hold(reason="the text speaks of a paywall", doubt=Doubt.READING)


def test_broken_characters_are_held() -> None:
    assert judged(BEFORE, story("Die Br\ufffdcke", *TEXT[1:])) == Hold(
        reason="the text came with broken characters", doubt=Doubt.READING
    )


def test_merged_paragraphs_are_a_layout_and_no_edit() -> None:
    assert judged(BEFORE, story(f"{TEXT[0]} {TEXT[1]}", *TEXT[2:])) is None


def test_counters_and_stamps_are_no_edit() -> None:
    assert judged(story(*TEXT, "Updated 3 minutes ago"), story(*TEXT, "Updated 9 minutes ago")) is None


def test_a_modified_date_alone_is_no_change() -> None:
    assert judged(BEFORE, replace(BEFORE, modified=NOON)) is None


def test_a_line_of_the_site_makes_no_version() -> None:
    promotion = "Join 41,000 readers who get the harbour letter every Friday morning."
    known = frozenset((line_key("Join 40,999 readers who get the harbour letter every Friday morning."),))
    around = Surroundings(site_lines=known)
    assert detect(BEFORE, story(promotion, *TEXT), held=None, now=NOON, around=around) is None
    assert isinstance(judged(BEFORE, story(promotion, *TEXT)), Hold)


def test_a_note_is_never_a_line_of_the_site() -> None:
    around = Surroundings(site_lines=frozenset((line_key(NOTICE),)))
    assert isinstance(detect(BEFORE, with_notice(BEFORE), held=None, now=NOON, around=around), Change)


@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.text(max_size=60), max_size=8))
def test_a_reading_is_judged_the_same_in_both_directions(one: list[str], other: list[str]) -> None:
    first, second = story(*one), story(*other)
    assert (judged(first, second) is None) == (judged(second, first) is None)


@given(st.lists(st.text(min_size=1, max_size=60), max_size=8))
def test_no_story_differs_from_itself(texts: list[str]) -> None:
    assert judged(story(*texts), story(*texts)) is None


def test_a_link_in_the_place_of_another_is_looked_at_again() -> None:
    def linking(words: str) -> Story:
        text = f"The council meets again on Friday to decide. {words}"
        line = block(text, BlockKind.PARAGRAPH, Link(text=words, url="https://a.example/"))
        return replace(BEFORE, blocks=(*BEFORE.blocks, line))

    before, after = linking("All about the harbour is here."), linking("Fish prices double in a month.")
    assert judged(before, after) == Hold(reason="only links were exchanged")
    assert isinstance(detect(before, after, held=held(after), now=NOON), Change)


def test_a_number_changed_inside_a_link_counts_when_it_stands() -> None:
    def linking(words: str) -> Story:
        line = block(f"It is {words} to the day.", BlockKind.PARAGRAPH, Link(text=words, url="https://a.example/"))
        return replace(BEFORE, blocks=(*BEFORE.blocks, line))

    before, after = linking("the bridge, opened in 1931,"), linking("the bridge, opened in 1913,")
    assert judged(before, after) == Hold(reason="only links were exchanged")
    assert isinstance(detect(before, after, held=held(after), now=NOON), Change)


def test_a_text_cut_by_its_newsroom_is_believed_though_a_counter_beside_it_never_stands_still() -> None:
    long = [f"Paragraph number {number} of the story tells at some length what happened there." for number in range(8)]
    before = story(*long)
    first = story("The story was withdrawn by its editors on Monday after questions about a source.", "Seen by 7,391")
    second = story("The story was withdrawn by its editors on Monday after questions about a source.", "Seen by 8,114")
    second = replace(second, modified=NOON)
    doubted = detect(before, first, held=None, now=NOON)
    held = Held(story=first, reason="", since=NOON, until=NOON)

    assert isinstance(doubted, Hold)
    assert isinstance(detect(before, second, held=held, now=NOON), Change)


def test_a_wholly_different_story_is_read_again_before_it_is_believed() -> None:
    before = story(*(f"Sentence {number} about the ferry that struck the pier in the evening." for number in range(8)))
    other = replace(
        story(*(f"Point {number} of the budget that the council has passed this week." for number in range(8))),
        headline="Council passes its budget",
    )
    first = detect(before, other, held=None, now=NOON)
    held = Held(story=other, reason="", since=NOON, until=NOON)

    assert isinstance(first, Hold)
    assert first.reason == "headline and text are wholly others"
    assert isinstance(detect(before, other, held=held, now=NOON), Change)
