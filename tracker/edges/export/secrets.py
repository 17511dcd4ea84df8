"""What must not leave with an export: the values of headers that open a session.

A part of the script that exports carry: nothing here may need more than Python 3.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.model import Capture

REDACTED = "[redacted]"
HEADER_FIELDS = ("headers", "request_headers")
SECRET = frozenset(
    {"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "authentication-info", "x-api-key"}
    | {"x-auth-token", "x-access-token", "x-csrf-token", "x-xsrf-token", "x-session-id", "x-amz-security-token"}
)


def secret_names(headers: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Give the names of headers whose values are kept back, as they were sent, each once and in order."""
    return tuple(dict.fromkeys(name for name, _ in headers if name.lower() in SECRET))


def has_secret(capture: dict[str, Any]) -> bool:
    """Tell whether a capture, as JSON, has a header whose value is kept back, sent or received."""
    return any(secret_names(capture.get(name, ())) for name in HEADER_FIELDS)


def without_secret_values(capture: dict[str, Any]) -> dict[str, Any]:
    """Give a capture, as JSON, in which such headers stand with a word in the place of their values."""
    redacted = {name: [[*each] for each in _redacted(capture[name])] for name in HEADER_FIELDS if name in capture}
    return {**capture, **redacted}


def without_secrets(capture: Capture) -> Capture:
    """Give a capture in which such headers stand with a word in the place of their values, and no body."""
    from dataclasses import replace

    headers, asked = _redacted(capture.headers), _redacted(capture.request_headers)
    return replace(capture, headers=tuple(headers), request_headers=tuple(asked), body=None)


def _redacted(headers: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    return [(name, REDACTED if name.lower() in SECRET else value) for name, value in headers]
