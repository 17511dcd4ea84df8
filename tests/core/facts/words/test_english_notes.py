"""English notes: how newsrooms word them, and what only sounds like one."""

from __future__ import annotations

import pytest

from tracker.core.facts.notes import note_kind
from tracker.model import NoteKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Corrected on 3 May: the name of the ship.", NoteKind.CORRECTION),
        ("Due to an editing error, a previous version of this story misstated the date.", NoteKind.CORRECTION),
        ("A headline on an earlier version of this article misstated the toll.", NoteKind.CORRECTION),
        ("The original version of this story misstated the year.", NoteKind.CORRECTION),
        ("In a story about a fire, the agency reported erroneously that two had died.", NoteKind.CORRECTION),
        ("This version of the story corrects the name of the bay.", NoteKind.CORRECTION),
        ("A correction was made on March 3, 2031: An earlier version misstated the year.", NoteKind.CORRECTION),
        ("Editor’s note: An earlier version of this story misstated the year.", NoteKind.CORRECTION),
        ("Editor’s note: This story holds descriptions of violence.", NoteKind.EDITORS_NOTE),
        ("A correction was issued by the company on March 3.", None),
        ("A correction was made on Tuesday by the court: the sum is lower.", None),
        ("This article was amended on 3 May to clarify that the firm owns half.", NoteKind.CLARIFICATION),
        ("This story and headline have been updated with more details.", NoteKind.UPDATE),
        ("UPDATE, 6:40 p.m.: Both lanes are open.", NoteKind.UPDATE),
        ("We'll have more on this story as it develops.", NoteKind.NOTICE),
        ("Corrections officers found the man at dawn.", None),
        ("This story of love and loss was corrected by his brother.", None),
        ("An earlier version of the bill was rejected.", None),
        ("Because of an error, an earlier version of this drug was withdrawn.", None),
        ("Updated Monday's forecasts show more rain.", None),
        ("For the record: I never met the man, she told the court.", None),
    ],
)
def test_a_note_is_known_by_its_wording(text: str, kind: NoteKind | None) -> None:
    assert note_kind(text) is kind
