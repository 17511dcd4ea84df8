"""A page that was laid out anew, or is read by a reader that learned better: what of the difference is an edit.

Both readings are of the same walker: the old page was read again. What one page shows outside of what was read of it
is no news, wherever it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from tracker.core.detect.difference import Difference, Step, alike
from tracker.core.detect.lines import OF_THE_MATTER, Line, matter_words
from tracker.core.text.equality import comparable
from tracker.core.text.likeness import likeness
from tracker.core.text.sentences import sentences
from tracker.model import Block, BlockKind, ChangeKind, Story

FIELDS = {ChangeKind.HEADLINE: "headline", ChangeKind.DEK: "dek"}
QUOTES = str.maketrans("“”„‟«»‘’‚‛′″–—−", "\"\"\"\"\"\"''''''---")
EDITED = 0.5
PARTED = re.compile(r"^[|·:-]|[|·:-]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """All the words that a reader could see on either page, and the two stories that were read of them."""

    old: str
    new: str
    before: Story
    after: Story


def across(difference: Difference, pages: Pages) -> Difference:
    """Keep of a difference what is an edit: neither words that merely moved on the page, nor paragraphs cut anew.

    A sentence counts as come only where the old page showed it nowhere, and as gone only where the new one does. An
    edited sentence still stands beside what it was.
    """
    old, new = squeezed(pages.old), squeezed(pages.new)
    gone = list(unseen((line for step in difference.steps for line in step.before if not line.dek), new))
    come = list(unseen((line for step in difference.steps for line in step.after if not line.dek), old))
    fields = frozenset(kind for kind in difference.fields & FIELDS.keys() if is_rewritten(kind, pages, old, new))
    return Difference(fields, tuple(steps_of(gone, come, spoken_of=matter_words(pages.after.text))))


def squeezed(text: str) -> str:
    """Give a text without white space and with plain quotes and dashes: layouts differ in both."""
    return "".join(comparable(text).translate(QUOTES).split())


def unseen(lines: Iterable[Line], other_page: str) -> Iterator[Line]:
    """Give the sentences of lines that the other page shows nowhere, each as a line."""
    for line in lines:
        if squeezed(line.text) in other_page:
            continue
        for sentence in sentences(line.text):
            if squeezed(sentence) not in other_page:
                yield replace(line, text=comparable(sentence))


def steps_of(gone: Sequence[Line], come: Sequence[Line], *, spoken_of: AbstractSet[str]) -> Iterator[Step]:
    """Pair what was edited; what only came or went counts where a new layout would not have brought or taken it.

    Layouts drop credits, appeals and pointers from the flow of a text; they drop nothing of its matter.

    Args:
        spoken_of: the words of the story as it stands now.
    """
    left = list(gone)
    for line in come:
        partner = next((other for other in left if alike(other, line)), None)
        if partner is not None:
            left.remove(partner)
            yield Step((partner,), (line,), edited=True)
        elif counts_alone(line):
            yield Step((), (line,), edited=False)
    for line in left:
        if counts_alone(line) and (line.note or share_of(line, spoken_of) >= OF_THE_MATTER):
            yield Step((line,), (), edited=False)


def share_of(line: Line, spoken_of: AbstractSet[str]) -> float:
    """Give the share of a line's telling words that the story still speaks of."""
    words = matter_words(line.text)
    return len(words & spoken_of) / len(words) if words else 0.0


def counts_alone(line: Line) -> bool:
    """Whether a line that came or went with a new layout is the story's: what stands in its flow is, boxes are not."""
    if line.note:
        return True
    if line.kind is not BlockKind.PARAGRAPH or line.boxed or line.linked:
        return False
    return not line.doubtful or line.sentence


def is_rewritten(kind: ChangeKind, pages: Pages, old: str, new: str) -> bool:
    """Whether a field was edited, and not just taken from another place of the page."""
    was, now = (str(getattr(story, FIELDS[kind])) for story in (pages.before, pages.after))
    first, second = squeezed(was), squeezed(now)
    if not first or not second or is_with_kicker(first, second, old) or is_with_kicker(second, first, new):
        return False
    if first in new and second in old:
        return False
    return kind is ChangeKind.HEADLINE or likeness(was, now) >= EDITED


def is_with_kicker(shorter: str, longer: str, page: str) -> bool:
    """Whether a text is another with a kicker or a site's name, parted by a sign or shown beside it on its page."""
    if shorter not in longer:
        return False
    return all(not part or part in page or PARTED.search(part) for part in longer.split(shorter, 1))


def with_site_lines(story: Story, other_page: str, known: Story) -> Story:
    """Mark the blocks of a story that the layout brought or took: the other page shows them, its reading does not."""
    theirs = {squeezed(block.text) for block in known.blocks}
    other = squeezed(other_page)
    return replace(story, blocks=tuple(marked(block, other, theirs) for block in story.blocks))


def marked(block: Block, other_page: str, known: set[str]) -> Block:
    """Mark one block where it is the layout's."""
    text = squeezed(block.text)
    whole = "".join(known)
    return replace(block, site=block.kind is not BlockKind.NOTE and text not in whole and text in other_page)
