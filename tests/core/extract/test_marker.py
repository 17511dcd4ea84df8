from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.core.extract import extract
from tracker.core.extract.phrases import CUES, PROMISE, SEEN, UNVERIFIED, promise_in
from tracker.model import Marker, MarkerKind, Strength

URL = "https://quayside.example/harbour/"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINES = [
    f"The council met for the {word} time and argued about the harbour until well past midnight."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
]


def page(
    *last: str, headline: str = "Council argues all night", beside: str = "", head: str = "", above: str = ""
) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in (*LINES, *last))
    top = f"<header>{beside}<h1>{headline}</h1></header>"
    return (
        f"<html><head><title>{headline}</title>{head}</head><body>{above}"
        f"<article>{top}<div class='story-body'>{paragraphs}</div></article></body></html>"
    ).encode()


def marker(
    *last: str, headline: str = "Council argues all night", beside: str = "", head: str = "", above: str = ""
) -> Marker | None:
    return extract(page(*last, headline=headline, beside=beside, head=head, above=above), URL, now=NOW).marker


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


def test_every_phrase_is_found_by_its_cue() -> None:
    for table in (SEEN, UNVERIFIED):
        for phrases in table.values():
            for phrase in phrases:
                assert any(cue in phrase.lower().replace("i[oi]", "i") for cue in CUES), phrase
    assert PROMISE.search("this is a developing story")
    assert promise_in("x" * 400 + " more to follow") == ""
