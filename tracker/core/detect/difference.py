"""In what two stories differ for a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from tracker.core.detect.lines import FAR_FROM_IT, Line, blocks_of, compared_text, lines_of, texts_of
from tracker.core.text.equality import comparable
from tracker.core.text.likeness import content_words
from tracker.core.text.scripts import JOINERS, MARKS
from tracker.model import ChangeKind, Story

ALIKE = 0.5
NEARLY_ALL = 0.7
SIGN = re.compile(rf"[^\w\s{MARKS}{JOINERS}]")
AUTHOR_SPLIT = re.compile(r",|;|&|\band\b|\bund\b|\bet\b|\by\b")
LONGEST_RUN = 400
# So many pairs of equal lines are laid over each other in a moment; of more, those that repeat are passed over.
MOST_PAIRS = 1_000_000
FIELDS = {ChangeKind.HEADLINE: "headline", ChangeKind.BYLINE: "byline"}


@dataclass(frozen=True, slots=True)
class Step:
    """One place where two texts differ: the lines that stood there before, and those that stand there now."""

    before: tuple[Line, ...]
    after: tuple[Line, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All in which two stories differ for a reader."""

    fields: frozenset[ChangeKind]
    steps: tuple[Step, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.steps)


# One judgement asks some four times what differs between the same two stories.
@lru_cache(maxsize=4)
def compared(before: Story, after: Story, site_lines: frozenset[str]) -> Difference:
    """Lay two stories over each other.

    Args:
        site_lines: keys of lines that are the site's and not the story's.
    """
    fields = {
        kind for kind, name in FIELDS.items() if comparable(getattr(before, name)) != comparable(getattr(after, name))
    }
    if ChangeKind.BYLINE in fields and authors(before.byline) <= authors(after.byline) <= authors(before.byline):
        fields.discard(ChangeKind.BYLINE)
    if is_another_photograph(before, after):
        fields.add(ChangeKind.PHOTOGRAPH)
    if block_texts(before) == block_texts(after):
        return Difference(frozenset(fields), ())
    old, new = lines_of(before, site_lines), lines_of(after, site_lines)
    steps = () if is_same_text(old, new) else tuple(steps_between(old, new))
    if any(line.dek for step in steps for line in step.before + step.after):
        fields.add(ChangeKind.DEK)
    return Difference(frozenset(fields), steps)


def block_texts(story: Story) -> list[str]:
    """Give the texts of a story's standfirst and blocks as they are compared, mere counters left out."""
    return [text for block in blocks_of(story) if (text := compared_text(block))]


def authors(byline: str) -> frozenset[str]:
    """Give the names of a byline in no order and no particular letter case."""
    names = AUTHOR_SPLIT.split(comparable(byline).casefold().removeprefix("by "))
    return frozenset(name.strip() for name in names if name.strip())


def is_another_photograph(before: Story, after: Story) -> bool:
    """Whether the lead photograph was swapped; one that came or went says more of the page's state than of the story.

    A version that was kept before photographs were known has none.
    """
    old, new = before.photograph, after.photograph
    return old is not None and new is not None and old.identity != new.identity


def is_same_text(old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether two texts are the same but for where paragraphs begin: merged or split ones are a layout, no edit."""
    old_texts, new_texts = texts_of(old), texts_of(new)
    if old_texts == new_texts:
        return True
    if len(old_texts) == len(new_texts):
        return False
    # Words stay words: "the rapist" is no "therapist". Where paragraphs were glued nothing stands between them.
    return " ".join(old_texts).split() == " ".join(new_texts).split() or "".join(old_texts) == "".join(new_texts)


def steps_between(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Step]:
    """Give the places where two lists of lines differ, in order."""
    start = 0
    while start < min(len(old), len(new)) and old[start].text == new[start].text:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end].text == new[-1 - end].text:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    old_texts, new_texts = texts_of(old), texts_of(new)
    matcher = SequenceMatcher(None, old_texts, new_texts, autojunk=equal_pairs(old_texts, new_texts) > MOST_PAIRS)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            gone, come = tuple(old[a:b]), tuple(new[c:d])
            if not is_same_text(gone, come):
                yield Step(gone, come, is_edit(gone, come))


def equal_pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the pairs of equal lines: what a comparison of two texts costs, whatever repeats in them."""
    first, second = Counter(old), Counter(new)
    return sum(count * second[text] for text, count in first.items())


def is_edit(gone: Sequence[Line], come: Sequence[Line]) -> bool:
    """Whether a known paragraph was edited in its place: something of it still stands in what came."""
    if len(gone) * len(come) > LONGEST_RUN:
        return True
    return any(alike(one, other) for one in gone for other in come)


def alike(one: Line, other: Line) -> bool:
    """Whether one line is the other, edited: they share half of their words, and are not just links exchanged.

    Promotions resemble one another. So lines that say nothing of the story's matter must share half of the longer.
    """
    if is_link_exchanged(one, other):
        return False
    shared, shorter, longer = shared_words(one.text, other.text)
    if one.linked and other.linked:
        return shared >= NEARLY_ALL * longer
    passing = one.doubtful or other.doubtful or max(one.matter, other.matter) < FAR_FROM_IT
    return shared >= ALIKE * (longer if passing else shorter)


def is_link_exchanged(one: Line, other: Line) -> bool:
    """Whether two lines are the same but for the words of their links: teasers rotate inside of sentences too."""
    return bool(one.plain) and one.plain == other.plain and one.text != other.text


def shared_words(one: str, other: str) -> tuple[int, int, int]:
    """Count the words and marks that two texts share, those of the shorter and those of the longer one."""
    (first, size), (second, other_size) = counted_words(one), counted_words(other)
    few, many = (first, second) if len(first) <= len(second) else (second, first)
    shared = sum(min(count, many[word]) for word, count in few.items() if word in many)
    return shared, max(1, min(size, other_size)), max(1, size, other_size)


# Each line of one side is held against each of the other: few texts, again and again.
@lru_cache(maxsize=64)
def counted_words(text: str) -> tuple[Counter[str], int]:
    """Count each word and mark of a text, and all of them together."""
    found = words_and_signs(text)
    return Counter(found), len(found)


def words_and_signs(text: str) -> list[str]:
    """Give what two texts may share: words, or pairs of characters in scripts without spaces, and marks."""
    return content_words(text) + SIGN.findall(text)
