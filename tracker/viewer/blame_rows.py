"""A version's text with the version and time in which each sentence first appeared, and what was removed for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from rich.text import Text

from tracker.app.browsing import Blame, Sentence, Turn
from tracker.view.safe import safe
from tracker.view.times import bracket
from tracker.viewer.rows import BLANK, Row, said

_INDENT = 8
_STRONG = frozenset(("headline", "heading"))


def blame_rows(blame: Blame, *, now: datetime, zone: tzinfo) -> tuple[Row, ...]:
    """Give a row for each run of sentences of a block that came with the same version."""
    rows = [said("since which version each sentence stands", style="dim"), BLANK]
    blocks = groupby(
        blame.sentences, key=lambda sentence: (sentence.kind if sentence.block is None else "", sentence.block)
    )
    for number, (_, sentences) in enumerate(blocks):
        rows += [BLANK] if number else []
        rows += _block(list(sentences), now=now, zone=zone)
    if blame.removed:
        rows += [BLANK, said("gone for good", style="bold")]
        rows += [_gone(sentence, now=now, zone=zone) for sentence in blame.removed]
    return tuple(rows)


def _block(sentences: Sequence[Sentence], *, now: datetime, zone: tzinfo) -> Iterator[Row]:
    for _, run in groupby(sentences, key=_told):
        together = list(run)
        first = together[0]
        text = Text(safe(" ".join(one.text for one in together)), "bold" if first.kind in _STRONG else "")
        if _remark(first, now=now, zone=zone):
            text.append(f"  {_remark(first, now=now, zone=zone)}", "dim")
        lead = Text.assemble(" ", (f"v{first.appeared.number}", "bold cyan" if first.appeared.number > 1 else "dim"))
        # What stands since the first version is no stop: a reader jumps to what came later.
        yield Row(lead=lead, indent=_INDENT, cells=(text,), stop=first.appeared.number > 1 or _edited(first))


def _told(sentence: Sentence) -> tuple[object, ...]:
    return sentence.appeared.number, sentence.changed.number, sentence.gaps


def _edited(sentence: Sentence) -> bool:
    return sentence.changed.number != sentence.appeared.number


def _remark(sentence: Sentence, *, now: datetime, zone: tzinfo) -> str:
    words = [_when(sentence.appeared, now=now, zone=zone)] if sentence.appeared.number > 1 else []
    if _edited(sentence):
        words.append(f"edited in v{sentence.changed.number} {_when(sentence.changed, now=now, zone=zone)}")
    words += [f"not in v{first}" if first == last else f"not in v{first}–v{last}" for first, last in sentence.gaps]
    return f"({'; '.join(words)})" if words else ""


def _when(turn: Turn, *, now: datetime, zone: tzinfo) -> str:
    return bracket(turn.after, turn.by, zone, now=now)


def _gone(sentence: Sentence, *, now: datetime, zone: tzinfo) -> Row:
    turn = sentence.gone
    left = f"  (from v{sentence.appeared.number}, gone {_when(turn, now=now, zone=zone)})" if turn else ""
    text = Text.assemble((safe(sentence.text), "strike"), (left, "dim"))
    return Row(lead=Text(f" v{turn.number}" if turn else "", "dim"), indent=_INDENT, cells=(text,), stop=True)
