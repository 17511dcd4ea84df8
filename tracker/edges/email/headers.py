"""What may stand in a mail's header: words made fit, addresses and identifiers checked."""

from __future__ import annotations

import re
import unicodedata
from email.errors import MessageError
from email.headerregistry import Address, AddressHeader, HeaderRegistry
from functools import lru_cache

from tracker.errors import PermanentDeliveryError

MOST_CHARACTERS = 180

# Separators become a blank, so that words they part stay parted; the rest of these categories is dropped.
_BREAKING = frozenset({"Cc", "Zl", "Zp", "Zs"})
_DROPPED = frozenset({"Cf", "Cs"})

# Spelling in Arabic to Syriac and in the scripts of India to Mongolia, and what ties pictures together.
_JOINERS = "\u200c\u200d"
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ua840-\ua87f\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_PICTURE = "\u203c-\u3299\U0001f000-\U0001faff"
_LOOSE_JOINER = re.compile(
    f"(?!(?<=[{_JOINED}])[{_JOINERS}][{_JOINED}]|(?<=[{_PICTURE}\ufe0f])\u200d[{_PICTURE}])[{_JOINERS}]"
)

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.\[\]:-]+>")
_EXTRA_NAME = re.compile(r"(List-Id|List-Unsubscribe|List-Unsubscribe-Post|X-Tracker-[A-Za-z0-9-]+)", re.IGNORECASE)


def clean(text: str, *, most: int = MOST_CHARACTERS) -> str:
    """Give one line that a header may hold: no controls, no marks that turn text around, no encoded word.

    Python before 3.13 decodes an encoded word that stands in a header's value, line feeds included, so that a
    headline can add a header of its own: `=?` is parted. The joiners that Persian and Indic words and pictures of
    people are spelled with stay. At most `most` characters, ended by `…` where it was cut.

    Source: CVE-2024-6923.
    """
    kept = "".join(_fit(character) for character in text)
    spelled = _LOOSE_JOINER.sub("", kept)
    parted = spelled.replace("=?", "= ?")
    return _cut(" ".join(parted.split()), most=most)


def address(text: str, *, what: str) -> Address:
    """Give the one address that a text holds, with its display name.

    Args:
        what: the setting that it comes from, for the message.

    Raises:
        PermanentDeliveryError: it holds none, several, or one that not every server can take.
    """
    found = _addresses(clean(text))
    if len(found) != 1 or not _mailable(found[0]):
        raise PermanentDeliveryError(
            f"{what} {clean(text)!r} is not one mail address such as desk@example.org: correct it in the configuration"
        )
    return found[0]


def identifier(text: str) -> str:
    """Give a Message-ID back, angle brackets included.

    Raises:
        PermanentDeliveryError: it is none.
    """
    if not _MESSAGE_ID.fullmatch(text):
        raise PermanentDeliveryError(f"{clean(text)!r} is not a message identifier: this is a mistake of the tracker")
    return text


def extra_name(name: str) -> str:
    """Give the name of a header back that a message may bring along.

    Raises:
        PermanentDeliveryError: it may not.
    """
    if not _EXTRA_NAME.fullmatch(name):
        raise PermanentDeliveryError(
            f"a message may not set the header {clean(name)!r}: this is a mistake of the tracker"
        )
    return name


def _fit(character: str) -> str:
    if character in _JOINERS:
        return character
    category = unicodedata.category(character)
    if category in _BREAKING:
        return " "
    return "" if category in _DROPPED or _is_no_character(character) else character


def _is_no_character(character: str) -> bool:
    """Whether Unicode says that this will never be one."""
    point = ord(character)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def _cut(line: str, *, most: int) -> str:
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return re.sub(r"\s+\S{0,20}$", "", head).rstrip(_JOINERS) + "…"


@lru_cache(maxsize=128)
def _addresses(text: str) -> tuple[Address, ...]:
    try:
        header = HeaderRegistry()("To", text)
    except (IndexError, ValueError, MessageError):
        # The library's parser runs over the end of some broken addresses, `desk@` among them.
        return ()
    return header.addresses if isinstance(header, AddressHeader) and not header.defects else ()


def _mailable(address: Address) -> bool:
    plain = address.addr_spec
    return plain.isascii() and "@" in plain and not plain.startswith("-") and not re.search(r"[\s<>()\[\],;:]", plain)
