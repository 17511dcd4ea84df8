from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.equality import INVISIBLE, MAY_LIVE, UNSEEN, comparable, folded


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("resigned.", "resigned?"),
        ("1.5 million", "15 million"),
        ("a toll of 12", "a toll of 45"),
        ("the “plot”", "the plot"),
        ("He was arrested 3 hours ago.", "He was arrested 5 hours ago."),
        ("12 killed", "13 killed"),
        ("Он умер 3 года назад.", "Он умер 5 лет назад."),
        ("वह 3 साल पहले मरा।", "वह 5 साल पहले मरा।"),
        ("Police", "police"),
        ("Ukraine’s", "Ukraine's"),
    ],
)
def test_what_a_reader_would_notice_counts(before: str, after: str) -> None:
    assert comparable(before) != comparable(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("two  words\n", "two words"),
        ("caf\u00e9", "cafe\u0301"),
        ("soft\u00adware", "software"),
        ("no\u00a0break", "no break"),
        ("Updated 3 minutes ago", "Updated 2 hours ago"),
        ("Mira Holt | 3 hours ago", "Mira Holt | 5 hours ago"),
        ("1,204 people are reading this now", "87 people are reading this now"),
        ("12 shares 3 comments", "40 shares 9 comments"),
        ("Updated 4 minutes ago · 720 reading", "Updated 9 minutes ago · 68 reading"),
        ("vor 3 Stunden", "vor 5 Stunden"),
        ("il y a 2 heures", "il y a 3 heures"),
        ("3時間前", "5時間前"),
        ("3 часа назад", "5 часов назад"),
        ("منذ 3 ساعات", "منذ 5 ساعات"),
        ("לפני 3 שעות", "לפני 5 שעות"),
        ("3 घंटे पहले", "5 घंटे पहले"),
        ("3 ชั่วโมงที่แล้ว", "5 ชั่วโมงที่แล้ว"),
        ("3 jam yang lalu", "5 jam yang lalu"),
        ("πριν από 3 ώρες", "πριν από 5 ώρες"),
    ],
)
def test_white_space_stamps_and_counters_do_not_count(before: str, after: str) -> None:
    assert comparable(before) == comparable(after)


def test_a_line_that_is_only_a_stamp_is_nothing() -> None:
    assert comparable("Updated 3 minutes ago") == ""


@given(st.text())
def test_the_form_is_stable_under_white_space(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)
    assert folded(f"  {text}\n") == folded(text)


UNSEEN_SIGNS = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\x07\x85\u202a\u2061\u2066\ufe0e\ufe0f\U000e0067\U0001f3f4"
ODD = st.sampled_from(UNSEEN_SIGNS + "\u2028\u00a0\u3000\t\n\u0301\ud800 aé中❤")


@given(st.text(alphabet=ODD | st.characters(), max_size=40))
def test_asking_whether_a_text_is_printable_finds_all_that_the_patterns_find(text: str) -> None:
    by_patterns = " ".join(INVISIBLE.sub("", text).split())
    assert folded(text) == by_patterns
    unseen = folded(UNSEEN.sub("", unicodedata.normalize("NFC", by_patterns)))
    # No digit and no word of stamps: nothing but what is not seen is dropped.
    if not MAY_LIVE.search(unseen):
        assert comparable(text) == unseen
