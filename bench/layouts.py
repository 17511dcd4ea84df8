"""Five new layouts for a site: each tells what a page told in other elements, under other names, among other boxes.

| layout | text | captions |
| --- | --- | --- |
| `sections` | sections of three paragraphs, asides between | kept, with a credit |
| `plain_divisions` | `<div>` for `<p>`, nameless classes | dropped |
| `joined` | two paragraphs made one, the rest a run with empty lines between | dropped |
| `cut` | a long paragraph cut in two between sentences; elements of its own | kept, with a credit |
| `cards` | each paragraph in boxes of its own, white space moved | kept |

Notes, links, headings, standfirst, byline and lead photograph stay in all of them, and so does the head.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from bench.old_pages import Part, Told

Layout = Callable[[Told, random.Random], str]
"""Gives the page of what is told; the chance stirs what changes with every request."""

_HEADLINES: Final = (
    "Ferry to the outer isles stays in port for a third day",
    "Why the old gasworks will not become a park after all",
    "Quiz: how well do you know the week that was?",
    "The baker who gives away half of what he bakes",
    "Five walks that begin at a railway station",
    "Council puts off vote on the ring road once more",
    "A night with the people who keep the locks",
    "New bus timetable angers villages in the valley",
)
_SENTENCE: Final = re.compile(r"(?<=[a-zà-ÿ]{3}[.!?])\s(?=[A-ZÀ-Þ])")
_LONG: Final = 160


def sections(told: Told, rng: random.Random) -> str:
    """A wide page: header with standfirst and byline block, sections of three paragraphs, asides between them."""
    blocks = _with_captions(told, [_block(part, "<p>{}</p>", "<h2>{}</h2>") for part in told.parts], credited=True)
    groups = ["".join(blocks[at : at + 3]) for at in range(0, len(blocks), 3)]
    asides = [_related(rng), _newsletter(), *[""] * len(groups)]
    body = "".join(f'<section class="c-body__part">{a}</section>{b}' for a, b in zip(groups, asides, strict=False))
    return _page(
        told,
        f"""{_navigation("c-nav")}
<main class="c-story" id="story"><article>
<header class="c-story__head"><h1 class="c-story__title">{_text(told.headline)}</h1>
{_each('<p class="c-story__standfirst">{}</p>', told.standfirst)}
<div class="c-byline">{_each('<span class="c-byline__name">By {}</span>', told.byline)}{_time(told)}</div>{_share(rng)}
</header>{_photograph(told)}
<div class="c-body">{body}{"".join(f'<p class="c-note">{note}</p>' for note in told.notes)}</div>
<footer class="c-tags"><ul><li><a href="/t/a">Region</a></li><li><a href="/t/b">Transport</a></li></ul></footer>
</article></main>{_comments(rng)}{_footer()}""",
    )


def plain_divisions(told: Told, rng: random.Random) -> str:
    """A page of nameless divisions, as a framework writes it: no article element, no paragraphs."""
    body = "\n".join(
        _block(part, '<div class="x9f q1">{}</div>', '<div class="x9f"><h3>{}</h3></div>') for part in told.parts
    )
    notes = "".join(f'<div class="x9f q1"><em>{note}</em></div>' for note in told.notes)
    return _page(
        told,
        f"""<div id="root"><div class="x1">{_navigation("x2")}</div><div class="x3"><div class="x4">
<div class="x5"><h1 class="x6">{_text(told.headline)}</h1>{_each('<div class="x7">{}</div>', told.standfirst)}</div>
{_photograph(told)}
<div class="x8">{_each("<div>{}</div>", told.byline)}{_time(told)}</div>
<div class="xa">{body}{notes}</div></div>
<div class="xb">{_related(rng)}{_newsletter()}</div></div>{_footer()}</div>""",
    )


def joined(told: Told, rng: random.Random) -> str:
    """A page of the old school: two paragraphs made one, and the others in runs with empty lines between."""
    merged = _merged(list(told.parts))
    body = ""
    for part in merged:
        if part.kind == "heading":
            body += f"</p><h4>{part.html}</h4><p>"
        else:
            body += f"{part.html}<br>\n<br>\n"
    notes = "".join(f"<i>{note}</i><br><br>" for note in told.notes)
    return _page(
        told,
        f"""<div id="wrap"><div id="top">{_navigation("menu")}</div>
