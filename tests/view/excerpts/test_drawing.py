from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view.excerpts.examples import edit, excerpts, sentence, step
from tests.view.hostile import HOSTILE, steering
from tests.view.letters import ARTICLE
from tests.view.outline import Outline, faults
from tests.view.timeline.test_page import BREAKING_OUT
from tracker.model import Op, Part, SentenceOp, Span
from tracker.view.excerpts import Excerpts, excerpts_html, excerpts_markdown

OLD, NEW = "At least 12 people were hurt.", "At least 45 people were hurt."
SPANS = (
    Span(op=Op.EQUAL, text="At least "),
    Span(op=Op.DELETED, text="12"),
    Span(op=Op.INSERTED, text="45"),
    Span(op=Op.EQUAL, text=" people were hurt."),
)
ALL = excerpts(
    step(
        2,
        [
            edit(SentenceOp.EDITED, "Ferry hit", "Ferry sinks", part=Part.HEADLINE),
            edit(SentenceOp.EDITED, OLD, NEW, spans=SPANS),
            edit(SentenceOp.REMOVED, old=sentence(1)),
            edit(SentenceOp.ADDED, new=sentence(2)),
        ],
        left_out=3,
        moved=1,
        summary="12 → 45 hurt",
        language="en",
    ),
    step(3, [], why="The words of version 3 were taken out of the record."),
    step(4, []),
)


def test_the_page_runs_and_loads_nothing() -> None:
    assert faults(excerpts_html(ALL)) == []


def test_each_edit_says_what_was_and_what_is() -> None:
    outline = Outline(excerpts_html(ALL))
    words = " ".join(outline.words.split())

    assert "Headline was: Ferry hit Headline is: Ferry sinks" in words
    assert f"Was: {OLD} Is: {NEW}" in words
    assert f"Removed: {sentence(1)}" in words
    assert f"Added: {sentence(2)}" in words
    assert [one.words for one in outline.all("del")] == ["Ferry hit", "12", sentence(1)]
    assert [one.words for one in outline.all("ins")] == ["Ferry sinks", "45", sentence(2)]


def test_markdown_says_the_same_words() -> None:
    text = excerpts_markdown(ALL)

    assert "> **Headline was:** Ferry hit\n>\n> **Headline is:** Ferry sinks\n" in text
    assert f"> **Was:** {OLD}\n>\n> **Is:** {NEW}\n" in text
    assert f"> **Removed:** {sentence(1)}\n" in text
    assert f"> **Added:** {sentence(2)}\n" in text


@pytest.mark.parametrize("drawn", [excerpts_html, excerpts_markdown])
def test_what_is_not_quoted_is_said(drawn: object) -> None:
    text = " ".join(drawn(ALL).split())  # type: ignore[operator]

    assert "3 sentences more changed, and left out here: more than half of the text would be quoted." in text
    assert "1 sentence moved, with the same words." in text
    assert "The words of version 3 were taken out of the record." in text
    assert "No sentence changed." in text


@pytest.mark.parametrize("drawn", [excerpts_html, excerpts_markdown])
def test_each_version_is_cited_once_with_address_times_and_hashes(drawn: object) -> None:
    text = drawn(ALL)  # type: ignore[operator]

    for number in (1, 2, 3, 4):
        assert text.count(f"{number:064x}") == 1
        assert text.count(f"{number + 1000:064x}") == 1
        assert text.count(f"{number + 2000:064x}") == 1
    assert ARTICLE.url in text
    assert "2026-11-22 15:07:00 UTC to 2026-11-22 15:57:00 UTC" in text
    assert "22 Nov 2026, between 16:02 and 16:07 CET (15:02 and 15:07 UTC)" in text
    assert "tracker verify 12" in text
    assert "1f2e3d4c" in text


@pytest.mark.parametrize("drawn", [excerpts_html, excerpts_markdown])
def test_whose_words_they_are_is_said(drawn: object) -> None:
    assert "The quoted words belong to their publisher." in drawn(ALL)  # type: ignore[operator]


def hostile(words: str) -> Excerpts:
    """Give excerpts with the same words wherever a page or a server could have put them."""
    edits = [
        edit(SentenceOp.EDITED, words, f"{words} 2", part=Part.HEADLINE),
        edit(
            SentenceOp.EDITED, words, f"x{words}", spans=(Span(op=Op.INSERTED, text="x"), Span(op=Op.EQUAL, text=words))
        ),
        edit(SentenceOp.REMOVED, old=words),
        edit(SentenceOp.ADDED, new=words),
    ]
    one = step(2, edits, summary=words, language=words, why=words)
    after = replace(one.after, headline=words, url=f"https://lantern.example/{words}")
    article = replace(ARTICLE, host=words, url=words, headline=words)
    return excerpts(replace(one, after=after), article=article, record=words, program=words)


@pytest.mark.parametrize("words", BREAKING_OUT)
def test_no_word_of_a_page_breaks_out_of_html(words: str) -> None:
    assert faults(excerpts_html(hostile(words))) == []


@pytest.mark.parametrize("words", BREAKING_OUT)
def test_no_word_of_a_page_is_markup_in_markdown(words: str) -> None:
    text = excerpts_markdown(hostile(words))

    assert steering(text.replace("\n", "")) == []
    bare = re.sub(r"`[^`\n]*`|\\.", "", text)
    assert not re.search(r"<[a-z/!?](?!ttps?://\S+>)", bare, re.IGNORECASE)
    assert not re.search(r"[^\\]\]\(", bare)


@given(st.text(min_size=1, max_size=60).filter(str.strip) | st.just(HOSTILE))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_stays_text(words: str) -> None:
    found = hostile(words)

    assert faults(excerpts_html(found)) == []
    assert steering(excerpts_markdown(found).replace("\n", "")) == []


def test_a_line_of_a_page_begins_no_paragraph_of_its_own_in_markdown() -> None:
    text = excerpts_markdown(hostile("# Loud\n\n- list\n> quote"))

    assert [line for line in text.splitlines() if line.startswith(("# Loud", "- list", "> quote"))] == []


@pytest.mark.parametrize("drawn", [excerpts_html, excerpts_markdown])
def test_a_sentence_without_end_is_cut(drawn: object) -> None:
    endless = "ข่าว" * 1_000
    found = excerpts(step(2, [edit(SentenceOp.ADDED, new=endless), edit(SentenceOp.EDITED, endless, f"{endless}x")]))

    text = drawn(found)  # type: ignore[operator]

    assert text.count("… (cut here)") == 3
    assert "ข่าว" * 151 not in text
