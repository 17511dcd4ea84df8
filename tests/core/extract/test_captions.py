"""Captions are the story's words; whose picture it is says nothing of the story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.extract.test_walker import walked
from tracker.core.extract.captions import is_credit, without_credit
from tracker.core.extract.lines import story_pieces
from tracker.model import BlockKind


@pytest.mark.parametrize(
    "credit",
    [
        " (Picture: Getty)",
        " Foto: Privat",
        " © Ines Calder/dpa/AAP",
        " | Bildrechte: Ines Calder",
        " Photograph by Ines Calder",
        " [사진 출처 = 칼더]",
        " Ines Calder/Reuters",
        " Ines Calder (AP)",
        "Photo: Ines Calder",
    ],
)
def test_a_credit_behind_a_caption_is_no_part_of_it(credit: str) -> None:
    assert without_credit(f"People wait at the bridge on Monday.{credit}") == "People wait at the bridge on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "People wait at the bridge on Monday.",
        "The photo by which the dead were known, at the town hall",
        "A drawing of the photograph by Ines Calder that hung in the hall",
        "Police outside the Reuters building",
        "Ines Calder, the mayor of Marrow",
        "Before the fall: the hall in 1987. After it: a hole",
        "橋のたもとで待つ人々。",
    ],
)
def test_a_caption_without_a_credit_stays_whole(text: str) -> None:
    assert without_credit(text) == text


@pytest.mark.parametrize("text", ["(Ines Calder)", "Sonu Mehta/Hindustan Times/Getty Images", "AP", "Foto: dpa"])
def test_a_credit_alone_is_no_caption(text: str) -> None:
    assert without_credit(text) == ""


@given(st.text(max_size=400))
def test_what_stays_of_a_caption_is_its_beginning(text: str) -> None:
    assert text.startswith(without_credit(text))


def test_a_line_too_long_to_be_a_credit_is_none() -> None:
    assert not is_credit("Reuters " * 20)


def test_an_element_named_a_caption_is_one_and_its_credit_is_left_out() -> None:
    body = "<div class='wp-caption'><img src='a.jpg'>At the bridge<span class='image-credit'>Ines Calder</span></div>"
    assert [(piece.kind, piece.text) for piece in walked(body)] == [(BlockKind.CAPTION, "At the bridge")]


def test_a_credit_is_known_by_its_name_inside_a_caption_only() -> None:
    assert [piece.text for piece in walked("<p>The bank gave <span class='credit'>credit</span> to all.</p>")] == [
        "The bank gave credit to all."
    ]


@pytest.mark.parametrize("tail", [" (Image: Getty)", " © Ines Calder", " Bildrechte: Ines Calder", " Foto: dpa"])
def test_a_line_that_ends_with_whose_picture_it_is_is_a_caption(tail: str) -> None:
    (piece,) = story_pieces(walked(f"<p>People wait at the bridge on Monday{tail}</p>"), headline="")
    assert (piece.kind, piece.text) == (BlockKind.CAPTION, "People wait at the bridge on Monday")


@pytest.mark.parametrize(
    "line",
    [
        "People wait at the bridge: Monday",
        "The mayor said of the image: it was taken by a bystander",
        "The mayor spoke to Reuters",
        "Nobody was hurt. Source: Reuters",
    ],
)
def test_a_line_that_speaks_of_pictures_is_none(line: str) -> None:
    assert [piece.kind for piece in story_pieces(walked(f"<p>{line}</p>"), headline="")] == [BlockKind.PARAGRAPH]
