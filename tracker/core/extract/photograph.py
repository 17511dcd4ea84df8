"""The lead photograph: the first picture of the story itself, else the one that the page declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import noise
from tracker.core.extract.container import ancestors
from tracker.core.extract.noise_words import ASIDE_TAGS
from tracker.core.extract.picture_identity import EXTENSION, picture_identity
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import Photograph

IMAGES = "img,amp-img"
# In the order in which they are believed: what loads late stands beside a placeholder in `src`.
ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "data-lazy-srcset", "src", "srcset")
NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:cropped-header|site-header|placeholders?|spacers?|blank|pixel|1x1|transparent|loading|loader|lazy|fallback|no[-_]?image|"
    r"default[-_]?(?:image|photo|thumb\w*|share|og)?|grey|gray|avatars?|logos?|icons?|favicon|sprites?|gravatar|emoji|"
    r"badge|apple-touch|share[-_]?(?:image|card)|social[-_]?(?:share|card|default)|og[-_]?(?:image|default))"
    r"(?=$|[/_.-]|\d)",
    re.IGNORECASE,
)
NO_LEAD = re.compile(
    r"(?:^|[\s_-])(?:avatar|logo|icon|author|byline|profile|emoji|badge|headshot)s?(?=$|[\s_-])", re.IGNORECASE
)
DECLARED = (
    'meta[property="og:image"],meta[property="og:image:url"],meta[property="og:image:secure_url"],'
    'meta[name="og:image"],meta[name="twitter:image"],meta[property="twitter:image"],link[rel="image_src"]'
)
SMALLEST = 100
BODY_PARAGRAPH = 80
# Below this many paragraphs of the story a picture is no lead.
LATEST_PARAGRAPH = 2
MOST_CANDIDATES = 5
MOST_DECLARED = 4
MOST_WALKED = 400
NO_ROOT = frozenset(("html", "body", "-undef", "-document", ""))


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead photograph, which pictures of the page could have been it, and whether it stands in the story itself."""

    photograph: Photograph | None
    candidates: tuple[str, ...]
    source: str = ""
    is_figure: bool = False


def unwrap_fallbacks(tree: LexborHTMLParser) -> None:
    """Take pictures that load late out of the `noscript` beside them, where a browser without scripts shows them."""
    for fallback in tree.css("noscript"):
        if fallback.css_first(IMAGES) is not None and not fallback.text().strip():
            fallback.unwrap()


def declared_pictures(tree: LexborHTMLParser, article: Mapping[str, object], url: str) -> tuple[Photograph, ...]:
    """Give the pictures that a page declares for machines, JSON-LD first, each once."""
    said = [*addresses_in(article.get("image")), *addresses_in(article.get("thumbnailUrl"))]
    said += [node.attributes.get("content") or node.attributes.get("href") or "" for node in tree.css(DECLARED)]
    found = {picture.identity: picture for address in reversed(said) if (picture := picture_at(address, url))}
    return tuple(islice(reversed(found.values()), MOST_DECLARED))


def addresses_in(value: object) -> Iterator[str]:
    """Give the addresses of a JSON-LD image: an address, an ImageObject, or a list of either."""
    for item in value[:MOST_DECLARED] if isinstance(value, list) else [value]:
        said = [item.get(key) for key in ("url", "contentUrl", "@id")] if isinstance(item, Mapping) else [item]
        yield from islice((address for address in said if isinstance(address, str)), 1)


def lead_photograph(
    container: LexborNode | None,
    headline_node: LexborNode | None,
    declared: Sequence[Photograph],
    url: str,
    *,
    before: Photograph | None = None,
    known: Sequence[str] = (),
    was_figure: bool = False,
) -> Lead:
    """Choose the lead photograph of a page.

    One that stands at the top of the story and is declared too comes first, then the first at the top, then what is
    declared. Renderings of one page do not agree on that: the photograph of the last reading is kept as long as the
    page still has it, or has no picture that it did not have then.

    Args:
        container: the element that holds the story; None without one.
        headline_node: the headline's element; None without one.
        declared: what the page declares, first choice first.
        url: the page's.
        before: the photograph of the last reading.
        known: the candidates of the last reading.
        was_figure: the photograph of the last reading stood in the story itself.
    """
    shown = pictures_at_top(container, headline_node, url) if container is not None else []
    names = {picture.identity for picture in declared}
    found = {picture.identity: picture for picture in (*shown, *declared)}
    chosen = next((picture for picture in shown if picture.identity in names), None) or next(iter(found.values()), None)
    known_only = all(name in known for name in found)
    if before is not None and chosen is not None and chosen.identity != before.identity:
        # A figure beside what was only declared so far was added to the page, not put in the other's place.
        if before.identity in found and (chosen.identity in known or not was_figure):
            chosen = found[before.identity]
        elif known_only and not shown:
            # It is declared as it was; only the rendering lacks its figure this time.
            source = "the last reading: the page has no picture that it did not have then"
            return Lead(before, tuple(known), source, was_figure)
    source = "the story's own figure" if chosen in shown else "what the page declares (JSON-LD, og:image)"
    return Lead(chosen, tuple(found), source if chosen else "", chosen in shown)


