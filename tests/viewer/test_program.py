"""Every key does what the help says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edges.store.examples import at
from tests.viewer.conftest import View
from tests.viewer.records import keep
from tests.viewer.screen import Screen, on_screen
from tests.viewer.stories import BRIDGE, FIRE
from tracker.app.browsing import Library
from tracker.model import Settings
from tracker.viewer import program


@pytest.fixture(autouse=True)
def _record(folder: Path) -> None:
    keep(folder, BRIDGE, FIRE)


def read(folder: Path, article: int) -> int:
    """Up to which version an article is marked as read."""
    return Library.open(Settings(data=folder)).life(article, at(150)).listed.read


def current(screen: Screen) -> str:
    """The line that the last jump went to."""
    return next((line for line in screen.lines if line.startswith("▸")), "")


@on_screen
async def test_arrows_walk_through_the_versions_and_end_at_either_end(view: View) -> None:
    async with view(1) as screen:
        assert screen.lines[1].startswith(" v2 → v3, between 12:06 and 12:14")
        await screen.press("left")
        assert screen.lines[1].startswith(" v1 → v2, between 11:59 and 12:07")
        await screen.press("h", "left")
        assert screen.lines[1].startswith(" v1, first seen 12:00")
        assert screen.foot == "there is no older version"
        await screen.press("right", "l", "right")
        assert screen.lines[1].startswith(" v2 → v3")
        assert screen.foot == "this is the newest version"


@on_screen
async def test_brackets_go_from_change_to_change_and_round(view: View) -> None:
    async with view(1) as screen:
        await screen.press("right_square_bracket")
        assert current(screen).startswith("▸~ Bridge closed after crack is found Bridge opens")
        assert screen.foot == "change 1 of 5"
        await screen.press("n", "n", "n")
        assert current(screen).startswith("▸~ “We will not open it before")
        await screen.press("N")
        assert current(screen).startswith("▸↕ moved here, was paragraph 2")
        await screen.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert screen.foot == "change 5 of 5"
        assert current(screen) == "▸- The shipping office closed the canal below it as well."


@on_screen
async def test_context_grows_shrinks_and_unfolds(view: View) -> None:
    async with view(1, size=(100, 60)) as screen:
        await screen.press("left")
        assert "⋮ 3 unchanged paragraphs" in screen.text
        await screen.press("plus")
        assert "⋮ 1 unchanged paragraph" in screen.text
        await screen.press("minus", "minus")
        assert "⋮ 1 unchanged paragraph\n" in screen.text
        assert "⋮ 5 unchanged paragraphs\n" in screen.text
        await screen.press("e")
        assert "⋮" not in screen.text
        assert "⋮" not in screen.text.replace("the southern ones are next", "")
        await screen.press("enter")
        assert "⋮ 5 unchanged paragraphs\n" in screen.text


@on_screen
async def test_the_change_that_is_read_stays_where_one_is_however_it_is_shown(view: View) -> None:
    async with view(1, size=(120, 24)) as screen:
        await screen.press("right_square_bracket", "n", "n", "n")
        for key in ("s", "e", "s", "e", "plus", "t"):
            await screen.press(key)
            assert "▸~ “We will" in screen.text, key


@on_screen
async def test_any_two_versions_are_compared(view: View) -> None:
    async with view(1, size=(130, 40)) as screen:
        await screen.press("left", "left", "x")
        assert "compared with this" in screen.text
        await screen.press("right", "right")
        assert " v1 → v3, between 12:00 and 12:14" in screen.lines[1]
        assert "12 15 people" in screen.text
        await screen.press("x")
        assert " v2 → v3" in screen.lines[1]
        assert screen.foot == "compared with the one before"


@on_screen
async def test_the_timeline_is_a_list_to_choose_from(view: View) -> None:
    async with view(1) as screen:
        await screen.press("t", "j", "enter")
        assert screen.lines[1].startswith(" v1 → v2")
        assert "12 15 people" in screen.text
        await screen.press("t", "G", "x", "escape", "right")
        assert screen.lines[1].startswith(" v1 → v2")


@on_screen
async def test_the_facts_of_every_version_in_sight_are_told(view: View) -> None:
    async with view(2, size=(130, 40)) as screen:
        assert "…" not in screen.text
        await screen.press("escape", "enter")
        assert "12 → 15 people" in screen.text
        assert "…" not in screen.text.replace("braked in …", "").replace("lorry …", "")


@on_screen
async def test_beside_the_text_the_timeline_is_followed_at_once(view: View) -> None:
    async with view(1, size=(130, 40)) as screen:
        assert screen.pane is screen.viewer.reading
        await screen.press("tab", "j")
        assert screen.pane is screen.viewer.timeline
        assert screen.lines[1].startswith(" v1 → v2")
        await screen.press("t")
        assert not screen.viewer.timeline.display


@on_screen
async def test_words_are_found_in_what_is_shown(view: View) -> None:
    async with view(1, size=(80, 12)) as screen:
        await screen.press("slash")
        await screen.write("city")
        assert screen.foot == "1 of 2: city"
        assert "The city has said for years" in screen.text
        await screen.press("n")
        assert screen.foot == "2 of 2: city"
        await screen.press("n", "N")
        assert screen.foot == "2 of 2: city"
        await screen.press("slash")
        await screen.write("City")
        assert screen.foot == "City is not shown here"


@on_screen
async def test_all_versions_are_searched_and_lead_to_the_one_that_said_it(view: View) -> None:
    async with view() as screen:
        await screen.press("S")
        await screen.write("shipping office")
        assert screen.lines[0] == " found: shipping office"
        assert "The shipping office closed the canal below it as well." in screen.text
        assert "paragraph · came with v2" in screen.text
        assert "gone with v3" in screen.text
        await screen.press("enter")
        assert screen.lines[1].startswith(" v1 → v2")
        await screen.press("escape", "S")
        await screen.write("volcano")
        assert "no version holds volcano" in screen.text
        await screen.press("escape")
        assert screen.viewer.in_article


@on_screen
async def test_a_search_without_a_word_is_told(view: View) -> None:
    async with view() as screen:
        await screen.press("S")
        await screen.write("...")
        assert screen.foot.startswith("there is no word to search for")
        assert screen.viewer.in_list


@on_screen
async def test_a_prompt_can_be_left_and_takes_every_letter(view: View) -> None:
    async with view(1) as screen:
        await screen.press("slash", "q", "m", "left", "backspace", "escape")
        assert not screen.viewer.prompt.display
        assert screen.pane is screen.viewer.reading
        assert screen.viewer.prompt.value == "m"


@on_screen
async def test_marks_are_kept_for_this_user(view: View, folder: Path) -> None:
    async with view() as screen:
        await screen.press("m")
        assert screen.foot == "marked as read up to v3"
        assert screen.lines[0].startswith(" 2 articles, 1 with something new")
        await screen.press("enter", "left", "u")
        assert screen.foot == "unread from v2 on"
        assert "●2" in screen.lines[0]
        assert read(folder, 1) == 1
        await screen.press("m")
        assert read(folder, 1) == 2
        await screen.press("escape", "u")
        assert screen.foot == "unread from v1 on"
        assert read(folder, 1) == 0


@on_screen
async def test_what_came_since_it_was_read_is_one_diff(view: View, folder: Path) -> None:
    async with view(1) as screen:
        await screen.press("r")
        assert screen.foot == "it was never marked as read: m does"
        Library.open(Settings(data=folder)).mark(1, 1)
        screen.viewer.renew()
        await screen.settled()
        await screen.press("r")
        assert screen.lines[1].startswith(" v1 → v3")
        await screen.press("m", "r")
        assert screen.foot == "nothing came since you marked it as read"


@on_screen
async def test_what_is_copied_goes_to_the_clipboard(view: View) -> None:
    async with view() as screen:
        await screen.press("y")
        assert screen.viewer.clipboard == "https://news1.example/story"
        await screen.press("enter", "right_square_bracket", "left_square_bracket", "y")
        assert screen.viewer.clipboard == "The shipping office closed the canal below it as well."


@on_screen
async def test_a_page_is_opened_and_nothing_else_is(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opened(url: str) -> bool:
        asked.append(url)
        return len(asked) == 1

    monkeypatch.setattr(program, "opened", opened)
    async with view() as screen:
        await screen.press("o")
        assert asked == ["https://news1.example/story"]
        assert screen.foot == "opened https://news1.example/story"
        await screen.press("j", "enter", "o")
        assert screen.foot == "no browser is found here; copied instead: https://news2.example/story"
        assert screen.viewer.clipboard == "https://news2.example/story"
        monkeypatch.setattr(program, "is_web_address", lambda url: False)
        await screen.press("o")
        assert screen.foot.endswith("is no address of the web: not opened")
    assert len(asked) == 2


@on_screen
async def test_the_mouse_chooses_opens_and_scrolls(view: View) -> None:
    async with view(size=(130, 20)) as screen:
        await screen.pilot.click("#list", offset=(30, 1))
        await screen.settled()
        assert screen.lines[0].startswith(" 2  Fire in the old harbour")
        await screen.press("escape", "k", "enter")
        await screen.pilot.click("#timeline", offset=(10, 4))
        await screen.settled()
        assert screen.lines[1].startswith(" v1 → v2")
        before = screen.viewer.reading.scroll_offset.y
        screen.viewer.reading.scroll_down(animate=False)
        await screen.settled()
        assert screen.viewer.reading.scroll_offset.y == before + 1


@on_screen
async def test_a_click_on_a_key_at_the_foot_presses_it(view: View) -> None:
    async with view(1) as screen:
        await screen.pilot.click("#foot", offset=(screen.foot.index("blame"), 0))
        await screen.settled()
        assert screen.lines[1].startswith(" blame of v")
        await screen.pilot.click("#foot", offset=(0, 0))
        await screen.pilot.click("#head", offset=(5, 0))
        await screen.pilot.click("#foot", offset=(screen.foot.index("? help"), 0))
        await screen.settled()
        assert screen.lines[0] == " keys"


@on_screen
async def test_a_screen_that_is_made_smaller_or_larger_is_drawn_anew(view: View) -> None:
    async with view(1, size=(240, 60)) as screen:
        await screen.press("s")
        assert screen.viewer.is_beside
        for size in ((80, 24), (20, 5), (240, 60)):
            await screen.pilot.resize_terminal(*size)
            await screen.settled()
            assert max(map(len, screen.lines)) <= size[0]
            assert screen.viewer.timeline.display == (size[0] >= 120)
            assert ("first version" in screen.text) == (size[0] >= 120)
        assert screen.viewer.is_beside


@on_screen
async def test_a_narrow_screen_says_why_it_shows_nothing_side_by_side(view: View) -> None:
    async with view(1) as screen:
        await screen.press("s")
        assert screen.foot == "side by side needs 110 columns, there are 80"


@on_screen
async def test_moving_by_screens_and_to_the_ends(view: View) -> None:
    async with view(1, size=(80, 12)) as screen:
        await screen.press("space", "j", "k", "pageup")
        assert screen.viewer.reading.scroll_offset.y == 0
        await screen.press("G")
        assert "The shipping office" in screen.text
        await screen.press("g")
        assert "headline changed" in screen.lines[2]


@on_screen
async def test_help_is_left_to_where_one_was_and_q_ends(view: View) -> None:
    async with view(1) as screen:
        await screen.press("question_mark")
        assert screen.lines[0] == " keys"
        await screen.press("question_mark")
        assert screen.viewer.in_article
        await screen.press("escape")
        assert screen.viewer.in_list
        await screen.press("question_mark", "escape", "q")
        assert not screen.viewer.is_running
