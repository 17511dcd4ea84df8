"""An article on the screen: its timeline, any two of its versions laid over each other, and blame."""

from __future__ import annotations

from tracker.app.archive import Comparison
from tracker.app.browsing import Life
from tracker.viewer.blame_rows import blame_rows
from tracker.viewer.desk import Desk
from tracker.viewer.diff_rows import LEAST_COLUMNS_BESIDE, UNFOLDED, Looks, diff_rows
from tracker.viewer.laying import LayingApp

SPLIT_FROM = 120
"""From so many columns on, the timeline stands beside the text."""
_MOST_CONTEXT = 50


class ReadingApp(LayingApp):
    """What can be done with one article."""

    _looks: Looks | None = None
    _aside = True

    # Which article, and which of its versions.

    def open_article(self, article_id: int, number: int | None = None) -> None:
        """Lay an article on the desk; the newest version where none is named."""
        self.ask(
            "life", lambda: self.library.life(article_id, self.clock()), lambda life: self._lay(life, number), self.tell
        )

    def _lay(self, life: Life, number: int | None) -> None:
        self.desk = Desk.of(life, number)
        self.forget()
        self.timeline.show((), keep=False)
        self.show_article()
        self.lay_over()
        self.draw_timeline()

    def show_article(self) -> None:
        """Show the panes of an article: the text, and the timeline beside it where there is room."""
        beside = self.columns >= SPLIT_FROM and self._aside
        self.timeline.set_class(beside, "beside")
        self.only(*((self.timeline, self.reading) if beside else (self.reading,)))
        self.draw_head()

    @property
    def in_article(self) -> bool:
        """Whether an article is on the screen."""
        return self.desk is not None and (self.reading.display or self.timeline.display)

    def renew_article(self, life: Life) -> None:
        """Take an article as the record has it now, and say what came."""
        if self.desk is None or self.desk.life.listed.article.id != life.listed.article.id:
            return
        empty, before = not self.desk.number, self.desk.life
        grown = self.desk.turn_to(life)
        if self._says_otherwise(before, life):
            self.forget_answers()
        if self._was_forgotten(before, life):
            # Not even for the moment until the rest is read anew.
            self.forget()
            self.lay_over()
        elif empty:
            self.lay_over()
        self.draw_timeline()
        self.draw_head()
        if grown and not empty:
            self.tell(f"v{len(life.versions)} came just now: → shows it, G in the timeline too")

    @staticmethod
    def _was_forgotten(before: Life, life: Life) -> bool:
        """Whether words were taken out of the record meanwhile: they must not stay on a screen."""
        return [version.kept for version in before.versions] != [
            version.kept for version in life.versions[: len(before.versions)]
        ]

    @staticmethod
    def _says_otherwise(before: Life, life: Life) -> bool:
        """Whether what was worked out before may not hold now; that a version is seen again changes nothing."""
        kept = [[version.kept for version in one.versions] for one in (before, life)]
        return kept[0] != kept[1] or before.dismissed != life.dismissed

    def step(self, steps: int) -> None:
        """Go to an older or newer version."""
        if self.desk is None:
            return
        if self.desk.step(steps):
            self.timeline.choose_key(self.desk.number)
            self.lay_over()
        else:
            self.tell("there is no older version" if steps < 0 else "this is the newest version")

    def show_version(self, number: int) -> None:
        """Show one version."""
        if self.desk is not None and number != self.desk.number:
            self.desk.number = number
            self.lay_over()

    # The text.

    def draw_text(self, *, keep: bool = False) -> None:
        """Draw what is on the desk as it is wished for."""
        if self._blame is not None:
            self.reading.show(blame_rows(self._blame, now=self.clock(), zone=self.zone), keep=keep)
        elif self._compared is not None and self.desk is not None:
            self._looks = self._wanted_looks(self._compared)
            self.reading.show(diff_rows(self._compared, self._looks), keep=keep)
        self.draw_head()

    def fit_text(self) -> None:
        """Draw the text anew where it is to look otherwise at the width there is now; it is wrapped anew by itself."""
        if self._compared is not None and self._looks != self._wanted_looks(self._compared):
            self.draw_text(keep=True)

    def _wanted_looks(self, compared: Comparison) -> Looks:
        alone = compared.before.number == compared.after.number
        context = UNFOLDED if alone or self.desk is None else self.desk.shown_context
        return Looks(colours=self.colours, context=context, beside=self.is_beside and not alone, alone=alone)

    @property
    def is_beside(self) -> bool:
        """Whether the diff is shown side by side."""
        return self.desk is not None and self.desk.wants_beside and self._text_columns >= LEAST_COLUMNS_BESIDE

    @property
    def _text_columns(self) -> int:
        aside = self.timeline.display and self.reading.display
        return self.columns - (44 if aside else 0)

    def turn_beside(self) -> None:
        """Show the diff side by side, or inline again; the timeline makes room where it must."""
        if self.desk is None:
            return
        self.desk.wants_beside = not self.desk.wants_beside
        if self.desk.wants_beside and self.columns < LEAST_COLUMNS_BESIDE:
            self.desk.wants_beside = False
            self.tell(f"side by side needs {LEAST_COLUMNS_BESIDE} columns, there are {self.columns}")
            return
        if self.desk.wants_beside and self._text_columns < LEAST_COLUMNS_BESIDE:
            self._aside = False
            self.show_article()
        self.draw_text(keep=True)

    def turn_context(self, more: int) -> None:
        """Show more or fewer unchanged paragraphs."""
        if self.desk is not None:
            self.desk.unfolded = False
            self.desk.context = min(max(self.desk.context + more, 0), _MOST_CONTEXT)
            self.draw_text(keep=True)

    def turn_unfolded(self) -> None:
        """Unfold what is unchanged, or fold it again."""
        if self.desk is not None:
            self.desk.unfolded = not self.desk.unfolded
            self.draw_text(keep=True)

    def turn_blame(self) -> None:
        """Show since when each sentence stands, or the diff again."""
        if self.desk is not None and self.desk.number:
            self.desk.blaming = not self.desk.blaming
            if not self.reading.display:
                self.show_article()
            self.lay_over()

    # The versions to compare.

    def turn_base(self) -> None:
        """Compare with the version shown from now on; with each one's neighbour again where that is so already."""
        desk = self.desk
        if desk is None or not desk.number:
            return
        desk.base = None if desk.base is not None else desk.number
        self.draw_timeline()
        self.lay_over()
        self.tell(
            f"compared with v{desk.base}: choose another version" if desk.base else "compared with the one before"
        )

    def compare_since_read(self) -> None:
        """Show all that changed since the article was marked as read."""
        desk = self.desk
        if desk is None or not desk.number:
            return
        read, newest = desk.life.listed.read, len(desk.life.versions)
        if not 0 < read < newest:
            self.tell("nothing came since you marked it as read" if read else "it was never marked as read: m does")
            return
        desk.base, desk.number = read, newest
        self.timeline.choose_key(newest)
        self.draw_timeline()
        self.lay_over()

    # The timeline.

    def turn_timeline(self) -> None:
        """Show the timeline, or the text alone again; beside one another where there is room."""
        if self.desk is None:
            return
        if self.columns >= SPLIT_FROM:
            self._aside = not self.timeline.display
            self.show_article()
            self.fit_text()
        elif self.timeline.display:
            self.show_article()
        else:
            self.timeline.set_class(False, "beside")
            self.only(self.timeline)
            self.draw_head()
        self.draw_timeline()
        self.timeline.choose_key(self.desk.number)

    def draw_head(self) -> None:
        """Draw the lines that say what is shown."""
        if self.desk is not None:
            self.head.show(self.desk.title(), self.desk.subtitle(now=self.clock(), zone=self.zone))
            self.draw_foot()