def pictures_at_top(container: LexborNode, headline_node: LexborNode | None, url: str) -> list[Photograph]:
    """Give the pictures between the headline and the first paragraphs, then those above the headline."""
    root = common_root(container, headline_node)
    below: list[Photograph] = []
    above: list[Photograph] = []
    side = above if headline_node is not None and root.mem_id != container.mem_id else below
    read = 0
    for node in islice(root.css(f"h1,p,{IMAGES}"), MOST_WALKED):
        if headline_node is not None and node.mem_id == headline_node.mem_id:
            side = below
        elif node.tag == "p" and letters(folded(node.text())) >= BODY_PARAGRAPH:
            read += side is below
            if read > LATEST_PARAGRAPH:
                break
        elif node.tag not in ("p", "h1") and (picture := picture_of(node, root, url)):
            side.append(picture)
    if root.tag in NO_ROOT:
        above = []
    return [*below, *above][:MOST_CANDIDATES]


def common_root(container: LexborNode, headline_node: LexborNode | None) -> LexborNode:
    """Give the smallest element that holds headline and container; the container where no headline stands."""
    if headline_node is None:
        return container
    path = {container.mem_id} | {above.mem_id for above in ancestors(container)}
    return next((above for above in ancestors(headline_node) if above.mem_id in path), container)


def picture_of(node: LexborNode, root: LexborNode, url: str) -> Photograph | None:
    """Give the picture of an image element; None where it is none of the story's."""
    attributes = node.attributes
    if is_small(attributes) or NO_LEAD.search(f"{noise.names_of(attributes)} {attributes.get('alt') or ''}"[:200]):
        return None
    picture = next((found for address in addresses_of(node) if (found := picture_at(address, url))), None)
    return picture if picture is not None and not is_furniture(node, root, url) else None


def is_small(attributes: Mapping[str, str | None]) -> bool:
    """Whether an image says that it is as small as an icon."""
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size[:6]) < SMALLEST for size in sizes)


def addresses_of(node: LexborNode) -> Iterator[str]:
    """Give the addresses that an image element has, the soundest first."""
    attributes = node.attributes
    for name in ADDRESSES:
        if value := (attributes.get(name) or "").strip():
            yield value.split()[0].rstrip(",") if name.endswith("srcset") else value
    if node.parent is not None and node.parent.tag == "picture":
        for source in node.parent.css("source"):
            value = source.attributes.get("data-srcset") or source.attributes.get("srcset") or ""
            yield from value.split()[:1]


def picture_at(address: str, url: str) -> Photograph | None:
    """Make a photograph of an address; None where it leads to no picture of the story's."""
    try:
        absolute = urljoin(url, address.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.path.lower().endswith(".svg"):
        return None
    identity = picture_identity(absolute)
    if not identity or NO_PICTURE.search(identity) or NO_PICTURE.search(parts.path.rpartition("/")[2]):
        return None
    return Photograph(identity=identity, url=absolute)


def is_furniture(node: LexborNode, root: LexborNode, url: str) -> bool:
    """Whether an image stands in a box that is not the story, or leads to another one."""
    for above in ancestors(node):
        if above.mem_id == root.mem_id:
            return False
        attributes = above.attributes
        if above.tag in ASIDE_TAGS or noise.is_out_of_sight(attributes) or noise.is_card_list(above):
            return True
        names = noise.names_of(attributes)
        if (noise.is_noise_name(names) and above.tag != "figure") or NO_LEAD.search(names):
            return True
        if above.tag == "a" and leads_elsewhere(attributes.get("href") or "", url):
            return True
    return False


def leads_elsewhere(address: str, url: str) -> bool:
    """Whether a link around a picture leads to another page and not to the picture at its full size."""
    try:
        target = urlsplit(urljoin(url, address))
    except ValueError:
        return True
    return not EXTENSION.search(target.path) and target.path != urlsplit(url).path
