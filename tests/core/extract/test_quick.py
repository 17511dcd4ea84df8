"""The quick test errs on one side only: whatever a reader would see changed fails it, most noise around it passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.edits import EDITS, Edit
from tests.pages.furniture import HEADLINES, NOISE, PLAIN, Furniture, cards
from tests.pages.layouts import LAYOUTS, UNICODE_LAYOUTS, URL, Layout, head, semantic, soup, whole
from tests.pages.matter import ABROAD, ENGLISH, Matter
from tracker.core.extract import Glanced, decode, decode_page, glance, read_html
from tracker.core.extract.quick import MOST_QUICK
from tracker.model import Memory, ReadingRules

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)
RULES = ReadingRules()
# Each build of this layout makes up new names for its classes: its page is read in full when the names change.
STEADY = tuple(layout for layout in LAYOUTS if layout is not soup)


def page(layout: Layout, matter: Matter, around: Furniture = PLAIN) -> str:
    return decode(layout(matter, around))


@cache
def known(layout: Layout, matter: Matter) -> Memory:
    """What is remembered after a first reading."""
    return read_html(page(layout, matter), URL, memory=None, now=NOON)[1]


def passes(html: str, memory: Memory, *, now: datetime = LATER, rules: ReadingRules = RULES) -> bool:
    return Glanced(glance(html, memory, rules, now), memory).is_unchanged


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_the_same_page_passes_in_every_layout_and_script(layout: Layout, matter: Matter) -> None:
    assert passes(page(layout, matter), known(layout, matter))


@pytest.mark.parametrize("layout", STEADY)
def test_a_page_that_shows_a_line_which_is_looked_for_fails_wherever_it_stands(layout: Layout) -> None:
    memory, html = known(layout, ENGLISH), page(layout, ENGLISH)
    shown = html.replace("</body>", "<footer><div><p>Nine more towns  are cut off</p></div></footer></body>")
    assert not glance(shown, memory, RULES, LATER, wanted=lambda line: line == "Nine more towns are cut off")
    assert glance(html, memory, RULES, LATER, wanted=lambda line: line == "Nine more towns are cut off")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("layout", STEADY)
def test_what_a_glance_took_is_what_a_full_reading_would_and_the_next_look_relies_on_it(
    layout: Layout, edit: Edit
) -> None:
    memory, edited = known(layout, ENGLISH), page(layout, edit(ENGLISH))
    glanced = Glanced(glance(edited, memory, RULES, LATER), memory)
    story, learned = read_html(edited, URL, memory=memory, now=LATER, glanced=glanced)
    assert (story, learned) == read_html(edited, URL, memory=memory, now=LATER)
    assert passes(edited, learned)
    assert not passes(page(layout, ENGLISH), learned) or passes(edited, memory)


@pytest.mark.parametrize("layout", STEADY)
def test_a_glance_at_the_bytes_as_they_came_sees_what_one_at_the_characters_does(layout: Layout) -> None:
    found = decode_page(layout(ENGLISH, PLAIN))
    assert found.html == page(layout, ENGLISH)
    taken = [glance(found.html, known(layout, ENGLISH), RULES, LATER, utf8=utf8) for utf8 in (None, found.utf8)]
    assert taken[0] == taken[1] != ""


def lazily_loaded(picture: str) -> str:
    """Give a page whose lead picture stands there for browsers without scripts alone."""
    shown = f'<noscript><img src="https://news.example/{picture}.jpg" width="800" height="500"></noscript>'
    lines = "".join(
        f"<p>{line} The town said so in a statement on Monday afternoon.</p>" for line in ENGLISH.paragraphs
    )
    figure = f'<figure><img src="data:image/gif;base64,R0">{shown}</figure>'
    return f"<html><body><main><article><h1>{ENGLISH.headline}</h1>{figure}{lines}</article></main></body></html>"


def test_a_picture_for_browsers_without_scripts_is_seen_to_change_at_the_very_next_look() -> None:
    memory = read_html(lazily_loaded("old"), URL, memory=None, now=NOON)[1]
    glanced = Glanced(glance(lazily_loaded("old"), memory, RULES, LATER), memory)
    memory = read_html(lazily_loaded("old"), URL, memory=memory, now=LATER, glanced=glanced)[1]
    assert not passes(lazily_loaded("new"), memory)


def test_a_glance_at_another_place_than_the_story_was_found_in_counts_for_nothing() -> None:
    layout = STEADY[0]
    memory, html = known(layout, ENGLISH), page(layout, ENGLISH)
    elsewhere = replace(memory, way=f"{memory.way} section")
    wrong = Glanced("0" * 64, elsewhere)
    assert read_html(html, URL, memory=elsewhere, now=LATER, glanced=wrong)[1].fingerprint == memory.fingerprint
    nothing = Glanced("", memory)
    assert read_html(html, URL, memory=memory, now=LATER, glanced=nothing)[1].fingerprint == memory.fingerprint


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_edit_fails_in_every_layout_in_which_it_shows(layout: Layout, edit: Edit) -> None:
    edited = page(layout, edit(ENGLISH))
    if edited == page(layout, ENGLISH):
        return  # This layout does not show the author.
    assert not passes(edited, known(layout, ENGLISH))


@pytest.mark.parametrize("matter", ABROAD, ids=lambda matter: matter.language)
@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_every_edit_abroad_fails(layout: Layout, matter: Matter) -> None:
    first, second, *rest = matter.paragraphs
    edits = (
        replace(matter, headline=matter.headline[:-1]),
        replace(matter, dek=matter.dek[1:]),
        replace(matter, paragraphs=(first[:-1], second, *rest)),
        replace(matter, paragraphs=(second, first, *rest)),
        replace(matter, paragraphs=(first, *rest)),
        replace(matter, notice=""),
    )
    assert [passes(page(layout, edit), known(layout, matter)) for edit in edits] == [False] * len(edits)


@pytest.mark.parametrize(
    "around",
    [
        replace(PLAIN, nonce="b08e41"),
        replace(PLAIN, rail=f"<aside>{cards(HEADLINES[:2:-1], name='most-read')}</aside>"),
    ],
    ids=["nonces and scripts", "a rail that rotates"],
)
@pytest.mark.parametrize("layout", STEADY)
def test_what_changes_outside_of_the_story_passes(layout: Layout, around: Furniture) -> None:
    assert page(layout, ENGLISH, around) != page(layout, ENGLISH)
    assert passes(page(layout, ENGLISH, around), known(layout, ENGLISH))


@pytest.mark.parametrize(
    "between", ["</p><!-- 7f3a --><p>", "</p><style>p{}</style><p>", "</p><script>a()</script><p>", "</p><p class='x'>"]
)
def test_comments_styles_scripts_and_attributes_pass(between: str) -> None:
    html = page(semantic, ENGLISH)
    noisy = html.replace("</p><p>", between)
    assert noisy != html
    assert passes(noisy, known(semantic, ENGLISH))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<h1", '<h1 class="h-8dcb2"'),
        ("<p>", "<p>12 minutes ago</p><p>"),
        ("<p>", "<p>44,554 views</p><p>"),
    ],
)
def test_names_made_up_for_the_headline_and_lines_that_are_but_counters_pass(was: str, now: str) -> None:
    html = page(semantic, ENGLISH)
    assert was in html
    before = html.replace(was, now, 1)
    after = before.replace("8dcb2", "8fe45").replace("12 minutes", "55 minutes").replace("44,554", "20,476")
    assert before != after
    assert passes(after, read_html(before, URL, memory=None, now=NOON)[1])


def test_a_number_that_stands_in_a_sentence_fails_whatever_it_counts() -> None:
    before = page(semantic, ENGLISH).replace("<p>", "<p>Twelve hours later 45 views of the bay were on sale.</p><p>", 1)
    assert not passes(before.replace("45 views", "46 views"), read_html(before, URL, memory=None, now=NOON)[1])


@pytest.mark.parametrize("around", NOISE.values(), ids=NOISE.keys())
def test_where_noise_fails_the_page_is_read_and_found_the_same(around: Furniture) -> None:
    html, memory = page(semantic, ENGLISH, around), known(semantic, ENGLISH)
    first = read_html(page(semantic, ENGLISH), URL, memory=None, now=NOON)[0]
    again = read_html(html, URL, memory=memory, now=NOON)[0]
    assert passes(html, memory) <= ([block.text for block in again.blocks] == [block.text for block in first.blocks])


def flat(matter: Matter) -> str:
    """Headline, standfirst and text side by side, right below the body."""
    text = "".join(f"<p>{line}</p>" for line in matter.lines)
    top = f"<div class='menu'><a href='/'>Home</a></div><h1>{matter.headline}</h1><p>{matter.dek}</p>"
    bare = replace(matter, dek="")
    return whole(matter, head(bare, PLAIN), f"{top}<div id='story-text'>{text}</div>")


def titled(matter: Matter) -> str:
    """The site's own name is a headline too, outside of everything else."""
    text = "".join(f"<p>{line}</p>" for line in matter.lines)
    main = f"<main><h1>{matter.headline}</h1><p>{matter.dek}</p><div itemprop='articleBody'>{text}</div></main>"
    return whole(matter, head(replace(matter, dek=""), PLAIN), f"<header><h1>The Valley Paper</h1></header>{main}")


