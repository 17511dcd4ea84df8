"""French: numbers, tolls, dates, hedges and notes."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.core.facts.values import AmountKind, Row, value
from tracker.core.facts.words.french import FRENCH
from tracker.model import FactKind

NUMBER = FactKind.NUMBER


@pytest.mark.parametrize(
    ("token", "worth"),
    [
        ("sept", 7),
        ("dix-sept", 17),
        ("vingt-trois", 23),
        ("quarante-cinq", 45),
        ("soixante-dix-huit", 78),
        ("quatre-vingts", 80),
        ("quatre-vingt-douze", 92),
        ("cent", 100),
        ("1 500", 1_500),
        ("3,5", 3.5),
    ],
)
def test_numbers_are_worth_what_they_say(token: str, worth: float) -> None:
    found = value(token, FRENCH)
    assert found is not None
    assert (found.kind, found.numbers) == (AmountKind.COUNT, (worth,))


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_thousands_parted_by_a_blank_are_one_number(blank: str) -> None:
    row = Row(f"Le feu a pris 12{blank}500 maisons, 3 fermes et 4{blank}12 arbres.", FRENCH)
    assert f"12{blank}500" in row.words
    assert {"3", "4", "12"} <= set(row.words)


@pytest.mark.parametrize(
    ("before", "after", "text", "kind", "noun"),
    [
        (
            "Au moins douze personnes ont été tuées dans le feu de Karsk, selon la police.",
            "Au moins quarante-cinq personnes ont été tuées dans le feu de Karsk, selon la police.",
            "douze → quarante-cinq personnes (tuées)",
            "toll",
            "personnes",
        ),
        (
            "Une personne a été tuée dans la nuit, a dit la police de Karsk.",
            "Deux personnes ont été tuées dans la nuit, a dit la police de Karsk.",
            "une → deux personnes (tuées)",
            "toll",
            "personnes",
        ),
        (
            "Le feu a fait soixante-dix-huit blessés, selon les pompiers.",
            "Le feu a fait quatre-vingt-douze blessés, selon les pompiers.",
            "soixante-dix-huit → quatre-vingt-douze blessés",
            "toll",
            "blessés",
        ),
        (
            "Le feu a détruit 1 500 maisons dans les collines de Tarn.",
            "Le feu a détruit 2 300 maisons dans les collines de Tarn.",
            "1 500 → 2 300 maisons",
            "count",
            "maisons",
        ),
        (
            "Près de 12 % des électeurs ont voté à midi, dit la préfecture.",
            "Près de 21 % des électeurs ont voté à midi, dit la préfecture.",
            "12 % → 21 %",
            "percent",
            "",
        ),
        (
            "Le suspect, âgé de 34 ans, a été vu près du vieux moulin.",
            "Le suspect, âgé de 43 ans, a été vu près du vieux moulin.",
            "34 → 43 (age)",
            "age",
            "",
        ),
        (
            "Le vote aura lieu le 4 mars dans toute la province, a dit le maire.",
            "Le vote aura lieu le 5 mars dans toute la province, a dit le maire.",
            "4 mars → 5 mars",
            "date",
            "",
        ),
        (
            "La réunion aura lieu au port de Karsk à 18 heures, a dit le maire.",
            "La réunion aura lieu au port de Karsk à 19 heures, a dit le maire.",
            "18 heures → 19 heures",
            "time",
            "",
        ),
        (
            "C’est la troisième attaque de la semaine contre le port.",
            "C’est la quatrième attaque de la semaine contre le port.",
            "troisième → quatrième attaque",
            "ordinal",
            "attaque",
        ),
    ],
)
def test_numbers_that_changed_are_told_as_what_they_are(
    before: str, after: str, text: str, kind: str, noun: str
) -> None:
    (fact,) = of_kind(NUMBER, before, after, "fr")
    assert (fact.text, fact.number, fact.noun) == (text, kind, noun)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Douze bateaux étaient au port de Karsk.", "12 bateaux étaient au port de Karsk."),
        ("Près de 1500 maisons sont sans courant.", "Près de 1 500 maisons sont sans courant."),
        ("Un bateau a coulé au large du cap cette nuit.", "Deux ont coulé au large du cap cette nuit."),
        ("Le feu a fait 12 blessés dans la ville.", "Le feu a fait 45 morts dans la ville."),
    ],
)
def test_the_same_value_and_the_count_of_something_else_are_no_change(before: str, after: str) -> None:
    assert texts(NUMBER, before, after, "fr") == []


def test_a_hedge_and_a_name_that_changed_are_told() -> None:
    before = "Le suspect présumé est en fuite dans la région, selon la police."
    after = "Le suspect est en fuite dans la région, selon la police."
    assert texts(FactKind.HEDGE, before, after, "fr") == ["“présumé” removed"]
    before = "Le bateau a quitté le port de Karsk avant la tempête."
    assert texts(FactKind.NAME, before, before.replace("Karsk", "Tarn"), "fr") == ["Karsk → Tarn"]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Rectificatif : le navire a coulé mardi.", FactKind.CORRECTION_ADDED),
        ("Dans une version précédente, nous écrivions que le pont était ouvert.", FactKind.CORRECTION_ADDED),
        ("Cet article a été corrigé.", FactKind.CORRECTION_ADDED),
        ("Précision : la tour était ouverte au personnel.", FactKind.CLARIFICATION_ADDED),
        ("Note de la rédaction : un nom a été changé.", FactKind.NOTE_ADDED),
        ("Mis à jour le 4 mars à 14 heures", FactKind.UPDATE_NOTED),
        ("Cet article sera mis à jour.", FactKind.NOTICE_ADDED),
        ("Plus d’informations à suivre.", FactKind.NOTICE_ADDED),
    ],
)
def test_notes_are_known(note: str, kind: FactKind) -> None:
    text = "Un feu a pris dans le vieux moulin et on le voyait des îles."
    (fact,) = of_kind(kind, text, f"{text} ¶ {note}", "fr")
    assert fact.after == note
