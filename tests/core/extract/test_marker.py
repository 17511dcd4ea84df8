from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.core.extract import extract
from tracker.model import Marker, MarkerKind, ReadingRules, Strength

URL = "https://quayside.example/harbour/"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINES = [
    f"The council met for the {word} time and argued about the harbour until well past midnight."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
]


def page(
    *last: str,
    headline: str = "Council argues all night",
    beside: str = "",
    head: str = "",
    above: str = "",
    classes: str = "",
) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in (*LINES, *last))
    top = f"<header>{beside}<h1>{headline}</h1></header>"
    return (
        f"<html><head><title>{headline}</title>{head}</head><body class='{classes}'>{above}"
        f"<article>{top}<div class='story-body'>{paragraphs}</div></article></body></html>"
    ).encode()


def marker(*last: str, url: str = URL, **parts: str) -> Marker | None:
    return extract(page(*last, **parts), url, now=NOW).marker


@pytest.mark.parametrize(
    "promise",
    [
        "This is a breaking news story and will be updated.",
        "This is a developing story; stay with us for the latest.",
        "This story will be updated.",
        "More to follow.",
        "Check back for updates.",
        "Dieser Artikel wird laufend aktualisiert.",
        "Weitere Informationen folgen in Kürze.",
        "Plus d’informations à venir.",
        "Noticia en desarrollo.",
        "Notizia in aggiornamento.",
        "Новость дополняется.",
        "続報が入り次第お伝えします。",
    ],
)
def test_a_promise_at_the_end_is_strong(promise: str) -> None:
    found = marker(promise)
    assert found is not None
    assert (found.kind, found.strength, found.phrase) == (MarkerKind.PROMISE, Strength.STRONG, promise)


@pytest.mark.parametrize(
    "trap",
    [
        "This story was updated to add the name of the ferry.",
        "We will update this story if the operator responds.",
        "She is a breaking news reporter for The Quayside Post.",
        "There is more to come before the season ends.",
        "Sign up for breaking news alerts.",
        "He has covered developing stories about the port for years.",
    ],
)
def test_words_that_only_look_like_a_promise_are_none(trap: str) -> None:
    assert marker(trap) is None


def test_a_live_blog_is_strong_until_it_is_over() -> None:
    def head(end: str) -> str:
        return (
            f'<script type="application/ld+json">{{"@type":"LiveBlogPosting",'
            f'"headline":"Council argues","coverageEndTime":"{end}"}}</script>'
        )

    found = marker(head=head("2026-03-02T20:00:00Z"))
    assert found is not None
    assert (found.kind, found.strength) == (MarkerKind.LIVE_BLOG, Strength.STRONG)
    assert marker(head=head("2026-03-01T20:00:00Z")) is None


@pytest.mark.parametrize(
    "headline",
    [
        "BREAKING: Council argues",
        "LIVE: Council argues",
        "EILMELDUNG: Der Rat streitet",
        "【速報】議会が紛糾",
        "Liveblog: the night of the council",
    ],
)
def test_a_prefix_of_the_headline_is_weak(headline: str) -> None:
    found = marker(headline=headline)
    assert found is not None
    assert (found.kind, found.strength) == (MarkerKind.HEADLINE, Strength.WEAK)


def test_a_label_beside_the_headline_is_weak() -> None:
    found = marker(beside="<span class='kicker'>Breaking News</span>")
    assert found is not None
    assert (found.kind, found.strength, found.phrase) == (MarkerKind.LABEL, Strength.WEAK, "Breaking News")


def test_a_bar_about_another_story_is_no_marker() -> None:
    assert (
        marker(
            above=(
                "<div class='bar'><h2>BREAKING NEWS</h2>"
                "<a href='/x'>Storm warning extended along the whole coast</a></div>"
            )
        )
        is None
    )
    assert (
        marker(beside="<div><b>Breaking</b> <a href='/x'>Storm warning extended along the whole coast</a></div>")
        is None
    )


@pytest.mark.parametrize(
    "over",
    [
        "This live blog is now closed.",
        "Our live coverage has ended. Thank you for reading.",
        "Dieser Liveblog ist beendet.",
        "Ce direct est terminé.",
        "Este directo ha terminado.",
        "La diretta finisce qui.",
        "Dit liveblog is gesloten.",
    ],
)
def test_a_live_page_that_says_it_is_over_is_no_marker(over: str) -> None:
    head = '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Council argues"}</script>'
    assert marker(head=head) is not None
    assert marker(over, head=head, headline="LIVE: Council argues") is None


def test_a_live_blog_in_microdata_is_strong_until_it_is_over() -> None:
    def microdata(end: str) -> str:
        kind = "https://schema.org/LiveBlogPosting"
        return f'<div itemscope itemtype="{kind}"><meta itemprop="coverageEndTime" {end}></div>'

    found = marker(above=microdata('content="2026-03-02T20:00:00Z"'))
    assert found is not None
    assert (found.kind, found.strength) == (MarkerKind.LIVE_BLOG, Strength.STRONG)
    assert marker(above=microdata('content="2026-03-01T20:00:00Z"')) is None


