"""Two names that changed places in a sentence that else stands: who beat whom, who said it of whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.core.facts.edits import Edit
from tracker.core.facts.words import Words
from tracker.model import Confidence, Fact, FactKind

_MOST_WORDS = 4
_MOST_BETWEEN = 20
# Between these two names stand side by side, and either order says the same.
_LISTING_WORDS = "and or with as well then both vs versus et ou avec y e o con"
_LISTING = frozenset(_LISTING_WORDS.split())
_PARTICLES = frozenset(("of", "de", "la", "van", "von", "der", "den", "al", "bin", "ibn", "da", "do", "di", "del"))


def swapped_names(edits: Sequence[Edit], language: Words) -> Iterator[Fact]:
    """Tell names that changed places, each two once; only in languages in which a capital tells a name."""
    if not language.capitals:
        return
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        found = _swapped(edit.old, edit.new, language)
        if found is None or found in seen:
            continue
        seen.add(found)
        one, other = found
        yield Fact(
            kind=FactKind.NAME,
            text=f"{one} ↔ {other}",
            before=one,
            after=other,
            place=edit.pair.place,
            block=edit.pair.block,
            confidence=Confidence.LIKELY,
        )


def _swapped(old: list[str], new: list[str], language: Words) -> tuple[str, str] | None:
    """The two names of which one stands where the other stood, and all else as it was."""
    if len(old) != len(new) or sorted(old) != sorted(new):
        return None
    differ = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not differ:
        return None
    left, right = old[differ[0] : differ[-1] + 1], new[differ[0] : differ[-1] + 1]
    for one in range(1, min(_MOST_WORDS, len(left) - 1) + 1):
        for other in range(1, min(_MOST_WORDS, len(left) - one) + 1):
            first, last, between = left[:one], left[-other:], left[one:-other]
            moved = right[:other] == last and right[-one:] == first and right[other:-one] == between
            if moved and _tells(between) and _is_name(first, language) and _is_name(last, language):
                return " ".join(first), " ".join(last)
    return None


def _tells(between: list[str]) -> bool:
    """Whether what stands between two names says something of both: in a mere list their order says nothing."""
    return len(between) <= _MOST_BETWEEN and any(word[:1].islower() and word not in _LISTING for word in between)


def _is_name(words: list[str], language: Words) -> bool:
    if words[0].lower() in _PARTICLES or words[-1].lower() in _PARTICLES:
        return False
    return all(_may_name(word, language) for word in words)


def _may_name(word: str, language: Words) -> bool:
    lower = word.lower()
    if lower in _PARTICLES:
        return True
    calendar = lower in language.months or lower in language.weekdays
    return word[:1].isupper() and word[-1].isalpha() and lower not in language.no_names and not calendar
