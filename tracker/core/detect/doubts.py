"""Why a difference is not believed at once: the reading is odd as a whole, or its lines might be noise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from tracker.core.detect.difference import FIELDS, Difference, Step, alike, is_link_exchanged
from tracker.core.detect.lines import DIGITS, FAR_FROM_IT, SHORT, SURELY, Line, lines_of
from tracker.core.text.equality import comparable
from tracker.core.text.scripts import letters
from tracker.model import BlockKind, ChangeKind, Story

SHRUNK = 0.6
# A wall takes the better part of what it hides; less is an appeal to subscribe.
WALLED_OFF = 0.85
# One paragraph that goes is an edit.
SEVERAL = 2
SHRINK_MATTERS = 400
# What a site hangs below its texts is less than this of them.
A_FAIR_PART = 0.25
BROKEN = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac]")


def wall_doubt(before: Story, after: Story) -> str:
    """Say that a reading looks like a page on which the article can no longer be seen; empty where it does not.

    Confirmed by a second reading it is a state of the page, not an edit.
    """
    old, new = len(before.text), len(after.text)
    if new < SHRUNK * old and old > SHRINK_MATTERS:
        return f"the text shrank by {round(100 * (old - new) / old)} %"
    if wall := wall_spoken_of(before, after):
        return f"the text speaks of {wall}"
    if is_undated_page(before, after):
        return "another page without a date stands in the article's place"
    return "the end of the text is gone" if is_end_gone(before, after) else ""


def wall_spoken_of(before: Story, after: Story) -> str:
    """Name the wall that a text ends with, where it has taken a fair part of the story; empty without one."""
    # Long patterns: whoever only shows a diff need not wait until they are compiled.
    from tracker.core.text.walls import wall_wording

    last = " ".join(block.text for block in after.blocks[-3:])
    if is_mostly_there(before, after) or wall_wording(before.text):
        return ""
    return wall_wording(last)


def still_there(before: Story, after: Story) -> float:
    """Say which share of a story's text still stands, word for word."""
    kept = {comparable(block.text) for block in after.blocks}
    left = sum(len(block.text) for block in before.blocks if comparable(block.text) in kept)
    return left / max(1, sum(len(block.text) for block in before.blocks))


def is_mostly_there(before: Story, after: Story) -> bool:
    """Whether so much of a story still stands that no wall and no broken answer can have taken the rest."""
    return still_there(before, after) > WALLED_OFF


def is_end_gone(before: Story, after: Story) -> bool:
    """Whether a fair part of a story is gone from its end, and nothing else of it: so do stubs and broken answers."""
    kept = {comparable(block.text) for block in after.blocks}
    blocks = [block for block in before.blocks if block.kind is not BlockKind.NOTE]
    stands = [comparable(block.text) in kept for block in blocks]
    if len(before.text) <= SHRINK_MATTERS or is_mostly_there(before, after):
        return False
    if not any(stands) or stands.count(False) < SEVERAL or stands != sorted(stands, reverse=True):
        return False
    known = {comparable(block.text) for block in before.blocks}
    gone = [line for line in lines_of(before) if line.text not in kept]
    come = [line for line in lines_of(after) if line.text not in known]
    return not any(alike(one, other) for one in gone for other in come)


def broken_doubt(before: Story, after: Story) -> str:
    """Say that a text came with more broken characters than it had: a fault of the server, not an edit."""
    more = len(BROKEN.findall(after.text)) > len(BROKEN.findall(before.text))
    return "the text came with broken characters" if more else ""


def keeps_its_end(before: Story, after: Story) -> bool:
    """Whether what ended a story still stands: walls and broken answers take the end, newsrooms cut anywhere.

    What counts as the end is its last line of some length and matter; or all that stands behind what went, where that
    is a fair part of the story: in a short one hardly a line speaks of what the others do.
    """
    lines, kept = lines_of(before), {line.text for line in lines_of(after)}
    ends = [line.text for line in lines if not line.doubtful and line.matter >= FAR_FROM_IT]
    if ends and ends[-1] in kept:
        return True
    behind = takewhile(lambda line: line.text in kept, reversed(lines))
    whole = sum(map(_told, lines))
    return whole > 0 and sum(map(_told, behind)) >= A_FAIR_PART * whole


