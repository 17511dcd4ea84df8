from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text import walls
from tracker.core.text.walls import is_named, parts_of, wall_wording


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("Verify you are human.", "a check for bots"),
        ("Subscribe to continue reading.", "a paywall"),
        ("Already a subscriber?", "a paywall"),
        ("Dieser Artikel ist nur für Abonnenten.", "a paywall"),
        ("Cet article est réservé aux abonnés", "a paywall"),
        ("Contenido exclusivo para suscriptores", "a paywall"),
        ("We value your privacy", "a consent page"),
        ("Nous respectons votre vie privée", "a consent page"),
        ("The council argued all night.", ""),
        ("The council asked readers of this report to read on.", ""),
    ],
)
def test_a_wall_is_known_by_its_words(text: str, wall: str) -> None:
    assert wall_wording(text) == wall


@pytest.mark.parametrize(
    ("names", "title", "named"),
    [
        (walls.NAMES_OF_MISSING, "Page not found | The Quayside Post", True),
        (walls.NAMES_OF_MISSING, "The Quayside Post – 404", True),
        (walls.NAMES_OF_MISSING, "Bodies not found after storm", False),
        (walls.NAMES_OF_MISSING, "Not found: the lost ship", False),
        (walls.NAMES_OF_FAILURES, "502 Bad Gateway", True),
        (walls.NAMES_OF_FAILURES, "Internal server error costs port a day", False),
        (walls.NAMES_OF_MAINTENANCE, "Scheduled maintenance - Quayside", True),
        (walls.NAMES_OF_MAINTENANCE, "Be", False),
        (walls.NAMES_OF_LOGINS, "Sign in", True),
        (walls.NAMES_OF_LOGINS, "Sign in the harbour stolen", False),
        (walls.NAMES_OF_BOT_WALLS, "Access denied", True),
        (walls.NAMES_OF_BOT_WALLS, "Access denied to harbour", False),
    ],
)
def test_only_a_whole_part_of_a_title_is_the_name_of_a_wall(names: re.Pattern[str], title: str, named: bool) -> None:
    assert is_named(names, title) is named


def test_a_title_is_given_whole_and_in_its_parts() -> None:
    assert list(parts_of(" Fire in port | Post - News ")) == [
        "Fire in port | Post - News",
        "Fire in port",
        "Post",
        "News",
    ]
    assert list(parts_of("")) == []


@given(st.text(max_size=400))
def test_any_title_is_judged(title: str) -> None:
    assert is_named(walls.NAMES_OF_MISSING, title) in (True, False)
