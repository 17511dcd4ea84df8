"""What a service answered, or why it did not, in words for people: for now or for good, and with no secret in them.

Source: RFC 9110, section 15 (status codes); RFC 8470 (425); RFC 6585 (429).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol
from urllib.parse import unquote, urlsplit

from tracker.edges.email.headers import clean
from tracker.edges.fetch.target import target_of
from tracker.edges.secrets import without
from tracker.errors import (
    AddressRefusedError,
    DeadlineError,
    DeliveryError,
    FetchError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from tracker.model import Capture
from tracker.model.retry_after import asked_wait

MOST_WORDS = 200
READ_BYTES = 4096

_LATER = frozenset({408, 425, 429})
_SHORTEST_SECRET = 8
_NONE: Mapping[str, str] = MappingProxyType({})


class Get(Protocol):
    """Asks an address as a program does, as `Gate.get`."""

    def __call__(
        self,
        url: str,
        *,
        accept: str,
        headers: Mapping[str, str] = _NONE,
        deadline: timedelta | None = None,
        beginning: int | None = None,
    ) -> Capture:
        """Give the answer.

        Raises:
            FetchError: there was none.
        """
        ...


class Post(Protocol):
    """Hands a message over to an address, as `Gate.post`."""

    def __call__(
        self,
        url: str,
        message: bytes,
        *,
        content_type: str,
        accept: str,
        headers: Mapping[str, str] = _NONE,
        deadline: timedelta | None = None,
        beginning: int | None = None,
    ) -> Capture:
        """Give the answer.

        Raises:
            FetchError: there was none.
        """
        ...


def is_taken(capture: Capture) -> bool:
    """Tell whether the service took what it was given."""
    return 200 <= capture.status < 300


def answered_words(capture: Capture, *secrets: str) -> str:
    """Give status line and the first words of the body as one clean line; none of the secrets stands in it."""
    body = clean((capture.body or b"")[:READ_BYTES].decode("utf-8", "replace"), most=READ_BYTES)
    words = clean(without(body, *secrets), most=MOST_WORDS)
    line = clean(without(capture.status_line, *secrets), most=MOST_WORDS)
    return f"{line}: {words}" if words else line


def refusal(who: str, capture: Capture, *, setting: str, secrets: tuple[str, ...] = ()) -> DeliveryError:
    """Give the error for an answer that is not a yes.

    Most 4xx are for good: the same message would be refused again. Whatever passes by itself, or by a correction of
    the configuration, is worth another try, after the time that the service asks for.

    Args:
        who: the service, at the beginning of the sentence.
        setting: of its address, for the cure.
    """
    told = f"{who} answered {answered_words(capture, *secrets)}"
    if 300 <= capture.status < 400:
        return TemporaryDeliveryError(
            f"{told}; it leads to {place_of(capture.header('Location') or '')}, and messages are not sent on: "
            f"correct {setting}"
        )
    if capture.status == 410:
        return PermanentDeliveryError(f"{told}; it wants no more messages: correct {setting}, or take it out")
    if 400 <= capture.status < 500 and capture.status not in _LATER:
        return PermanentDeliveryError(f"{told}; check {setting}, or ask whoever runs it")
    return TemporaryDeliveryError(
        f"{told}; it is tried again", wait=asked_wait(capture.header("Retry-After"), capture.ended)
    )


def silence(
    who: str, url: str, error: FetchError, *, setting: str, secrets: tuple[str, ...] = ()
) -> TemporaryDeliveryError:
    """Give the error for a service that gave no answer: always worth another try, the message is not at fault."""
    if isinstance(error, AddressRefusedError) and not _can_be_asked(url):
        return TemporaryDeliveryError(
            f"{who}: its address cannot be asked; write it as https://host/path, without blanks or a password, "
            f"in {setting}"
        )
    words = str(error)
    if isinstance(error, DeadlineError):
        # The time of a page is set in the configuration, that of a service is not.
        words = f"{words.partition(';')[0]}; it is tried again"
    return TemporaryDeliveryError(f"{who}: {clean(without(words, *secrets), most=2 * MOST_WORDS)}")


def place_of(url: str) -> str:
    """Give the host that an address names, with its port where it has one: whatever follows may be a key."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "an unknown place"
    named = clean(f"[{host}]" if ":" in host else host, most=MOST_WORDS) or "an unknown place"
    return f"{named}:{port}" if port else named


def secret_parts(url: str) -> tuple[str, ...]:
    """Give what in an address may be a key: each longer part behind the host, as written and decoded."""
    behind = url.partition("://")[2].partition("/")[2]
    pieces = {behind, *re.split(r"[/?&=#;]", behind)}
    return tuple(
        sorted({form for piece in pieces for form in (piece, unquote(piece)) if len(form) >= _SHORTEST_SECRET})
    )


def _can_be_asked(url: str) -> bool:
    try:
        target_of(url)
    except AddressRefusedError:
        return False
    return True
