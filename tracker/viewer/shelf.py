"""The list of articles, what a search of the record found, and read marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from rich.text import Text

from tracker.app.browsing import Listed
from tracker.model import SearchResult
from tracker.view.safe import safe
from tracker.viewer.bar import Sides
from tracker.viewer.found_rows import found_rows
from tracker.viewer.keys import hints
from tracker.viewer.list_rows import heading, heat_words, list_rows, nothing_watched
from tracker.viewer.reading import ReadingApp
from tracker.viewer.rows import said

_IN_LIST = ("enter", "mark", "find", "search")
_IN_ARTICLE = ("version", "jump", "timeline", "blame", "unfold", "mark", "back", "beside", "find", "search")
_IN_FOUND = ("enter", "back", "find")
_IN_HELP = ("back",)


class ShelfApp(ReadingApp):
    """What can be done with all articles."""

    _listed: Sequence[Listed] | None = None
    read_seconds = 0.0
    """How long it took to read the list last."""

    # The list.

    def show_list(self) -> None:
        """Show the articles, as the record has them now."""
        self.only(self.listing)
        if self._listed is not None:
            self.draw_list()
        self.renew_list()

    @property
    def in_list(self) -> bool:
        """Whether the list is on the screen."""
        return bool(self.listing.display)

    def renew_list(self) -> None:
        """Read the list anew."""
        self.ask("list", self._read_list, self._keep_list, self._cannot_list)

    def _read_list(self) -> Sequence[Listed]:
        began = monotonic()
        listed = self.library.articles(self.clock())
        self.read_seconds = monotonic() - began
        return listed

    def _keep_list(self, listed: Sequence[Listed]) -> None:
        self._listed = listed
        if self.in_list:
            self.draw_list()

    def _cannot_list(self, sentence: str) -> None:
        self._listed = None
        self.listing.show((said(sentence, style="yellow"),))

    def draw_list(self) -> None:
        """Draw the list, with the chosen article and the place kept."""
        listed = self._listed or ()
        columns = self.listing.scrollable_content_region.width or self.columns
        rows = list_rows(listed, width=columns, now=self.clock())
        self.listing.show(rows or nothing_watched(str(self.library.folder)), keep=True)
        self.head.show(self._counts(listed), (heading(columns), Text()))
        self.draw_foot()

    def _counts(self, listed: Sequence[Listed]) -> Sides:
        unread = sum(1 for one in listed if one.unread)
        words = f" {len(listed)} article{'s' * (len(listed) != 1)}"
        left = Text(words, "bold").append(f", {unread} with something new" if unread else ", nothing new", "not bold")
        chosen = self._chosen_article()
        return left, Text(f"{heat_words(chosen.rate)} " if chosen else "", "dim")

    def _chosen_article(self) -> Listed | None:
        row = self.listing.chosen
        return next((one for one in self._listed or () if row is not None and one.article.id == row.key), None)

    @property
    def at_hand(self) -> Listed | None:
        """The article that a key is meant for: the one that is read, else the chosen one."""
        if self.in_article and self.desk is not None:
            return self.desk.life.listed
        return self._chosen_article() if self.in_list else None

    # What is read.

    def mark_read(self) -> None:
        """Mark the article at hand as read: up to the version shown, in the list up to the newest."""
        listed = self.at_hand
        if listed is None or not listed.article.versions:
            self.tell("there is nothing here to be marked as read")
            return
        number = max(self.desk.pair) if self.in_article and self.desk is not None else listed.article.versions
        self._note(listed, lambda: self.library.mark(listed.article.id, number), f"marked as read up to v{number}")

    def mark_unread(self) -> None:
        """Mark the article at hand as unread, from the version shown on; in the list all of it."""
        listed = self.at_hand
        if listed is None or not listed.article.versions:
            self.tell("there is nothing here to be marked as unread")
            return
        number = self.desk.number if self.in_article and self.desk is not None else 1
        self._note(listed, lambda: self.library.unmark(listed.article.id, number - 1), f"unread from v{number} on")

    def _note(self, listed: Listed, work: Callable[[], int], words: str) -> None:
        self.ask("mark", work, lambda read: self._noted(listed.article.id, read, words), self.tell)

    def _noted(self, article_id: int, read: int, words: str) -> None:
        """Show a mark where it changed: nothing else is read anew for it, a life may be long and a list too."""
        if self.desk is not None and self.desk.life.listed.article.id == article_id:
            self.desk.life = replace(self.desk.life, listed=replace(self.desk.life.listed, read=read))
            self.draw_timeline()
            if self.in_article:
                self.draw_head()
        self._listed = [
            replace(one, read=read) if one.article.id == article_id else one for one in self._listed or ()
        ] or self._listed
        if self.in_list:
            self.draw_list()
        self.tell(words)

    def renew(self) -> None:
        """Read anew what is on the screen."""
        if self.desk is not None and self.in_article:
            of = self.desk.life.listed.article.id
            self.ask("renew", lambda: self.library.life(of, self.clock()), self.renew_article, self.tell)
        if self.in_list:
            self.renew_list()

    # What a search found.

    def search_all(self, words: str) -> None:
        """Search the text of all versions."""
        self.ask(
            "search", lambda: self.library.search(words, None), lambda found: self._show_found(words, found), self.tell
        )

    def _show_found(self, words: str, found: SearchResult) -> None:
        self.found.show(found_rows(found, words, now=self.clock(), zone=self.zone))
        self.only(self.found)
        self.head.show((Text.assemble(" found: ", (safe(words), "bold")), Text()), (Text(), Text()))
        self.draw_foot()

    def hints(self) -> Sides:
        """Give the keys that help most where one is."""
        always = hints("help", "quit", columns=self.columns)
        names: tuple[str, ...]
        if self.in_list:
            names = _IN_LIST
        elif self.in_article:
            names = _IN_ARTICLE
        else:
            names = _IN_FOUND if self.found.display else _IN_HELP
        return hints(*names, columns=self.columns - always.cell_len - 1), always
