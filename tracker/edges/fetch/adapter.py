"""The transport that requests is given: one connection for one request, opened by the door, and never a proxy."""

from __future__ import annotations

import ssl
from collections.abc import Callable

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.connection import HTTPConnection

from tracker.edges.fetch.connection import GuardedConnection, GuardedTLSConnection, Intake
from tracker.edges.fetch.door import Door
from tracker.edges.fetch.target import Target


class GuardedAdapter(BaseAdapter):
    """Sends one request to the one target it was made for.

    There is no session around it: nothing that a session adds (cookies, .netrc, proxies of the environment, its own
    way of following redirects) can come in by mistake.
    """

    def __init__(self, target: Target, *, door: Door, intake: Intake, trust: Callable[[], ssl.SSLContext]) -> None:
        super().__init__()
        self._connection: HTTPConnection
        if target.scheme == "https":
            self._connection = GuardedTLSConnection(target, door=door, intake=intake, trust=trust())
        else:
            self._connection = GuardedConnection(target, door=door, intake=intake)

    def send(self, request: PreparedRequest, *_: object, **__: object) -> Response:
        """Send a prepared request; give the answer with its body unread.

        Only `request` counts: the deadline bounds the time, certificates are always verified, proxies never used.
        """
        self._connection.request(
            str(request.method),
            request.path_url,
            body=request.body,
            headers=request.headers,
            preload_content=False,
            decode_content=False,
        )
        raw = self._connection.getresponse()
        response = Response()
        response.status_code = raw.status
        response.headers = CaseInsensitiveDict(raw.headers)
        response.raw = raw
        response.request = request
        response.url = str(request.url)
        return response

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
