"""Words that say how sure a claim is, added or taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.core.facts.edits import Edit
from tracker.core.facts.values import value
from tracker.core.facts.words import Words
from tracker.model import Confidence, Fact, FactKind

_ALIKE = 0.70
_MOST_WORDS = 5


def hedge_facts(edits: Sequence[Edit], language: Words) -> Iterator[Fact]:
    """Hedges that came into a sentence that else stands, or went out of it, each once."""
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        if edit.pair.likeness < _ALIKE:
            continue
        gone, come = _hedges(edit.old, language), _hedges(edit.new, language)
        lost, won = _more(gone, come), _more(come, gone)
        if bool(lost) is bool(won):
            continue
        places = [run[:2] for run in edit.runs] if lost else [run[2:] for run in edit.runs]
        row = edit.old if lost else edit.new
        words = _words(row, language)
        for place in lost or won:
            told = (words[place], "") if lost else ("", words[place])
            if told not in seen and _stands_alone(place, places, row):
                seen.add(told)
                yield _fact(edit, *told)


def _fact(edit: Edit, before: str, after: str) -> Fact:
    return Fact(
        kind=FactKind.HEDGE,
        text=f"“{before or after}” {'removed' if before else 'added'}",
        before=before,
        after=after,
        place=edit.pair.place,
        block=edit.pair.block,
        confidence=Confidence.UNSURE,
    )


def _hedges(row: list[str], language: Words) -> dict[int, str]:
    """The places of hedges, and the stem of each."""
    return {
        place: language.hedges.get(words) or language.hedge_phrases[tuple(words.split())]
        for place, words in _words(row, language).items()
    }


def _words(row: list[str], language: Words) -> dict[int, str]:
    """The places of hedges, and how they are written; a phrase counts where its longest form begins."""
    lower = [word.lower() for word in row]
    known = ((place, word) for place, word in enumerate(lower) if word in language.hedges)
    found = {place: word for place, word in known if _is_hedge(row, place, language)}
    for place in range(len(lower)):
        for phrase in language.hedge_phrases:
            if lower[place] == phrase[0] and tuple(lower[place : place + len(phrase)]) == phrase:
                found[place] = " ".join(phrase)
                break
    return _without_parts(found)


def _without_parts(found: dict[int, str]) -> dict[int, str]:
    """A hedge inside of a longer one is told with it: `accused of` in `is accused of`."""
    return {place: words for place, words in found.items() if not found.get(place - 1, "").endswith(f" {words}")}


def _is_hedge(row: list[str], place: int, language: Words) -> bool:
    """Whether it hedges there: `claimed 12 lives` and `he believed that` hedge nothing."""
    behind = row[place + 1].lower() if place + 1 < len(row) else ""
    if row[place].lower() == "believed":
        return behind == "to"
    return behind not in language.not_hedges and (row[place].lower() != "claimed" or value(behind, language) is None)


def _more(mine: dict[int, str], theirs: dict[int, str]) -> list[int]:
    """The places of stems that one side has more often."""
    surplus = Counter(mine.values()) - Counter(theirs.values())
    return [place for place, stem in mine.items() if surplus[stem] > 0]


def _stands_alone(place: int, runs: Sequence[Sequence[int]], row: list[str]) -> bool:
    """Whether little but the hedge came or went there: else a clause did, and its claim with it."""
    for first, last in runs:
        if first <= place < last:
            return last - first <= _MOST_WORDS and last < len(row) and any(map(str.isalnum, row[last]))
    return False
