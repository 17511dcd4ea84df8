"""The gate: whether a difference between two readings is an edit, noise, or to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from tracker.core.detect.difference import FIELDS, Difference, alike, compared
from tracker.core.detect.doubts import (
    BROKEN,
    broken_doubt,
    is_undated_page,
    keeps_its_end,
    lines_doubt,
    reading_doubt,
    wall_doubt,
    wall_spoken_of,
)
from tracker.core.detect.entries import LiveLook, in_sight, live_look, without
from tracker.core.detect.furniture import OTHERS, brought_keys, edited_keys, loose_lines, site_keys
from tracker.core.detect.layout import Pages, across
from tracker.core.detect.lines import FAR_FROM_IT
from tracker.core.detect.variants import FLIPS_WITHIN, flip_to
from tracker.core.text.equality import comparable
from tracker.model import (
    Change,
    ChangeKind,
    Collapse,
    Doubt,
    Flip,
    Held,
    Hold,
    Marker,
    MarkerKind,
    Story,
    Surroundings,
    Verdict,
)

ALONE = Surroundings()
TOLD = (ChangeKind.HEADLINE, ChangeKind.DEK, ChangeKind.BYLINE)
# So long a line that may be the site's waits for the host's other articles to be looked at, and no longer.
LONGEST_WAIT = timedelta(minutes=10)
# Text that is gone for so long, and was not taken by a wall, is what the article says now.
STANDS_FOR_GOOD = timedelta(days=1)


def detect(
    before: Story | None,
    after: Story,
    *,
    held: Held | None,
    now: datetime,
    since: datetime | None = None,
    around: Surroundings = ALONE,
    pages: Pages | None = None,
) -> Verdict:
    """Judge a reading against the newest version.

    In-place edits, and changes of headline, standfirst, byline and notes count at once. Lines that only came or went
    and are short, mostly links or of another matter are held: they count when they stand in a second reading at or
    after `held.until`, and when the host's other articles, looked at meanwhile, do not show them too. A sudden shrink
    or a text that reads like a wall is held too, and confirmed it is a state of the page, not an edit. Size, digits,
    dates and words never excuse an edit. Of a live blog, what slid in or out of sight is no difference, and an entry
    that is gone from between its neighbours is held.

    Args:
        before: the newest version; None where this is the first reading.
        after: what was read now.
        held: the reading that waits to be confirmed.
        now: the present.
        since: when the newest version's text was last read; None: just now.
        around: what the host's other articles and the last hour say.
        pages: both pages as a reader saw them, where the layout or the reader changed in between.

    Returns:
        None where the texts are equal for a reader.
    """
    if before is None:
        return Change(kinds=frozenset((ChangeKind.FIRST,)), reason="first reading", teaser=after.teaser)
    live = live_look(before, after, held)
    before, after = live.before, live.after
    whole = compared(before, after, frozenset())
    keys = site_keys(loose_lines(whole), around, began=since or now, ended=now) if whole else frozenset()
    keys |= brought_keys(before)
    keys -= edited_keys(whole)
    difference = compared(before, after, keys) if whole else whole
    if pages is not None:
        pages = replace(pages, before=before, after=after)
        difference = across(difference, pages)
    if not difference:
        return None
    walled = live.wall or wall_doubt(before, after) or broken_doubt(before, after)
    if not walled and (flip := flip_to(before, after, difference, around, keys)) is not None:
        return flip_or_return(flip, before, after, held, difference, now)
    return judged(live, difference, held, keys, now, around, pages)


def judged(
    live: LiveLook,
    difference: Difference,
    held: Held | None,
    site_lines: frozenset[str],
    now: datetime,
    around: Surroundings,
    pages: Pages | None,
) -> Change | Hold | Collapse:
    """Judge a difference that is there for a reader."""
    before, after = live.before, live.after
    stands = held is not None and stands_again(before, held.story, after, difference, site_lines, pages)
    confirmed = held is not None and stands and now >= held.until
    kinds = kinds_of(before, after, difference)
    wall = live.wall or broken_doubt(before, after) or wall_doubt(before, after)
    if wall and not (confirmed and not live.wall and is_word_of_newsroom(before, after, held, now)):
        return Collapse(reason=wall) if confirmed else Hold(reason=wall, doubt=Doubt.READING)
    doubt = wall or live.another or reading_doubt(before, after)
    if doubt and not confirmed:
        return Hold(reason=doubt, doubt=Doubt.READING)
    if gone := deletion_doubt(live, held, site_lines, now):
        return Hold(reason=gone, doubt=Doubt.READING)
    if not doubt and not is_told_by_entries(live, difference) and (lines := lines_doubt(difference)):
        if not confirmed or waits_for_others(held, now, around):
            return Hold(reason=lines)
        doubt = lines
    twice = bool(doubt or live.confirmed)
    reason = ", ".join(filter(None, (doubt or reason_of(difference, live.words), "seen in two readings" * twice)))
    return Change(kinds=kinds, reason=reason, confirmed=twice, layout=pages is not None, teaser=after.teaser)


def deletion_doubt(live: LiveLook, held: Held | None, site_lines: frozenset[str], now: datetime) -> str:
    """Say that an entry is gone from between its neighbours and nobody saw it twice; empty where that holds up nothing.

    Entries that go by turns hold up what else is new for so long and no longer; they are never told as deleted.
    """
    doubted = live.unconfirmed | (live.confirmed if held is None or now < held.until else frozenset())
    if not doubted:
        return ""
    others = compared(without(live.before, doubted), live.after, site_lines) if doubted == live.unconfirmed else None
    if others and held is not None and now - held.since >= LONGEST_WAIT:
        return ""
    return "an entry is gone" if len(doubted) == 1 else f"{len(doubted)} entries are gone"


def is_told_by_entries(live: LiveLook, difference: Difference) -> bool:
    """Whether a difference is news by its place: a new entry that the page dates, or one seen deleted twice."""
    come = {line.text for step in difference.steps for line in step.after}
    return bool(live.confirmed or come & live.told)


def waits_for_others(held: Held | None, now: datetime, around: Surroundings) -> bool:
    """Whether the host's other articles are still to be looked at, so that the first article is not the fool."""
    if held is None or now - held.since >= LONGEST_WAIT:
        return False
    return around.looked < min(OTHERS, around.neighbours)


