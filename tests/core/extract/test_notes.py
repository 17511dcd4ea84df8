from __future__ import annotations

import pytest

from tracker.core.extract.notes import note_kind
from tracker.model import NoteKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: The bridge was opened in 1931.", NoteKind.CORRECTION),
        ("Correction (March 3, 2026): The bridge was opened in 1931.", NoteKind.CORRECTION),
        ("An earlier version of this story named the wrong pier.", NoteKind.CORRECTION),
        ("This article was corrected on Monday.", NoteKind.CORRECTION),
        ("*Korrektur: Die Brücke wurde 1931 eröffnet.", NoteKind.CORRECTION),
        ("Fe de errores: el puente se abrió en 1931.", NoteKind.CORRECTION),
        ("訂正:橋の開通は1931年でした。", NoteKind.CORRECTION),
        ("Clarification: The mayor spoke for herself.", NoteKind.CLARIFICATION),
        ("This story has been clarified.", NoteKind.CLARIFICATION),
        ("Editor’s note: The names of the children were changed.", NoteKind.EDITORS_NOTE),
        ("Anmerkung der Redaktion: Namen geändert.", NoteKind.EDITORS_NOTE),
        ("Update, 3:15 p.m.: The bridge is open again.", NoteKind.UPDATE),
        ("UPDATE: The bridge is open again.", NoteKind.UPDATE),
        ("This is a breaking news story and will be updated.", NoteKind.NOTICE),
        ("Editor’s note: This is a breaking news story and will be updated.", NoteKind.NOTICE),
    ],
)
def test_a_note_is_known_by_how_it_begins(text: str, kind: NoteKind) -> None:
    assert note_kind(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The harbour bridge was closed on Monday.",
        "The minister asked for a correction of the figures.",
        "Corrections officers searched the wing on Monday.",
        "He updated the council on Tuesday.",
        "Correction: " + "long " * 300,
    ],
)
def test_the_text_of_a_story_is_no_note(text: str) -> None:
    assert note_kind(text) is None
