"""Numbers as a text writes them: their value, what kind they are, and the noun they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.core.facts.calendar import moment, more_days
from tracker.core.facts.magnitudes import magnitude
from tracker.core.facts.values import Amount, AmountKind, Row, measured, value
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import stems
from tracker.core.facts.words.vocabulary import number_words
from tracker.core.text.scripts import letter_of_unspaced

_NOUN_REACH = 5
_OLDEST = 120
_LED = frozenset((AmountKind.PERCENT, AmountKind.MONEY, AmountKind.ROUGH, AmountKind.SHARE))
_RANGES = frozenset((AmountKind.COUNT, AmountKind.MONEY, AmountKind.PERCENT))
_SCORE, _SCORE_REACH = re.compile(r"(\d{1,3})[-–‐‑](\d{1,3})"), 7
_MODEL = re.compile(r"\d{3,4}-\d{3,4}")
_DASHES = frozenset("–—-‐‑")


def amounts(row: Row) -> list[Amount]:
    """The numbers of a sentence, in order; the two ends of a range are one."""
    found: list[Amount] = []
    for amount in _amounts(row):
        if found and _is_range(row, found[-1], amount):
            found.append(_joined(row, found.pop(), amount))
        else:
            found.append(amount)
    return found


def _joined(row: Row, start: Amount, end: Amount) -> Amount:
    """A range out of its two ends."""
    text, both = row.written(start.first, end.last), (*start.value, *end.value)
    return replace(end, value=both, text=text, unit=start.unit or end.unit, first=start.first)


def _amounts(row: Row) -> Iterator[Amount]:
    place, starters = 0, number_words(row.language)
    while place < len(row):
        if row.words[place].isalpha() and row.lower[place] not in starters:
            place += 1
            continue
        amount = moment(row, place) or _roughly(row, place) or _counted(row, place)
        found = [amount, *more_days(row, amount)] if amount is not None else []
        yield from found
        place = found[-1].last if found else place + 1


def _roughly(row: Row, place: int) -> Amount | None:
    """A rough number or a share, with its noun."""
    found = magnitude(row, place)
    return None if found is None else _with_noun(row, found)


def _counted(row: Row, place: int) -> Amount | None:
    """A number that is no date and no time."""
    if (result := _score(row, place)) is not None:
        return result
    found = value(row.words[place], row.language)
    if row.at(place) in row.language.articles and row.at(place + 1) in row.language.scales:
        numbers: tuple[float, ...] = (float(row.language.scales[row.at(place + 1)]),)
        last = place + 2
    elif found is None or (row.at(place) in row.language.ones and not _counts_one(row, place)):
        return None
    else:
        numbers, last = _scaled(row, place, found.numbers)
    kind = AmountKind.COUNT if found is None else _kind(row, place, last, found.kind)
    amount = Amount(value=numbers, kind=kind, text=row.written(place, last), first=place, last=last)
    unit = (found.unit if found else "") or _currency(row, last)
    return _with_noun(row, replace(amount, unit=unit))


def _score(row: Row, place: int) -> Amount | None:
    """A score or a vote, `3-1`, `52–48`, beside a word for one; None for all else, as the range in `10-12 seats`."""
    parted = row.at(place + 1) in _DASHES
    last = place + 3 if parted else place + 1
    ends = _SCORE.fullmatch("".join(row.words[place:last]))
    if ends is None or row.language.scored.isdisjoint(row.lower[max(0, place - _SCORE_REACH) : last + _SCORE_REACH]):
        return None
    behind = row.words[last] if last < len(row) else ""
    ended = _ends_noun(behind, row.language) if behind else True
    if float(ends[1]) < float(ends[2]) and not ended and behind not in row.language.scored:
        return None
    both = float(ends[1]), float(ends[2])
    return Amount(value=both, kind=AmountKind.SCORE, text=row.written(place, last), first=place, last=last)


def _counts_one(row: Row, place: int) -> bool:
    """`one` is mostly a pronoun: it counts in front of people, victims and scales only."""
    if row.at(place - 1) in row.language.before_pronoun:
        return False
    behind = place + 2 if row.at(place + 1) in row.language.skipped_before_noun - {"of", "the"} else place + 1
    word = row.at(behind)
    return word in row.language.people or word in row.language.scales or row.language.toll.fullmatch(word) is not None


def _scaled(row: Row, place: int, numbers: tuple[float, ...]) -> tuple[tuple[float, ...], int]:
    """The number with the scales behind it, `2.4 million`, `two hundred and five`, and where it ends."""
    spelled = row.words[place][0].isalpha()
    total, current, last = 0.0, numbers[-1], place + 1
    if row.at(place) in row.language.tens and row.at(last) == row.language.joiner:
        unit = row.language.units.get(row.at(last + 1), 0)
        current, last = (current + unit, last + 2) if 0 < unit < 10 else (current, last)
    while last < len(row):
        scale, more = (
            row.language.scales.get(row.at(last)),
            last + 1 if row.at(last) in row.language.and_words else last,
        )
        part = (
            value(row.words[more], row.language)
            if spelled and more < len(row) and row.words[more][0].isalpha()
            else None
        )
        if scale is not None and scale < 1_000:
            current, last = current * scale, last + 1
        elif scale is not None:
            total, current, last = total + current * scale, 0.0, last + 1
        elif (
            part
            and part.kind is AmountKind.COUNT
            and row.at(last - 1) in row.language.scales
            and row.at(more) not in row.language.ones
        ):
            current, last = current + part.numbers[0], more + 1
        else:
            break
    return (*numbers[:-1], total + current), last


def _kind(row: Row, first: int, last: int, kind: AmountKind) -> AmountKind:
    """What its neighbours make of a number."""
    if kind is not AmountKind.COUNT:
        return kind
    behind = row.at(last)
    if behind in row.language.percent or (behind, row.at(last + 1)) in row.language.percent_pairs:
        return AmountKind.PERCENT
    if _is_age(row, first, last):
        return AmountKind.AGE
    if _currency(row, last):
        return AmountKind.MONEY
    if behind in row.language.signs:
        return AmountKind(row.language.signs[behind])
    if behind == "." and behind in row.language.day_month and last + 1 < len(row) and row.is_digits(first):
        return AmountKind.ORDINAL
    # Digits beside digits, or behind a plus: a telephone number, a code.
    beside = row.is_digits(first - 1) or row.is_digits(last) or row.at(first - 1) == "+"
    return AmountKind.OTHER if (beside and row.is_digits(first)) or _is_model(row, first) else kind


def _is_model(row: Row, place: int) -> bool:
    """Whether digits on both sides of a hyphen are part of a name: `Boeing 737-800`."""
    named = place > 1 and row.is_capital(place - 1) and row.at(place - 1) not in row.language.no_names
    return named and row.language.capitals and _MODEL.fullmatch(row.words[place]) is not None


def _currency(row: Row, last: int) -> str:
    """The sign of the currency behind a number (`4 Euro`, `4 millones de euros`); empty where none stands there."""
    place = last + 1 if row.at(last) and row.at(last) == row.language.of else last
    return row.language.money.get(row.at(place), "")


def _is_age(row: Row, first: int, last: int) -> bool:
    person = row.at(first - 1) == row.language.of and row.at(first - 2) in row.language.people
    if person and row.at(last) in row.language.years:
        return True
    if any(tuple(row.lower[last : last + len(words)]) == words for words in row.language.age_behind):
        return True
    if row.at(first - 1) in row.language.age_leads or (row.at(first - 2), row.at(first - 1)) in row.language.age_pairs:
        return True
    between = (row.at(first - 1), row.at(last)) in ((",", ","), (",", "."), ("(", ")"))
    named = row.is_capital(first - 2) and row.is_capital(first - 3) and row.at(first - 3) not in row.language.noun_ends
    named = named or row.at(first - 2) in row.language.people or row.at(first - 3) in row.language.articles
    few = row.is_digits(first) and len(row.at(first)) <= len(str(_OLDEST))
    return between and named and few and int(row.at(first)) < _OLDEST


def _is_range(row: Row, start: Amount, end: Amount) -> bool:
    """Whether `10–12`, `10 to 12` or `between 10 and 12` is written; `from 10 to 12` is a change."""
    near = end.first == start.last + 1 and len(start.value) == 1
    if not near or start.kind not in _RANGES or end.kind not in _RANGES:
        return False
    # `Fell 6% to 18.40` is no range, and `10 to 12%` is one.
    if start.kind not in (end.kind, AmountKind.COUNT) and not (start.unit and end.kind is AmountKind.COUNT):
        return False
    sign, before = row.at(start.last), row.at(start.first - 1)
    words = row.language
    ranged = sign in words.range_words and before not in words.change_from
    return sign in _DASHES or ranged or (sign in words.range_ands and before in words.between)


def _with_noun(row: Row, amount: Amount) -> Amount:
    """Add the words behind a number that say what is counted."""
    start, lead = amount.last, ""
    if amount.kind is AmountKind.COUNT and measured(amount.text, row.language):
        return amount
    if amount.kind is AmountKind.PERCENT and "%" not in amount.text:
        start += 1 if row.at(start) in row.language.percent else 2
    if amount.kind in _LED and _is_purpose(row, start):
        lead = row.at(start)
    noun = noun_at(row, start + bool(lead))
    if counts_children(row, amount) and row.language.toll.fullmatch(noun):
        noun = ""
    # A share is one of something known: `half of the city`.
    known = amount.kind is AmountKind.SHARE and lead and row.at(start + 1) in row.language.half_before
    return replace(amount, lead=f"{lead} {row.at(start + 1)}" if known else lead, noun=noun)


def counts_children(row: Row, amount: Amount) -> bool:
    """Whether a number is that of someone's children, whom nothing befell: `a mother of two died`."""
    leads = row.at(amount.first - 1), row.at(amount.first - 2)
    return bool(leads[0]) and leads[0] == row.language.of and leads[1] in row.language.parents


