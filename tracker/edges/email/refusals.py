"""What goes wrong with a mail server, told as one sentence with the cure: for now, or for good."""

from __future__ import annotations

import smtplib
import socket
import ssl

from tracker.edges.email.headers import clean
from tracker.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError

_MOST_WORDS = 300

# 5xx answers that speak of our configuration, not of this message: once it is corrected, the message may go.
_OURS_TO_CORRECT = frozenset({530, 534, 535, 538})

# First match wins, so the narrower kinds stand first.
_CAUSES: tuple[tuple[type[OSError], str], ...] = (
    (
        ssl.SSLCertVerificationError,
        "its certificate cannot be trusted ({why}): correct mail.smtp.host, or name the authority that signed it in "
        "mail.smtp.ca_file; nothing was sent",
    ),
    (ssl.SSLError, "no TLS could be agreed on ({why}): check mail.smtp.security and mail.smtp.port"),
    (smtplib.SMTPServerDisconnected, "it hung up ({why}): the mail is tried again"),
    (smtplib.SMTPException, "it speaks otherwise than agreed ({why}): check mail.smtp"),
    (socket.gaierror, "its name cannot be found ({why}): correct mail.smtp.host"),
    (ConnectionRefusedError, "nobody listens there: start it, or correct mail.smtp.host and mail.smtp.port"),
    (TimeoutError, "it did not answer in time: the mail is tried again, or raise mail.smtp.timeout"),
    (OSError, "the connection failed ({why}): the mail is tried again"),
)


def refusal(server: str, *, step: str, code: int, words: bytes) -> DeliveryError:
    """Give the error for an answer that is not a yes: 5xx is for good, 4xx and whatever we can correct for now.

    Source: RFC 5321, section 4.2.1; RFC 4954, section 6, for the answers about authentication.
    """
    told = f"mail server {server} answered {step} with {_answer(code, words)}"
    if code in _OURS_TO_CORRECT:
        return TemporaryDeliveryError(f"{told}: check mail.smtp.username, its password and mail.smtp.security")
    if 500 <= code < 600:
        return PermanentDeliveryError(f"{told}: correct the address, or ask whoever runs that server")
    return TemporaryDeliveryError(f"{told}: the mail is tried again")


def trouble(server: str, error: OSError | UnicodeError) -> DeliveryError:
    """Give the error for a connection that failed: always worth another try, since the message is not at fault."""
    if isinstance(error, smtplib.SMTPDataError):
        return refusal(server, step="DATA", code=error.smtp_code, words=as_bytes(error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        told = _answer(error.smtp_code, as_bytes(error.smtp_error))
        return TemporaryDeliveryError(f"mail server {server} answered {told}: the mail is tried again")
    if isinstance(error, UnicodeError):
        return TemporaryDeliveryError(f"mail server {server}: that is no host name, correct mail.smtp.host")
    sentence = next(sentence for kind, sentence in _CAUSES if isinstance(error, kind))
    return TemporaryDeliveryError(f"mail server {server}: {sentence.format(why=_why(error))}")


def _answer(code: int, words: bytes) -> str:
    what = str(code) if code > 0 else "what is no answer of a mail server:"
    return f"{what} {plain(words)}".rstrip()


def plain(words: bytes) -> str:
    """Give a server's words as one clean line."""
    return clean(words.decode("utf-8", "replace"), most=_MOST_WORDS)


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return clean(error.verify_message)
    return clean(error.strerror or str(error))


def as_bytes(words: bytes | str) -> bytes:
    """Give a server's words as bytes, whichever the library made of them."""
    return words if isinstance(words, bytes) else words.encode()
