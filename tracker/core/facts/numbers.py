"""Numbers that changed, with the noun they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.core.facts import english
from tracker.core.facts.amounts import Amount, AmountKind, amounts, tokens
from tracker.core.facts.changes import Changed
from tracker.model import Fact, FactKind

_ALIKE = 0.60
# Points that tell that two numbers count the same: more are asked for where the sentences are less alike.
_ENOUGH, _ENOUGH_UNLIKE = 1.5, 3.0
_REACH = 3
_TOLL_REACH = 6
_TOLD = frozenset((AmountKind.COUNT, AmountKind.MONEY, AmountKind.PERCENT))

Row = list[str]


def number_facts(pairs: tuple[Changed, ...]) -> Iterator[Fact]:
    """Numbers that became others, each once, in the order of the text: the headline first."""
    seen: set[tuple[float, float, AmountKind]] = set()
    for pair in pairs:
        row_before, row_after = tokens(pair.before), tokens(pair.after)
        for old, new in _changed(row_before, row_after, pair.likeness):
            key = (old.value, new.value, old.kind)
            if key not in seen:
                seen.add(key)
                text = _words(old, new, row_after)
                yield Fact(kind=FactKind.NUMBER, text=text, before=old.text, after=new.text, place=pair.place)


def _changed(before: Row, after: Row, likeness: float) -> Iterator[tuple[Amount, Amount]]:
    old, new = amounts(before), amounts(after)
    standing_old, standing_new = {amount.value for amount in old}, {amount.value for amount in new}
    free = [amount for amount in new if amount.value not in standing_old and amount.kind in _TOLD]
    enough = _ENOUGH if likeness >= _ALIKE else _ENOUGH_UNLIKE
    for one in old:
        if one.value in standing_new or one.kind not in _TOLD:
            continue
        rated = [
            (_points(one, other, before, after), -place) for place, other in enumerate(free) if one.kind is other.kind
        ]
        points, place = max(rated, default=(0.0, 0))
        if points >= enough:
            yield one, free.pop(-place)


def _points(old: Amount, new: Amount, before: Row, after: Row) -> float:
    """How sure it is that two numbers count the same: the noun, and the words on either side."""
    left_old = {word.lower() for word in before[max(0, old.first - _REACH) : old.first]}
    left_new = {word.lower() for word in after[max(0, new.first - _REACH) : new.first]}
    right_old = [word.lower() for word in before[old.last : old.last + 2]]
    right_new = [word.lower() for word in after[new.last : new.last + 2]]
    around = len(left_old & left_new) / max(1, len(left_old | left_new))
    same_next = right_old[:1] == right_new[:1] != []
    return 2 * _same_noun(old.noun, new.noun) + around + same_next + 0.5 * (same_next and right_old == right_new)


def _same_noun(old: str, new: str) -> bool:
    return not _stems(old).isdisjoint(_stems(new))


def _stems(noun: str) -> set[str]:
    return {word[:-1] if word.endswith("s") and len(word) > _REACH else word for word in noun.lower().split()}


def _words(old: Amount, new: Amount, after: Row) -> str:
    """`174 → 177 killed`, `four → three people (killed)`, `$3 → $5 million`."""
    told = f"{old.text} → {new.text}"
    noun = _noun(old.noun, new.noun)
    if new.kind is AmountKind.PERCENT:
        told = told if "%" in new.text else f"{told} percent"
        return f"{told} {new.noun}" if new.noun and new.noun == old.noun and "percent" not in new.noun else told
    if noun:
        told += f" {noun}"
    toll = _toll(replace(new, noun=noun), after) if new.kind is AmountKind.COUNT else ""
    return f"{told} ({toll})" if toll else told


def _noun(old: str, new: str) -> str:
    """The words by which both sides begin to name what is counted; those of the new side where they differ."""
    shared = [one for one, other in zip(old.split(), new.split(), strict=False) if one == other]
    return " ".join(shared) if shared and new.startswith(" ".join(shared)) else new or old


def _toll(amount: Amount, row: Row) -> str:
    """The word near a number that says what befell those it counts; empty where the noun says it, or nothing does."""
    near = " ".join(row[max(0, amount.first - _TOLL_REACH) : amount.last + _TOLL_REACH])
    found = english.TOLL.search(near)
    if found is None or english.TOLL.search(amount.noun):
        return ""
    return found.group().lower()