<div id="left">{_related(rng)}</div>
<div id="mid"><h1>{_text(told.headline)}</h1>{_each("<p><b>{}</b></p>", told.standfirst)}
<div class="small">{_each("{} | ", told.byline)}{_time(told)}</div>{_photograph(told)}
<div class="news_text"><p>{body}{notes}</p></div>{_share(rng)}</div>
<div id="right">{_newsletter()}</div>{_comments(rng)}{_footer()}</div>""",
    )


def cut(told: Told, rng: random.Random) -> str:
    """A page of elements of its own, with a long paragraph cut in two."""
    copy, crosshead = "<p class='t-copy'>{}</p>", "<h2 class='t-crosshead'>{}</h2>"
    pieces = ["".join(_block(half, copy, crosshead) for half in halves) for halves in _cut(told.parts)]
    blocks = _with_captions(told, pieces, credited=True)
    middle = len(blocks) // 2
    return _page(
        told,
        f"""<site-header>{_navigation("t-menu")}</site-header><story-page><div class="t-opener">
{_photograph(told)}
<h1>{_text(told.headline)}</h1>{_each("<h2 class='t-dek'>{}</h2>", told.standfirst)}</div>
<div class="t-credits">{_each("<address>{}</address>", told.byline)}{_time(told)}</div>
<story-body>{"".join(blocks[:middle])}<aside class="t-box">{_related(rng)}</aside>{"".join(blocks[middle:])}
{"".join(f"<p class='t-copy t-footnote'>{note}</p>" for note in told.notes)}</story-body>
{_share(rng)}{_newsletter()}</story-page>{_comments(rng)}{_footer()}""",
    )


def cards(told: Told, rng: random.Random) -> str:
    """A page in which an editor's tool puts each piece of text in boxes of its own."""
    text = '\n<div class="block block--text"><div class="block__in">\n   <p>\n  {}\n  </p></div></div>'
    title = '<div class="block block--title"><h2>{}</h2></div>'
    body = "".join(_with_captions(told, [_block(part, text, title) for part in told.parts], credited=False))
    notes = "".join(f'<div class="block block--note"><p><em>{note}</em></p></div>' for note in told.notes)
    return _page(
        told,
        f"""{_navigation("bar")}<div class="grid"><article class="entry" data-hit="{rng.randint(1, 10**6)}">
<div class="entry-top"><ul class="crumbs"><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul>
<h1>{_text(told.headline)}</h1>{_each('<div class="entry-intro"><p>{}</p></div>', told.standfirst)}
<div class="entry-meta">{_time(told)}{_each(" · <a href='/authors/1'>{}</a>", told.byline)}</div></div>
{_photograph(told)}<div class="entry-blocks">{body}{notes}</div>{_share(rng)}</article>
<aside class="rail">{_related(rng)}{_newsletter()}</aside></div>{_comments(rng)}{_footer()}""",
    )


LAYOUTS: Final[tuple[Layout, ...]] = (sections, plain_divisions, joined, cut, cards)


def _page(told: Told, body: str) -> str:
    head = f'<html lang="{told.language}">\n<head>\n{told.head}\n</head>'
    return f"<!DOCTYPE html>\n{head}\n<body>\n{body}\n</body>\n</html>\n"


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _each(markup: str, text: str) -> str:
    return markup.replace("{}", text) if text else ""


def _block(part: Part, paragraph: str, heading: str) -> str:
    return (heading if part.kind == "heading" else paragraph).replace("{}", part.html)


def _time(told: Told) -> str:
    return f'<time datetime="{told.published}">{told.published[:10]}</time>' if told.published else ""


def _merged(parts: list[Part]) -> list[Part]:
    """Make one of the first two paragraphs that follow on each other behind the first."""
    for at in range(1, len(parts) - 2):
        if parts[at].kind == parts[at + 1].kind == "paragraph":
            one = Part(kind="paragraph", html=f"{parts[at].html} {parts[at + 1].html}")
            return [*parts[:at], one, *parts[at + 2 :]]
    return parts


def _cut(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """Cut the first long paragraph of plain text between two sentences."""
    pieces: list[tuple[Part, ...]] = [(part,) for part in parts]
    for at, part in enumerate(parts):
        halves = _SENTENCE.split(part.html, maxsplit=1)
        if len(halves) == 2 and "<" not in part.html and len(part.html) > _LONG:
            pieces[at] = tuple(Part(kind="paragraph", html=half) for half in halves)
            break
    return pieces


def _photograph(told: Told) -> str:
    """The lead photograph; its caption where one stands before the text."""
    return f'<figure class="lead"><img src="{told.photograph}" alt=""></figure>' if told.photograph else ""


def _with_captions(told: Told, blocks: list[str], *, credited: bool) -> list[str]:
    """Put the figures with their captions where they stood among the text, with a credit where they have none."""
    figures: dict[int, str] = {}
    for at, caption in told.captions:
        credit = ' <span class="credit">Photo: Harbour Pictures</span>' if credited and not _credit(caption) else ""
        figures[at] = figures.get(at, "") + f"<figure><figcaption>{caption}{credit}</figcaption></figure>"
    return [figures.get(at, "") + block for at, block in enumerate(blocks)]


def _credit(caption: str) -> bool:
    return bool(re.search(r"©|\(c\)|/|(?i:photo|foto|credit|image|bild|getty|reuters|picture|via)|:", caption))


def _navigation(name: str) -> str:
    places = "".join(
        f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ("News", "Region", "Sport", "Culture")
    )
    return f'<nav class="{name}"><a href="/">The Site</a><ul>{places}</ul></nav>'


def _related(rng: random.Random) -> str:
    cards_ = "".join(f'<li><a href="/r/{at}">{text}</a></li>' for at, text in enumerate(rng.sample(_HEADLINES, 3)))
    return f"<div class='more'><h3>More on this site</h3><ul>{cards_}</ul></div>"


def _newsletter() -> str:
    return (
        '<div class="letter"><h3>The Sunday Letter</h3><p>What mattered this week, by mail, every Sunday morning.</p>'
        '<form><input type="email"><button>Send it to me</button></form></div>'
    )


def _share(rng: random.Random) -> str:
    return f'<div class="share"><a href="#f">Share</a> <a href="#m">Mail</a> <span>{rng.randint(2, 999)}</span></div>'


def _comments(rng: random.Random) -> str:
    return (
        f'<section class="comments"><h2>{rng.randint(2, 99)} comments</h2><div class="comment"><b>Tin Whistle</b>'
        "<p>I remember when this was all fields, and the fields were under water.</p></div></section>"
    )


def _footer() -> str:
    return '<footer class="foot"><p>© The Site. All rights reserved.</p><a href="/imprint">Imprint</a></footer>'
