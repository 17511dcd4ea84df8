"""A message made into the bytes of a mail, and read back before anybody sends them."""

from __future__ import annotations

import hashlib
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache

from tracker.edges.email.headers import address, clean, extra_name, identifier
from tracker.errors import PermanentDeliveryError
from tracker.model import Message

# Seven bits, so that every server on the way can take it unchanged.
_POLICY = SMTP.clone(cte_type="7bit")
_MACHINE = (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))
_IDENTIFIERS = frozenset({"Message-ID", "In-Reply-To", "References"})
_OF_ONE_MAIL = _IDENTIFIERS | {"Subject", "Date"}
_OF_THE_BODY = ("mime-version", "content-type")


def compose(message: Message) -> bytes:
    """Give the mail as it goes over the wire: text and HTML side by side, CRLF line ends, seven bits.

    Whatever a page has put into the subject is cleaned; the finished bytes are read back, and refused where they
    hold any header that we did not write.

    Raises:
        PermanentDeliveryError: an address or identifier cannot be mailed, or the bytes read back otherwise.

    Source: RFC 5322; RFC 3834 for Auto-Submitted; CVE-2024-6923 for the reading back.
    """
    wanted = _headers(message)
    try:
        data = _bytes(wanted, message)
    except (MessageError, UnicodeError, ValueError) as error:
        raise PermanentDeliveryError(
            f"{message.message_id} to {clean(message.recipient)}: cannot be written as a mail ({clean(str(error))})"
        ) from error
    _read_back(data, wanted)
    return data


def sender_of(message: Message) -> str:
    """Give the envelope's sender, without its display name.

    Raises:
        PermanentDeliveryError: it is not one address.
    """
    return address(message.sender, what="mail.sender").addr_spec


def recipient_of(message: Message) -> str:
    """Give the envelope's recipient, without its display name.

    Raises:
        PermanentDeliveryError: it is not one address.
    """
    return address(message.recipient, what="recipient.address").addr_spec


def _headers(message: Message) -> list[tuple[str, str]]:
    headers = [
        ("From", str(address(message.sender, what="mail.sender"))),
        ("To", str(address(message.recipient, what="recipient.address"))),
        ("Subject", clean(message.subject) or "(no headline)"),
        ("Date", format_datetime(message.date)),
        ("Message-ID", identifier(message.message_id)),
    ]
    if message.in_reply_to is not None:
        headers.append(("In-Reply-To", identifier(message.in_reply_to)))
    if message.references:
        headers.append(("References", " ".join(identifier(reference) for reference in message.references)))
    headers += _MACHINE
    return headers + [(extra_name(name), clean(value)) for name, value in message.headers]


def _bytes(headers: list[tuple[str, str]], message: Message) -> bytes:
    mail = EmailMessage(policy=_POLICY)
    for name, value in headers:
        mail[name] = value if name in _OF_ONE_MAIL else _parsed(name, value)
    text, html = _sound(message.text), _sound(message.html)
    mail.set_content(text, charset="utf-8")
    mail.add_alternative(html, subtype="html", charset="utf-8")
    # The border between the parts follows from them: the same at every try, and in no text that a page could hold.
    mail.set_boundary(f"=_{hashlib.sha256(f'{message.message_id}{text}{html}'.encode()).hexdigest()[:40]}_=")
    return mail.as_bytes()


@lru_cache(maxsize=128)
def _parsed(name: str, value: str) -> object:
    """Give a header as the library holds it: those that stand in every mail are parsed once."""
    return _POLICY.header_factory(name, value)


def _sound(text: str) -> str:
    """Give text that can be encoded: lone surrogates and NUL are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _read_back(data: bytes, wanted: list[tuple[str, str]]) -> None:
    try:
        # Without the body, which is most of what there is to read: what a page has put into it ends no header.
        found = BytesHeaderParser(policy=_POLICY).parsebytes(_head(data))
        names = sorted(name.lower() for name in found)
        bent = [name for name, value in wanted if name in _IDENTIFIERS and str(found[name]) != value]
    except (MessageError, UnicodeError) as error:
        raise PermanentDeliveryError(f"the mail does not read back as it was written ({clean(str(error))})") from error
    lines = sorted(_names_of_lines(data))
    expected = sorted([*(name.lower() for name, _ in wanted), *_OF_THE_BODY])
    if bent or names != expected or lines != expected:
        strange = sorted({*names, *lines} - set(expected)) or bent or ["one too many or too few"]
        raise PermanentDeliveryError(
            f"the mail reads back with other headers than ours ({', '.join(strange)}): it is not sent, tell the makers"
        )


def _head(data: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n|\r\r", data, maxsplit=1)[0]


def _names_of_lines(data: bytes) -> list[str]:
    """Give the header names as a mail server sees them: line by line, whatever the library makes of it."""
    lines = re.split(rb"\r\n|\r|\n", _head(data))
    return [line.split(b":")[0].decode("ascii", "replace").lower() for line in lines if line[:1] not in (b" ", b"\t")]
