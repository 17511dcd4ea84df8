"""An article's life as it is read: its versions with their texts, and the turns at which something came or went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.fact import Fact
from tracker.model.moments import Timed
from tracker.model.record import Version
from tracker.model.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeVersion:
    """One version with its text.

    Attributes:
        story: None where it cannot be read: it was redacted, or does not read back; `why` says so.
        reread: the same version as the one after it is to be compared with, where its page was read anew since.
    """

    version: Version
    story: Story | None
    reread: Story | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Timed):
    """A version with which something came or went, and the two looks between which it did.

    Attributes:
        number: the version that shows it first.
        earliest: the version with which it may have happened already: versions from there on cannot be read.
        after: when the text before it was read last; None where there was none.
        by: when it was first read.
    """

    number: int
    earliest: int
    after: datetime | None
    by: datetime


def turn_to(version: Version, unread: tuple[Version, ...] = ()) -> Turn:
    """Give the turn to a version.

    Args:
        unread: versions right before it that cannot be read: what the turn brought may have come with the first.
    """
    first = unread[0] if unread else version
    return Turn(number=version.number, earliest=first.number, after=first.last_seen_old, by=version.first_seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """What happened between two versions that follow one another, as far as they can be read.

    Attributes:
        before: the number of the older one.
        turn: to the newer one.
        variant: its headline is another variant of the one before, not a change: see `HeadlineSpell`.
    """

    before: int
    turn: Turn
    facts: tuple[Fact, ...]
    summary: str = ""
    variant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPoint:
    """One value of a number that was followed: as the page wrote it, and the version that shows it.

    Attributes:
        turn: None for the first value, which stood before anything was seen of it.
    """

    value: str
    number: int
    turn: Turn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberThread:
    """A number through an article's life, such as 12, 45 and 52 dead.

    Attributes:
        number: what it tells, as in `Fact.number`.
        counted: the words for what it counts; empty where that is not clear.
        points: two at least, oldest first.
    """

    number: str
    counted: str
    points: tuple[NumberPoint, ...]

    @property
    def text(self) -> str:
        """The values in a line, with what they count."""
        return f"{' → '.join(point.value for point in self.points)} {self.counted}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineSpell:
    """A time in which one headline stood, or several by turns.

    Attributes:
        headlines: one; or, the order in which they came, the variants of a test that were shown by turns.
        turn: to the first version of the time; `last` is the number of its last.
        shown: the headline that its last versions show, `since` a turn of its own where there were others before it.
        again: whether it stood before, and another one in between.
    """

    headlines: tuple[str, ...]
    turn: Turn
    last: int
    shown: str
    since: Turn
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that happened to an article.

    Attributes:
        steps: oldest first.
        threads: of numbers, in the order in which they first changed.
        headlines: oldest first.
        unread: numbers of versions that could not be read.
    """

    steps: tuple[LifeStep, ...] = ()
    threads: tuple[NumberThread, ...] = ()
    headlines: tuple[HeadlineSpell, ...] = ()
    unread: tuple[int, ...] = ()
