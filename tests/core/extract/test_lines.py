"""Which lines of a page are the story."""

from __future__ import annotations

import pytest

from tests.core.extract.test_walker import LONG, walked
from tracker.core.extract.lines import below_headline, story_pieces


def kept_of(body: str) -> list[str]:
    return [piece.text for piece in story_pieces(walked(body), headline="Bridge closed")]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>Advertisement</p><p>One.</p>", ["One."]),
        ("<h2>Bridge closed</h2><p>One.</p>", ["One."]),
        ("<p>One.</p><h2>More news</h2>", ["One."]),
        ("<h3>Our newsletter</h3><p>Sign up for it and get it in your inbox.</p><p>One.</p>", ["One."]),
        ("<p><a href='/x'>Fish prices double within a month</a></p><p>One.</p>", ["One."]),
        ("<p>Read more: <a href='/x'>Fish prices</a></p><p>One.</p>", ["One."]),
        (f"<p>{LONG}</p><p>{LONG}</p>", [LONG]),
        ("<p>No.</p><p>No.</p>", ["No.", "No."]),
        ("<p>12 comments</p><p>One.</p>", ["One."]),
    ],
)
def test_lines_that_are_not_the_story_are_left_out(body: str, kept: list[str]) -> None:
    assert kept_of(body) == kept


def test_a_run_of_teasers_is_left_out_and_a_list_of_facts_is_not() -> None:
    teasers = "<ul>" + "<li><a href='/x'>Fish prices double within a month</a> and more about it</li>" * 3 + "</ul>"
    facts = "<ul><li>Twelve dead</li><li>Forty hurt</li><li>No trains</li></ul>"
    assert kept_of(f"<p>{LONG * 5}</p>{teasers}{facts}") == [LONG * 5, "Twelve dead", "Forty hurt", "No trains"]


def test_the_heading_of_a_list_of_other_stories_goes_with_it() -> None:
    teasers = "<ul>" + "<li>Sea: <a href='/x'>Fish prices double within a month</a></li>" * 3 + "</ul>"
    assert kept_of(f"<p>{LONG * 5}</p><h3>More from the coast</h3>{teasers}<p>{LONG}</p>") == [LONG * 5, LONG]


@pytest.mark.parametrize(
    "line",
    [
        "Leia mais: <a href='/x'>Preço do peixe dobra em um mês</a>",
        "関連：<a href='/x'>漁港の魚の値段が一か月で二倍になったと漁協が発表</a>",
    ],
)
def test_a_word_a_colon_and_a_link_lead_elsewhere_in_any_language(line: str) -> None:
    assert kept_of(f"<p>{LONG}</p><p>{line}</p><p>Two.</p>") == [LONG, "Two."]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said: “We <a href='/x'>closed the bridge</a> because nobody could say whether it would hold.”",
        "Toll: <a href='/x'>12</a>",
    ],
)
def test_a_sentence_with_a_colon_and_a_link_stays(line: str) -> None:
    assert len(kept_of(f"<p>{LONG}</p><p>{line}</p>")) == 2


def test_a_caption_that_stands_twice_is_one() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The bridge on Monday.</figcaption></figure>"
    assert kept_of(f"<p>{LONG}</p>{figure}{figure}") == [LONG, "The bridge on Monday."]


def test_a_caption_stays_without_its_credit() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The bridge on Monday. Foto: Ines Calder/dpa</figcaption></figure>"
    assert kept_of(f"<p>{LONG}</p>{figure}") == [LONG, "The bridge on Monday."]


def test_what_stands_above_the_headline_in_the_same_element_is_furniture() -> None:
    furniture = "<p>Breaking news</p><ul><li><a href='/x'>Fish prices</a> double within a month, say sellers.</li></ul>"
    pieces = walked(f"{furniture}<h1>Bridge closed</h1><p>{LONG}</p>")
    assert [piece.text for piece in below_headline(pieces, "Bridge closed")] == ["Bridge closed", LONG]


def test_notes_and_paragraphs_above_the_headline_stay() -> None:
    note = "Correction: The bridge opened in 1931."
    pieces = walked(f"<p>{note}</p><p>{LONG}</p><h2>Bridge closed</h2><p>{LONG} {LONG}</p>")
    assert [piece.text for piece in below_headline(pieces, "Bridge closed")][:2] == [note, LONG]


def test_a_headline_that_stands_below_the_story_takes_nothing_away() -> None:
    pieces = walked(f"<ul><li>Twelve dead</li></ul><p>{LONG} {LONG}</p><h2>Bridge closed</h2><p>{LONG}</p>")
    assert below_headline(pieces, "Bridge closed") == pieces


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "<p>He <a href='/x'>said the bridge would open on Friday, and the harbour too</a> again.</p>",
            ["He said the bridge would open on Friday, and the harbour too again."],
        ),
        ("<h3><a href='#two'>The second pillar</a></h3><p>It broke.</p>", ["The second pillar", "It broke."]),
        ("<h3><a href='/x'>The second pillar</a></h3><p>It broke.</p>", ["It broke."]),
        ("<p><a href='/x'>The bridge opens on Friday, and the harbour too</a></p>", []),
        ("<ul><li>Now <a href='/x'>the bridge opens on Friday, and the harbour too</a> ok</li></ul>", []),
    ],
)
def test_only_links_that_lead_elsewhere_make_a_line_a_pointer(line: str, kept: list[str]) -> None:
    assert kept_of(f"<p>{LONG}</p>{line}<p>One.</p>") == [LONG, *kept, "One."]
