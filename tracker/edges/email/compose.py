"""A message made into the bytes of a mail, and read back before anybody sends them."""

from __future__ import annotations

import hashlib
import re
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import Address, AddressHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tracker.edges.email.headers import clean
from tracker.errors import PermanentDeliveryError
from tracker.model import Message

# Seven bits, so that every server on the way can take it unchanged.
_POLICY = SMTP.clone(cte_type="7bit")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.\[\]:-]+>")
_HEADER_NAME = re.compile(r"(List-Id|List-Unsubscribe|List-Unsubscribe-Post|X-Tracker-[A-Za-z0-9-]+)", re.IGNORECASE)
_MACHINE = (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))
_IDENTIFIERS = frozenset({"Message-ID", "In-Reply-To", "References"})
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
    return _address(message.sender, what="mail.sender").addr_spec


def recipient_of(message: Message) -> str:
    """Give the envelope's recipient, without its display name.

    Raises:
        PermanentDeliveryError: it is not one address.
    """
    return _address(message.recipient, what="recipient.address").addr_spec


def _headers(message: Message) -> list[tuple[str, str]]:
    headers = [
        ("From", str(_address(message.sender, what="mail.sender"))),
        ("To", str(_address(message.recipient, what="recipient.address"))),
        ("Subject", clean(message.subject) or "(no headline)"),
        ("Date", format_datetime(message.date)),
        ("Message-ID", _identifier(message.message_id)),
    ]
    if message.in_reply_to is not None:
        headers.append(("In-Reply-To", _identifier(message.in_reply_to)))
    if message.references:
        headers.append(("References", " ".join(_identifier(reference) for reference in message.references)))
    headers += _MACHINE
    return headers + [(_allowed(name), clean(value)) for name, value in message.headers]


def _address(text: str, *, what: str) -> Address:
    found = _addresses(clean(text))
    if len(found) != 1 or not _mailable(found[0]):
        raise PermanentDeliveryError(
            f"{what} {clean(text)!r} is not one mail address such as desk@example.org: correct it in the configuration"
        )
    return found[0]


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


def _identifier(text: str) -> str:
    if not _MESSAGE_ID.fullmatch(text):
        raise PermanentDeliveryError(f"{clean(text)!r} is not a message identifier: this is a mistake of the tracker")
    return text


def _allowed(name: str) -> str:
    if not _HEADER_NAME.fullmatch(name):
        raise PermanentDeliveryError(
            f"a message may not set the header {clean(name)!r}: this is a mistake of the tracker"
        )
    return name


def _bytes(headers: list[tuple[str, str]], message: Message) -> bytes:
    mail = EmailMessage(policy=_POLICY)
    for name, value in headers:
        mail[name] = value
    text, html = _sound(message.text), _sound(message.html)
    mail.set_content(text, charset="utf-8")
    mail.add_alternative(html, subtype="html", charset="utf-8")
    # The border between the parts follows from them: the same at every try, and in no text that a page could hold.
    mail.set_boundary(f"=_{hashlib.sha256(f'{message.message_id}{text}{html}'.encode()).hexdigest()[:40]}_=")
    return mail.as_bytes()


def _sound(text: str) -> str:
    """Give text that can be encoded: lone surrogates and NUL are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _read_back(data: bytes, wanted: list[tuple[str, str]]) -> None:
    try:
        found = message_from_bytes(data, policy=_POLICY)
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


def _names_of_lines(data: bytes) -> list[str]:
    """Give the header names as a mail server sees them: line by line, whatever the library makes of it."""
    head = re.split(rb"\r?\n\r?\n|\r\r", data, maxsplit=1)[0]
    lines = re.split(rb"\r\n|\r|\n", head)
    return [line.split(b":")[0].decode("ascii", "replace").lower() for line in lines if line[:1] not in (b" ", b"\t")]
