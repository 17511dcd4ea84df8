"""Whether a page declared its change: by its date, an update line or a note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from tracker.core.facts.entries import DATED, is_dated_anew
from tracker.model import Fact, FactKind, NoteKind, Story, Version

# Clocks of servers and ours differ by so much without anybody lying.
_CLOCK_DRIFT = timedelta(minutes=5)
_DECLARING = frozenset(
    (
        FactKind.CORRECTION_ADDED,
        FactKind.CLARIFICATION_ADDED,
        FactKind.NOTE_ADDED,
        FactKind.NOTE_REMOVED,
        FactKind.UPDATE_NOTED,
    )
)
# Who wrote it, in which order it stands and where its links lead is not its text; new entries come with their own time.
_NO_TEXT = DATED | {FactKind.BYLINE, FactKind.MOVED, FactKind.LINK}


def undeclared(before: Story, after: Story, found: Sequence[Fact]) -> Fact | None:
    """Say that the text changed while the page's date, update lines and notes did not, and what was compared.

    Returns:
        The fact; None where something moved, where nothing but form changed, or where the page gives no date by
        which it could be told: none at all, one without a time of day, or one before its own publication.
    """
    if before.modified is None or before.modified != after.modified or not _is_plausible(after):
        return None
    if is_dated_anew(before, after):
        return None
    if _notes(before) != _notes(after) or any(fact.kind in _DECLARING for fact in found):
        return None
    if all(fact.kind in _NO_TEXT for fact in found):
        return None
    kind = FactKind.UNDECLARED
    return Fact(kind=kind, text=kind.value, place=_compared(before.modified, after))


def trusted_dates(versions: Iterable[Version]) -> bool:
    """Whether the dates of change that a page gave with its versions can be believed.

    They cannot where one lay in the future when it was read, or where none ever has a time of day. A date that never
    moves is no reason: that is what is told.
    """
    given = [(version.modified, version.first_seen) for version in versions if version.modified is not None]
    if any(modified > seen + _CLOCK_DRIFT for modified, seen in given):
        return False
    return any(not _is_day_only(modified) for modified, _ in given)


def _is_plausible(story: Story) -> bool:
    if story.modified is None or _is_day_only(story.modified):
        return False
    return story.published is None or _is_day_only(story.published) or story.modified >= story.published


def _is_day_only(moment: datetime) -> bool:
    """Whether nothing but a day was given: it stands still all day, whatever changes."""
    utc = moment.astimezone(UTC)
    return (utc.hour, utc.minute, utc.second) == (0, 0, 0)


def _notes(story: Story) -> set[tuple[NoteKind, str]]:
    return {(note.kind, note.text) for note in story.notes if note.kind is not NoteKind.NOTICE}


def _compared(modified: datetime, story: Story) -> str:
    """What stood still: `dateModified 2031-05-01 08:00 UTC, 1 update line, no note`."""
    lines = sum(note.kind is NoteKind.UPDATE for note in story.notes)
    notes = sum(note.kind not in (NoteKind.UPDATE, NoteKind.NOTICE) for note in story.notes)
    counted = (_counted(lines, "update line"), _counted(notes, "note"))
    return ", ".join((f"dateModified {modified.astimezone(UTC):%Y-%m-%d %H:%M} UTC", *counted))


def _counted(count: int, noun: str) -> str:
    return f"no {noun}" if not count else f"{count} {noun}{'' if count == 1 else 's'}"
