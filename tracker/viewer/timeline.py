"""The timeline of the article on the desk: its rows at once, and what changed with each version as it is found out."""

from __future__ import annotations

from tracker.app.browsing import Life
from tracker.errors import TrackerError
from tracker.model import Version
from tracker.viewer.asking import AskingApp
from tracker.viewer.desk import Desk
from tracker.viewer.timeline_rows import VersionRows, timeline_rows

_AHEAD = 4
"""So many summaries are made before the screen asks again which ones are in sight."""


class TimelineApp(AskingApp):
    """What is told of an article beside its text."""

    desk: Desk | None = None
    _summaries: dict[tuple[int, int], str]
    _rows: VersionRows
    _telling = False
    laying = False
    """Whether the text that is wanted is still on its way."""

    def told_of(self, number: int) -> str:
        """What changed with a version of the article on the desk in one line; empty where that is not known yet."""
        return "" if self.desk is None else self._summaries.get((self.desk.life.listed.article.id, number), "")

    def draw_head(self) -> None:
        """Draw the lines that say what is shown."""

    def draw_timeline(self) -> None:
        """Draw the timeline with the facts that are known by now, and ask for those in sight that are not."""
        if self.desk is None or not self.timeline.display:
            return
        article = self.desk.life.listed.article.id
        known = {number: words for (of, number), words in self._summaries.items() if of == article}
        rows = timeline_rows(self.desk.life, known, self._rows, base=self.desk.base, now=self.clock())
        is_new = not self.timeline.rows
        self.timeline.show(rows, keep=True)
        if is_new:
            self.timeline.choose_key(self.desk.number)
        self.call_after_refresh(self.ask_summaries)

    def ask_summaries(self) -> None:
        """Ask what changed with the versions that are in sight."""
        desk = self.desk
        # The text comes first: two diffs at once are each half as fast.
        if desk is None or not self.timeline.display or self.laying or self._telling:
            return
        article = desk.life.listed.article
        wanted = [
            (desk.version(number - 1), desk.version(number))
            for number in self.timeline.keys_in_sight
            if number > 1 and (article.id, number) not in self._summaries
        ]
        if wanted:
            self._telling = True
            life = desk.life
            self.ask("facts", lambda: self._told(life, wanted[:_AHEAD]), self._keep_summaries, self._cannot_tell)

    def _cannot_tell(self, sentence: str) -> None:
        self._telling = False
        self.tell(sentence)

    def _told(self, life: Life, steps: list[tuple[Version, Version]]) -> dict[tuple[int, int], str]:
        return {(life.listed.article.id, new.number): self._summary(life, old, new) for old, new in steps}

    def _summary(self, life: Life, old: Version, new: Version) -> str:
        try:
            return self.library.summary(life.listed.article, old, new, life.versions)
        except TrackerError as error:
            return str(error)

    def _keep_summaries(self, told: dict[tuple[int, int], str]) -> None:
        self._telling = False
        self._summaries |= told
        self.draw_timeline()
