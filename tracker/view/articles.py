"""Articles as a person sees them: the list, and the answer to `why`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.model import Article, ArticleState, PageState
from tracker.view.cutting import cut
from tracker.view.safe import safe
from tracker.view.sparkline import activity, spark
from tracker.view.times import away, clock

_STATE_STYLES = {
    ArticleState.BREAKING: "bold red",
    ArticleState.REAWAKENED: "bold magenta",
    ArticleState.COOLING: "yellow",
    ArticleState.GONE: "dim",
    ArticleState.ENDED: "dim",
    ArticleState.PAUSED: "dim",
    ArticleState.RETIRED: "dim",
}


_TITLES = ("id", "state", "versions", "next look", "24 h", "headline")
_RIGHT = frozenset(("id", "versions"))
_GAP = "  "
_PIPE = 10_000
_LEAST_HEADLINE = 12
ACTIVITY_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a list may take of a terminal.

    Attributes:
        width: in columns.
        lines: how many of them a headline may take before it is cut.
        blocks: whether block characters can be shown.
    """

    width: int
    lines: int = 2
    blocks: bool = True

    @property
    def signs(self) -> int:
        """How many signs show the activity of a day: of three hours each, of two, or of one."""
        return 8 if self.width < 100 else 12 if self.width < 140 else 24


def article_table(
    articles: Sequence[Article],
    *,
    now: datetime,
    times: Mapping[int, Sequence[datetime]] | None = None,
    room: Room | None = None,
) -> Table:
    """Draw the list: one row an article.

    Args:
        times: when each article changed in the last 24 hours; None: their activity is not shown.
        room: None: headlines are wrapped and never cut.
    """
    rows = list(_rows(articles, now=now, times=times, room=room))
    titles = [title for title in _TITLES if times is not None or title != "24 h"]
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for title in titles[:-1]:
        table.add_column(title, justify="right" if title in _RIGHT else "left", no_wrap=True)
    left = None if room is None else max(room.width - _taken(titles[:-1], rows), _LEAST_HEADLINE)
    table.add_column("headline", overflow="fold", ratio=None if left else 1, width=left)
    for article, row in zip(articles, rows, strict=True):
        words = (
            row[-1]
            if room is None or left is None
            else cut(row[-1], left, lines=room.lines, end="…" if room.blocks else "...")
        )
        table.add_row(row[0], state_text(article), *row[2:-1], Text(words))
    return table


def article_text(
    articles: Sequence[Article],
    *,
    now: datetime,
    times: Mapping[int, Sequence[datetime]] | None = None,
    width: int | None = None,
) -> Iterator[str]:
    """Write the list as plain lines: for a pipe, and for a list so long that nobody reads it as a table.

    Args:
        width: lines are cut to it; None: never.
    """
    titles = [title for title in _TITLES if times is not None or title != "24 h"]
    rows = list(_rows(articles, now=now, times=times, room=Room(width=width or _PIPE, blocks=False)))
    widths = [max(map(cell_len, column)) for column in zip(titles, *rows, strict=True)][:-1]
    for row in (titles, *rows):
        padded = [
            f"{words:>{size}}" if title in _RIGHT else f"{words:<{size}}"
            for title, words, size in zip(titles, row, widths, strict=False)
        ]
        line = _GAP.join([*padded, row[-1]])
        yield line if width is None else cut(line, width)


def _rows(
    articles: Sequence[Article],
    *,
    now: datetime,
    times: Mapping[int, Sequence[datetime]] | None,
    room: Room | None,
) -> Iterator[list[str]]:
    for article in articles:
        row = [str(article.id), state_text(article).plain, str(article.versions), next_look(article, now=now)]
        if times is not None:
            signs, blocks = (24, False) if room is None else (room.signs, room.blocks)
            row.append(spark(activity(times.get(article.id, ()), now=now, count=signs), blocks=blocks))
        yield [*row, safe(article.headline or article.url)]


def _taken(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many columns all but the headline take, with the gaps behind them."""
    columns = zip(titles, *(row[:-1] for row in rows), strict=True)
    return sum(max(map(cell_len, column)) + len(_GAP) for column in columns)


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
