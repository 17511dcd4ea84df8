"""The page: whole, by itself, and with nothing of a page's own that a browser would run."""

from __future__ import annotations

import re

from hypothesis import given, settings

from tests.view.render.diffs import any_diff, any_facts, steering
from tests.view.render.stories import harbour, hostile, hostile_facts
from tests.view.render.test_html import read
from tracker.model import Diff, Fact
from tracker.view.render.page import html_page

_OURS = {"html", "head", "meta", "title", "style", "body", "header", "main", "p", "h2", "span", "ins", "del", "s", "br"}


def body_of(page: str) -> str:
    return page[page.index("<body>") : page.index("</html>")]


def test_a_page_is_complete_and_asks_for_nothing() -> None:
    page = html_page(
        harbour(), title="Fire at harbour", lines=["version 1 → 2", "between 12:00 and 12:05"], summary="+2"
    )
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "default-src 'none'" in page
    assert "<title>Fire at harbour</title>" in page
    assert '<p class="when" dir="auto">version 1 → 2</p>' in page
    assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|https?:", page)


def test_nothing_of_a_page_gets_out_of_its_place() -> None:
    nasty = "</title><script>alert(1)</script>\x1b[2J\u202e"
    page = html_page(hostile(), title=nasty, lines=[nasty], summary=nasty, facts=hostile_facts())
    assert "<script" not in page
    assert page.count("</title>") == 1
    assert not steering(page)


def test_a_diff_of_nothing_says_so() -> None:
    assert "no difference that a reader would see" in html_page(Diff(fields=(), blocks=()), title="")


@settings(max_examples=40)
@given(found=any_diff, facts=any_facts)
def test_any_page_is_sound_html_of_our_own_elements(found: Diff, facts: list[Fact]) -> None:
    page = html_page(found, title="A", facts=facts)
    assert read(body_of(page)).elements <= _OURS
    assert not steering(page)
