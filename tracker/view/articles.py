"""Articles as a person sees them: the list, and the answer to `why`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.model import Article, ArticleState, PageState
from tracker.view.safe import safe
from tracker.view.times import away, clock

_STATE_STYLES = {
    ArticleState.BREAKING: "bold red",
    ArticleState.REAWAKENED: "bold magenta",
    ArticleState.COOLING: "yellow",
    ArticleState.GONE: "dim",
    ArticleState.PAUSED: "dim",
    ArticleState.RETIRED: "dim",
}


def article_table(articles: Sequence[Article], *, now: datetime) -> Table:
    """Draw the list: one row an article, the headline wrapped, never cut."""
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for title in ("id", "state", "versions", "next look"):
        table.add_column(title, justify="right" if title in ("id", "versions") else "left", no_wrap=True)
    table.add_column("headline", overflow="fold", ratio=1)
    for article in articles:
        table.add_row(
            str(article.id),
            state_text(article),
            str(article.versions),
            next_look(article, now=now),
            Text(safe(article.headline or article.url)),
        )
    return table


def state_text(article: Article) -> Text:
    """Say how lively an article is; where its page does not answer as an article, that instead."""
    if article.next_look is not None and article.page_state not in (PageState.ARTICLE, PageState.UNMODIFIED):
        return Text(article.page_state.value, style="bold yellow")
    return Text(article.state.value, style=_STATE_STYLES.get(article.state, ""))


def next_look(article: Article, *, now: datetime) -> str:
    """Say when the next look is due, or that there is none."""
    if article.next_look is None:
        return "never"
    return "now" if article.next_look <= now else away(article.next_look, now=now)


def title_line(article: Article, words: str) -> Text:
    """Name an article in a line, with what is shown of it."""
    headline = safe(article.headline or article.url)
    return Text.assemble((f"{article.id}  {headline}", "bold"), (f"  {words}", "dim"))


def article_lines(article: Article, *, now: datetime, zone: tzinfo) -> Iterator[RenderableType]:
    """Say what is known of one article in a few lines: headline, address, marker, next look and why then."""
    yield Text.assemble((f"{article.id}  ", "bold"), (safe(article.headline or "no headline yet"), "bold"))
    yield _indented(Text(safe(article.url), style="dim"))
    if article.page_state not in (PageState.ARTICLE, PageState.UNMODIFIED):
        yield _indented(Text(f"{article.page_state.value}: {safe(article.page_state_reason)}", style="yellow"))
    yield _indented(Text(_marker_line(article)))
    yield _indented(Text(_plan_line(article, now=now, zone=zone)))


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 4))


def _marker_line(article: Article) -> str:
    marker = article.marker
    if marker is None:
        return "no notice that it will be updated"
    return f"says: “{safe(marker.phrase)}” ({marker.kind.value}, {safe(marker.where)}, {marker.strength.value})"


def _plan_line(article: Article, *, now: datetime, zone: tzinfo) -> str:
    if article.next_look is None:
        return f"no next look: {safe(article.why)}"
    at = clock(article.next_look, zone, now=now)
    return f"next look {at}, {next_look(article, now=now)}: {safe(article.why)}"
