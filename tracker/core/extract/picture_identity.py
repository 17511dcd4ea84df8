"""Which picture an address shows, whatever its size, crop, format, image server or proxy."""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|webp|avif|gif|heic|tiff?|bmp|jxl)(?![a-z0-9])", re.IGNORECASE)
INNER = re.compile(r"https?:/{1,2}(?=[^/\s])", re.IGNORECASE)
ENCODED = re.compile(r"aHR0c[A-Za-z0-9_-]+(?:\.\w{1,5})?$")
MOST_UNWRAPPED = 4
LONGEST = 4000

# The parts of a path by which image servers say how they cut, scale and pack a picture.
STEP = (
    r"\d{1,5}x\d{0,5}|x\d{2,5}|fit-in|full-fit-in|smart|resize[rd]?|crop(?:ped)?|scaled?|fill|fit|thumbs?|thumbnails?"
    r"|filters:.*|unsafe|auto|webp|avif|jpe?g|png|cdn-cgi|image"
    r"|-?\d{1,5}(?:[_,]-?\d{1,5}){3}|\d{1,2}[x:_-]\d{1,2}"
    r"|[a-z]{1,4}_[a-z0-9.:-]{1,20}(?:,[a-z]{1,4}_[a-z0-9.:-]{1,20})*"
    r"|(?:width|height|quality|format|fit|w|h|q)[=:-]?\d{0,5}(?:[,&;][a-z-]{1,12}=[^,&;/]{0,20})*"
)
STEP_PART = re.compile(rf"(?:{STEP})", re.IGNORECASE)
# The endings of a file's name by which content systems keep one picture in many sizes.
SIZE_WORD = (
    r"thumb(?:nail)?|small|medium|large|x-?large|jumbo|super-?jumbo|article-?large|mobile|tablet|desktop"
    r"|scaled|cropped|resized|retina|hires|lores"
)
ENDING = re.compile(
    r"(?:@[1-4](?:\.\d)?x"
    r"|[-_.]\d{2,5}x\d{0,5}(?:[-_]c|@\w{1,30})?"
    r"|[-_](?:w|h)[-_]?\d{2,5}|[-_]\d{2,5}[wh]|[-_]q\d{2,3}|[-_]r\d\.\d{1,4}|[-_]fp[xy]\d{1,3}(?:\.\d{1,4})?"
    rf"|[-_](?:{SIZE_WORD})|[-_]e1\d{{9}}(?:\d{{3}})?|=[swh]\d{{2,5}}[-\w]{{0,40}})$",
    re.IGNORECASE,
)
MOST_ENDINGS = 6
BEGINNING = re.compile(r"^\d{3,5}[x_]\d{3,5}[-_](?=[^\W\d_])")
# A file that is named by but its size is named by its folder.
ONLY_SIZE = re.compile(rf"\d{{2,5}}x\d{{0,5}}|raw[-_]?image|original|master|source|{SIZE_WORD}", re.IGNORECASE)
SIZE_IN_FOLDER = re.compile(r"(?:^|(?<=,))(?:width|height|quality|resizemode|imgsize|w|h|q)[-=:_]\d{1,9}(?:,|$)")
PLACEHOLDER = re.compile(r"\{[^{}]{1,20}\}")
# A file's name of this length, or with such a number, names one picture by itself; `image` and `1` do not.
DISTINCTIVE, DISTINCTIVE_WORD = 10, 16
ONE_WORD = re.compile(r"[a-z]+")
SERIAL = re.compile(r"\d{6,}")
HOST = re.compile(r"(?:[a-z0-9-]{1,60}\.){1,5}[a-z]{2,20}")
HASH = re.compile(r"(?=.*\d)[0-9a-f-]{16,}", re.IGNORECASE)
RENDITION = re.compile(rf"\d{{3,5}}|\d{{2,5}}@\d{{1,3}}|master|original|full|default|{SIZE_WORD}", re.IGNORECASE)
FARTHEST = 3
SCRIPT_KEYS = frozenset(("id", "image", "imageid", "img", "file", "filename", "name", "photo", "path", "uuid", "guid"))


