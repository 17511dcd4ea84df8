"""Text as content systems keep it in data: HTML, plain text, lists of paragraphs; made into one piece of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

TAG = re.compile(r"<[^<>]{0,2000}>")
MARKUP = re.compile(
    r"</?(?:p|div|br|a|em|i|b|strong|ul|ol|li|h[1-6]|blockquote|figure|span|section)\b[^<>]{0,2000}>", re.IGNORECASE
)
PARAGRAPHS = re.compile(r"\n\s{0,200}\n")
LINE = re.compile(r"\n")
TEXT_NAMES = (
    "html rendered markup text content value body paragraph data children spans items elements blocks paragraphs"
    " components list_items model attrs props fields"
)
TEXT_KEYS = tuple(TEXT_NAMES.split())
HEADED_BY = ("headline", "title")
LEADING_TO = (
    "url",
    "slug",
    "href",
    "link",
    "permalink",
    "canonicalUrl",
    "canonical_url",
    "datePublished",
    "publishedAt",
)
TYPE_KEYS = ("type", "_type", "kind", "nodeType", "blockType", "component", "style", "tag", "name", "__typename")
# What is no text of the story: pictures, advertisements, other stories, code.
NO_TEXT = re.compile(
    r"image|picture|photo|video|audio|gallery|\bads?\b|advert|promo|related|recommend|newsletter|embed|iframe|script|"
    r"link-?list|interstitial|teaser|divider|author|byline|poll|quiz|html-?embed",
    re.IGNORECASE,
)
TYPED = (
    (re.compile(r"^(?:h[1-6]|.*(?:heading|headline|header|subhead|crosshead|title).*)$", re.IGNORECASE), "h2"),
    (re.compile(r"^(?:.*(?:quote).*)$", re.IGNORECASE), "blockquote"),
    (re.compile(r"^(?:li|.*list[-_]?item.*)$", re.IGNORECASE), "li"),
    (re.compile(r"^(?:p|.*paragraph.*|block|normal|text-?block|textblock|unstyled)$", re.IGNORECASE), "p"),
)
INLINE = re.compile(r"^(?:text|span|link|hyperlink|a|em|strong|bold|italic|mark)$", re.IGNORECASE)
DEEPEST = 14
MOST_PARTS = 20_000


def without_tags(text: str) -> str:
    """Give a text without its markup."""
    return TAG.sub(" ", text) if "<" in text else text


def rough_length(value: object, budget: list[int]) -> int:
    """Say about how long a text in data is; `budget` holds how many parts may still be looked at, and is used up."""
    length, stack = 0, [(value, 0)]
    while stack and budget[0] > 0:
        part, depth = stack.pop()
        budget[0] -= 1
        if isinstance(part, str):
            length += len(part)
        elif isinstance(part, list) and depth < DEEPEST:
            stack += [(item, depth + 1) for item in part]
        elif isinstance(part, Mapping) and depth < DEEPEST and not is_card(part):
            stack += [(item, depth + 1) for item in held_by(part, "")]
    return length


def as_html(value: object) -> str:
    """Write a text of whatever shape as HTML."""
    budget = [MOST_PARTS]
    if isinstance(value, str):
        return from_string(value)
    return "".join(blocks(value, DEEPEST, budget))


def from_string(text: str) -> str:
    """Write a string as HTML: it is some already, or its lines are paragraphs."""
    if MARKUP.search(text):
        return text
    parts = PARAGRAPHS.split(text)
    if len(parts) == 1:
        parts = LINE.split(text)
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part.strip())


def blocks(value: object, deeper: int, budget: list[int]) -> Iterator[str]:
    """Give the blocks of a list or an object, in order."""
    budget[0] -= 1
    if budget[0] < 0 or not deeper:
        return
    if isinstance(value, str):
        yield from_string(value)
    elif isinstance(value, list):
        # On the first level they are paragraphs: a list of runs without a paragraph around it is no text.
        if value and deeper < DEEPEST and all(is_inline(item) for item in value):
            yield f"<p>{inline(value, deeper, budget)}</p>"
            return
        for item in value:
            yield from blocks(item, deeper - 1, budget)
    elif isinstance(value, Mapping):
        yield from block(value, deeper, budget)


def block(thing: Mapping[str, object], deeper: int, budget: list[int]) -> Iterator[str]:
    """Give the blocks of one object: one where its type says so, else those of what it holds."""
    kind = type_of(thing)
    if NO_TEXT.search(kind) or is_card(thing):
        return
    tag = next((tag for pattern, tag in TYPED if pattern.match(kind)), "")
    held = held_by(thing, tag)
    if tag and not any(holds_blocks(part) for part in held):
        text = inline(held, deeper, budget)
        yield text if MARKUP.match(text.lstrip()) and tag == "p" and "<p" in text else f"<{tag}>{text}</{tag}>"
        return
    for part in held:
        yield from blocks(part, deeper - 1, budget)


def held_by(thing: Mapping[str, object], tag: str) -> list[object]:
    """Give the texts that an object holds: its first string, since others say it again, and lists beside that."""
    values = [value for key in TEXT_KEYS if (value := thing.get(key))]
    first = next((value for value in values if isinstance(value, str)), None)
    others: list[object] = [value for value in values if isinstance(value, list | dict)]
    if first is None:
        return others
    return [first] if tag else [first, *others]


def is_card(thing: Mapping[str, object]) -> bool:
    """Whether an object is another story, or a picture: it has a headline and leads somewhere."""
    return any(isinstance(thing.get(key), str) for key in HEADED_BY) and any(thing.get(key) for key in LEADING_TO)


def type_of(thing: Mapping[str, object]) -> str:
    """Say what an object calls itself; empty where it does not."""
    return next((value for key in TYPE_KEYS if isinstance(value := thing.get(key), str) and value), "")[:60]


def is_inline(item: object) -> bool:
    """Whether a part is a run of text inside a paragraph, and no paragraph itself."""
    return isinstance(item, Mapping) and bool(INLINE.match(type_of(item))) and isinstance(item.get("text"), str)


def holds_blocks(value: object) -> bool:
    """Whether a part holds paragraphs of its own."""
    return isinstance(value, list) and any(
        isinstance(item, Mapping) and any(pattern.match(type_of(item)) for pattern, _ in TYPED) for item in value
    )


def inline(value: object, deeper: int, budget: list[int]) -> str:
    """Write the runs of text inside one block as one."""
    budget[0] -= 1
    if budget[0] < 0 or not deeper:
        return ""
    if isinstance(value, str):
        return value if MARKUP.search(value) else escape(value, quote=False)
    if isinstance(value, list):
        return "".join(inline(item, deeper - 1, budget) for item in value)
    if isinstance(value, Mapping):
        return "".join(inline(part, deeper - 1, budget) for part in held_by(value, "span"))
    return ""
