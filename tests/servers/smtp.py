"""A real SMTP server on loopback, for tests: keeps what it takes, and can be told to be in any bad mood.

    with MailServer() as server:
        ... deliver to 127.0.0.1:server.port ...
        assert server.received[0].recipients == ("desk@example.org",)

`server.mood` may be changed between two mails. With `tls` it offers STARTTLS (or speaks TLS from the first byte with
`implicit`); with `accounts` it asks for a login, which it accepts in clear as well, so that a test sees a password
that should not have come.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

_T = TypeVar("_T")


@dataclass(frozen=True)
class Mood:
    """What the server answers; an empty string is a plain yes.

    Attributes:
        mail, data: a whole answer such as `421 4.3.2 going down`; `data` comes after the last dot.
        rcpt: the same by recipient; `*` stands for all.
        hang_up: `before data` closes the connection in place of a 354, `after data` keeps the mail and then closes
            without an answer, `at once` closes before the greeting.
    """

    mail: str = ""
    rcpt: Mapping[str, str] = field(default_factory=dict)
    data: str = ""
    hang_up: str = ""


@dataclass(frozen=True)
class Received:
    """One mail as it came: envelope and bytes."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes

    @property
    def mail(self) -> EmailMessage:
        """The mail, parsed."""
        parsed = message_from_bytes(self.data, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed


class MailServer:
    """A server in a thread of its own; use it in a `with` block.

    Args:
        tls: the server's certificate; STARTTLS is offered where it is given.
        implicit: speak TLS from the first byte in place of STARTTLS.
        accounts: name and password; a login is needed where it is given.

    Attributes:
        may_answer: cleared, the answer after the last dot waits until it is set.
    """

    def __init__(
        self,
        mood: Mood | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        implicit: bool = False,
        accounts: Mapping[str, str] | None = None,
    ) -> None:
        self.mood = mood or Mood()
        self.received: list[Received] = []
        self.logins: list[tuple[str, str]] = []
        self.commands: list[str] = []
        self.port = 0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._tls, self._implicit, self._accounts = tls, implicit, dict(accounts or {})
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._run(self._listen())
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def message_ids(self) -> list[str]:
        """The Message-ID of each mail received, in order."""
        return [str(one.mail["Message-ID"]) for one in self.received]

    def _run(self, work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _listen(self) -> asyncio.Server:
        implicit = self._tls if self._implicit else None
        return await self._loop.create_server(self._conversation, "127.0.0.1", 0, ssl=implicit)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _conversation(self) -> SMTP:
        return _Conversation(
            self,
            hostname="mail.test",
            tls_context=None if self._implicit else self._tls,
            authenticator=self._logged_in if self._accounts else None,
            auth_require_tls=False,
            auth_exclude_mechanism=() if self._accounts else ("LOGIN", "PLAIN"),
            loop=self._loop,
            timeout=20,
        )

    def _logged_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        login = given.login.decode(), given.password.decode()
        self.logins.append(login)
        return AuthResult(success=self._accounts.get(login[0]) == login[1], handled=False)

    async def handle_EHLO(  # noqa: N802  the names that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Greet."""
        del server, envelope
        self.commands.append("EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, unless there is no login or the mood is bad."""
        del server
        self.commands.append("MAIL")
        if self._accounts and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if not self.mood.mail:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.mood.mail or "250 2.1.0 sender fine"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, unless the mood is bad."""
        del server, session, options
        self.commands.append("RCPT")
        answer = self.mood.rcpt.get(address) or self.mood.rcpt.get("*")
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 recipient fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail, unless the mood is bad."""
        del session
        self.commands.append("DATA")
        if not self.mood.data:
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.received.append(Received(str(envelope.mail_from), tuple(envelope.rcpt_tos), content))
        while not self.may_answer.is_set():
            await asyncio.sleep(0.01)
        if self.mood.hang_up == "after data":
            _hang_up(server)
        return self.mood.data or f"250 2.0.0 taken as {len(self.received)}"


def _hang_up(conversation: SMTP) -> None:
    assert isinstance(conversation.transport, asyncio.Transport)
    conversation.transport.abort()


class _Conversation(SMTP):
    """One connection: hangs up where the mood says so."""

    def __init__(self, owner: MailServer, **settings: Any) -> None:
        self._owner = owner
        super().__init__(owner, **settings)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self._owner.mood.hang_up == "at once":
            assert isinstance(transport, asyncio.Transport)
            transport.abort()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  the name that aiosmtpd calls
        if self._owner.mood.hang_up == "before data":
            _hang_up(self)
            return
        await super().smtp_DATA(arg)
