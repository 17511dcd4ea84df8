"""The entries of a live blog in a diff: each once, its paragraphs among themselves, both texts to the byte."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.diff import diff
from tracker.model import Block, BlockChange, BlockKind, Diff, Entry, EntryFate, Op, Story

SIX = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
LONG = "The harbour wall was breached in two places and {count} boats are adrift in the basin."
Posts = dict[str, tuple[str, ...]]


def live(posts: Posts, *, outside: tuple[str, ...] = ()) -> Story:
    """A blog of these entries in this order; ids that are numbers count the minutes."""
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in outside]
    blocks += [
        Block(kind=BlockKind.PARAGRAPH, text=text, entry=name) for name, texts in posts.items() for text in texts
    ]
    entries = tuple(Entry(id=name, published=SIX + timedelta(minutes=int(name))) for name in posts)
    return Story(headline="Storm", blocks=tuple(blocks), entries=entries)


def fates(found: Diff) -> list[tuple[str, EntryFate]]:
    return [(entry.id, entry.fate) for entry in found.entries]


def test_entries_are_compared_by_their_ids_and_told_in_reading_order() -> None:
    before = live({"4": ("Four is here.",), "3": ("Three is here.",), "2": ("Two is here.",), "1": ("One is here.",)})
    after = live({"5": ("Five is new.",), "4": ("Four is here.",), "2": ("Two is there.",)})
    assert fates(diff(before, after)) == [
        ("5", EntryFate.ADDED),
        ("4", EntryFate.KEPT),
        ("3", EntryFate.DELETED),
        ("2", EntryFate.EDITED),
        ("1", EntryFate.OUT_OF_SIGHT),
    ]


def test_each_block_carries_the_id_of_its_entry_on_either_side() -> None:
    before = live({"3": ("Three.",), "2": ("Two.",), "1": ("One.",)}, outside=("What we know.",))
    after = live({"4": ("Four.",), "3": ("Three.",), "1": ("One.",)}, outside=("What we know.",))
    found = [(block.change, block.entry) for block in diff(before, after).blocks]
    assert found == [
        (BlockChange.KEPT, ""),
        (BlockChange.ADDED, "4"),
        (BlockChange.KEPT, "3"),
        (BlockChange.REMOVED, "2"),
        (BlockChange.KEPT, "1"),
    ]


def test_a_paragraph_is_no_edit_of_one_in_another_entry() -> None:
    before = live({"1": (LONG.format(count="four"),)})
    after = live({"2": (LONG.format(count="five"),), "1": ("All quiet since noon.", LONG.format(count="four"))})
    found = diff(before, after)
    assert [(block.change, block.entry) for block in found.blocks] == [
        (BlockChange.ADDED, "2"),
        (BlockChange.ADDED, "1"),
        (BlockChange.KEPT, "1"),
    ]


def test_a_page_turned_round_has_no_entry_but_kept_ones() -> None:
    posts: Posts = {str(number): (LONG.format(count=number), f"Line {number}.") for number in range(9, 0, -1)}
    found = diff(live(posts), live(dict(reversed(posts.items()))))
    assert {fate for _, fate in fates(found)} == {EntryFate.KEPT}
    assert not {block.change for block in found.blocks} & {BlockChange.ADDED, BlockChange.REMOVED}
    assert len(found.carried) == 8


def test_an_id_that_names_another_entry_on_each_side_is_told_apart() -> None:
    before = live({"3": ("Three is here.",), "2": ("Two is here.",), "1": (LONG.format(count=1),)})
    after = live({"1": ("Nothing alike at all was ever said.",), "3": ("Three is here.",), "2": ("Two is here.",)})
    assert fates(diff(before, after)) == [
        ("1", EntryFate.ADDED),
        ("3", EntryFate.KEPT),
        ("2", EntryFate.KEPT),
        ("1 (before)", EntryFate.OUT_OF_SIGHT),
    ]


def test_the_text_of_a_merged_entry_is_found_in_the_one_it_went_into() -> None:
    one, two = "Nobody is missing, the mayor said.", LONG.format(count=4)
    before = live({"3": ("Three.",), "2": (one,), "1": (two,), "0": ("Nought.",)})
    found = diff(before, live({"3": ("Three.",), "1": (one, two), "0": ("Nought.",)}))
    assert ("2", EntryFate.MERGED) in fates(found)
    assert BlockChange.REMOVED not in {block.change for block in found.blocks}


def test_a_story_without_entries_on_one_side_is_compared_as_any_other() -> None:
    plain = Story(headline="Storm", blocks=(Block(kind=BlockKind.PARAGRAPH, text="One."),))
    found = diff(plain, live({"1": ("One.",)}))
    assert (found.entries, [block.change for block in found.blocks]) == ((), [BlockChange.KEPT])


texts = st.lists(
    st.sampled_from([LONG.format(count=count) for count in (4, 5)] + ["Go.", "It is over. Nobody is hurt."]),
    min_size=1,
    max_size=3,
)
posts = st.lists(st.integers(0, 12), unique=True, max_size=7).flatmap(
    lambda numbers: st.fixed_dictionaries({str(number): texts.map(tuple) for number in numbers})
)


@given(before=posts, after=posts, outside=st.lists(st.sampled_from(["What we know.", "Go."]), max_size=2).map(tuple))
def test_any_two_readings_are_rebuilt_and_each_entry_is_told_once(
    before: Posts, after: Posts, outside: tuple[str, ...]
) -> None:
    old, new = live(before, outside=outside), live(after)
    found = diff(old, new)
    assert found.before == tuple(block.text for block in old.blocks)
    assert found.after == tuple(block.text for block in new.blocks)
    assert max(Counter(entry.id for entry in found.entries).values(), default=1) == 1
    if before and after:
        assert {block.entry for block in found.blocks} - {""} <= {entry.id for entry in found.entries}
    for block in found.blocks:
        assert (block.change is BlockChange.KEPT) <= all(span.op is Op.EQUAL for span in block.spans)
