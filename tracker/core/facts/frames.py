"""A sentence with its numbers left open: where two have one frame, nothing but their numbers differs.

`One person was killed` and `Three people were killed` share two words of four, and are told apart by their number
alone: the other words only agree with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.core.facts.amounts import amounts, noun_at
from tracker.core.facts.values import Amount, AmountKind, Row
from tracker.core.facts.words import Words
from tracker.core.facts.words.plurals import is_singular, stems

# Sentences of one text whose frames are compared: where more differ, hardly any is the same but for numbers.
_MOST = 8
# Words that a frame must have to tell what its numbers count, and for each of them.
_FEWEST_WORDS = _WORDS_OF_NUMBER = 2


def with_ones(row: Row, counted: Sequence[Amount]) -> list[Amount]:
    """Give the numbers of a sentence, and each `one` that may be a number or a pronoun, in their order."""
    taken = {place for amount in counted for place in range(amount.first, amount.last)}
    found = [
        Amount(
            value=(1.0,),
            kind=AmountKind.COUNT,
            text=row.written(place, place + 1),
            first=place,
            last=place + 1,
            noun=noun_at(row, place + 1),
        )
        for place, word in enumerate(row.lower)
        if word in row.language.ones and place not in taken and _may_count(row, place)
    ]
    return sorted((*counted, *found), key=lambda amount: amount.first)


def _may_count(row: Row, place: int) -> bool:
    """Whether `one` is none of `no one` and `Channel One`."""
    named = place > 0 and row.is_capital(place) and row.is_capital(place - 1)
    return not named and row.at(place - 1) not in row.language.before_pronoun


def frame(row: Row, counted: Iterable[Amount]) -> list[str]:
    """Give the words of a sentence in the singular, each number as an empty word."""
    found = list(_agreed(row))
    for amount in reversed(list(counted)):
        found[amount.first : amount.last] = [""]
    return found


def _agreed(row: Row) -> Iterator[str]:
    for word in row.lower:
        # All parts of a word, in one order: `second-largest` and `second-smallest` are not the same.
        yield row.language.agreeing.get(word) or "-".join(sorted(stems(word))) or word


def same_frames(old: Sequence[str], new: Sequence[str], language: Words) -> list[tuple[int, int]]:
    """Pair sentences in which nothing but numbers differs, by their places; those of which there are several, not."""
    if not 0 < len(old) <= _MOST or not 0 < len(new) <= _MOST:
        return []
    framed = [_key(sentence, language) for sentence in new]
    keys = [_key(sentence, language) for sentence in old]
    alone = [key for key in keys if key and keys.count(key) == framed.count(key) == 1]
    return [(keys.index(key), framed.index(key)) for key in alone]


def is_told(row: Row, counted: Sequence[Amount]) -> bool:
    """Whether words tell what the numbers are: a row of a table, or of roads and codes, has hardly any."""
    taken = sum(amount.last - amount.first for amount in counted)
    return len(row) - taken >= _WORDS_OF_NUMBER * len(counted)


def begins_bare(row: Row) -> bool:
    """Whether a headline begins with one person and no article: `Man dead after blast`, `Police officer shot`."""
    people, articles = row.language.people, row.language.articles
    if not articles.isdisjoint(row.lower[:2]) or row.at(1) in row.language.claims.auxiliaries:
        return False
    return any(word in people and is_singular(word) for word in row.lower[:2])


def _key(sentence: str, language: Words) -> tuple[str, ...]:
    """The frame of a sentence without what counts; empty where nothing does, or where it says too little."""
    row = Row(sentence, language)
    counted = with_ones(row, amounts(row))
    lone = language.articles | language.claims.none | language.claims.nobody
    counts = counted or not lone.isdisjoint(row.lower) or begins_bare(row)
    if not counts or not is_told(row, counted):
        return ()
    words = tuple(_telling(frame(row, counted), language))
    return words if sum(word.isalpha() for word in words) >= _FEWEST_WORDS else ()


def _telling(framed: list[str], language: Words) -> Iterator[str]:
    """Leave out what counts, `at least` too; `nobody` and the `one` of `no one` are people."""
    left_out, place = language.articles | language.claims.none | {""}, 0
    while place < len(framed):
        said = _qualifier(framed, place, language)
        word = framed[place]
        if not said and (word in language.claims.nobody or word in language.ones):
            yield next(iter(stems(language.claims.persons)), word)
        elif not said and word not in left_out:
            yield _matter(word, language)
        place += said or 1


def _matter(word: str, language: Words) -> str:
    """A word, or the one that stands for it and its contrary: `oil rose 2%` and `oil fell 1%` tell of the same."""
    return next((next(iter(matter)) for matter in language.claims.opposites if word in matter), word)


def _qualifier(framed: list[str], place: int, language: Words) -> int:
    """How many words of `at least` and the like begin at a place; 0 for none."""
    return max(
        (len(one) for one in language.claims.qualifiers if one == tuple(framed[place : place + len(one)])), default=0
    )
