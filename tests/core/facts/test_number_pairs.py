"""Which number became which: in the same place of the same words, beside the same fate, and never among codes."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import texts
from tracker.model import FactKind

NUMBER = FactKind.NUMBER


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The fire took 90 hectares of heath.", "The fire took 90 acres of heath.", ["90 hectares → 90 acres"]),
        ("The boat lay 30 miles off Lorn.", "The boat lay 30 kilometres off Lorn.", ["30 miles → 30 kilometres"]),
        ("The talks lasted three hours.", "The talks lasted three days.", ["three hours → three days"]),
        ("The boat lay 30 kilometres off Lorn.", "The boat lay 30 km off Lorn.", []),
        ("The boat lay 30 miles off Lorn.", "The boat lay 30 miles (48 kilometres) off Lorn.", []),
        ("They sat 3 hours and walked 3 days.", "They walked 3 days and sat 3 hours.", []),
    ],
)  # fmt: skip
def test_the_same_number_of_another_measure_is_another_amount(before: str, after: str, told: list[str]) -> None:
    assert texts(FactKind.NUMBER, before, after) == told


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param("Turnout was 61.4% on Sunday.", "Turnout was 62.1% on Sunday.", ["61.4% → 62.1%"], id="short"),
        pytest.param(
            "The Greens won 19 seats, and the Liberals have 31.",
            "The Greens won 31 seats, and the Liberals have 19.",
            ["19 → 31 seats", "31 → 19"],
            id="swapped",
        ),
        pytest.param(
            "In all, he is accused of killing seven people: Ilse Moor, Aldo Renn and Mira Holt.",
            "In all, he confessed to killing eight women: Ilse Moor, Aldo Renn and Mira Holt.",
            ["seven people → eight women (killing)"],
            id="the same fate of others",
        ),
        pytest.param(
            "The Lady Maren, a 96-metre ship, sank.", "The Lady Maren, a 69-metre ship, sank.", ["96-metre → 69-metre"],
            id="bound to its unit",
        ),
        pytest.param(
            "Firefighters rescued 11 people from the roof of the hotel.",
            "Firefighters rescued 3 dogs from the roof of the hotel.",
            ["11 people → 3 dogs (rescued)"],
            id="what is not the same",
        ),
        pytest.param("Quake kills 20, injures 100 in Karsk", "Quake kills 31, injures 140 in Karsk",
                     ["20 → 31 (kills)", "100 → 140 (injures)"], id="as headlines say it"),
        pytest.param("Ida is a category 3 storm.", "Ida is a category 4 storm.", ["3 → 4 (category)"],
                     id="a measure in front"),
        pytest.param(
            "At least one hundred twenty people died.", "At least one hundred thirty-five people died.",
            ["one hundred twenty → one hundred thirty-five people (died)"], id="hundreds in words",
        ),
        pytest.param("About 30 of the 120 members came.", "About 34 of the 120 members came.", ["30 → 34"],
                     id="a part and not its first word"),
        pytest.param("Shares fell 6% to 18.40 crowns on Monday.", "Shares fell 9% to 18.40 crowns on Monday.",
                     ["6% → 9%"], id="no range"),
    ],
)  # fmt: skip
def test_a_number_that_became_another_is_told(before: str, after: str, said: list[str]) -> None:
    assert texts(NUMBER, before, after) == said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("It sails on Monday, Friday and Sunday.", "It sails on Friday, Monday and Sunday.", id="an order"),
        pytest.param("Road 613 to Road 800", "Road 600 to Road 619", id="codes"),
        pytest.param(
            "It is open on September 9, 10, & 11 from noon.", "It is open on September 11 from noon.", id="days"
        ),
        pytest.param(
            "The port could see 70,000 boats by May, a study says.",
            "The port reports over 23,000 boats this morning.",
            id="a forecast",
        ),
        pytest.param(
            "The governor closed the roads of 14 counties.", "The governor closed the roads of 22 of 67 counties.",
            id="a part and the whole",
        ),
        pytest.param(
            "Sarn says 1,200 people were killed in the raid on the border.",
            "The ministry of Brae says 47,000 people have been killed in the war that began with the raid.",
            id="another toll",
        ),
        pytest.param(
            "Dead by country: France 12, Spain 4, Italy 7.", "Dead by country: Spain 5, France 14, Italy 7.",
            id="a list in another order",
        ),
        pytest.param(
            "Lee scored 24 points and Park added 18.", "Park scored 22 points and Lee added 19.",
            id="the points of another",
        ),
        pytest.param(
            "Ford paid $4 million and Fiat $9 million.", "Fiat paid $9.5 million and Ford $4.2 million.",
            id="the money of another",
        ),
        pytest.param(
            "Officials said 20 homes were evacuated overnight.",
            "Officials said 35 homes were without power overnight.",
            id="the same noun of which something else is told",
        ),
    ],
)  # fmt: skip
def test_what_is_no_change_of_a_number_is_not_told(before: str, after: str) -> None:
    assert texts(NUMBER, before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("No one was killed in the blast.", "Three people were killed in the blast.",
         ["no one → three people (killed)"]),
        ("Nobody was injured, police said.", "Two people were injured, police said.",
         ["nobody → two people (injured)"]),
        ("Three people were killed in the blast.", "No one was killed in the blast.",
         ["three → no people (killed)"]),
        ("No one has claimed the prize.", "Two groups have claimed the prize.", []),
        ("No one knows who the two people were.", "Police know who the two people were.", []),
    ],
    ids=["no one", "nobody", "to no one", "other things", "who are counted on both sides"],
)  # fmt: skip
def test_people_of_whom_there_were_none_are_counted_as_none(before: str, after: str, said: list[str]) -> None:
    assert texts(FactKind.NUMBER, before, after) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Pell hit .312 with 24 runs.", "Pell hit .321 with 26 runs.", [".312 → .321", "24 → 26 runs"]),
        ("He paid $.50 a mile.", "He paid $.75 a mile.", ["$.50 → $.75"]),
        ("Winds of 100 km/h hit it.", "Winds of 110 km/h hit it.", ["100 → 110 km/h"]),
        ("It was 31.2C in Sarn.", "It was 30.9C in Sarn.", ["31.2C → 30.9C"]),
        ("At 9.30 the fire began.", "At 9.45 the fire began.", ["9.30 → 9.45"]),
        ("It killed three residents early on Monday.", "It killed six residents early on Monday.",
         ["three → six residents (killed)"]),
        ("It forced 120 families out.", "It forced 90 families out.", ["120 → 90 families"]),
        ("Another six were taken in.", "Another three were taken in.", ["six → three"]),
        ("Two people were killed and two injured.", "Three people were killed and three injured.",
         ["two → three people (killed)", "two → three injured"]),
        ("She won 6-3, 4-6, 7-5.", "She won 6-3, 6-4.", []),
        ("She won 6-3, 6-4.", "She won 6-3, 7-5.", ["6-4 → 7-5"]),
    ],
)  # fmt: skip
def test_a_number_is_told_as_it_is_written_and_with_no_word_that_is_none_of_its(
    before: str, after: str, said: list[str]
) -> None:
    assert texts(FactKind.NUMBER, before, after) == said
