"""The mail server's password: read when it is needed, kept nowhere."""

from __future__ import annotations

from tracker.edges.secrets import is_named, read_secret
from tracker.errors import TemporaryDeliveryError
from tracker.model import Secret, SmtpSettings


def read_password(settings: SmtpSettings) -> str:
    """Give the password from the file, variable or command that the settings name.

    Raises:
        TemporaryDeliveryError: none is named, or it cannot be read; the message never holds what was read.
    """
    source = Secret(file=settings.password_file, env=settings.password_env, command=settings.password_command)
    if not is_named(source):
        raise TemporaryDeliveryError(
            "mail.smtp.username is set but no password: name one of mail.smtp.password_file, password_env or "
            "password_command"
        )
    password = read_secret(source, what="the mail password", setting="mail.smtp.password")
    if not password.isascii():
        raise TemporaryDeliveryError(
            "the mail password is not plain ASCII, which SMTP cannot carry: check its source in mail.smtp"
        )
    return password
