"""The first line of a message about one story: the news itself, in as many words as a mail program shows of it."""

from __future__ import annotations

from tracker.model import BlockChange, BlockDiff, Fact, FactKind, Op, Span
from tracker.view.letter.news import Step, StoryNews
from tracker.view.letter.phrases import Phrases
from tracker.view.letter.story_lines import BETWEEN, TOLD_OTHERWISE, capital, counts, parts_of, sure
from tracker.view.render.rows import PARTED
from tracker.view.safe import one_line

# As much as a telephone shows of a line in its list, and a little more.
_LONGEST_QUOTE = 140
_LONGEST_SIDE = 80
# Named by what they are alone: whoever reads it wants to know what it says.
_BARE = frozenset(
    (
        FactKind.HEADLINE,
        FactKind.DEK,
        FactKind.BYLINE,
        FactKind.CORRECTION_ADDED,
        FactKind.CLARIFICATION_ADDED,
        FactKind.NOTE_ADDED,
        FactKind.NOTE_REMOVED,
        FactKind.UPDATE_NOTED,
    )
)
_PLACES = (
    (FactKind.ADDED, BlockChange.ADDED, "lead.added"),
    (FactKind.REMOVED, BlockChange.REMOVED, "lead.removed"),
    (FactKind.REWRITTEN, BlockChange.REWRITTEN, "lead.rewritten"),
    (FactKind.EDITED, BlockChange.EDITED, "lead.edited"),
)


def lead_line(news: StoryNews, phrases: Phrases) -> str:
    """Say the news in one line: the facts, or the words themselves where a fact alone would not tell them.

    `174 → 177 killed · quote altered`; of a headline, a note or a paragraph that came or went its words.
    """
    step = news.step
    what = capital(_news_of(step, phrases) or phrases.say("change.nothing_said"))
    return phrases.say("change.flip", what=what) if news.flipped else what


def under_lead(news: StoryNews, phrases: Phrases) -> tuple[str, ...]:
    """Say what stands beside the news: how much of the text changed, and that nothing was declared."""
    told = [fact for fact in sure(news.step.facts) if fact.kind is FactKind.UNDECLARED]
    lines = [*counts(news.step), *(one_line(fact.text) for fact in told)]
    return (capital(BETWEEN.join(lines)),) if lines and not _is_said_alone(news.step, phrases) else ()


def is_quoted(news: StoryNews, phrases: Phrases) -> bool:
    """Whether the first line holds the new headline already."""
    return _lone(news.step) is not None and bool(_quoted_fact(news.step, phrases))


def _news_of(step: Step, phrases: Phrases) -> str:
    parts = [part for part in parts_of(step) if part != FactKind.UNDECLARED.value]
    if parts:
        return _quoted_fact(step, phrases) or one_line(BETWEEN.join(parts))
    return _quoted_place(step, phrases) or one_line(BETWEEN.join(fact.text for fact in sure(step.facts)))


def _is_said_alone(step: Step, phrases: Phrases) -> bool:
    """Whether the first line is nothing but the counts."""
    return not parts_of(step) and not _quoted_place(step, phrases)


def _lone(step: Step) -> Fact | None:
    """Give the only fact that is more than a count."""
    told = [fact for fact in sure(step.facts) if fact.kind not in TOLD_OTHERWISE]
    return told[0] if len(told) == 1 else None


def _quoted_fact(step: Step, phrases: Phrases) -> str:
    fact = _lone(step)
    if fact is None or fact.kind not in _BARE or fact.sentences:
        return ""
    words = fact.after or fact.before
    label, colon, rest = words.partition(":")
    # A note often begins with the name of what it is.
    said = rest if colon and label.strip().casefold() == fact.text.split()[0].casefold() else words
    return phrases.say("lead.fact", what=one_line(fact.text), words=_cut(said)) if said.strip() else ""


def _quoted_place(step: Step, phrases: Phrases) -> str:
    """Quote what came, went or changed, where one of the counted facts says that something did."""
    counted = {fact.kind for fact in sure(step.facts)}
    for kind, change, key in _PLACES:
        for block in step.diff.blocks if kind in counted else ():
            if block.change is change and (words := _words(block, phrases)):
                return phrases.say(key, words=words)
    return ""


def _words(block: BlockDiff, phrases: Phrases) -> str:
    if block.change is not BlockChange.EDITED:
        side = Op.DELETED if block.change is BlockChange.REMOVED else Op.INSERTED
        kept = "".join(span.text for span in block.spans if span.op in (Op.EQUAL, side))
        return phrases.say("quoted", words=_cut(kept)) if kept.strip() else ""
    return _replaced(block, phrases)


def _replaced(block: BlockDiff, phrases: Phrases) -> str:
    """Say an edit of one place by both its sides; of several places none is picked out: they may belong together."""
    spans = [span for span in block.spans if span.op is not Op.EQUAL]
    apart = sum(span.op is Op.EQUAL and bool(span.text.strip()) for span in _between_changes(block.spans))
    if not spans or apart or any(span.move is not None for span in spans):
        return ""
    gone, come = (_side(spans, side) for side in (Op.DELETED, Op.INSERTED))
    if max(len(gone), len(come)) > _LONGEST_SIDE:
        return ""
    if gone and come:
        return phrases.say("lead.pair", before=gone, after=come)
    return phrases.say("lead.came" if come else "lead.went", words=come or gone) if come or gone else ""


def _side(spans: list[Span], side: Op) -> str:
    return one_line("".join(span.text for span in spans if span.op is side))


def _between_changes(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give what stands between the first change and the last."""
    changed = [place for place, span in enumerate(spans) if span.op is not Op.EQUAL]
    return spans[changed[0] : changed[-1] + 1] if changed else ()


def _cut(words: str) -> str:
    """Cut at a word what is too long for one line."""
    line = one_line(words.replace(PARTED, " "))
    if len(line) <= _LONGEST_QUOTE:
        return line
    head = line[:_LONGEST_QUOTE]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "…"
