from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

from rich.console import Console

from tracker.model import Passage
from tracker.view.passages import passage_lines

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
PASSAGE = Passage(
    article_id=7,
    url="https://news.example/a",
    host="news.example",
    headline="Bridge closed",
    kind="paragraph",
    text="The toll rose.",
    matches=((4, 8),),
    first=2,
    last=5,
    gaps=((4, 4),),
    came_after=NOON,
    came_by=NOON + timedelta(minutes=5),
    left_after=NOON + timedelta(minutes=50),
    left_by=NOON + timedelta(minutes=55),
)


def drawn(*passages: Passage, width: int = 80, colored: bool = False) -> str:
    console = Console(file=StringIO(), width=width, no_color=not colored, force_terminal=colored, markup=False)
    for line in passage_lines(passages, now=NOON + timedelta(hours=2), zone=UTC, colored=colored):
        console.print(line)
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def test_a_passage_stands_under_its_headline_with_its_versions_and_times() -> None:
    assert drawn(PASSAGE, width=160) == (
        "7  Bridge closed  news.example\n"
        "    The *toll* rose.\n"
        "    paragraph · versions 2 to 5 without 4 · came between 12:00 and 12:05 · gone between 12:50 and 12:55"
    )


def test_no_line_is_wider_than_the_terminal() -> None:
    long = replace(PASSAGE, text="word " * 300 + "toll" + " word" * 300, matches=((1500, 1504),))

    for width in (80, 160):
        lines = drawn(long, width=width).splitlines()
        assert max(map(len, lines)) <= width
        assert "*toll*" in "\n".join(lines)
        assert "…word" in lines[1]


def test_passages_of_one_article_stand_together() -> None:
    other = replace(PASSAGE, article_id=8, headline="Dam holds", last=None, left_after=None, left_by=None)

    lines = drawn(PASSAGE, other, replace(PASSAGE, text="A toll again.", matches=((2, 6),)), width=160).splitlines()

    assert [line for line in lines if not line.startswith("    ")] == [
        "7  Bridge closed  news.example",
        "",
        "8  Dam holds  news.example",
    ]
    assert lines[3] == "    A *toll* again."
    assert lines[-1].endswith("versions 2 to now without 4 · came between 12:00 and 12:05 · still stands")


def test_hostile_text_is_made_visible_and_matches_stay_in_their_place() -> None:
    hostile = replace(PASSAGE, text="\x1b[2J toll \u202e", matches=((5, 9),), headline="\x07")

    assert "␛[2J *toll* ⟨U+202E⟩" in drawn(hostile)
    assert "7  ␇" in drawn(hostile)


def test_matches_are_bold_where_there_is_colour() -> None:
    assert "\x1b[1;33mtoll\x1b[0m" in drawn(PASSAGE, colored=True)
