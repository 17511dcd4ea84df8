"""What is not believed at once, and what becomes of it when it stands: a version, or a state of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.detect.stories import FERRY, MARKET, MINUTE, NOON, PROMOTION, block, judged, longer, settled, story
from tracker.model import (
    BlockKind,
    Change,
    ChangeKind,
    Collapse,
    Doubt,
    Held,
    Hold,
    Link,
    Note,
    NoteKind,
    Photograph,
    Story,
    Surroundings,
)

CUT = replace(FERRY, blocks=FERRY.blocks[:1])
RETRACTION = "Editor’s note: This report was withdrawn because its source could not be confirmed."


def linked(told: Story, words: str, *, sentence: str = "{}") -> Story:
    line = block(sentence.format(words), BlockKind.PARAGRAPH, Link(text=words, url="https://a.example/"))
    return replace(told, blocks=(*told.blocks, line))


def test_a_text_that_shrank_is_held_and_confirmed_it_is_a_state_of_the_page() -> None:
    held = judged(FERRY, CUT)
    assert isinstance(held, Hold)
    assert (held.doubt, held.reason) == (Doubt.READING, "the text shrank by 75 %")
    assert settled(FERRY, CUT) == Collapse(reason="the text shrank by 75 %")


def test_a_text_that_is_gone_altogether_is_a_state_of_the_page() -> None:
    assert isinstance(settled(FERRY, replace(FERRY, blocks=())), Collapse)


def test_a_text_that_shrank_with_a_note_is_a_version() -> None:
    noted = replace(
        CUT,
        blocks=(*CUT.blocks, block(RETRACTION, BlockKind.NOTE)),
        notes=(Note(kind=NoteKind.EDITORS_NOTE, text=RETRACTION),),
    )
    changed = settled(FERRY, noted)
    assert isinstance(changed, Change)
    assert changed.confirmed
    assert changed.kinds == {ChangeKind.TEXT, ChangeKind.NOTE}


def test_a_text_that_shrank_with_a_new_date_is_a_version() -> None:
    before = replace(FERRY, modified=NOON - timedelta(hours=2))
    assert isinstance(settled(before, replace(CUT, modified=NOON)), Change)
    assert isinstance(settled(before, replace(CUT, modified=before.modified)), Collapse)


def test_a_text_that_was_cut_in_its_middle_and_keeps_its_end_is_a_version() -> None:
    cut = replace(FERRY, blocks=(FERRY.blocks[0], FERRY.blocks[-1]))
    long = replace(FERRY, blocks=(FERRY.blocks[0], *MARKET.blocks, *FERRY.blocks[1:]))
    assert isinstance(judged(long, cut), Hold)
    assert isinstance(settled(long, cut), Change)
    assert isinstance(settled(long, replace(cut, blocks=cut.blocks[:1])), Collapse)


def test_a_short_text_that_lost_its_beginning_is_a_version_though_its_end_speaks_of_other_things() -> None:
    beginning, middle = "The night train to Corvane left the rails near Aldmoor. " * 5, "Nobody was hurt on board. " * 5
    end = "Buses replace all services on the western branch until further notice, the operator says."
    told = story(beginning, middle, end)
    assert isinstance(settled(told, story(middle, end)), Change)
    below = "All rights reserved by the Lowland Courier and its partners."
    walled = story(beginning, middle, beginning.replace("night", "day"), below)
    assert isinstance(settled(walled, story(beginning[:200], below)), Collapse)


def test_lines_without_a_sentence_of_which_most_are_gone_are_a_state_of_the_page() -> None:
    told = story(*(f"Platform {number} to Corvane by way of Aldmoor and Tarn Bridge" for number in range(9)))
    assert isinstance(settled(told, replace(told, blocks=told.blocks[:1])), Collapse)


@pytest.mark.parametrize(("hours", "verdict"), [(23, Collapse), (24, Change)])
def test_a_text_that_shrank_is_what_the_article_says_after_a_day(hours: int, verdict: type) -> None:
    since = NOON - timedelta(hours=hours)
    held = Held(story=CUT, reason="", since=since, until=since + MINUTE)
    assert isinstance(judged(FERRY, CUT, held=held), verdict)


@pytest.mark.parametrize("words", ["Subscribe to continue reading this article."])
def test_a_wall_is_a_state_however_long_it_stands_and_whatever_the_date_says(words: str) -> None:
    stub = replace(CUT, blocks=(*CUT.blocks, block(words)), modified=NOON)
    since = NOON - timedelta(days=9)
    held = Held(story=stub, reason="", since=since, until=since + MINUTE)
    assert isinstance(judged(FERRY, stub, held=held), Collapse)


def test_a_short_notice_that_shrinks_is_an_edit_like_any_other() -> None:
    before, after = story("The beach is closed.", "Dogs must be kept on a lead there."), story("The beach is closed.")
    assert isinstance(settled(before, after), Change)


def test_broken_characters_are_read_twice_and_are_a_state() -> None:
    few, many = (
        replace(FERRY, blocks=(*FERRY.blocks[:3], block(FERRY.blocks[3].text.replace("ferry", broken))))
        for broken in ("f\ufffdrry", "f\ufffd" * 12)
    )
    assert judged(FERRY, few) == Hold(reason="the text came with broken characters", doubt=Doubt.READING)
    assert isinstance(settled(FERRY, few), Collapse)
    assert isinstance(settled(FERRY, many), Collapse)


def test_another_photograph_is_looked_at_again_and_one_that_came_or_went_is_none() -> None:
    first, second = (
        replace(FERRY, photograph=Photograph(identity=name, url=f"https://a.example/{name}.jpg"))
        for name in ("pier", "quay")
    )
    assert judged(first, second) == Hold(reason="another lead photograph")
    changed = settled(first, second)
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.PHOTOGRAPH}
    assert judged(FERRY, first) is None
    assert judged(first, FERRY) is None


def test_photographs_that_rotate_are_never_believed() -> None:
    pier, quay, boat = (
        replace(FERRY, photograph=Photograph(identity=name, url=f"https://a.example/{name}.jpg"))
        for name in ("pier", "quay", "boat")
    )
    held = Held(story=quay, reason="another lead photograph", since=NOON, until=NOON)
    assert isinstance(judged(pier, boat, held=held), Hold)


def test_a_line_of_figures_is_looked_at_again_and_a_sentence_with_them_counts_at_once() -> None:
    price = judged(longer(FERRY, "Petrol 1.42"), longer(FERRY, "Petrol 1.43"))
    assert price == Hold(reason="a line of figures moved")
    assert isinstance(judged(longer(FERRY, "He was 61."), longer(FERRY, "He was 62.")), Change)


def test_links_exchanged_are_looked_at_again() -> None:
    before, after = (
        linked(FERRY, words, sentence="The council meets again on Friday to decide. {}")
        for words in ("All about the harbour is here.", "Fish prices double in a month.")
    )
    assert judged(before, after) == Hold(reason="only links were exchanged")
    assert isinstance(settled(before, after), Change)


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (longer(FERRY, "She was 58."), "short"),
        (longer(FERRY, PROMOTION), "possibly unrelated"),
        (linked(FERRY, "Everything that is known of the old ferry and of its owner"), "mostly linked"),
    ],
)
def test_a_line_that_came_alone_is_held_with_its_reason_and_counts_when_it_stands(after: Story, kind: str) -> None:
    assert judged(FERRY, after) == Hold(reason=f"one {kind} insertion")
    assert judged(after, FERRY) == Hold(reason=f"one {kind} removal")
    assert isinstance(settled(FERRY, after), Change)


def test_a_doubtful_line_beside_a_new_headline_counts_with_it_at_once() -> None:
    after = replace(longer(FERRY, "She was 58."), headline="Ferry strikes bridge, one dead")
    changed = judged(FERRY, after)
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.HEADLINE, ChangeKind.TEXT}


def test_what_is_held_waits_for_the_hosts_other_articles_and_no_longer_than_ten_minutes() -> None:
    after = longer(FERRY, PROMOTION)
    waiting = Surroundings(neighbours=5, looked=1)

    def at(minutes: float, surroundings: Surroundings) -> object:
        held = Held(story=after, reason="", since=NOON, until=NOON + MINUTE)
        return judged(FERRY, after, surroundings, held=held, now=NOON + minutes * MINUTE)

    assert isinstance(at(0.5, Surroundings()), Hold)
    assert isinstance(at(1, Surroundings()), Change)
    assert isinstance(at(1, waiting), Hold)
    assert isinstance(at(9.9, waiting), Hold)
    assert isinstance(at(10, waiting), Change)
    assert isinstance(at(1, replace(waiting, looked=2)), Change)
    assert isinstance(at(1, Surroundings(neighbours=1, looked=1)), Change)


def test_a_reading_that_is_odd_as_a_whole_waits_for_nobody() -> None:
    other = replace(MARKET, blocks=(*MARKET.blocks, *MARKET.blocks))
    held = Held(story=other, reason="", since=NOON - MINUTE, until=NOON)
    assert isinstance(judged(FERRY, other, Surroundings(neighbours=5)), Hold)
    assert isinstance(judged(FERRY, other, Surroundings(neighbours=5), held=held), Change)
