"""Declared or not: what was compared, and dates that prove nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.core.facts.telling import written
from tracker.core.diff import diff
from tracker.core.facts import facts, trusted_dates
from tracker.model import Change, ChangeKind, Fact, FactKind, Note, NoteKind, Story, Version

THEN = datetime(2031, 5, 1, 14, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
OLD = "The mayor of Pell spoke to the crews in the harbour."
NEW = "The mayor of Pell shouted at the crews in the harbour."
UPDATE = Note(kind=NoteKind.UPDATE, text="Updated at 14:02")
EDITORS = Note(kind=NoteKind.EDITORS_NOTE, text="Editor’s note: A name was changed.")


def dated(text: str, modified: datetime | None = THEN, *notes: Note, published: datetime | None = None) -> Story:
    """A story with its date of change and its notes."""
    return replace(written(text), modified=modified, published=published, notes=notes)


def silent(before: Story, after: Story, *, trusted: bool = True) -> list[Fact]:
    """The fact that nothing moved, or none."""
    found = facts(before, after, diff(before, after), trusted_dates=trusted)
    return [fact for fact in found if fact.kind is FactKind.UNDECLARED]


def version(number: int, modified: datetime | None, seen: datetime) -> Version:
    """A version with the date that its page gave and the time at which it was read."""
    return Version(
        article_id=1,
        number=number,
        first_seen=seen,
        last_seen_old=None,
        last_seen=seen,
        headline="A headline",
        published=None,
        modified=modified,
        url="https://orrin.example/1",
        status_line="HTTP/1.1 200 OK",
        body_sha256="",
        text_sha256="",
        chain_hash="",
        change=Change(kinds=frozenset((ChangeKind.TEXT,)), reason="the text differs"),
    )


@pytest.mark.parametrize(
    ("notes", "compared"),
    [
        ((), "dateModified 2031-05-01 14:02 UTC, no update line, no note"),
        ((UPDATE,), "dateModified 2031-05-01 14:02 UTC, 1 update line, no note"),
        ((UPDATE, EDITORS), "dateModified 2031-05-01 14:02 UTC, 1 update line, 1 note"),
        ((EDITORS, EDITORS), "dateModified 2031-05-01 14:02 UTC, no update line, 2 notes"),
    ],
)
def test_it_is_said_in_these_words_with_what_was_compared(notes: tuple[Note, ...], compared: str) -> None:
    (fact,) = silent(dated(OLD, THEN, *notes), dated(NEW, THEN, *notes))
    assert fact.text == "no date, update line or note moved"
    assert fact.place == compared
    assert (fact.before, fact.after) == ("", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(dated(OLD), dated(NEW, THEN + HOUR), id="the date moved"),
        pytest.param(dated(OLD, None), dated(NEW, None), id="no date is given"),
        pytest.param(dated(OLD, None), dated(NEW), id="a date came"),
        pytest.param(dated(OLD), dated(OLD), id="nothing changed"),
        pytest.param(dated(OLD), dated(OLD.upper()), id="form alone changed"),
        pytest.param(dated(OLD), dated(NEW, THEN, UPDATE), id="an update line came"),
        pytest.param(dated(OLD, THEN, EDITORS), dated(NEW, THEN), id="a note went"),
        pytest.param(
            dated(OLD, THEN.replace(hour=0, minute=0)),
            dated(NEW, THEN.replace(hour=0, minute=0)),
            id="a date without a time of day",
        ),
        pytest.param(
            dated(OLD, THEN, published=THEN + HOUR),
            dated(NEW, THEN, published=THEN + HOUR),
            id="changed before it was published",
        ),
        pytest.param(
            replace(dated(OLD), byline="A. Moss"), replace(dated(OLD), byline="B. Lind"), id="the byline alone"
        ),
    ],
)
def test_it_is_not_said(before: Story, after: Story) -> None:
    assert silent(before, after) == []


def test_it_is_not_said_where_the_dates_of_a_page_are_not_to_be_believed() -> None:
    assert silent(dated(OLD), dated(NEW), trusted=False) == []
    assert silent(dated(OLD), dated(NEW), trusted=True)


def test_a_published_day_says_nothing_against_a_date_of_change() -> None:
    day = THEN.replace(hour=0, minute=0)
    assert silent(dated(OLD, THEN, published=day), dated(NEW, THEN, published=day))


@pytest.mark.parametrize(
    ("moments", "trusted"),
    [
        pytest.param([(THEN, THEN + HOUR), (THEN, THEN + 2 * HOUR)], True, id="a date that stands still"),
        pytest.param([(THEN, THEN), (THEN + HOUR, THEN + HOUR)], True, id="dates of the moment"),
        pytest.param([(THEN + HOUR, THEN)], False, id="a date in the future"),
        pytest.param([(THEN + timedelta(minutes=3), THEN)], True, id="a clock that is a little fast"),
        pytest.param([(THEN.replace(hour=0, minute=0), THEN)] * 2, False, id="days alone"),
        pytest.param([(None, THEN)], False, id="no date at all"),
        pytest.param([], False, id="no version"),
    ],
)
def test_the_dates_of_a_page_are_believed_unless_they_lie(
    moments: list[tuple[datetime | None, datetime]], trusted: bool
) -> None:
    versions = [version(number, modified, seen) for number, (modified, seen) in enumerate(moments, start=1)]
    assert trusted_dates(versions) is trusted
