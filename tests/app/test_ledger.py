"""The ledger of an article in the record: its steps, also over versions that cannot be read, and its variants."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.edges.store.examples import NOON, at, changed, opening, story
from tests.edges.store.test_writing import look
from tracker.app.archive import Archive
from tracker.app.ledger import ledger_of
from tracker.edges.store import Store
from tracker.model import Event, EventKind, FactKind, Report, Settings
from tracker.model.life import Ledger

TEXTS = ("At least 12 people were killed.", "At least 45 people were killed.", "At least 52 people were killed.")


def archive_of(
    folder: Path, *reports: tuple[float, str, str], redacted: tuple[int, ...] = (), flip: bool = False
) -> Archive:
    """Keep a first version, then one for each headline and text."""
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening(text=TEXTS[0]))
        for number, (minutes, headline, text) in enumerate(reports, start=1):
            report = _report(store, minutes, headline, text)
            happened = _flip(minutes) if flip and number == len(reports) else ()
            store.record(replace(report, events=happened))
        if redacted:
            store.redact(1, redacted, reason="court order", now=at(500))
    return Archive.open(Settings(data=folder))


def _report(store: Store, minutes: float, headline: str, text: str) -> Report:
    return replace(changed(look(store, minutes), at(minutes), text), story=story(text, headline=headline))


def _flip(minutes: float) -> tuple[Event, ...]:
    reason = "the text of version 1 again: variants by turns"
    began = at(minutes) + timedelta(minutes=1)
    return (Event(kind=EventKind.FLIP, state="variants by turns", reason=reason, began=began, ended=at(minutes + 20)),)


def kinds(found: Ledger) -> list[list[FactKind]]:
    return [[fact.kind for fact in step.facts if fact.kind is not FactKind.UNDECLARED] for step in found.steps]


def test_every_step_carries_its_facts_and_its_two_looks(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (10, "Bridge closed", TEXTS[1]), (20, "Bridge falls", TEXTS[2]))
    found = ledger_of(archive, archive.article("1"))

    assert [(step.before, step.turn.number, step.turn.by) for step in found.steps] == [(1, 2, at(10)), (2, 3, at(20))]
    assert found.steps[0].turn.after == NOON - timedelta(seconds=1)
    assert FactKind.NUMBER in kinds(found)[0]
    assert FactKind.HEADLINE in kinds(found)[1]
    assert [thread.text.split(" people")[0] for thread in found.threads] == ["12 → 45 → 52"]
    assert [spell.headlines for spell in found.headlines] == [("Bridge closed",), ("Bridge falls",)]


def test_over_a_redacted_version_the_step_goes_from_the_one_before_it(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (10, "Bridge closed", TEXTS[1]), (20, "Bridge closed", TEXTS[2]), redacted=(2,))
    found = ledger_of(archive, archive.article("1"))

    assert [(step.before, step.turn.number, step.turn.earliest) for step in found.steps] == [(1, 3, 2)]
    assert found.steps[0].turn.after == NOON - timedelta(seconds=1)
    assert found.unread == (2,)
    assert [thread.text.split(" people")[0] for thread in found.threads] == ["12 → 52"]


def test_since_leaves_out_older_steps_and_numbers_that_have_not_moved(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path,
        (10, "Bridge closed", TEXTS[1]),
        (20, "Bridge falls", TEXTS[1]),
        (30, "Bridge falls", TEXTS[1] + " All."),
    )
    article = archive.article("1")

    late = ledger_of(archive, article, since=at(15))
    latest = ledger_of(archive, article, since=at(25))

    assert [step.turn.number for step in late.steps] == [3, 4]
    assert (late.threads, [spell.headlines for spell in late.headlines]) == ((), [("Bridge falls",)])
    assert ([step.turn.number for step in latest.steps], latest.headlines) == ([4], ())


def test_two_headlines_seen_by_turns_are_variants_and_no_change(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (10, "Bridge falls", TEXTS[0]), flip=True)
    found = ledger_of(archive, archive.article("1"))

    assert [spell.headlines for spell in found.headlines] == [("Bridge closed", "Bridge falls")]
    assert [step.variant for step in found.steps] == [True]


def test_headlines_that_alternate_over_hours_are_variants(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path,
        (90, "Bridge falls", TEXTS[0]),
        (180, "Bridge closed", TEXTS[0]),
        (270, "Bridge falls", TEXTS[0]),
        (360, "River rises", TEXTS[0]),
    )
    found = ledger_of(archive, archive.article("1"))

    assert [(spell.headlines, spell.last) for spell in found.headlines] == [
        (("Bridge closed", "Bridge falls"), 4),
        (("River rises",), 5),
    ]
    assert [step.variant for step in found.steps] == [True, True, True, False]


def test_an_article_of_one_version_has_an_empty_ledger(tmp_path: Path) -> None:
    archive = archive_of(tmp_path)
    found = ledger_of(archive, archive.article("1"))

    assert (found.steps, found.threads) == ((), ())
    assert [spell.headlines for spell in found.headlines] == [("Bridge closed",)]
