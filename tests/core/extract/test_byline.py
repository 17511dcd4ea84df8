"""Who wrote a story, read from the page where no machine-readable author is declared."""

from __future__ import annotations

import pytest

from tests.pages.matter import ENGLISH
from tracker.core.extract import extract
from tracker.model import Story

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH.paragraphs)


def read(around: str, *, before: str = "", behind: str = "", head: str = "") -> Story:
    page = (
        f"<html><head>{head}</head><body>{before}<main><article><header><h1>{ENGLISH.headline}</h1>{around}</header>"
        f"<div class=story>{TEXT}</div>{behind}</article></main></body></html>"
    )
    return extract(page.encode(), "https://news.example/bridge")


@pytest.mark.parametrize(
    ("around", "names"),
    [
        ("<p class=byline>By Ina Marsh</p>", "Ina Marsh"),
        ("<div class='article-byline'>By <a href=/s/ina>Ina Marsh</a> and <a href=/s/bo>Bo Lind</a></div>",
         "Ina Marsh, Bo Lind"),
        ("<span itemprop=author><span itemprop=name>Ina Marsh</span>, harbour reporter</span>", "Ina Marsh"),
        ("<a rel=author href=/s/ina>Ina Marsh</a>", "Ina Marsh"),
        ("<address>Von Ina Marsh</address>", "Ina Marsh"),
        ("<p>By Ina Marsh and Bo Lind</p>", "Ina Marsh, Bo Lind"),
        ("<div><span>Por María Peña</span></div>", "María Peña"),
        ("<p class=byline>記者 佐藤花子</p>", "記者 佐藤花子"),
    ],
)  # fmt: skip
def test_names_marked_or_signed_beside_the_headline_are_the_byline(around: str, names: str) -> None:
    story = read(around)
    assert story.byline == names
    assert names.split(",", maxsplit=1)[0] not in story.text


@pytest.mark.parametrize(
    "around",
    [
        "<p>By noon the bridge was closed to all traffic.</p>",
        "<p class=byline>Updated 3 hours ago</p>",
        "<p class=byline>4 min read</p>",
        "<ul><li><a rel=author href=/s/x>Somebody Else</a></li></ul>",
        "<aside><p class=byline>By Somebody Else</p></aside>",
        "",
    ],
)
def test_what_is_no_line_of_names_is_no_byline(around: str) -> None:
    assert read(around).byline == ""


def test_authors_of_other_stories_and_of_comments_are_not_asked() -> None:
    card = "<section><h2>More</h2><p class=byline>By Somebody Else</p></section>"
    assert read("", before=card, behind="<footer><p class=byline>By Somebody Else</p></footer>").byline == ""


def test_what_the_page_declares_comes_first() -> None:
    declared = '<meta name="author" content="Mira Holt">'
    assert read("<p class=byline>By Ina Marsh</p>", head=declared).byline == "Mira Holt"
