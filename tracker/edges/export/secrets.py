"""What must not leave with an export: the values of headers that open a session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.model import Capture

REDACTED = "[redacted]"
_SECRET = frozenset(
    {"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "authentication-info", "x-api-key"}
    | {"x-auth-token", "x-access-token", "x-csrf-token", "x-xsrf-token", "x-session-id", "x-amz-security-token"}
)

Headers = tuple[tuple[str, str], ...]


def secret_names(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Give the names of headers whose values are kept back, as they were sent, each once and in order."""
    return tuple(dict.fromkeys(name for name, _ in headers if name.lower() in _SECRET))


def without_secrets(capture: Capture) -> Capture:
    """Give a capture in which such headers stand with a word in the place of their values."""
    return replace(
        capture, headers=_redacted(capture.headers), request_headers=_redacted(capture.request_headers), body=None
    )


def _redacted(headers: Headers) -> Headers:
    return tuple((name, REDACTED if name.lower() in _SECRET else value) for name, value in headers)
