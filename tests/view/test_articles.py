from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.view.hostile import HOSTILE, drawn, lines, steering
from tests.view.letters import ARTICLE as PLAIN
from tracker.model import Article, ArticleState, Marker, MarkerKind, PageState, Strength
from tracker.view.articles import Room, article_lines, article_table, article_text, next_look, state_text

NOW = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
NOTICE = Marker(
    kind=MarkerKind.PROMISE,
    phrase="This is a breaking news story and will be updated.",
    where="last paragraph",
    strength=Strength.STRONG,
)
ARTICLE = replace(
    PLAIN,
    marker=NOTICE,
    versions=4,
    next_look=NOW + timedelta(minutes=6),
    why="3 changes in the last hour",
    added=NOW,
    page_state_since=NOW,
)


def test_the_list_is_a_row_an_article() -> None:
    quiet = replace(
        ARTICLE, id=7, state=ArticleState.PAUSED, next_look=None, versions=1, headline="", url="https://a.example/b"
    )

    assert lines([article_table([ARTICLE, quiet], now=NOW)]) == [
        "id  state     versions  next look  headline",
        "12  breaking         4  in 6 min   Ferry strikes breakwater",
        " 7  paused           1  never      https://a.example/b",
    ]


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_a_long_headline_is_folded_and_never_cut(width: int) -> None:
    headline = "Rescuers bring the last of one hundred and sixty-eight passengers ashore at Tarrowmouth " * 3
    console = Console(width=width, record=True, markup=False, file=StringIO())
    console.print(article_table([replace(ARTICLE, headline=headline)], now=NOW))

    shown = console.export_text()

    assert all(len(line) <= width for line in shown.splitlines())
    assert "".join("".join(line[33:] for line in shown.splitlines()[1:]).split()) == "".join(headline.split())


@pytest.mark.parametrize(
    ("state", "page", "planned", "shown"),
    [
        (ArticleState.BREAKING, PageState.ARTICLE, True, "breaking"),
        (ArticleState.COOLING, PageState.UNMODIFIED, True, "cooling"),
        (ArticleState.SETTLED, PageState.ARTICLE, True, "settled"),
        (ArticleState.REAWAKENED, PageState.ARTICLE, True, "re-awakened"),
        (ArticleState.BREAKING, PageState.BLOCKED, True, "blocked"),
        (ArticleState.BREAKING, PageState.CONSENT, True, "consent wall"),
        (ArticleState.BREAKING, PageState.UNREACHABLE, True, "unreachable"),
        # Nobody looks there any more: what a person or the server decided says more than the last page did.
        (ArticleState.GONE, PageState.GONE, False, "gone"),
        (ArticleState.PAUSED, PageState.BLOCKED, False, "paused"),
        (ArticleState.RETIRED, PageState.ARTICLE, False, "retired"),
    ],
)
def test_an_article_that_cannot_be_seen_is_not_called_breaking(
    state: ArticleState, page: PageState, planned: bool, shown: str
) -> None:
    article = replace(ARTICLE, state=state, page_state=page, next_look=NOW if planned else None)

    assert state_text(article).plain == shown


@pytest.mark.parametrize(
    ("minutes", "words"), [(6, "in 6 min"), (0, "now"), (-200, "now"), (60 * 24 * 2, "in 2 d"), (None, "never")]
)
def test_a_look_that_is_due_or_overdue_comes_now(minutes: int | None, words: str) -> None:
    planned = None if minutes is None else NOW + timedelta(minutes=minutes)

    assert next_look(replace(ARTICLE, next_look=planned), now=NOW) == words


def test_one_article_is_told_in_a_few_lines() -> None:
    assert lines(article_lines(ARTICLE, now=NOW, zone=UTC)) == [
        "12  Ferry strikes breakwater",
        "    https://lantern.example/ferry",
        "    says: “This is a breaking news story and will be updated.” (promise, last paragraph, strong)",
        "    next look 13:06, in 6 min: 3 changes in the last hour",
    ]