def _is_purpose(row: Row, place: int) -> bool:
    """Whether `in aid` or `of damage` stands there, and no place or time."""
    if row.at(place) and row.at(place) == row.language.of:
        return True
    behind = row.words[place + 1] if place + 1 < len(row) else ""
    return row.at(place) in row.language.purposes and behind.islower() and behind not in row.language.noun_ends


def noun_at(row: Row, start: int) -> str:
    """Give the noun, of up to a few words, that begins at a place; empty where none does."""
    found: list[str] = []
    for place, word in enumerate(row.words[start : start + _NOUN_REACH], start):
        lower, per = word.lower(), "".join(row.words[place : place + 3]).lower()
        if not found and per in row.language.measures and "/" in per:
            return per
        if not found and _is_skipped(row, place):
            continue
        if _ends_noun(word, row.language) or (found and lower.endswith(row.language.befell)):
            break
        found.append(word)
        is_whole = row.language.noun_capitals and word[0].isupper()
        if is_whole or len(found) == row.language.noun_words or row.language.toll.fullmatch(lower):
            break
    return " ".join(found)


def _is_skipped(row: Row, place: int) -> bool:
    """Whether a word stands between a number and its noun; an article does behind `of` only: not in `at 9 the fire`."""
    word, language = row.at(place), row.language
    if word in language.noun_ends and word != language.of and row.at(place - 1) != language.of:
        return False
    return word in language.skipped_before_noun or language.manner.fullmatch(word) is not None


def _ends_noun(word: str, language: Words) -> bool:
    # A word of Thai, Khmer or Burmese is cut into its letters: one of them says nothing.
    if not word.isascii() and letter_of_unspaced().match(word):
        return True
    return not word[0].isalpha() or word.lower() in language.noun_ends or value(word, language) is not None


def shared_words(old: str, new: str) -> list[str]:
    """The words with which two nouns begin alike, singular or plural, as the new one has them."""
    found: list[str] = []
    for one, other in zip(old.split(), new.split(), strict=False):
        if one != other and stems(one) != stems(other):
            break
        found.append(other)
    return found
