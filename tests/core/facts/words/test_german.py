"""German: numbers, tolls, dates, hedges and notes."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.core.facts.values import AmountKind, value
from tracker.core.facts.words.german import GERMAN
from tracker.model import FactKind

NUMBER = FactKind.NUMBER


@pytest.mark.parametrize(
    ("token", "worth"),
    [
        ("sieben", 7),
        ("zwölf", 12),
        ("einundzwanzig", 21),
        ("fünfundvierzig", 45),
        ("dreißig", 30),
        ("dreissig", 30),
        ("zweihundert", 200),
        ("neunundneunzig", 99),
        ("1.500", 1_500),
        ("3,5", 3.5),
        ("12.345.678", 12_345_678),
    ],
)
def test_numbers_are_worth_what_they_say(token: str, worth: float) -> None:
    found = value(token, GERMAN)
    assert found is not None
    assert (found.kind, found.numbers) == (AmountKind.COUNT, (worth,))


@pytest.mark.parametrize(
    ("before", "after", "text", "kind", "noun"),
    [
        (
            "Bei dem Brand in Karsk starben zwölf Menschen, sagte die Polizei.",
            "Bei dem Brand in Karsk starben fünfundvierzig Menschen, sagte die Polizei.",
            "zwölf → fünfundvierzig Menschen (starben)",
            "toll",
            "Menschen",
        ),
        (
            "Ein Mensch wurde bei dem Brand getötet, teilte die Polizei mit.",
            "Zwei Menschen wurden bei dem Brand getötet, teilte die Polizei mit.",
            "ein → zwei Menschen (getötet)",
            "toll",
            "Menschen",
        ),
        (
            "12 Tote nach dem Brand in der alten Mühle von Karsk",
            "45 Tote nach dem Brand in der alten Mühle von Karsk",
            "12 → 45 Tote",
            "toll",
            "Tote",
        ),
        (
            "Der Schaden beträgt 3,5 Millionen Euro, sagte der Bürgermeister.",
            "Der Schaden beträgt 4,2 Millionen Euro, sagte der Bürgermeister.",
            "3,5 Millionen → 4,2 Millionen Euro",
            "money",
            "Euro",
        ),
        (
            "Der Anteil der Stimmen liegt bei 12 Prozent, sagte der Wahlleiter.",
            "Der Anteil der Stimmen liegt bei 14 Prozent, sagte der Wahlleiter.",
            "12 → 14 Prozent",
            "percent",
            "",
        ),
        (
            "Ein 34-jähriger Mann wurde am Hafen festgenommen, so die Polizei.",
            "Ein 43-jähriger Mann wurde am Hafen festgenommen, so die Polizei.",
            "34-jähriger → 43-jähriger Mann",
            "age",
            "",
        ),
        (
            "Die Wahl in Sarn soll nun am 4. März stattfinden, so der Rat.",
            "Die Wahl in Sarn soll nun am 5. März stattfinden, so der Rat.",
            "4. März → 5. März",
            "date",
            "",
        ),
        (
            "Das Treffen beginnt am Montag im Hafen von Karsk.",
            "Das Treffen beginnt am Dienstag im Hafen von Karsk.",
            "Montag → Dienstag",
            "date",
            "",
        ),
        (
            "Das Treffen beginnt um 18.30 Uhr im Hafen von Karsk.",
            "Das Treffen beginnt um 19.30 Uhr im Hafen von Karsk.",
            "18.30 Uhr → 19.30 Uhr",
            "time",
            "",
        ),
        (
            "Der dritte Angriff in dieser Woche traf den Hafen von Karsk.",
            "Der vierte Angriff in dieser Woche traf den Hafen von Karsk.",
            "dritte → vierte Angriff",
            "ordinal",
            "Angriff",
        ),
        (
            "Drei Millionen Menschen sind in der Provinz ohne Strom.",
            "Vier Millionen Menschen sind in der Provinz ohne Strom.",
            "drei Millionen → vier Millionen Menschen",
            "count",
            "Menschen",
        ),
    ],
)
def test_numbers_that_changed_are_told_as_what_they_are(
    before: str, after: str, text: str, kind: str, noun: str
) -> None:
    (fact,) = of_kind(NUMBER, before, after, "de")
    assert (fact.text, fact.number, fact.noun) == (text, kind, noun)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Zwölf Boote lagen nachts im Hafen von Karsk.", "12 Boote lagen nachts im Hafen von Karsk."),
        ("Rund 1500 Häuser sind ohne Strom.", "Rund 1.500 Häuser sind ohne Strom."),
        ("Ein Boot sank vor dem Kap in der Nacht.", "Zwei sanken vor dem Kap in der Nacht."),
        ("Es gab 12 Verletzte in der Stadt Karsk.", "Es gab 45 Tote in der Stadt Karsk."),
    ],
)
def test_the_same_value_and_the_count_of_something_else_are_no_change(before: str, after: str) -> None:
    assert texts(NUMBER, before, after, "de") == []


def test_a_hedge_that_went_is_told() -> None:
    before = "Der mutmaßliche Täter ist auf der Flucht, sagte die Polizei in Karsk."
    after = "Der Täter ist auf der Flucht, sagte die Polizei in Karsk."
    assert texts(FactKind.HEDGE, before, after, "de") == ["“mutmaßliche” removed"]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Korrektur: Das Schiff sank am Dienstag.", FactKind.CORRECTION_ADDED),
        ("In einer früheren Fassung hieß es, die Brücke sei offen.", FactKind.CORRECTION_ADDED),
        ("Wir haben den Fehler korrigiert.", FactKind.CORRECTION_ADDED),
        ("Klarstellung: Der Turm war nur für das Personal offen.", FactKind.CLARIFICATION_ADDED),
        ("Anmerkung der Redaktion: Ein Name wurde geändert.", FactKind.NOTE_ADDED),
        ("Aktualisiert: 14:20", FactKind.UPDATE_NOTED),
        ("Dieser Artikel wurde zuletzt am Freitag aktualisiert.", FactKind.UPDATE_NOTED),
        ("Dieser Artikel wird laufend aktualisiert.", FactKind.NOTICE_ADDED),
        ("Weitere Informationen folgen in Kürze.", FactKind.NOTICE_ADDED),
    ],
)
def test_notes_are_known(note: str, kind: FactKind) -> None:
    text = "Ein Feuer brach in der alten Mühle aus und war auf den Inseln zu sehen."
    (fact,) = of_kind(kind, text, f"{text} ¶ {note}", "de")
    assert fact.after == note


@pytest.mark.parametrize(
    "text",
    [
        "Die Korrektur des Flusslaufs dauerte zehn Jahre.",
        "Der Rat aktualisierte am Mittag die Liste der Häuser.",
        "Der Minister bat um eine Klarstellung der Anordnung.",
    ],
)
def test_what_sounds_like_a_note_is_none(text: str) -> None:
    before = "Ein Feuer brach in der alten Mühle aus und war auf den Inseln zu sehen."
    assert texts(FactKind.ADDED, before, f"{before} ¶ {text}", "de") == ["1 paragraph added"]
    for kind in (FactKind.CORRECTION_ADDED, FactKind.CLARIFICATION_ADDED, FactKind.UPDATE_NOTED):
        assert texts(kind, before, f"{before} ¶ {text}", "de") == []
