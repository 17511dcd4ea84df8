"""What a newsroom says about its own text: added, removed, moved, or only sounding like it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.core.diff.stories import story
from tests.core.facts.labels import ABOVE, BELOW, Label, Pair, added, moved, removed, whole
from tracker.model import FactKind

CORRECTIONS = (
    "Correction: An earlier version of this story gave the wrong age of the pilot.",
    "CORRECTION: The ferry sank on Tuesday, not on Monday.",
    "Corrections: The mayor is called Ilse Moor; Karsk lies in the north.",
    "This story has been corrected to give the right name of the ship.",
    "This article was corrected on 4 March to show that two people were held.",
    "This headline has been corrected to reflect the number of boats.",
    "An earlier version of this article misstated the height of the tower.",
    "A previous version of this report said that the dam had burst.",
    "Correction (5 May): The vote was held in Sarn.",
    "An earlier version of this headline named the wrong town.",
    "The story incorrectly said that the school was closed.",
    "This post has been updated to correct the spelling of Aldo Renn.",
)
CLARIFICATIONS = (
    "Clarification: The mayor spoke on Friday, before the vote.",
    "CLARIFICATION: The firm owns half of the mine.",
    "Clarifications: The clinic is run by the province.",
    "This story has been clarified to say who paid for the flight.",
    "This article has been clarified to reflect that the charge was dropped.",
    "This story was updated to clarify the position of the union.",
    "Clarification – the tower was open to staff only.",
    "Clarification (6 June): the count includes postal votes.",
    "This headline was amended to clarify that the order is temporary.",
    "This report has been updated to clarify what the court decided.",
)
EDITORS_NOTES = (
    "Editor’s note: This story holds descriptions of violence.",
    "Editor's note: The name of the witness was changed.",
    "EDITOR’S NOTE: Two pictures were taken out at the wish of the family.",
    "Editors’ note: Our reporter is related to the mayor.",
    "Editors' Note: A sentence on the cause was taken out while we check it.",
    "(Editor's note: The author works for the council.)",
    "[Editor’s note: This interview was shortened.]",
    "Editor’s Note — A photograph of another ship was shown here.",
    "Editor's note: Some quotes are translated from the Vadran.",
    "Editor’s note, 7 July: The paper has withdrawn this claim.",
)
UPDATES = (
    "This story has been updated with more details.",
    "This article has been updated to include a statement of the firm.",
    "Update: The road was opened again at noon.",
    "UPDATED: All islands are within reach again.",
    "Last updated at 14:20 on Friday",
    "Updated on Friday with a reply of the ministry.",
    "This report was updated after the press conference.",
    "This post has been updated throughout.",
    "Update (9 p.m.): The warning was lifted.",
    "This page was last updated on 8 August.",
)
NOTICES = (
    "This is a breaking news story and will be updated.",
    "This is a developing story. Please check back for updates.",
    "Breaking news story; more to follow.",
    "This story is developing.",
    "More to follow.",
    "More details soon.",
    "This story will be updated as we learn more.",
    "Check back for updates.",
    "Refresh this page for the latest.",
    "This breaking news story is being updated and more details will follow.",
    "This article will be updated shortly.",
)
SOUNDS_LIKE_ONE = (
    "The correction of the river bed took ten years.",
    "Officials updated reporters at noon.",
    "Editors noted the silence in the room.",
    "The breaking of the dam will be followed by more rain.",
    "More to the point, nobody called the police.",
    "A corrected map will be handed out to every household.",
    "The minister asked for clarification of the order.",
    "The app will be updated in spring, its maker said.",
    "An earlier version of this ferry sank in the same strait.",
    "He refreshed the page for an hour before the tickets were sold.",
)
_REMOVED = {
    FactKind.CORRECTION_ADDED: FactKind.NOTE_REMOVED,
    FactKind.CLARIFICATION_ADDED: FactKind.NOTE_REMOVED,
    FactKind.NOTE_ADDED: FactKind.NOTE_REMOVED,
    FactKind.NOTICE_ADDED: FactKind.NOTICE_REMOVED,
}
_ALL = (
    (FactKind.CORRECTION_ADDED, CORRECTIONS),
    (FactKind.CLARIFICATION_ADDED, CLARIFICATIONS),
    (FactKind.NOTE_ADDED, EDITORS_NOTES),
    (FactKind.UPDATE_NOTED, UPDATES),
    (FactKind.NOTICE_ADDED, NOTICES),
)


def _added() -> Iterator[Pair]:
    for kind, notes in _ALL:
        for note in notes:
            label = Label(kind=kind, after=note)
            yield whole("note", f"+ {note}", story(ABOVE, BELOW), story(ABOVE, BELOW, note), label, added())


def _removed() -> Iterator[Pair]:
    for kind, notes in _ALL:
        told = _REMOVED.get(kind)
        for note in notes:
            labels = [] if told is None else [Label(kind=told, before=note)]
            yield whole("note", f"- {note}", story(note, ABOVE, BELOW), story(ABOVE, BELOW), *labels, removed())


def _moved() -> Iterator[Pair]:
    """A note that goes from the head of a story to its foot is the same note."""
    for _, (note, *_) in _ALL:
        yield whole("note trap", f"↕ {note}", story(note, ABOVE, BELOW), story(ABOVE, BELOW, note), moved())


def _only_sounding() -> Iterator[Pair]:
    for text in SOUNDS_LIKE_ONE:
        yield whole("note trap", text, story(ABOVE, BELOW), story(ABOVE, text, BELOW), added())


NOTES: tuple[Pair, ...] = (*_added(), *_removed(), *_moved(), *_only_sounding())
