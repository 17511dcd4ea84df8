"""HTML: sound markup, nothing of a page's own, and the new text where the old is taken out."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given

from tests.view.letters import story
from tests.view.render.diffs import any_diff, any_facts, steering
from tests.view.render.stories import GONE, KEPT, NEW, block, crossing, crossing_facts, harbour, kept, spans
from tracker.core.diff import diff
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, Fact, FieldDiff, Op, Span
from tracker.view.render.html import html_blocks, spans_html
from tracker.view.render.rows import visible
from tracker.view.safe import safe

_VOID = {"br", "meta"}
_ALLOWED = {"p", "h2", "span", "ins", "del", "s", "br"}


class Reader(HTMLParser):
    """Reads what is left without one element, and whether all elements are closed in their order."""

    def __init__(self, without: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.without, self.text = without, ""
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in _VOID:
            self.open.append(tag)
        elif self.without not in self.open:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.without not in self.open:
            self.text += data


def read(html: str, *, without: str = "") -> Reader:
    """Read a piece of HTML to its end."""
    reader = Reader(without)
    reader.feed(str(html))
    reader.close()
    assert reader.open == []
    return reader


def side(row: tuple[Span, ...], op: Op) -> str:
    """One side of what is shown of some spans, fit to be shown."""
    return "".join(safe(span.text.replace("\n\n", "¶")) for span in visible(row) if span.op in (Op.EQUAL, op))


@given(any_diff)
def test_without_what_went_the_new_text_is_read_and_without_what_came_the_old(found: Diff) -> None:
    for row in (*(field.spans for field in found.fields), *(one.spans for one in found.blocks)):
        html = spans_html(row)
        assert read(html, without="del").text.replace("\n\n", "¶") == side(row, Op.INSERTED)
        assert read(html, without="ins").text.replace("\n\n", "¶") == side(row, Op.DELETED)


@given(found=any_diff, facts=any_facts)
def test_a_whole_diff_is_sound_html_of_our_own_elements_only(found: Diff, facts: list[Fact]) -> None:
    html = html_blocks(found, facts=facts)
    reader = read(html)
    assert reader.elements <= _ALLOWED
    assert reader.attributes <= {"style", "dir"}
    assert not steering(html)


@pytest.mark.parametrize(
    ("pieces", "html"),
    [
        (((KEPT, "a < b & c"),), "a &lt; b &amp; c"),
        (((KEPT, "One."), (NEW, "\n\n"), (KEPT, "Two.")), "<br><br>"),
        (((NEW, '" onload="x'),), "&#34; onload=&#34;x"),
        (((GONE, "\x1b[2J"),), "␛[2J"),
    ],
)
def test_text_is_escaped(pieces: tuple[tuple[Op, str], ...], html: str) -> None:
    assert html in spans_html(spans(*pieces))


def test_a_moved_sentence_has_a_colour_of_its_own() -> None:
    here, there = Span(op=NEW, text="It moved.", move=0), Span(op=NEW, text="It is new.")
    assert "#ece3f9" in spans_html([here])
    assert "#ece3f9" not in spans_html([there])


def test_a_heading_is_bold_and_the_place_left_is_quiet() -> None:
    heading = block(BlockChange.ADDED, (NEW, "What we know"), after=(0,), kind=BlockKind.HEADING)
    assert "font-weight:bold" in html_blocks(Diff(fields=(), blocks=(heading,)))
    assert html_blocks(harbour()).count("color:#666666") >= 3


def test_every_fate_has_an_edge_and_its_sign_in_words() -> None:
    html = html_blocks(harbour())
    for words in ("↕ moved here, was paragraph 7", "~", "+ heading", "⑂ split into 2 paragraphs"):
        assert f"{words}&nbsp;" in html


@pytest.mark.parametrize("most", [0, 50, 500, 5_000])
def test_the_limit_holds_but_for_the_line_that_says_what_is_left_out(most: int) -> None:
    paragraphs: list[BlockDiff] = [
        block(BlockChange.ADDED, (NEW, f"Paragraph {place}. " * 5), after=(place,)) for place in range(20)
    ]
    html = html_blocks(Diff(fields=(), blocks=tuple(paragraphs)), most_bytes=most)
    assert len(html.encode()) <= most + 120
    assert (f"{20 - html.count('<ins')} more change" in html) == (html.count("<ins") < 20)


def test_unchanged_paragraphs_that_are_left_out_are_no_changes() -> None:
    html = html_blocks(Diff(fields=(), blocks=(kept(0, "Rain. " * 90),)), most_bytes=10)
    assert "more change" not in html


def test_a_changed_headline_stands_in_a_heading_and_other_lines_are_named() -> None:
    line = (Span(op=NEW, text="Smoke over the bay"),)
    fields = tuple(FieldDiff(name=name, spans=line) for name in ("headline", "dek", "byline"))
    html = html_blocks(Diff(fields=fields, blocks=()))
    assert html.startswith('<h2 dir="auto"')
    assert "Standfirst: " in html
    assert "Byline: " in html


def test_two_headlines_stand_one_under_the_other() -> None:
    html = html_blocks(diff(story("Ferry strikes breakwater"), story("Captain was off his course")))
    assert "</s></del><br><ins" in html
    assert "<br>" not in html_blocks(diff(story("Ferry strikes breakwater"), story("Ferry struck breakwater")))


def test_a_text_that_is_read_from_the_right_has_its_edge_there() -> None:
    html = html_blocks(diff(story("A", "عبّارة"), story("A", "سفينة")), edge="right")
    assert "padding-right:.7em;border-right:3px solid" in html
    assert "left" not in html


def test_links_doubts_and_corrections_stand_where_they_belong() -> None:
    html = html_blocks(crossing(), facts=crossing_facts())
    headline, correction = html.split("\n")[:2]
    assert headline.startswith('<h2 dir="auto"')
    assert correction.startswith('<p dir="auto" style="margin:.4em 0;font-size:.85em')
    assert "correction added, and with it changed: The bridge opened in <del" in html
    assert "link “a map”: <del" in html
    assert "‹“thought to be” removed›" in html
    assert "⋮ 3 paragraphs with nothing but an edit shown above" in html
