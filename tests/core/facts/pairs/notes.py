"""What a newsroom says about its own text: added, removed, moved, or only sounding like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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
    "Because of an editing error, an earlier version of this article misidentified the pier that collapsed.",
    "• This article was amended on 3 May 2031 because an earlier version gave the depth of the lake in feet.",
    "CORRECTION (May 3, 2031, 9:40 a.m.): A previous version of this article misstated when the trial opens.",
    "Correction, May 3: This piece originally misspelled the last name of Odile Marsh.",
    "(This May 3 story has been corrected to say that the vote was 5-4, not 6-3, in paragraph 2)",
    "(Corrects paragraph 3 to show the fund lost 46 million crowns, not billion)",
    "For the record: 9:12 a.m. May 3, 2031: An earlier version of this article said the mine was closed.",
    "A caption in an earlier version of this story named the wrong singer. It has been corrected.",
    "An earlier version of this story gave an incorrect title for Perrin Abelard. She is a judge.",
    "This story has been corrected. The firm employs 640 people, not 6,400.",
    "We have corrected this article: the tunnel is 12 kilometres long.",
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
    "This article has been amended to clarify that the council, not the mayor, owns the land.",
    "CLARIFICATION (May 3, 2031): The story has been amended to make clear that no charge was brought.",
    "The wording of this story has been changed to make clear that the ship was empty.",
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
    "Last Updated: May 3, 2031 at 9:15 p.m.",
    "Updated May 3, 2031, 9:15 p.m.",
    "This story was updated at 10:20 a.m. with comments from the railway.",
    "UPDATE, 6:40 p.m.: Both lanes are open.",
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
    "This is a developing story and will be updated as more information becomes available.",
    "Follow this page for the latest on this developing story.",
    "BREAKING: This is a breaking news story. More information to follow.",
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
    "The paper printed a correction on Tuesday, its editor said in court.",
    "The bank corrected its figures for the third quarter and lost a tenth of its value.",
    "Prices are due for a correction, analysts at Calder said.",
    "The department of corrections moved 40 inmates to the north.",
    "The ministry later clarified that the curfew did not apply to nurses.",
    "Her note to the editors was read out at the funeral.",
    "The forecast was updated twice in the night as the storm turned.",
    "More details of the plan will be known in autumn, she said.",
    "The minister said the situation was developing and asked for calm.",
    "An earlier version of the bill had allowed for a longer delay.",
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
            label = Label(kind=kind, after=_first(note))
            pair = whole("note", f"+ {note}", story(ABOVE, BELOW), story(ABOVE, BELOW, note), label, added())
            yield replace(pair, loose=True)


def _removed() -> Iterator[Pair]:
    for kind, notes in _ALL:
        told = _REMOVED.get(kind)
        for note in notes:
            labels = [] if told is None else [Label(kind=told, before=_first(note))]
            pair = whole("note", f"- {note}", story(note, ABOVE, BELOW), story(ABOVE, BELOW), *labels, removed())
            yield replace(pair, loose=True)


def _first(note: str) -> str:
    """The first sentence of a note: the rest of it may be told or not."""
    return re.split(r"(?<=[a-z0-9]\.) (?=[A-Z])", note)[0]


def _moved() -> Iterator[Pair]:
    """A note that goes from the head of a story to its foot is the same note."""
    for _, (note, *_) in _ALL:
        yield whole("note trap", f"↕ {note}", story(note, ABOVE, BELOW), story(ABOVE, BELOW, note), moved())


def _only_sounding() -> Iterator[Pair]:
    for text in SOUNDS_LIKE_ONE:
        yield whole("note trap", text, story(ABOVE, BELOW), story(ABOVE, text, BELOW), added())


NOTES: tuple[Pair, ...] = (*_added(), *_removed(), *_moved(), *_only_sounding())
