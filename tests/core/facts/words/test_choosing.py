"""The language of a story: what it says, unless its words say otherwise."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import texts, written
from tracker.core.facts.words import words_of
from tracker.core.facts.words.vocabulary import UNKNOWN, number_words
from tracker.model import FactKind, Story

ENGLISH = "The mayor of Pell spoke to the crews and said that the dam was safe for the night."
GERMAN = "Der Bürgermeister von Pell sprach mit den Helfern und sagte, dass der Damm nicht sicher ist."
FRENCH = "Le maire de Pell a parlé avec les équipes et dit que la digue est sûre pour la nuit."
SPANISH = "El alcalde de Pell habló con los equipos y dijo que la presa es segura por la noche."
DUTCH = "De burgemeester van Pell sprak met het team en zei dat de dam niet veilig was voor een nacht."
RUSSIAN = "Мэр города говорил со спасателями и сказал, что плотина выдержит ночь."
JAPANESE = "市長は救助隊と話し、ダムは今夜は安全だと述べた。"


def chosen(text: str, tag: str) -> str:
    """The language that is taken for a text under a tag."""
    return words_of(written(text, tag, headline=""), written(text, tag, headline="")).language


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        (ENGLISH, "en", "en"),
        (ENGLISH, "en-GB", "en"),
        (ENGLISH, "en_US", "en"),
        (ENGLISH, "eng", "en"),
        (ENGLISH, "", "en"),
        (GERMAN, "de-AT", "de"),
        (GERMAN, "ger", "de"),
        (GERMAN, "", "de"),
        (FRENCH, "fr", "fr"),
        (FRENCH, "", "fr"),
        (SPANISH, "es-MX", "es"),
        (SPANISH, "", "es"),
        (DUTCH, "nl", ""),
        (DUTCH, "", ""),
        (RUSSIAN, "ru", ""),
        (RUSSIAN, "", ""),
        (JAPANESE, "ja", ""),
        (JAPANESE, "", ""),
        ("174 killed", "", "en"),
        ("", "", "en"),
    ],
)
def test_the_tag_counts_and_where_there_is_none_the_text(text: str, tag: str, language: str) -> None:
    assert chosen(text, tag) == language


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        (GERMAN, "en", "de"),
        (FRENCH, "en-US", "fr"),
        (SPANISH, "en", "es"),
        (DUTCH, "en", ""),
        (JAPANESE, "en", ""),
        (ENGLISH, "de", "en"),
    ],
)
def test_a_tag_that_the_template_left_standing_is_not_believed(text: str, tag: str, language: str) -> None:
    assert chosen(text, tag) == language


def test_a_newer_version_without_a_tag_has_that_of_the_older() -> None:
    assert words_of(written(GERMAN, "de"), written("Nichts.", "", headline="")).language == "de"


def test_two_stories_without_a_word_are_taken_for_english() -> None:
    assert words_of(Story(headline=""), Story(headline="")).language == "en"


def test_of_an_unknown_language_figures_and_dates_are_read_and_nothing_else() -> None:
    before = "Bij de brand in Karsk zijn 12 mensen gedood, zei de politie op 4 mei."
    after = "Bij de brand in Karsk zijn 45 mensen gedood, zei de politie op 5 mei."
    assert texts(FactKind.NUMBER, before, after, "nl") == ["12 → 45 mensen", "4 mei → 5 mei"]
    before = "Bij de brand in Karsk zijn twaalf mensen gedood, zei Luis Lee."
    after = "Bij de brand in Karsk zijn dertien mensen gedood, zei Luis Li."
    assert texts(FactKind.NUMBER, before, after, "nl") == []
    assert texts(FactKind.NAME, before, after, "nl") == []


@pytest.mark.parametrize(
    ("language", "before", "after", "said"),
    [
        (
            "ja",
            "火災で12人が死亡し、警察が発表した。",
            "火災で45人が死亡し、警察が発表した。",
            "12 → 45 人",
        ),
        (
            "ru",
            "В пожаре погибли 12 человек, сообщила полиция города.",
            "В пожаре погибли 45 человек, сообщила полиция города.",
            "12 → 45 человек",
        ),
        (
            "it",
            "Nel rogo di Karsk sono morte 12 persone, ha detto la polizia.",
            "Nel rogo di Karsk sono morte 45 persone, ha detto la polizia.",
            "12 → 45 persone",
        ),
    ],
)
def test_figures_are_told_in_every_script(language: str, before: str, after: str, said: str) -> None:
    assert texts(FactKind.NUMBER, before, after, language) == [said]


def test_a_sign_behind_a_number_says_that_it_is_a_date() -> None:
    assert UNKNOWN.signs["日"] == "date"
    assert "mei" in number_words(UNKNOWN)
