"""The gate on whole pages: every edit that rivals lose is a version on every layout, and no noise ever is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.edits import EDITS, Edit
from tests.pages.furniture import HEADLINES, NOISE, PLAIN, Furniture, advert, author_box, cards
from tests.pages.layouts import LAYOUTS, UNICODE_LAYOUTS, URL, Layout, soup, wrappers
from tests.pages.matter import ABROAD, ENGLISH, Matter
from tracker.core.detect import detect
from tracker.core.extract import read_story
from tracker.model import Change, ChangeKind, Held, Hold, Memory, Story, Verdict

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WITHOUT_NOTES = replace(ENGLISH, correction="", notice="")


@cache
def first_reading(layout: Layout, matter: Matter) -> tuple[Story, Memory]:
    return read_story(layout(matter, PLAIN), URL)


def judged(layout: Layout, after: Matter, around: Furniture = PLAIN, *, before: Matter = ENGLISH) -> Verdict:
    """Judge what a poll with the memory of the first reading finds; what is held is read a second time."""
    first, memory = first_reading(layout, before)
    reading = read_story(layout(after, around), URL, memory=memory)[0]
    verdict = detect(first, reading, held=None, now=NOON)
    if not isinstance(verdict, Hold):
        return verdict
    held = Held(story=reading, reason=verdict.reason, since=NOON, until=NOON)
    return detect(first, reading, held=held, now=NOON)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_edit_on_every_layout_is_a_version(layout: Layout, edit: Edit) -> None:
    assert isinstance(judged(layout, edit(ENGLISH)), Change)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("a toll from 12 to 45", {ChangeKind.TEXT}),
        ("the headline", {ChangeKind.HEADLINE}),
        ("the standfirst", {ChangeKind.DEK}),
        ("the author", {ChangeKind.BYLINE}),
        ("a correction taken back", {ChangeKind.TEXT, ChangeKind.NOTE}),
        ("the notice removed", {ChangeKind.TEXT, ChangeKind.NOTE, ChangeKind.MARKER}),
        ("a paragraph moved", {ChangeKind.TEXT}),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_change_is_named_for_what_changed(layout: Layout, name: str, kinds: set[ChangeKind]) -> None:
    changed = judged(layout, EDITS[name](ENGLISH))
    assert isinstance(changed, Change)
    assert changed.kinds == kinds


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_note_that_comes_is_a_version_at_once(layout: Layout) -> None:
    for after in (replace(WITHOUT_NOTES, correction=ENGLISH.correction), replace(WITHOUT_NOTES, notice=ENGLISH.notice)):
        changed = judged(layout, after, before=WITHOUT_NOTES)
        assert isinstance(changed, Change)
        assert ChangeKind.NOTE in changed.kinds


@pytest.mark.parametrize("around", NOISE.values(), ids=NOISE.keys())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_noise_on_any_layout_is_a_version(layout: Layout, around: Furniture) -> None:
    assert judged(layout, ENGLISH, around) is None


@pytest.mark.parametrize("around", [NOISE["all boxes gone"], NOISE["new names for classes"]], ids=["bare", "renamed"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_that_is_taught_anew_is_no_version(layout: Layout, around: Furniture) -> None:
    first, _ = first_reading(layout, ENGLISH)
    assert detect(first, read_story(layout(ENGLISH, around), URL)[0], held=None, now=NOON) is None


@pytest.mark.parametrize("name", ["a toll from 12 to 45", "a full stop turned question mark", "the standfirst"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_edit_is_seen_through_all_the_noise_around_it(layout: Layout, name: str) -> None:
    for around in NOISE.values():
        assert isinstance(judged(layout, EDITS[name](ENGLISH), around), Change)


@pytest.mark.parametrize("matter", ABROAD, ids=lambda matter: matter.language)
@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_noise_abroad_is_no_version_either(layout: Layout, matter: Matter) -> None:
    for around in NOISE.values():
        assert judged(layout, matter, around, before=matter) is None


@pytest.mark.parametrize(
    ("language", "was", "now"),
    [
        ("de", "1,5 Millionen", "15 Millionen"),
        ("ru", "погибли 12 человек", "погибли 45 человек"),
        ("ja", "12人が死亡", "45人が死亡"),
        ("zh", "12人遇难", "45人遇难"),
        ("ko", "12명이", "45명이"),
        ("ar", "مقتل 12 شخصا", "مقتل 45 شخصا"),
        ("he", "12 בני אדם שמצאו", "45 בני אדם שמצאו"),
        ("hi", "12 लोगों की", "45 लोगों की"),
        ("th", "เสียชีวิต 12 คน หน่วย", "เสียชีวิต 45 คน หน่วย"),
    ],
)
@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_a_number_abroad_is_a_version_at_once(layout: Layout, language: str, was: str, now: str) -> None:
    matter = next(one for one in ABROAD if one.language == language)
    after = replace(matter, paragraphs=tuple(text.replace(was, now) for text in matter.paragraphs))
    assert after != matter
    changed = judged(layout, after, before=matter)
    assert isinstance(changed, Change)
    assert changed.kinds == {ChangeKind.TEXT}
    assert changed.reason == "one paragraph edited"


@pytest.mark.parametrize("matter", ABROAD, ids=lambda matter: matter.language)
@pytest.mark.parametrize("layout", UNICODE_LAYOUTS)
def test_a_notice_abroad_counts_when_it_goes(layout: Layout, matter: Matter) -> None:
    changed = judged(layout, replace(matter, notice=""), before=matter)
    assert isinstance(changed, Change)
    assert ChangeKind.MARKER in changed.kinds


AROUND = st.builds(
    Furniture,
    stamp=st.builds("{} {} ago".format, st.integers(2, 50), st.sampled_from(["minutes", "hours", "days"])),
    between=st.dictionaries(st.integers(0, 8), st.integers(0, 999).map(advert), max_size=4),
    after=st.builds(
        lambda shown, words: cards(shown) + author_box(words),
        st.permutations(HEADLINES),
        st.sampled_from(["Mira Holt lives by the river.", "Mira Holt joined the paper after years at sea."]),
    ),
    bar=st.integers(0, 9_999_999).map("<div>{:,} people are reading this now</div>".format),
    rail=st.permutations(HEADLINES).map(lambda shown: f"<aside>{cards(shown[:4], name='trending')}</aside>"),
    nonce=st.text("0123456789abcdef", min_size=6, max_size=6),
)


@given(AROUND, st.sampled_from(LAYOUTS))
def test_whatever_stands_around_a_story_it_stays_the_same(around: Furniture, layout: Layout) -> None:
    assert judged(layout, ENGLISH, around) is None


@given(st.integers(0, 7), st.integers(1, 6), st.sampled_from([soup, wrappers]))
def test_any_word_dropped_from_any_paragraph_is_a_version(paragraph: int, word: int, layout: Layout) -> None:
    kept = ENGLISH.paragraphs[paragraph].split()
    cut = " ".join(kept[: word - 1] + kept[word:])
    texts = (*ENGLISH.paragraphs[:paragraph], cut, *ENGLISH.paragraphs[paragraph + 1 :])
    assert isinstance(judged(layout, replace(ENGLISH, paragraphs=texts)), Change)
