"""The gate on live blogs: what slid is no edit, what is gone is held, what is new counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.core.diff.test_entries import Posts, live
from tracker.core.detect import detect, is_widened, moved_lines, with_doubted
from tracker.core.detect.entries import in_sight
from tracker.model import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Doubt,
    Held,
    Hold,
    Note,
    NoteKind,
    Story,
    Verdict,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def window(first: int, last: int, **others: str) -> Posts:
    posts: Posts = {
        str(number): (f"Call {number} about the flood came from street {number}{number} of the harbour town.",)
        for number in range(last, first - 1, -1)
    }
    return posts | {name.removeprefix("n"): (text,) for name, text in others.items()}


def without(posts: Posts, *numbers: int) -> Posts:
    return {name: lines for name, lines in posts.items() if int(name) not in numbers}


def judged(
    before: Story, after: Story, held: Story | None = None, *, waited: timedelta = timedelta(minutes=1)
) -> Verdict:
    waiting = None
    if held is not None:
        waiting = Held(story=held, reason="an entry is gone", since=NOON - waited, until=NOON)
    return detect(before, after, held=waiting, now=NOON)


BEFORE = live(window(1, 12))


def test_entries_that_only_slid_out_of_sight_are_no_difference() -> None:
    assert judged(BEFORE, live(window(6, 12))) is None


def test_new_entries_that_the_page_dates_count_at_once_whatever_slid() -> None:
    change = judged(BEFORE, live(window(4, 15)))
    assert change == Change(kinds=frozenset((ChangeKind.TEXT,)), reason="3 new entries")


def test_a_window_that_slid_by_its_whole_length_is_no_collapse() -> None:
    change = judged(BEFORE, live(window(21, 24)))
    assert isinstance(change, Change)
    assert change.reason == "4 new entries"


def test_an_old_entry_that_was_edited_counts_at_once() -> None:
    change = judged(BEFORE, live(window(3, 12, n7="Call 7 about the flood came from no street of the harbour town.")))
    assert isinstance(change, Change)
    assert change.reason == "one paragraph edited"


def test_an_entry_that_is_gone_is_held_and_believed_when_it_is_gone_again() -> None:
    after = live(without(window(1, 12), 7))
    assert judged(BEFORE, after) == Hold(reason="an entry is gone", doubt=Doubt.READING)
    change = judged(BEFORE, after, after)
    assert isinstance(change, Change)
    assert (change.reason, change.confirmed) == ("one entry deleted, seen in two readings", True)


def test_another_entry_that_is_gone_at_the_second_look_is_held_again() -> None:
    first, second = live(without(window(1, 12), 7)), live(without(window(1, 12), 5))
    assert isinstance(judged(BEFORE, second, first), Hold)
    assert isinstance(judged(BEFORE, second, first, waited=timedelta(hours=3)), Hold)


def test_what_else_is_new_waits_ten_minutes_and_the_doubted_entry_is_listed_on() -> None:
    first, second = live(without(window(1, 13), 7)), live(without(window(1, 14), 5))
    assert isinstance(judged(BEFORE, second, first), Hold)
    change = judged(BEFORE, second, first, waited=timedelta(minutes=10))
    assert isinstance(change, Change)
    assert "deleted" not in change.reason
    held = Held(story=first, reason="an entry is gone", since=NOON, until=NOON)
    assert [entry.id for entry in with_doubted(BEFORE, second, held).entries][-1] == "5"
    assert with_doubted(BEFORE, first, held) == first


def test_a_page_turned_round_with_one_edit_is_that_edit() -> None:
    posts = window(1, 12, n7="Call 7 about the flood came from no street of the harbour town.")
    change = judged(BEFORE, live(dict(reversed(posts.items()))))
    assert isinstance(change, Change)
    assert change.reason == "one paragraph edited"


def test_a_page_that_shows_older_entries_too_is_widened_and_no_difference() -> None:
    before = live(window(5, 12))
    assert judged(before, BEFORE) is None
    assert is_widened(before, BEFORE)
    assert not is_widened(BEFORE, before)
    assert not is_widened(before, live(window(4, 13)))


def test_a_correction_that_slides_away_with_its_entry_is_no_note_taken_back() -> None:
    note = "Correction: an earlier entry gave the wrong street."
    before = replace(live(window(1, 12, n1=note)), notes=(Note(kind=NoteKind.CORRECTION, text=note),))
    change = judged(before, live(window(3, 14)))
    assert isinstance(change, Change)
    assert ChangeKind.NOTE not in change.kinds


def test_a_wall_in_the_place_of_most_entries_is_held() -> None:
    wall = Block(kind=BlockKind.PARAGRAPH, text="Subscribe to continue reading this article.")
    after = live(window(11, 12))
    verdict = judged(BEFORE, replace(after, blocks=(*after.blocks, wall)))
    assert isinstance(verdict, Hold)
    assert verdict.doubt is Doubt.READING
    assert verdict.reason.startswith("the text speaks of")


def test_lines_that_slid_out_of_sight_say_nothing_of_the_site() -> None:
    assert moved_lines(BEFORE, live(window(6, 12))) == ()


def test_stories_that_are_no_live_blogs_are_left_as_they_are() -> None:
    plain = Story(headline="Storm", blocks=(Block(kind=BlockKind.PARAGRAPH, text="One."),))
    assert in_sight(plain, BEFORE) == (plain, BEFORE)
