"""A page as it is parsed, before anything of its text is read."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import heading
from tracker.core.extract.noise_words import SILENT_TAGS
from tracker.core.extract.photograph import declared_pictures, unwrap_fallbacks
from tracker.core.extract.site_rules import without_ignored
from tracker.core.extract.structured import Declared, declared
from tracker.core.text.equality import folded
from tracker.model import Photograph, ReadingRules

NO_RULES = ReadingRules()
STRIPPED = sorted(SILENT_TAGS)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: what it declares, its headline and where that stands."""

    html: str
    tree: LexborHTMLParser
    declared: Declared
    headline: str
    headline_node: LexborNode | None
    pictures: tuple[Photograph, ...] = ()
    rules: ReadingRules = NO_RULES

    @property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, in several places."""
        return (self.headline, self.declared.headline, self.declared.social_title, self.declared.page_title)

    @property
    def bare(self) -> str:
        """The page without scripts, styles, forms and its head, written anew."""
        return self.tree.html or ""


def parsed(html: str, url: str, rules: ReadingRules) -> Page:
    """Parse a page and take from it what no text is."""
    tree = LexborHTMLParser(html)
    without_ignored(tree, rules.ignore)
    page = declared(html, tree)
    pictures = declared_pictures(tree, page.thing, url)
    unwrap_fallbacks(tree)
    set_aside = [folded(node.text()) for node in tree.css("nav h1, dialog h1")]
    tree.strip_tags(STRIPPED)
    headline, node = heading.headline_of(tree, page, set_aside=set_aside)
    return Page(html, tree, page, headline, node, pictures, rules)
