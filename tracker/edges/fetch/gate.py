"""The gate: every page that the tracker reads comes in here, and nowhere else."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from types import MappingProxyType

import certifi

from tracker import __version__
from tracker.edges.clock_state import Clock, system_clock
from tracker.edges.fetch.answer import Answer, answered
from tracker.edges.fetch.deadline import Deadline
from tracker.edges.fetch.decoding import ACCEPTED
from tracker.edges.fetch.door import Door
from tracker.edges.fetch.names import Names, Resolver
from tracker.edges.fetch.subscriptions import REDACTED, Subscriptions, without_session
from tracker.edges.fetch.target import Target, next_target, target_of
from tracker.edges.watchdog import Watchdog
from tracker.errors import FetchError, ProtocolError, RedirectsError
from tracker.model import BodyForm, Capture, FetchSettings, Redirect, Request, Validators
from tracker.model.places import parsed_place

_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
# A validator goes back to the server with every request: one without measure would have us refused for ever.
_VALIDATOR = re.compile(r"[\x20-\x7e\xa0-\xff]{1,1024}")
_SENDABLE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was asked, and of whom in the end; `secret`: as a subscriber."""

    url: str
    redirects: tuple[Redirect, ...]
    target: Target
    headers: dict[str, str]
    began: datetime
    secret: bool = False


