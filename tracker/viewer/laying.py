"""The versions on the desk laid over each other, or blamed: at once where it is known; what is likely next ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import tzinfo
from functools import partial
from time import sleep

from tracker.app.archive import Comparison
from tracker.app.browsing import Library, Life
from tracker.errors import TrackerError
from tracker.model.blame import Blame
from tracker.view.safe import safe
from tracker.viewer.answers import Answers
from tracker.viewer.asking import Clock
from tracker.viewer.desk import Desk
from tracker.viewer.meanwhile_rows import comparing_rows, reading_rows
from tracker.viewer.rows import said
from tracker.viewer.timeline import TimelineApp

_MOST_COMPARED, _MOST_BLAMED = 8, 4
_PATIENCE = 0.025
"""Seconds after which it is said what is being worked out: most answers are there by then."""
_MANY_VERSIONS = 40
"""From so many on, blame takes longer than anybody would wait without seeing anything."""
_REST, _LONG_REST = 0.2, 0.6
"""Seconds without a new question after which what is likely next is worked out: what is short first, then blame."""
_BREATH = 0.002
"""Seconds between two versions in which keys have their turn, while nobody waits for a blame yet."""


class LayingApp(TimelineApp):
    """What is worked out of the article on the desk.

    Args:
        clock, zone, colored: as for `AskingApp`.
    """

    _compared: Comparison | None = None
    _blame: Blame | None = None
    leaving = False
    """Whether the viewer is being left: nothing that takes long is begun, or gone on with."""

    def __init__(self, library: Library, *, clock: Clock, zone: tzinfo, colored: bool = True) -> None:
        super().__init__(library, clock=clock, zone=zone, colored=colored)
        self._comparisons: Answers[tuple[int, int], Comparison] = Answers(_MOST_COMPARED)
        self._blames: Answers[int, Blame] = Answers(_MOST_BLAMED)
        self._laid_times = 0

    def draw_text(self, *, keep: bool = False) -> None:
        """Draw what is on the desk as it is wished for."""

    def forget(self) -> None:
        """Forget what was worked out: another article is laid on the desk."""
        self._compared = self._blame = None
        self.forget_answers()

    def forget_answers(self) -> None:
        """Forget what was kept for later: the record says something else now."""
        # Others from here on: a thread may still put into the old ones what it read before.
        self._comparisons, self._blames = Answers(_MOST_COMPARED), Answers(_MOST_BLAMED)

    def lay_over(self) -> None:
        """Compare the two versions that are on the desk, or blame the one."""
        desk = self.desk
        if desk is None:
            return
        self._laid_times += 1
        self.draw_head()
        if not desk.number:
            self._compared = None
            reason = safe(desk.life.listed.article.page_state_reason) or "not seen yet"
            self.reading.show((said(f"no version yet: {reason}"),))
            return
        known = self._blames.ready(desk.number) if desk.blaming else self._comparisons.ready(desk.pair)
        if known is not None:
            # Whatever else was asked for is not wanted any more.
            self.unask("text")
            self._show(known)
        else:
            self._ask_text(desk, self._laid_times)

    def _ask_text(self, desk: Desk, times: int) -> None:
        self.unask("text")
        self.laying = True
        life, pair, number = desk.life, desk.pair, desk.number
        blamed, compared = partial(self._blamed, life, number), partial(self._laid_over, life, pair)
        if desk.blaming and len(life.versions) >= _MANY_VERSIONS:
            # It takes long for sure: what is known is drawn first, by itself.
            self._show_meanwhile(times)
            self.call_after_refresh(self._ask_for, blamed, times)
        else:
            self._ask_for(blamed if desk.blaming else compared, times)
            self.set_timer(_PATIENCE, lambda: self._show_meanwhile(times))

    def _ask_for(self, work: Callable[[], Comparison | Blame], times: int) -> None:
        if times == self._laid_times:
            self.ask("text", work, self._show, self._cannot_show)

    def _laid_over(self, life: Life, pair: tuple[int, int]) -> Comparison:
        article = life.listed.article
        return self._comparisons.get(pair, lambda: self.library.compare(article, *pair, versions=life.versions))

    def _blamed(self, life: Life, number: int) -> Blame:
        return self._blames.get(
            number, lambda: self.library.blame(life.listed.article, number, lambda: self._is_wanted(life, number))
        )

    def _is_wanted(self, life: Life, number: int) -> bool:
        """Whether the blame of a version is worth going on with: it is near what is on the desk."""
        desk = self.desk
        if self.leaving or desk is None or desk.life.listed.article.id != life.listed.article.id:
            return False
        if not self.laying:
            sleep(_BREATH)
        return abs(desk.number - number) <= 1

    def _show_meanwhile(self, times: int) -> None:
        """Show what is known of what was asked for while it is worked out, in place of what stood there before."""
        desk = self.desk
        if desk is None or not self.laying or times != self._laid_times:
            return
        compared, (before, after) = self._compared, desk.pair
        if desk.blaming and compared is not None and compared.after.number == desk.number:
            self.reading.show(reading_rows(compared))
        else:
            told = "" if desk.blaming or before + 1 != after else self.told_of(after)
            self.reading.show(comparing_rows(desk.version(after), told))

    def _show(self, answer: Comparison | Blame) -> None:
        if isinstance(answer, Blame):
            self._compared, self._blame = None, answer
        else:
            self._compared, self._blame = answer, None
            self._keep_summary(answer)
        self.laying = False
        self.draw_text()
        # The text first: what is told beside it would be reckoned while it is drawn.
        self.call_after_refresh(self.ask_summaries)
        self._rest(_REST, self._compare_ahead)

    def _keep_summary(self, compared: Comparison) -> None:
        step = compared.article.id, compared.after.number
        if compared.before.number + 1 == compared.after.number and step not in self._summaries:
            self._summaries[step] = compared.laid.summary
            self.draw_timeline()

    def _cannot_show(self, sentence: str) -> None:
        self._compared = self._blame = None
        self.laying = False
        self.reading.show((said(sentence, style="yellow"),))
        self.ask_summaries()

    # What is likely next.

    def _rest(self, seconds: float, then: Callable[[Desk], None]) -> None:
        """Do something once nothing new was asked for in so many seconds."""
        times = self._laid_times

        def look() -> None:
            if self.desk is None or times != self._laid_times:
                return
            if self.laying or self._telling:
                self.set_timer(seconds, look)
            else:
                then(self.desk)

        self.set_timer(seconds, look)

    def _compare_ahead(self, desk: Desk) -> None:
        """Compare what the keys for the versions beside it, for what is unread and back from blame would."""
        life, last = desk.life, len(desk.life.versions)
        pairs = [desk.pair, *(desk.pair_of(number) for number in self._beside(desk))]
        if 0 < life.listed.read < last:
            pairs.append((life.listed.read, last))
        self._ahead([partial(self._laid_over, life, pair) for pair in pairs])
        self._rest(_LONG_REST, self._blame_ahead)

    def _blame_ahead(self, desk: Desk) -> None:
        """Blame the version that is shown; where it is shown blamed, those beside it."""
        numbers = self._beside(desk) if desk.blaming else [desk.number]
        self._ahead([partial(self._blamed, desk.life, number) for number in numbers])

    @staticmethod
    def _beside(desk: Desk) -> list[int]:
        return [number for number in (desk.number - 1, desk.number + 1) if 1 <= number <= len(desk.life.versions)]

    def _ahead(self, works: Sequence[Callable[[], object]]) -> None:
        times = self._laid_times

        def work() -> None:
            for one in works:
                if self.leaving or times != self._laid_times:
                    return
                # What cannot be told is said where it is asked for.
                with suppress(TrackerError):
                    one()

        self.ask("ahead", work, lambda _: None, lambda _: None)
