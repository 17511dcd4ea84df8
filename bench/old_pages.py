"""Real pages taken apart, so that they can be told again in another layout: `take_apart` gives what a reader reads.

Only pages whose labels cover the story are taken: what a new layout leaves out must not be a loss that a reader would
call an edit. Kept are headline, standfirst, paragraphs, headings, links, notes, the lead photograph and the machine's
metadata; captions are given apart, for layouts that keep them; all else of the page is left behind. The pages lie
beside the project and are read from there.
"""

from __future__ import annotations

import html as entities
import importlib
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

EVALUATION: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "extract"
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w-]{0,30})([^>]{0,4000})>|<!--.*?-->", re.DOTALL)
_HREF: Final = re.compile(r"\shref\s{0,3}=\s{0,3}(\"[^\"]{0,2000}\"|'[^']{0,2000}')")
_KEPT_INLINE: Final = frozenset({"a", "em", "i", "strong", "b"})
_ASIDES: Final = "aside, figure, nav, footer, form, script, style, noscript, iframe, button, svg, select, template"
_FIGCAPTION: Final = re.compile(r"<figcaption\b[^>]{0,500}>(.{1,2000}?)</figcaption>", re.DOTALL)
_AUTHOR: Final = re.compile(r'"author"\s{0,5}:\s{0,5}(\[[^\]]{0,2000}\]|\{[^}]{0,1000}\})')
_NAME: Final = re.compile(r'"name"\s{0,5}:\s{0,5}"([^"\\]{3,80})"')
_BOX: Final = re.compile(r"<(?:div|ins|iframe|figure|aside)\b", re.IGNORECASE)
"""What a browser would not leave inside a <p>: a site's box within the text of a paragraph."""
_SHORT: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of the text: a `paragraph` or a `heading`, and its HTML without the element around it."""

    kind: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a reader reads on a page, and what its head says to machines.

    `captions` says of each how many of the `parts` stand before it.
    """

    id: str
    domain: str
    language: str
    headline: str
    standfirst: str
    byline: str
    published: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    captions: tuple[tuple[int, str], ...]
    photograph: str
    head: str


def folded(text: str) -> str:
    """Give a text without what nobody sees: runs of white space, characters of no width."""
    return " ".join(_INVISIBLE.sub("", text).split())


