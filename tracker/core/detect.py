"""The gate: whether a difference between two readings is an edit, noise, or to be looked at again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from tracker.core.text.equality import comparable
from tracker.core.text.walls import wall_wording
from tracker.model import Block, BlockKind, Change, ChangeKind, Held, Hold, Marker, MarkerKind, Story

SHORT = 40
MOSTLY = 0.5
SOMEWHAT = 0.3
# Where nothing but a link was put in another's place, that is a teaser sooner than an edit: it is looked at again.
SLIGHTLY = 0.05
ALIKE = 0.5
NEARLY_ALL = 0.7
SHRUNK = 0.6
SHRINK_MATTERS = 400
DIGITS = re.compile(r"\d+")
TOKEN = re.compile(r"\w+|[^\w\s]")
BROKEN = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac]")
LONGEST_RUN = 400


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


def detect(
    before: Story | None,
    after: Story,
    *,
    held: Held | None,
    now: datetime,
    site_lines: frozenset[str] = frozenset(),
) -> Change | Hold | None:
    """Judge a reading against the newest version.

    In-place edits, and changes of headline, standfirst, byline and notes count at once. Lines that only came or went
    and are short or mostly links are held, and so is a sudden shrink or a text that reads like a wall: they count
    when they stand in a second reading at or after `held.until`. Size, digits, dates and words never excuse an edit.

    Args:
        before: the newest version; None where this is the first reading.
        after: what was read now.
        held: the reading that waits to be confirmed.
        now: the present.
        site_lines: lines that are the site's and not the story's, as `site_line` gives them.

    Returns:
        None where the texts are equal for a reader.
    """
    if before is None:
        return Change(kinds=frozenset((ChangeKind.FIRST,)), reason="first reading")
    difference = compared(before, after, site_lines)
    if not difference:
        return None
    doubt = doubt_of(before, after) or gentle_doubt(difference)
    kinds = kinds_of(before, after, difference)
    if not doubt:
        return Change(kinds=kinds, reason=reason_of(difference))
    stands = held is not None and stands_again(before, held.story, after, difference, site_lines)
    if held is not None and stands and now >= held.until:
        return Change(kinds=kinds, reason=f"{doubt}, seen in two readings", confirmed=True)
    return Hold(reason=doubt)


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


FIELDS = {ChangeKind.HEADLINE: "headline", ChangeKind.DEK: "dek", ChangeKind.BYLINE: "byline"}


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
    return Line(text, share > MOSTLY, plain, words, not note and (len(text) < SHORT or share > SOMEWHAT), note)


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
    first, second = Counter(TOKEN.findall(one.lower())), Counter(TOKEN.findall(other.lower()))
    shorter, longer = sorted((sum(first.values()), sum(second.values())))
    return sum((first & second).values()), max(1, shorter), max(1, longer)


def doubt_of(before: Story, after: Story) -> str:
    """Say why a whole reading is not believed; empty where it is."""
    old, new = len(before.text), len(after.text)
    if new < SHRUNK * old and old > SHRINK_MATTERS:
        return f"the text shrank by {round(100 * (old - new) / old)} %"
    last = " ".join(block.text for block in after.blocks[-3:])
    wall = wall_wording(last) if new < old else ""
    if wall and not wall_wording(before.text):
        return f"the text speaks of {wall}"
    if len(BROKEN.findall(after.text)) > len(BROKEN.findall(before.text)):
        return "the text came with broken characters"
    return ""


def gentle_doubt(difference: Difference) -> str:
    """Say why a change is not believed at once: it is made only of lines that came or went and might be noise."""
    if difference.fields or any(step.edited for step in difference.steps):
        return ""
    come = [line for step in difference.steps for line in step.after]
    gone = [line for step in difference.steps for line in step.before]
    if all(only_links_changed(step) for step in difference.steps):
        return "only links were exchanged"
    if not all(line.doubtful for line in come + gone):
        return ""
    return " and ".join(filter(None, (counted(come, "insertion"), counted(gone, "removal"))))


def only_links_changed(step: Step) -> bool:
    """Whether the lines of a step are the same but for links that were exchanged."""
    if len(step.before) != len(step.after):
        return False
    return all(is_link_exchanged(one, other) for one, other in zip(step.before, step.after, strict=True))


def counted(lines: Sequence[Line], name: str) -> str:
    """Say how many lines came or went, in words."""
    if not lines:
        return ""
    kind = "short" if all(len(line.text) < SHORT for line in lines) else "mostly linked"
    return f"one {kind} {name}" if len(lines) == 1 else f"{len(lines)} {kind} {name}s"


def stands_again(before: Story, held: Story, after: Story, difference: Difference, site_lines: frozenset[str]) -> bool:
    """Whether something of what was held stands in the second reading too: rotating text never does."""
    earlier = compared(before, held, site_lines)
    if earlier.fields & difference.fields:
        return all(
            getattr(held, FIELDS[kind]) == getattr(after, FIELDS[kind]) for kind in earlier.fields & difference.fields
        )
    return bool(set(marks_of(earlier)) & set(marks_of(difference)))


def marks_of(difference: Difference) -> Iterator[tuple[str, ...]]:
    """Give each thing that can stand: a line that came, a line that went, or one run put in another's place."""
    for step in difference.steps:
        if step.before and step.after:
            yield ("for", *(line.text for line in step.before), "now", *(line.text for line in step.after))
            continue
        yield from (("came", line.text) for line in step.after)
        yield from (("went", line.text) for line in step.before)


def kinds_of(before: Story, after: Story, difference: Difference) -> frozenset[ChangeKind]:
    """Name in what two stories differ."""
    kinds = set(difference.fields)
    if difference.steps:
        kinds.add(ChangeKind.TEXT)
    if [comparable(note.text) for note in before.notes] != [comparable(note.text) for note in after.notes]:
        kinds.add(ChangeKind.NOTE)
    if promise(before.marker) != promise(after.marker):
        kinds.add(ChangeKind.MARKER)
    return frozenset(kinds)


def promise(marker: Marker | None) -> str:
    """Give the words by which a story promises updates; empty without."""
    return comparable(marker.phrase) if marker is not None and marker.kind is MarkerKind.PROMISE else ""


def reason_of(difference: Difference) -> str:
    """Say why a change counts at once."""
    said = [f"{kind.value} changed" for kind in FIELDS if kind in difference.fields]
    steps = difference.steps
    if any(line.note for step in steps for line in step.before + step.after):
        said.append("a note came, went or changed")
    if edited := sum(step.edited for step in steps):
        said.append("one paragraph edited" if edited == 1 else f"{edited} paragraphs edited")
    if any(not step.edited for step in steps) and not said:
        come, gone = (
            sum(len(side) for side in sides)
            for sides in zip(*((step.after, step.before) for step in steps), strict=True)
        )
        said.append(" and ".join(filter(None, (paragraphs(come, "added"), paragraphs(gone, "removed")))))
    return ", ".join(said)


def paragraphs(count: int, what: str) -> str:
    """Count paragraphs in words."""
    return "" if not count else f"one paragraph {what}" if count == 1 else f"{count} paragraphs {what}"
