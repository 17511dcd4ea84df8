"""A story as a row of sentences, each with the form in which it is known again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from tracker.core.text.equality import comparable
from tracker.core.text.likeness import Bag
from tracker.core.text.sentences import sentences
from tracker.model import Story

TEXT = ""
"""The slot of the running text; a line above it has its own name for a slot."""


@dataclass(eq=False, slots=True)
class Unit:
    """One sentence at its place.

    Attributes:
        slot: what it can become: a headline becomes a headline, a sentence of the text any other of the text.
        key: equal for two sentences that a reader would call the same.
    """

    slot: str
    kind: str
    text: str
    key: str
    block: int | None = None
    entry: str = ""
    _bag: Bag | None = field(default=None, repr=False)

    @property
    def home(self) -> tuple[str, str]:
        """Its words in its entry: what two entries of a live blog both say was said twice."""
        return self.entry, self.key

    @property
    def bag(self) -> Bag:
        """Its words, counted when they are first asked for."""
        if self._bag is None:
            self._bag = Bag(self.text)
        return self._bag


def units(story: Story) -> list[Unit]:
    """Cut a story into its sentences in reading order: headline, dek and byline first.

    Left out are blocks that are marked as the site's, and what says nothing but the time or a counter.
    """
    lines = (("headline", story.headline), ("dek", story.dek), ("byline", story.byline))
    found = [Unit(slot=name, kind=name, text=text, key=f"{name} {comparable(text)}") for name, text in lines if text]
    for place, block in enumerate(story.blocks):
        found += [
            Unit(slot=TEXT, kind=block.kind.value, text=text, key=key, block=place, entry=block.entry)
            for text, key in (() if block.site else _cut(block.text))
        ]
    return found


@lru_cache(maxsize=8192)
def _cut(text: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a block with their keys: from version to version most blocks are the same."""
    cut = [sentence.strip() for sentence in sentences(text)]
    return tuple((sentence, f"{TEXT} {key}") for sentence in cut if (key := comparable(sentence)))
