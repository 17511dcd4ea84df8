"""A live blog's diff for the eye: whose paragraphs they are, and what merely went out of sight."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from tests.core.diff.test_entries import Posts, live
from tracker.core.diff import diff
from tracker.model import BlockKind, Diff, Story
from tracker.view.render import as_json, html_blocks, inline, plain, side_by_side
from tracker.view.render.beside import LEAST_COLUMNS


def window(first: int, last: int) -> Posts:
    return {
        str(number): (f"Call {number} came from street {number}{number}.",) for number in range(last, first - 1, -1)
    }


def titled(story: Story, name: str, headline: str) -> Story:
    entries = tuple(replace(entry, headline=headline) if entry.id == name else entry for entry in story.entries)
    return replace(story, entries=entries)


def step() -> Diff:
    """One new entry, one edited, one deleted, two out of sight."""
    after = {**window(3, 9), "7": ("Call 7 came from lane 77.",)}
    del after["5"]
    return diff(live(window(1, 8)), titled(live(after), "7", "A call from a lane"))


def test_entries_head_their_paragraphs_and_the_window_is_told_in_a_line() -> None:
    assert [line for line in plain(step(), context=0).splitlines() if line][1:] == [
        "  ▸ 06:09 UTC (new)",
        "+ {+Call 9 came from street 99.+}",
        "  ⋮ 1 unchanged paragraph",
        "  ▸ 06:07 UTC · A call from a lane (edited)",
        "~ Call 7 came from [-street-]{+lane+} 77.",
        "  ⋮ 1 unchanged paragraph",
        "  ▸ 06:05 UTC (deleted)",
        "- [-Call 5 came from street 55.-]",
        "  ⋮ 2 unchanged paragraphs",
        "  ⋮ 2 older entries out of sight",
    ]


def test_a_headline_that_stands_in_the_text_is_not_said_twice() -> None:
    after = titled(live({"9": ("A call", "It came."), **window(1, 8)}), "9", "A call")
    heading = after.blocks[0]._replace(kind=BlockKind.HEADING)
    found = plain(diff(live(window(1, 8)), replace(after, blocks=(heading, *after.blocks[1:]))))
    assert found.count("A call") == 1


def test_a_page_turned_round_is_one_fold() -> None:
    posts = window(1, 9)
    found = plain(diff(live(posts), live(dict(reversed(posts.items())))))
    assert "⋮ 9 unchanged paragraphs" in found
    assert "moved" not in found


def test_an_edit_in_a_page_turned_round_is_shown_as_an_edit() -> None:
    posts = dict(reversed(window(1, 9).items())) | {"7": ("Call 7 came from lane 77.",)}
    found = plain(diff(live(window(1, 9)), live(posts)), context=0)
    assert "~ Call 7 came from [-street-]{+lane+} 77." in found
    assert "moved" not in found


def test_older_entries_that_came_into_sight_are_a_line_and_no_addition() -> None:
    found = plain(diff(live(window(4, 9)), live(window(1, 9))))
    assert "⋮ 3 older entries came into sight" in found
    assert "{+" not in found


@pytest.mark.parametrize("columns", [80, 160])
def test_every_look_says_the_same(columns: int) -> None:
    lines = ("06:05 UTC (deleted)", "06:07 UTC · A call from a lane (edited)", "2 older entries out of sight")
    drawn = [str(html_blocks(step()))]
    for look in (inline(step()), *([side_by_side(step())] if columns >= LEAST_COLUMNS else [])):
        console = Console(width=columns, file=StringIO())
        console.print(look)
        assert isinstance(console.file, StringIO)
        drawn.append(console.file.getvalue())
    for text in drawn:
        assert all(line in text for line in lines)


def test_no_character_of_a_headline_reaches_the_terminal_or_the_page_raw() -> None:
    after = titled(live(window(1, 9)), "9", "A\x1b[2J\u202e<b>call</b>")
    found = diff(live(window(1, 8)), after)
    assert not {"\x1b", "\u202e"} & set(plain(found) + str(html_blocks(found)))
    assert "<b>" not in html_blocks(found)


def test_json_has_the_entries_and_the_entry_of_each_block() -> None:
    found = as_json(step())
    assert found["entries"][:3] == [  # type: ignore[index]
        {"id": "9", "headline": "", "published": "2026-03-02T06:09:00.000Z", "fate": "added"},
        {"id": "8", "headline": "", "published": "2026-03-02T06:08:00.000Z", "fate": "kept"},
        {"id": "7", "headline": "A call from a lane", "published": "2026-03-02T06:07:00.000Z", "fate": "edited"},
    ]
    assert [block["entry"] for block in found["blocks"]] == list("987654321")  # type: ignore[attr-defined]
