"""Why a page was read as it was."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something of a page that is not part of its story, and why, in words."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the parts of a story beside its text come from, in words; empty where there is no such part."""

    headline: str = ""
    dek: str = ""
    published: str = ""
    modified: str = ""
    photograph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one reading of a page went by.

    Attributes:
        story: as it was read; its marker is the evidence that was believed.
        selector: CSS of the container; `index` which of its `matches` it is; empty on a page without text.
        teacher_paragraphs: how many the teacher of a first reading returned; `teacher_share` how many of them the
            container holds, 0 to 1; None where the teacher said nothing or was not asked.
        embedded: the place of the text in data that scripts carry; empty where it stands in the page.
        zone: lines outside the container that belong to the story.
        left_out: in reading order: boxes, then lines, then what lies outside of the container.
        vetoes: lines that hold the words of a promise and are none.
    """

    story: Story
    selector: str
    index: int
    matches: int
    teacher_paragraphs: int
    teacher_share: float | None
    embedded: str
    zone: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    vetoes: tuple[str, ...]
    sources: Sources
