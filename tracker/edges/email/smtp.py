"""Mail over SMTP: encrypted with a real check of the server's certificate, or to this very machine."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket

from tracker.edges.email.compose import compose, recipient_of, sender_of
from tracker.edges.email.conversation import Client, conversation
from tracker.edges.email.headers import clean
from tracker.edges.email.password import read_password
from tracker.edges.email.refusals import as_bytes, plain, refusal, trouble
from tracker.edges.fault_points import fault_point
from tracker.errors import ConfigurationError, TemporaryDeliveryError
from tracker.model import Message, Security, SmtpSettings

# A server may take as long as mail.smtp.timeout for one step, and this many times that for all of them.
_TIMEOUTS_IN_ALL = 4

_SPOKEN = frozenset({"CRAM-MD5", "PLAIN", "LOGIN"})


class SmtpMailer:
    """Hands each message to a mail server over a connection of its own.

    With `starttls` (the default) and `tls` the certificate must be valid for `mail.smtp.host`, else nothing is sent:
    no password and no mail. `none` is for a server on this machine.

    Source: RFC 5321; RFC 3207 for STARTTLS; RFC 8314 for implicit TLS.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings
        self._server = f"{settings.host}:{settings.port}"
        if settings.security is Security.NONE:
            _refuse_in_clear(settings)

    def describe(self) -> str:
        """Say where mail goes."""
        how = {
            Security.STARTTLS: "with STARTTLS",
            Security.TLS: "with TLS",
            Security.NONE: "unencrypted, on this machine",
        }
        account = f" as {self.settings.username}" if self.settings.username else ""
        return f"to the mail server {self._server}{account}, {how[self.settings.security]}"

    def probe(self) -> None:
        """Connect, greet, encrypt and log in, then leave.

        Raises:
            TemporaryDeliveryError: any of it failed; the sentence names the cure.
        """
        with self._session():
            pass

    def send(self, message: Message) -> str:
        """Hand the message over; give the server's words.

        An end of the connection after the last byte is no yes: the message is owed still, and goes again under the
        same Message-ID.

        Raises:
            TemporaryDeliveryError: 4xx, no connection, no TLS, no login.
            PermanentDeliveryError: 5xx to this message, or it cannot be a mail.
        """
        data, sender, recipient = compose(message), sender_of(message), recipient_of(message)
        with self._session() as client:
            fault_point("mail.smtp.mail")
            self._agreed("MAIL FROM", client.mail(sender, _options(client, data)))
            fault_point("mail.smtp.rcpt")
            self._agreed(f"RCPT TO {recipient}", client.rcpt(recipient))
            fault_point("mail.smtp.data.before")
            told = self._agreed("DATA", client.data(data))
            fault_point("mail.smtp.data.after")
            return told

    def _agreed(self, step: str, answer: tuple[int, bytes]) -> str:
        code, words = answer
        if not 200 <= code < 300:
            raise refusal(self._server, step=step, code=code, words=words)
        return f"{code} {plain(words)}".rstrip()

    @contextmanager
    def _session(self) -> Iterator[Client]:
        seconds = self.settings.timeout.total_seconds()
        context = self._context() if self.settings.security is Security.TLS else None
        try:
            fault_point("mail.smtp.connect")
            with conversation(
                self.settings.host,
                self.settings.port,
                timeout=seconds,
                in_all=seconds * _TIMEOUTS_IN_ALL,
                context=context,
            ) as client:
                self._open(client)
                yield client
                client.part()
        except (OSError, UnicodeError) as error:
            # Not chained: what a library holds of a failed login is for nobody's log.
            raise trouble(self._server, error) from None

    def _open(self, client: Client) -> None:
        code, words = client.greeting()
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        client.ehlo_or_helo_if_needed()
        self._secure(client)
        self._log_in(client)

    def _secure(self, client: Client) -> None:
        if self.settings.security is Security.NONE:
            _refuse_far_peer(client.connection, self._server)
        if self.settings.security is not Security.STARTTLS:
            return
        if not client.has_extn("starttls"):
            raise TemporaryDeliveryError(
                f"mail server {self._server} offers no STARTTLS, so nothing was sent: set mail.smtp.security to "
                '"tls" (usually port 465), or find out who strips it on the way'
            )
        fault_point("mail.smtp.starttls")
        client.starttls(context=self._context())
        client.ehlo_or_helo_if_needed()

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.settings.ca_file is not None:
            try:
                context.load_verify_locations(cafile=str(self.settings.ca_file))
            except OSError as error:
                raise TemporaryDeliveryError(
                    f"the certificates in {self.settings.ca_file} cannot be read ({error.strerror or error}): correct "
                    "mail.smtp.ca_file"
                ) from error
        return context

    def _log_in(self, client: Client) -> None:
        if not self.settings.username:
            return
        self._expect_login(client.esmtp_features.get("auth", "").split())
        if not self.settings.username.isascii():
            raise TemporaryDeliveryError("mail.smtp.username is not plain ASCII, which SMTP cannot carry: correct it")
        password = read_password(self.settings)
        fault_point("mail.smtp.auth")
        try:
            client.log_in(self.settings.username, password)
        except smtplib.SMTPAuthenticationError as error:
            words = as_bytes(error.smtp_error)
            raise TemporaryDeliveryError(
                f"mail server {self._server} refused the login of {self.settings.username} with {error.smtp_code} "
                f"{plain(words)}: check mail.smtp.username and its password"
            ) from None

    def _expect_login(self, offered: list[str]) -> None:
        if not offered:
            raise TemporaryDeliveryError(
                f"mail server {self._server} offers no login: clear mail.smtp.username, or use its submission port "
                "(587 or 465)"
            )
        if _SPOKEN.isdisjoint(offered):
            raise TemporaryDeliveryError(
                f"mail server {self._server} offers only logins that are not spoken here ({clean(' '.join(offered))}): "
                "ask for a password for programs, or send through a server of your own"
            )


def _refuse_in_clear(settings: SmtpSettings) -> None:
    if not _is_loopback(settings.host):
        raise ConfigurationError(
            "mail.smtp",
            (f'mail.smtp.security: "none" is for this machine only, not for {settings.host}; use "starttls" or "tls"',),
        )
    if settings.username:
        raise ConfigurationError(
            "mail.smtp", ('mail.smtp.security: "none" would send the password in clear; use "starttls" or "tls"',)
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_far_peer(connection: socket, server: str) -> None:
    peer = connection.getpeername()[0]
    if not _is_loopback(peer):
        raise TemporaryDeliveryError(
            f'mail server {server} is {peer}, not this machine, and mail.smtp.security is "none": nothing was sent; '
            'use "starttls" or "tls"'
        )


def _options(client: Client, data: bytes) -> list[str]:
    return [f"size={len(data)}"] if client.has_extn("size") else []
