"""What takes long is worked out ahead; until it is there, what is known of it is shown, and never something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest

from tests.edges.store.examples import NOON
from tests.viewer.conftest import View
from tests.viewer.records import keep, long_life
from tests.viewer.screen import Screen, on_screen
from tests.viewer.stories import BRIDGE, FIRE
from tracker.app.archive import Comparison
from tracker.app.browsing import Library
from tracker.edges.store import Store
from tracker.errors import TrackerError
from tracker.model import Article, Version
from tracker.model.blame import Blame


@pytest.fixture(autouse=True)
def _record(folder: Path) -> None:
    keep(folder, BRIDGE, FIRE)


class Held(Library):
    """A library whose long answers are held back until they are let go, and counted."""

    def __init__(self, library: Library) -> None:
        super().__init__(library._archive, library._marks)
        self.go_on = Event()
        self.go_on.set()
        self.asked: list[object] = []

    def compare(self, article: Article, before: int, after: int, versions: Sequence[Version] = ()) -> Comparison:
        self.asked.append((before, after))
        self.go_on.wait(60)
        return super().compare(article, before, after, versions)

    def blame(self, article: Article, number: int, wanted: Callable[[], bool] = lambda: True) -> Blame:
        self.asked.append(number)
        self.go_on.wait(60)
        return super().blame(article, number, wanted)


def held(screen: Screen) -> Held:
    """Put a library that can be held into a viewer, which knows what it shows and nothing ahead.

    On a busy machine it has had the time to work out more before a test comes so far.
    """
    viewer, library = screen.viewer, Held(screen.viewer.library)
    viewer.library = library
    # Whatever rests until then is not wanted any more.
    viewer._laid_times += 1
    viewer.forget_answers()
    assert viewer.desk is not None
    viewer._laid_over(viewer.desk.life, viewer.desk.pair)
    library.asked.clear()
    return library


async def ahead(screen: Screen, asked: int, library: Held) -> None:
    """Wait until so much was asked for, ahead too."""
    await screen.until(lambda: len(library.asked) >= asked)
    await screen.settled()


@on_screen
async def test_while_nobody_presses_a_key_what_the_next_ones_ask_for_is_worked_out(view: View) -> None:
    async with view(1) as screen:
        library = held(screen)
        await screen.press("left")
        # Both neighbours, of which the newer one is known, and the blame of what is shown.
        await ahead(screen, 3, library)
        assert library.asked == [(1, 2), (1, 1), 2]
        library.asked.clear()
        library.go_on.clear()
        for key, words in (("left", "v1, first seen"), ("right", "v1 → v2"), ("b", "blame of v2"), ("b", "v1 → v2")):
            screen.viewer.simulate_key(key)
            await screen.pilot.pause()
            assert not screen.viewer.laying
            assert words in screen.lines[1]
        assert library.asked == []
        library.go_on.set()


@on_screen
async def test_the_text_stands_there_before_it_is_known_since_when(view: View) -> None:
    async with view(1) as screen:
        library = held(screen)
        library.go_on.clear()
        screen.viewer.simulate_key("b")
        await screen.until(lambda: "all versions are being read" in screen.text)
        assert "…      Bridge opens to cyclists" in screen.text
        assert "Bridge closed" not in screen.text
        library.go_on.set()
        await screen.settled()
        assert "all versions are being read" not in screen.text
        assert " v3     Bridge opens to cyclists" in screen.text


@on_screen
async def test_of_many_versions_the_text_is_there_before_the_first_one_is_read(view: View, folder: Path) -> None:
    keep(folder, long_life(45))
    async with view(1) as screen:
        library = held(screen)
        library.go_on.clear()
        screen.viewer.simulate_key("b")
        await screen.pilot.pause()
        assert "all versions are being read" in screen.text
        assert "…      Officials said that 47 people were killed" in screen.text
        # Whoever changes their mind is not shown what they do not want any more.
        screen.viewer.simulate_key("b")
        library.go_on.set()
        await screen.settled()
        assert "v44 → v45" in screen.text
        assert "46 47 people" in screen.text


@on_screen
async def test_a_diff_that_is_not_there_yet_leaves_no_other_one_under_its_head(view: View) -> None:
    async with view(1, size=(130, 30)) as screen:
        library = held(screen)
        library.go_on.clear()
        screen.viewer.simulate_key("left")
        await screen.until(lambda: "its text is being laid out" in screen.text)
        assert screen.lines[1].startswith(" v1 → v2")
        reading = "\n".join(line[44:] for line in screen.lines[2:-1])
        # What the timeline knows of it, and its headline.
        assert "+1 ~1 paragraphs · 12 → 15 people (hurt)" in reading
        assert "opens to cyclists" not in reading
        library.go_on.set()
        await screen.settled()
        assert "laid out" not in screen.text


@on_screen
async def test_what_was_worked_out_is_forgotten_when_words_leave_the_record(view: View, folder: Path) -> None:
    async with view(2) as screen:
        await screen.press("b", "b")
        with Store.open(folder, clock=lambda: NOON) as store:
            store.redact(2, [], reason="a name that should not have been there", now=NOON)
        screen.viewer.renew()
        await screen.settled()
        for key in ("b", "b", "left", "right"):
            await screen.press(key)
            assert "boats" not in screen.text


@on_screen
async def test_a_blame_that_is_left_far_behind_is_not_gone_on_with(view: View, folder: Path) -> None:
    keep(folder, long_life(12))
    async with view(1) as screen:
        library, life = screen.viewer.library, screen.viewer.desk
        assert life is not None
        article = life.life.listed.article
        with pytest.raises(TrackerError, match="nobody waits"):
            library.blame(article, 12, lambda: False)
        assert screen.viewer._is_wanted(life.life, 11)
        assert not screen.viewer._is_wanted(life.life, 10)
        screen.viewer.leaving = True
        assert not screen.viewer._is_wanted(life.life, 12)


@on_screen
async def test_a_mark_is_shown_without_reading_anything_anew(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    async with view(1, size=(130, 30)) as screen:
        assert "●v3" in screen.text

        def life(*_: object) -> None:
            raise AssertionError("read anew")

        monkeypatch.setattr(screen.viewer.library, "life", life)
        await screen.press("m")
        assert "●" not in screen.text
        assert screen.foot == "marked as read up to v3"
        await screen.press("u")
        assert "●v3" in screen.text
        assert "●v2" not in screen.text
        await screen.press("escape")
        assert "●1" in screen.text
