"""Rough numbers, shares and units: another one of their kind is told, and words that only look like one are not."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.model import FactKind

NUMBER = FactKind.NUMBER


@pytest.mark.parametrize(
    ("language", "before", "after", "said"),
    [
        ("en", "Hundreds of people fled the bay.", "Thousands of people fled the bay.",
         "hundreds → thousands of people"),
        ("en", "Dozens of sailors were hurt.", "Hundreds of sailors were hurt.", "dozens → hundreds of sailors (hurt)"),
        (
            "en",
            "Hundreds were evacuated from the valley overnight.",
            "Thousands were evacuated from the valley overnight.",
            "hundreds → thousands (evacuated)",
        ),
        (
            "en",
            "Tens of thousands of people marched in Karsk.",
            "Hundreds of thousands of people marched in Karsk.",
            "tens of thousands → hundreds of thousands of people",
        ),
        (
            "en",
            "Scores of boats sank in the storm off Karsk.",
            "Dozens of boats sank in the storm off Karsk.",
            "scores → dozens of boats",
        ),
        ("en", "A third of the homes burned down.", "Half of the homes burned down.", "a third → half of the homes"),
        ("en", "Two-thirds of members said yes.", "Three-quarters of members said yes.",
         "two-thirds → three-quarters of members"),
        ("en", "One in three children is hungry.", "One in every four children is hungry.",
         "one in three → one in every four children"),
        ("de", "Hunderte Menschen flohen aus dem Tal.", "Tausende Menschen flohen aus dem Tal.",
         "hunderte → tausende Menschen"),
        ("fr", "Des centaines de personnes ont fui la vallée.", "Des milliers de personnes ont fui la vallée.",
         "centaines → milliers de personnes"),
        ("es", "Decenas de miles de personas huyeron.", "Cientos de miles de personas huyeron.",
         "decenas de miles → cientos de miles de personas"),
    ],
)  # fmt: skip
def test_a_rough_number_or_a_share_that_became_another_is_told(
    language: str, before: str, after: str, said: str
) -> None:
    assert texts(NUMBER, before, after, language) == [said]


def test_what_they_tell_is_a_count_a_toll_or_a_share() -> None:
    (count,) = of_kind(NUMBER, "Hundreds of boats sank off the cape.", "Thousands of boats sank off the cape.")
    (toll,) = of_kind(NUMBER, "Dozens of people were killed.", "Hundreds of people were killed.")
    (share,) = of_kind(NUMBER, "A quarter of the crew is sick.", "Half of the crew is sick.")

    assert [fact.number for fact in (count, toll, share)] == ["count", "toll", "percent"]
    assert [fact.noun for fact in (count, toll, share)] == ["boats", "people", "crew"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He scores in the end of the match.", "He scored in the end of the match."),
        ("It is the third of his four films.", "It is the best of his four films."),
        ("They waited half an hour for the boat.", "They waited an hour for the boat."),
        ("Hundreds of people sang on the quay.", "Hundreds of people danced on the quay."),
        ("Half of the crew is sick.", "Half of the crew is well."),
        ("A third man was held.", "A third of the men were held."),
        ("Dozens of families lost their roof.", "Some families lost their roof."),
    ],
)
def test_what_only_looks_like_one_is_not(before: str, after: str) -> None:
    assert texts(NUMBER, before, after) == []


def test_the_halves_of_a_match_are_ordinals() -> None:
    assert texts(NUMBER, "He fell in the second half of the match.", "He fell in the first half of the match.") == [
        "second → first half"
    ]


@pytest.mark.parametrize(
    ("before", "after", "said", "noun"),
    [
        (
            "Five people were hurt, two severely.",
            "Five people were hurt, three severely.",
            "two → three (severely)",
            "",
        ),
        ("Police shot two of them severely.", "Police shot four of them severely.", "two → four", ""),
        (
            "The blast left two critically injured miners.",
            "The blast left four critically injured miners.",
            "two → four injured",
            "injured",
        ),
    ],
)
def test_how_it_befell_them_is_no_noun(before: str, after: str, said: str, noun: str) -> None:
    (fact,) = of_kind(NUMBER, before, after)

    assert (fact.text, fact.noun) == (said, noun)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("It was 41°C in the shade of the quay.", "It was 43°C in the shade of the quay.", "41°C → 43°C"),
        ("It fell to -4 °C in the bay at night.", "It fell to -14 °C in the bay at night.", "-4 °C → -14 °C"),
        ("It fell to −4°F in the bay at night.", "It fell to 4°F in the bay at night.", "−4°F → 4°F"),
        ("The fire is 12km from the town.", "The fire is 8km from the town.", "12km → 8km"),
        ("Winds of 90mph hit the coast.", "Winds of 110mph hit the coast.", "90mph → 110mph"),
        ("They found 5kg of resin on board.", "They found 8kg of resin on board.", "5kg → 8kg"),
    ],
)
def test_a_unit_that_is_glued_to_its_number_is_told_with_it(before: str, after: str, said: str) -> None:
    (fact,) = of_kind(NUMBER, before, after)

    assert (fact.text, fact.noun, fact.number) == (said, "", "count")


def test_a_letter_of_a_script_without_spaces_is_no_noun() -> None:
    before, after = "มีผู้เสียชีวิต 12 คนจากเหตุเพลิงไหม้", "มีผู้เสียชีวิต 45 คนจากเหตุเพลิงไหม้"

    assert texts(NUMBER, before, after, "th") == ["12 → 45"]
    assert texts(NUMBER, "地震で12人が死亡した。", "地震で45人が死亡した。", "ja") == ["12 → 45 人"]
