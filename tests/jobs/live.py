"""A live blog under watch from its bytes to its facts: the real reader in the fake world."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.jobs.real_pages import RealPages
from tests.jobs.world import PLACE, Clock, wired
from tests.pages.live_blogs import URL
from tests.pages.sliding import Blog, Step, Writing
from tests.watching import put_under_watch
from tracker.app.laying import Laid, lay_over
from tracker.jobs.poll import poll
from tracker.model import (
    DetectSettings,
    EntryFate,
    FactKind,
    Outcome,
    Settings,
)

NUMBER = re.compile(r"(\d+)\. ")
MOST_LOOKS = 6


@dataclass
class Told:
    """What was told of one step, as numbers of entries; `laid` is empty where no version was made."""

    deleted: set[int] = field(default_factory=set)
    edited: set[int] = field(default_factory=set)
    new: int = 0
    version: bool = False
    laid: list[Laid] = field(default_factory=list)


class Desk:
    """A live blog under watch."""

    def __init__(self, blog: Blog, writing: Writing, *, more: str = "") -> None:
        self.blog, self.writing, self.more = blog, writing, more
        settings = Settings(data=PLACE, detect=DetectSettings(confirm_after=timedelta(seconds=45)))
        set_up = wired(RealPages(Clock(), headers=(), url=URL), settings)
        self.site, self.log, self.clock, self.world = set_up.site, set_up.log, set_up.clock, set_up.world

    def open(self, step: Step) -> None:
        """Put the blog under watch as a first step leaves it."""
        self.blog.take(step)
        self.site.body = self.page()
        put_under_watch(URL, self.world)

    def page(self) -> bytes:
        """Write the page as it stands."""
        return self.blog.page(self.writing, self.more)

    def look(self) -> Outcome:
        """Look once."""
        return poll(self.log.now(), self.world).visit.outcome

    def step(self, step: Step) -> Told:
        """Let a step happen, look until nothing is held, and give what was told of it."""
        self.blog.take(step)
        return self.show(self.page())

    def show(self, body: bytes) -> Told:
        """Show a page, look until nothing is held, and give what was told of it."""
        self.site.body = body
        self.clock.forward(minutes=3)
        known = len(self.log.stories)
        for _ in range(MOST_LOOKS):
            if self.look() not in (Outcome.HELD, Outcome.FLIP):
                break
            self.clock.forward(seconds=45)
        assert self.log.now().held is None, self.log.now().held
        if len(self.log.stories) == known:
            return Told()
        return told(self.laid())

    def laid(self) -> Laid:
        """Lay the newest version over the one before it, as it is to be compared."""
        return lay_over(self.log.reports[-1].reread or self.log.stories[-2], self.log.stories[-1])


def told(laid: Laid) -> Told:
    """Sort what was told by entry."""
    kinds = {kind: [fact.text for fact in laid.facts if fact.kind is kind] for kind in FactKind}
    return Told(
        deleted=numbers(kinds[FactKind.ENTRY_DELETED]),
        edited=numbers(kinds[FactKind.ENTRY_EDITED]),
        new=sum(fate is EntryFate.ADDED for fate in (entry.fate for entry in laid.diff.entries)),
        version=True,
        laid=[laid],
    )


def numbers(texts: Iterable[str]) -> set[int]:
    """Give the numbers of the entries that texts name by their headlines."""
    return {int(found[1]) for text in texts if (found := NUMBER.search(text.split("“")[-1]))}


@dataclass
class Truth:
    """What must be told of a step, and what may be: a deletion at the window's edge cannot be known."""

    deleted: set[int]
    may_be_deleted: set[int]
    edited: set[int]


def truth(was: list[int], blog: Blog, edited: set[int]) -> Truth:
    """Say what a reader of both pages can know.

    Args:
        was: the numbers on the page at the newest version, oldest first.
        blog: as it stands today.
        edited: what was edited since.
    """
    now = set(blog.window())
    standing = set(was) & now
    older, newer = min(standing, default=None), max(standing, default=None)
    gone = blog.gone & set(was)
    sure = {one for one in gone if older is not None and newer is not None and older < one < newer}
    pinned = set() if blog.pinned is None else {blog.pinned} - blog.gone
    return Truth(deleted=sure, may_be_deleted=gone, edited=edited & (standing | pinned))
