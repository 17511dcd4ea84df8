"""A live blog of two hundred entries seen through a window of twenty, with deletions and edits at known steps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from tests.pages.live_blogs import Said, live_page, paragraphs

WINDOW = 20
BEGINNING = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PLACES = (
    "harbour",
    "bridge",
    "station",
    "town hall",
    "old mill",
    "north quay",
    "lighthouse",
    "school",
    "market",
    "dam",
)
PEOPLE = ("the coast guard", "the mayor", "a spokeswoman", "the fire brigade", "two witnesses", "the ferry company")
DEEDS = (
    "said that water had reached the {place} and that {count} households were being led out",
    "asked all drivers to keep away from the {place}, where {count} cars stood in the water",
    "counted {count} calls for help from around the {place} since the morning",
    "warned that the wall beside the {place} might not hold until {count} more lorries of sand arrive",
    "opened a shelter near the {place} with beds for {count} people and hot meals",
    "brought {count} people by boat from the {place} to the hospital, most of them only cold",
)
TITLES = (
    "Water at the {place}",
    "{place}: road shut",
    "News from the {place}",
    "Shelter by the {place}",
    "The {place}, now",
)
Writing = Callable[[Said], str]
View = Callable[[Sequence[Said]], Sequence[Said]]


def entry(number: int, chance: random.Random, told: datetime) -> Said:
    """Write one entry: its headline has its number, so that it is known again whatever id it is given."""
    words = {"place": chance.choice(PLACES)}
    lines = tuple(
        f"{chance.choice(PEOPLE)} {chance.choice(DEEDS)}.".format(
            place=chance.choice(PLACES), count=chance.randint(3, 400)
        )
        for _ in range(chance.randint(1, 3))
    )
    headline = f"{number}. {chance.choice(TITLES).format(**words)}"
    upper = tuple(line[0].upper() + line[1:] for line in lines)
    return Said(
        id=f"p{number:04}", time=f"{told:%Y-%m-%dT%H:%M:00Z}", stamp=f"{told:%H:%M}", headline=headline, lines=upper
    )


def entries(count: int, chance: random.Random) -> list[Said]:
    """Write a blog, oldest first: some minutes apart, now and then two in one minute."""
    told, found = BEGINNING, []
    for number in range(count):
        told += timedelta(minutes=chance.choice((0, 1, 2, 3, 4, 5, 7, 9)))
        found.append(entry(number, chance, told))
    return found


@dataclass
class Step:
    """What the newsroom did between two looks: the numbers of entries."""

    new: int
    deleted: tuple[int, ...] = ()
    edited: tuple[int, ...] = ()


@dataclass
class Blog:
    """A blog as it stands: what is written so far, and how the page shows it.

    Attributes:
        shown: entries on the page at a time; `newest_first` their order.
        pinned: number of the entry that stands on top whatever its age; None without.
    """

    written: list[Said]
    shown: int = WINDOW
    newest_first: bool = True
    pinned: int | None = None
    until: int = 0
    gone: set[int] = field(default_factory=set)

    def take(self, step: Step) -> None:
        """Let a step happen."""
        self.until += step.new
        self.gone |= set(step.deleted)
        for number in step.edited:
            said = self.written[number]
            lines = (said.lines[0].replace(" and ", " and soon ").replace(" the ", " the whole ", 1), *said.lines[1:])
            self.written[number] = replace(said, lines=(*lines, f"Put right at the desk, {len(lines)} lines above."))

    def window(self) -> list[int]:
        """Give the numbers of the entries on the page, oldest first."""
        alive = [number for number in range(self.until) if number not in self.gone]
        return [number for number in alive if number != self.pinned][-self.shown :]

    def page(self, writing: Writing, more: str = "") -> bytes:
        """Write the page.

        Args:
            more: HTML behind the entries, such as a button for older ones.
        """
        numbers = self.window()[::-1] if self.newest_first else self.window()
        on_top = [self.pinned] if self.pinned is not None and self.pinned not in self.gone else []
        html = live_page([self.written[number] for number in (*on_top, *numbers)], writing)
        return html.replace(b"</main>", more.encode() + b"</main>")


def clocked(said: Said) -> str:
    """A list item with nothing but the time of day that readers see: no id, no date."""
    return f"<li class='post'><time>{said.stamp}</time><h3>{said.headline}</h3>{paragraphs(said)}</li>"


def steps(chance: random.Random, *, count: int = 200, window: int = WINDOW, most_new: int = 9) -> Iterator[Step]:
    """Give the steps of a newsroom that writes, and now and then deletes or edits what stands in the window.

    Quiet steps too; deletions at the window's edges and several in a row; once a whole window at a time.
    """
    until, gone = window + 5, set[int]()
    yield Step(new=until)
    while until < count:
        alive = [number for number in range(until) if number not in gone][-window:]
        new = min(chance.choice((0, 0, 1, 1, 2, 3, 5, most_new)), count - until)
        if until > count // 2 > until - 8:
            new = window + 3
        deleted = _deleted(alive, chance)
        edited = tuple(number for number in alive if number not in deleted and chance.random() < 0.03)
        gone |= set(deleted)
        until += new
        yield Step(new=new, deleted=deleted, edited=edited)


def _deleted(alive: list[int], chance: random.Random) -> tuple[int, ...]:
    kind = chance.random()
    if kind < 0.6:
        return ()
    if kind < 0.75:
        return (chance.choice(alive),)
    if kind < 0.82:
        start = chance.randint(2, len(alive) - 6)
        return tuple(alive[start : start + 2])
    return (chance.choice((alive[0], alive[-1], alive[1], alive[-2])),)
