"""The teachers: asked for lines where a page is new, for a day where it declares none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.core.extract import extract
from tracker.core.extract.teacher import day_of, teacher_lines

URL = "https://valley.example/ferry"
LINES = (
    "The ferry to the northern islands was stopped on Tuesday after its ramp broke in the storm.",
    "Two hundred passengers spent the night in the school of the village, said the harbour master.",
    "The company sent a second boat at noon, which reached the harbour shortly before the evening.",
)


def page(*, opening: str = "<p>", closing: str = "</p>", above: str = "") -> str:
    text = "".join(f"{opening}{line}{closing}" for line in LINES)
    return f"<html><body><main><h1>Ferry stopped</h1>{above}<div>{text}</div></main></body></html>"


@pytest.mark.parametrize(("opening", "closing"), [("<p>", "</p>"), ("<div><span>", "</span></div>")])
def test_the_teacher_reads_lines_with_and_without_paragraphs(opening: str, closing: str) -> None:
    assert set(LINES) <= set(teacher_lines(page(opening=opening, closing=closing)))


def test_a_page_without_text_teaches_nothing() -> None:
    assert teacher_lines("<html><body></body></html>") == []


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<time datetime='2026-03-02T06:40:00Z'>Monday</time>", datetime(2026, 3, 2, tzinfo=UTC)),
        ("<p class='date'>Published on 14 January 2025</p>", datetime(2025, 1, 14, tzinfo=UTC)),
    ],
)
def test_a_day_that_only_people_can_read_is_found(above: str, day: datetime) -> None:
    assert extract(page(above=above).encode(), URL).published == day


def test_what_the_page_declares_for_machines_is_believed_before_what_it_says_to_people() -> None:
    declared = "<meta property='article:published_time' content='2026-03-02T06:40:00Z'>"
    body = page(above="<p class='date'>Published on 14 January 2025</p>").replace("<body>", f"{declared}<body>")
    assert extract(body.encode(), URL).published == datetime(2026, 3, 2, 6, 40, tzinfo=UTC)


def test_no_page_was_published_after_it_was_read() -> None:
    html = page(above="<time datetime='2026-03-02'>Monday</time>")
    assert day_of(html, URL, datetime(2025, 6, 1, tzinfo=UTC)) is None
    # East of Greenwich it is tomorrow already.
    assert day_of(html, URL, datetime(2026, 3, 1, 20, tzinfo=UTC)) == datetime(2026, 3, 2, tzinfo=UTC)


def test_an_address_in_a_pages_place_is_never_fetched() -> None:
    assert day_of("http://127.0.0.1:9/2026/03/02/", URL, None) is None


def test_a_page_without_any_day_has_none() -> None:
    assert extract(page().encode(), URL).published is None