@pytest.mark.parametrize("headline", ["Council argues: as it happened", "LIVE: Der Rat streitet zum Nachlesen"])
def test_a_headline_in_the_past_is_no_marker(headline: str) -> None:
    assert marker(headline=headline) is None


@pytest.mark.parametrize(
    ("url", "parts", "kind", "phrase", "where"),
    [
        (
            "https://quayside.example/breaking-news/council/",
            {"classes": "single category-breaking-news"},
            MarkerKind.CATEGORY,
            "breaking-news",
            "category",
        ),
        (
            "https://quayside.example/live/council/",
            {"headline": "Council argues live: the vote is near"},
            MarkerKind.HEADLINE,
            "live",
            "headline",
        ),
        (
            "https://quayside.example/news/live/council/",
            {"beside": "<span>Live</span>"},
            MarkerKind.LABEL,
            "Live",
            "beside the headline",
        ),
        (
            "https://quayside.example/2026/council-liveblog",
            {"head": '<meta property="article:section" content="Breaking News">'},
            MarkerKind.CATEGORY,
            "Breaking News",
            "category",
        ),
    ],
)
def test_two_hints_that_agree_are_weak(
    url: str, parts: dict[str, str], kind: MarkerKind, phrase: str, where: str
) -> None:
    assert marker(url=url, **parts) == Marker(kind=kind, phrase=phrase, where=where, strength=Strength.WEAK)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://quayside.example/breaking-news/council/", {}),
        ("https://quayside.example/live/council/", {}),
        ("https://quayside.example/lives/council/", {"beside": "<span>Live</span>"}),
        (URL, {"classes": "single category-breaking-news"}),
        (URL, {"head": '<meta property="article:section" content="Breaking News">'}),
        (URL, {"headline": "Council argues live: the vote is near"}),
        (URL, {"beside": "<span>Live</span>"}),
        (URL, {"beside": "<a href='/tv/live'>Live</a>", "classes": "category-live"}),
    ],
)
def test_a_hint_alone_is_none(url: str, parts: dict[str, str]) -> None:
    assert marker(url=url, **parts) is None


@pytest.mark.parametrize(
    "trap",
    [
        "<div><h2>BREAKING NEWS</h2></div><div><a href='/x'>Storm warning extended along the coast</a></div>",
        "<p><b>Breaking</b></p><a href='/x'>Storm warning extended along the whole coast</a>",
        "<div class='push-prompt'><span>Breaking News</span></div>",
        "<form><span>Breaking News</span><input></form>",
        "<button>Breaking news</button>",
        "<div class='ticker'><span>Breaking</span></div>",
        "<span>Breaking news alerts</span>",
        "<span>Breaking Bad</span>",
    ],
)
def test_labels_of_bars_prompts_and_buttons_are_none(trap: str) -> None:
    assert marker(beside=trap) is None


def test_a_promise_in_the_middle_of_a_long_story_counts_only_when_it_is_very_short() -> None:
    rest = [f"{number}. The debate went on, and nobody in the hall could say how it would end." for number in range(9)]
    long = "This story will be updated, the editors of the paper wrote at the time, as they had done on every such day."
    assert marker(long, *rest) is None
    found = marker("This story will be updated.", *rest)
    assert found is not None
    assert found.where == "paragraph 7 of 16"


def test_a_person_s_own_phrase_is_a_promise_and_an_own_veto_ends_one() -> None:
    own = ReadingRules(phrases=("Our reporters are on the way",), vetoes=("says the club",))
    line = "OUR  reporters are on\u00a0the way."
    assert marker(line) is None
    found = extract(page(line), URL, rules=own).marker
    assert found is not None
    assert (found.kind, found.phrase, found.strength) == (
        MarkerKind.PROMISE,
        "OUR reporters are on the way.",
        Strength.STRONG,
    )
    assert extract(page("More to follow, says the club."), URL, rules=own).marker is None
    assert extract(page("More to follow."), URL, rules=own).marker is not None


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://quayside.example/live-music/live/", {"headline": "Where people live"}),
        ("https://quayside.example/breaking-news/heat/", {"headline": "Record-breaking heat hits the coast"}),
        ("https://quayside.example/how-people-live", {"headline": "How people live"}),
        ("https://quayside.example/2026/live-music-returns/", {"classes": "category-live-music tag-breaking-bad"}),
        ("https://quayside.example/urgent-care/", {"classes": "category-urgent-care category-developing-countries"}),
        ("https://quayside.example/breaking-bad/review/", {"headline": "Breaking bread: a harbour table"}),
    ],
)
def test_words_in_other_senses_agree_on_nothing(url: str, parts: dict[str, str]) -> None:
    assert marker(url=url, **parts) is None


def test_a_line_that_leads_to_another_story_promises_nothing_of_this_one() -> None:
    assert marker("<a href='/x'>Storm warning extended along the coast. This story will be updated.</a>") is None
    found = marker("This story will be updated. Follow <a href='/x'>our live page</a>.")
    assert found is not None
    assert found.strength is Strength.STRONG
