from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.view.letters import ARTICLE, NEW, OLD
from tracker.model import FactKind, NoteKind, Part, SentenceEdit, SentenceOp
from tracker.view.sentence_lines import SCHEMA, WITHHELD, sentence_json, withheld_json

EDIT = SentenceEdit(
    op=SentenceOp.EDITED,
    part=Part.TEXT,
    before=(3, 4),
    after=(3,),
    old="It began. It ended.",
    new="It began and ended.",
    tags=("merged",),
)


def test_an_edit_is_one_flat_object() -> None:
    assert sentence_json(ARTICLE, OLD, NEW, EDIT, language="en-GB", engine=2) == {
        "schema": 1,
        "engine": 2,
        "article": 12,
        "site": "lantern.example",
        "url": "https://lantern.example/ferry",
        "language": "en-GB",
        "version_before": 3,
        "version_after": 4,
        "first_seen_before": "2026-11-22T12:39:00.000Z",
        "last_seen_before": "2026-11-22T13:02:00.000Z",
        "first_seen_after": "2026-11-22T13:07:00.000Z",
        "modified_before": "2026-11-22T12:37:00.000Z",
        "modified_after": "2026-11-22T13:05:00.000Z",
        "text_sha256_before": "",
        "text_sha256_after": "",
        "op": "edited",
        "part": "text",
        "sentences_before": [3, 4],
        "sentences_after": [3],
        "text_before": "It began. It ended.",
        "text_after": "It began and ended.",
        "tags": ["merged"],
        "why": "",
    }


def test_a_text_of_one_look_was_seen_last_when_it_was_seen_first() -> None:
    began = OLD.first_seen - timedelta(milliseconds=7)
    told = sentence_json(ARTICLE, OLD, replace(NEW, last_seen_old=began), EDIT, language="en", engine=2)

    assert told["first_seen_before"] == told["last_seen_before"] == "2026-11-22T12:39:00.000Z"


def test_a_step_that_is_withheld_has_the_same_keys_and_no_words() -> None:
    told = withheld_json(ARTICLE, OLD, NEW, "redacted")

    assert [*told] == [*sentence_json(ARTICLE, OLD, NEW, EDIT, language="", engine=1)]
    assert (told["op"], told["why"], told["text_before"], told["text_after"]) == ("withheld", "redacted", "", "")


def test_the_schema_is_documented_key_by_key(project: Path) -> None:
    page = (project / "docs" / "sentences.md").read_text()
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    documented = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    assert documented == [*withheld_json(ARTICLE, OLD, NEW, "")]
    assert f"now {SCHEMA} |" in page


def test_every_op_part_and_kind_of_note_is_documented(project: Path) -> None:
    page = (project / "docs" / "sentences.md").read_text()

    for word in (*SentenceOp, *Part, *NoteKind, WITHHELD, FactKind.NUMBER, FactKind.QUOTE):
        assert f"`{word}`" in page
