"""Whose a line is: the story's, or the site's that hangs it into all its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tracker.core.detect.difference import Difference, Step, alike, compared
from tracker.core.detect.doubts import is_mere_counter
from tracker.core.detect.entries import in_sight
from tracker.core.detect.layout import Pages, unshown
from tracker.core.detect.lines import FAR_FROM_IT, OF_THE_MATTER, Line, line_key
from tracker.model import BlockKind, SeenLine, Sighting, Story, Surroundings

# Caches of one site's pages disagree for about so long.
ABOUT_THE_SAME_TIME = timedelta(minutes=30)
OTHERS = 2
NONE: frozenset[str] = frozenset()
MOST_LINES = 200
# Where more lines than these stand in place of others, each with each, nobody can say which of them is an edited one.
MOST_COMPARED = 40_000


def moved_lines(before: Story | None, after: Story, *, pages: Pages | None = None) -> tuple[SeenLine, ...]:
    """Give each line that came, went, moved or was changed between two readings, notes excepted.

    What they are good for is to be found on the host's other articles too.

    Args:
        pages: both pages, where the layout changed in between: what it merely moved about is none of the lines.
    """
    if before is None:
        return ()
    difference = compared(*in_sight(before, after), NONE)
    if pages is not None:
        difference = unshown(difference, pages)
    return tuple({line.key: line.seen for line in loose_lines(difference)}.values())[:MOST_LINES]


def noise_lines(before: Story, after: Story) -> frozenset[str]:
    """Give the keys of the lines that came or went between two stories, for a person who says that they were noise.

    A paragraph that was edited is none of them: its next edit may be the news.
    """
    steps = compared(*in_sight(before, after), NONE).steps
    return frozenset(line.key for step in steps for line in noise_in(step) if not line.note)


def noise_in(step: Step) -> Iterator[Line]:
    """Give the lines of one place that came or went there, and those of which only a counter moved."""
    if len(step.before) * len(step.after) > MOST_COMPARED:
        return
    for line in step.before:
        if all(is_mere_counter(line, other) or not alike(line, other) for other in step.after):
            yield line
    for line in step.after:
        if all(is_mere_counter(other, line) or not alike(other, line) for other in step.before):
            yield line


def shared_lines(
    before: Story | None, after: Story, around: Surroundings, *, began: datetime, ended: datetime
) -> frozenset[str]:
    """Give the keys of the lines of a difference that the host's other articles show to be the site's."""
    if before is None or not around.sightings:
        return frozenset()
    loose = list(loose_lines(compared(*in_sight(before, after), NONE)))
    return site_keys(loose, replace(around, site_lines=NONE, dismissed=NONE), began=began, ended=ended)


def loose_lines(difference: Difference) -> Iterable[Line]:
    """Give the lines of a difference that might be the site's: what came or went, never a paragraph that was edited."""
    return (line for step in difference.steps for line in noise_in(step) if not line.note)


def edited_keys(difference: Difference) -> frozenset[str]:
    """Give the keys of known paragraphs that were edited in place: whatever is known of them, that is the news."""
    return frozenset(
        line.key
        for step in difference.steps
        for line in {*step.before, *step.after} - set(noise_in(step))
        if line.sentence
    )


def brought_keys(story: Story) -> frozenset[str]:
    """Give the keys of a story's lines that only came with its layout: their going is none of the story's."""
    return frozenset(line_key(block.text) for block in story.blocks if block.site)


def own_story(story: Story, site_lines: frozenset[str]) -> Story:
    """Give a story without the lines that are its site's: what is told of a change is told of the story.

    Args:
        site_lines: keys of lines known to be the site's; blocks that a new layout brought are marked themselves.
    """
    own = tuple(
        block
        for block in story.blocks
        if block.kind is BlockKind.NOTE or not (block.site or (site_lines and line_key(block.text) in site_lines))
    )
    return story if len(own) == len(story.blocks) else replace(story, blocks=own)


def site_keys(lines: Iterable[Line], around: Surroundings, *, began: datetime, ended: datetime) -> frozenset[str]:
    """Say which of these lines are the site's and not the story's.

    A line is the site's when it, its digits folded, came or went on other articles of the host at about the same
    time, and does not speak of the matter of most of them: wire copy added to three stories is an edit of each. Once
    known it stays known; and what a person dismissed is the site's.

    Args:
        began: when this article's text was last seen without the difference; `ended` when it was seen with it.
    """
    by_key: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in around.sightings:
        if sighting.began - ABOUT_THE_SAME_TIME <= ended and began - ABOUT_THE_SAME_TIME <= sighting.ended:
            by_key[sighting.line.key].append(sighting)
    shared = (line.key for line in lines if is_shared(line, by_key[line.key]))
    return around.site_lines | around.dismissed | frozenset(shared)


def is_shared(line: Line, elsewhere: Sequence[Sighting]) -> bool:
    """Whether enough other articles had the line at about the same time, and few of them speak of what it says.

    Two others are enough. One is, and so is what stands outside of their stories, only for what is no sentence in the
    flow of this one: a bar that hangs over all pages tells the very news that a story is edited for. A short sentence
    without a link, `She was 67.`, may be added to two stories of one matter: two others are needed for that too.
    """
    plain = line.sentence and not (line.boxed or line.linked or line.plain)
    told = elsewhere if line.passing else [sighting for sighting in elsewhere if sighting.line.exact]
    matters = [line.matter, *(sighting.line.matter for sighting in told)]
    if len({sighting.article_id for sighting in told}) < OTHERS:
        exact = any(sighting.line.exact in ("", line.seen.exact) for sighting in told)
        return line.passing and not plain and exact and max(matters) < FAR_FROM_IT
    return sum(matter >= OF_THE_MATTER for matter in matters) * 2 <= len(matters)
