"""The labels of real revisions: kinds and words of facts by id, never text, and how they are laid over a pair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.facts import LABELS, labelled, revisions
from tests.core.facts.scoring import outcome
from tracker.model import FactKind

LONGEST = 40
PAIR: dict[str, Any] = {
    "id": "paper:1",
    "source": "paper",
    "old": {"title": "Fire in Tarn", "paragraphs": ["The fire killed 12 people in Tarn.", "Rain is due on the coast."]},
    "new": {"title": "Fire in Tarn", "paragraphs": ["The fire killed 14 people in Tarn.", "Rain is due on the coast."]},
}
TOLL = {"kind": "number changed", "before": "12", "after": "14"}
EDITED = {"kind": "paragraphs edited", "after": "1|2"}


def rows() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(LABELS.read_text("utf-8"))
    return loaded


def test_more_than_a_hundred_pairs_are_labelled_and_some_of_them_have_nothing_to_tell() -> None:
    assert len(rows()) >= 120
    assert sum(not [label for label in row["told"] if not label.get("optional")] for row in rows().values()) >= 10


def test_labels_name_kinds_that_exist_and_hold_no_text_of_a_page() -> None:
    labels = [label for row in rows().values() for label in row["told"]]
    assert {label["kind"] for label in labels} <= set(FactKind)
    assert {kind for row in rows().values() for kind in row["free"]} <= set(FactKind)
    sides = [str(label.get(side, "")) for label in labels for side in ("before", "after", "noun")]
    assert [side for side in sides if len(side) > LONGEST] == []


def test_labels_are_laid_over_the_pair_that_they_name() -> None:
    found = outcome(labelled(PAIR, {"told": [TOLL, EDITED], "free": []}))
    assert (len(found.right), found.wrong, found.missed) == (2, (), ())


def test_what_no_label_asks_for_is_wrong_but_for_what_is_free() -> None:
    strict, lenient = (outcome(labelled(PAIR, {"told": [EDITED], "free": free})) for free in ([], ["number changed"]))
    assert [fact.kind for fact in strict.wrong] == [FactKind.NUMBER]
    assert lenient.wrong == ()


def test_without_the_file_of_pairs_there_is_nothing_to_score(tmp_path: Path) -> None:
    assert list(revisions(tmp_path / "missing.jsonl")) == []
