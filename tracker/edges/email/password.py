"""The mail server's password: read when it is needed, kept nowhere."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from tracker.errors import TemporaryDeliveryError
from tracker.model import SmtpSettings

_COMMAND_SECONDS = 30


def read_password(settings: SmtpSettings) -> str:
    """Give the password from the file, variable or command that the settings name.

    Raises:
        TemporaryDeliveryError: none is named, or it cannot be read; the message never holds what was read.
    """
    if settings.password_file is not None:
        password = _from_file(Path(settings.password_file))
    elif settings.password_env:
        password = _from_environment(settings.password_env)
    elif settings.password_command:
        password = _from_command(settings.password_command)
    else:
        raise TemporaryDeliveryError(
            "mail.smtp.username is set but no password: name one of mail.smtp.password_file, password_env or "
            "password_command"
        )
    if not password.isascii() or not password:
        raise TemporaryDeliveryError(
            "the mail password is empty or not plain ASCII, which SMTP cannot carry: check its source in mail.smtp"
        )
    return password


def _from_file(file: Path) -> str:
    try:
        return _first_line(file.read_text("utf-8"))
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise TemporaryDeliveryError(
            f"the mail password cannot be read from {file} ({why}): check mail.smtp.password_file and its rights"
        ) from None


def _from_environment(name: str) -> str:
    password = os.environ.get(name)
    if password is None:
        raise TemporaryDeliveryError(
            f"the mail password is not in the environment: set the variable {name} or correct mail.smtp.password_env"
        )
    return _first_line(password)


def _from_command(command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  the user's own command, from the user's own file, without a shell
            shlex.split(command), capture_output=True, timeout=_COMMAND_SECONDS, check=True, stdin=subprocess.DEVNULL
        )
        return _first_line(done.stdout.decode("utf-8"))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        why = type(error).__name__
        if isinstance(error, subprocess.CalledProcessError):
            why = f"exit code {error.returncode}"
        raise TemporaryDeliveryError(
            f"mail.smtp.password_command failed ({why}): run it by hand, it must print the password and exit 0"
        ) from None


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
