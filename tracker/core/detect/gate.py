"""The gate: whether a difference between two readings is an edit, noise, or to be looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from tracker.core.detect.difference import FIELDS, SHORT, Difference, Line, Step, compared, is_link_exchanged
from tracker.core.text.equality import comparable
from tracker.core.text.scripts import letters
from tracker.core.text.walls import wall_wording
from tracker.model import Change, ChangeKind, Held, Hold, Marker, MarkerKind, Story

SHRUNK = 0.6
SHRINK_MATTERS = 400
BROKEN = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac]")


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
    return "headline and text are wholly others" if is_another_story(before, after) else ""


def is_another_story(before: Story, after: Story) -> bool:
    """Whether nothing is left of a story of some length: a redirect gone astray as often as a rewrite."""
    if len(before.text) <= SHRINK_MATTERS or comparable(before.headline) == comparable(after.headline):
        return False
    return not {comparable(block.text) for block in before.blocks} & {comparable(block.text) for block in after.blocks}


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
    kind = "short" if all(letters(line.text) < SHORT for line in lines) else "mostly linked"
    return f"one {kind} {name}" if len(lines) == 1 else f"{len(lines)} {kind} {name}s"


def stands_again(before: Story, held: Story, after: Story, difference: Difference, site_lines: frozenset[str]) -> bool:
    """Whether something of what was held stands in the second reading too: rotating text never does."""
    earlier = compared(before, held, site_lines)
    if earlier.fields & difference.fields:
        return all(
            getattr(held, FIELDS[kind]) == getattr(after, FIELDS[kind]) for kind in earlier.fields & difference.fields
        )
    return bool(set(marks_of(earlier)) & set(marks_of(difference)))


def marks_of(difference: Difference) -> Iterator[tuple[str, str]]:
    """Give each thing that can stand: a line that came, or a line that went.

    Where lines came in the place of others, a line that went says little: what rotates there went too. It counts
    there only where it is a sentence of the story's matter.
    """
    for step in difference.steps:
        yield from (("came", line.text) for line in step.after)
        yield from (("went", line.text) for line in step.before if not step.after or not line.doubtful)


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
