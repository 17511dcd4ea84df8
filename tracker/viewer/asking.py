"""The screen, and how it asks the record: in threads, so that a key is never waited for; an error is a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import ClassVar, TypeVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.filter import NoColor
from textual.message import Message
from textual.widgets import Input

from tracker.app.browsing import Library
from tracker.errors import TrackerError
from tracker.view.render.styles import Palette, palette
from tracker.view.safe import safe
from tracker.viewer.bar import Bar, Sides
from tracker.viewer.pane import Pane
from tracker.viewer.wrapping import wrapped

Answer = TypeVar("Answer")
Clock = Callable[[], datetime]

_MOST_LINES = 5
_NOTICE_SECONDS = 6.0


class Answered(Message):
    """A thread has an answer."""

    def __init__(self, question: tuple[str, int], tell: Callable[[], None]) -> None:
        super().__init__()
        self.question, self.tell = question, tell


class AskingApp(App[None]):
    """The widgets of the viewer and its threads.

    Args:
        clock: gives the present; `zone` is where times are shown in.
        colored: whether to use colours, where the terminal has them.
    """

    CSS = """
    Screen { layout: vertical; }
    #head { height: 2; }
    #body { height: 1fr; }
    #body > Pane { display: none; width: 1fr; height: 1fr; }
    #timeline.beside { width: 44; }
    #prompt { display: none; height: 1; border: none; padding: 0; background: ansi_default; }
    """
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, library: Library, *, clock: Clock, zone: tzinfo, colored: bool = True) -> None:
        super().__init__(ansi_color=True)
        self.animation_level = "none"
        self.library, self.clock, self.zone = library, clock, zone
        colored = colored and not self.no_color
        self.colours: Palette = palette(self.console.color_system if colored else None)
        if not colored and not self.no_color:
            self._filters.append(NoColor())
        self._asked: Counter[str] = Counter()
        self._notice, self._notices = "", 0
        self.head, self.foot = Bar(id="head"), Bar(id="foot")
        self.listing = Pane(choosing=True, narrow=False, id="list")
        self.timeline = Pane(choosing=True, id="timeline")
        self.reading = Pane(id="text")
        self.found = Pane(choosing=True, id="found")
        self.helping = Pane(id="help")
        self.prompt = Input(id="prompt", compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Put the widgets on the screen."""
        yield self.head
        with Horizontal(id="body"):
            yield self.listing
            yield self.timeline
            yield self.reading
            yield self.found
            yield self.helping
        yield self.prompt
        yield self.foot

    def ask(
        self, group: str, work: Callable[[], Answer], then: Callable[[Answer], None], failed: Callable[[str], None]
    ) -> None:
        """Do some work in a thread and go on with its answer, unless the same group was asked anew meanwhile.

        Args:
            failed: is told the sentence of an error of ours.
        """
        self._asked[group] += 1
        question = (group, self._asked[group])

        def run() -> None:
            tell: Callable[[], None]
            try:
                answer = work()
            except TrackerError as error:
                sentence = safe(" ".join(str(error).split()))
                tell = lambda: failed(sentence)  # noqa: E731 - bound here, called on the screen's own thread
            else:
                tell = lambda: then(answer)  # noqa: E731
            self.post_message(Answered(question, tell))

        self.run_worker(run, thread=True, group=group)

    def unask(self, group: str) -> None:
        """Want no answer any more to what a group was asked last."""
        self._asked[group] += 1

    def on_answered(self, message: Answered) -> None:
        """Go on with an answer that is still wanted."""
        group, number = message.question
        if self._asked[group] == number:
            message.tell()

    def tell(self, words: str) -> None:
        """Say something at the foot, for a while or until another pane is shown; the words went through `safe`."""
        self._notices += 1
        number, self._notice = self._notices, words
        self.draw_foot()
        self.set_timer(_NOTICE_SECONDS, lambda: self._untell(number))

    def _untell(self, number: int) -> None:
        if number == self._notices:
            self._notice = ""
            self.draw_foot()

    def draw_foot(self) -> None:
        """Draw what is to be said, else the keys that help most."""
        lines = wrapped(self._notice, max(self.columns - 2, 1))[:_MOST_LINES]
        self.foot.styles.height = len(lines)
        if self._notice:
            self.foot.show(*((Text(f" {self._notice[begin:end]}", "bold"), Text()) for begin, end in lines))
        else:
            self.foot.show(self.hints())

    def hints(self) -> Sides:
        """Give the keys that help most where one is."""
        return Text(), Text()

    @property
    def columns(self) -> int:
        """How many columns the screen has."""
        return self.size.width

    def panes(self) -> tuple[Pane, ...]:
        """Give all panes."""
        return self.listing, self.timeline, self.reading, self.found, self.helping

    def only(self, *shown: Pane) -> None:
        """Show some panes and hide the others; the last one has the keys."""
        if [pane for pane in self.panes() if pane.display] != list(shown):
            self._notice = ""
        for pane in self.panes():
            pane.display = pane in shown
        shown[-1].focus()
