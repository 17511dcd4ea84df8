"""The demo's breaking story and its eight edits, and a second story that never truly changes.

Town, ferry, people and newspaper are made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

NOTICE = "This is a breaking news story and will be updated."


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A story as a newsroom has it at one moment.

    Attributes:
        change: the name of the edit that made it; empty for the first edition.
        declared: whether the newsroom moved the page's date with it.
    """

    headline: str
    dek: str
    byline: str
    paragraphs: tuple[str, ...]
    change: str = ""
    declared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit by its name: what it makes of the edition before."""

    name: str
    apply: Callable[[Edition], Edition]
    declared: bool = True


FIRST = Edition(
    headline="Harbour ferry strikes breakwater at Tarrowmouth",
    dek="Rescuers are bringing passengers ashore after the evening crossing ended on the rocks of the north pier.",
    byline="By Linnet Ashgrove",
    paragraphs=(
        "A passenger ferry struck the north breakwater at Tarrowmouth on Tuesday evening, and at least 12 people were "
        "injured, the harbour office said.",
        "The Grey Heron was on its last crossing of the day from Sallow Island with 168 people on board when it hit "
        "the outer wall at about 18:40.",
        "Lifeboats from three stations and a helicopter were taking passengers off the vessel as darkness fell, while "
        "fishing boats stood by in the channel.",
        "“We felt a shudder, then the lights went out,” said Corin Velde, who was on the upper deck with his daughter. "
        "“The crew told us to sit on the floor and hold on to something.”",
        "The ferry came to rest against the wall with its bow raised, and no fuel has been seen in the water, the "
        "coast guard said.",
        "The wind was blowing at 40 knots across the harbour mouth at the time, according to the weather station on "
        "the pier.",
        "Harbour master Ilse Quarrendon said the pilot boat had lost radio contact with the ferry a few minutes before "
        "the crash.",
        "“The channel is open, and the light on the breakwater was working all evening,” she said.",
        "The Grey Heron was built in 1998 and passed its yearly inspection in March, the operator Sallow Line said.",
        "Tarrowmouth hospital called in off-duty staff and asked people with minor injuries to go to the clinic on "
        "Ropewalk Street.",
        NOTICE,
    ),
)


def _headline(edition: Edition) -> Edition:
    return replace(edition, headline="Passengers rescued after harbour ferry strikes breakwater at Tarrowmouth")


def _toll(edition: Edition) -> Edition:
    return _reworded(edition, "at least 12 people were injured", "at least 45 people were injured")


def _correction(edition: Edition) -> Edition:
    corrected = _reworded(edition, "with 168 people on board", "with 186 people on board")
    note = "Correction: An earlier version of this story misstated how many people were on board the ferry. It was 186."
    return replace(corrected, paragraphs=(*corrected.paragraphs[:-1], note, corrected.paragraphs[-1]))


def _moved(edition: Edition) -> Edition:
    hospital = next(text for text in edition.paragraphs if text.startswith("Tarrowmouth hospital"))
    rest = [text for text in edition.paragraphs if text != hospital]
    return replace(edition, paragraphs=(rest[0], hospital, *rest[1:]))


def _quote(edition: Edition) -> Edition:
    return _reworded(
        edition,
        "the light on the breakwater was working all evening",
        "as far as we know the light on the breakwater was working",
    )


def _paragraph(edition: Edition) -> Edition:
    news = (
        "Two divers went down to the hull shortly after 20:00 and found a tear of about six metres below the "
        "waterline, the coast guard said, adding that the vessel would not be moved before the morning tide."
    )
    return replace(edition, paragraphs=(*edition.paragraphs[:4], news, *edition.paragraphs[4:]))


def _name(edition: Edition) -> Edition:
    return _reworded(edition, "at about 18:40", "at about 18:25")


def _notice(edition: Edition) -> Edition:
    return replace(edition, paragraphs=tuple(text for text in edition.paragraphs if text != NOTICE))


def _reworded(edition: Edition, old: str, new: str) -> Edition:
    return replace(edition, paragraphs=tuple(text.replace(old, new) for text in edition.paragraphs))


EDITS = (
    Edit(name="the headline is rewritten", apply=_headline),
    Edit(name="the number of injured goes from 12 to 45", apply=_toll),
    Edit(name="a correction is added", apply=_correction),
    Edit(name="a paragraph is moved up", apply=_moved),
    Edit(name="a quote is altered without a word", apply=_quote, declared=False),
    Edit(name="a paragraph is added", apply=_paragraph),
    Edit(name="a time is changed in place, without a word", apply=_name, declared=False),
    Edit(name="the notice is removed", apply=_notice),
)


def _editions() -> tuple[Edition, ...]:
    made = [FIRST]
    for edit in EDITS:
        made.append(replace(edit.apply(made[-1]), change=edit.name, declared=edit.declared))
    return tuple(made)


EDITIONS = _editions()
"""The story as it was first published (0) and after each of its eight edits (1 to 8)."""

STEADY = Edition(
    headline="Burst main floods cellars on Tarrowmouth's Quay Street",
    dek="Water is expected back by the morning, the town's works department says.",
    byline="By Osric Penhallow",
    paragraphs=(
        "A burst water main flooded cellars along Quay Street in Tarrowmouth on Tuesday and left some 300 homes "
        "without water.",
        "The pipe gave way outside the old customs house shortly before 15:00, sending water a metre high across the "
        "tram lines, the town's works department said.",
        "Trams between the harbour and the market are replaced by buses until further notice.",
        "“We have found the break and it is a clean one,” said works foreman Bettany Marl. “The crew will stay until "
        "it is mended.”",
        "Drinking water can be had at the fire station on Lantern Hill and in the school yard on Ropewalk Street.",
        "Shopkeepers carried stock to upper floors through the afternoon, and two restaurants closed for the evening.",
        "The main was laid in 1931 and was due to be replaced next year.",
        "The department asked people not to park on Quay Street, so that lorries with sand can pass.",
        NOTICE,
    ),
)
"""The second story: its page differs at every request, its text never does."""
