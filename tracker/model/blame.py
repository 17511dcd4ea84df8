"""Since when each sentence of an article stands, and what became of those that do not."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.life import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sentence as it stood for a while, and the turn that gave it this form."""

    text: str
    came: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLife:
    """One sentence through all versions: moved it keeps its age, edited it keeps its origin.

    Attributes:
        kind: `headline`, `dek`, `byline`, or the kind of the block that it stands in.
        forms: all that it said, oldest first, never empty.
        block: index into the blocks of the last version that shows it; None for lines above the text.
        entry: id of the live-blog entry that it stands in; empty outside of one.
        gaps: first and last number of versions in which it did not stand, though it did before and after.
        gone: the turn that took it away; None while it stands, and while it is merely out of sight.
    """

    kind: str
    forms: tuple[Form, ...]
    block: int | None
    entry: str = ""
    gaps: tuple[tuple[int, int], ...] = ()
    gone: Turn | None = None

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self.forms[-1].text

    @property
    def appeared(self) -> Turn:
        """The turn with which it first appeared, in whatever form."""
        return self.forms[0].came

    @property
    def changed(self) -> Turn:
        """The turn that gave it its present form; the same as `appeared` where it was never edited."""
        return self.forms[-1].came


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """All sentences of one version and of those before it.

    Attributes:
        number: of the version.
        sentences: of that version, in reading order, the lines above the text first.
        removed: gone for good, in the order in which they went.
        out_of_sight: not shown, and not known to be gone: behind a paywall, or past the end of a live blog.
        unread: numbers of versions that could not be read: what came with them is dated between their neighbours.
        coarse: a bound on work was reached: some edited sentences stand as gone and come.
    """

    number: int
    sentences: tuple[SentenceLife, ...]
    removed: tuple[SentenceLife, ...] = ()
    out_of_sight: tuple[SentenceLife, ...] = ()
    unread: tuple[int, ...] = ()
    coarse: bool = False

    @property
    def returned(self) -> tuple[SentenceLife, ...]:
        """Those that stand again after they had gone."""
        return tuple(sentence for sentence in self.sentences if sentence.gaps)
