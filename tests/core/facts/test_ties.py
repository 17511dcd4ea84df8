"""Corrections: tied to the sentences they changed, and to none where that is not clear."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import line, of_kind, told
from tracker.model import Fact, FactKind

CORRECTION, CLARIFICATION = FactKind.CORRECTION_ADDED, FactKind.CLARIFICATION_ADDED
FIRE = "The fire in Karsk killed 12 people, police said."
RAIN = "Rain fell on the hills of Tarn on Monday."
PILOT = "The pilot, Luis Lee, 34, was pulled out of the bay."


def correction(before: str, after: str, note: str, language: str = "en") -> Fact:
    """The one correction of a step, its note last in the text."""
    (fact,) = of_kind(CORRECTION, before, f"{after} ¶ {note}", language)
    return fact


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this story misstated the death toll. It is 45, not 12.",
        "Correction: An earlier version of this story said that 12 people were killed in Karsk.",
        "This story has been corrected to show that 45 people were killed.",
        "CORRECTION: The fire in Karsk killed 45 people.",
        "An earlier version of this article misstated the number of people killed in Karsk.",
        "Correction (5 May): The fire killed 45, not 12.",
        "Corrections: 45 people were killed; the mill is in Karsk.",
    ],
)
def test_a_correction_that_says_the_number_or_its_kind_is_tied_to_the_sentence_with_it(note: str) -> None:
    fact = correction(f"{FIRE} ¶ {RAIN}", f"{FIRE.replace('12', '45')} ¶ Heavy {RAIN}", note)
    assert fact.text == "correction added: 12 → 45 people (killed)"
    assert fact.sentences == ((FIRE, FIRE.replace("12", "45")),)


@pytest.mark.parametrize(
    ("changed", "note", "text"),
    [
        (
            PILOT.replace("34", "43"),
            "Correction: An earlier version of this story gave the wrong age of the pilot.",
            "correction added: 34 → 43 (age)",
        ),
        (
            PILOT.replace("Lee", "Li"),
            "This story has been corrected to give the right spelling of the pilot’s name.",
            "correction added: Lee → Li",
        ),
        (
            PILOT.replace("Lee", "Li"),
            "Correction: An earlier version of this story misidentified the man as Luis Lee.",
            "correction added: Lee → Li",
        ),
        (
            PILOT.replace("out of the bay", "out of a lake in the hills"),
            "Correction: The pilot was found in a lake in the hills, not in the bay.",
            "correction added",
        ),
    ],
)
def test_ages_names_and_other_words_are_tied_too(changed: str, note: str, text: str) -> None:
    fact = correction(f"{PILOT} ¶ {RAIN}", f"{changed} ¶ {RAIN.replace('fell', 'fell hard')}", note)
    assert fact.text == text
    assert fact.sentences == ((PILOT, changed),)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this story misstated the height of the tower.",
        "This story has been corrected.",
        "Correction: An earlier version of this story gave the wrong age of the pilot.",
        "Correction: The ferry sank on Tuesday, not on Friday.",
        "An earlier version of this headline named the wrong town.",
        "Correction: Aldo Renn is the owner of the mill.",
    ],
)
def test_a_note_about_an_earlier_version_is_tied_to_nothing(note: str) -> None:
    fact = correction(f"{FIRE} ¶ {RAIN}", f"{FIRE} ¶ Heavy {RAIN}", note)
    assert fact.text == "correction added"
    assert fact.sentences == ()


def test_the_date_of_a_note_is_not_what_it_corrects() -> None:
    before = "The vote in Sarn was held on 4 May, the court said."
    after = "The vote in Sarn was held on 5 May, the court said."
    fact = correction(before, after, "Correction (5 May): The tower is nine metres high.")
    assert fact.sentences == ()


def test_two_changes_of_the_announced_kind_are_not_guessed_between() -> None:
    before = f"{PILOT} ¶ The cook, Mira Holt, 51, swam to the shore."
    after = before.replace("34", "43").replace("51", "15")
    fact = correction(before, after, "Correction: An earlier version of this story gave a wrong age.")
    assert (fact.text, fact.sentences) == ("correction added", ())


def test_a_sentence_that_was_taken_out_is_tied_without_a_new_one() -> None:
    gone = "The council of Pell had known of the cracks in the old dam since the spring."
    before = f"{FIRE} ¶ {RAIN} {gone}"
    note = "Correction: The council of Pell had not known of cracks in the dam, as was said here."
    fact = correction(before, f"{FIRE} ¶ {RAIN}", note)
    assert fact.sentences == ((gone, ""),)


def test_a_headline_is_tied_as_the_text_is() -> None:
    facts = told(FIRE, f"{FIRE.replace('12', '45')} ¶ Correction: The fire killed 45 people, not 12.")
    (fact,) = [one for one in facts if one.kind is CORRECTION]
    assert len(fact.sentences) == 1


def test_a_clarification_is_tied_too() -> None:
    before = "The firm owns the mine in the hills of Vadra."
    after = "The firm owns half of the mine in the hills of Vadra."
    (fact,) = of_kind(CLARIFICATION, before, f"{after} ¶ Clarification: The firm owns half of the mine.")
    assert fact.sentences == ((before, after),)


@pytest.mark.parametrize(
    ("language", "before", "after", "note", "text"),
    [
        (
            "de",
            "Es gab 12 Verletzte in Karsk, wie die Feuerwehr mitteilte.",
            "Es gab 15 Verletzte in Karsk, wie die Feuerwehr mitteilte.",
            "Korrektur: In einer früheren Fassung hieß es, es habe 12 Verletzte gegeben. Es sind 15.",
            "correction added: 12 → 15 Verletzte",
        ),
        (
            "fr",
            "L’incendie de Karsk a fait douze morts dans la nuit, selon la police.",
            "L’incendie de Karsk a fait quinze morts dans la nuit, selon la police.",
            "Rectificatif : une version précédente de cet article indiquait un bilan de douze morts.",
            "correction added: douze → quinze morts",
        ),
        (
            "es",
            "El incendio de Karsk dejó 12 muertos en la noche, según la policía.",
            "El incendio de Karsk dejó 15 muertos en la noche, según la policía.",
            "Corrección: una versión anterior de este artículo decía que hubo 12 muertos.",
            "correction added: 12 → 15 muertos",
        ),
    ],
)
def test_notes_are_tied_in_other_languages(language: str, before: str, after: str, note: str, text: str) -> None:
    fact = correction(before, after, note, language)
    assert fact.text == text
    assert fact.sentences == ((before, after),)


def test_what_a_correction_says_is_not_said_again_in_the_summary() -> None:
    after = f"{FIRE.replace('12', '45')} ¶ Correction: The fire killed 45 people, not 12."
    assert line(FIRE, after) == "correction added: 12 → 45 people (killed) · +1 ~1 paragraphs"


def test_a_misquotation_is_tied_to_the_quotation_that_was_altered() -> None:
    before = "“We will pay a token sum to all of the families by spring,” the firm said. ¶ Rain fell."
    after = "“We will pay a full sum to all of the families by spring,” the firm said. ¶ Heavy rain fell."
    fact = correction(before, after, "Correction: An earlier version of this story misquoted the firm.")
    (tied,) = fact.sentences
    assert "token sum" in tied[0]
    assert "full sum" in tied[1]


def test_the_wrong_year_is_tied_to_the_one_year_that_changed() -> None:
    before = "The bridge over the Tesk, built in 1962, is closed."
    note = "Correction: A previous version of this story gave the wrong year of construction of the bridge."
    fact = correction(before, before.replace("1962", "1926"), note)
    assert fact.text == "correction added: 1962 → 1926"


def test_a_flood_of_notes_and_sentences_is_bounded() -> None:
    before = " ¶ ".join(f"The boat number {place} sank with 12 people off Cape Lorn." for place in range(400))
    after = before.replace("12 people", "45 people")
    notes = " ¶ ".join(f"Correction: Boat number {place} sank with 45 people, not 12." for place in range(12))
    found = of_kind(CORRECTION, before, f"{after} ¶ {notes}")
    assert len(found) >= 1
    assert all(len(fact.sentences) <= 300 for fact in found)


ABOARD = "The ferry had 168 people on board when it sailed from Tarn."


def test_a_correction_of_one_number_of_people_is_not_tied_to_another_that_changed_too() -> None:
    hurt = "In the harbour of Karsk at least 12 people were injured."
    note = "Correction: An earlier version of this story misstated how many people were on board the ferry. It was 186."
    right = ABOARD.replace("168", "186")
    both = correction(f"{hurt} ¶ {ABOARD}", f"{hurt.replace('12', '45')} ¶ {right}", note)
    assert (both.text, both.sentences) == ("correction added: 168 → 186 people", ((ABOARD, right),))
    late = correction(f"{hurt} ¶ {right}", f"{hurt.replace('12', '45')} ¶ {right}", note)
    assert (late.text, late.sentences) == ("correction added", ())


def test_the_day_on_which_a_note_was_made_is_none_that_it_corrects() -> None:
    note = (
        "A correction was made on March 3, 2031: An earlier version of this article misstated the year the mill opened."
    )
    before = "The mill on the hill of Tarn opened in 2002."
    fact = correction(before, before.replace("2002", "2004"), note)
    assert (fact.text, fact.sentences) == ("correction added: 2002 → 2004", ((before, before.replace("2002", "2004")),))


def test_of_two_numbers_in_a_sentence_the_one_is_meant_of_which_the_note_says_what_it_counts() -> None:
    before, after = ("In Karsk 12 people died and 20 were hurt.", "In Karsk 14 people died and 25 were hurt.")
    fact = correction(
        before, after, "Correction: An earlier version of this story misstated the number of people hurt."
    )
    assert (fact.text, fact.sentences) == ("correction added: 20 → 25 (hurt)", ((before, after),))
    neither = correction(before, after, "Correction: An earlier version of this story misstated two numbers.")
    assert neither.sentences == ()


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this story misstated how the senator voted.",
        "Correction: An earlier version misstated where the storm made landfall.",
        "Correction: An earlier version misspelled the name of a town.",
        "Correction: An earlier version misstated the age of the pilot.",
        "Correction: A photo caption in an earlier version misidentified the river.",
        "Correction: An earlier version misstated the day of the vote.",
    ],
)
def test_a_note_that_gives_no_value_is_not_tied_to_a_number_that_changed_beside_it(note: str) -> None:
    before = "Three people were killed when the storm hit Pell. The aid is worth $4 million."
    after = "Seven people were killed when the storm hit Pell. The aid is worth $6 million."
    assert correction(before, after, note).sentences == ()


def test_a_correction_of_one_number_is_not_tied_to_another_that_shares_a_side_of_it() -> None:
    homes, cars = "Officials said 30 homes burned on Tuesday.", "Police said 30 cars burned too."
    changed = f"{homes.replace('30', '35')} ¶ {cars.replace('30', '33')}"
    fact = correction(f"{homes} ¶ {cars}", changed, "Correction: The number of cars burned is 33, not 30.")
    assert fact.sentences == ((cars, cars.replace("30", "33")),)
