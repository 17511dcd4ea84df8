"""What stands around a story and is never part of it: boxes, labels, cards and counters, which move by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

HEADLINES = (
    "Divers Find a Bell on the Sea Floor",
    "Fish Prices Double Within a Month",
    "Night Tram Runs Again After Ten Years",
    "Council Sells the Old Observatory",
    "A Choir Without a Conductor Wins in Ostry",
    "Bakers Ask for an Earlier Morning",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Everything around one story at one moment.

    Attributes:
        stamp: stands with the author's name near the headline.
        bar: above the headline; `after` below the text, inside the article; `rail` beside it.
        between: what stands before the paragraph of that number, from 0.
        nonce: part of class names, script and attribute values that each rendering makes up anew.
    """

    stamp: str = "3 hours ago"
    bar: str = ""
    between: dict[int, str] = field(default_factory=dict)
    after: str = ""
    rail: str = ""
    nonce: str = "7f3a9c"
    modified: str = "2026-03-02T09:05:00+00:00"


def cards(headlines: Sequence[str], *, name: str = "related-stories") -> str:
    """Write a list of cards that lead to other stories."""
    each = "".join(
        f"<div class='card'><a href='/story/{len(text)}'><h3>{text}</h3></a><span>2 hours ago</span></div>"
        for text in headlines
    )
    return f"<div class='{name}'><h2>You may also like</h2>{each}</div>"


def author_box(words: str) -> str:
    """Write the box about the author below a story."""
    return f"<div class='author-box'><h4>Written by</h4><p>Mira Holt</p><p>{words}</p></div>"


def advert(number: int) -> str:
    """Write the place of an advertisement as most sites do."""
    return f"<div class='ad-slot' id='slot-{number}'><span>Advertisement</span></div>"


PLAIN = Furniture(
    after=cards(HEADLINES[:3]) + author_box("Mira Holt has covered the valley for the paper since it was founded."),
    rail=f"<aside>{cards(HEADLINES[3:], name='most-read')}</aside>",
    between={2: advert(1)},
)
POINTER = "<p><strong>Read more:</strong> <a href='/story/9'>Fish Prices Double Within a Month</a></p>"
LETTER = (
    "<div class='box'><p>Sign up for our newsletter and get the valley delivered to your inbox every morning.</p></div>"
)
BANNER = (
    "<div role='dialog' class='cookie-banner'><p>We use cookies. Accept all cookies or manage preferences.</p></div>"
)
COUNTERS = "<div><span>1,204 shares</span> <span>37 comments</span></div>"
NEXT = (
    "<div class='next-article'><h2>Night Tram Runs Again</h2><p>The tram of the upper town runs at night again, for "
    "the first time since the bridge was closed ten years ago, the town said on Tuesday.</p></div>"
)
# Each is how the same story looks at another poll: none of them is an edit.
NOISE: dict[str, Furniture] = {
    "all boxes gone": Furniture(),
    "an advertisement in another place": replace(PLAIN, between={1: advert(2), 4: advert(3)}),
    "a bare advertisement label": replace(PLAIN, between={1: "<p>Advertisement</p>", 3: "<div>ADVERTISEMENT</div>"}),
    "a label that asks to scroll": replace(PLAIN, between={1: "<div>Advertisement. Scroll to continue reading.</div>"}),
    "a pointer to another story": replace(PLAIN, between={2: POINTER}),
    "a newsletter box": replace(PLAIN, between={2: LETTER}),
    "an embedded player": replace(PLAIN, between={1: "<iframe src='/player/88'></iframe><p>Watch now</p>"}),
    "cards shuffled": replace(PLAIN, after=cards(HEADLINES[2::-1]), rail=cards(HEADLINES[:2:-1], name="most-read")),
    "cards of other stories": replace(PLAIN, after=cards(HEADLINES[3:]), rail=cards(HEADLINES[:3], name="most-read")),
    "cards without a class": replace(PLAIN, after=cards(HEADLINES[1:5], name="")),
    "another author box": replace(PLAIN, after=author_box("She once drove a tram and plays the horn on Sundays.")),
    "counters": replace(PLAIN, bar=COUNTERS, after=COUNTERS),
    "live readers": replace(PLAIN, bar="<div>1,204 people are reading this now</div>"),
    "a later stamp": replace(PLAIN, stamp="5 hours ago"),
    "a stamp with a date": replace(PLAIN, stamp="Updated 2 March 2026, 10:41 am GMT"),
    "new names for classes": replace(PLAIN, nonce="b08e41"),
    "a later modified date": replace(PLAIN, modified="2026-03-02T11:45:00+00:00"),
    "a cookie banner": replace(PLAIN, bar=BANNER),
    "the next article below": replace(PLAIN, after=PLAIN.after + NEXT),
}
