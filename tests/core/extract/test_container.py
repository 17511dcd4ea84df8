from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.pages.matter import ENGLISH, JAPANESE
from tracker.core.extract.container import key, located, remembered, selector_of, taught, text_elements
from tracker.errors import ReadingError
from tracker.model import Memory

TEXT = "".join(f"<p>{line}</p>" for line in ENGLISH.lines)
ASIDE = "<div class='rail'><p>The weather in the valley stays wet until the middle of next week, they say.</p></div>"

NAMES = ("bridge", "harbour", "school", "station", "market", "mill")


def first(tree: LexborHTMLParser, selector: str) -> LexborNode:
    node = tree.css_first(selector)
    assert node is not None
    return node


def chosen(body: str, *, lines: tuple[str, ...] = ENGLISH.lines) -> str:
    place = taught(LexborHTMLParser(f"<html><body>{body}</body></html>"), lines)
    assert place is not None
    return place.selector


@pytest.mark.parametrize(
    ("opening", "selector"),
    [
        ("<div itemprop='articleBody' class='x'>", 'div[itemprop="articleBody"]'),
        ("<div id='story-text' class='x'>", "div#story-text"),
        ("<div id='post-88412' class='entry-content wide'>", "body > div.entry-content.wide"),
        ("<div class='entry-content css-1abc9 open'>", "body > div.entry-content"),
        ("<div class='sc-8sdf _1aB9x'>", "body > div"),
        ("<div class='one two three'>", "body > div.one.two"),
    ],
)
def test_a_selector_is_made_of_names_that_last(opening: str, selector: str) -> None:
    assert chosen(f"{opening}{TEXT}</div>{ASIDE}") == selector


def test_a_selector_climbs_to_the_next_name_that_lasts() -> None:
    tree = LexborHTMLParser("<body><section id='main'><div><div><p>Text</p></div></div></section></body>")
    assert selector_of(first(tree, "p")) == "section#main > div > div > p"


def test_an_element_that_no_selector_can_name_is_found_by_its_place() -> None:
    tree = LexborHTMLParser("<body><div id='main'><b>Bold</b><d\"'x!>Text</d\"'x!></div></body>")
    assert selector_of(first(tree, "#main").css("*")[-1]) == "div#main > *"


def test_the_smallest_element_that_holds_the_text_is_taken() -> None:
    assert chosen(f"<main><div class='top'>{ASIDE}</div><div class='copy'>{TEXT}</div>{ASIDE}</main>").endswith(
        "div.copy"
    )


def test_without_a_teacher_the_densest_element_is_taken() -> None:
    assert chosen(f"<main>{ASIDE}<div class='copy'>{TEXT}</div></main>", lines=()).endswith("div.copy")


def test_a_teacher_that_was_misled_to_a_corner_is_overruled() -> None:
    corner = ("The weather in the valley stays wet until the middle of next week, they say.",)
    assert chosen(f"<main>{ASIDE}<div class='copy'>{TEXT}</div></main>", lines=corner).endswith("div.copy")


def test_a_standfirst_outside_the_text_does_not_widen_the_container() -> None:
    few = JAPANESE.paragraphs
    text = "".join(f"<p>{line}</p>" for line in few)
    tree = LexborHTMLParser(
        f"<body><div class='all'><h1>{JAPANESE.headline}</h1><p>{JAPANESE.dek}</p>"
        f"<div class='copy'>{text}</div></div></body>"
    )
    lines = (JAPANESE.dek, *few)
    place, wide = taught(tree, lines, standfirst=JAPANESE.dek), taught(tree, lines)
    assert place is not None
    assert wide is not None
    assert (place.selector, wide.selector) == ("body > div.all > div.copy", "body > div.all")


def test_a_page_of_one_line_has_a_container_and_an_empty_one_none() -> None:
    assert chosen("<div id='notice'><p>Closed.</p></div>", lines=()) == "div#notice"
    assert taught(LexborHTMLParser("<body><div></div></body>"), ()) is None


def test_text_that_stands_in_a_cell_itself_is_found_though_boxes_stand_between() -> None:
    tree = LexborHTMLParser(
        f"<table><tr><td>{ENGLISH.paragraphs[0]}<br><br><div>Box</div>{ENGLISH.paragraphs[1]}</td></tr></table>"
    )
    (found,) = text_elements(tree)
    assert found[0].tag == "td"
    assert found[1].startswith(ENGLISH.paragraphs[0])


@pytest.mark.parametrize(
    ("memory", "found"),
    [
        (Memory(selector="div.a", index=1, matches=2), "second"),
        (Memory(selector="div.a", index=0, matches=2), "first"),
        (Memory(selector="div.a", index=0, matches=1), None),
        (Memory(selector="div.a", index=2, matches=2), None),
        (Memory(selector="div.gone", index=0, matches=1), None),
        (Memory(selector="", index=0, matches=0), None),
        (Memory(selector="div.b", index=0, matches=2), None),
        (Memory(selector="div.b", index=1, matches=2), "the story, which is far longer"),
    ],
)
def test_a_container_is_found_again_only_where_all_is_as_it_was(memory: Memory, found: str | None) -> None:
    tree = LexborHTMLParser(
        "<div class=a>first</div><div class=a>second</div><div class=b>ad</div>"
        "<div class=b>the story, which is far longer</div>"
    )
    place = remembered(tree, memory)
    assert (place and place.node.text()) == found


def test_a_text_deeper_than_any_page_is_refused() -> None:
    tree = LexborHTMLParser("<div>" * 240 + "<p>Text</p>")
    with pytest.raises(ReadingError, match="220 levels deep"):
        located(tree, first(tree, "p"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("“Quoted” text", '"Quoted"  text'), ("soft\u00adware", "software"), ("A" * 80, "A" * 90), ("Text.", "text")],
)
def test_a_line_is_recognised_though_the_teacher_changes_its_signs(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_paragraphs_that_are_boxes_are_found_like_any_others() -> None:
    lines = [f"The {name} was closed on Tuesday by order of the town, and will stay so." for name in NAMES]
    boxes = "".join(f"<div class='text'>{line}</div>" for line in lines)
    tree = LexborHTMLParser(
        f"<main><div class='copy'>{boxes}</div><p>Every paper of the valley belongs to one house.</p></main>"
    )
    for teacher in (lines, []):
        place = taught(tree, teacher)
        assert place is not None
        assert place.selector == "body > main > div.copy"


def test_a_box_of_paragraphs_is_no_paragraph() -> None:
    line = "The bridge was closed on Tuesday by order of the town, and will stay so."
    tree = LexborHTMLParser(f"<div id='outer'><div id='inner'>{line}</div></div>")
    assert [node.id for node, _ in text_elements(tree, boxes=True)] == ["inner"]
