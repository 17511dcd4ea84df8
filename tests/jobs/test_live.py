"""A live blog from its bytes to its facts: no entry is called deleted that is not, and none that was goes untold."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.jobs.live import Desk, truth
from tests.pages.live_blogs import articles, items, unnamed
from tests.pages.sliding import Blog, Step, Writing, clocked, entries, steps
from tracker.model import EntryFate, Outcome

MORE = "<button>Load more updates</button>"
Making = Callable[[], Blog]


def blog(seed: int = 1, *, newest_first: bool = True, pinned: int | None = None, shown: int = 20) -> Blog:
    return Blog(entries(240, random.Random(seed)), newest_first=newest_first, pinned=pinned, shown=shown)


def opened(writing: Writing = articles, *, until: int = 40, pinned: int | None = None) -> Desk:
    """A blog of forty entries under watch: those from 20 to 39 are shown."""
    desk = Desk(blog(pinned=pinned), writing)
    desk.open(Step(new=until))
    return desk


@pytest.mark.slow
@pytest.mark.parametrize(
    ("writing", "newest_first", "pinned", "more"),
    [
        (articles, True, None, ""),
        (unnamed, True, None, MORE),
        (items, False, None, ""),
        (unnamed, True, 7, ""),
    ],
    ids=["newest first", "without ids and with load more", "oldest first", "without ids and with one pinned"],
)
def test_a_window_of_twenty_that_slides_over_two_hundred(
    writing: Writing, newest_first: bool, pinned: int | None, more: str
) -> None:
    desk, chance = Desk(blog(newest_first=newest_first, pinned=pinned), writing, more=more), random.Random(5)
    first, *others = steps(chance, most_new=16)
    desk.open(first)
    was = desk.blog.window()
    planted, edited = 0, set[int]()
    for step in others:
        told = desk.step(step)
        now, edited = desk.blog.window(), edited | set(step.edited)
        true = truth(was, desk.blog, edited)
        planted += len(true.deleted) + len(true.edited)
        assert told.deleted <= true.may_be_deleted, step
        assert told.deleted >= true.deleted, step
        assert told.edited == true.edited, step
        assert told.version or not (step.new or true.deleted or true.edited), step
        assert told.new == len([number for number in set(now) - set(was) if number > min(was)]) * told.version, step
        if told.version:
            was, edited = now, set()
    assert planted >= 10


@pytest.mark.parametrize("writing", [articles, unnamed, clocked], ids=["ids", "times", "clocks"])
def test_a_deletion_is_held_and_told_when_it_is_seen_again(writing: Writing) -> None:
    desk = opened(writing)
    desk.blog.take(Step(new=1, deleted=(30,)))
    desk.site.body = desk.page()
    desk.clock.forward(minutes=3)
    assert desk.look() is Outcome.HELD
    assert desk.log.reports[-1].visit.reason == "an entry is gone"
    assert len(desk.log.stories) == 1
    desk.clock.forward(seconds=45)
    assert desk.look() is Outcome.CHANGED
    assert desk.log.reports[-1].visit.reason == "one entry deleted, one new entry, seen in two readings"


def test_a_deleted_entry_that_is_back_at_the_second_look_makes_no_version() -> None:
    desk = opened()
    whole = desk.page()
    desk.blog.take(Step(new=0, deleted=(30,)))
    desk.site.body = desk.page()
    desk.clock.forward(minutes=3)
    assert desk.look() is Outcome.HELD
    desk.site.body = whole + b" "
    desk.clock.forward(seconds=45)
    assert desk.look() is Outcome.SAME
    assert len(desk.log.stories) == 1


def test_entries_that_vanish_by_turns_hold_up_news_for_ten_minutes_and_are_not_called_deleted() -> None:
    desk = opened()
    outcomes = []
    for turn in range(20):
        desk.blog.take(Step(new=1))
        desk.blog.gone = {36 - turn % 2}
        desk.site.body = desk.page() + b" " * turn
        desk.clock.forward(seconds=60)
        outcomes.append(desk.look())
        if outcomes[-1] is Outcome.CHANGED:
            break
    assert outcomes[-1] is Outcome.CHANGED
    assert 8 <= len(outcomes) <= 14
    told = desk.laid()
    assert all(entry.fate is not EntryFate.DELETED for entry in told.diff.entries)
    assert "deleted" not in told.summary


def test_entries_that_slide_out_of_sight_alone_make_no_version() -> None:
    desk = opened()
    desk.blog.shown = 8
    assert not desk.step(Step(new=0)).version
    assert len(desk.log.stories[-1].entries) == 20


def test_an_old_entry_that_was_edited_while_the_window_slid_is_told() -> None:
    told = opened().step(Step(new=6, edited=(31,)))
    assert (told.edited, told.deleted, told.new) == ({31}, set(), 6)


def test_older_entries_that_come_into_sight_are_no_news_but_their_edits_are() -> None:
    desk = opened()
    desk.blog.shown = 30
    assert not desk.step(Step(new=0)).version
    told = desk.step(Step(new=0, edited=(12,)))
    assert (told.edited, told.new) == ({12}, 0)


def test_a_page_turned_round_makes_no_version() -> None:
    desk = opened()
    desk.blog.newest_first = False
    assert not desk.step(Step(new=0)).version
    told = desk.step(Step(new=2, deleted=(30,)))
    assert (told.deleted, told.new) == ({30}, 2)


def test_an_entry_that_is_pinned_and_let_go_makes_no_version() -> None:
    desk = opened()
    desk.blog.pinned = 30
    desk.blog.shown = 19
    assert not desk.step(Step(new=0)).version
    desk.blog.pinned, desk.blog.shown = None, 20
    assert not desk.step(Step(new=0)).version


def test_the_summary_leads_with_what_was_deleted_and_edited() -> None:
    (laid,) = opened().step(Step(new=4, deleted=(30,), edited=(25,))).laid
    deleted, edited, new = laid.summary.split(" · ")
    assert deleted.startswith("entry of ")
    assert " UTC deleted: “30. " in deleted
    assert " UTC edited: “25. " in edited
    assert new == "4 new entries"


def test_a_wall_before_a_live_blog_is_no_edit() -> None:
    desk = opened()
    desk.blog.shown = 2
    page = desk.page().replace(
        b"</main>", b"<p>Subscribe to continue reading this article. Already a subscriber? Log in.</p></main>"
    )
    told = desk.show(page)
    assert not told.version
