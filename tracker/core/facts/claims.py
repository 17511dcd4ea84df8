"""Sentences that claim something else now: another fate, another charge or verdict, denied or no longer denied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.core.facts.changed_fates import changed_fates
from tracker.core.facts.denials import denials
from tracker.core.facts.edits import Edit
from tracker.core.facts.values import value
from tracker.core.facts.words import Words
from tracker.model import Confidence, Fact, FactKind

_ALIKE = 0.60
_MOST_RUNS = 4
_LEAD_REACH = 6
_ENDS = frozenset((",", ".", ""))


def claim_facts(edits: Sequence[Edit], language: Words) -> Iterator[Fact]:
    """Claims that changed in sentences that else stand, each once."""
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        if edit.pair.likeness < _ALIKE or not 0 < len(edit.runs) <= _MOST_RUNS:
            continue
        told = (*changed_fates(edit, language), *denials(edit, language), *_charges(edit, language))
        told += tuple(_contraries(edit, language))
        for before, after, text in told:
            if (before, after) not in seen:
                seen.add((before, after))
                yield _fact(edit, before, after, text)


def _fact(edit: Edit, before: str, after: str, text: str) -> Fact:
    return Fact(
        kind=FactKind.CLAIM,
        text=text,
        before=before,
        after=after,
        place=edit.pair.place,
        block=edit.pair.block,
        confidence=Confidence.LIKELY,
    )


def _charges(edit: Edit, language: Words) -> Iterator[tuple[str, str, str]]:
    """Offences of which someone is charged or guilty, and verdicts, that became others."""
    for run in edit.runs:
        old, new = _offence(edit.old, *run[:2], language), _offence(edit.new, *run[2:], language)
        if not old or not new:
            old, new = _verdict(edit.old, *run[:2], language), _verdict(edit.new, *run[2:], language)
            same = language.claims.verdicts.get(old) == language.claims.verdicts.get(new)
            old, new = ("", "") if same else (old, new)
        if old and new and not _stands_elsewhere(old, new, edit):
            yield old, new, f"{old} → {new}"


def _offence(row: list[str], first: int, last: int, language: Words) -> str:
    """The offence that the words of a run are, with the one they stand in front of; empty where they are none."""
    words, lower = language.claims, [word.lower() for word in row]
    while last < len(row) and lower[last] in words.offences:
        last += 1
    run = lower[first:last]
    if not run or run[-1] not in words.offences or not words.offences.union(words.of_offences).issuperset(run):
        return ""
    led = not words.charged.isdisjoint(lower[max(0, first - _LEAD_REACH) : first])
    return " ".join(run) if led else ""


def _verdict(row: list[str], first: int, last: int, language: Words) -> str:
    word, *rest = (said.lower() for said in row[first:last]) if first < last else ("",)
    behind = row[last].lower() if last < len(row) else ""
    ends = behind in _ENDS or behind in language.claims.behind_verdict or bool(rest)
    led = ends and language.claims.behind_verdict.issuperset(rest)
    return word if word in language.claims.verdicts and led else ""


def _contraries(edit: Edit, language: Words) -> Iterator[tuple[str, str, str]]:
    """Words that claim the contrary now: `confirmed` that became `denied`, alone or with a number beside it."""
    for first, last, begin, end in edit.swaps():
        place, there = _only_word(edit.old, first, last, language), _only_word(edit.new, begin, end, language)
        if place is None or there is None:
            continue
        old, new = edit.old[place], edit.new[there]
        sides = [(matter.get(old.lower()), matter.get(new.lower()), matter) for matter in language.claims.opposites]
        matters = [matter for side, contrary, matter in sides if _differ(side, contrary)]
        if not matters or _stands_elsewhere(old.lower(), new.lower(), edit):
            continue
        if not any(_sides_change(edit, (place, there), matter) for matter in matters):
            yield old, new, f"{old} → {new}"


def _only_word(row: Sequence[str], first: int, last: int, language: Words) -> int | None:
    """Where the one word of a run stands that is no number; None where it has several, or none."""
    found = [place for place in range(first, last) if value(row[place], language) is None]
    return found[0] if len(found) == 1 else None


def _differ(side: int | None, contrary: int | None) -> bool:
    return None not in (side, contrary) and side != contrary


def _sides_change(edit: Edit, places: tuple[int, int], matter: Mapping[str, int]) -> bool:
    """Whether both sides of a matter stand in both sentences, of others: they may have changed places."""
    rows = [[*row[:place], *row[place + 1 :]] for row, place in zip((edit.old, edit.new), places, strict=True)]
    return all(any(word.lower() in matter for word in row) for row in rows)


def _stands_elsewhere(old: str, new: str, edit: Edit) -> bool:
    """Whether a charge stands on both sides: then another one came to it or went, or they are in another order."""
    before, after = (f" {' '.join(row).lower()} " for row in (edit.old, edit.new))
    return f" {old} " in after.replace(f" {new} ", " ", 1) or f" {new} " in before.replace(f" {old} ", " ", 1)
