"""Names: altered inside a sentence, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.core.facts.names import NamesOf
from tracker.model import Block, BlockKind, Confidence, FactKind, Story

NAME = FactKind.NAME


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "The pilot, Luis Lee, was pulled out of the bay at dawn.",
            "The pilot, Luis Li, was pulled out of the bay at dawn.",
            "Lee → Li",
        ),
        (
            "A judge in Karsk has freed Aldo Renn after nine hours in court.",
            "A judge in Karsk has freed Ilse Moor after nine hours in court.",
            "Aldo Renn → Ilse Moor",
        ),
        (
            "The ferry was on its way from Orrin Bay to Karsk when it sank.",
            "The ferry was on its way from Orrin Bay to Tarn when it sank.",
            "Karsk → Tarn",
        ),
        (
            "Rescuers of the Vadra Guard came by boat in the night.",
            "Rescuers of the Brae Guard came by boat in the night.",
            "Vadra → Brae",
        ),
        (
            "The order came from minister Orban himself, aides said.",
            "The order came from minister Orbán himself, aides said.",
            "Orban → Orbán",
        ),
        (
            "The report names Mira Hollt as the owner of both ships.",
            "The report names Mira Holt as the owner of both ships.",
            "Hollt → Holt",
        ),
        (
            "He praised Moor’s plan for the port in front of the council.",
            "He praised Renn’s plan for the port in front of the council.",
            "Moor → Renn",
        ),
        (
            "A spokesman of President Aldo Renn denied the claim at noon.",
            "A spokesman of Governor Ilse Moor denied the claim at noon.",
            "Aldo Renn → Ilse Moor",
        ),
        (
            "The old fort is run by the Orrin Heritage Trust since spring.",
            "The old fort is run by the Bank of Tarn since spring.",
            "Orrin Heritage Trust → Bank of Tarn",
        ),
        (
            "The film can be seen on the network Twitter in all countries.",
            "The film can be seen on the network X in all countries.",
            "Twitter → X",
        ),
    ],
)
def test_a_name_that_became_another_is_told_with_both_forms(before: str, after: str, said: str) -> None:
    (fact,) = of_kind(NAME, before, after)
    assert fact.text == said
    assert f"{fact.before} → {fact.after}" == said
    assert (fact.place, fact.block) == ("paragraph 1", 0)
    assert fact.confidence is Confidence.LIKELY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "The mayor, Ilse Moor, spoke to the crews in the harbour at noon.",
            "The mayor, Moor, spoke to the crews in the harbour at noon.",
            id="a surname alone",
        ),
        pytest.param(
            "Crews said that Ilse Moor had spoken to them in the harbour.",
            "Crews said that Mayor Ilse Moor had spoken to them in the harbour.",
            id="a title added",
        ),
        pytest.param(
            "Crews said that Mr. Moor had spoken to them in the harbour.",
            "Crews said that President Moor had spoken to them in the harbour.",
            id="another title",
        ),
        pytest.param(
            "Officials in the harbour said that two boats were missing.",
            "Police in the harbour said that two boats were missing.",
            id="the first word of a sentence",
        ),
        pytest.param(
            "“Guests have access to all decks,” the line said in a note.",
            "“They have access to all decks,” the line said in a note.",
            id="the first word of a quotation",
        ),
        pytest.param(
            "The strike was led by Iran and two of its neighbours in the gulf.",
            "The strike was led by Iranian and two of its neighbours in the gulf.",
            id="a name and its adjective",
        ),
        pytest.param(
            "An Iran-backed group has claimed the attack on the two ships.",
            "An Iranian-backed group has claimed the attack on the two ships.",
            id="a name and its adjective before a hyphen",
        ),
        pytest.param(
            "The talks between Karsk and Tarn were broken off in the night.",
            "The talks between Tarn and Karsk were broken off in the night.",
            id="two names in the other order",
        ),
        pytest.param(
            "The vote in the port town was moved to Monday by the court.",
            "The vote in the port town was moved to Friday by the court.",
            id="a weekday",
        ),
        pytest.param(
            "The vote in the port town was moved to the end of March again.",
            "The vote in the port town was moved to the end of April again.",
            id="a month",
        ),
        pytest.param(
            "The cutter was seen off the U.S. coast early in the morning.",
            "The cutter was seen off the US coast early in the morning.",
            id="stops in an abbreviation",
        ),
        pytest.param(
            "The guard said that ORRIN BAY was closed for all ships at noon.",
            "The guard said that Orrin Bay was closed for all ships at noon.",
            id="capitals alone",
        ),
        pytest.param(
            "Her last film, “The Long Road to Vadra Hill,” was shown on Friday.",
            "Her last film, “The Longest Road to Vadra Hill,” was shown on Friday.",
            id="the title of a film",
        ),
        pytest.param(
            "It was the worst week of the Covid wave, doctors in Tarn said.",
            "It was the worst week of the Covid-19 wave, doctors in Tarn said.",
            id="a name with more behind its hyphen",
        ),
        pytest.param(
            "WARNING: The bridge is closed until further notice, the guard said.",
            "UPDATED: The bridge is closed until further notice, the guard said.",
            id="a label",
        ),
        pytest.param(
            "The school lies on the Westbank of the river Tesk, near the mill.",
            "The school lies on the West-Bank of the river Tesk, near the mill.",
            id="a hyphen alone",
        ),
    ],
)
def test_what_is_no_other_name_is_not_told(before: str, after: str) -> None:
    assert texts(NAME, before, after) == []


def test_the_letters_that_a_name_is_short_for_are_told_beside_the_text_only() -> None:
    (fact,) = of_kind(
        NAME,
        "Both ships were stopped by the Orrin Harbour Guard before dawn.",
        "Both ships were stopped by the OHG before dawn.",
    )
    assert fact.text == "Orrin Harbour Guard → OHG"
    assert fact.confidence is Confidence.UNSURE


def test_the_same_two_names_are_told_once() -> None:
    before = "The pilot Luis Lee was found in the bay. ¶ Nurses said that Luis Lee could speak again."
    assert texts(NAME, before, before.replace("Lee", "Li")) == ["Lee → Li"]


def test_a_name_at_the_beginning_is_told_where_the_rest_of_both_stories_shows_that_it_is_one() -> None:
    before = "Moor said that the dam would hold. ¶ Late at night Moor left the town."
    after = "Renn said that the dam would hold. ¶ Late at night Renn left the town."
    assert texts(NAME, before, after) == ["Moor → Renn"]
    alone = "Moor said that the dam would hold."
    assert texts(NAME, alone, "Renn said that the dam would hold.") == []


def test_another_part_of_the_same_name_is_no_other_name() -> None:
    before = "Nurses found Ilse Moor in the harbour. ¶ Late at night the guard took Moor to a clinic in the hills."
    after = "Nurses found Ilse Moor in the harbour. ¶ Late at night the guard took Ilse to a clinic in the hills."
    assert texts(NAME, before, after) == []


def test_more_of_a_name_behind_it_shows_that_the_first_word_is_one() -> None:
    before = "Ilse Moor said that the dam would hold until the spring."
    after = "Ilsa Moor said that the dam would hold until the spring."
    assert texts(NAME, before, after) == ["Ilse → Ilsa"]


def test_names_are_not_told_where_nouns_have_capitals_too() -> None:
    before = "Die Polizei sucht nach dem Fahrer aus dem Ort an der Brücke."
    after = "Die Polizei sucht nach dem Mieter aus dem Ort an der Brücke."
    assert texts(NAME, before, after, "de") == []


def test_the_names_of_a_story_have_a_capital_inside_of_sentences_and_never_none() -> None:
    text = "Late at night Ilse Moor went to Karsk. The Tower fell on a tower, crews of Tarn said."
    names = NamesOf(Story(headline="", blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),)))
    assert names.hold(["Ilse", "Moor"])
    assert names.hold(["Tarn"])
    assert not names.hold(["Tower"])
    assert not names.hold(["Late"])
    assert not names.hold(["Karsk", "Brae"])
