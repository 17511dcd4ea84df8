"""Changes and words that are gone to one after the other, and the prompt that asks for words."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tracker.view.safe import safe
from tracker.viewer.pane import Pane
from tracker.viewer.shelf import ShelfApp

_FIND, _SEARCH = "find: ", "search all versions: "


class FindingApp(ShelfApp):
    """What leads from place to place in what is shown."""

    _asked_by: Pane
    _searching: bool

    @property
    def pane(self) -> Pane:
        """The pane that has the keys."""
        shown = [pane for pane in self.panes() if pane.display]
        return next((pane for pane in shown if pane.has_focus), shown[-1])

    def action_jump(self, back: bool) -> None:
        """Go to the next change, or the one before."""
        if self.in_article:
            if self.laying:
                self.tell("the versions are still being compared")
                return
            if not self.reading.display:
                self.show_article()
            found = self.reading.jump(back=back)
            self.tell(f"change {found[0]} of {found[1]}" if found else "nothing changed here")

    def action_again(self, back: bool) -> None:
        """Go to the next place of the words that are looked for; where none are, to the next change."""
        pane = self.pane
        if not pane.words:
            self.action_jump(back)
            return
        found = pane.next_match(back=back)
        self.tell(f"{found[0]} of {found[1]}: {safe(pane.words)}" if found else f"{safe(pane.words)} is not shown here")

    def action_find(self) -> None:
        """Ask for words to find in what is shown."""
        self._open_prompt(_FIND, searching=False)

    def action_search(self) -> None:
        """Ask for words to search all versions for."""
        self._open_prompt(_SEARCH, searching=True)

    def _open_prompt(self, words: str, *, searching: bool) -> None:
        self._asked_by, self._searching = self.pane, searching
        self.prompt.value = ""
        self.prompt.placeholder = words
        self.prompt.display = True
        # At once: what is typed right after the key is meant for the prompt.
        self.screen.set_focus(self.prompt)

    def on_key(self, event: events.Key) -> None:
        """Give the prompt what was typed before it could take keys itself."""
        if self.prompt.display and event.is_printable and event.character:
            event.prevent_default()
            self.prompt.insert_text_at_cursor(event.character)

    def _close_prompt(self) -> None:
        self.prompt.display = False
        self._asked_by.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Find what was asked for."""
        words = event.value.strip()
        self._close_prompt()
        if not self._searching:
            self._find(self._asked_by, words)
        elif words:
            self.search_all(words)

    def _find(self, pane: Pane, words: str) -> None:
        count = pane.look_for(words)
        if not words:
            return
        found = pane.next_match(back=False, here=True) if count else None
        self.tell(f"{found[0]} of {found[1]}: {safe(words)}" if found else f"{safe(words)} is not shown here")
