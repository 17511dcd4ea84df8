"""The edits that rivals lose: each must become a version, on whatever page it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.pages.matter import Matter

Edit = Callable[[Matter], Matter]


def words(was: str, now: str) -> Edit:
    """Exchange some words in the paragraph that holds them."""

    def edited(matter: Matter) -> Matter:
        assert any(was in text for text in matter.paragraphs), was
        return replace(matter, paragraphs=tuple(text.replace(was, now) for text in matter.paragraphs))

    return edited


def moved(matter: Matter) -> Matter:
    """Put the third paragraph before the second."""
    first, second, third, *rest = matter.paragraphs
    return replace(matter, paragraphs=(first, third, second, *rest))


def added(matter: Matter) -> Matter:
    """Add a paragraph to the end of the text."""
    line = "Two more halls of the same builder were closed on Monday evening until their roofs have been looked at."
    return replace(matter, paragraphs=(*matter.paragraphs, line))


def removed(matter: Matter) -> Matter:
    """Take a paragraph out of the middle of the text."""
    return replace(matter, paragraphs=matter.paragraphs[:2] + matter.paragraphs[3:])


EDITS: dict[str, Edit] = {
    "a toll from 12 to 45": words("killing 12 people", "killing 45 people"),
    "a toll from 9 to 103": words("updated to 9 by", "updated to 103 by"),
    "jailed for 13 years": words("for 3 years", "for 13 years"),
    "the date of the attack": words("on 3 May", "on 4 May"),
    "the time of the attack": words("at 14:20", "at 15:20"),
    "posted by a bystander": words("by the suspect on", "by a bystander who had no link to it on"),
    "another source of the toll": words(
        "by the hospital of the town, which gave out no names", "by the ministry of health in the capital"
    ),
    "1.5 million to 15 million": words("1.5 million", "15 million"),
    "scare quotes dropped": words("“plot”", "plot"),
    "a full stop turned question mark": words("had resigned.", "had resigned?"),
    "a short closing line": words("was 81.", "was 82."),
    "the headline": lambda matter: replace(matter, headline="Storm Tears Roof From Station Hall, 45 Killed"),
    "the standfirst": lambda matter: replace(
        matter, dek="Trains in the whole valley stand still, and the search under the beams has been ended."
    ),
    "the author": lambda matter: replace(matter, byline="Jonas Weir"),
    "a correction taken back": lambda matter: replace(matter, correction=""),
    "a correction reworded": lambda matter: replace(
        matter, correction="Correction: An earlier version of this report named the wrong line and the wrong year."
    ),
    "the notice removed": lambda matter: replace(matter, notice=""),
    "a paragraph moved": moved,
    "a paragraph added": added,
    "a paragraph removed": removed,
}
