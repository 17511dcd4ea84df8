"""Wrapping: by columns, not by characters, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from tracker.view.render.wrapping import wrapped, wrapped_words
from tracker.view.safe import safe

letters = st.sampled_from(
    (
        "a",
        "word ",
        " ",
        "  ",
        "、",
        "。",
        "「",
        "」",
        "地",
        "震",
        "ア",
        "한국 ",
        "é",
        "e\u0301",
        "👩‍🚒",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "ب",
        "हिन्दी",
        ",",
    )
)
texts = st.lists(letters, max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("The fire began at noon.", 10, ["The fire", "began at", "noon."]),
        ("地震が発生した。死者は増えた。", 10, ["地震が発生", "した。死者", "は増えた。"]),
        # What closes begins no line, what opens ends none.
        ("死者は十人、負傷者", 10, ["死者は十", "人、負傷者"]),
        ("彼は「逃げろ」と言った", 10, ["彼は「逃げ", "ろ」と言っ", "た"]),
        ("会議は（東京で）", 8, ["会議は", "（東京", "で）"]),
        ("In Tokio 東京で地震", 12, ["In Tokio 東", "京で地震"]),
        ("https://a.example/very/long", 10, ["https://a.", "example/ve", "ry/long"]),
        ("हिन्दी हिन्दी", 6, ["हिन्दी", "हिन्दी"]),
        ("", 10, [""]),
        ("  indented", 20, ["  indented"]),
    ],
)
def test_a_line_ends_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert wrapped_words(text, width) == lines
    assert [line.plain for line in wrapped(Text(text), width)] == lines


def test_an_address_may_stand_out_of_a_line_so_that_it_stays_whole() -> None:
    text = "see https://a.example/very/long for more"
    assert wrapped_words(text, 10, long_words=True) == ["see", "https://a.example/very/long", "for more"]


@given(text=texts, width=st.integers(2, 60))
def test_no_line_is_too_wide_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = wrapped_words(safe(text), width)
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(safe(text).split())


@given(text=texts, width=st.integers(2, 60))
def test_styles_do_not_move_the_breaks(text: str, width: int) -> None:
    styled = Text(text, style="bold")
    styled.stylize("underline", 0, len(text) // 2)
    assert [line.plain for line in wrapped(styled, width)] == wrapped_words(text, width)
