"""What stands above a story: its headline, its standfirst, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import noise
from tracker.core.extract.container import ancestors
from tracker.core.extract.lines import story_pieces
from tracker.core.extract.structured import Declared
from tracker.core.extract.walker import walk
from tracker.core.text.equality import folded
from tracker.core.text.likeness import content_words
from tracker.core.text.scripts import letters

WORD = re.compile(r"\w+")
SHORTEST, LONGEST = 4, 400
ALIKE = 0.34
AS_GOOD = 0.9
# What stands in a menu is believed only where it says what the page declares.
NEARLY_ALL = 0.8
MOST_WORDS = 0.6
DEK = (
    ",".join(
        f'[class*="{name}" i]'
        for name in (
            "standfirst",
            "excerpt",
            "article-dek",
            "__dek",
            "-dek",
            "subhead",
            "sub-head",
            "subtitle",
            "sub-title",
            "subline",
            "summary",
            "article-lead",
            "article__lead",
            "chapo",
            "bajada",
            "sottotitolo",
            "strapline",
            "article-intro",
            "deck",
        )
    )
    + ',[itemprop="alternativeHeadline"]'
)
LONGEST_DEK = 600
LEAST_DEK = 20
LEAST_WORDS = 4
# A standfirst holds no boxes.
EVERYTHING = 10**9
NEAR = 4
BODY_PARAGRAPH = 80
LONGEST_BYLINE = 80
# The word for "by".
MOST_STRANGE = 1
BY = frozenset(("by", "von", "par", "por", "di", "door", "av", "af", "od", "autor", "text", "от", "oleh"))
PARTICLES = frozenset(
    (
        "de",
        "la",
        "le",
        "del",
        "da",
        "dos",
        "di",
        "van",
        "der",
        "den",
        "von",
        "zu",
        "el",
        "al",
        "bin",
        "and",
        "und",
        "et",
        "y",
        "e",
        "en",
        "och",
        "og",
        "i",
        "и",
    )
)


def headline_of(
    tree: LexborHTMLParser, page: Declared, *, set_aside: Sequence[str] = ()
) -> tuple[str, LexborNode | None]:
    """Give the headline and its element: the h1 that best matches what the page declares, else what it declares.

    Args:
        tree: the page.
        page: what it declares.
        set_aside: texts of the h1 elements in menus and bars: asked where no other is left.

    Returns:
        The text, empty on a page without one; None where no element holds it.
    """
    wanted = tokens(f"{page.headline} {page.social_title} {page.page_title}")
    standing = [(shown_text(node), node) for node in tree.css("h1")]
    text, node = best_of(standing or [(text, None) for text in set_aside], wanted)
    said = page.headline or page.social_title
    asked, enough = (wanted, ALIKE) if node is not None else (tokens(said), NEARLY_ALL)
    fits = bool(text) and (not said or len(tokens(text) & asked) >= enough * len(tokens(text)))
    if not fits or len(tokens(text) & tokens(said)) < ALIKE * len(tokens(said)):
        # Some sites keep the h1 for their own name.
        below, below_node = best_of([(folded(node.text()), node) for node in tree.css("h2")], tokens(said))
        if alike(tokens(below), tokens(said)):
            return below, below_node
    if not fits and (node := in_article(tree.css("h1"))) is not None:
        # What the page declares is written for machines that search; readers are given this.
        return shown_text(node), node
    return (text, node) if fits else (said or page.page_title, None)


def shown_text(node: LexborNode) -> str:
    """Give a headline's words without the counters and hidden words that boxes inside of it hold."""
    if node.css_first("[class],[hidden],[aria-hidden],svg,button") is None:
        return folded(node.text())
    return " ".join(piece.text for piece in walk(node, whole=EVERYTHING)) or folded(node.text())


def alike(one: set[str], other: set[str]) -> bool:
    """Whether two headlines share most of their words: one may carry a kicker."""
    return len(one & other) >= MOST_WORDS * max(len(one), len(other), 1)


