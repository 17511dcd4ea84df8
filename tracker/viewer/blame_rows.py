"""A version's text with the version and time in which each sentence first appeared, and what no longer stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from rich.text import Text

from tracker.model.blame import Blame, SentenceLife
from tracker.model.life import Turn
from tracker.view.blaming import unread_words
from tracker.view.safe import safe
from tracker.view.times import bracket
from tracker.viewer.rows import BLANK, Row, said

INDENT = 8
TITLE = "since which version each sentence stands"
_STRONG = frozenset(("headline", "heading"))
_COARSE = "so much differs that some edited sentences stand as gone and come"
_FIELDS = {"dek": "standfirst: ", "byline": "byline: ", "caption": "caption: ", "note": "note: "}


def blame_rows(blame: Blame, *, now: datetime, zone: tzinfo) -> Iterator[Row]:
    """Give a row for each run of sentences of a block that came with the same version, one after the other."""
    yield said(TITLE, style="dim")
    yield from (
        said(words, style="yellow") for words in (unread_words(blame), _COARSE if blame.coarse else "") if words
    )
    yield BLANK
    blocks = groupby(blame.sentences, key=lambda one: (one.kind if one.block is None else "", one.block))
    for number, (_, sentences) in enumerate(blocks):
        yield from [BLANK] if number else []
        yield from _block(list(sentences), now=now, zone=zone)
    if blame.removed:
        yield from (BLANK, said("gone for good", style="bold"))
        yield from (_gone(sentence, now=now, zone=zone) for sentence in blame.removed)
    if blame.out_of_sight:
        yield from (BLANK, said("out of sight: not shown, not known to be gone", style="bold"))
        yield from (_out_of_sight(sentence) for sentence in blame.out_of_sight)


def _block(sentences: Sequence[SentenceLife], *, now: datetime, zone: tzinfo) -> Iterator[Row]:
    for place, (_, run) in enumerate(groupby(sentences, key=_told)):
        together = list(run)
        first = together[0]
        text = Text.assemble((_FIELDS.get(first.kind, "") if not place else "", "dim"))
        text.append(safe(" ".join(one.text for one in together)), "bold" if first.kind in _STRONG else "")
        if words := _remark(first, now=now, zone=zone):
            text.append(f"  {words}", "dim")
        came = first.appeared.number
        lead = Text.assemble(" ", (_version(first.appeared), "bold cyan" if came > 1 else "dim"))
        # What stands since the first version is no stop: a reader jumps to what came later.
        yield Row(lead=lead, indent=INDENT, cells=(text,), stop=came > 1 or _edited(first))


def _told(sentence: SentenceLife) -> tuple[object, ...]:
    return sentence.appeared.number, sentence.changed.number, sentence.gaps


def _edited(sentence: SentenceLife) -> bool:
    return sentence.changed.number != sentence.appeared.number


def _version(turn: Turn) -> str:
    return f"v{turn.number}" if turn.earliest == turn.number else f"v{turn.earliest}–{turn.number}"


def _remark(sentence: SentenceLife, *, now: datetime, zone: tzinfo) -> str:
    words = [_when(sentence.appeared, now=now, zone=zone)] if sentence.appeared.number > 1 else []
    if _edited(sentence):
        words.append(f"edited in {_version(sentence.changed)} {_when(sentence.changed, now=now, zone=zone)}")
    words += [f"not in v{first}" if first == last else f"not in v{first}–v{last}" for first, last in sentence.gaps]
    return f"({'; '.join(words)})" if words else ""


def _when(turn: Turn, *, now: datetime, zone: tzinfo) -> str:
    return bracket(turn.after, turn.by, zone, now=now)


def _gone(sentence: SentenceLife, *, now: datetime, zone: tzinfo) -> Row:
    turn = sentence.gone
    left = f"  (from {_version(sentence.appeared)}, gone {_when(turn, now=now, zone=zone)})" if turn else ""
    text = Text.assemble((safe(sentence.text), "strike"), (left, "dim"))
    return Row(lead=Text(f" {_version(turn)}" if turn else "", "dim"), indent=INDENT, cells=(text,), stop=True)


def _out_of_sight(sentence: SentenceLife) -> Row:
    text = Text.assemble(safe(sentence.text), (f"  (from {_version(sentence.appeared)})", "dim"))
    return Row(lead=Text(" ?", "dim"), indent=INDENT, cells=(text,))
