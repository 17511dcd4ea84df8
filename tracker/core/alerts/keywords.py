"""Keywords of a rule in what came, what went and what stands: whole words, whatever their letter case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from tracker.core.alerts.news import News
from tracker.core.text.scripts import IDEOGRAPHS, MARKS, UNSPACED
from tracker.model import BlockChange, Diff, EntryFate, Op, Rule, Span

# Scripts in which a word is not parted from its neighbours, or carries its endings with it.
_UNBOUND: Final = rf"{IDEOGRAPHS}{UNSPACED}\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_LETTER: Final = rf"(?:[^\W{_UNBOUND}]|[{MARKS}])"
_BEGINS_WORD: Final = re.compile(_LETTER)
_ALIKE: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u00ad": None, "\u200b": None}
)
# What the page merely shows now, or shows no longer, neither came nor went.
_UNSEEN: Final = frozenset({EntryFate.COME_INTO_SIGHT, EntryFate.OUT_OF_SIGHT})


def has_keywords(rule: Rule) -> bool:
    """Whether a rule asks for words at all."""
    return any((rule.keywords, rule.keywords_added, rule.keywords_removed, rule.keywords_text))


def finds_keyword(rule: Rule, news: News) -> bool:
    """Whether one of the rule's keywords stands where it asks for it.

    News that are no change of the text have all keywords looked for in the text that stands.
    """
    if news.diff is None:
        every = (*rule.keywords, *rule.keywords_added, *rule.keywords_removed, *rule.keywords_text)
        return stand_in(every, news.text)
    return (
        _came((*rule.keywords, *rule.keywords_added), news.diff, Op.INSERTED)
        or _came((*rule.keywords, *rule.keywords_removed), news.diff, Op.DELETED)
        or stand_in(rule.keywords_text, news.text)
    )


def stand_in(keywords: Iterable[str], text: str) -> bool:
    """Tell whether one of these keywords stands in a text."""
    patterns = _patterns(keywords)
    return bool(patterns) and any(pattern.search(_folded(text)) for pattern in patterns)


def _came(keywords: Iterable[str], diff: Diff, side: Op) -> bool:
    """Whether a keyword touches what is on one side only: `death toll` came where only its first word is new."""
    patterns = _patterns(keywords)
    return bool(patterns) and any(_touches(patterns, spans, side) for spans in _changed_spans(diff))


def _changed_spans(diff: Diff) -> Iterator[tuple[Span, ...]]:
    yield from (field.spans for field in diff.fields if field.changed)
    unseen = {entry.id for entry in diff.entries if entry.fate in _UNSEEN}
    for block in diff.blocks:
        if block.change is not BlockChange.KEPT and block.entry not in unseen:
            yield block.spans


def _touches(patterns: Iterable[re.Pattern[str]], spans: tuple[Span, ...], side: Op) -> bool:
    text, marks = _one_side(spans, side)
    if not marks:
        return False
    found = (match.span() for pattern in patterns for match in pattern.finditer(text))
    return any(begin < end_of and begin_of < end for begin, end in found for begin_of, end_of in marks)


def _one_side(spans: tuple[Span, ...], side: Op) -> tuple[str, list[tuple[int, int]]]:
    """Give one side of a block, folded, and where in it stands what the other side lacks.

    A sentence that only moved inside its block neither came nor went.
    """
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for span in spans:
        if span.op not in (Op.EQUAL, side):
            continue
        parts.append(_folded(span.text))
        if span.op is side and span.move is None:
            marks.append((length, length + len(parts[-1])))
        length += len(parts[-1])
    return "".join(parts), marks


def _patterns(keywords: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    found = (_pattern(keyword) for keyword in keywords)
    return tuple(pattern for pattern in found if pattern is not None)


@lru_cache(maxsize=1024)
def _pattern(keyword: str) -> re.Pattern[str] | None:
    words = _folded(keyword).split()
    if not words:
        return None
    begin = f"(?<!{_LETTER})" if _BEGINS_WORD.match(words[0][0]) else ""
    end = f"(?!{_LETTER})" if _BEGINS_WORD.match(words[-1][-1]) else ""
    return re.compile(begin + r"\s+".join(map(re.escape, words)) + end)


def _folded(text: str) -> str:
    """Fold what readers take for the same: letter case, ways to write an accent, an apostrophe or a hyphen."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE))
