from __future__ import annotations

import pytest

from tracker.core.extract.guard import depth, refuse_bombs


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
