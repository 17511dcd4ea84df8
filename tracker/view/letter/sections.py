"""A digest's stories, each in a few lines: what changed first, the most telling story first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from tracker.model import FactKind
from tracker.view.language import edge_of
from tracker.view.letter.layout import WIDTH, wrapped
from tracker.view.letter.news import News, OtherNews, StoryNews
from tracker.view.letter.phrases import Phrases
from tracker.view.letter.quotes import NO_QUOTES, Quotes, quotes
from tracker.view.letter.story_lines import (
    BETWEEN,
    counts,
    event_line,
    further_facts,
    notice_lines,
    parts_of,
    short_line,
    sure,
    version_words,
)
from tracker.view.render import spans_html
from tracker.view.render.wrapping import wrapped_words
from tracker.view.safe import one_line
from tracker.view.templating import environment, web_address

_MOST_MORE = 2
_MOST_IN_TEXT = 8
_MOST_IN_HTML = 4
_INDENT = "  "
_TOLL: Final = "toll"
_RANKS: Final = {kind: rank for rank, kind in enumerate(FactKind, start=1)}
_OTHER_NEWS: Final = _RANKS[FactKind.HEADLINE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One story of a digest, or one piece of news about the tracker.

    Attributes:
        changes: how many changes and other news it tells.
        about: whose, which versions and when.
        command: that shows the change in the terminal; empty where there is none.
        edge: the side on which the lines of its text begin.
    """

    changes: int
    headline: str
    link: str
    about: str
    lead: str
    more: tuple[str, ...] = ()
    quotes: Quotes = NO_QUOTES
    command: str = ""
    of_story: bool = True
    edge: str = "left"

    def as_text(self, phrases: Phrases) -> str:
        """Write it as lines of 72 columns, with all that a digest tells of it."""
        shown = self.quotes.first(_MOST_IN_TEXT)
        quoted = [
            f"\n{_INDENT}{_INDENT}".join(wrapped_words(quote.as_text(), WIDTH - 4, long_words=True))
            for quote in shown.shown
        ]
        rest = [phrases.count("digest.more_places", shown.more)] if shown.more else []
        lines = [
            *(wrapped(line) for line in (self.headline, self.about) if line),
            *(wrapped(line, _INDENT) for line in (self.lead, *self.more)),
            *(f"{_INDENT}{line}" for line in (*quoted, *rest, self.command, self.link) if line),
        ]
        return "\n".join(lines)

    def as_html(self, phrases: Phrases, *, brief: bool) -> Markup:
        """Draw it; briefly: what changed alone, without the words that did."""
        shown = self.quotes.first(_MOST_IN_HTML)
        return Markup(  # noqa: S704 - the template escapes all that is put into it
            environment()
            .get_template("mail_story.html")
            .render(
                section=self,
                brief=brief,
                quotes=[(quote.label, spans_html(quote.spans)) for quote in shown.shown],
                rest=phrases.count("digest.more_places", shown.more) if shown.more else "",
            )
        )


def sections(news: Iterable[News], phrases: Phrases) -> tuple[Section, ...]:
    """Give a digest's sections: other news of a story that changed stand in its section, the most telling first."""
    news = tuple(news)
    changed = {one.article.id for one in news if isinstance(one, StoryNews)}
    others = [one for one in news if isinstance(one, OtherNews)]
    beside: dict[int, list[OtherNews]] = {}
    for one in others:
        if one.article is not None and one.article.id in changed:
            beside.setdefault(one.article.id, []).append(one)
    heads = [one for one in news if isinstance(one, StoryNews) or one.article is None or one.article.id not in changed]
    return tuple(
        _of_story(one, beside.get(one.article.id, ()), phrases)
        if isinstance(one, StoryNews)
        else _of_other(one, phrases)
        for one in sorted(heads, key=_rank)
    )


def _rank(news: News) -> int:
    """How soon it is told: by its most important fact, a toll before all."""
    if isinstance(news, OtherNews):
        return _OTHER_NEWS if news.article is not None else 0
    facts = sure(news.step.facts)
    if any(fact.number == _TOLL for fact in facts):
        return 0
    return min((_RANKS[fact.kind] for fact in facts), default=len(_RANKS) + 1)


def _of_story(news: StoryNews, others: Sequence[OtherNews], phrases: Phrases) -> Section:
    notices = [
        *notice_lines(news, phrases),
        *(event_line(one, news.article, phrases) for other in others for one in other.deliveries),
    ]
    before, last = news.commanded
    key = "command.show" if before is None else "command.diff"
    begin = news.versions[0].last_seen_old if news.versions else news.after.last_seen_old
    when = phrases.clock_bracket(begin, news.after.first_seen) if begin is not None else ""
    about = (one_line(news.article.host), version_words(news, phrases), when)
    return Section(
        changes=max(len(news.versions), 1) + len(notices),
        headline=one_line(news.after.headline or news.article.headline or news.article.host),
        link=web_address(news.article.url),
        about=BETWEEN.join(filter(None, about)),
        lead=short_line(news, phrases),
        more=(*notices, *_more(news, phrases)[:_MOST_MORE]),
        quotes=quotes(news, phrases),
        edge=edge_of(news.language),
        command=phrases.say(key, article=news.article.id, before=before, last=last, after=last),
    )


def _more(news: StoryNews, phrases: Phrases) -> tuple[str, ...]:
    counted = counts(news.step) if parts_of(news.step) else ()
    return (*counted, *further_facts(news, phrases))


def _of_other(news: OtherNews, phrases: Phrases) -> Section:
    article, latest = news.article, news.latest
    day = phrases.day_of(latest.created)
    earlier = [
        phrases.say("news.earlier", moment=phrases.local(one.created, day), what=event_line(one, article, phrases))
        for one in news.deliveries[:-1]
    ]
    host = one_line(article.host) if article is not None else ""
    return Section(
        changes=len(news.deliveries),
        headline=one_line(article.headline or article.host) if article is not None else "",
        link=web_address(article.url) if article is not None else "",
        about=BETWEEN.join(filter(None, (host, phrases.local(latest.created, day)))),
        lead=event_line(latest, article, phrases),
        more=tuple(earlier),
        command=phrases.say("command.why", article=article.id) if article is not None else "",
        of_story=article is not None,
    )
