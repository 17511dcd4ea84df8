from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.edges.store.examples import NOON, at
from tests.viewer.records import keep
from tests.viewer.screen import Screen, on_screen
from tests.viewer.stories import BRIDGE
from tracker.app.archive import Archive
from tracker.app.browsing import Blame, Library, read_marks
from tracker.edges.store import Record
from tracker.model import Article
from tracker.viewer.blame_rows import blame_rows
from tracker.viewer.program import Viewer


@dataclass(frozen=True)
class To:
    """The turn to a version: one every seven minutes."""

    number: int

    @property
    def after(self) -> datetime | None:
        return self.by - timedelta(minutes=3) if self.number > 1 else None

    @property
    def by(self) -> datetime:
        return at(7 * (self.number - 1))


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sentence through all versions."""

    text: str
    block: int | None = 0
    kind: str = "paragraph"
    appeared: To = To(1)
    changed: To = To(1)
    gone: To | None = None
    gaps: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class All:
    """What blame tells."""

    sentences: Sequence[Told]
    removed: Sequence[Told] = ()


BLAME = All(
    sentences=(
        Told(text="Bridge opens", block=None, kind="headline", appeared=To(3), changed=To(3)),
        Told(text="It was built in 1962."),
        Told(text="It was repaired in 1998."),
        Told(text="Police said that 15 people were hurt.", appeared=To(1), changed=To(2)),
        Told(text="Buses go elsewhere.", block=1, gaps=((2, 2),)),
        Told(text="It opens \x1b[2J today.", block=1, appeared=To(3), changed=To(3)),
    ),
    removed=(Told(text="The canal is closed.", appeared=To(2), changed=To(2), gone=To(3)),),
)


def lines(blame: Blame) -> list[str]:
    """The rows as text."""
    rows = blame_rows(blame, now=at(60), zone=UTC)
    return [f"{row.lead.plain.strip():3}{row.cells[0].plain}" for row in rows if row.cells[0].plain]


def test_each_run_of_sentences_stands_beside_the_version_it_came_with() -> None:
    assert lines(BLAME) == [
        "   since which version each sentence stands",
        "v3 Bridge opens  (between 12:11 and 12:14)",
        "v1 It was built in 1962. It was repaired in 1998.",
        "v1 Police said that 15 people were hurt.  (edited in v2 between 12:04 and 12:07)",
        "v1 Buses go elsewhere.  (not in v2)",
        "v3 It opens ␛[2J today.  (between 12:11 and 12:14)",
        "   gone for good",
        "v3 The canal is closed.  (from v2, gone between 12:11 and 12:14)",
    ]


def test_a_jump_stops_at_what_came_later_or_was_edited_or_is_gone() -> None:
    rows = blame_rows(BLAME, now=at(60), zone=UTC)

    assert [row.cells[0].plain.partition(".")[0][:16] for row in rows if row.stop] == [
        "Bridge opens  (b",
        "Police said that",
        "It opens ␛[2J to",
        "The canal is clo",
    ]


@on_screen
async def test_the_viewer_shows_what_its_library_can_tell(folder: Path) -> None:
    keep(folder, BRIDGE)
    asked: list[tuple[int, int]] = []

    def blame(article: Article, number: int) -> Blame:
        asked.append((article.id, number))
        return BLAME

    record = Record.open(folder)
    library = Library(Archive(record, folder), read_marks(record), blame=blame)
    viewer = Viewer(library, clock=lambda: NOON, zone=UTC, article_id=1, follow=False)
    async with viewer.run_test(size=(80, 24)) as pilot:
        screen = Screen(viewer, pilot)
        await screen.settled()
        await screen.press("left", "b")
        assert screen.lines[1].startswith(" blame of v2")
        assert " v1     It was built in 1962. It was repaired in 1998." in screen.lines
        await screen.press("right")
        assert asked == [(1, 2), (1, 3)]
        await screen.press("b")
        assert screen.lines[1].startswith(" v2 → v3")