@pytest.mark.parametrize("written", [flat, titled])
@pytest.mark.parametrize("name", ["the standfirst", "the headline", "a toll from 12 to 45"])
def test_a_line_beside_the_text_fails_wherever_headline_and_text_meet(
    written: Callable[[Matter], str], name: str
) -> None:
    story, memory = read_html(written(ENGLISH), URL, memory=None, now=NOON)
    assert ENGLISH.dek in (story.dek, *(block.text for block in story.blocks))
    assert passes(written(ENGLISH), memory)
    assert not passes(written(EDITS[name](ENGLISH)), memory)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"dateModified": "2026-03-02T09:05', '"dateModified": "2026-03-02T10:05'),
        ('<meta name="author" content="Mira Holt">', '<meta name="author" content="Jonas Weir">'),
        ('"og:description" content="Trains', '"og:description" content="All trains'),
    ],
)
def test_what_a_page_declares_of_its_story_fails_too(was: str, now: str) -> None:
    html = page(semantic, ENGLISH)
    assert was in html
    assert not passes(html.replace(was, now), known(semantic, ENGLISH))


def test_a_swapped_photograph_fails() -> None:
    html = page(semantic, ENGLISH).replace("<div itemprop", "<figure><img src='/hall.jpg'></figure><div itemprop")
    memory = read_html(html, URL, memory=None, now=NOON)[1]
    assert passes(html, memory)
    assert not passes(html.replace("/hall.jpg", "/valley.jpg"), memory)


