"""What the benches lay on a page leaves its story as it was, and can be laid again the same."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from selectolax.lexbor import LexborHTMLParser

from bench import more_noise, other_noise
from bench.insertion import Operation, Place

PARAGRAPHS = (
    "The ferry “Aurora” ran aground off the north pier at 6 o’clock on Monday, the harbour office said.",
    "All 42 passengers were taken ashore by the pilot boats – nobody was hurt in the landing.",
    "A commission of the well-known yard at Brastow will look at the rudder, which was new.",
)
PAGE = f"""<html><head><title>Ferry runs aground</title>
<script type="application/ld+json">{{"dateModified": "2024-06-03T10:00:00+00:00"}}</script></head>
<body class="news"><h1>Ferry runs aground</h1>
<figure><img class="lead" src="https://img.example/ferry.jpg"><figcaption>The ferry on the sand</figcaption></figure>
<div class="text">
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
</div><a href="https://news.example/more">More</a></body></html>"""
INVISIBLE = re.compile("[\u00ad\u200b]")
OPERATIONS = {**other_noise.NOISE, **more_noise.NOISE}


@dataclass
class Shown:
    """A page as noise sees it."""

    html: str = PAGE
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    title: str = "Ferry runs aground"

    @property
    def inp(self) -> Sequence[Place]:
        places = [(self.html.index(f"<p>{text}"), text) for text in PARAGRAPHS]
        return [(at + 3, at + 20, text, at, at + len(f"<p>{text}</p>")) for at, text in places]


def read(html: str) -> str:
    tree = LexborHTMLParser(html)
    assert tree.body is not None
    return "".join(INVISIBLE.sub("", tree.body.text()).split())


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_noise_changes_the_page_and_no_word_of_the_story(operation: Operation) -> None:
    noisy = operation(Shown())

    assert noisy is not None
    assert noisy != PAGE
    seen, at = read(noisy), 0
    for text in ("Ferry runs aground", *PARAGRAPHS):
        at = seen.index("".join(text.split()), at)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_the_same_chance_gives_the_same_noise(operation: Operation) -> None:
    assert operation(Shown()) == operation(Shown())


def test_the_held_out_noise_shares_no_name_with_the_other() -> None:
    assert not set(other_noise.NOISE) & set(more_noise.NOISE)
    assert len(other_noise.NOISE) >= 20
    assert len(more_noise.NOISE) >= 12
