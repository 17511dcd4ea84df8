from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.core.extract.remarks import remarks_on
from tracker.model import Block, BlockKind, Story

URL = "https://www.quayside.example/news/council-argues"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STORY = Story(headline="Council argues", blocks=(Block(kind=BlockKind.PARAGRAPH, text="The council argued."),))
FURTHER = "The article goes on on further pages; only the page of this address is watched."
OVER = "The live blog on this page is over; it will hardly change any more."


def remarks(head: str = "", body: str = "", *, root: str = "<html>", story: Story = STORY) -> tuple[str, ...]:
    html = f"<!doctype html>{root}<head>{head}</head><body><h1>Council argues</h1>{body}</body></html>"
    return remarks_on(html, URL, story, now=NOW)


def test_of_most_pages_there_is_nothing_to_say() -> None:
    head = (
        f'<link rel="canonical" href="{URL}/?utm_source=x"><link rel="next" href="/news/another-story">'
        f'<link rel="alternate" hreflang="en" href="{URL}"><link rel="alternate" hreflang="x-default" href="/">'
    )
    body = (
        "<a href='/news/?page=2'>Older news</a><a href='/news/council-argues-again'>2</a><a href='javascript:x'>x</a>"
    )
    assert remarks(head, body) == ()


@pytest.mark.parametrize("root", ["<html amp>", "<html ⚡ lang='en'>", "<html data-amp='1'>"])
def test_an_amp_edition_names_the_full_page(root: str) -> None:
    head = '<link rel="canonical" href="/2026/council.html">'
    assert remarks(head, root=root) == (
        "This is the AMP edition of the page; the full page is https://www.quayside.example/2026/council.html.",
    )
    assert remarks(root=root) == ("This is the AMP edition of the page.",)


@pytest.mark.parametrize(
    "link",
    [
        f'<link rel="next" href="{URL}?page=2">',
        f'<link rel="next" href="{URL}/2/">',
        f"<a href='{URL}?page=2'>2</a>",
        "<a href='/news/council-argues/page/2'>Next page</a>",
        "<a href='/news/council-argues,2'>2</a>",
    ],
)
def test_an_article_on_several_pages_is_told(link: str) -> None:
    assert remarks(body=link) == (FURTHER,)


def test_editions_in_other_languages_are_told_by_their_tags() -> None:
    head = (
        f'<link rel="alternate" hreflang="en" href="{URL}"><link rel="alternate" hreflang="de" href="/de/rat">'
        '<link rel="alternate" hreflang="pt-BR" href="/br/camara">'
    )
    assert remarks(head) == (
        "The page has editions in other languages or for other places (de, pt-BR); only this one is watched.",
    )


def test_another_main_address_is_named() -> None:
    assert remarks('<link rel="canonical" href="https://agency.example/original">') == (
        "The page names another as its main address: https://agency.example/original.",
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a.example/\x1b[2J", "//[", "https://a.example/" + "x" * 300, ""]
)
def test_an_address_that_is_not_fit_to_be_shown_is_not_told(address: str) -> None:
    assert remarks(f'<link rel="canonical" href="{address}">') == ()


def test_a_live_blog_that_is_over_is_told() -> None:
    def live(end: str) -> str:
        return (
            '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Council argues"'
            f',"coverageEndTime":"{end}"}}</script>'
        )

    closed = Story(headline="A", blocks=(Block(kind=BlockKind.PARAGRAPH, text="This live blog is now closed."),))
    assert remarks(live("2026-03-02T20:00:00Z")) == ()
    assert remarks(live("2026-03-01T20:00:00Z")) == (OVER,)
    assert remarks(live("2026-03-02T20:00:00Z"), story=closed) == (OVER,)


def test_text_from_embedded_data_is_told() -> None:
    assert remarks_on("<html></html>", URL, STORY, now=NOW, embedded=True) == (
        "The text was taken from data that the page holds for its scripts; nothing is executed.",
    )
