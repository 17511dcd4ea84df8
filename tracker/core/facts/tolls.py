"""What befell the people that a number counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import takewhile

from tracker.core.facts.amounts import counts_children
from tracker.core.facts.befell import leads_to, said_before, said_behind
from tracker.core.facts.values import Amount, AmountKind, Row, value
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import stems

_TOLL_REACH = 6
# `Death toll from fire in Sarn rises to 12`: what stands between is read there, word by word.
_TIED_REACH = 9
_PARTING = frozenset(",;")


@lru_cache(maxsize=256)
def fate(amount: Amount, row: Row) -> str | None:
    """What befell those that a number counts, by the group of words; None where it says nothing.

    Where no words tie it to them, that which stands near: it may still tell them from others.
    """
    near = " ".join(word for part in _surroundings(amount, row) for word in part)
    found = row.language.toll.search(amount.noun) or _tied(amount, row) or row.language.toll.search(near)
    return found.lastgroup if found else None


def toll_of(amount: Amount, row: Row) -> str:
    """The word near a number that says what befell those it counts; empty where the noun says it, or nothing does."""
    found = None if toll_word(amount.noun, row.language) else _tied(amount, row)
    if not found:
        return ""
    lead = found.string[: found.start()].lower().split()[-1:]
    feared = [word for word in lead if word in row.language.toll_feared]
    return " ".join((*feared, found.group().lower()))


def _tied(amount: Amount, row: Row) -> re.Match[str] | None:
    """The word that says what befell those of a number, as the words between them tell."""
    if not amount.noun and counts_children(row, amount):
        return None
    left, right, aside = _surroundings(amount, row)
    if not row.language.toll_links.leads:
        return row.language.toll.search(" ".join((*left, *right, *aside)))
    led = leads_to(row, amount.first)
    said = said_before(left, row.language) or said_behind(right, amount.noun, row.language, led=led)
    return said or said_behind(aside, "", row.language, led=led)


def _surroundings(amount: Amount, row: Row) -> tuple[list[str], list[str], list[str]]:
    """The words about a number: up to the next number on either side, without what the one before it counts.

    Behind another number, and about what is not named as people, they end where the clause does: of `two people died
    and six were injured` the six did not die, nor did the houses of `a boy died and four houses burned`. A comma, and
    a word such as `when`, ends them for people too: of `ten died when the ferry, with 168 passengers, sank` nothing is
    said of the 168. What those counted do to others did not befall them, and what is denied befell nobody.
    """
    start = max(0, amount.first - (_TIED_REACH if row.language.toll_links.leads else _TOLL_REACH))
    left = list(_near(reversed(row.words[start : amount.first]), row.language))[::-1]
    right = list(_near(row.words[amount.last : amount.last + _TOLL_REACH], row.language))
    behind_number = len(left) < amount.first - start
    if behind_number and left and row.language.toll.fullmatch(left[0]):
        del left[0]
    things = bool(amount.noun) and not _are_people(amount.noun, row.language)
    strict = behind_number or things or not amount.noun
    ends = row.language.clause_ends if strict else row.language.clause_begins
    left = list(_clause(reversed(left), ends))[::-1]
    if not row.language.toll_denied.isdisjoint(map(str.lower, left)):
        return [], [], []
    right = list(_clause(right, row.language.clause_ends if things else row.language.toll_acts))
    return left, right, _behind_aside(amount, row)


def _behind_aside(amount: Amount, row: Row) -> list[str]:
    """The words behind a part that is set off by commas: `eight people, including three children, were killed`."""
    start = amount.last + len(amount.noun.split())
    if not amount.noun or row.at(start) != ",":
        return []
    ends = (place for place in range(start + 1, start + _TOLL_REACH) if row.at(place) == ",")
    end = next(ends, None)
    return [] if end is None else row.words[end + 1 : end + 3]


def _clause(row: Iterable[str], ends: AbstractSet[str]) -> Iterator[str]:
    """Words up to the end of their clause, as a comma or one of some words tells it."""
    return takewhile(lambda word: word not in _PARTING and word.lower() not in ends, row)


def _are_people(noun: str, language: Words) -> bool:
    """Whether a noun is people: such as do things, are of a country, or what befell them."""
    if toll_word(noun, language) or (language.capitals and noun[0].isupper()):
        return True
    people = stems(" ".join(language.people))
    return not stems(noun).isdisjoint(people)


def toll_word(text: str, language: Words) -> str:
    """The first word of a text that says what befell people, in lower case; empty where there is none."""
    found = language.toll.search(text)
    return found.group().lower() if found else ""


def _near(row: Iterable[str], language: Words) -> Iterator[str]:
    """Beyond another number the words are about what that one counts; `one` is no such border."""
    return takewhile(lambda word: word.lower() in language.ones or value(word, language) is None, row)


def continued_toll(amount: Amount, row: Row, before: Sequence[Amount]) -> str:
    """What befell those of a number that leaves its noun out: `killed 12 people in Sarn and at least 9 in Brae`."""
    last = next((one for one in reversed(before) if one.kind is AmountKind.COUNT and one.last <= amount.first), None)
    if amount.noun or last is None or row.at(amount.last) not in row.language.purposes:
        return ""
    linked = any(row.at(place) in row.language.and_words for place in range(last.last, amount.first))
    return (toll_of(last, row) or toll_word(last.noun, row.language)) if linked else ""
