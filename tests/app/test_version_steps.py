from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.bridge import DAMAGE, TEXTS, filled, redacted
from tests.edges.export.examples import change
from tests.edges.store.examples import LEASE, NOON, at, changed, opening, story
from tracker.app.version_steps import LifeStep, VersionSteps
from tracker.edges.store import Record, Store
from tracker.model import SentenceOp


def steps_of(folder: Path) -> VersionSteps:
    record = Record.open(folder)
    return VersionSteps.of(record, record.article(1))


def laid(steps: VersionSteps) -> list[LifeStep]:
    return list(steps.lay(steps.pairs()))


def test_each_version_comes_with_the_one_before_it(tmp_path: Path) -> None:
    filled(tmp_path)
    steps = steps_of(tmp_path)

    assert [(old and old.number, new.number) for old, new in steps.pairs()] == [(None, 1), (1, 2), (2, 3)]
    assert [(old and old.number, new.number) for old, new in steps.changes(None)] == [(1, 2), (2, 3)]
    assert [new.number for _, new in steps.changes(at(3))] == [3]
    assert steps.changes(at(5)) == []


def test_a_step_says_what_happened_and_what_became_of_each_sentence(tmp_path: Path) -> None:
    filled(tmp_path)

    first, second, _ = laid(steps_of(tmp_path))

    assert (first.laid, first.why, first.language, first.sentence_edits()) == (None, "", "en-GB", ())
    assert second.laid is not None
    assert "12 → 45 people" in second.laid.summary
    assert [(edit.old, edit.new) for edit in second.sentence_edits() if edit.op is SentenceOp.EDITED] == [TEXTS[:2]]


def test_a_step_is_laid_only_when_it_is_asked_for(tmp_path: Path) -> None:
    filled(tmp_path)
    steps = steps_of(tmp_path)
    asked = iter(steps.lay(reversed(steps.pairs())))
    change(tmp_path, "UPDATE blob SET data = x'00'")

    assert next(asked).damaged


def test_what_is_redacted_is_no_damage_and_what_does_not_read_back_is(tmp_path: Path) -> None:
    redacted(tmp_path / "redacted", 2)
    filled(tmp_path / "damaged")
    change(tmp_path / "damaged", DAMAGE)

    assert [(bool(one.why), one.damaged) for one in laid(steps_of(tmp_path / "redacted"))] == [
        (False, False),
        (True, False),
        (True, False),
    ]
    assert [(bool(one.why), one.damaged) for one in laid(steps_of(tmp_path / "damaged"))] == [
        (False, False),
        (False, False),
        (True, True),
    ]


@pytest.mark.parametrize("reread", [True, False])
def test_the_older_side_is_what_the_reader_of_the_newer_one_makes_of_its_page(reread: bool, tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening(text="The bridge is closed. Share this."))
        (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
        report = changed(claim, at(1), "The bridge is open.")
        store.record(replace(report, reread=story("The bridge is closed.") if reread else None))

    (_, step) = laid(steps_of(tmp_path))

    assert step.laid is not None
    assert step.laid.diff.before[0] == ("The bridge is closed." if reread else "The bridge is closed. Share this.")
