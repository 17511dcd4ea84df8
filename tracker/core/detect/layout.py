"""A page that was laid out anew, or is read by a reader that learned better: what of the difference is an edit.

Both readings are of the same walker: the old page was read again. What one page shows outside of what was read of it
is no news, wherever it went.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from tracker.core.detect.difference import Difference, Step, alike
from tracker.core.detect.lines import OF_THE_MATTER, Line, line_key, lines_of, matter_words
from tracker.core.text.equality import comparable
from tracker.core.text.likeness import likeness
from tracker.core.text.sentences import sentences
from tracker.model import Block, BlockKind, ChangeKind, Story

FIELDS = {ChangeKind.HEADLINE: "headline", ChangeKind.DEK: "dek"}
QUOTES = str.maketrans("“”„‟«»‘’‚‛′″–—−", "\"\"\"\"\"\"''''''---")
EDITED = 0.5
MOST_MOVED = 2
# What parts a kicker from its headline, or a site's name: layouts show it as a sign, as a line of its own, as nothing.
SIGNS = re.compile(r"[|·:,.–—-]")
CREDITED = re.compile(r"^\s*(?:[©℗®]|\(c\)\s)", re.IGNORECASE)
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
    gone, come = unseen_in(difference, old, new)
    fields = frozenset(kind for kind in difference.fields & FIELDS.keys() if is_rewritten(kind, pages, old, new))
    before, after = lines_of(pages.before), lines_of(pages.after)
    steps = steps_of(gone, come, spoken_of=matter_words(pages.after.text), within=keys_within(before, after))
    return Difference(fields, (*steps, *moves_of(before, after)))


def moves_of(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Step]:
    """Give the paragraphs of the story's matter that changed places, where all others keep their order.

    Layouts move boxes, captions and credits, show the first paragraph as a standfirst where there was none, and order
    whole parts anew; they do not reorder the flow of a text.
    """
    flow = [line for line in new if moves_alone(line)]
    places = {line.text: place for place, line in enumerate(flow)}
    known = [line for line in old if line.text in places]
    order = [places[line.text] for line in known]
    if len(set(order)) < len(order) or len(order) != len(flow):
        return
    kept = longest_rise(order)
    first = 0 if has_standfirst(old) and has_standfirst(new) else 1
    for line, place in zip(known[first:], order[first:], strict=True):
        if place >= first and place not in kept and len(order) - len(kept) <= MOST_MOVED:
            yield Step((line,), (), edited=False)
            yield Step((), (line,), edited=False)


def has_standfirst(lines: Sequence[Line]) -> bool:
    """Whether a story has a standfirst, so that its first paragraph is none."""
    return any(line.dek for line in lines)


def moves_alone(line: Line) -> bool:
    """Whether a line's place in the flow of a text is its writer's word."""
    return counts_alone(line) and not line.note and not line.dek and line.matter >= OF_THE_MATTER


def longest_rise(order: Sequence[int]) -> frozenset[int]:
    """Give the most of these numbers that stand in rising order. Source: Schensted 1961 (patience sorting)."""
    piles: list[int] = []
    chains: list[tuple[int, ...]] = []
    for number in order:
        pile = bisect_left(piles, number)
        chain = (*(chains[pile - 1] if pile else ()), number)
        piles[pile:] = [number, *piles[pile + 1 :]]
        chains[pile:] = [chain, *chains[pile + 1 :]]
    return frozenset(chains[-1]) if chains else frozenset()


def unshown(difference: Difference, pages: Pages) -> Difference:
    """Keep of a difference all that only one of the pages shows, news or not."""
    gone, come = unseen_in(difference, squeezed(pages.old), squeezed(pages.new))
    return Difference(frozenset(), tuple(paired(gone, come)))


def unseen_in(difference: Difference, old: str, new: str) -> tuple[list[Line], list[Line]]:
    """Give the sentences of a difference that went from one page, and those that came to the other."""
    gone = (line for step in difference.steps for line in step.before if not line.dek)
    come = list(unseen((line for step in difference.steps for line in step.after if not line.dek), old))
    return [*unseen(gone, new), *fewer(difference, come, old, new)], come


def fewer(difference: Difference, come: Sequence[Line], old: str, new: str) -> Iterator[Line]:
    """Give the lines that were edited in their place and still stand in another, where they stood too."""
    fresh = {line.key for line in come}
    for step in difference.steps:
        for line in step.before:
            text = squeezed(line.text)
            partner = any(other.key in fresh and alike(line, other) for other in step.after)
            if partner and 0 < new.count(text) < old.count(text):
                yield line


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


def steps_of(
    gone: Sequence[Line], come: Sequence[Line], *, spoken_of: AbstractSet[str], within: AbstractSet[str]
) -> Iterator[Step]:
    """Give what was edited, and what came or went where a new layout would not have brought or taken it.

    Layouts drop credits, appeals and pointers around a text; they drop nothing of its matter, and nothing within it.

    Args:
        spoken_of: the words of the story as it stands now.
        within: keys of lines on both sides of which the story still stands.
    """
    for step in paired(gone, come):
        lost = (line for line in step.before if not line.note and line.key not in within)
        counts = all(counts_alone(line) for line in step.before + step.after)
        if step.edited or (counts and all(share_of(line, spoken_of) >= OF_THE_MATTER for line in lost)):
            yield step


def keys_within(before: Sequence[Line], after: Sequence[Line]) -> frozenset[str]:
    """Give the keys of a text's lines whose neighbours both stand in the other text too."""
    standing = {squeezed(line.text) for line in after}
    stands = [squeezed(line.text) in standing for line in before]
    return frozenset(line.key for line, *beside in zip(before[1:-1], stands, stands[2:], strict=False) if all(beside))


