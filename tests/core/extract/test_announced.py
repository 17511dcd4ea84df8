from __future__ import annotations

import pytest

from tracker.core.extract.announced import announced_marker
from tracker.model import MarkerKind, ReadingRules, Strength

URL = "https://news.example.org/world/harbour-fire-4711"


@pytest.mark.parametrize(
    "title",
    [
        "BREAKING: Fire in the harbour",
        "Breaking news | Fire in the harbour",
        "Developing story: Fire in the harbour",
        "Live updates: Fire in the harbour",
        "Eilmeldung: Feuer im Hafen",
        "Newsticker: Feuer im Hafen",
        "+++ Feuer im Hafen +++ ",
        "EN DIRECT - Incendie au port",
        "Última hora: incendio en el puerto",
        "Ao vivo: incêndio no porto",
        "In diretta: incendio nel porto",
        "Son dakika: Limanda yangın",
        "Срочно: пожар в порту",
        "عاجل: حريق في الميناء",
        "【速報】港で火災",
        "[속보] 항구에서 화재",
        "快讯：港口起火",
    ],
)
def test_titles_in_many_languages_say_that_they_are_unfinished(title: str) -> None:
    marker = announced_marker(title, "", URL)

    assert marker is not None
    assert (marker.kind, marker.strength) == (MarkerKind.HEADLINE, Strength.WEAK)


@pytest.mark.parametrize(
    "title",
    [
        "Record-breaking heat in Aldern",
        "How people live beside the harbour",
        "Live blog closed: fire in the harbour as it happened",
        "Feuer im Hafen: Newsblog zum Nachlesen",
        "Direct flights to Aldern from May",
        "",
    ],
)
def test_titles_that_promise_nothing_say_nothing(title: str) -> None:
    assert announced_marker(title, "", URL) is None


@pytest.mark.parametrize(
    "text",
    [
        "A fire broke out. This is a breaking news story and will be updated.",
        "Ein Feuer ist ausgebrochen.\nDieser Artikel wird fortlaufend aktualisiert.",
        "Un incendie s'est déclaré. Plus d'informations à suivre.",
        "Hay un incendio. Noticia en desarrollo.",
    ],
)
def test_a_promise_in_what_the_source_says_is_strong(text: str) -> None:
    marker = announced_marker("Fire in the harbour", text, URL)

    assert marker is not None
    assert (marker.kind, marker.strength, marker.where) == (
        MarkerKind.PROMISE,
        Strength.STRONG,
        "what the source says of it",
    )


def test_a_promise_in_the_middle_of_a_long_text_is_somebody_elses() -> None:
    long = " ".join(f"Sentence {number} tells of the boats in the harbour." for number in range(20))

    assert announced_marker("Fire", f"{long}\nThis is a breaking news story and will be updated.\n{long}", URL) is None


def test_an_address_or_a_category_alone_says_too_little_and_both_say_enough() -> None:
    live = "https://news.example.org/live/harbour-fire"

    assert announced_marker("Fire", "", live) is None
    assert announced_marker("Fire", "", URL, ("Breaking news",)) is None
    found = announced_marker("Fire", "", live, ("World", "Breaking news"))
    assert found is not None
    assert (found.phrase, found.where) == ("Breaking news", "category")


def test_your_own_phrases_and_vetoes_hold_for_what_sources_say_too() -> None:
    rules = ReadingRules(phrases=("our reporters are on the way",), vetoes=("the club announces",))

    assert announced_marker("Fire", "Our reporters are on the way.", URL, rules=rules) is not None
    assert announced_marker("Fire", "Our reporters are on the way.", URL) is None
