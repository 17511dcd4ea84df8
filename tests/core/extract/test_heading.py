from __future__ import annotations

import pytest

from tracker.core.extract import extract
from tracker.core.extract.heading import is_byline

URL = "https://news.example.org/a"
BODY = (
    "<div class='body'>"
    "<p>The harbour of Aldern was closed on Monday after a fire spread to two of its three warehouses, police said.</p>"
    "<p>Nobody was hurt. The cause was not known on Monday evening, and the quays will stay closed for some days.</p>"
    "<p>The mayor asked the owners of boats to leave them where they are until the fire brigade has gone.</p></div>"
)


def page(above: str, below: str) -> bytes:
    """Write a page with something above the text and something below it."""
    return (
        f"<html><body><main><header><h1>Harbour closed</h1>{above}</header>{BODY}{below}</main></body></html>".encode()
    )


def test_a_standfirst_between_headline_and_text_is_the_dek() -> None:
    above = "<div class='summary'>Two of three warehouses burnt down.</div>"

    assert extract(page(above, ""), URL).dek == "Two of three warehouses burnt down."


def test_a_card_of_another_story_below_the_text_is_no_standfirst() -> None:
    card = "<div class='card'><p class='summary'>Divers found a bell on the sea floor.</p></div>"
    below = f"<aside class='rail'>{card}</aside>"

    assert extract(page("", below), URL).dek == ""


def headed(head: str, above: str) -> str:
    html = f"<html><head>{head}</head><body>{above}<main>{BODY}</main></body></html>"
    return extract(html.encode(), URL).headline


SAID = "<meta property='og:title' content='Harbour of Aldern closed after fire spreads to warehouses'>"


def test_an_h2_is_the_headline_where_the_h1_is_the_papers_own_name() -> None:
    above = (
        "<h1>The Aldern Post</h1><h2>Harbour of Aldern closed after fire spreads to warehouses</h2><h2>Most read</h2>"
    )
    assert headed(SAID, above) == "Harbour of Aldern closed after fire spreads to warehouses"


def test_an_h2_with_a_kicker_is_the_headline_where_there_is_no_h1() -> None:
    above = "<h2><span>Aldern</span> Harbour closed after fire spreads to warehouses</h2>"
    assert headed(SAID, above) == "Aldern Harbour closed after fire spreads to warehouses"


def test_the_one_h1_of_an_article_is_the_headline_though_the_page_declares_another() -> None:
    above = "<article><h1>Flames at the quays: what we know so far</h1></article>"
    assert headed(SAID, above) == "Flames at the quays: what we know so far"


def test_an_h2_about_other_things_is_no_headline() -> None:
    above = "<h2>What to know about the harbour market</h2>"
    assert headed(SAID, above) == "Harbour of Aldern closed after fire spreads to warehouses"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ines Calder", "Ines Calder"),
        ("Ines Calder and Mira Holt", "Ines Calder, Mira Holt"),
        ("Von Ines Calder", ""),
        ("Por Ines de la Calder y Mira Holt", ""),
        ("от Ирина Колесник", ""),
    ],
)
def test_a_line_that_says_who_wrote_is_a_byline(line: str, authors: str) -> None:
    assert is_byline(line, authors)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Monday the harbour was open again.", "Ines Calder"),
        ("By Monday the harbour was open again", "Ines Calder"),
        ("Ines Calder was among the dead", "Ines Calder"),
        ("Von Aldern nach Marrow", ""),
        ("By", ""),
        ("", "Ines Calder"),
        ("港は月曜日に閉鎖された", "山田太郎"),
    ],
)
def test_a_line_that_says_more_is_none(line: str, authors: str) -> None:
    assert not is_byline(line, authors)


def test_a_byline_is_no_block_of_the_story() -> None:
    head = "<meta name='author' content='Ines Calder'>"
    text = BODY.replace("<div class='body'>", "<div class='body'><p>By Ines Calder</p>")
    html = f"<html><head>{head}</head><body><main><h1>Harbour closed</h1>{text}</main></body></html>"
    story = extract(html.encode(), URL)
    assert (story.byline, len(story.blocks)) == ("Ines Calder", 3)
