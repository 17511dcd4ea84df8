"""Paragraphs that came, went, changed or moved; form only; and text that changed under a date that did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.core.diff.stories import story
from tests.core.facts.labels import Label, Pair, added, edit, edited, moved, removed, whole
from tracker.model import FactKind, Story

FIRE = "A fire broke out at the harbour before dawn, and smoke could be seen for miles."
MAYOR = "The mayor asked everyone to stay inside until the evening. She will speak again tonight."
SHIP = "A ship that carried grain was towed to the other side of the bay in the dark."
SCHOOL = "Schools stay closed, and buses run on a holiday timetable until further notice."
TRAINS = "Trains to the north stand still because sparks have set fire to the sleepers."
CLINIC = "Doctors at the clinic in Pell treated sailors for burns and for smoke in their lungs."
CAUSE = "Nobody knows the cause, though a watchman speaks of a lamp that fell into straw."
WIND = "Wind from the sea drives the flames towards the timber yards of the old town."
_BODY = (FIRE, MAYOR, SHIP, SCHOOL, TRAINS, CLINIC)


def _come_and_gone() -> Iterator[Pair]:
    for place in range(len(_BODY) + 1):
        more = story(*_BODY[:place], CAUSE, *_BODY[place:])
        yield whole("paragraphs", f"one came at {place}", story(*_BODY), more, added())
        yield whole("paragraphs", f"one went at {place}", more, story(*_BODY), removed())
    for count in (2, 3, 4, 5):
        yield whole("paragraphs", f"{count} came", story(*_BODY[count:]), story(*_BODY), added(count))
        yield whole("paragraphs", f"{count} went", story(*_BODY), story(*_BODY[count:]), removed(count))


def _moves() -> Iterator[Pair]:
    for place, text in enumerate(_BODY[2:], start=2):
        others = [*_BODY[:place], *_BODY[place + 1 :]]
        yield whole("paragraphs", f"{place} to the head", story(*_BODY), story(text, *others), moved())
        longer = text.replace(".", " today.", 1)
        yield whole(
            "paragraphs", f"{place} to the head, edited", story(*_BODY), story(longer, *others), moved(), edited()
        )
    for place, text in enumerate(_BODY[:3]):
        others = [*_BODY[:place], *_BODY[place + 1 :]]
        yield whole("paragraphs", f"{place} to the foot", story(*_BODY), story(*others, text), moved())


FIRST, SECOND = MAYOR.split(". ")
EDITS = (
    whole(
        "paragraphs",
        "three edited",
        story(*_BODY),
        story(FIRE, MAYOR.replace("evening", "morning"), SHIP.replace("grain", "coal"), f"All {SCHOOL}", *_BODY[4:]),
        edited(3),
    ),
    whole("paragraphs", "split", story(FIRE, MAYOR, SHIP), story(FIRE, f"{FIRST}.", SECOND, SHIP), edited()),
    whole("paragraphs", "merged", story(FIRE, f"{FIRST}.", SECOND, SHIP), story(FIRE, MAYOR, SHIP), edited()),
    whole(
        "paragraphs",
        "one of each",
        story(FIRE, MAYOR, SHIP, SCHOOL, TRAINS),
        story(TRAINS, FIRE, MAYOR.replace("evening", "morning"), SCHOOL, CAUSE),
        added(),
        removed(),
        edited(),
        moved(),
    ),
    whole("paragraphs", "all new", story(FIRE, MAYOR), story(CLINIC, TRAINS), added(2), removed(2)),
    whole("paragraphs", "nothing", story(*_BODY), story(*_BODY)),
    edit("paragraphs", "a sentence more", SHIP, f"{SHIP} {WIND}"),
    edit("paragraphs", "a sentence less", f"{SHIP} {WIND}", SHIP),
    edit("paragraphs", "two sentences in the other order", f"{SHIP} {WIND}", f"{WIND} {SHIP}"),
    edit("paragraphs", "a statement became a question", "The watchman has left.", "The watchman has left?"),
    edit("paragraphs", "a sign before a number", "It was -5 degrees in Sarn.", "It was 5 degrees in Sarn."),
)

_FORM = (
    ("“It’s over” - he said.", '"It\'s over" – he said.'),
    ("The Mayor of Pell spoke.", "The mayor of Pell spoke."),
    ("Crews came by boat , and on foot.", "Crews came by boat, and on foot."),
    ("Crews came - at last - on foot.", "Crews came — at last — on foot."),
    ("Wait... there is more.", "Wait… there is more."),
    ("It was a long term plan.", "It was a long-term plan."),
    ("The co-operative met.", "The cooperative met."),
    ("He left; she stayed.", "He left, she stayed."),
    ("Ferries run as usual", "Ferries run as usual."),
    ("THE TOWER IS CLOSED.", "The tower is closed."),
    ("Nurses (and doctors) came.", "Nurses, and doctors, came."),
    ("ﬁre in the ofﬁce", "fire in the office"),
)


def _form_only() -> Iterator[Pair]:
    for before, after in _FORM:
        label = Label(kind=FactKind.COSMETIC)
        yield whole("form", f"{before} → {after}", story(FIRE, before), story(FIRE, after), label)
    label = Label(kind=FactKind.COSMETIC)
    yield whole("form", "a headline", story(FIRE, headline="Fire At Sea"), story(FIRE, headline="Fire at sea"), label)


_THEN = datetime(2031, 5, 1, 8, 0, tzinfo=UTC)
_QUIET = Label(kind=FactKind.UNDECLARED)
_QUIET_EDITS = (
    ("before dawn", "at noon"),
    ("harbour", "quay"),
    ("smoke", "black smoke"),
    ("A fire", "A small fire"),
    ("broke out", "was laid"),
    ("miles", "hours"),
    ("fire", "blaze"),
    ("could be", "was"),
    ("the harbour", "a harbour"),
    ("for miles", "for many miles"),
)


def _dated(text: str, *more: str, modified: datetime | None = _THEN) -> Story:
    return replace(story(text, *more), modified=modified)


def _undeclared() -> Iterator[Pair]:
    for old, new in _QUIET_EDITS:
        after = FIRE.replace(old, new)
        yield whole("declared", f"{old} → {new} in silence", _dated(FIRE), _dated(after), edited(), _QUIET)
    edits = FIRE.replace("before dawn", "at noon")
    later = _THEN + timedelta(hours=1)
    yield whole("declared", "the date moved", _dated(FIRE), _dated(edits, modified=later), edited())
    yield whole("declared", "no date given", _dated(FIRE, modified=None), _dated(edits, modified=None), edited())
    yield whole("declared", "form only in silence", _dated(FIRE), _dated(FIRE.upper()), Label(kind=FactKind.COSMETIC))
    yield whole("declared", "a paragraph came in silence", _dated(FIRE), _dated(FIRE, SHIP), added(), _QUIET)
    yield whole("declared", "one went in silence", _dated(FIRE, SHIP), _dated(FIRE), removed(), _QUIET)
    note = "Correction: It was noon."
    told = Label(kind=FactKind.CORRECTION_ADDED, after=note)
    yield whole("declared", "a correction came", _dated(FIRE), _dated(edits, note), told, edited(), added())


PARAGRAPHS: tuple[Pair, ...] = (*_come_and_gone(), *_moves(), *EDITS, *_form_only(), *_undeclared())