class Gate:
    """Makes one GET at a time and thread; safe to share between threads.

    It asks nothing outside the public Internet but what `settings.allow_private` names, keeps no cookies, uses no
    proxy and no password of the environment, follows redirects by hand, and holds every bound of size and time.
    What proves a subscription goes to its host alone, over https, while no redirect has led away from there.

    Args:
        user_agent: sent as it is; says who asks and how to reach them.
        clock: gives the present, aware UTC.
        languages: what single hosts are asked for in place of `settings.accept_language`, by exact name, with a port
            that is not the scheme's default.
        resolver: answers like `socket.getaddrinfo`.
        ca_file: certificates to trust beside the usual ones; None: no others.
        clock_state: says how well `clock` is kept to the time of the world.
        subscriptions: what is sent to which host; None: nothing to none.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        user_agent: str,
        clock: Callable[[], datetime],
        languages: Mapping[str, str] | None = None,
        resolver: Resolver = socket.getaddrinfo,
        ca_file: PurePath | None = None,
        clock_state: Callable[[], Clock] = system_clock,
        subscriptions: Subscriptions | None = None,
    ) -> None:
        self._settings = settings
        self._user_agent = user_agent
        self._clock = clock
        self._clock_state = clock_state
        self._languages = languages or {}
        self._ca_file = ca_file
        self._door = Door(Names(resolver), allowed=tuple(parsed_place(text) for text in settings.allow_private))
        self.subscriptions = subscriptions or Subscriptions()
        self._watchdog = Watchdog()
        self._trusted: ssl.SSLContext | None = None
        self._trusting = threading.Lock()

    def fetch(self, request: Request) -> Capture:
        """Make one GET with all its redirects; give any answer as evidence.

        Raises:
            AddressRefusedError: not http(s), or outside the public Internet, at any hop.
            UnreachableError: no name, no connection, no handshake.
            DeadlineError: not whole within `settings.deadline`.
            TooLargeError: more than `settings.max_bytes`, or headers without end.
            ProtocolError: cut short, not HTTP, an encoding or a 304 that nobody asked for; redirects without end.
            SubscriptionError: what proves the subscription cannot be used.
            FetchError: as `request.at_redirect` raises it.
        """
        began = self._clock()
        first = target_of(request.url)
        try:
            with Deadline(self._watchdog, self._settings.deadline, url=first.url) as deadline:
                return self._followed(request, first, began=began, deadline=deadline)
        except FetchError as error:
            if (told := self.subscriptions.without(str(error), first)) != str(error):
                raise type(error)(told) from None
            raise

    def close(self) -> None:
        """Stop the thread that keeps the deadlines."""
        self._watchdog.close()

    def _followed(self, request: Request, first: Target, *, began: datetime, deadline: Deadline) -> Capture:
        target, redirects, is_home = first, tuple[Redirect, ...](), True
        while True:
            headers = self._headers(target, request.validators if target.host == first.host else None)
            # A host that a redirect led back to may have been led to by anybody.
            is_home = is_home and target.origin == first.origin
            proof = self.subscriptions.headers(target, now=self._clock()) if is_home else _NONE
            with self._answered(target, {**headers, **proof}, deadline) as answer:
                if (location := answer.location) is None:
                    body = self._body(answer, target, headers)
                    noted = headers | dict.fromkeys(proof, REDACTED)
                    asked = _Asked(
                        url=request.url,
                        redirects=redirects,
                        target=target,
                        headers=noted,
                        began=began,
                        secret=bool(proof),
                    )
                    return self._captured(asked, answer, body)
            redirects += (Redirect(url=target.url, status=answer.status, location=location),)
            target = self._next(target, redirects)
            if request.at_redirect is not None:
                request.at_redirect(target.url)

    def post(
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
        """Hand a message over to one address, by the same rules and bounds as `fetch`; redirects are not followed.

        Args:
            headers: more to send; not noted in the Capture, since keys may be among them.
            deadline: in place of `settings.deadline`.
            beginning: so many bytes of the body are read and no more; then nothing in it makes the request fail.

        Raises:
            FetchError: as for `fetch`.
        """
        kind = {"Content-Type": content_type, "Content-Length": str(len(message))}
        return self._once(url, kind | {"Accept": accept}, headers, deadline, beginning, message)

    def get(
        self,
        url: str,
        *,
        accept: str,
        headers: Mapping[str, str] = _NONE,
        deadline: timedelta | None = None,
        beginning: int | None = None,
    ) -> Capture:
        """Ask one address as a program does, without redirects; all else as for `post`.

        Raises:
            FetchError: as for `fetch`.
        """
        return self._once(url, {"Accept": accept}, headers, deadline, beginning)

    def _once(
        self,
        url: str,
        noted: dict[str, str],
        added: Mapping[str, str],
        length: timedelta | None,
        beginning: int | None,
        message: bytes | None = None,
    ) -> Capture:
        began, target = self._clock(), target_of(url)
        own = {"Host": target.host_header, "User-Agent": self._user_agent}
        headers = own | noted | {"Accept-Encoding": ACCEPTED, "Connection": "close"}
        asked = _Asked(url=url, redirects=(), target=target, headers=headers, began=began)
        with (
            # The whole address stays out of messages: those of services often hold a key.
            Deadline(self._watchdog, length or self._settings.deadline, url=target.place) as deadline,
            self._answered(target, headers | _sendable(added), deadline, message) as answer,
        ):
            body = self._body(answer, target, headers) if beginning is None else answer.beginning(beginning)
            return self._captured(asked, answer, body)

    def _captured(self, asked: _Asked, answer: Answer, body: bytes | None) -> Capture:
        ended = self._clock()
        state, error = self._clock_state()
        return Capture(
            requested=asked.url,
            url=asked.target.url,
            redirects=asked.redirects,
            status=answer.status,
            status_line=answer.status_line,
            headers=without_session(answer.headers) if asked.secret else answer.headers,
            body=body,
            began=asked.began,
            ended=ended,
            address=answer.peer,
            request_headers=tuple(asked.headers.items()),
            certificate_sha256=answer.certificate_sha256,
            clock=state,
            clock_error=error,
            body_form=BodyForm.WIRE if body is None else answer.body_form,
            program=__version__,
        )

    def _answered(
        self, target: Target, headers: dict[str, str], deadline: Deadline, message: bytes | None = None
    ) -> AbstractContextManager[Answer]:
        return answered(
            target,
            headers,
            door=self._door,
            trust=self._trust,
            deadline=deadline,
            limit=self._settings.max_bytes,
            message=message,
        )

    def _next(self, current: Target, redirects: tuple[Redirect, ...]) -> Target:
        if len(redirects) > self._settings.max_redirects:
            raise RedirectsError(
                f"{redirects[0].url} redirects more than {self._settings.max_redirects} times; "
                "open it in a browser and watch the address it ends at"
            )
        following = next_target(current, redirects[-1].location)
        if following.url in {redirect.url for redirect in redirects}:
            raise RedirectsError(
                f"{redirects[0].url} redirects in a circle, as sites do that insist on cookies; "
                "open it in a browser and watch the address it ends at"
            )
        return following

    def _headers(self, target: Target, validators: Validators | None) -> dict[str, str]:
        headers = {
            "Host": target.host_header,
            "User-Agent": self._user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        # Asked of the host of each hop: where a redirect leads elsewhere, that place's own setting holds.
        if language := self._languages.get(target.host_header) or self._settings.accept_language:
            headers["Accept-Language"] = language
        return headers | (_conditions(validators) if validators else {})

    def _body(self, answer: Answer, target: Target, headers: dict[str, str]) -> bytes | None:
        if answer.status == 304:
            if not headers.keys() & {"If-None-Match", "If-Modified-Since"}:
                raise ProtocolError(
                    f"{target.place} answers 304 though nothing was known of the page; nothing was kept"
                )
            return None
        if answer.status == 101:
            raise ProtocolError(f"{target.place} switches to another protocol, which nobody asked for")
        return answer.body()

    def _trust(self) -> ssl.SSLContext:
        # Reading the certificates costs as much as twenty polls: once, and not before the first https address.
        with self._trusting:
            if self._trusted is None:
                self._trusted = ssl.create_default_context()
                self._trusted.load_verify_locations(certifi.where())
                if self._ca_file is not None:
                    self._trusted.load_verify_locations(str(self._ca_file))
            return self._trusted


def _conditions(validators: Validators) -> dict[str, str]:
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in conditions.items() if value and _VALIDATOR.fullmatch(value)}


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not _SENDABLE.fullmatch(value):
            # Libraries repeat the value in their message, and it may be a key.
            raise ProtocolError(f"what the header {name} would say cannot be sent; nothing was asked")
    return dict(headers)
