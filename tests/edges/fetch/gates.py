"""A gate as the tests of this folder open it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any

from tests.servers.http import Newsroom
from tracker.edges.fetch import Gate
from tracker.model import Capture, FetchSettings, Request, Validators

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Resolver = Callable[..., list[tuple[Any, ...]]]


@contextmanager
def gate(
    *allowed: str,
    deadline: timedelta = timedelta(seconds=20),
    max_bytes: int = 2**20,
    accept_language: str = "",
    languages: Mapping[str, str] | None = None,
    resolver: Resolver = socket.getaddrinfo,
    ca_file: PurePath | None = None,
) -> Iterator[Gate]:
    """Open a gate for the length of a `with` block; nothing private but `allowed` may be asked."""
    settings = FetchSettings(
        deadline=deadline, max_bytes=max_bytes, accept_language=accept_language, allow_private=allowed
    )
    opened = Gate(
        settings,
        user_agent="test/1 (+desk@example.org)",
        clock=lambda: NOON,
        languages=languages,
        resolver=resolver,
        ca_file=ca_file,
    )
    try:
        yield opened
    finally:
        opened.close()


def fetched(newsroom: Newsroom, path: str, *, validators: Validators | None = None, **bounds: Any) -> Capture:
    """Fetch one path of a newsroom that may be asked."""
    with gate(newsroom.place, **bounds) as opened:
        return opened.fetch(Request(url=newsroom.url(path), validators=validators))


def records(*addresses: str) -> list[tuple[Any, ...]]:
    """Give what `getaddrinfo` gives for these addresses."""
    return [
        (socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))
        for address in addresses
    ]
