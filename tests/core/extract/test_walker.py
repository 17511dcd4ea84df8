from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract.walker import Piece, walk
from tracker.errors import ReadingError
from tracker.model import BlockKind

LONG = "The council met for the first time that week and argued about the harbour until well past midnight."


def walked(body: str, *, live: bool = False) -> list[Piece]:
    node = LexborHTMLParser(f"<body><div id='text'>{body}</div></body>").css_first("#text")
    assert node is not None
    return walk(node, live=live)


def texts(body: str) -> list[str]:
    return [piece.text for piece in walked(body)]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("One<br>line<br><br>Two", ["One line", "Two"]),
        ("One<br> <br>Two", ["One", "Two"]),
        ("One<div>Two</div>Three", ["One", "Two", "Three"]),
        ("<p>a<b>b</b><i>c</i> d</p>", ["abc d"]),
        ("<p>  One \n\t two&nbsp;three </p>", ["One two three"]),
        ("<p></p><p> </p><p>One</p>", ["One"]),
        ("<p>One<script>no()</script><style>no</style></p><!-- no -->", ["One"]),
        ("<p>One <span>two</span></p>", ["One two"]),
        (
            "<table><tr><th>Year</th><th>Dead</th></tr><tr><td>1931</td><td>12</td></tr></table>",
            ["Year | Dead", "1931 | 12"],
        ),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<dl><dt>Who</dt><dd>Nobody</dd></dl>", ["Who", "Nobody"]),
        ("<p dir='rtl'>שלום <bdi>Marrow</bdi> עולם</p>", ["שלום Marrow עולם"]),
    ],
)
def test_blocks_are_parted_as_a_browser_parts_them(body: str, blocks: list[str]) -> None:
    assert texts(body) == blocks


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>Text</p>", BlockKind.PARAGRAPH),
        ("<h3>Text</h3>", BlockKind.HEADING),
        ("<ul><li><p>Text</p></li></ul>", BlockKind.LIST_ITEM),
        ("<blockquote><p>Text</p></blockquote>", BlockKind.QUOTE),
        ("<figure><img><figcaption>Text</figcaption></figure>", BlockKind.CAPTION),
        ("<table><caption>Text</caption></table>", BlockKind.CAPTION),
        ("<table><tr><td>Text</td></tr></table>", BlockKind.TABLE_ROW),
    ],
)
def test_a_block_has_the_kind_of_its_element(body: str, kind: BlockKind) -> None:
    assert [(piece.kind, piece.text) for piece in walked(body)] == [(kind, "Text")]


@pytest.mark.parametrize(
    "box",
    [
        "<aside><p>Noise</p></aside>",
        "<div class='related'><p>Noise</p></div>",
        "<div hidden><p>Noise</p></div>",
        "<div aria-hidden='true'>Noise</div>",
        "<section role='complementary'>Noise</section>",
        "<form><p>Noise</p></form>",
        "<nav>Noise</nav>",
        "<button>Noise</button>",
        "<template><p>Noise</p></template>",
        "<p>Text <span class='sr-only'>Noise</span></p>",
    ],
)
def test_a_box_of_noise_is_left_out(box: str) -> None:
    assert "Noise" not in " ".join(texts(f"<p>{LONG}</p>{box}<p>{LONG}</p>"))


def test_a_box_that_holds_the_better_part_of_the_text_is_no_noise() -> None:
    assert texts(f"<div class='widget'><p>{LONG}</p><p>{LONG}</p></div><p>Short.</p>") == [LONG, LONG, "Short."]


def test_names_that_would_leave_nothing_mean_something_else() -> None:
    each = "".join(f"<div class='promo'><p>{LONG} {number}</p></div>" for number in range(5))
    assert len(texts(each)) == 5


def test_the_words_and_targets_of_links_are_kept() -> None:
    (piece,) = walked("<p>See <a href='/a'>the <b>old</b> bridge</a> and <a>nothing</a>.</p>")
    assert piece.links == (("the old bridge", "/a"), ("nothing", ""))
    assert piece.link_share == pytest.approx(21 / 31)


def test_entries_of_a_live_blog_are_no_cards() -> None:
    entry = "<div><h3><a href='#x'>10:05 Bridge closed</a></h3><p>Nobody may cross.</p></div>"
    page = f"<div>{entry * 4}</div><p>{LONG} {LONG} {LONG} {LONG} {LONG} {LONG}</p>"
    assert len(walked(page, live=True)) == 9
    assert [piece.text[:3] for piece in walked(page)] == ["The"]


def test_a_text_nested_without_end_is_refused() -> None:
    with pytest.raises(ReadingError, match="220 levels deep"):
        walked("<div>" * 230 + "Text")
