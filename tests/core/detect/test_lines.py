from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.detect.stories import BUDGET, FERRY, MARKET, PROMOTION, block, longer, story
from tests.pages.matter import ABROAD, ENGLISH, Matter
from tracker.core.detect import line_key, site_line
from tracker.core.detect.lines import lines_of
from tracker.model import BlockKind, Story

NOTE = "Correction: An earlier version named the wrong pier."


def matter_of_last(told: Story) -> float:
    return lines_of(told)[-1].matter


@pytest.mark.parametrize("told", [FERRY, MARKET, BUDGET], ids=["ferry", "market", "budget"])
def test_a_storys_own_paragraphs_are_of_its_matter_and_the_sites_lines_and_other_stories_are_not(told: Story) -> None:
    own = [line.matter for line in lines_of(told)]
    foreign = [matter_of_last(longer(told, PROMOTION))]
    foreign += [
        matter_of_last(longer(told, other.blocks[0].text)) for other in (FERRY, MARKET, BUDGET) if other != told
    ]
    assert min(own) > max(foreign)


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
def test_the_same_holds_in_every_script(matter: Matter) -> None:
    told = story(*matter.paragraphs, matter.dek, headline=matter.headline)
    speaking = [line.matter for line in lines_of(story(*matter.paragraphs, *matter.paragraphs, headline=""))]
    silent = lines_of(longer(told, PROMOTION if matter is not ENGLISH else MARKET.blocks[1].text))[-1]
    assert min(speaking) > silent.matter


def test_a_word_in_common_says_little() -> None:
    told = longer(FERRY, "Bread and ferry.")
    assert matter_of_last(told) == 0.0


def test_the_standfirst_comes_first_and_is_never_doubtful() -> None:
    first, *rest = lines_of(replace(FERRY, dek="No traffic."))
    assert (first.text, first.dek, first.doubtful) == ("No traffic.", True, False)
    assert [line.dek for line in rest] == [False] * 4


def test_the_sites_lines_are_left_out_but_for_notes() -> None:
    told = longer(longer(FERRY, PROMOTION), NOTE, kind=BlockKind.NOTE)
    keys = frozenset((line_key(PROMOTION), line_key(NOTE)))
    assert [line.text for line in lines_of(told, keys)] == [*(one.text for one in FERRY.blocks), NOTE]


def test_mere_counters_and_stamps_are_no_lines() -> None:
    assert [line.text for line in lines_of(story("Updated 3 minutes ago", "He was 61."))] == ["He was 61."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("He was 61.", True), ("Was he?”", True), ("死亡した。", True), ("Petrol 1.42", False), ("Read more", False)],
)
def test_a_line_is_a_sentence_where_it_ends_like_one(text: str, sentence: bool) -> None:
    (line,) = lines_of(Story(headline="", blocks=(block(text),)))
    assert line.sentence is sentence


@given(st.text(max_size=60), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_same_words_with_other_numbers_are_the_same_line(words: str, one: int, other: int) -> None:
    assert line_key(f"{words}: {one} in all") == line_key(f"{words}: {other} in all")


@given(st.text(min_size=1, max_size=60))
def test_a_key_tells_nothing_of_the_words(text: str) -> None:
    key = line_key(text)
    assert len(key) == 64
    assert set(key) <= set("0123456789abcdef")
    assert key == line_key(site_line(text))
