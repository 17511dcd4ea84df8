"""The timeline of the article on the desk: its rows at once, and what changed with each version as it is found out."""

from __future__ import annotations

from tracker.errors import TrackerError
from tracker.model import Article, Version
from tracker.viewer.asking import AskingApp
from tracker.viewer.desk import Desk
from tracker.viewer.timeline_rows import timeline_rows, version_row

_AHEAD = 4
"""So many summaries are made before the screen asks again which ones are in sight."""


class TimelineApp(AskingApp):
    """What is told of an article beside its text."""

    desk: Desk | None = None
    _summaries: dict[tuple[int, int], str]
    _telling = False
    laying = False
    """Whether the text that is wanted is still on its way."""

    def draw_timeline(self) -> None:
        """Draw the timeline with the facts that are known by now, and ask for those in sight that are not."""
        if self.desk is None or not self.timeline.display:
            return
        article = self.desk.life.listed.article.id
        known = {number: words for (of, number), words in self._summaries.items() if of == article}
        rows = timeline_rows(self.desk.life, known, base=self.desk.base, now=self.clock(), zone=self.zone)
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
            self.ask("facts", lambda: self._told(article, wanted[:_AHEAD]), self._keep_summaries, self._cannot_tell)

    def _cannot_tell(self, sentence: str) -> None:
        self._telling = False
        self.tell(sentence)

    def _told(self, article: Article, steps: list[tuple[Version, Version]]) -> dict[tuple[int, int], str]:
        return {(article.id, new.number): self._summary(article, old, new) for old, new in steps}

    def _summary(self, article: Article, old: Version, new: Version) -> str:
        try:
            return self.library.summary(article, old, new)
        except TrackerError as error:
            return str(error)

    def _keep_summaries(self, told: dict[tuple[int, int], str]) -> None:
        self._telling = False
        self._summaries |= told
        desk = self.desk
        if desk is None or not self.timeline.display:
            return
        known = {number: words for (of, number), words in told.items() if of == desk.life.listed.article.id}
        now, base = self.clock(), desk.base
        new = {
            number: version_row(desk.version(number), desk.life, known, base=base, now=now, zone=self.zone)
            for number in known
        }
        self.timeline.show([new.get(row.key or 0, row) for row in self.timeline.rows], keep=True)
        self.call_after_refresh(self.ask_summaries)
