from __future__ import annotations

import re

from hypothesis import given, settings
from markupsafe import Markup

from tests.view.outline import Outline
from tests.view.render.diffs import any_diff
from tracker.model import Diff
from tracker.view.contrast import LEAST_CONTRAST, contrast
from tracker.view.render import html_blocks
from tracker.view.restyling import DARK_PAPER, PAPER, Sheet, style_hash

_RULE = re.compile(r"\.(s\d+)\{([^}]*)\}")


def declared(rules: str) -> list[dict[str, str]]:
    """Give the declarations of each rule."""
    return [dict(one.split(":", 1) for one in found[2].split(";") if one) for found in _RULE.finditer(rules)]


def test_style_attributes_become_classes_and_equal_ones_the_same() -> None:
    sheet = Sheet()

    found = sheet.restyled(
        Markup('<p dir="auto" style="color:#000">a</p><p style="color:#000">b</p><b style="x:y">c</b>')
    )

    assert found == '<p dir="auto" class="s0">a</p><p class="s0">b</p><b class="s1">c</b>'
    assert sheet.rules() == (
        ".s0{color:#000}\n.s1{x:y}\n@media screen and (prefers-color-scheme:dark){\n.s0{color:#f2f2f2}\n.s1{x:y}\n}"
    )


def test_an_element_that_has_a_class_keeps_it() -> None:
    assert Sheet().restyled(Markup('<p class="entry" style="color:#000">a</p>')) == '<p class="s0 entry">a</p>'


def test_what_came_and_went_is_said_in_words_to_those_who_do_not_see_it() -> None:
    found = Sheet().restyled(Markup("<ins>new</ins> <del><s>old</s></del> <instead></instead>"))

    assert found == (
        '<ins><span class="said"> [added: </span>new<span class="said">] </span></ins> '
        '<del><span class="said"> [removed: </span><s>old</s><span class="said">] </span></del> <instead></instead>'
    )


def test_headings_of_a_piece_stand_below_those_of_the_page() -> None:
    assert Sheet().restyled(Markup("<h2>Fire</h2><hr>")) == "<h4>Fire</h4><hr>"


def test_the_direction_of_a_known_language_is_given_and_words_of_the_page_are_not_touched() -> None:
    piece = Markup('<p dir="auto" style="color:#000">+ {}</p><p>⋮ 3 more</p>').format(' dir="auto"')

    assert Sheet().restyled(piece, direction="rtl") == (
        '<p dir="rtl" class="s0">+  dir=&#34;auto&#34;</p><p>⋮ 3 more</p>'
    )


def test_an_edge_stands_where_the_text_begins_whichever_way_it_runs() -> None:
    sheet = Sheet()
    sheet.restyled(Markup('<p style="padding-left:1em;border-left:3px solid #888888">a</p>'))

    assert sheet.rules().startswith(".s0{padding-inline-start:1em;border-inline-start:3px solid #888888}\n")


def test_words_that_look_like_our_markup_stay_words() -> None:
    words = '<ins style="color:red"> style="x" </del><h2>'

    found = Sheet().restyled(Markup("<p>{}</p>").format(words))

    assert Outline(str(found)).words == words
    assert "class" not in found


def test_what_is_no_declaration_does_not_reach_the_sheet() -> None:
    sheet = Sheet()
    sheet.restyled(Markup('<p style="color:#000;}body{display:none;background:url(//x);width:calc(1px + 2px)">a</p>'))

    assert "body" not in sheet.rules()
    assert "url" not in sheet.rules()


def test_every_colour_can_be_read_on_its_ground_in_light_and_in_dark() -> None:
    sheet = Sheet()
    sheet.restyled(Markup('<p style="color:#2a7fd4">a</p><p style="background:#ffe6d1;color:#d4722a">b</p>'))
    light, dark = sheet.rules().split("@media")

    for rules, paper in ((light, PAPER), (dark, DARK_PAPER)):
        for one in declared(rules):
            assert contrast(one["color"], one.get("background", paper)) >= LEAST_CONTRAST


def test_the_hash_is_the_one_that_a_browser_makes() -> None:
    assert style_hash("p{}") == "sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y="


@given(any_diff)
@settings(max_examples=40, deadline=None)
def test_any_diff_is_restyled_without_losing_a_word_or_keeping_a_style(laid: Diff) -> None:
    piece = html_blocks(laid)
    sheet = Sheet()

    before, after = Outline(str(piece)), Outline(str(sheet.restyled(piece)))

    assert after.unbalanced == []
    assert [element for element in after.elements if "style" in element.attributes] == []
    said = "".join(element.words for element in after.classed("said"))
    assert len(after.words) >= len(before.words)
    assert sorted(after.words.replace(" ", "")) == sorted((before.words + _own_words(after)).replace(" ", "")), said


def _own_words(outline: Outline) -> str:
    return "".join("[added:]" for _ in outline.all("ins")) + "".join("[removed:]" for _ in outline.all("del"))
