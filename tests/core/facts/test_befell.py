"""A word for what befell people, and whether it is told of those whom a number counts."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind
from tracker.model import FactKind


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A man died and {} people fled their homes.", "people"),
        ("A man died and {} people were hurt.", "people (hurt)"),
        ("No one was killed and {} people were rescued.", "people (rescued)"),
        ("The man who died had {} children.", "children"),
        ("The killed general led {} soldiers.", "soldiers"),
        ("He was shot dead by {} officers.", "officers"),
        ("Police questioned {} people over the death.", "people"),
        ("The fire killed a child and forced {} people to flee.", "people"),
        ("The injured were taken to {} hospitals.", "hospitals"),
        ("In all {} soldiers killed a boy.", "soldiers"),
        ("In all {} soldiers were killed a day later.", "soldiers (killed)"),
        ("In all {} soldiers killed in Sarn were buried.", "soldiers (killed)"),
        ("In all {} soldiers rescued the missing boy.", "soldiers"),
        ("In all {} people were not injured.", "people"),
        ("In all {} people could have died.", "people"),
        ("In all {} firefighters are looking for the missing.", "firefighters"),
        ("In all {} people survived the crash that killed the pilot.", "people"),
        ("In all {} people aboard the bus were injured.", "people aboard (injured)"),
        ("In all {} of the passengers died.", "passengers (died)"),
        ("The dead include {} children.", "children (dead)"),
        ("Deaths in Sarn rose to {} on Monday.", "(deaths)"),
        ("The leader of {} soldiers was killed.", "soldiers"),
        ("A man on a boat with {} people was killed.", "people"),
        ("A group of {} students was killed.", "students (killed)"),
        ("The names of {} people killed in Sarn were read.", "people (killed)"),
        ("In all {} men killed and robbed a boy.", "men"),
        ("The bomb killed and wounded {} people.", "people"),
        ("The number of people killed rose to {}.", "(killed)"),
        ("In all {} of those on board were killed.", "(killed)"),
        ("The quake killed as many as {} people.", "people (killed)"),
    ],
)
def test_a_fate_is_told_of_those_whom_it_befell_and_not_of_others_beside_them(sentence: str, told: str) -> None:
    (fact,) = of_kind(FactKind.NUMBER, sentence.format("12"), sentence.format("14"))
    assert fact.text.partition("→ ")[2].removeprefix("14 ").removeprefix("as many as 14 ") == told


@pytest.mark.parametrize("sentence", ["A mother of {} was killed in Sarn.", "A father of {} died in Sarn."])
def test_of_a_parent_the_children_are_counted_whom_nothing_befell(sentence: str) -> None:
    (fact,) = of_kind(FactKind.NUMBER, sentence.format("two"), sentence.format("three"))
    assert (fact.text, fact.number) == ("two → three", "count")
