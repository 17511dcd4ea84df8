from __future__ import annotations

import re

import pytest

from tracker.core.extract.phrases import CUES, LABEL_LINE, PREFIX, SEEN, UNVERIFIED, promise_in


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("This is a developing story. Check back.", "This is a developing story"),
        ("This story will be updated.", "This story will be updated"),
        ("More to follow.", "More to follow."),
        ("Der Artikel wird laufend aktualisiert.", "Artikel wird laufend aktualisiert"),
        ("Plus d’informations à venir.", "Plus d’informations à venir"),
        ("Información en desarrollo.", "Información en desarrollo"),
        ("Notícia em atualização", "Notícia em atualização"),
        ("Artikel wordt aangevuld.", "Artikel wordt aangevuld"),
        ("Więcej informacji wkrótce", "Więcej informacji wkrótce"),
        ("Материал дополняется", "Материал дополняется"),
        ("Haber güncelleniyor", "Haber güncelleniyor"),
        ("الخبر قيد التحديث", "الخبر قيد التحديث"),
        ("הידיעה מתעדכנת", "הידיעה מתעדכנת"),
        ("随時更新します", "随時更新します"),
        ("本文将持续更新。", "持续更新"),
        ("자세한 내용은 곧 전합니다", "자세한 내용은 곧"),
        ("यह खबर लगातार अपडेट हो रही है", "खबर लगातार अपडेट हो"),
        ("ข่าวนี้กำลังอัปเดต", "ข่าวนี้กำลังอัปเดต"),
        ("Berita ini akan terus diperbarui", "Berita ini akan terus diperbarui"),
    ],
)
def test_the_words_of_a_promise_are_given_as_they_stand(text: str, promise: str) -> None:
    assert promise_in(text) == promise


@pytest.mark.parametrize(
    "text",
    [
        "",
        "This story was updated on Monday to add a name.",
        "We will update this story if the operator responds.",
        "There is more to come in the spring.",
        "She covers breaking news for the paper.",
        "The situation on the bridge is calm.",
        "The developing world pays twice.",
        "This story will be updated." + " And so on." * 40,
    ],
)
def test_other_words_promise_nothing(text: str) -> None:
    assert promise_in(text) == ""


def test_every_phrase_of_every_language_is_a_sound_pattern() -> None:
    assert all(re.compile(phrase) for table in (SEEN, UNVERIFIED) for phrases in table.values() for phrase in phrases)
    assert len(SEEN.keys() | UNVERIFIED.keys()) >= 25
    assert all(cue == cue.lower() for cue in CUES)


@pytest.mark.parametrize(
    ("headline", "announces"),
    [
        ("BREAKING: Bridge closed", True),
        ("Live updates: Bridge closed", True),
        ("+++ Liveticker +++", True),
        ("عاجل | الجسر مغلق", True),
        ("[속보] 다리 폐쇄", True),
        ("Breaking bread in Marrow", False),
        ("Live music returns to the harbour", False),
        ("Direct trains return", False),
    ],
)
def test_a_prefix_needs_its_sign(headline: str, announces: bool) -> None:
    assert bool(PREFIX.search(headline)) is announces


def test_a_label_is_the_whole_line() -> None:
    assert LABEL_LINE.fullmatch("Breaking News")
    assert LABEL_LINE.fullmatch("• LIVE")
    assert not LABEL_LINE.fullmatch("Live music")
