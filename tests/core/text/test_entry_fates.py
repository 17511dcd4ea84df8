"""What became of the entries of a live blog: `deleted` is said only where nothing else can explain what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.entry_fates import EntryFates, entry_fates
from tracker.model import Block, BlockKind, Entry, EntryFate, Story

SIX = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
SUBJECTS = ("bridge", "harbour", "school", "ferry", "market", "tunnel", "clinic", "airport", "stadium", "reservoir")
DEEDS = ("was shut", "stood open", "lost its roof", "was searched", "caught fire", "took in people", "ran dry")
Post = tuple[str, int, str]


def post(number: int) -> Post:
    """An entry: its id, its minute, and words that no other has."""
    subject, deed = SUBJECTS[number % 10], DEEDS[number % 7]
    return (
        f"p{number}",
        number * 5,
        f"The {subject} {number}{number} {deed} after call {number}, said witness{number} at {number}.",
    )


def blog(posts: Sequence[Post], *, timed: bool = True) -> Story:
    """A story of these entries, in this order."""
    entries = tuple(
        Entry(id=name, published=SIX + timedelta(minutes=minute) if timed else None) for name, minute, _ in posts
    )
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text, entry=name) for name, _, text in posts)
    return Story(headline="Storm", blocks=blocks, entries=entries)


def page(*numbers: int) -> list[Post]:
    return [post(number) for number in numbers]


def newest_first(first: int, last: int) -> list[Post]:
    """The entries from `last` down to `first`."""
    return [post(number) for number in range(last, first - 1, -1)]


def fates(before: Sequence[Post], after: Sequence[Post], *, timed: bool = True) -> EntryFates:
    found = entry_fates(blog(before, timed=timed), blog(after, timed=timed))
    assert found is not None
    return found


def deleted(before: Sequence[Post], after: Sequence[Post], *, timed: bool = True) -> set[str]:
    return set(fates(before, after, timed=timed).gone_as(EntryFate.DELETED))


def out_of_sight(before: Sequence[Post], after: Sequence[Post], *, timed: bool = True) -> set[str]:
    return set(fates(before, after, timed=timed).gone_as(EntryFate.OUT_OF_SIGHT))


WINDOW = newest_first(1, 20)


def test_what_is_missing_between_neighbours_is_deleted() -> None:
    assert deleted(WINDOW, [one for one in WINDOW if one[0] != "p9"]) == {"p9"}


def test_two_in_a_row_and_two_apart_are_deleted() -> None:
    assert deleted(WINDOW, [one for one in WINDOW if one[0] not in ("p9", "p10", "p15")]) == {"p9", "p10", "p15"}


def test_a_story_that_is_no_live_blog_has_no_fates() -> None:
    assert entry_fates(Story(headline="Storm"), blog(WINDOW)) is None


def test_what_slid_off_the_tail_is_out_of_sight() -> None:
    assert deleted(WINDOW, newest_first(4, 23)) == set()
    assert out_of_sight(WINDOW, newest_first(4, 23)) == {"p1", "p2", "p3"}


def test_what_slid_off_the_head_of_a_page_with_the_oldest_first_is_out_of_sight() -> None:
    assert out_of_sight(WINDOW[::-1], newest_first(4, 23)[::-1]) == {"p1", "p2", "p3"}


def test_a_window_that_slid_by_its_whole_length_deleted_nothing() -> None:
    found = fates(WINDOW, newest_first(21, 40))
    assert found.gone_as(EntryFate.OUT_OF_SIGHT) == {name for name, _, _ in WINDOW}
    assert len(found.come_as(EntryFate.ADDED)) == 20


def test_the_oldest_of_the_window_is_never_called_deleted() -> None:
    assert deleted(WINDOW, WINDOW[:-1]) == set()


def test_the_newest_is_deleted_only_where_a_newer_one_stands_above_its_place() -> None:
    assert deleted(WINDOW, WINDOW[1:]) == set()
    assert deleted(WINDOW, [post(21), *WINDOW[1:]]) == {"p20"}


def test_a_page_of_key_events_deleted_nothing() -> None:
    assert deleted(WINDOW, page(20, 17, 11, 6, 1)) == set()


def test_a_middle_that_was_folded_away_deleted_nothing() -> None:
    assert deleted(WINDOW, [*WINDOW[:8], *WINDOW[14:]]) == set()


def test_a_page_turned_round_deleted_nothing() -> None:
    found = fates(WINDOW, WINDOW[::-1])
    assert (found.gone, found.come, len(found.became)) == ({}, {}, 20)


def test_an_entry_deleted_from_a_page_that_was_turned_round_is_deleted() -> None:
    assert deleted(WINDOW, [one for one in WINDOW[::-1] if one[0] != "p9"]) == {"p9"}


def test_an_entry_that_is_pinned_to_the_top_is_not_deleted() -> None:
    assert fates(WINDOW, [post(9), *[one for one in WINDOW if one[0] != "p9"]]).gone == {}


def test_an_old_entry_that_is_no_longer_pinned_is_out_of_sight() -> None:
    pinned, beside = post(0), newest_first(30, 49)
    assert out_of_sight([pinned, *beside], beside) == {"p0"}
    assert out_of_sight([beside[0], pinned, *beside[1:]], beside) == {"p0"}


def test_a_first_entry_that_stands_below_the_window_for_good_deletes_nothing() -> None:
    before, after = [*newest_first(81, 100), post(0)], [*newest_first(84, 103), post(0)]
    assert out_of_sight(before, after) == {"p81", "p82", "p83"}
    assert out_of_sight(before, after, timed=False) == {"p81", "p82", "p83"}


def test_old_entries_below_a_fold_that_slides_delete_nothing() -> None:
    before, after = [*newest_first(91, 100), *newest_first(1, 5)], [*newest_first(92, 101), *newest_first(1, 5)]
    assert out_of_sight(before, after) == {"p91"}


def test_the_last_but_one_is_deleted_where_its_neighbour_is_as_near_as_others() -> None:
    assert deleted(WINDOW, [post(21), *[one for one in WINDOW if one[0] != "p2"]]) == {"p2"}


def test_an_entry_with_a_new_id_is_the_same_entry() -> None:
    after = [("other", minute, text) if name == "p9" else (name, minute, text) for name, minute, text in WINDOW]
    found = fates(WINDOW, after)
    assert (found.became["p9"], found.gone, found.come) == ("other", {}, {})


def test_an_entry_with_a_new_id_and_another_word_is_the_same_entry_edited() -> None:
    after = [
        ("other", minute + 1, text.replace("witness9", "guard9")) if name == "p9" else (name, minute, text)
        for name, minute, text in WINDOW
    ]
    found = fates(WINDOW, after)
    assert (found.became["p9"], found.edited, found.gone) == ("other", frozenset({"other"}), {})


def test_an_entry_that_is_told_anew_at_the_top_is_not_deleted() -> None:
    name, _, text = post(9)
    after = [("again", 200, text + " It is the second call today."), *[one for one in WINDOW if one[0] != name]]
    assert fates(WINDOW, after).gone == {"p9": EntryFate.OUT_OF_SIGHT}


def test_two_entries_that_were_merged_are_not_deleted() -> None:
    after = [
        (name, minute, f"{text} {post(9)[2]}" if name == "p10" else text)
        for name, minute, text in WINDOW
        if name != "p9"
    ]
    found = fates(WINDOW, after)
    assert (found.gone, found.merged, found.edited) == ({"p9": EntryFate.MERGED}, {"p9": "p10"}, frozenset({"p10"}))


def test_an_id_that_a_page_gives_to_the_next_entry_is_no_edit() -> None:
    """Entries counted from the oldest: without the one at `p9` all newer ones get the id of the one below."""
    after = [(f"p{int(name[1:]) - 1}" if int(name[1:]) > 9 else name, minute, text) for name, minute, text in WINDOW]
    found = fates(WINDOW, [one for one in after if one[1] != 45])
    assert found.edited == frozenset()
    assert found.gone == {"p9": EntryFate.DELETED}


def test_an_old_entry_that_comes_below_the_window_is_no_new_one() -> None:
    found = fates(WINDOW, [*[one for one in WINDOW if one[0] != "p9"], post(0)])
    assert found.come == {"p0": EntryFate.COME_INTO_SIGHT}
    assert found.gone == {"p9": EntryFate.DELETED}


def test_an_entry_that_is_listed_but_not_shown_is_out_of_sight() -> None:
    after = blog([one for one in WINDOW if one[0] != "p9"])
    after = replace(after, entries=(*after.entries, Entry(id="p9")))
    found = entry_fates(blog(WINDOW), after)
    assert found is not None
    assert found.gone == {"p9": EntryFate.OUT_OF_SIGHT}


def test_a_pinned_entry_that_is_shown_twice_is_not_edited_when_it_is_shown_once() -> None:
    twice = blog(WINDOW)
    twice = replace(twice, blocks=(Block(kind=BlockKind.PARAGRAPH, text=post(9)[2], entry="p9"), *twice.blocks))
    found = entry_fates(twice, blog(WINDOW))
    assert found is not None
    assert (found.edited, found.gone) == (frozenset(), {})


numbers = st.lists(st.integers(0, 30), unique=True, max_size=12)


@given(before=numbers, after=numbers, timed=st.booleans())
def test_nothing_is_deleted_without_an_older_and_a_newer_neighbour(
    before: list[int], after: list[int], timed: bool
) -> None:
    found = entry_fates(blog(page(*before), timed=timed), blog(page(*after), timed=timed))
    if found is None:
        assert not before or not after
        return
    standing = [place for place, number in enumerate(before) if number in after]
    for name in found.gone_as(EntryFate.DELETED):
        number = int(name[1:])
        place = before.index(number)
        others = set(before) & set(after)
        newest = timed and any(one > number for one in set(after) - set(before)) and any(one < number for one in others)
        assert number not in after
        assert newest or (min(standing) < place < max(standing))
        assert not timed or newest or (min(others) < number < max(others))


@given(before=numbers, after=numbers, timed=st.booleans())
def test_each_entry_has_one_fate(before: list[int], after: list[int], timed: bool) -> None:
    found = entry_fates(blog(page(*before), timed=timed), blog(page(*after), timed=timed)) or EntryFates()
    if before and after:
        assert {*found.became, *found.gone} == {f"p{number}" for number in before}
        assert {*found.became.values(), *found.come} == {f"p{number}" for number in after}
        assert found.became.keys().isdisjoint(found.gone)
        assert set(found.became.values()).isdisjoint(found.come)


@given(
    start=st.integers(0, 40),
    window=st.integers(1, 20),
    slid=st.integers(0, 30),
    rising=st.booleans(),
    timed=st.booleans(),
)
def test_a_window_that_only_slides_deletes_nothing(
    start: int, window: int, slid: int, rising: bool, timed: bool
) -> None:
    before, after = newest_first(start, start + window), newest_first(start + slid, start + slid + window)
    if rising:
        before, after = before[::-1], after[::-1]
    found = fates(before, after, timed=timed)
    assert found.gone_as(EntryFate.DELETED) == frozenset()
    assert found.edited == frozenset()
