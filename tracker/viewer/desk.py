"""What of an article lies on the desk: which two versions, how they are shown, and the lines that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.text import Text

from tracker.app.browsing import Life
from tracker.model import Version
from tracker.view.articles import state_text
from tracker.view.safe import safe
from tracker.view.times import away, bracket
from tracker.viewer.diff_rows import UNFOLDED
from tracker.viewer.list_rows import heat_sign


@dataclass(slots=True, kw_only=True)
class Desk:
    """One article as it is being read.

    Attributes:
        number: the version that is shown; 0: there is none.
        base: the version it is compared with; None: the one before it.
        wants: to see it side by side, where there is room.
    """

    life: Life
    number: int
    base: int | None = None
    context: int = 1
    unfolded: bool = False
    wants_beside: bool = False
    blaming: bool = False

    @classmethod
    def of(cls, life: Life, number: int | None = None) -> Desk:
        """Lay an article on the desk, its newest version up where none is named."""
        newest = len(life.versions)
        return cls(life=life, number=min(number or newest, newest))

    @property
    def pair(self) -> tuple[int, int]:
        """The two versions that are compared, the older one first; a first version with itself."""
        return self.pair_of(self.number)

    def pair_of(self, number: int) -> tuple[int, int]:
        """The two versions that are compared where a version is shown."""
        if self.base is None:
            return max(number - 1, 1), number
        return min(self.base, number), max(self.base, number)

    @property
    def shown_context(self) -> int:
        """How many unchanged paragraphs are shown around each changed one."""
        return UNFOLDED if self.unfolded else self.context

    def version(self, number: int) -> Version:
        """Give a version of this article."""
        return self.life.versions[number - 1]

    def step(self, steps: int) -> bool:
        """Go to an older or newer version; tells whether there is one."""
        wanted = min(max(self.number + steps, 1), len(self.life.versions))
        moved = wanted != self.number and bool(self.life.versions)
        self.number = wanted if moved else self.number
        return moved

    def turn_to(self, life: Life) -> bool:
        """Take the article as it is now; tells whether there are more versions than before."""
        grown = len(life.versions) > len(self.life.versions)
        self.life = life
        if not self.number:
            self.number = len(life.versions)
        return grown

    def title(self) -> tuple[Text, Text]:
        """Give the article's headline, and how lively it is."""
        article, unread = self.life.listed.article, self.life.listed.unread
        left = Text.assemble((f" {article.id}  ", "dim"), (safe(article.headline or article.url), "bold"))
        right = Text.assemble(
            (f"●{unread}  " if unread else "", "bold cyan"),
            heat_sign(self.life.listed.rate),
            " ",
            state_text(article),
            " ",
        )
        return left, right

    def subtitle(self, *, now: datetime, zone: tzinfo) -> tuple[Text, Text]:
        """Say which versions are shown and between which looks the change happened."""
        count = len(self.life.versions)
        if not count:
            return Text(" no version yet", "dim"), Text()
        before, after = self.pair
        return Text(f" {self._which(before, after)}{self._when(before, after, now, zone)}", "dim"), Text(
            f"{self.number} of {count} ", "dim"
        )

    def _which(self, before: int, after: int) -> str:
        if self.blaming:
            return f"blame of v{self.number}"
        return f"v{after}" if before == after else f"v{before} → v{after}"

    def _when(self, before: int, after: int, now: datetime, zone: tzinfo) -> str:
        old, new = self.version(before), self.version(after)
        # Between two that are no neighbours lie changes of their own: what is known is when the older text stood last.
        last_seen_old = old.last_seen if before < after - 1 else new.last_seen_old
        return f", {bracket(last_seen_old, new.first_seen, zone, now=now)}, {away(new.first_seen, now=now)}"
