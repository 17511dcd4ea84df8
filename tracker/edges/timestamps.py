"""Timestamps by RFC 3161: somebody else's signature that a hash was there at a time.

The server is not trusted: what it answers is kept only where it is signed by an authority that is known, for this very
message, in answer to this very request. The library that reads and checks answers is an extra: most need none.
"""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol

import certifi

from tracker.errors import TimestampError
from tracker.model import Capture, Stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, TimeStampResponse

INSTALL = "pip install 'breaking-news-tracker[timestamp]'"
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
_LARGEST = 2**20


class Post(Protocol):
    """Hands a message over to an address."""

    def __call__(self, url: str, message: bytes, *, content_type: str, accept: str) -> Capture:
        """Give the answer.

        Raises:
            FetchError: there was none.
        """
        ...


def can_be_checked() -> bool:
    """Whether the library that reads timestamps is installed."""
    return find_spec("rfc3161_client") is not None


class TimestampServer:
    """One server that is asked for timestamps.

    Args:
        ca_file: certificates of authorities to trust beside those of the web.
    """

    def __init__(self, url: str, *, post: Post, ca_file: PurePath | None = None) -> None:
        self._url = url
        self._post = post
        self._ca_file = ca_file

    def stamp(self, message: bytes) -> Stamp:
        """Have a message stamped.

        Raises:
            TimestampError: the server gave no timestamp that holds, or the library is not installed.
            FetchError: the server gave no answer.
        """
        _expect_library()
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

        request = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
        capture = self._post(self._url, request.as_bytes(), content_type=_QUERY, accept=_REPLY)
        if capture.status != 200 or not capture.body:
            raise TimestampError(f"{self._url} answered {capture.status_line!r:.80} and no timestamp")
        return checked(capture.body, message, ca_file=self._ca_file, request=request)


def checked(
    answer: bytes, message: bytes, *, ca_file: PurePath | None = None, request: TimeStampRequest | None = None
) -> Stamp:
    """Check a server's answer: signed by a known authority, whose certificate held then, for this very message.

    Args:
        request: what it must answer to; None where it was kept for long and the request is gone.

    Raises:
        TimestampError: it does not hold, or the library is not installed.
    """
    _expect_library()
    from rfc3161_client import VerificationError, VerifierBuilder

    response = _decoded(answer)
    verifier = VerifierBuilder(roots=_authorities(ca_file), nonce=request.nonce if request else None).build()
    try:
        verifier.verify_message(response, message)
        at = response.tst_info.gen_time
    except (VerificationError, ValueError, TypeError, KeyError) as error:
        raise TimestampError(
            f"the timestamp does not hold: {error}; where its authority is one that you trust, "
            "name its certificate with evidence.timestamp_ca_file"
        ) from None
    return Stamp(at=at, answer=answer)


def _decoded(answer: bytes) -> TimeStampResponse:
    from rfc3161_client import PKIStatus, decode_timestamp_response

    try:
        response = decode_timestamp_response(answer[:_LARGEST])
        granted = response.status == PKIStatus.GRANTED
        words = "; ".join(response.status_string or ()) or "no words"
    except (ValueError, TypeError) as error:
        raise TimestampError(f"what the server sent is no timestamp ({error})") from None
    if not granted:
        raise TimestampError(f"the server refused to give a timestamp (status {response.status}): {words}")
    return response


def _authorities(ca_file: PurePath | None) -> list[Certificate]:
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    # A few old authorities have serial numbers that no certificate may have: the library will refuse them.
    told = zip(context.get_ca_certs(binary_form=True), context.get_ca_certs(), strict=True)
    found = [load_der_x509_certificate(one) for one, words in told if int(str(words["serialNumber"]), 16) > 0]
    if ca_file is None:
        return found
    try:
        return found + load_pem_x509_certificates(Path(ca_file).read_bytes())
    except (OSError, ValueError) as error:
        raise TimestampError(f"evidence.timestamp_ca_file {ca_file} cannot be used ({error}); see to it") from None


def _expect_library() -> None:
    if not can_be_checked():
        raise TimestampError(f"timestamps need one package more: {INSTALL}")
