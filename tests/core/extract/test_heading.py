from __future__ import annotations

from tracker.core.extract import extract

URL = "https://news.example.org/a"
BODY = (
    "<div class='body'>"
    "<p>The harbour of Aldern was closed on Monday after a fire spread to two of its three warehouses, police said.</p>"
    "<p>Nobody was hurt. The cause was not known on Monday evening, and the quays will stay closed for some days.</p>"
    "<p>The mayor asked the owners of boats to leave them where they are until the fire brigade has gone.</p></div>"
)


def page(above: str, below: str) -> bytes:
    """Write a page with something above the text and something below it."""
    return (
        f"<html><body><main><header><h1>Harbour closed</h1>{above}</header>{BODY}{below}</main></body></html>".encode()
    )


def test_a_standfirst_between_headline_and_text_is_the_dek() -> None:
    above = "<div class='summary'>Two of three warehouses burnt down.</div>"

    assert extract(page(above, ""), URL).dek == "Two of three warehouses burnt down."


def test_a_card_of_another_story_below_the_text_is_no_standfirst() -> None:
    card = "<div class='card'><p class='summary'>Divers found a bell on the sea floor.</p></div>"
    below = f"<aside class='rail'>{card}</aside>"

    assert extract(page("", below), URL).dek == ""
