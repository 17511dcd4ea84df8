"""An article's headlines through its life, with variants that were shown by turns told from changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.core.text.equality import comparable
from tracker.model.life import HeadlineSpell, Turn


@dataclass(eq=False, slots=True)
class _Spell:
    key: str
    headline: str
    turn: Turn
    last: int


def headline_spells(
    headlines: Iterable[tuple[Turn, str]], turns_seen: Iterable[tuple[str, str]] = ()
) -> tuple[HeadlineSpell, ...]:
    """Say which headline stood when; those that alternate are one time with several variants.

    Headlines are variants where two stood by turns at least twice each, or were seen by turns between versions: one
    that merely returns was changed back.

    Args:
        headlines: of every version that can be read, oldest first.
        turns_seen: pairs of headlines that were seen by turns without making versions.
    """
    spells = list(_spells(headlines))
    variants = {frozenset((comparable(one), comparable(other))) for one, other in turns_seen}
    variants |= _alternating([spell.key for spell in spells])
    return tuple(_told(spells, variants))


def _spells(headlines: Iterable[tuple[Turn, str]]) -> Iterator[_Spell]:
    spell: _Spell | None = None
    for turn, headline in headlines:
        key = comparable(headline)
        if spell is not None and spell.key == key:
            spell.last = turn.number
            continue
        if spell is not None:
            yield spell
        spell = _Spell(key, headline, turn, turn.number)
    if spell is not None:
        yield spell


def _alternating(keys: Sequence[str]) -> set[frozenset[str]]:
    """The pairs that stood A, B, A, B in a row."""
    fours = zip(keys, keys[1:], keys[2:], keys[3:], strict=False)
    return {frozenset((a, b)) for a, b, c, d in fours if a == c and b == d}


def _told(spells: Sequence[_Spell], variants: set[frozenset[str]]) -> Iterator[HeadlineSpell]:
    stood: set[str] = set()
    group: list[_Spell] = []
    for spell in spells:
        if group and frozenset((group[-1].key, spell.key)) not in variants:
            yield _joined(group, stood)
            group = []
        group.append(spell)
    if group:
        yield _joined(group, stood)


def _joined(group: Sequence[_Spell], stood: set[str]) -> HeadlineSpell:
    told = {spell.key: spell.headline for spell in reversed(group)}
    keys = list(dict.fromkeys(spell.key for spell in group))
    again = keys[0] in stood
    stood.update(keys)
    return HeadlineSpell(
        headlines=tuple(told[key] for key in keys),
        turn=group[0].turn,
        last=group[-1].last,
        shown=group[-1].headline,
        since=group[-1].turn,
        again=again,
    )
