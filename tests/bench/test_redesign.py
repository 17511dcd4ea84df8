"""A new layout tells what the old page told, and an edit is one."""

from __future__ import annotations

import random

import pytest
from selectolax.lexbor import LexborHTMLParser

from bench.edits import EDITS, edited
from bench.layouts import LAYOUTS, Layout
from bench.old_pages import Part, Told, take_apart

TEXTS = (
    "The ferry ran aground off the north pier at 6 o’clock on Monday, the harbour office of the town said.",
    "All 42 passengers were taken ashore by the pilot boats. Nobody was hurt in the landing. The captain, who has"
    " sailed the route for thirty years, stayed on board until the tide had turned.",
    "A commission of the yard at Brastow will look at the rudder, which was new and had been tried in May.",
    "The line hopes to sail again on Wednesday, its director told the passengers on the quay at noon.",
    "Two other ferries of the line were built at the same yard, and both of them stay in port for now.",
)
TOLD = Told(
    id="1",
    domain="news.example",
    language="en",
    headline="Ferry runs aground off the pier",
    standfirst="Nobody was hurt, and the rudder is looked at.",
    byline="Mira Holt",
    published="2024-06-03T10:00:00Z",
    parts=tuple(Part(kind="paragraph", html=text) for text in TEXTS),
    notes=("This story will be updated.",),
    captions=((1, "The ferry on the sand at low tide"),),
    photograph="https://img.example/ferry.jpg",
    head="<title>Ferry runs aground off the pier</title>",
)
OLD = f"""<html><head><meta name="author" content="Mira Holt"></head><body><h1>{TOLD.headline}</h1><i>Mira Holt</i>
<div>{"".join(f"<p>{text}</p>" for text in TEXTS)}{{}}</div></body></html>"""


def read(html: str) -> str:
    tree = LexborHTMLParser(html)
    assert tree.body is not None
    return "".join(tree.body.text().split())


def located(page: str) -> list[tuple[int, int, str, int, int]]:
    found = [(page.index(f"<p>{text}"), text) for text in TEXTS]
    return [(at, at, text, at, at + len(text) + 7) for at, text in found]


def record() -> dict[str, object]:
    return {
        "id": "1",
        "domain": "news.example",
        "language": "en",
        "html_lang": "en",
        "title": TOLD.headline,
        "paragraphs": list(TEXTS),
        "paragraph_kinds": None,
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_tells_all_of_the_story_in_its_order(layout: Layout) -> None:
    seen, at = read(layout(TOLD, random.Random(1))), 0
    told = (TOLD.headline, *TEXTS, *TOLD.notes)
    for text in told:
        at = seen.index("".join(text.split()), at)
    assert "".join(TOLD.standfirst.split()) in seen


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("turn", range(len(EDITS)))
def test_an_edit_shows_in_every_layout(layout: Layout, turn: int) -> None:
    name, changed = edited(TOLD, turn)

    assert name == EDITS[turn].__name__
    assert read(layout(changed, random.Random(1))) != read(layout(TOLD, random.Random(1)))


def test_a_page_is_taken_apart_where_the_labels_cover_it() -> None:
    page = OLD.format("")

    told = take_apart(record(), page, located(page))

    assert told is not None
    assert (told.headline, told.byline) == ("Ferry runs aground off the pier", "Mira Holt")
    assert [part.html for part in told.parts] == list(TEXTS)


def test_a_page_with_text_beyond_its_labels_is_left_alone() -> None:
    page = OLD.format("<p>The town will pay for a new light on the pier before winter.</p>")

    assert take_apart(record(), page, located(page)) is None