def test_after_twelve_looks_a_page_is_read_whatever_the_test_would_say() -> None:
    html, memory = page(semantic, ENGLISH), known(semantic, ENGLISH)
    looks = 0
    while passes(html, memory):
        memory, looks = replace(memory, quick=memory.quick + 1), looks + 1
    assert looks == MOST_QUICK == 11
    again = read_html(html, URL, memory=memory, now=LATER)[1]
    assert (again.quick, again.read_at) == (0, LATER)
    assert passes(html, again)


def test_after_an_hour_a_page_is_read_whatever_the_test_would_say() -> None:
    html, memory = page(semantic, ENGLISH), known(semantic, ENGLISH)
    assert passes(html, memory, now=NOON + timedelta(minutes=59, seconds=59))
    assert not passes(html, memory, now=NOON + timedelta(hours=1))


@pytest.mark.parametrize("factor", [0.11, -0.11])
def test_a_page_whose_size_moved_by_a_tenth_is_read(factor: float) -> None:
    html = page(semantic, ENGLISH) + "<!--" + "x" * 5000 + "-->"
    memory = read_html(html, URL, memory=None, now=NOON)[1]
    moved = int(len(html) * factor)
    other = html + "<!--" + "x" * moved + "-->" if moved > 0 else html.replace("x" * -moved, "", 1)
    assert abs(len(other) - len(html)) > len(html) / 10
    assert passes(html, memory)
    assert not passes(other, memory)


def test_without_a_moment_or_a_memory_of_the_page_nothing_is_vouched_for() -> None:
    html = page(semantic, ENGLISH)
    timeless = read_html(html, URL, memory=None, now=None)[1]
    assert not passes(html, timeless)
    assert not passes(html, Memory(selector="article"))
    assert not passes(html.replace("articleBody", "text"), known(semantic, ENGLISH))


def test_other_rules_of_the_site_are_another_reading() -> None:
    html, memory = page(semantic, ENGLISH), known(semantic, ENGLISH)
    assert not passes(html, memory, rules=ReadingRules(ignore="aside"))
    assert not passes(html, memory, rules=ReadingRules(phrases=("our reporters are on the way",)))


@given(st.sampled_from(LAYOUTS), st.data())
def test_any_change_of_any_word_of_the_story_fails(layout: Layout, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(ENGLISH.paragraphs) - 1))
    words = ENGLISH.paragraphs[place].split()
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.text("abcdefgh0123456789.,?!", max_size=8).filter(lambda word: word != words[at]))
    changed = " ".join(filter(None, (*words[:at], other, *words[at + 1 :])))
    texts = (*ENGLISH.paragraphs[:place], changed, *ENGLISH.paragraphs[place + 1 :])
    assert not passes(page(layout, replace(ENGLISH, paragraphs=texts)), known(layout, ENGLISH))