def is_word_of_newsroom(before: Story, after: Story, held: Held | None, now: datetime) -> bool:
    """Whether a text that shrank was cut by those who wrote it: they say so, or it has stood for a day.

    A retraction comes with a note or a new date, and a cut leaves the end; a wall does none of that for long. Another
    page without a date never is what the article says, however long it stands.
    """
    if wall_spoken_of(before, after) or is_undated_page(before, after):
        return False
    # What came broken is nobody's word.
    known = {note.text for note in before.notes}
    noted = any(note.text not in known and not BROKEN.search(note.text) for note in after.notes)
    dated = after.modified is not None and after.modified != before.modified
    cut = keeps_its_end(before, after) and not broken_doubt(before, after)
    said = noted or dated or cut
    return said or (held is not None and now - held.since >= STANDS_FOR_GOOD)


def flip_or_return(
    flip: Flip, before: Story, after: Story, held: Held | None, difference: Difference, now: datetime
) -> Flip | Change:
    """Tell a flip from a text that was taken back for good: that one stands for an hour."""
    steady = held is not None and not compared(held.story, after, frozenset())
    if held is None or not steady or now - held.since < FLIPS_WITHIN:
        return flip
    kinds = kinds_of(before, after, difference)
    return Change(kinds=kinds, reason=f"as version {flip.number} again, for an hour now", confirmed=True)


def stands_again(
    before: Story,
    held: Story,
    after: Story,
    difference: Difference,
    site_lines: frozenset[str],
    pages: Pages | None = None,
) -> bool:
    """Whether something of what was held stands in the second reading too: rotating text never does."""
    before, held = in_sight(before, held)
    earlier = compared(before, held, site_lines)
    if pages is not None:
        earlier = across(earlier, replace(pages, before=before, after=held))
    fields = earlier.fields & difference.fields
    if fields:
        return all(field_of(held, kind) == field_of(after, kind) for kind in fields)
    return bool(set(marks_of(earlier)) & set(marks_of(difference))) or is_told_again(earlier, difference)


def is_told_again(earlier: Difference, difference: Difference) -> bool:
    """Whether a sentence of the story's matter came twice, though its words still move: a count in progress."""
    first, second = (
        [line for step in one.steps for line in step.after if line.sentence and line.matter >= FAR_FROM_IT]
        for one in (earlier, difference)
    )
    return any(alike(one, other) for one in first for other in second)


def still_stands(before: Story, held: Held, after: Story) -> bool:
    """Whether something of what is held stands in a later reading too, so that it has stood since then."""
    before, after = in_sight(before, after)
    return stands_again(before, held.story, after, compared(before, after, frozenset()), frozenset())


def field_of(story: Story, kind: ChangeKind) -> str:
    """Give what a story has in one of its fields."""
    if kind is ChangeKind.DEK:
        return comparable(story.dek)
    if kind is ChangeKind.PHOTOGRAPH:
        return story.photograph.identity if story.photograph else ""
    return comparable(getattr(story, FIELDS[kind]))


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
    if any(not line.dek for step in difference.steps for line in step.before + step.after):
        kinds.add(ChangeKind.TEXT)
    if [comparable(note.text) for note in before.notes] != [comparable(note.text) for note in after.notes]:
        kinds.add(ChangeKind.NOTE)
    if promise(before.marker) != promise(after.marker):
        kinds.add(ChangeKind.MARKER)
    return frozenset(kinds)


def promise(marker: Marker | None) -> str:
    """Give the words by which a story promises updates; empty without."""
    return comparable(marker.phrase) if marker is not None and marker.kind is MarkerKind.PROMISE else ""


def reason_of(difference: Difference, entries: str = "") -> str:
    """Say why a change counts at once.

    Args:
        entries: what became of a live blog's entries, in words: it stands for their paragraphs.
    """
    said = [f"{kind.value} changed" for kind in TOLD if kind in difference.fields]
    steps = [step for step in difference.steps if not all(line.dek for line in step.before + step.after)]
    if any(line.note for step in steps for line in step.before + step.after):
        said.append("a note came, went or changed")
    if edited := sum(step.edited for step in steps):
        said.append("one paragraph edited" if edited == 1 else f"{edited} paragraphs edited")
    if entries:
        return ", ".join([*said, entries])
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
