"""JSON: what `json.dumps` takes, with both texts to the byte."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from tests.view.render.diffs import any_diff
from tests.view.render.stories import KEPT, NEW, block, harbour
from tracker.model import BlockChange, Confidence, Diff, Fact, FactKind, FieldDiff, Span
from tracker.view.render.json import SCHEMA, as_json


def read(diff: Diff) -> dict[str, Any]:
    """A diff as another program reads it."""
    found = json.loads(json.dumps(as_json(diff)))
    assert isinstance(found, dict)
    return found


def rebuilt(spans: list[dict[str, str]], side: str) -> str:
    return "".join(span["text"] for span in spans if span["op"] in ("=", side))


def blocks(found: dict[str, Any], *, side: str, places: str, elsewhere: str) -> list[str]:
    """The blocks of one side, rebuilt by the rules of the schema alone."""
    texts: list[str] = []
    for one in found["blocks"]:
        if one["change"] != elsewhere and one[places]:
            whole = rebuilt(one["spans"], side)
            texts += whole.split("\n\n") if len(one[places]) > 1 else [whole]
    return texts


@given(any_diff)
def test_both_stories_are_rebuilt_from_what_another_program_reads(diff: Diff) -> None:
    found = read(diff)
    assert blocks(found, side="-", places="before", elsewhere="moved here") == list(diff.before)
    assert blocks(found, side="+", places="after", elsewhere="moved away") == list(diff.after)
    for field, told in zip(diff.fields, found["fields"], strict=True):
        assert (rebuilt(told["spans"], "-"), rebuilt(told["spans"], "+")) == (field.before, field.after)
        assert told["changed"] == field.changed


def test_the_keys_are_the_documented_ones_and_no_others() -> None:
    found = read(harbour())
    assert list(found) == [
        "schema",
        "engine",
        "changed",
        "coarse",
        "summary",
        "facts",
        "fields",
        "entries",
        "blocks",
        "repeated",
    ]
    assert found["schema"] == SCHEMA
    assert {key for one in found["blocks"] for key in one} == {
        *("change", "kind", "before", "after", "move", "entry", "spans", "links")
    }
    assert {key for one in found["fields"] for key in one} == {"name", "changed", "spans"}


def test_a_coarse_diff_says_so() -> None:
    assert read(Diff(fields=(), blocks=(), coarse=True))["coarse"] is True
    assert read(Diff(fields=(), blocks=(), engine=7))["engine"] == 7


def test_a_move_of_a_sentence_stands_at_its_span_and_nowhere_else() -> None:
    spans = (Span(op=KEPT, text="One. "), Span(op=NEW, text="Two.", move=0))
    found = read(Diff(fields=(FieldDiff(name="headline", spans=spans),), blocks=()))
    assert found["fields"][0]["spans"] == [{"op": "=", "text": "One. "}, {"op": "+", "text": "Two.", "move": 0}]


def test_texts_are_as_the_page_had_them() -> None:
    nasty = "\x1b[2J\u202e<b>"
    found = read(Diff(fields=(), blocks=(block(BlockChange.ADDED, (NEW, nasty), after=(0,)),)))
    assert found["blocks"][0]["spans"][0]["text"] == nasty


def test_a_fact_of_the_whole_story_has_empty_sides() -> None:
    facts = [Fact(kind=FactKind.COSMETIC, text="form only")]
    assert as_json(harbour(), facts)["facts"] == [
        {
            "kind": "form only",
            "text": "form only",
            "before": "",
            "after": "",
            "place": "",
            "block": None,
            "confidence": "exact",
            "number": "",
            "noun": "",
            "sentences": [],
        }
    ]


def test_a_fact_gives_its_place_what_its_number_counts_and_the_sentences_it_changed() -> None:
    toll = Fact(
        kind=FactKind.NUMBER,
        text="12 → 45 dead",
        before="12",
        after="45",
        place="paragraph 4",
        block=5,
        confidence=Confidence.LIKELY,
        number="toll",
        noun="dead",
    )
    correction = Fact(kind=FactKind.CORRECTION_ADDED, text="correction added", sentences=(("12 died.", "45 died."),))
    told, tied = json.loads(json.dumps(as_json(harbour(), [toll, correction])))["facts"]
    assert (told["block"], told["confidence"], told["number"], told["noun"]) == (5, "likely", "toll", "dead")
    assert tied["sentences"] == [{"before": "12 died.", "after": "45 died."}]
