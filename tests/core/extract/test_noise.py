from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.core.extract import noise


@pytest.mark.parametrize(
    "names",
    [
        "ad-slot",
        "zone ad_unit-3",
        "related-stories",
        "jp-relatedposts",
        "newsletter",
        "share-bar",
        "author-box",
        "most-read",
        "cookie-banner",
        "sidebar",
        "comments",
        "taboola",
        "read-more",
        "tag-list",
    ],
)
def test_a_box_is_known_by_its_name(names: str) -> None:
    assert noise.is_noise_name(names)


@pytest.mark.parametrize(
    "names",
    [
        "",
        "header",
        "advance",
        "headline",
        "story",
        "pad-top",
        "shadow",
        "article-body ad",
        "entry-content",
        "correction related",
        "leads",
        "badge",
    ],
)
def test_other_names_are_no_noise(names: str) -> None:
    assert not noise.is_noise_name(names)


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "— Advertisement —",
        "Anzeige",
        "広告",
        "विज्ञापन",
        "โฆษณา",
        "Advertisement. Scroll to continue reading.",
        "Article continues below",
        "Read more",
        "5 min read",
        "Photo: Ines Calder",
        "• • •",
        "Share",
    ],
)
def test_a_label_is_no_text(text: str) -> None:
    assert noise.is_label(text)


@pytest.mark.parametrize(
    "text",
    ["He was 61.", "12", "Advertisement rates rose by a third.", "No.", "Share prices fell.", "“Why?”", "死者は12人。"],
)
def test_a_short_line_of_the_story_is_no_label(text: str) -> None:
    assert not noise.is_label(text)


@pytest.mark.parametrize(
    ("text", "is_stamp"),
    [
        ("Updated 19 Nov. 2019, 8:21 am ET", True),
        ("2 March 2026", True),
        ("Mon 2 Mar 2026 10.41 GMT", True),
        ("Veröffentlicht am 2. März 2026 um 10:41 Uhr", True),
        ("Publié le 2 mars 2026 à 10h41", True),
        ("He died on 2 March 2026", False),
        ("2026", False),
        ("In March the bridge was closed", False),
    ],
)
def test_a_line_that_is_but_a_date_is_a_stamp(text: str, is_stamp: bool) -> None:
    assert noise.is_stamp(text) is is_stamp


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Read more: Fish prices double", True),
        ("READ ALSO: Fish prices double", True),
        ("» Lesen Sie auch: Fischpreise verdoppelt", True),
        ("À lire aussi : le poisson devient cher", True),
        ("関連記事 魚の値段", True),
        ("He read more than anyone in town.", False),
        ("More than 40 people were hurt.", False),
    ],
)
def test_a_pointer_is_known_by_how_it_begins(text: str, points: bool) -> None:
    assert noise.is_pointer(text) is points


def test_an_appeal_needs_two_wordings() -> None:
    assert noise.is_appeal("Sign up for our newsletter and get it delivered to your inbox.")
    assert not noise.is_appeal("The ministry sent out a newsletter on Monday.")
    assert not noise.is_appeal("Sign up for our newsletter, delivered to your inbox. " * 8)


def test_a_wrapper_of_embedded_content_is_an_appeal() -> None:
    assert noise.is_appeal("An dieser Stelle finden Sie externen Inhalt. Mit einem Klick stimmen Sie zu.")
    assert not noise.is_appeal("The film uses external content without asking.")


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [
        ({"hidden": None}, True),
        ({"aria-hidden": "true"}, True),
        ({"role": "dialog"}, True),
        ({"aria-hidden": "false"}, False),
        ({"role": "main"}, False),
        ({}, False),
    ],
)
def test_what_says_that_it_is_hidden_is_out_of_sight(attributes: dict[str, str | None], hidden: bool) -> None:
    assert noise.is_out_of_sight(attributes) is hidden


def cards(body: str) -> bool:
    node = LexborHTMLParser(f"<body><div id='list'>{body}</div></body>").css_first("#list")
    assert node is not None
    return noise.is_card_list(node)


def test_three_linked_headings_side_by_side_are_cards() -> None:
    card = "<div><h3><a href='/x'>Fish prices double</a></h3><p>Teaser.</p></div>"
    assert cards(card * 3)
    assert not cards(card * 2)


def test_a_text_in_sections_with_linked_headings_is_no_list_of_cards() -> None:
    section = "<div><h3><a href='#x'>What happened</a></h3><p>" + "The council met again. " * 30 + "</p></div>"
    assert not cards(section * 4)
    assert not cards(("<h3><a href='#x'>What happened</a></h3><p>" + "The council met again. " * 30 + "</p>") * 4)


@pytest.mark.parametrize(
    "line",
    [
        "この記事は会員限定です。紙の新聞の定期購読者の方は、無料で会員登録できます。",
        "로그인 후 이용할 수 있습니다. 회원가입은 무료입니다.",
        "登录后阅读全文,还没有账号?立即注册。",
        "Ich bin einverstanden, dass personenbezogene Daten übermittelt werden.",
    ],
)
def test_appeals_are_known_in_scripts_without_spaces_too(line: str) -> None:
    assert noise.is_appeal(line)


def test_one_word_of_an_appeal_is_the_news() -> None:
    assert not noise.is_appeal("党は会員登録の名簿が流出したと発表した。")


def test_an_id_made_of_a_headline_names_no_box() -> None:
    assert not noise.is_noise_name("slide-7 minister-promoted-to-the-head-of-the-house")
    assert noise.is_noise_name("slide promoted")
