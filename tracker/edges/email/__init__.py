"""Mail leaves here: over SMTP, through the machine's own mail program, or into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from tracker.edges.email.compose import compose
from tracker.edges.email.maildir import FolderMailer
from tracker.edges.email.sendmail import SendmailMailer
from tracker.edges.email.smtp import SmtpMailer
from tracker.model import MailSettings, Message, Transport

__all__ = ["FolderMailer", "Mailer", "SendmailMailer", "SmtpMailer", "compose", "mail_folder", "mailer"]


class Mailer(Protocol):
    """One way for mail to leave."""

    def send(self, message: Message) -> str:
        """Hand the message over; give the server's words.

        Raises:
            TemporaryDeliveryError: worth another try.
            PermanentDeliveryError: the server said never.
        """
        ...

    def describe(self) -> str:
        """Say where mail goes, in words that follow `alerts go`."""
        ...

    def probe(self) -> None:
        """See that mail could go, without sending any.

        Raises:
            DeliveryError: it could not; the sentence names the cure.
        """
        ...


def mailer(settings: MailSettings, data: Path) -> Mailer:
    """Give the way that the settings name; without `mail.folder` the folder is `mail` in the data folder.

    Raises:
        ConfigurationError: unencrypted mail to another machine was asked for.
    """
    if settings.transport is Transport.SMTP:
        return SmtpMailer(settings.smtp)
    if settings.transport is Transport.SENDMAIL:
        return SendmailMailer(settings.sendmail)
    return FolderMailer(mail_folder(settings, data))


def mail_folder(settings: MailSettings, data: Path) -> Path:
    """Give the Maildir of the `folder` transport, whether mail goes there now or not."""
    return Path(settings.folder) if settings.folder is not None else data / "mail"
