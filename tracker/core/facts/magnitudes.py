"""Numbers that a text gives roughly, or as a part of a whole: `hundreds of people`, `a third of the homes`."""

from __future__ import annotations

from tracker.core.facts.values import Amount, AmountKind, Row, value

_LEAST_BEHIND = 1_000
_MOST_IN = 1_000


def magnitude(row: Row, place: int) -> Amount | None:
    """Give the rough number or the share that begins at a place, without its noun; None where there is none."""
    return _rough(row, place) or _one_in(row, place) or _share(row, place)


def _rough(row: Row, place: int) -> Amount | None:
    """`Dozens`, `hundreds of thousands`: no number by itself, and told only as another one of its kind."""
    words = row.language
    size, last = words.rough.get(row.at(place)), place + 1
    if size is None or value(row.at(place - 1), words) is not None:
        return None
    behind = words.rough.get(row.at(last + 1), 0)
    if row.at(last) in words.part_of and behind >= _LEAST_BEHIND:
        size, last = size * behind, last + 2
    elif row.at(place) in words.rough_with_of and row.at(last) not in words.part_of:
        return None
    return _amount(row, AmountKind.ROUGH, float(size), place, last)


def _one_in(row: Row, place: int) -> Amount | None:
    """`One in three`, `one in every ten`."""
    words = row.language
    if not words.shares or row.at(place) not in words.ones or row.at(place + 1) not in words.one_in:
        return None
    last = place + 2 + (row.at(place + 2) in words.every)
    whole = value(row.words[last], words) if last < len(row) else None
    if whole is None or whole.kind is not AmountKind.COUNT or not 1 < whole.numbers[0] <= _MOST_IN:
        return None
    return _amount(row, AmountKind.SHARE, 1 / whole.numbers[0], place, last + 1)


def _share(row: Row, place: int) -> Amount | None:
    """`Half`, `a third`, `two thirds` of what stands behind it; no `second half`, and no `third of his films`."""
    words = row.language
    if row.at(place) in words.halves:
        behind = row.at(place + 1)
        whole = behind in words.part_of or (behind in words.half_before and row.at(place + 1) != "")
        part = row.at(place - 1) in words.not_before_half
        return _amount(row, AmountKind.SHARE, 0.5, place, place + 1) if whole and not part else None
    number, _, hyphened = row.at(place).partition("-")
    name, last = (hyphened, place + 1) if hyphened else (row.at(place + 1), place + 2)
    many = 1.0 if number in words.articles else None
    counted = value(number, words) if many is None and number else None
    many = counted.numbers[0] if counted and counted.kind is AmountKind.COUNT else many
    if many is None or name not in words.shares or row.at(last) not in words.part_of:
        return None
    return _amount(row, AmountKind.SHARE, many / words.shares[name], place, last)


def _amount(row: Row, kind: AmountKind, number: float, first: int, last: int) -> Amount:
    return Amount(value=(number,), kind=kind, text=row.written(first, last), first=first, last=last)
