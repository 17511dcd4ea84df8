"""The places of a story that changed, cut short: what a digest or a chat has room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import BlockChange, Op, Span
from tracker.view.letter.news import StoryNews
from tracker.view.letter.phrases import Phrases
from tracker.view.render import Excerpt, plain_spans
from tracker.view.render.rows import Shown, body_rows, field_rows

_LONGEST = 400
_SHORT = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One place that changed.

    Attributes:
        label: what it is, such as `Headline` or `+`; empty for some.
    """

    label: str
    spans: tuple[Span, ...]

    def as_text(self) -> str:
        """Write it in one line: `{+new+}`, `[-gone-]`."""
        return f"{self.label} {plain_spans(self.spans)}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """The first places that changed, and how many more did."""

    shown: tuple[Quote, ...]
    more: int = 0

    def first(self, most: int) -> Quotes:
        """Give so many of them at most."""
        return Quotes(shown=self.shown[:most], more=self.more + max(len(self.shown) - most, 0))


NO_QUOTES = Quotes(shown=())


def quotes(news: StoryNews, phrases: Phrases) -> Quotes:
    """Give all places that changed, the lines above the text first."""
    return Quotes(shown=tuple(_places(news, phrases)))


def _places(news: StoryNews, phrases: Phrases) -> Iterator[Quote]:
    diff = news.step.diff
    for field in field_rows(diff):
        if field.changed:
            yield Quote(label=f"{phrases.say(f'part.{field.name}')}:", spans=_shortened(field.spans))
    for row in body_rows(diff, context=0, excerpt=_whole_where_short(news.excerpt)):
        if isinstance(row, Shown) and row.block.change is not BlockChange.MOVED_AWAY:
            label = f"{row.sign} {row.label}:" if row.label else row.sign
            yield Quote(label=label, spans=_shortened(row.spans))


def _whole_where_short(excerpt: Excerpt) -> Excerpt:
    """Leave a paragraph whole that is read in passing."""

    def shortened(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return spans if sum(len(span.text) for span in spans) <= _SHORT else excerpt(spans)

    return shortened


def _shortened(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut runs of text so that together they are short enough to be read in passing."""
    found: list[Span] = []
    room = _LONGEST
    for span in spans:
        if len(span.text) > room:
            text = span.text[:room].rpartition(" ")[0] or span.text[:room]
            cut = (Span(op=span.op, text=text, move=span.move), Span(op=Op.EQUAL, text=" …"))
            return (*found, *(one for one in cut if one.text))
        found.append(span)
        room -= len(span.text)
    return tuple(found)
