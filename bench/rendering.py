"""The same article rendered in another way: operations that change tags, attributes and typography, and no word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from bench.insertion import Operation, Page, filled, in_text, insert, paragraphs


def caption_twice(page: Page) -> str | None:
    """Say a caption once more for screen readers, and once for readers without scripts."""
    found = re.search(r"<figcaption\b[^>]{0,500}>(.{10,1000}?)</figcaption>", page.html, re.DOTALL)
    if not found:
        return None
    twin = f'<span class="visually-hidden">{found.group(1)}</span><noscript><p>{found.group(1)}</p></noscript>'
    return insert(page.html, found.end(1), twin)


def wrapped_paragraphs(page: Page) -> str | None:
    """Put each paragraph into an element of its own."""
    opening, text = page.rng.choice(["<div>", f'<div class="b-{page.rng.randint(1, 999)}">']), page.html
    for start, end in reversed(paragraphs(page)):
        text = f"{text[:start]}{opening}{text[start:end]}</div>{text[end:]}"
    return text


def joined_by_breaks(page: Page) -> str | None:
    """Make one element of all the paragraphs that touch, with empty lines between them as before."""
    found, text = paragraphs(page), page.html
    for (_, end), (start, _) in reversed(list(pairwise(found))):
        opening = re.match(r"<p\b[^>]{0,500}>", text[start:])
        if opening and not text[end:start].strip():
            text = text[: end - len("</p>")] + "<br><br>" + text[start + opening.end() :]
    return text if text != page.html else None


def paragraphs_as_divisions(page: Page) -> str | None:
    """Make <div> of each <p> of the article."""
    text = page.html
    for start, end in reversed(paragraphs(page)):
        text = text[:start] + "<div" + text[start + 2 : end - 4] + "</div>" + text[end:]
    return text


def renamed_classes(page: Page) -> str | None:
    """Name every class of the page anew, as a build of a site's styles does."""
    salt = page.rng.randint(1, 10**6)

    def renamed(found: re.Match[str]) -> str:
        names = [f"k{zlib.crc32(f'{salt} {name}'.encode()):x}" for name in found.group(2).split()]
        return f"{found.group(1)}{' '.join(names)}{found.group(3)}"

    text = re.sub(r'(<[a-z][^<>]{0,300}?\sclass=")([^"<>]{1,500})(")', renamed, page.html)
    return text if text != page.html else None


def _attribute(page: Page, pattern: str, change: Callable[[re.Match[str]], str]) -> str | None:
    text = re.sub(pattern, change, page.html)
    return text if text != page.html else None


def lazy_images(page: Page) -> str | None:
    """Have the images loaded late: the address moves to an attribute of its own."""
    empty = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    return _attribute(
        page, r'(<img\b[^<>]{0,600}?\s)src="(https?:[^"]{1,900})"', lambda m: f'{m[1]}src="{empty}" data-src="{m[2]}"'
    )


def image_sizes(page: Page) -> str | None:
    """Ask the image server for another size of the same pictures."""
    width = page.rng.choice([640, 828, 1080, 1600])
    pattern = r'((?:src|content)="https?:[^"?]{1,400}\.(?:jpe?g|png|webp))(?:\?[^"]{0,400})?"'
    return _attribute(page, pattern, lambda m: f'{m[1]}?w={width}&amp;q=75"')


def image_host(page: Page) -> str | None:
    """Serve the same pictures from another host."""
    host = f"img{page.rng.randint(2, 9)}.pictures.example"
    return _attribute(
        page,
        r'((?:src|content)="https?://)[^"/]{1,200}(/[^"?]{1,400}\.(?:jpe?g|png|webp))',
        lambda m: f"{m[1]}{host}{m[2]}",
    )


def soft_hyphens(page: Page) -> str | None:
    """Show where long words may be broken."""
    return in_text(page, lambda text: re.sub(r"\b([^\W\d_]{5})([^\W\d_]{4,})", r"\1&shy;\2", text))


def zero_width(page: Page) -> str | None:
    """Let a line break behind dashes and slashes, by a space of no width."""
    return in_text(page, lambda text: re.sub(r"(\w[-/–])(?=\w)", "\\1\u200b", text))


def fixed_spaces(page: Page) -> str | None:
    """Keep a number and the word behind it on one line."""
    return in_text(page, lambda text: re.sub(r"(\d) (?=[^\W\d_])", r"\1&nbsp;", text))


def character_references(page: Page) -> str | None:
    """Write all letters beyond ASCII as numbers."""
    return in_text(page, lambda text: text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def drop_cap(page: Page) -> str | None:
    """Set the first letter of the article in an element of its own, to be drawn large."""
    found = paragraphs(page)
    first = found and re.match(r"<p\b[^>]{0,500}>\s*([^\W\d_])(?=\w)", page.html[found[0][0] :])
    if not first:
        return None
    start, end = (found[0][0] + offset for offset in first.span(1))
    return f"{page.html[:start]}<span>{first.group(1)}</span>{page.html[end:]}"


def tracked_links(page: Page) -> str | None:
    """Hang a campaign's parameters on the links."""
    tracked = filled(page, "?utm_id={id}")
    return _attribute(page, r'(<a\b[^<>]{0,400}?\shref="https?:[^"?#]{1,500})"', lambda m: f'{m[1]}{tracked}"')


def minified(page: Page) -> str | None:
    """Leave out what HTML lets one leave out: white space between elements, and ends of paragraphs."""
    text = re.sub(r">[ \t]*\n\s*<", ">\n<", page.html)
    return re.sub(r"</p>\s{0,200}(?=<p[ >])", "", text)


def modified_stamp(page: Page) -> str | None:
    """Tick the machine's date of change with each rendering."""
    stamp = filled(page, "2024-06-03T1{few}")[:13] + f":{page.rng.randint(10, 59)}:00+00:00"
    return _attribute(page, r'("dateModified"\s{0,5}:\s{0,5}")[^"]{4,40}"', lambda m: f'{m[1]}{stamp}"')


def title_counter(page: Page) -> str | None:
    """Count what is new in the title of the browser's tab."""
    return _attribute(page, r"(<title\b[^>]{0,200}>)", lambda m: filled(page, m[1] + "({few}) "))


RENDERINGS: Final[dict[str, Operation]] = {
    operation.__name__: operation
    for operation in (
        caption_twice,
        wrapped_paragraphs,
        joined_by_breaks,
        paragraphs_as_divisions,
        renamed_classes,
        lazy_images,
        image_sizes,
        image_host,
        soft_hyphens,
        zero_width,
        fixed_spaces,
        character_references,
        drop_cap,
        tracked_links,
        minified,
        modified_stamp,
        title_counter,
    )
}
