from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from tests.view.hostile import HOSTILE, drawn, lines, steering
from tests.view.letters import ARTICLE as PLAIN
from tracker.model import ArticleState, Marker, MarkerKind, PageState, Strength
from tracker.view.articles import article_lines, article_table, next_look, state_text

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