def paired(gone: Sequence[Line], come: Sequence[Line]) -> Iterator[Step]:
    """Pair each sentence that was edited with what it was; those without a partner came or went alone."""
    left = list(gone)
    for line in come:
        partner = next((other for other in left if alike(other, line)), None)
        if partner is not None:
            left.remove(partner)
        yield Step((partner,) if partner is not None else (), (line,), edited=partner is not None)
    yield from (Step((line,), (), edited=False) for line in left)


def share_of(line: Line, spoken_of: AbstractSet[str]) -> float:
    """Give the share of a line's telling words that the story still speaks of."""
    words = matter_words(line.text)
    return len(words & spoken_of) / len(words) if words else 0.0


def counts_alone(line: Line) -> bool:
    """Whether a line that came or went with a new layout is the story's: what stands in its flow is, boxes are not."""
    if line.note:
        return True
    if line.kind is not BlockKind.PARAGRAPH or line.boxed or line.linked or CREDITED.match(line.text):
        return False
    return not line.doubtful or line.sentence


def is_rewritten(kind: ChangeKind, pages: Pages, old: str, new: str) -> bool:
    """Whether a field was edited, and not just taken from another place of the page."""
    was, now = (str(getattr(story, FIELDS[kind])) for story in (pages.before, pages.after))
    first, second = squeezed(was), squeezed(now)
    if not first or not second or SIGNS.sub("", first) == SIGNS.sub("", second):
        return False
    if is_with_kicker(first, second, old) or is_with_kicker(second, first, new):
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
    """Mark the blocks of a story that the layout brought or took.

    The other page shows them, its reading does not; or it shows them nowhere, and they are nothing that counts.
    """
    theirs = "".join({squeezed(block.text) for block in known.blocks})
    other = squeezed(other_page)
    lines = lines_of(story)
    passing = {line.key for line in unseen(lines, other) if not counts_alone(line)}
    if passing:
        standing = lines_of(known)
        passing -= {line.key for line in lines if any(alike(line, one) for one in standing)}
    return replace(story, blocks=tuple(marked(block, other, theirs, passing) for block in story.blocks))


def marked(block: Block, other_page: str, known: str, passing: AbstractSet[str]) -> Block:
    """Mark one block where it is the layout's."""
    text = squeezed(block.text)
    theirs = (text not in known and text in other_page) or line_key(block.text) in passing
    return block._replace(site=block.kind is not BlockKind.NOTE and theirs)
