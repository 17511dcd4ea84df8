"""In what two stories differ for a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.core.text.equality import comparable
from tracker.core.text.likeness import content_words
from tracker.core.text.scripts import JOINERS, MARKS, letters
from tracker.model import Block, BlockKind, ChangeKind, Story

SHORT = 40
MOSTLY = 0.5
SOMEWHAT = 0.3
# Where nothing but a link was put in another's place, that is a teaser sooner than an edit: it is looked at again.
SLIGHTLY = 0.05
ALIKE = 0.5
NEARLY_ALL = 0.7
DIGITS = re.compile(r"\d+")
SIGN = re.compile(rf"[^\w\s{MARKS}{JOINERS}]")
LONGEST_RUN = 400
FIELDS = {ChangeKind.HEADLINE: "headline", ChangeKind.DEK: "dek", ChangeKind.BYLINE: "byline"}


@dataclass(frozen=True, slots=True)
class Line:
    """A block in the form in which it is compared.

    Attributes:
        linked: it is mostly links; `plain` is what is left without `link_words`, where there are some.
        doubtful: its coming or going alone is not believed at once: it is short or mostly links.
        note: a newsroom's word about its own text: never a site's line.
    """

    text: str
    linked: bool
    plain: str
    link_words: str
    doubtful: bool
    note: bool


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


def site_line(text: str) -> str:
    """Give the form in which a line is known as its site's: comparable, digits folded."""
    return DIGITS.sub("0", comparable(text))


def compared(before: Story, after: Story, site_lines: frozenset[str]) -> Difference:
    """Lay two stories over each other."""
    fields = {
        kind for kind, name in FIELDS.items() if comparable(getattr(before, name)) != comparable(getattr(after, name))
    }
    old, new = lines_of(before, site_lines), lines_of(after, site_lines)
    steps = () if is_same_text(old, new) else tuple(steps_between(old, new))
    return Difference(frozenset(fields), steps)


def lines_of(story: Story, site_lines: frozenset[str]) -> list[Line]:
    """Give a story's blocks as lines to compare; the site's own lines and mere counters are left out."""
    lines = []
    for block in story.blocks:
        line = line_of(block)
        if line.text and (line.note or not site_lines or DIGITS.sub("0", line.text) not in site_lines):
            lines.append(line)
    return lines


def line_of(block: Block) -> Line:
    """Make a line of a block."""
    text = comparable(block.text)
    share = sum(len(link.text) for link in block.links) / max(1, len(text))
    note = block.kind is BlockKind.NOTE
    plain = without_links(block) if share > SLIGHTLY else ""
    words = " ".join(link.text for link in block.links) if plain else ""
    return Line(text, share > MOSTLY, plain, words, not note and (letters(text) < SHORT or share > SOMEWHAT), note)


def without_links(block: Block) -> str:
    """Give a block's text without the words of its links."""
    text = block.text
    for link in block.links:
        text = text.replace(link.text, "", 1)
    return comparable(text)


def is_same_text(old: Sequence[Line], new: Sequence[Line]) -> bool:
    """Whether two texts are the same but for where paragraphs begin: merged or split ones are a layout, no edit."""
    old_texts, new_texts = [line.text for line in old], [line.text for line in new]
    if old_texts == new_texts:
        return True
    return len(old_texts) != len(new_texts) and "".join(old_texts).replace(" ", "") == "".join(new_texts).replace(
        " ", ""
    )


def steps_between(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Step]:
    """Give the places where two lists of lines differ, in order."""
    start = 0
    while start < min(len(old), len(new)) and old[start].text == new[start].text:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end].text == new[-1 - end].text:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            gone, come = tuple(old[a:b]), tuple(new[c:d])
            yield Step(gone, come, is_edit(gone, come))


def is_edit(gone: Sequence[Line], come: Sequence[Line]) -> bool:
    """Whether a known paragraph was edited in its place: something of it still stands in what came."""
    if len(gone) * len(come) > LONGEST_RUN:
        return True
    return any(alike(one, other) for one in gone for other in come)


def alike(one: Line, other: Line) -> bool:
    """Whether one line is the other, edited: they share half of their words, and are not just links exchanged."""
    if is_link_exchanged(one, other):
        return False
    shared, shorter, longer = shared_words(one.text, other.text)
    if one.linked and other.linked:
        return shared >= NEARLY_ALL * longer
    return shared >= ALIKE * (longer if one.doubtful or other.doubtful else shorter)


def is_link_exchanged(one: Line, other: Line) -> bool:
    """Whether two lines are the same but for their links, which speak of different things."""
    if not one.plain or one.plain != other.plain:
        return False
    shared, _, longer = shared_words(one.link_words, other.link_words)
    return shared < ALIKE * longer


def shared_words(one: str, other: str) -> tuple[int, int, int]:
    """Count the words and marks that two texts share, those of the shorter and those of the longer one."""
    first, second = Counter(words_and_signs(one)), Counter(words_and_signs(other))
    shorter, longer = sorted((sum(first.values()), sum(second.values())))
    return sum((first & second).values()), max(1, shorter), max(1, longer)


def words_and_signs(text: str) -> list[str]:
    """Give what two texts may share: words, or pairs of characters in scripts without spaces, and marks."""
    return content_words(text) + SIGN.findall(text)
