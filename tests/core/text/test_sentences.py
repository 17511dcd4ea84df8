"""Sentences: cut where a reader pauses, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.sentences import sentences


@given(st.text())
def test_joined_sentences_give_the_text_back(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(st.text(alphabet='.!? \n"”aA1。'))
def test_a_text_made_of_stops_and_blanks_comes_back_too(text: str) -> None:
    assert "".join(sentences(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Ho met Gen. Brandt at 10 a.m. Friday.",
        "The U.S. Senate voted.",
        "It rose by 3.5 points.",
        "Flight No. 12 was late.",
        "J. R. Moss spoke.",
        "Wait ... they came.",
        "Dr. Sauer kam z.B. Montag an.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == (text,)


def test_a_sentence_keeps_its_closing_quote_and_the_white_space_behind_it() -> None:
    assert sentences("“We ran.” She said no. Then? Rain!") == ("“We ran.” ", "She said no. ", "Then? ", "Rain!")


def test_other_scripts_have_their_own_stops() -> None:
    assert sentences("地震が発生。死者は12人。") == ("地震が発生。", "死者は12人。")
    assert sentences("यह पहला है। यह दूसरा है।") == ("यह पहला है। ", "यह दूसरा है।")
    assert sentences("ماذا حدث؟ لا أحد يعلم.") == ("ماذا حدث؟ ", "لا أحد يعلم.")


def test_a_blank_line_parts_sentences_without_a_stop() -> None:
    assert sentences("A heading\n\nThe text") == ("A heading\n\n", "The text")


@pytest.mark.parametrize("run", ["." * 200_000, " " * 200_000, "“" * 200_000, ". " * 100_000, " \n" * 100_000])
def test_long_runs_cost_no_more_than_their_length(run: str) -> None:
    assert "".join(sentences(f"A{run}b")) == f"A{run}b"
