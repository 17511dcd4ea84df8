from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.furniture import PLAIN
from tests.pages.layouts import LAYOUTS, URL, Layout
from tests.pages.matter import ABROAD, ENGLISH, Matter
from tests.pages.scripted import CARRYING, OTHER_TEXT, Carrying, linked_data, next_data, others, shell, state
from tracker.core.extract import extract, read_story
from tracker.core.extract.embedded import candidates, carried, embedded_text
from tracker.core.page_state import page_state

CASES = [
    pytest.param(carrying, matter, id=f"{carrying.__name__}-{matter.language}")
    for carrying in CARRYING
    for matter in (ENGLISH, *ABROAD)
]


def lines(body: bytes) -> tuple[str, ...]:
    return tuple(block.text for block in extract(body, URL).blocks)


@pytest.mark.parametrize(("carrying", "matter"), CASES)
def test_a_page_written_by_scripts_is_read_from_its_data(carrying: Carrying, matter: Matter) -> None:
    body = shell(carrying(matter), matter)
    story, memory = read_story(body, URL)
    assert tuple(block.text for block in story.blocks) == matter.lines
    assert story.headline == matter.headline
    assert story.marker is not None
    assert page_state(body.decode(), URL, story) is None
    assert memory.embedded
    assert read_story(body, URL, memory=memory) == (story, memory)


def test_the_place_is_remembered_where_another_becomes_longer() -> None:
    first, memory = read_story(shell(next_data(ENGLISH)), URL)
    assert json.loads(memory.embedded) == ["script#__NEXT_DATA__", "props", "pageProps", "article", "body"]
    longer = linked_data(replace(ENGLISH, paragraphs=ENGLISH.paragraphs * 2))
    again, after = read_story(shell(longer + next_data(ENGLISH)), URL, memory=memory)
    assert (again.blocks, after.embedded) == (first.blocks, memory.embedded)


def test_a_place_that_holds_another_story_now_is_left() -> None:
    _, memory = read_story(shell(state(ENGLISH)), URL)
    moved = f"<script>window.__INITIAL_STATE__ = {json.dumps({'story': others()[0]})}</script>"
    again, after = read_story(shell(moved + next_data(ENGLISH)), URL, memory=memory)
    assert tuple(block.text for block in again.blocks) == ENGLISH.lines
    assert after.embedded != memory.embedded


@pytest.mark.parametrize("carrying", CARRYING, ids=lambda carrying: carrying.__name__)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_page_with_its_own_text_is_never_read_from_its_data(layout: Layout, carrying: Carrying) -> None:
    other = replace(ENGLISH, paragraphs=("Not what the page says, in no way at all, and long. " * 20,))
    body = layout(ENGLISH, PLAIN)
    story, memory = read_story(body.replace(b"</body>", carrying(other).encode("ascii", "ignore") + b"</body>"), URL)
    assert [block.text for block in story.blocks] == list(ENGLISH.lines)
    assert memory.embedded == ""


def test_the_texts_of_other_stories_are_not_taken() -> None:
    data = json.dumps({"feed": others(), "article": {"headline": "Wholly another matter", "body": OTHER_TEXT}})
    assert lines(shell(f"<script type='application/json'>{data}</script>")) == ()


def test_a_text_that_is_not_free_is_not_read_from_data() -> None:
    article = {"@type": "NewsArticle", "headline": ENGLISH.headline, "isAccessibleForFree": False}
    closed = f"<script type='application/ld+json'>{json.dumps(article)}</script>"
    assert lines(shell(closed + next_data(ENGLISH))) == ()


@pytest.mark.parametrize(
    "script",
    [
        "[" * 10_000 + "]" * 10_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        '{"body":' * 900 + '"x"' + "}" * 900,
        '{"body":"' + "x" * 3_000_000 + '"}',
        '{"content":[' + '{"content":[' * 300 + "]}" * 300 + "]}",
        "[" + "{}," * 100_000 + "{}]",
        '{"headline":"\\ud800 lone","body":"\\ud800 ' + "word " * 99 + '"}',
        '{"body":"<div ' + "a='b' " * 5000 + '>"}',
        '{"body":"' + "<div>" * 5000 + 'x"}',
        "{" * 50_000,
        "",
    ],
    ids=range(11),
)
@pytest.mark.parametrize("wrapping", ["<script type='application/json'>{}</script>", "<script>window.s = {};</script>"])
def test_hostile_data_is_passed_over(script: str, wrapping: str) -> None:
    page = f"<html><head><title>Lone</title></head><body>{wrapping.replace('{}', script)}</body></html>"
    found = embedded_text(page, ["Lone"], [])
    assert found is None or found.place


def test_many_assignments_end_the_search() -> None:
    assert len(list(carried("<script>" + 'window.a=["";' * 50_000 + "</script>"))) == 0
    assert len(list(carried("<script>" + "window.a={};" * 50_000 + "</script>"))) == 40


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("body", "content", "text", "type", "title", "x", "children")), inner, max_size=4
        )
    ),
    max_leaves=30,
)


@given(VALUES)
def test_any_data_is_read_or_passed_over(value: object) -> None:
    page = f"<body><script type='application/json'>{json.dumps(value).replace('</', '')}</script>"
    found = embedded_text(page, ["Anything at all"], [])
    assert found is None or found.pieces


def test_the_headline_nearest_above_is_a_texts_own() -> None:
    data = {"x": {"headline": "The page at large", "a": {"title": "One story of many", "body": "word " * 30}}}
    assert [found.headline for found in candidates(data)] == ["One story of many"]


def test_one_line_in_a_pages_data_is_a_text() -> None:
    brief = replace(ENGLISH, paragraphs=ENGLISH.paragraphs[:1], notice="", correction="")
    body = shell(next_data(brief))
    story, memory = read_story(body, URL)
    assert tuple(block.text for block in story.blocks) == brief.lines
    assert page_state(body.decode(), URL, story, embedded=bool(memory.embedded)) is None


def test_the_texts_of_the_program_are_not_taken() -> None:
    texts = {"messages": {"consent": {"text": "We and our partners store and read information on a device. " * 20}}}
    assert lines(shell(f"<script type='application/json'>{json.dumps(texts)}</script>")) == ()
    told = {"articleBody": "\n".join(ENGLISH.lines)}
    assert lines(shell(f"<script type='application/json'>{json.dumps(told)}</script>")) == ENGLISH.lines


def test_a_description_that_is_the_beginning_of_the_text_is_no_standfirst() -> None:
    def described(words: str) -> str:
        return f"<meta property='og:description' content='{words}'>"

    beginning = extract(shell(next_data(ENGLISH), head=described(ENGLISH.lines[0][:60] + "...")), URL)
    standfirst = extract(shell(next_data(ENGLISH), head=described(ENGLISH.dek)), URL)
    assert (beginning.dek, standfirst.dek) == ("", ENGLISH.dek)
