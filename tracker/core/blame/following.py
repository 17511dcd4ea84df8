"""Every sentence followed from version to version: when it came, how it was edited, when it went and came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.core.blame.matching import Matches, follow_edits, same_sentences
from tracker.core.blame.sight import hidden_entries
from tracker.core.blame.units import Unit, units
from tracker.model import Story, Version
from tracker.model.blame import Blame, Form, SentenceLife
from tracker.model.life import LifeVersion, Turn, turn_to


def blame(versions: Iterable[LifeVersion]) -> Blame | None:
    """Say since when each sentence of the last version stands, and what became of all others.

    Args:
        versions: in order from the first on; the last one is the one that is asked of.

    Returns:
        None where the last one cannot be read, or there is none.
    """
    lives, unread, skipped = _Lives(), list[Version](), list[int]()
    last: LifeVersion | None = None
    for told in versions:
        if told.story is None:
            unread.append(told.version)
            skipped.append(told.version.number)
        else:
            if last is not None and last.reread is not None and not unread:
                lives.read_anew(last.reread, turn_to(last.version))
            lives.turn(told.story, turn_to(told.version, tuple(unread)))
            unread.clear()
        last = told
    if last is None or last.story is None:
        return None
    return lives.blame(last.version.number, tuple(skipped))


@dataclass(eq=False, slots=True)
class _Life:
    """One sentence; `unit` is the place where it stands, or stood last."""

    unit: Unit
    forms: list[Form]
    gaps: list[tuple[int, int]] = field(default_factory=list)
    gone: Turn | None = None

    def told(self) -> SentenceLife:
        unit = self.unit
        return SentenceLife(
            kind=unit.kind,
            forms=tuple(self.forms),
            block=unit.block,
            entry=unit.entry,
            gaps=tuple(self.gaps),
            gone=self.gone,
        )


@dataclass(slots=True)
class _Stood:
    """Since when, and up to which version, a text stood, whatever became of it."""

    came: Turn
    last: int


class _Lives:
    """All sentences up to some version.

    `_standing` are those that it shows in reading order, `_hidden` those that are merely out of sight.
    """

    def __init__(self) -> None:
        self._standing: list[_Life] = []
        self._hidden: list[_Life] = []
        self._gone: dict[tuple[str, str], list[_Life]] = {}
        self._stood: dict[tuple[str, str], _Stood] = {}
        self._story: Story | None = None
        self._coarse = False

    def turn(self, story: Story, turn: Turn) -> None:
        """Take the next version in."""
        before = [*self._standing, *self._hidden]
        old, new = [life.unit for life in before], units(story)
        found = same_sentences(old, new)
        back = self._back(found, new, turn)
        follow_edits(found, old, new, taken=back)
        self._coarse |= found.coarse
        now = [self._next(j, unit, found, before, back, turn) for j, unit in enumerate(new)]
        self._leave(before, found, story, turn)
        self._standing = now
        self._story = story
        self._note(turn)

    def read_anew(self, story: Story, turn: Turn) -> None:
        """Put the newest version as another reader reads it in its place: nothing came or went by that."""
        before, new = self._standing, units(story)
        old = [life.unit for life in before]
        found = same_sentences(old, new)
        follow_edits(found, old, new)
        origin = {**found.edited, **found.same}
        # What only the new reader sees stood there before, nobody knows since when.
        unseen = Turn(number=turn.number, earliest=1, after=None, by=turn.by)
        self._standing = [
            _retold(before[origin[j]], unit) if j in origin else _Life(unit, [Form(text=unit.text, came=unseen)])
            for j, unit in enumerate(new)
        ]
        self._note(unseen)

    def blame(self, number: int, unread: tuple[int, ...]) -> Blame:
        """Give all that is known by now."""
        gone = [life for some in self._gone.values() for life in some]
        gone.sort(
            key=lambda life: (life.gone.number if life.gone else 0, -1 if life.unit.block is None else life.unit.block)
        )
        return Blame(
            number=number,
            sentences=tuple(life.told() for life in self._standing),
            removed=tuple(life.told() for life in gone),
            out_of_sight=tuple(life.told() for life in self._hidden),
            unread=unread,
            coarse=self._coarse,
        )

    def _back(self, found: Matches, new: Sequence[Unit], turn: Turn) -> dict[int, _Life]:
        """Those that had gone and are the same again."""
        back: dict[int, _Life] = {}
        for j, unit in enumerate(new):
            if j not in found.same and self._gone.get(unit.home):
                life = back[j] = self._gone[unit.home].pop()
                if life.gone is not None:
                    life.gaps.append((life.gone.number, turn.number - 1))
                life.gone = None
        return back

    def _next(
        self, j: int, unit: Unit, found: Matches, before: Sequence[_Life], back: dict[int, _Life], turn: Turn
    ) -> _Life:
        """The life that goes on in a sentence of the new version, or begins with it."""
        if j in found.same or j in back:
            return _retold(back[j] if j in back else before[found.same[j]], unit)
        if j in found.edited:
            origins = [before[i] for i in (found.edited[j], *found.merged.get(j, ()))]
            oldest = min(origins, key=lambda life: life.forms[0].came.number)
            return _Life(unit, [*oldest.forms, Form(text=unit.text, came=turn)], [*oldest.gaps])
        stood = self._stood.get(unit.home)
        if stood is None:
            return _Life(unit, [Form(text=unit.text, came=turn)])
        gaps = [(stood.last + 1, turn.number - 1)] if stood.last + 1 < turn.number else []
        return _Life(unit, [Form(text=unit.text, came=stood.came)], gaps)

    def _leave(self, before: Sequence[_Life], found: Matches, story: Story, turn: Turn) -> None:
        kept = found.kept
        left = [life for i, life in enumerate(before) if i not in kept]
        veiled = story.teaser and self._story is not None and not self._story.teaser
        entries = hidden_entries(self._story, story) if self._story is not None else frozenset()
        hidden = set(map(id, self._hidden))
        self._hidden = []
        for life in left:
            is_text = life.unit.block is not None
            if id(life) in hidden or (is_text and (veiled or life.unit.entry in entries)):
                self._hidden.append(life)
            else:
                life.gone = turn
                self._gone.setdefault(life.unit.home, []).append(life)

    def _note(self, turn: Turn) -> None:
        for life in self._standing:
            self._stood.setdefault(life.unit.home, _Stood(turn, turn.number)).last = turn.number


def _retold(life: _Life, unit: Unit) -> _Life:
    """The same sentence at its new place, as it is written there."""
    latest = Form(text=unit.text, came=life.forms[-1].came)
    return _Life(unit, [*life.forms[:-1], latest], life.gaps)