def test_a_blind_article_says_what_stands_in_the_way() -> None:
    article = replace(
        ARTICLE,
        headline="",
        marker=None,
        page_state=PageState.PAYWALL,
        page_state_reason="the text ends after 40 words",
        next_look=None,
        why="paused by hand",
    )

    assert lines(article_lines(article, now=NOW, zone=UTC)) == [
        "12  no headline yet",
        "    https://lantern.example/ferry",
        "    paywall stub: the text ends after 40 words",
        "    no notice that it will be updated",
        "    no next look: paused by hand",
    ]


def test_hostile_words_of_a_page_steer_nothing() -> None:
    hostile = replace(
        ARTICLE,
        headline=HOSTILE,
        url=f"https://lantern.example/{HOSTILE}",
        page_state=PageState.BLOCKED,
        page_state_reason=HOSTILE,
        marker=replace(NOTICE, phrase=HOSTILE, where=HOSTILE),
        why=HOSTILE,
    )
    told = [
        *lines(article_lines(hostile, now=NOW, zone=UTC)),
        *lines(article_lines(replace(hostile, next_look=None), now=NOW, zone=UTC)),
    ]
    table = drawn(article_table([hostile, replace(hostile, headline="")], now=NOW))

    assert len(told) == 10
    assert steering("\n".join(told)) == []
    assert steering(table) == []
    assert table.count("[bold red]loud[/] :bomb:") == 2


TIMES = {12: [NOW - timedelta(hours=5), NOW - timedelta(minutes=30), NOW - timedelta(minutes=20)]}


def test_the_activity_of_a_day_stands_beside_each_article() -> None:
    quiet = replace(ARTICLE, id=7, headline="Harbour quiet")

    assert list(article_text([ARTICLE, quiet], now=NOW, times=TIMES)) == [
        "id  state     versions  next look  24 h                      headline",
        "12  breaking         4  in 6 min   ...................1...2  Ferry strikes breakwater",
        " 7  breaking         4  in 6 min   ........................  Harbour quiet",
    ]


@pytest.mark.parametrize(("width", "signs"), [(80, "······▁▂"), (120, "·········▁·▂"), (160, "·" * 19 + "▁···▂")])
def test_on_a_terminal_the_activity_is_as_wide_as_there_is_room(width: int, signs: str) -> None:
    shown = drawn_in(width, [ARTICLE], Room(width=width))

    assert f"in 6 min   {signs}  Ferry strikes breakwater" in shown


@pytest.mark.parametrize("width", [80, 120, 160])
@pytest.mark.parametrize("letters", ["Rescuers bring the last passengers ashore. ", "北京发布暴雨红色预警"])
def test_on_a_terminal_a_headline_takes_two_lines_at_most(width: int, letters: str) -> None:
    shown = drawn_in(width, [replace(ARTICLE, headline=letters * 20)], Room(width=width)).splitlines()

    assert len(shown) == 3
    assert shown[2].endswith("…")
    assert all(cell_len(line) <= width for line in shown)


def test_plain_lines_are_as_the_table_has_them_and_are_cut_where_a_width_is_given() -> None:
    table = lines([article_table([ARTICLE], now=NOW)])

    assert list(article_text([ARTICLE], now=NOW)) == table
    assert [cell_len(line) for line in article_text([ARTICLE], now=NOW, width=40)] == [36, 40]
    assert list(article_text([ARTICLE], now=NOW, width=40))[1].endswith("…")


def test_hostile_headlines_steer_nothing_in_plain_lines_or_a_cut_table() -> None:
    hostile = replace(ARTICLE, headline=HOSTILE * 5)

    assert steering("\n".join(article_text([hostile], now=NOW, times=TIMES))) == []
    assert steering(drawn_in(80, [hostile], Room(width=80))) == []


def drawn_in(width: int, articles: list[Article], room: Room) -> str:
    console = Console(width=width, record=True, markup=False, file=StringIO())
    console.print(article_table(articles, now=NOW, times=TIMES, room=room))
    return "\n".join(line.rstrip() for line in console.export_text().splitlines())
