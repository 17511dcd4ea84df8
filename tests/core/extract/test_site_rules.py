from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pages.furniture import PLAIN
from tests.pages.layouts import LAYOUTS, URL, Layout
from tests.pages.matter import ENGLISH
from tracker.core.extract import extract, read_story
from tracker.core.extract.site_rules import unheard
from tracker.model import BlockKind, Memory, NoteKind, ReadingRules, Story

SENTENCE = "The council met for the {} time and argued about the harbour until well past midnight."
PAGE = (
    "<html><head><title>Council argues all night</title></head><body><h1>A bar about another story</h1>"
    "<article><h1>Council argues all night</h1><p>"
    + SENTENCE.format("first")
    + "</p><div class='own'><p>"
    + SENTENCE.format("second")
    + "</p></div><p class='wire'>"
    + SENTENCE.format("third")
    + "</p><div class='own'><p>"
    + SENTENCE.format("fourth")
    + "</p></div></article></body></html>"
).encode()


def lines(story: Story) -> list[str]:
    return [block.text for block in story.blocks]


def test_the_named_element_alone_is_the_text_and_is_remembered_by_its_name() -> None:
    story, memory = read_story(PAGE, URL, rules=ReadingRules(content="p.wire"))
    assert lines(story) == [SENTENCE.format("third")]
    assert story.headline == "Council argues all night"
    assert memory.selector == "p.wire"


def test_the_text_of_several_named_elements_is_put_together() -> None:
    rules = ReadingRules(content="div.own, div.own p")
    story, memory = read_story(PAGE, URL, rules=rules)
    assert lines(story) == [SENTENCE.format("second"), SENTENCE.format("fourth")]
    assert read_story(PAGE, URL, memory=memory, rules=rules) == (story, memory)


def test_a_changed_setting_teaches_a_page_anew() -> None:
    _, learned = read_story(PAGE, URL)
    _, own = read_story(PAGE, URL, memory=learned, rules=ReadingRules(content="div.own"))
    _, wire = read_story(PAGE, URL, memory=own, rules=ReadingRules(content="p.wire"))
    assert (own.selector, wire.selector) == ("div.own", "p.wire")


@pytest.mark.parametrize("content", ["div.gone", "div[", "h9:unknown", "script"])
def test_a_setting_that_finds_nothing_leaves_the_reading_as_it_was_and_is_told(content: str) -> None:
    rules = ReadingRules(content=content)
    plain, learned = read_story(PAGE, URL)
    story, memory = read_story(PAGE, URL, memory=learned, rules=rules)
    assert (story, memory) == (plain, learned)
    assert unheard(rules, memory).endswith(f": {content}")
    assert unheard(ReadingRules(), memory) == ""


def test_ignored_elements_are_read_nowhere() -> None:
    story = extract(PAGE, URL, rules=ReadingRules(ignore="p.wire, body > h1"))
    assert lines(story) == [SENTENCE.format(word) for word in ("first", "second", "fourth")]
    other = PAGE.replace(b"<title>Council argues all night</title>", b"<title>A bar about another story</title>")
    assert extract(other, URL).headline == "A bar about another story"
    assert extract(other, URL, rules=ReadingRules(ignore="body > h1")).headline != "A bar about another story"


def test_an_unsound_or_boundless_ignore_takes_nothing_away() -> None:
    assert extract(PAGE, URL, rules=ReadingRules(ignore="p[")) == extract(PAGE, URL)
    assert extract(PAGE, URL, rules=ReadingRules(ignore="html, body")) == extract(PAGE, URL)
    assert unheard(ReadingRules(ignore="p["), Memory(selector="body")).endswith(": p[")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_phrase_of_one_s_own_makes_a_notice_on_every_layout(layout: Layout) -> None:
    matter = replace(ENGLISH, notice="Our reporters are on their way to the valley now.")
    rules = ReadingRules(phrases=("reporters are on their way",))
    assert extract(layout(matter, PLAIN), URL).marker is None or layout.__name__ == "live"
    story = extract(layout(matter, PLAIN), URL, rules=rules)
    assert story.marker is not None
    assert story.marker.phrase == matter.notice
    assert [note.kind for note in story.notes][-1] is NoteKind.NOTICE
    assert [block.text for block in story.blocks if block.kind is BlockKind.NOTE][-1] == matter.notice