@lru_cache(maxsize=4096)
def picture_identity(address: str) -> str:
    """Give what stays the same for one picture at every address it has, and differs for another picture.

    The host, the query, steps of resizing and cropping, sizes at the end of the name and the format are left out; an
    address inside an address (an image proxy's) is taken instead. A name that says little, such as `image`, is told
    apart by the folders above it.

    Args:
        address: of the picture, absolute.

    Returns:
        Lower-case text; empty where the address names no file.
    """
    inner = unwrapped(address[:LONGEST])
    try:
        parts = urlsplit(inner)
    except ValueError:
        return ""
    named = [PLACEHOLDER.sub("100", unquote(unquote(part))) for part in parts.path.split("/") if part]
    if not named:
        return identified_by_query(parts.query)
    place = next((place for place in range(len(named) - 1, -1, -1) if EXTENSION.search(named[place])), len(named) - 1)
    folders = [SIZE_IN_FOLDER.sub("", part.lower()) for part in named[:place] if not STEP_PART.fullmatch(part)]
    name = stem(named[place])
    while folders and ONLY_SIZE.fullmatch(name):
        name = folders.pop()
    if not EXTENSION.search(named[place]) and (asked := identified_by_query(parts.query)):
        return f"{name}?{asked}"
    return told_apart(name, folders)


def unwrapped(address: str) -> str:
    """Give the innermost address: proxies carry the picture's own in their path or query, often encoded."""
    for _ in range(MOST_UNWRAPPED):
        inner = asked_for(address) or embedded_in(address)
        if not inner or inner == address:
            break
        address = inner
    return address


def asked_for(address: str) -> str:
    """Give the address or path that a proxy's query asks for; empty without one."""
    query = address.partition("?")[2]
    for _, value in parse_qsl(query, max_num_fields=60) if query.count("&") < 60 else ():
        if INNER.match(unquote(value)) or (value.startswith("/") and EXTENSION.search(value)):
            return unquote(value) if INNER.match(unquote(value)) else value
    return ""


def embedded_in(address: str) -> str:
    """Give the address that the path of another holds, plain, encoded or in base 64; empty without one."""
    path = address.partition("?")[0]
    plain = unquote(unquote(path)) if "%" in path else path
    inner = [found.start() for found in INNER.finditer(plain) if found.start() > 0]
    if inner:
        return INNER.sub(lambda scheme: scheme.group().rstrip("/") + "//", plain[inner[-1] :], count=1)
    return next((text for part in path.split("/") if ENCODED.match(part) and (text := from_base64(part))), "")


def from_base64(part: str) -> str:
    """Decode a part of a path; empty where it is no text."""
    part = part.partition(".")[0]
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""


def stem(name: str) -> str:
    """Give a file's name without its format and without the sizes at its end."""
    found = EXTENSION.search(name)
    plain = BEGINNING.sub("", (name[: found.start()] if found else name).lower(), count=1)
    for _ in range(MOST_ENDINGS):
        shorter = ENDING.sub("", plain)
        if shorter in (plain, ""):
            break
        plain = shorter
    return plain


def identified_by_query(query: str) -> str:
    """Give what a script is asked for, such as `id=12`; empty where the query says but how."""
    try:
        asked = parse_qsl(query, max_num_fields=60)
    except ValueError:
        return ""
    return "&".join(sorted(f"{key.lower()}={value.lower()}" for key, value in asked if key.lower() in SCRIPT_KEYS))


def told_apart(name: str, folders: list[str]) -> str:
    """Put as many folders before a name as it takes to name one picture."""
    if is_distinctive(name):
        return name
    kept = [name]
    for folder in reversed(folders[-FARTHEST:]):
        if HOST.fullmatch(folder):
            break
        kept.insert(0, folder)
        if HASH.fullmatch(folder):
            # Some systems keep a picture as a folder, with its sizes as files.
            kept = [folder, *(part for part in kept[1:] if not RENDITION.fullmatch(part))]
        if is_distinctive(folder):
            break
    return "/".join(kept)


def is_distinctive(name: str) -> bool:
    """Whether a name is one that no other picture has."""
    least = DISTINCTIVE_WORD if ONE_WORD.fullmatch(name) else DISTINCTIVE
    return sum(map(str.isalnum, name)) >= least or bool(SERIAL.search(name))
