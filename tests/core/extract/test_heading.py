from __future__ import annotations

from tracker.core.extract import extract

URL = "https://news.example.org/a"
PARAGRAPH = (
    "<p>The harbour of Aldern was closed on Monday after a fire spread to two of its three warehouses, police said.</p>"
)


def test_a_card_of_another_story_below_the_text_is_no_standfirst() -> None:
    card = '<aside class="rail"><div class="card"><p class="summary">Divers found a bell on the sea floor on Friday.</p></div></aside>'
    page = f"<html><body><main><h1>Harbour of Aldern closed</h1>{PARAGRAPH * 4}{card}</main></body></html>"

    assert extract(page.encode(), URL).dek == ""


def test_a_standfirst_between_headline_and_text_is_the_dek() -> None:
    page = (
        "<html><body><main><h1>Harbour of Aldern closed</h1><div class='summary'>Two of three warehouses burnt down.</div>"
        f"{PARAGRAPH * 4}</main></body></html>"
    )

    assert extract(page.encode(), URL).dek == "Two of three warehouses burnt down."
