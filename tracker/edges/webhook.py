"""Alerts handed to a program of yours: JSON over HTTP, signed, through the gate that all requests take.

Source: Standard Webhooks 1.0.0 (headers, signature, meaning of statuses), RFC 2104 (HMAC).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from tracker.edges.fault_points import fault_point
from tracker.edges.secrets import is_named, read_secret
from tracker.edges.service_answers import (
    READ_BYTES,
    Post,
    answered_words,
    is_taken,
    place_of,
    refusal,
    secret_parts,
    silence,
)
from tracker.errors import FetchError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import Webhook

DEADLINE = timedelta(seconds=20)

_PREFIX = "whsec_"
_IDENTIFIER = re.compile(r"[A-Za-z0-9_@+~:-]{1,255}")


class WebhookSender:
    """Hands alerts to one address.

    Args:
        post: hands a message over; from the gate.
        clock: gives the present, aware UTC: a signature holds for some minutes only.
        deadline: for one try.
    """

    def __init__(
        self, settings: Webhook, *, post: Post, clock: Callable[[], datetime], deadline: timedelta = DEADLINE
    ) -> None:
        self._settings = settings
        self._post = post
        self._clock = clock
        self._deadline = deadline
        self._who = f"webhook {settings.name} ({place_of(settings.url)})"

    def describe(self) -> str:
        """Say where alerts go, in words that follow `alerts go`."""
        signed = "signed" if is_named(self._settings.secret) else "not signed: set webhook.secret_file"
        return f"to {place_of(self._settings.url)} as JSON ({signed})"

    def send(self, body: bytes, *, message_id: str) -> str:
        """Hand one alert over; give the program's words.

        Args:
            body: JSON in UTF-8, the very bytes that are signed.
            message_id: of the delivery, the same at each try: by it the program knows what it has seen before.

        Raises:
            TemporaryDeliveryError: worth another try, after `wait` where the program asked for one.
            PermanentDeliveryError: the program said never.
        """
        url = self._settings.url
        secret = self._secret()
        headers, secrets = self._headers(body, message_id, secret), (*secret_parts(url), secret)
        fault_point("webhook.post")
        try:
            capture = self._post(
                url,
                body,
                content_type="application/json",
                accept="*/*",
                headers=headers,
                deadline=self._deadline,
                beginning=READ_BYTES,
            )
        except FetchError as error:
            raise silence(self._who, url, error, setting="webhook.url", secrets=secrets) from None
        fault_point("webhook.answered")
        if not is_taken(capture):
            raise refusal(self._who, capture, setting="webhook.url", secrets=secrets)
        return f"{place_of(url)} answered {answered_words(capture, *secrets)}"

    def _secret(self) -> str:
        if not is_named(self._settings.secret):
            return ""
        return read_secret(self._settings.secret, what=f"the secret of {self._who}", setting="webhook.secret").strip()

    def _headers(self, body: bytes, message_id: str, secret: str) -> dict[str, str]:
        identifier, timestamp = webhook_id(message_id), str(int(self._clock().timestamp()))
        headers = {"webhook-id": identifier, "webhook-timestamp": timestamp}
        if secret:
            headers["webhook-signature"] = signature(_key(secret), identifier, timestamp, body)
        return headers


def webhook_id(message_id: str) -> str:
    """Give the name under which a program knows a delivery: its Message-ID without brackets, `_` for each dot.

    Dots part what is signed, so none may stand in it.

    Raises:
        PermanentDeliveryError: it is no such identifier.
    """
    identifier = message_id.removeprefix("<").removesuffix(">").replace(".", "_")
    if not _IDENTIFIER.fullmatch(identifier):
        raise PermanentDeliveryError("a delivery has no identifier that can be sent: this is a mistake of the tracker")
    return identifier


def signature(key: bytes, identifier: str, timestamp: str, body: bytes) -> str:
    """Sign one try: HMAC-SHA256 over identifier, timestamp (seconds since 1970) and body."""
    signed = b".".join([identifier.encode(), timestamp.encode(), body])
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _key(secret: str) -> bytes:
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        # From nothing: the library's error may repeat the secret.
        raise TemporaryDeliveryError(
            "the secret of a webhook begins with whsec_, but no base64 follows: check its source in webhook.secret"
        ) from None
    return key
