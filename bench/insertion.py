"""Where noise goes on a page: what our noise modules share of placing and filling texts.

A page here is what `../shared/eval/extract/mutate.py` calls a Ctx: HTML, and where the article's paragraphs lie in it.
That file lies beside the project and is not there everywhere, so nothing of it is imported.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final, Protocol

Place = tuple[int, int, str, int | None, int | None]
"""Start and end of a paragraph's first words, its text, and start and end of its <p> element where it has one."""


class Page(Protocol):
    """A page that noise is laid on.

    Attributes:
        html: the page as it stands.
        rng: the only source of chance, so that a run can be repeated.
        title: its headline.
        inp: the article's paragraphs that are <p> elements, in reading order.
    """

    html: str
    rng: random.Random
    title: str

    @property
    def inp(self) -> Sequence[Place]: ...


Operation = Callable[[Page], str | None]
"""Gives the page with noise on it; None where the noise does not fit the page."""
Put = Callable[[Page, str], str | None]

TAG: Final = re.compile(r"(<[^>]{0,4000}>)")
BARE: Final = ("<p>{}</p>", "<div>{}</div>", "<div><p>{}</p></div>", "<div><span>{}</span></div>", "<p><em>{}</em></p>")
"""Wrappers that say nothing of what they hold."""


def paragraphs(page: Page) -> list[tuple[int, int]]:
    """Give start and end of each <p> of the article; only those that lie behind one another."""
    found: list[tuple[int, int]] = []
    for *_, start, end in page.inp:
        if start is not None and end is not None and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found


def insert(text: str, at: int, markup: str) -> str:
    """Give a text with markup put in at a place."""
    return text[:at] + markup + text[at:]


def between(page: Page, markup: str) -> str | None:
    """Put markup between two paragraphs of the article, at another place for another page and time."""
    inner = paragraphs(page)[:-1]
    return insert(page.html, page.rng.choice(inner)[1], markup) if inner else None


def second(page: Page, markup: str) -> str | None:
    """Put markup behind the article's first paragraph."""
    inner = paragraphs(page)[:-1]
    return insert(page.html, inner[0][1], markup) if inner else None


def before(page: Page, markup: str) -> str | None:
    """Put markup before the article's first paragraph."""
    found = paragraphs(page)
    return insert(page.html, found[0][0], markup) if found else None


def behind(page: Page, markup: str) -> str | None:
    """Put markup behind the article's last paragraph, in its container."""
    found = paragraphs(page)
    return insert(page.html, found[-1][1], markup) if found else None


def under_headline(page: Page, markup: str) -> str | None:
    """Put markup under the headline."""
    at = page.html.find("</h1>")
    return insert(page.html, at + 5, markup) if at >= 0 else None


def over_headline(page: Page, markup: str) -> str | None:
    """Put markup over the headline."""
    found = re.search(r"<h1\b", page.html)
    return insert(page.html, found.start(), markup) if found else None


def at_the_end(page: Page, markup: str) -> str | None:
    """Put markup at the end of the page."""
    at = page.html.rfind("</body>")
    return insert(page.html, at, markup) if at >= 0 else None


def filled(page: Page, text: str) -> str:
    """Fill in numbers: {few} of two digits, {many} of thousands, {rate} with decimals, {clock} a time of day."""
    rng = page.rng
    while found := re.search(r"\{(few|many|rate|clock|id)\}", text):
        value = {
            "few": str(rng.randint(2, 59)),
            "many": f"{rng.randint(1, 88)},{rng.randint(0, 999):03}",
            "rate": f"{rng.uniform(0.05, 4):.2f}",
            "clock": f"{rng.randint(6, 22)}:{rng.randint(0, 59):02}",
            "id": str(rng.randint(10**5, 10**7)),
        }[found.group(1)]
        text = text[: found.start()] + value + text[found.end() :]
    return text


def line(*texts: str, put: Put = between, wrappers: Sequence[str] = BARE) -> Operation:
    """Give an operation that puts one of some lines on the page, in one of some wrappers.

    Words and wrapper are drawn before the place: all pages of a site that share a chance show the same words.
    """

    def operation(page: Page) -> str | None:
        markup = page.rng.choice(wrappers).format(filled(page, page.rng.choice(texts)))
        return put(page, markup)

    return operation


def box(*markups: str, put: Put = between) -> Operation:
    """Give an operation that puts one of some pieces of markup on the page."""
    return line(*markups, put=put, wrappers=("{}",))


def in_text(page: Page, change: Callable[[str], str]) -> str | None:
    """Change the text, not the tags, of all the article's paragraphs."""
    found, text = paragraphs(page), page.html
    for start, end in reversed(found):
        parts = TAG.split(text[start:end])
        text = text[:start] + "".join(part if part[:1] == "<" else change(part) for part in parts) + text[end:]
    return text if text != page.html else None
