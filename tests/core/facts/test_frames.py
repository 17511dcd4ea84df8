"""Sentences in which nothing but numbers differs, whatever else had to agree with them."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import line, texts
from tracker.core.facts.frames import same_frames
from tracker.core.facts.words.english import ENGLISH
from tracker.model import FactKind


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("One person was killed by fire.", "Three people were killed by fire.", ["one → three people (killed)"]),
        ("One man died at the scene.", "Two men died at the scene.", ["one → two men (died)"]),
        ("Two people are missing.", "One person is missing.", ["two → one person (missing)"]),
        ("A person was killed.", "Two people were killed.", ["a person → two people (killed)"]),
        ("One of the suspects is in custody.", "Two of the suspects are in custody.", ["one → two suspects"]),
        ("Shares fell 3.2% to $41.20.", "Shares fell 5.1% to $39.80.", ["3.2% → 5.1%", "$41.20 → $39.80"]),
        ("One rabies case has been confirmed.", "Two rabies cases have been confirmed.", ["one → two rabies cases"]),
        ("Two police officers are dead.", "A police officer is dead.", ["two → a police officer (dead)"]),
        ("No one was hurt.", "Two people were hurt.", ["no one → two people (hurt)"]),
        ("No one was injured in the fire.", "Two men were injured in the fire.", ["no one → two men (injured)"]),
        ("No one was hurt.", "Twelve houses were hit.", []),
        ("No one was hurt, police said.", "At least two people were hurt, police said.",
         ["no one → at least two people (hurt)"]),
        ("One person has died.", "At least three people have died.", ["one → at least three people (died)"]),
    ],
)  # fmt: skip
def test_what_agrees_with_a_number_hides_none(before: str, after: str, told: list[str]) -> None:
    assert texts(FactKind.NUMBER, before, after) == told


@pytest.mark.parametrize(
    ("before", "after", "language", "told"),
    [
        ("Eine Person wurde getötet.", "Drei Personen wurden getötet.", "de", "eine → drei Personen (getötet)"),
        ("Ein Mensch kam ums Leben.", "Zwei Menschen kamen ums Leben.", "de", "ein → zwei Menschen (ums Leben)"),
    ],
)
def test_other_languages_agree_too(before: str, after: str, language: str, told: str) -> None:
    assert told in line(before, after, language)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Channel One reported the strike.", "Channel Two reported the strike."),
        ("Take road 613, 24 and 9.", "Take road 600, 25 and 8."),
        ("One in five voters stayed home.", "Two in five voters stayed home."),
    ],
)
def test_a_name_a_code_and_a_share_count_nobody(before: str, after: str) -> None:
    assert texts(FactKind.NUMBER, before, after) == []


def test_sentences_with_one_frame_are_paired_wherever_they_stand() -> None:
    old = ["Oil rose 1% to $78.", "A man was held in Pell.", "It rained."]
    new = ["It poured.", "Two men were held in Pell.", "Oil rose 2% to $80."]
    assert same_frames(old, new, ENGLISH) == [(0, 2), (1, 1)]


def test_words_that_share_a_part_are_not_the_same() -> None:
    old, new = ["Tarn is the second-largest of 12 ports."], ["Tarn is the second-smallest of 14 ports."]
    assert same_frames(old, new, ENGLISH) == []


def test_of_several_with_one_frame_none_is_paired() -> None:
    old = ["One man was held in Pell.", "Two men were held in Pell."]
    assert same_frames(old, ["Three men were held in Pell."], ENGLISH) == []
