"""Whether a word for what befell people tells of those that a number counts, and not of someone else near it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.core.facts.values import Row
from tracker.core.facts.words import Words
from tracker.core.text.light_words import LIGHT_WORDS

# How many words a place has at most: `12 people in the old town of Sarn were killed`.
_LONGEST_PLACE = 5


def said_before(left: Sequence[str], language: Words) -> re.Match[str] | None:
    """Find what befell those of a number in the words in front of it: `killed at least 12`; None where it says nothing.

    Of `a man died and 12 people fled` and `the dead man had 12 children` nothing befell the twelve.
    """
    links, words = language.toll_links, [word.lower() for word in left]
    text, ends = _joined(left)
    matches = list(language.toll.finditer(text))
    for found in reversed(matches):
        between = words[ends.index(found.end()) + 1 :] if found.end() in ends else words
        told = links.leads.issuperset(word for word in between if not word.endswith("ly"))
        noun = found.group().lower() in links.nouns or not links.tallies.isdisjoint(words)
        rises = noun and not links.moves.isdisjoint(between)
        if told and _is_one_of_two(text[: found.start()], language):
            return None
        if told or (rises and not set(between) & links.parting):
            return found
    return None


def said_behind(right: Sequence[str], noun: str, language: Words, *, led: bool = False) -> re.Match[str] | None:
    """Find what befell those of a number behind it and its noun: `people on the bus were killed`.

    Of `12 soldiers killed a boy` and `12 people saw him killed` nothing befell the twelve. Where a preposition leads
    to them, as `led` says, the verb is somebody else's: `the leader of 12 militants was killed`.
    """
    text, ends = _joined(right)
    start = _behind_noun(right, noun, language)
    for found in language.toll.finditer(text):
        if found.end() not in ends:
            continue
        last = ends.index(found.end())
        lead = [word.lower() for word in right[start:last] if not word.lower().endswith("ly")]
        lead = _behind_place(lead, language)
        finite = _is_finite(lead, found, language)
        told = language.toll_links.behind.issuperset(lead) and not (led and finite)
        if told and _is_predicate(lead, found, right[last + 1 :], language):
            return found
    return None


def _is_finite(lead: Sequence[str], found: re.Match[str], language: Words) -> bool:
    """Whether a verb with its own subject says it: not `12 people killed in May`, nor `12 who were killed`."""
    verbs = language.toll_links.passive | language.claims.auxiliaries
    own = not verbs.isdisjoint(lead) or found.group().lower() in language.toll_links.finite
    return own and language.clause_begins.isdisjoint(lead)


def _is_one_of_two(lead: str, language: Words) -> bool:
    """Whether it befell some of them, and something else the others: `killed and wounded 12 people`."""
    words = lead.lower().split()
    return len(words) > 1 and words[-1] in language.toll_links.joining and bool(language.toll.fullmatch(words[-2]))


def _behind_noun(right: Sequence[str], noun: str, language: Words) -> int:
    """The first place behind a noun: at its end, where that leads to a place, as in `passengers aboard the bus`."""
    words, start = noun.split(), 0
    while start < len(right) and right[start].lower() in language.skipped_before_noun:
        start += 1
    end = start + len(words)
    return end - 1 if words and words[-1] in language.toll_links.places else end


def _joined(row: Sequence[str]) -> tuple[str, list[int]]:
    """Words with a blank between, and where each ends."""
    ends: list[int] = []
    for word in row:
        ends.append((ends[-1] + 1 if ends else 0) + len(word))
    return " ".join(row), ends


def _behind_place(lead: list[str], language: Words) -> list[str]:
    """Leave out the place where those counted are, up to the verb: `aboard the boat were`."""
    links = language.toll_links
    lead = lead[1:] if lead and lead[0] in links.between else lead
    if not lead or lead[0] not in links.places:
        return lead
    verbs = [place for place, word in enumerate(lead) if word in links.passive or word in language.claims.auxiliaries]
    end = verbs[0] if verbs else len(lead)
    return lead[end:] if end <= _LONGEST_PLACE else lead


def _is_predicate(lead: Sequence[str], found: re.Match[str], rest: Sequence[str], language: Words) -> bool:
    """Whether a word for what befell people is told of those counted: neither of a noun behind, nor what they did."""
    links = language.toll_links
    alone = found.group().lower() in links.alone
    if rest and rest[0].lower() in language.and_words and not lead and not alone:
        return _goes_on_counting(rest[1:], language)
    behind = rest[0] if rest else ""
    lower = behind.lower()
    ends = not behind[:1].isalpha() or lower in language.noun_ends or lower in LIGHT_WORDS
    ends = (ends and lower not in links.objects) or lower in language.weekdays or lower.endswith("ly")
    if ends or (lead and lead[-1] == "the"):
        return ends
    return alone or not links.passive.isdisjoint(lead)


def _goes_on_counting(rest: Sequence[str], language: Words) -> bool:
    """Whether others follow, or what befell the same: `killed and 40 injured`, and not `killed and robbed a boy`.

    What befell people is read up to the next number: where nothing is left, that number follows.
    """
    word = rest[0].lower() if rest else ""
    return (
        not rest or bool(language.toll.fullmatch(word)) or word in language.toll_links.leads or word in language.rough
    )


def leads_to(row: Row, place: int) -> bool:
    """Whether a preposition leads to the number at a place, behind `at least` and the like: `the leader of 12`."""
    links, language = row.language.toll_links, row.language
    while place > 0:
        length = next((len(one) for one in language.claims.qualifiers if _ends_at(row, place, one)), 0)
        skipped = row.at(place - 1) in links.between
        if not length and not skipped:
            break
        place -= length or 1
    return row.at(place - 1) in links.prepositions and row.at(place - 2) not in links.groups


def _ends_at(row: Row, place: int, words: tuple[str, ...]) -> bool:
    return place >= len(words) and tuple(row.lower[place - len(words) : place]) == words
