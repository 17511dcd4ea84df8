from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.zone import zone_of

SENTENCE = "The harbour master asked all owners of boats to stay ashore until Tuesday."
CORRECTION = "Correction: The bridge opened in 1931."


def around(before: str, after: str, *, headline: bool = True) -> tuple[list[str], list[str]]:
    """The texts of the zone before and after a container."""
    title = "<h1>Bridge closed</h1>" if headline else ""
    tree = LexborHTMLParser(
        f"<body><p>{SENTENCE} Outside.</p><main>{title}{before}<div id='text'><p>Text.</p></div>{after}</main></body>"
    )
    node = tree.css_first("#text")
    assert node is not None
    zone = zone_of(node, tree.css_first("h1"), headline="Bridge closed", live=False)
    return [piece.text for piece in zone.before], [piece.text for piece in zone.after]


def test_sentences_around_the_container_are_the_story_and_the_rest_of_the_page_is_not() -> None:
    assert around(f"<p>{SENTENCE} One.</p>", f"<p>{SENTENCE} Two.</p>") == ([f"{SENTENCE} One."], [f"{SENTENCE} Two."])


@pytest.mark.parametrize(
    "line",
    [
        CORRECTION,
        "続報が入り次第お伝えします。",
        "More details to follow.",
        "月曜日の暴風で駅の屋根が崩れ、十二人が死亡した。",
    ],
)
def test_short_notes_and_sentences_of_ideographs_are_long_enough(line: str) -> None:
    assert around(f"<p>{line}</p>", "") == ([line], [])


@pytest.mark.parametrize(
    "line",
    ["Short.", "A line as long as this one but without the stop that ends a sentence", "Mira Holt", "Monday"],
)
def test_scraps_are_no_part_of_it(line: str) -> None:
    assert around(f"<p>{line}</p>", f"<p>{line}</p>") == ([], [])


@pytest.mark.parametrize("tag", ["aside", "nav", "footer", "div class='related'", "div hidden", "div role='dialog'"])
def test_boxes_of_noise_are_passed_over(tag: str) -> None:
    assert around(f"<{tag}><p>{SENTENCE}</p></{tag.partition(' ')[0]}>", "") == ([], [])


def test_a_list_counts_above_the_text_and_not_below_it() -> None:
    items = f"<ul><li>{SENTENCE}</li></ul>"
    assert around(items, items) == ([SENTENCE], [])


def test_a_linked_line_counts_less_below_the_text() -> None:
    line = "<p>The harbour master asked <a href='/x'>all owners of boats in town</a> to stay ashore until Tuesday.</p>"
    before, after = around(line, line)
    assert (len(before), len(after)) == (1, 0)


def test_without_a_headline_the_zone_is_the_element_around() -> None:
    assert around(f"<p>{SENTENCE}</p>", "", headline=False) == ([SENTENCE], [])


LINE = "Two of three warehouses burnt down, and the quays stay closed until Friday"


def test_a_standfirst_may_be_a_heading_below_the_headline() -> None:
    assert around(f"<div><h2>{LINE}</h2></div>", f"<div><h2>{LINE}</h2></div>") == ([LINE], [])


def test_a_heading_above_the_headline_heads_something_else() -> None:
    tree = LexborHTMLParser(f"<main><div><h2>{LINE}</h2></div><h1>Bridge closed</h1><div id='text'>Text.</div></main>")
    node = tree.css_first("#text")
    assert node is not None
    assert zone_of(node, tree.css_first("h1"), headline="Bridge closed", live=False).before == []


def test_a_heading_that_repeats_the_headline_is_no_standfirst() -> None:
    long = "Bridge over the Marrow closed after a barge struck its second pillar"
    tree = LexborHTMLParser(f"<main><h1>{long}</h1><div><h2>{long} today</h2></div><div id='text'>Text.</div></main>")
    node = tree.css_first("#text")
    assert node is not None
    assert zone_of(node, tree.css_first("h1"), headline=long, live=False).before == []


def test_a_beginning_that_is_called_a_teaser_is_read_and_a_teaser_is_not() -> None:
    own = f"<p class='article__teaser'>{SENTENCE} So did the mayor.</p>"
    other = f"<div class='teaser'><h3><a href='/x'>Fish prices double</a></h3><p>{SENTENCE}</p></div>"
    assert around(own + other, "") == ([f"{SENTENCE} So did the mayor."], [])


def beside(part: str, *, name: str = "part") -> list[str]:
    parts = f"<div class='part' id='text'><p>Text.</p></div><div class='{name}'>{part}</div>"
    tree = LexborHTMLParser(f"<main><h1>Bridge closed</h1>{parts}</main>")
    node = tree.css_first("#text")
    assert node is not None
    return [p.text for p in zone_of(node, tree.css_first("h1"), headline="Bridge closed", live=False).after]


PART = f"<h3>The second pillar</h3><p>{SENTENCE} So did the mayor.</p><ul><li>Twelve dead</li></ul><p>Why?</p>"


def test_another_wrapper_of_the_same_text_is_read_whole() -> None:
    assert beside(PART) == ["The second pillar", f"{SENTENCE} So did the mayor.", "Twelve dead", "Why?"]


def test_of_a_wrapper_of_another_kind_only_sentences_are_read() -> None:
    assert beside(PART, name="extra") == [f"{SENTENCE} So did the mayor."]


def test_a_list_of_links_is_no_part_of_the_text_whatever_its_wrapper() -> None:
    links = "<ul>" + "<li>Sea: <a href='/x'>fish prices</a> double within a month</li>" * 3 + "</ul>"
    assert beside(f"<p>{SENTENCE} So did the mayor.</p><p>Why?</p>{links}") == [f"{SENTENCE} So did the mayor.", "Why?"]


def test_a_wrapper_of_links_is_none_of_the_texts() -> None:
    links = "<p><a href='/x'>Fish prices double within a month</a> at the market of Marrow.</p>" * 9
    assert beside(f"<p>{SENTENCE} So did the mayor.</p><p>Why?</p>{links}") == [f"{SENTENCE} So did the mayor."]
