from __future__ import annotations

import json

import pytest

from tests.pages.layouts import URL
from tests.pages.matter import ENGLISH
from tracker.core.extract import extract, read_story
from tracker.model import Photograph

STATION = "/media/station-hall-smoke.jpg"
SOCIAL = "/media/station-hall-social.jpg"


def page(*, above: str = "", top: str = "", inside: str = "", shared: str = "", declared: object = None) -> bytes:
    """A page with pictures in the places where pages have them."""
    lines = [f"<p>{line}</p>" for line in ENGLISH.lines]
    article: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": ENGLISH.headline,
        "datePublished": "2026-03-02T06:40:00Z",
    }
    if declared is not None:
        article["image"] = declared
    head = f"<script type='application/ld+json'>{json.dumps(article)}</script>"
    head += f"<meta property='og:image' content='{shared}'>" if shared else ""
    return (
        f"<html><head><title>{ENGLISH.headline}</title>{head}</head><body><header><img src='/logo.png' width=300>"
        f"</header><main><article>{above}<h1>{ENGLISH.headline}</h1><p class=byline><img src='/p/mira-holt-face.jpg'>"
        f"Mira Holt</p>{top}<div class='story-body'>{lines[0]}{inside}{''.join(lines[1:])}</div></article></main>"
        f"</body></html>"
    ).encode()


def photograph(body: bytes) -> tuple[str, str] | None:
    found = extract(body, URL).photograph
    return None if found is None else (found.identity, found.url)


SHOWN = [
    f"<figure><img src='{STATION}'><figcaption>Smoke over the hall</figcaption></figure>",
    f"<picture><source srcset='/media/station-hall-smoke.webp 2x'><img src='{STATION}?w=20'></picture>",
    f"<img src='data:image/gif;base64,R0lG' data-src='{STATION}'>",
    f"<img src='/static/placeholder.gif' srcset='{STATION} 480w, /media/station-hall-smoke-960x540.jpg 960w'>",
    f"<img class=lazy src='/img/blank.png'><noscript><img src='{STATION}'></noscript>",
    "<picture><source data-srcset='/media/station-hall-smoke.webp'><img src='data:,'></picture>",
    f"<a href='{STATION}'><img src='/media/station-hall-smoke-300x200.jpg'></a>",
    f"<img src='/pixel/1x1.gif' width=1 height=1><amp-img src='{STATION}' width=1200 height=675></amp-img>",
]


@pytest.mark.parametrize("markup", SHOWN)
def test_the_first_picture_of_the_story_is_the_lead_however_it_is_loaded(markup: str) -> None:
    for body in (page(top=markup, shared=SOCIAL), page(inside=markup, shared=SOCIAL), page(above=markup)):
        found = photograph(body)
        assert found is not None
        assert found[0] == "station-hall-smoke"
        assert found[1].startswith("https://valley.example/media/station-hall-smoke")


def test_without_a_figure_the_declared_picture_is_the_lead() -> None:
    image = {"@type": "ImageObject", "url": STATION, "width": 1200}
    assert photograph(page(declared=[image], shared=SOCIAL)) == (
        "station-hall-smoke",
        f"https://valley.example{STATION}",
    )
    assert photograph(page(shared=SOCIAL)) == ("station-hall-social", f"https://valley.example{SOCIAL}")


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/logo.svg'>",
        "<img src='/img/site-logo.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='/media/mira-holt-portrait.jpg' class='author-avatar'>",
        "<img src='/media/station-hall-map.jpg' width='40' height='40'>",
        "<div class='related'><img src='/media/other-story-photo.jpg'></div>",
        "<aside><img src='/media/other-story-photo.jpg'></aside>",
        "<a href='/other-story/'><img src='/media/other-story-photo.jpg'></a>",
    ],
)
def test_what_is_no_picture_of_the_story_is_no_lead(markup: str) -> None:
    assert photograph(page(top=markup)) is None
    assert photograph(page(top=markup, shared=SOCIAL)) == ("station-hall-social", f"https://valley.example{SOCIAL}")


def test_a_page_without_pictures_has_none() -> None:
    assert photograph(page()) is None
    assert photograph(page(shared="/img/og-default.png")) is None


def test_a_picture_far_down_the_story_is_no_lead() -> None:
    far = "".join(f"<p>{line}</p>" for line in ENGLISH.paragraphs) + f"<img src='{STATION}'>"
    assert photograph(page(inside=far)) is None


def test_the_same_picture_from_another_server_at_another_size_is_the_same() -> None:
    first = extract(page(top=f"<img src='https://cdn1.example{STATION}?w=400'>"), URL).photograph
    second = extract(page(top=f"<img src='https://cdn2.example/1200x630{STATION}'>"), URL).photograph
    assert first is not None
    assert second is not None
    assert first.identity == second.identity
    assert first.url != second.url


def test_a_rendering_without_its_figure_keeps_the_photograph() -> None:
    with_figure, without = page(top=SHOWN[0], shared=SOCIAL), page(shared=SOCIAL)
    first, memory = read_story(with_figure, URL)
    second, memory = read_story(without, URL, memory=memory)
    third, memory = read_story(without, URL, memory=memory)
    fourth, _ = read_story(with_figure, URL, memory=memory)
    expected = Photograph(identity="station-hall-smoke", url=f"https://valley.example{STATION}")
    assert [story.photograph for story in (first, second, third, fourth)] == [expected] * 4


def test_pictures_that_change_places_are_no_swap() -> None:
    first, memory = read_story(page(top=f"<img src='{STATION}'>", shared=SOCIAL), URL)
    second, _ = read_story(page(top=f"<img src='{SOCIAL}'>", shared=STATION), URL, memory=memory)
    assert first.photograph == second.photograph


@pytest.mark.parametrize("shared", [SOCIAL, STATION, ""])
def test_a_new_picture_is_a_swap(shared: str) -> None:
    _, memory = read_story(page(top=f"<img src='{STATION}'>", shared=shared), URL)
    swapped, memory = read_story(
        page(top="<img src='/media/rescue-boats-at-dawn.jpg'>", shared=shared), URL, memory=memory
    )
    again, _ = read_story(page(top="<img src='/media/rescue-boats-at-dawn.jpg'>", shared=shared), URL, memory=memory)
    assert swapped.photograph is not None
    assert swapped.photograph.identity == "rescue-boats-at-dawn"
    assert again.photograph == swapped.photograph
