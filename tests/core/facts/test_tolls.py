"""What befell those that are counted: said beside the number, or carried on from the one before it."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.model import FactKind


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The blast killed 12 people in Sarn and at least 9 in Brae.",
         "The blast killed 12 people in Sarn and at least 14 in Brae.", "toll"),
        ("A boy died overnight, which brought the toll to seven.",
         "A boy died overnight, which brought the toll to eight.",
         "toll"),
        ("The search for the missing lasted 12 hours in Sarn.", "The search for the missing lasted 14 hours in Sarn.",
         "count"),
        ("The fire in the 12-storey house killed Aldo Renn.", "The fire in the 14-storey house killed Aldo Renn.",
         "count"),
    ],
)  # fmt: skip
def test_a_number_is_a_toll_where_it_counts_whom_something_befell(before: str, after: str, kind: str) -> None:
    (fact,) = of_kind(FactKind.NUMBER, before, after)
    assert fact.number == kind


@pytest.mark.parametrize(
    ("language", "before", "after", "said"),
    [
        ("en", "Two people died and six were injured when a roof fell in Karsk.",
         "Three people died and five were injured when a roof fell in Karsk.",
         ["two → three people (died)", "six → five (injured)"]),
        ("en", "Twelve people died in the wreck in which 40 were injured.",
         "Fourteen people died in the wreck in which 45 were injured.",
         ["twelve → fourteen people (died)", "40 → 45 (injured)"]),
        ("de", "Bei dem Brand in Karsk sind drei Menschen ums Leben gekommen, zwölf weitere wurden verletzt.",
         "Bei dem Brand in Karsk sind fünf Menschen ums Leben gekommen, 14 weitere wurden verletzt.",
         ["drei → fünf Menschen (ums Leben)", "zwölf → 14 (verletzt)"]),
        ("fr", "Douze personnes sont mortes et 30 ont été blessées dans le port.",
         "Quinze personnes sont mortes et 41 ont été blessées dans le port.",
         ["douze → quinze personnes (mortes)", "30 → 41 (blessées)"]),
        ("es", "Siete personas murieron y otras 23 resultaron heridas en el puerto.",
         "Nueve personas murieron y otras 31 resultaron heridas en el puerto.",
         ["siete → nueve personas (murieron)", "23 → 31 (heridas)"]),
    ],
)  # fmt: skip
def test_each_number_has_the_fate_of_its_own_clause(language: str, before: str, after: str, said: list[str]) -> None:
    assert texts(FactKind.NUMBER, before, after, language) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("A boy died and four homes burned in Karsk.", "A boy died and five homes burned in Karsk.",
         "four → five homes"),
        ("Four homes burned and a boy died in Karsk.", "Five homes burned and a boy died in Karsk.",
         "four → five homes"),
        ("A woman was killed when 12 cars collided on the bridge.",
         "A woman was killed when 14 cars collided on the bridge.", "12 → 14 cars"),
        ("The flood killed 40 cows in the fields of Tarn.", "The flood killed 45 cows in the fields of Tarn.",
         "40 → 45 cows (killed)"),
        ("Shelling killed 27 Vadrans in Karsk overnight.", "Shelling killed 33 Vadrans in Karsk overnight.",
         "27 → 33 Vadrans (killed)"),
        ("Eight people, among them a pilot, were killed in Tarn.",
         "Nine people, among them a pilot, were killed in Tarn.", "eight → nine people (killed)"),
    ],
)  # fmt: skip
def test_things_have_no_fate_of_people_beside_them(before: str, after: str, said: str) -> None:
    assert texts(FactKind.NUMBER, before, after) == [said]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("No one was injured, police said; 30 people left Karsk.",
         "No one was injured, police said; 45 people left Karsk.", ["30 → 45 people"]),
        ("Ten people were killed in the ferry, with 168 passengers aboard.",
         "Ten people were killed in the ferry, with 186 passengers aboard.", ["168 → 186 passengers aboard"]),
        ("At least 12 people were killed when a ferry with 168 passengers sank.",
         "At least 45 people were killed when a ferry with 172 passengers sank.",
         ["12 → 45 people (killed)", "168 → 172 passengers"]),
        ("Gunmen attacked a village of 2,000 people, killing dozens.",
         "Gunmen attacked a village of 3,000 people, killing dozens.", ["2,000 → 3,000 people"]),
        ("They took 20 pupils from a school of 400 pupils, killing 2 guards.",
         "They took 25 pupils from a school of 400 pupils, killing 3 guards.",
         ["2 → 3 guards (killing)", "20 → 25 pupils"]),
        ("The army denied killing 20 civilians in Karsk.", "The army denied killing 25 civilians in Karsk.",
         ["20 → 25 civilians"]),
        ("Up to 200 people are feared dead in Karsk.", "Up to 300 people are feared dead in Karsk.",
         ["200 → 300 people (feared dead)"]),
        ("In Karsk 12 passengers aboard the bus were killed.", "In Karsk 15 passengers aboard the bus were killed.",
         ["12 → 15 passengers aboard (killed)"]),
    ],
    ids=["others before", "aboard", "behind when", "what they do", "their place", "denied", "feared", "passive"],
)  # fmt: skip
def test_nothing_befell_those_of_whom_no_clause_says_so(before: str, after: str, said: list[str]) -> None:
    assert sorted(texts(FactKind.NUMBER, before, after)) == sorted(said)
