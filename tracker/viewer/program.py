"""The viewer as a program: its keys, its prompt, its help, and the thread that follows the record."""

from __future__ import annotations

from datetime import tzinfo
from threading import Event
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message

from tracker.app.browsing import Library
from tracker.errors import TrackerError
from tracker.view.safe import safe
from tracker.viewer.asking import Clock
from tracker.viewer.browser import is_web_address, opened
from tracker.viewer.diff_rows import change_text
from tracker.viewer.finding import FindingApp
from tracker.viewer.keys import bindings, help_rows
from tracker.viewer.pane import Pane
from tracker.viewer.timeline_rows import VersionRows

POLL_SECONDS = 0.5
LONGEST_WAIT = 1.5
EFFORT = 4
"""Between two readings we wait so many times as long as the last one took: a large record is not read all the time."""
_CLOCK_SECONDS = 20.0


class Written(Message):
    """The record was written by somebody."""


class Viewer(FindingApp):
    """The viewer.

    Args:
        article_id: the article to begin with; None: the list.
        follow: look for changes of the record while it is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(
        self,
        library: Library,
        *,
        clock: Clock,
        zone: tzinfo,
        article_id: int | None = None,
        colored: bool = True,
        follow: bool = True,
    ) -> None:
        super().__init__(library, clock=clock, zone=zone, colored=colored)
        self._summaries, self._rows = {}, VersionRows(zone)
        self._first, self._follow = article_id, follow
        self._came_from: tuple[Pane, ...] = ()
        self._leaving = Event()

    def on_mount(self) -> None:
        """Begin with the article that was asked for, else with the list."""
        if self._follow:
            self.run_worker(self._keep_up, thread=True, group="follow")
        if self._first is not None:
            self.open_article(self._first)
        else:
            self.show_list()
        self.set_interval(_CLOCK_SECONDS, self._redraw)

    def on_unmount(self) -> None:
        """Let the thread that follows the record end, and those that work ahead."""
        self.leaving = True
        self._leaving.set()

    # Following the record.

    def _keep_up(self) -> None:
        fresh, told = self.library.freshness(), ""
        wait = 0.0
        while not self._leaving.wait(wait):
            try:
                # The first answer says only that there is a record.
                changed = fresh.changed() and wait > 0
            except TrackerError as error:
                changed = str(error) != told
                told = str(error)
            if changed:
                self.post_message(Written())
            wait = min(max(EFFORT * self.read_seconds, POLL_SECONDS), LONGEST_WAIT)
        fresh.close()

    def on_written(self) -> None:
        """Read anew what is on the screen."""
        self.renew()

    def _redraw(self) -> None:
        """Say how long ago things were, as it is now."""
        if self.in_list:
            self.draw_list()
        elif self.in_article and self.timeline.display:
            self.draw_timeline()

    async def on_resize(self, _event: events.Resize) -> None:
        """Make room for the timeline, or take it away."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.in_list:
            self.draw_list()
        elif self.in_article and self.reading.display:
            self.show_article()
            self.fit_text()
            self.draw_timeline()

    # Moving.

    def action_move(self, steps: int) -> None:
        """Go by lines, or by what can be chosen."""
        self.pane.move(steps)

    def action_page(self, pages: int) -> None:
        """Go by screens."""
        self.pane.page(pages)

    def action_end(self, last: bool) -> None:
        """Go to the beginning or the end."""
        self.pane.end(last=last)

    def action_enter(self) -> None:
        """Open what is chosen."""
        pane = self.pane
        if pane is self.reading:
            self.turn_unfolded()
        elif pane.chosen is not None and pane.chosen.key is not None:
            self._open(pane, pane.chosen.key, pane.chosen.part)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        """Follow what was clicked, or moved to in a timeline that stands beside the text."""
        key = message.row.key
        if key is None:
            return
        if message.opened:
            self._open(message.pane, key, message.row.part)
        elif message.pane is self.timeline and self.reading.display:
            self.show_version(key)
        elif message.pane is self.listing:
            self.draw_list()

    def _open(self, pane: Pane, key: int, part: int | None) -> None:
        if pane is self.timeline:
            self.show_version(key)
            self.show_article()
            self.reading.focus()
        else:
            self.open_article(key, part or None)

    def on_pane_scrolled(self, message: Pane.Scrolled) -> None:
        """Ask for the facts of the versions that came into sight."""
        if message.pane is self.timeline:
            self.ask_summaries()

    async def action_back(self) -> None:
        """Go back to where one came from."""
        if self.prompt.display:
            self._close_prompt()
        elif self.helping.display and self._came_from:
            self.only(*self._came_from)
            self._fit_head()
        elif self.desk is not None and (self.found.display or (self.timeline.display and not self.reading.display)):
            self.show_article()
        elif not self.in_list:
            self.show_list()

    def _fit_head(self) -> None:
        if self.in_list:
            self.draw_list()
        elif self.in_article:
            self.draw_head()

    # Versions and changes.

    def action_version(self, steps: int) -> None:
        """Go to an older or newer version."""
        if self.in_article:
            self.step(steps)

    def action_timeline(self) -> None:
        """Show the timeline, or the text alone."""
        if self.in_article:
            self.turn_timeline()

    def action_base(self) -> None:
        """Compare with the version shown from now on."""
        if self.in_article:
            if self.pane is self.timeline and self.timeline.chosen is not None and self.timeline.chosen.key:
                self.show_version(self.timeline.chosen.key)
            self.turn_base()

    def action_since_read(self) -> None:
        """Show all that changed since the article was marked as read."""
        if self.in_article:
            self.compare_since_read()

    def action_blame(self) -> None:
        """Show since which version each sentence stands."""
        if self.in_article:
            self.turn_blame()

    def action_beside(self) -> None:
        """Show the diff side by side, or inline again."""
        if self.in_article:
            self.turn_beside()

    def action_unfold(self) -> None:
        """Unfold what is unchanged, or fold it again."""
        if self.in_article:
            self.turn_unfolded()

    def action_context(self, more: int) -> None:
        """Show more or fewer unchanged paragraphs."""
        if self.in_article:
            self.turn_context(more)

    # Doing.

    def action_mark(self) -> None:
        """Mark as read."""
        self.mark_read()

    def action_unmark(self) -> None:
        """Mark as unread."""
        self.mark_unread()

    def action_open_page(self) -> None:
        """Open the page in the user's browser."""
        listed = self.at_hand
        if listed is None:
            return
        url = listed.article.url
        if not is_web_address(url):
            self.tell(f"{safe(url)} is no address of the web: not opened")
            return
        self.ask("browser", lambda: opened(url), lambda done: self._opened(url, done=done), self.tell)

    def _opened(self, url: str, *, done: bool) -> None:
        if done:
            self.tell(f"opened {safe(url)}")
        else:
            self.copy_to_clipboard(url)
            self.tell(f"no browser is found here; copied instead: {safe(url)}")

    def action_copy(self) -> None:
        """Copy the paragraph that the last jump went to, else the article's address."""
        row, listed = self.pane.chosen, self.at_hand
        if row is not None and self.pane in (self.reading, self.found):
            self.copy_to_clipboard(change_text(row))
            self.tell("the paragraph is copied")
        elif listed is not None:
            self.copy_to_clipboard(listed.article.url)
            self.tell(f"copied {safe(listed.article.url)}")

    async def action_help(self) -> None:
        """Show the help, or leave it."""
        if self.helping.display:
            await self.action_back()
            return
        self._came_from = tuple(pane for pane in self.panes() if pane.display)
        self.helping.show(help_rows())
        self.only(self.helping)
        self.head.show((Text(" keys", "bold"), Text()), (Text(), Text()))
        self.draw_foot()
