"""Variants: headline tests and caches that disagree show two texts of a story by turns."""

from __future__ import annotations

from datetime import timedelta

from tracker.core.detect.difference import Difference, alike, compared
from tracker.core.detect.doubts import all_doubtful, only_links_changed
from tracker.core.detect.entries import in_sight
from tracker.core.detect.lines import lines_of
from tracker.model import Flip, Story, Surroundings

FLIPS_WITHIN = timedelta(hours=1)
"""How long an earlier text's return counts as a flip; one that stands for longer is a version again."""


def flip_to(
    before: Story, after: Story, difference: Difference, around: Surroundings, site_lines: frozenset[str]
) -> Flip | None:
    """Say that a reading is the text of an earlier version that stood within the hour; None where it is new."""
    for number, earlier in reversed(around.variants):
        if not compared(*in_sight(earlier, after), site_lines):
            return Flip(number=number, reason=f"the text of version {number} again: variants by turns")
        if is_line_back(before, difference, earlier):
            return Flip(number=number, reason=f"a line of version {number} again: it comes and goes by turns")
        if is_line_gone_again(before, difference, earlier):
            return Flip(number=number, reason=f"a line that version {number} had not is gone again: it comes and goes")
        if are_links_turning(before, difference, earlier):
            return Flip(number=number, reason=f"links exchanged again since version {number}: they rotate")
    return None


def is_line_back(before: Story, difference: Difference, earlier: Story) -> bool:
    """Whether all that is new are doubtful lines that an earlier version had and the newest has not: they rotate."""
    come = {line.text for step in difference.steps for line in step.after}
    if difference.fields or not come or not all_doubtful(difference):
        return False
    return come <= {line.text for line in lines_of(earlier)} - {line.text for line in lines_of(before)}


def is_line_gone_again(before: Story, difference: Difference, earlier: Story) -> bool:
    """Whether all that went are doubtful lines that came after an earlier version, and nothing else differs.

    A line that came in place of another is an edit of it: where it goes, the story is not what it was before.
    """
    gone = [line for step in difference.steps for line in step.before]
    come = any(step.after for step in difference.steps)
    if difference.fields or come or not gone or not all_doubtful(difference):
        return False
    standing, known = {line.text for line in lines_of(before)}, lines_of(earlier)
    edited = [line for line in known if line.text not in standing]
    visited = {line.text for line in known}
    return not any(line.text in visited or any(alike(one, line) for one in edited) for line in gone)


def are_links_turning(before: Story, difference: Difference, earlier: Story) -> bool:
    """Whether only the words of links were exchanged, and in the same lines as between an earlier version and now."""
    if difference.fields or not difference.steps or not all(only_links_changed(step) for step in difference.steps):
        return False
    then = {line.plain: line.text for line in lines_of(earlier)}
    now = {line.plain: line.text for line in lines_of(before)}
    plain = {line.plain for step in difference.steps for line in step.after}
    return all(then.get(one, now[one]) != now[one] for one in plain)