def _told(line: Line) -> int:
    """Count the characters of a line that a story may end with."""
    return 0 if line.doubtful or line.boxed or not line.sentence else len(line.text)


def reading_doubt(before: Story, after: Story) -> str:
    """Say why a whole reading is read twice before it counts; empty where it counts at once."""
    return "headline and text are wholly others" if is_another_story(before, after) else ""


def is_another_story(before: Story, after: Story) -> bool:
    """Whether nothing is left of a story of some length: a redirect gone astray as often as a rewrite."""
    if len(before.text) <= SHRINK_MATTERS or comparable(before.headline) == comparable(after.headline):
        return False
    return not {comparable(block.text) for block in before.blocks} & {comparable(block.text) for block in after.blocks}


def is_undated_page(before: Story, after: Story) -> bool:
    """Whether a dated article gave way to a text of other words, without a date or an author: so do pages of failures.

    A newsroom that writes its story anew still says when.
    """
    if before.published is None or after.published or after.modified or after.byline:
        return False
    return is_another_story(before, after)


def lines_doubt(difference: Difference) -> str:
    """Say why a change is not believed at once: it is made only of lines that might be noise; empty where it is.

    An edit of a known paragraph, of headline, standfirst, byline or a note is never doubted.
    """
    if difference.fields & FIELDS.keys() or not all_doubtful(difference):
        return ""
    if difference.steps and all(only_links_changed(step) for step in difference.steps):
        return "only links were exchanged"
    edited = [step for step in difference.steps if step.edited]
    loose = [step for step in difference.steps if not step.edited]
    words = (
        "another lead photograph" if ChangeKind.PHOTOGRAPH in difference.fields else "",
        "a line of figures moved" if edited else "",
        counted([line for step in loose for line in step.after], "insertion"),
        counted([line for step in loose for line in step.before], "removal"),
    )
    return " and ".join(filter(None, words))


def all_doubtful(difference: Difference) -> bool:
    """Whether each place of a difference might be noise."""
    gone = {line.text for step in difference.steps for line in step.before}
    moved = gone & {line.text for step in difference.steps for line in step.after}
    return all(is_doubtful(step, moved) for step in difference.steps)


def is_doubtful(step: Step, moved: AbstractSet[str]) -> bool:
    """Whether one place of a difference might be noise: only lines that came or went, or a counter that moved.

    Args:
        moved: texts that went from one place and came to another: paragraphs are known, boxes wander.
    """
    lines = step.before + step.after
    if any(line.note for line in lines):
        return False
    if only_links_changed(step):
        return True
    if step.edited:
        return is_counter_moved(step)
    return all(may_be_noise(line, FAR_FROM_IT if line.text in moved else SURELY) for line in lines)


def may_be_noise(line: Line, enough: float) -> bool:
    """Whether a line's coming or going alone is not believed at once.

    Args:
        enough: the least share of matter that speaks for it.
    """
    return line.doubtful or line.matter < enough or not line.sentence


def is_counter_moved(step: Step) -> bool:
    """Whether in a line that is no sentence nothing but figures changed: a price, a score, a count of readers."""
    if len(step.before) != len(step.after):
        return False
    return all(is_mere_counter(one, other) for one, other in zip(step.before, step.after, strict=True))


def is_mere_counter(one: Line, other: Line) -> bool:
    """Whether two lines that are no sentences differ in figures only."""
    if one.sentence or other.sentence:
        return False
    return DIGITS.sub("0", one.text) == DIGITS.sub("0", other.text)


def only_links_changed(step: Step) -> bool:
    """Whether the lines of a step are the same but for links that were exchanged."""
    if len(step.before) != len(step.after):
        return False
    return all(is_link_exchanged(one, other) for one, other in zip(step.before, step.after, strict=True))


def counted(lines: Sequence[Line], name: str) -> str:
    """Say how many lines came or went, in words."""
    if not lines:
        return ""
    kind = kind_of(lines)
    return f"one {kind} {name}" if len(lines) == 1 else f"{len(lines)} {kind} {name}s"


def kind_of(lines: Iterable[Line]) -> str:
    """Say why lines are doubted."""
    if all(letters(line.text) < SHORT for line in lines):
        return "short"
    return "mostly linked" if all(line.doubtful for line in lines) else "possibly unrelated"