def plain(markup: str) -> str:
    """Give the text of a piece of markup."""
    return folded(entities.unescape(_TAG.sub(lambda m: " " if m[2] in ("br", "p", "div") else "", markup)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Real:
    """A real page as its site sent it, what it tells, and the labels that say so."""

    page: str
    told: Told
    labels: tuple[str, ...]


def pages(folder: Path = EVALUATION, seed: int = 1) -> Iterator[Real]:
    """Give real pages and what they tell, in an order that the seed decides."""
    sys.path.insert(0, str(folder))
    corpus, mutate = importlib.import_module("corpus"), importlib.import_module("mutate")
    rows = sorted((row for row in corpus.by_hand() if "Murrough" not in row["source"]), key=lambda row: str(row["id"]))
    random.Random(seed).shuffle(rows)
    for row in rows:
        page = corpus.text(row)
        if len(page) < 1_200_000 and (told := take_apart(row, page, mutate.locate(page, row["paragraphs"]))):
            yield Real(page=page, told=told, labels=tuple(row["paragraphs"]))


def take_apart(row: dict[str, Any], page: str, found: list[Any]) -> Told | None:
    """Give what a page tells; None where the labels do not cover it or the headline is in doubt."""
    tree = LexborHTMLParser(page)
    headline = _headline(tree, row["title"])
    located = {text: (start, end) for _, _, text, start, end in found if start is not None}
    labels = [(kind, folded(text)) for kind, text in zip(_kinds(row), row["paragraphs"], strict=True) if folded(text)]
    if not headline or len(located) < 4 or not _covered(page, located, [text for _, text in labels], tree):
        return None
    inside = {folded(text): _inline(page[start:end]) for text, (start, end) in located.items()}
    exact = {text: markup for text, markup in inside.items() if _same(plain(markup), text)}
    parts = [Part(kind=kind, html=exact.get(text, entities.escape(text, quote=False))) for kind, text in labels]
    if not _spaced_as_on(tree, [text for _, text in labels if text not in exact]):
        return None
    standfirst = " ".join(part.html for part in parts if part.kind == "standfirst")
    body = tuple(part for part in parts if part.kind != "standfirst")
    return Told(
        id=row["id"],
        domain=row["domain"],
        language=row["html_lang"] or row["language"] or "en",
        headline=headline,
        standfirst=standfirst,
        byline=_byline(tree),
        published=str((row.get("declared") or {}).get("datePublished") or ""),
        parts=body,
        notes=_notes(row, body),
        captions=_captions(page, {text: a for text, (a, _) in located.items()}, row["paragraphs"], len(body)),
        photograph=_photograph(tree),
        head=_head(tree),
    )


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same letters: labels lose or gain a space here and there."""
    return "".join(one.split()) == "".join(folded(other).split())


def _spaced_as_on(tree: LexborHTMLParser, texts: list[str]) -> bool:
    """Whether texts stand on the page with the spaces that the labels give them."""
    for node in tree.css("br"):
        node.insert_before(" ")
    seen = [folded(tree.body.text(separator=gap)) for gap in ("", " ")] if tree.body else []
    return all(any(text in one for one in seen) for text in texts)


def _kinds(row: dict[str, Any]) -> list[str]:
    given = row["paragraph_kinds"] or []
    return list(given) if len(given) == len(row["paragraphs"]) else ["paragraph"] * len(row["paragraphs"])


def _meta(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    said = folded(str(node.attributes.get("content") or "")) if node else ""
    return "" if said.startswith("http") else said


def _byline(tree: LexborHTMLParser) -> str:
    """The authors that the metadata names and a reader sees too."""
    data = " ".join(node.text() for node in tree.css('script[type="application/ld+json"]'))
    named = [name for found in _AUTHOR.finditer(data) for name in _NAME.findall(found[1])]
    seen = folded(tree.body.text(separator=" ")) if tree.body else ""
    names = [name for name in dict.fromkeys([*named, _meta(tree, 'meta[name="author"]')]) if name and name in seen]
    return entities.escape(", ".join(names[:3]), quote=False)


def _headline(tree: LexborHTMLParser, title: str) -> str:
    """The one <h1>, or the one among several that the label or the metadata names."""
    texts = [text for node in tree.css("h1") if (text := folded(node.text()))]
    if len(texts) == 1:
        return texts[0] if len(texts[0]) > 2 * _SHORT else ""
    named = {folded(title), _meta(tree, 'meta[property="og:title"]')} - {""}
    return next((text for text in texts if text in named), "")


def _covered(page: str, located: dict[str, tuple[int, int]], labels: list[str], tree: LexborHTMLParser) -> bool:
    """Whether all labels stand on the page, and no text from headline to the container's end is without one."""
    whole = "".join("".join(labels).split())
    tight = "".join(folded(tree.body.text(separator=" ") if tree.body else "").split())
    boxes = any(_BOX.search(page, start, end) for start, end in located.values())
    if boxes or any("".join(text.split()) not in tight for text in labels):
        return False
    region = LexborHTMLParser(f"<body>{_region(page, located)}</body>")
    for node in region.css(_ASIDES):
        node.decompose(recursive=True)
    blocks = [folded(node.text()) for node in region.css("p, li, blockquote") if not _is_link(node)]
    headings = [folded(node.text()) for node in region.css("h2, h3, h4") if not _is_link(node)]
    long = [text for text in blocks if len(text.split()) >= _SHORT] + headings
    return all("".join(text.split()) in whole for text in long)


def _is_link(node: LexborNode) -> bool:
    """Whether a block is little more than a link, as related headlines are."""
    linked = sum(len(folded(link.text())) for link in node.css("a"))
    return 2 * linked > len(folded(node.text()))


def _region(page: str, located: dict[str, tuple[int, int]]) -> str:
    """From behind the headline to where the element of the last paragraph ends."""
    first, last = min(a for a, _ in located.values()), max(b for _, b in located.values())
    headline = page.rfind("</h1>", 0, first)
    closing = re.compile(r"</(?:div|section|article|main)\b").search(page, last)
    return page[headline + 5 if headline >= 0 else first : closing.start() if closing else last]


def _inline(markup: str) -> str:
    """A paragraph's inside with its links and stresses only."""

    def kept(tag: re.Match[str]) -> str:
        name = (tag[2] or "").lower()
        if name not in _KEPT_INLINE:
            return " " if name == "br" else ""
        href = _HREF.search(tag[3] or "") if name == "a" and not tag[1] else None
        return f"<{tag[1]}{name}{' href=' + href[1] if href else ''}>"

    return _TAG.sub(kept, re.sub(r"<(script|style)\b.{0,4000}?</\1>", "", markup, flags=re.DOTALL)).strip()


def _notes(row: dict[str, Any], body: tuple[Part, ...]) -> tuple[str, ...]:
    """Notes and the promise of updates, where the labels hold them apart from the text."""
    whole = " ".join(plain(part.html) for part in body)
    said = dict.fromkeys(folded(str(row.get(name) or "")) for name in ("note_text", "marker_text"))
    return tuple(entities.escape(text, quote=False) for text in said if text and text not in whole)


def _captions(page: str, starts: dict[str, int], labels: list[str], most: int) -> tuple[tuple[int, str], ...]:
    """The captions among the text, each with the number of parts before it."""
    order = {text.strip(): at for at, text in enumerate(labels)}
    found: dict[str, int] = {}
    for match in _FIGCAPTION.finditer(page, page.rfind("</h1>", 0, min(starts.values())), max(starts.values())):
        before = [order[text] + 1 for text, start in starts.items() if start < match.start() and text in order]
        text = plain(match[1])
        if 20 < len(text) < 400:
            found.setdefault(entities.escape(text, quote=False), min(max(before, default=0), most))
    return tuple((at, text) for text, at in found.items())


def _photograph(tree: LexborHTMLParser) -> str:
    """The picture that the metadata names, where the page shows it too."""
    named = _meta_address(tree)
    stem = re.split(r"[?#]", named)[0].rsplit("/", 1)[-1]
    shown = any(stem in (node.attributes.get("src") or "") for node in tree.css("img")) if len(stem) > _SHORT else False
    return named if shown else ""


def _meta_address(tree: LexborHTMLParser) -> str:
    node = tree.css_first('meta[property="og:image"]')
    return str(node.attributes.get("content") or "") if node else ""


def _head(tree: LexborHTMLParser) -> str:
    """Title, metadata and structured data as they stood, without the text of the article in them."""
    kept = tree.css('head title, head meta, link[rel="canonical"], script[type="application/ld+json"]')
    text = "\n".join(node.html or "" for node in kept)
    return re.sub(r'"articleBody"\s{0,5}:\s{0,5}"(?:[^"\\]|\\.)*"\s*,?', "", text)
