"""Spanish: numbers, tolls, dates, hedges and notes."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.core.facts.values import AmountKind, value
from tracker.core.facts.words.spanish import SPANISH
from tracker.model import FactKind

NUMBER = FactKind.NUMBER


@pytest.mark.parametrize(
    ("token", "worth"),
    [
        ("siete", 7),
        ("dieciséis", 16),
        ("veintitrés", 23),
        ("treinta", 30),
        ("doscientas", 200),
        ("cien", 100),
        ("1.500", 1_500),
        ("3,5", 3.5),
    ],
)
def test_numbers_are_worth_what_they_say(token: str, worth: float) -> None:
    found = value(token, SPANISH)
    assert found is not None
    assert (found.kind, found.numbers) == (AmountKind.COUNT, (worth,))


@pytest.mark.parametrize(
    ("before", "after", "text", "kind", "noun"),
    [
        (
            "El incendio de Karsk dejó doce muertos, según la policía local.",
            "El incendio de Karsk dejó cuarenta y cinco muertos, según la policía local.",
            "doce → cuarenta y cinco muertos",
            "toll",
            "muertos",
        ),
        (
            "Treinta y dos pasajeros resultaron heridos en el choque.",
            "Treinta y cuatro pasajeros resultaron heridos en el choque.",
            "treinta y dos → treinta y cuatro pasajeros (heridos)",
            "toll",
            "pasajeros",
        ),
        (
            "Una persona murió en la noche, dijo la policía de Karsk.",
            "Dos personas murieron en la noche, dijo la policía de Karsk.",
            "una → dos personas (murieron)",
            "toll",
            "personas",
        ),
        (
            "La obra costó 3,5 millones de euros, dijo el alcalde.",
            "La obra costó 4,2 millones de euros, dijo el alcalde.",
            "3,5 millones → 4,2 millones de euros",
            "money",
            "euros",
        ),
        (
            "El fuego destruyó 1.500 casas en las colinas de Tarn.",
            "El fuego destruyó 2.300 casas en las colinas de Tarn.",
            "1.500 → 2.300 casas",
            "count",
            "casas",
        ),
        (
            "La detenida, de 34 años de edad, vivía cerca del puerto.",
            "La detenida, de 43 años de edad, vivía cerca del puerto.",
            "34 → 43 años de edad",
            "age",
            "",
        ),
        (
            "La votación será el 4 de marzo en toda la provincia.",
            "La votación será el 5 de marzo en toda la provincia.",
            "4 de marzo → 5 de marzo",
            "date",
            "",
        ),
        (
            "El tercer ataque de la semana alcanzó el puerto de Karsk.",
            "El cuarto ataque de la semana alcanzó el puerto de Karsk.",
            "tercer → cuarto ataque",
            "ordinal",
            "ataque",
        ),
    ],
)
def test_numbers_that_changed_are_told_as_what_they_are(
    before: str, after: str, text: str, kind: str, noun: str
) -> None:
    (fact,) = of_kind(NUMBER, before, after, "es")
    assert (fact.text, fact.number, fact.noun) == (text, kind, noun)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Doce barcos estaban en el puerto de Karsk.", "12 barcos estaban en el puerto de Karsk."),
        ("Un barco se hundió frente al cabo de noche.", "Dos se hundieron frente al cabo de noche."),
        ("El fuego dejó 12 heridos en la ciudad.", "El fuego dejó 45 muertos en la ciudad."),
    ],
)
def test_the_same_value_and_the_count_of_something_else_are_no_change(before: str, after: str) -> None:
    assert texts(NUMBER, before, after, "es") == []


def test_a_prison_term_is_no_age() -> None:
    before = "El juez lo condenó a 34 años de cárcel por el robo."
    (fact,) = of_kind(NUMBER, before, before.replace("34", "43"), "es")
    assert fact.number == "count"


def test_a_hedge_that_went_is_told() -> None:
    before = "El presunto autor huyó hacia la costa de Karsk, dijo la policía."
    after = "El autor huyó hacia la costa de Karsk, dijo la policía."
    assert texts(FactKind.HEDGE, before, after, "es") == ["“presunto” removed"]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Corrección: el barco se hundió el martes.", FactKind.CORRECTION_ADDED),
        ("Fe de errores: el alcalde se llama Aldo Renn.", FactKind.CORRECTION_ADDED),
        ("Una versión anterior de este artículo daba otro nombre.", FactKind.CORRECTION_ADDED),
        ("Aclaración: el puerto está abierto.", FactKind.CLARIFICATION_ADDED),
        ("Nota de la redacción: se cambió un nombre.", FactKind.NOTE_ADDED),
        ("Actualizado: 14:20", FactKind.UPDATE_NOTED),
        ("Este artículo ha sido actualizado con más datos.", FactKind.UPDATE_NOTED),
        ("Habrá ampliación.", FactKind.NOTICE_ADDED),
        ("Noticia en desarrollo.", FactKind.NOTICE_ADDED),
    ],
)
def test_notes_are_known(note: str, kind: FactKind) -> None:
    text = "Hubo un incendio en el viejo molino y se veía desde las islas."
    (fact,) = of_kind(kind, text, f"{text} ¶ {note}", "es")
    assert fact.after == note
