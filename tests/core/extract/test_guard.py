from __future__ import annotations

import pytest

from tracker.core.extract.guard import LARGEST, depth, refuse_bombs
from tracker.errors import ReadingError


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        ("x" * (LARGEST + 1), r"too large .* no article\.$"),
        ("<p " + "a=1 " * 2500 + ">", r"one of its tags has 250\d attributes"),
        ("<div>" * 1500 + "<br>" * 12_000, r"nested over 1000 levels deep"),
    ],
    ids=["size", "attributes", "nesting"],
)
def test_a_page_that_would_choke_the_parser_is_refused_before_it_is_parsed(bomb: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        refuse_bombs(bomb)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>Plain.</p>",
        "<div>" * 900 + "<br>" * 12_000,
        "<div><p>Row</p></div>" * 20_000,
        '<img src="data:image/png;base64,' + "A" * 50_000 + '">',
        '<div data-state="' + "a b c " * 5000 + '">',
    ],
    ids=["nothing", "plain", "deep", "long", "an image in an attribute", "an attribute of many words"],
)
def test_a_large_but_sound_page_passes(page: str) -> None:
    refuse_bombs(page)


@pytest.mark.parametrize(
    ("html", "levels"),
    [("", 0), ("<p>a</p>", 1), ("<div><p>a</p></div><p>b</p>", 2), ("</div></div><b>", 1), ("<br><hr>", 0)],
)
def test_depth_is_the_deepest_level(html: str, levels: int) -> None:
    assert depth(html) == levels
