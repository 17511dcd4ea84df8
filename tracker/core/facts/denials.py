"""Sentences that were denied, or no longer are: `will resign` that became `will not resign`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from tracker.core.facts.edits import Edit
from tracker.core.facts.spelling import is_inflected
from tracker.core.facts.words import Words

_SHORTENED = ("n't", "n’t")
_MOST_WORDS = 5
_Run = tuple[int, int, int, int]


class _Bare:
    """The words of a sentence with each negation as a word of its own, and where each stands in the sentence."""

    __slots__ = ("places", "row", "words")

    def __init__(self, row: list[str], language: Words) -> None:
        self.row = row
        self.words: list[str] = []
        self.places: list[int] = []
        for place, word in enumerate(row):
            for part in _parts(word.lower(), language):
                self.words.append(part)
                self.places.append(place)

    def count(self, language: Words) -> int:
        """How many negations there are."""
        negations = language.claims.negations
        pairs = zip(self.words, [*self.words[1:], ""], strict=True)
        return sum(
            (one,) in negations or ((one, other) in negations and (one,) not in negations) for one, other in pairs
        )

    def at(self, place: int) -> str:
        """The word at a place; empty beyond the ends."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def written(self, first: int, last: int) -> str:
        """Some words as they stand in the sentence."""
        places = dict.fromkeys(self.places[max(0, first) : last])
        return " ".join(self.row[place] for place in places)


def denials(edit: Edit, language: Words) -> Iterator[tuple[str, str, str]]:
    """Both sides of a sentence that is denied on one of them alone, and a line for people; none where unclear."""
    if not language.claims.negations:
        return
    old, new = _Bare(edit.old, language), _Bare(edit.new, language)
    if abs(old.count(language) - new.count(language)) != 1:
        return
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    for tag, *run in matcher.get_opcodes():
        first, last, start, end = run
        if tag == "equal" or max(last - first, end - start) > _MOST_WORDS:
            continue
        sides = _denied(new, (start, end), old, (first, last), language)
        turned = _denied(old, (first, last), new, (start, end), language)
        told = sides[::-1] if sides else turned
        if told:
            yield told[0], told[1], f"“{told[0]}” → “{told[1]}”"
            return


def _parts(word: str, language: Words) -> tuple[str, ...]:
    straight = word.replace("’", "'")
    if straight in language.claims.contracted:
        return (language.claims.contracted[straight], "not")
    shortened = language.claims.contracted and word.endswith(_SHORTENED)
    return (word[: -len(_SHORTENED[0])], "not") if shortened else (word,)


def _denied(
    denied: _Bare, run: tuple[int, int], plain: _Bare, other: tuple[int, int], language: Words
) -> tuple[str, ...]:
    """The denied side and the plain one, where a run of the first denies what the second says; empty where not."""
    words, first = denied.words[slice(*run)], run[0]
    support = bool(words) and words[0] in language.claims.supports
    inner = tuple(words[1:] if support else words)
    rest = plain.words[slice(*other)]
    if not rest and inner in language.claims.negations and _has_place(denied, run, support, language):
        lead = first - (not support)
        return denied.written(lead, run[1] + 1), plain.written(other[0] - (not support), other[1] + 1)
    verbs = len(rest) == 1 and support and inner[:-1] in language.claims.negations
    if verbs and is_inflected(inner[-1], rest[0]):
        return denied.written(*run), plain.written(*other)
    return ()


def _has_place(denied: _Bare, run: tuple[int, int], support: bool, language: Words) -> bool:
    """Whether a negation denies the sentence where it stands, and not one word of it: `not only`."""
    behind = denied.at(run[1])
    if behind in language.claims.lessening or not behind.replace("-", "").isalpha():
        return False
    return support or denied.at(run[0] - 1) in language.claims.auxiliaries or behind in language.claims.denied
