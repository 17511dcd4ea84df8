"""One story that changed, as a mail: what a reader needs to know, in the order in which they need it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup

from tracker.model import Article, Delivery, Diff, Fact, Message, Version
from tracker.view.language import direction, edge_of, language_tag
from tracker.view.letter.envelope import commands, enveloped, how_to_mute, why_gathered, why_it_came
from tracker.view.letter.layout import WIDTH, Letter, as_html, as_text
from tracker.view.letter.lead import is_quoted, lead_line, under_lead
from tracker.view.letter.news import Step, StoryNews
from tracker.view.letter.phrases import ENGLISH, Phrases
from tracker.view.letter.story_lines import declared, further_facts, new_headline, rows, sure
from tracker.view.render import changed_words, html_blocks, text_blocks
from tracker.view.safe import one_line
from tracker.view.templating import environment, web_address

_COMMANDS = ("diff", "show", "log", "why", "explain")
# So near to its bound a diff was cut.
_NEARLY_FULL = 1_000


def story_message(
    *, news: StoryNews, sender: str, zone: tzinfo, now: datetime, reason: str = "", language: str = ENGLISH
) -> Message:
    """Write the mail that tells one recipient how one story changed, in one step or in many merged from a to z.

    The subject is that of the thread, the same in each of its mails, since some mail programs part a thread where
    it changes: the news stands in the first line. Text and HTML say the same; the HTML stays within
    `MOST_HTML_BYTES`, the text is complete. Nothing but the date follows from `now`: a repeat has the same words.

    Args:
        news: its last delivery carries; other kinds of news among its deliveries get a line each.
        zone: in which times are shown, beside UTC.
        reason: the rule in words, as the end of `You get this because ...`; empty: said of the watch.
        language: of our own words.
    """
    phrases = Phrases(zone=zone, language=language)
    letter = _letter(news, reason, phrases)
    carrier = news.deliveries[-1]
    return enveloped(
        delivery=carrier,
        subject=carrier.thread_subject,
        text=as_text(letter, phrases),
        html=as_html(letter, phrases, lambda room: _body(news, room)),
        list_name=f"article-{news.article.id}",
        sender=sender,
        now=now,
    )


def change_message(
    *,
    article: Article,
    before: Version | None,
    after: Version,
    versions: Sequence[Version],
    diff: Diff,
    facts: tuple[Fact, ...],
    summary: str,
    deliveries: Sequence[Delivery],
    sender: str,
    zone: tzinfo,
    now: datetime,
    reason: str = "",
    meanwhile: Step | None = None,
    text_language: str = "",
    language: str = ENGLISH,
) -> Message:
    """Do as `story_message` with what makes up its `StoryNews`; `text_language` is that of the story."""
    news = StoryNews(
        article=article,
        before=before,
        after=after,
        versions=tuple(versions),
        diff=diff,
        facts=facts,
        summary=summary,
        deliveries=tuple(deliveries),
        meanwhile=meanwhile,
        language=text_language,
    )
    return story_message(news=news, sender=sender, zone=zone, now=now, reason=reason, language=language)


def _letter(news: StoryNews, reason: str, phrases: Phrases) -> Letter:
    carrier = news.deliveries[-1]
    step = news.step
    return Letter(
        lead=lead_line(news, phrases),
        title=one_line(news.after.headline),
        more=_more(news, phrases),
        rows=rows(news, phrases),
        body=text_blocks(step.diff, facts=sure(step.facts), width=WIDTH),
        box=(declared(news, phrases),),
        link=web_address(news.article.url),
        commands=commands(_COMMANDS, carrier, phrases, diff=news.commanded),
        footer=(
            *why_gathered(news.deliveries, phrases),
            why_it_came(reason, carrier, phrases),
            how_to_mute(carrier, phrases),
        ),
    )


def _more(news: StoryNews, phrases: Phrases) -> tuple[str, ...]:
    headline = () if is_quoted(news, phrases) else new_headline(news, phrases)
    return (*headline, *under_lead(news, phrases), *further_facts(news, phrases))


def _body(news: StoryNews, room: int) -> Markup:
    """Draw the diff; what does not fit whole is drawn with the changed words of each paragraph alone."""
    step = news.step
    facts = sure(step.facts)
    frame = environment().get_template("mail_diff.html")
    words = {"language": language_tag(news.language), "direction": direction(news.language)}
    edge = edge_of(news.language)
    inner = room - len(frame.render(words, diff=Markup("")))
    drawn = html_blocks(step.diff, facts=facts, context=1, most_bytes=inner, edge=edge)
    if len(drawn.encode("utf-8", "replace")) > inner - _NEARLY_FULL:
        drawn = html_blocks(step.diff, facts=facts, excerpt=changed_words, most_bytes=inner, edge=edge)
    return Markup(frame.render(words, diff=drawn))  # noqa: S704 - the template escapes all but what is drawn