def in_article(nodes: Sequence[LexborNode]) -> LexborNode | None:
    """Give the one h1 that stands in an article element with a headline's words; None where none or several do."""
    standing = [node for node in nodes if any(above.tag == "article" for above in ancestors(node))]
    return standing[0] if len(standing) == 1 and len(tokens(standing[0].text())) >= LEAST_WORDS else None


def best_of(candidates: Sequence[tuple[str, LexborNode | None]], wanted: set[str]) -> tuple[str, LexborNode | None]:
    """Give the candidate that shares most words with what is wanted, the first of those about as good.

    Pages repeat their headline for a sticky bar or a print view: the first is the one that is read.
    """
    best: tuple[str, LexborNode | None] = ("", None)
    score = 0.0
    for text, node in candidates:
        have = tokens(text)
        fit = len(have & wanted) + 0.01 * len(have)
        if SHORTEST <= len(text) <= LONGEST and fit * AS_GOOD > score:
            best, score = (text, node), fit
    return best


def tokens(text: str) -> set[str]:
    """Give the words of a text in lower case."""
    return set(WORD.findall(text.lower()))


def standfirst_of(headline_node: LexborNode | None, headline: str) -> str:
    """Give the standfirst that the page's own element near the headline holds; empty without one."""
    if headline_node is None:
        return ""
    levels = list(takewhile(lambda above: above.tag not in ("body", "html"), islice(ancestors(headline_node), NEAR)))
    if not levels or levels[-1].css_first(DEK) is None:
        return ""
    return next(filter(None, (standfirst_below(headline_node, near, headline) for near in levels)), "")


def standfirst_below(headline_node: LexborNode, near: LexborNode, headline: str) -> str:
    """Give the standfirst that stands between the headline and the first paragraph; empty where none does.

    Cards of other stories have elements of the same names: they never stand between the two.
    """
    named = {node.mem_id for node in near.css(DEK)}
    if not named:
        return ""
    below = False
    for node in near.css(f"h1,p,{DEK}"):
        if node.mem_id == headline_node.mem_id:
            below = True
        elif below and node.mem_id in named:
            text = standfirst_in(node)
            if text and text != headline:
                return text
        elif below and node.tag == "p" and len(folded(node.text())) >= BODY_PARAGRAPH:
            break
    return ""


def standfirst_in(node: LexborNode) -> str:
    """Give the text of an element that is named like a standfirst; empty where what it holds is none."""
    if node.css_first("h1") is not None or any(
        noise.is_noise_name(noise.names_of(above.attributes)) for above in nearby(node)
    ):
        return ""
    piece = next(story_pieces(walk(node, whole=EVERYTHING), headline=""), None)
    if piece is None or piece.link_share > 0.5 or not LEAST_DEK <= letters(piece.text) <= LONGEST_DEK:
        return ""
    return piece.text if len(content_words(piece.text)) >= LEAST_WORDS else ""


def is_byline(text: str, authors: str) -> bool:
    """Whether a line says who wrote the story and no more: the page's authors, or names after a word for "by".

    Args:
        text: the line.
        authors: as the page declares them.
    """
    if len(text) > LONGEST_BYLINE or text.endswith((".", "!", "?", "。")):
        return False
    first, *others = WORD.findall(text) or [""]
    if others and first.lower() in BY and all(word[0].isupper() or word in PARTICLES for word in others):
        return True
    names, words = tokens(authors), tokens(text)
    return bool(names) and len(words - names) <= MOST_STRANGE and len(names & words) >= min(2, len(names))


def nearby(node: LexborNode) -> Iterator[LexborNode]:
    """Give an element and the three above it."""
    at: LexborNode | None = node
    for _ in range(4):
        if at is None or at.tag in ("body", "html", "main", "article"):
            return
        yield at
        at = at.parent
