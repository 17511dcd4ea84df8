"""Secrets, such as passwords and keys: read when they are needed, kept nowhere, told nowhere."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from tracker.errors import TemporaryDeliveryError
from tracker.model import Secret

_COMMAND_SECONDS = 30


def is_named(secret: Secret) -> bool:
    """Tell whether the settings say where a secret is."""
    return secret.file is not None or bool(secret.env or secret.command)


def read_secret(secret: Secret, *, what: str, setting: str) -> str:
    """Give the first line of the file, variable or command's output that the settings name.

    Args:
        what: the secret in words, such as `the mail password`.
        setting: the beginning of its keys in the configuration, such as `mail.smtp.password`.

    Raises:
        TemporaryDeliveryError: none is named, it is empty, or it cannot be read; the message never holds what was
            read.
    """
    if secret.file is not None:
        found = _from_file(Path(secret.file), what, setting)
    elif secret.env:
        found = _from_environment(secret.env, what, setting)
    elif secret.command:
        found = _from_command(secret.command, setting)
    else:
        raise TemporaryDeliveryError(
            f"{what} is missing: name one of {setting}_file, {_key(setting)}_env or {_key(setting)}_command"
        )
    if not found:
        raise TemporaryDeliveryError(f"{what} is empty: check its source in {setting.rpartition('.')[0]}")
    return found


def without(text: str, *secrets: str) -> str:
    """Give a text in which none of the secrets stands: `…` stands in their place."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


def _key(setting: str) -> str:
    return setting.rpartition(".")[2]


def _from_file(file: Path, what: str, setting: str) -> str:
    try:
        return _first_line(file.read_text("utf-8"))
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise TemporaryDeliveryError(
            f"{what} cannot be read from {file} ({why}): check {setting}_file and its rights"
        ) from None


def _from_environment(name: str, what: str, setting: str) -> str:
    found = os.environ.get(name)
    if found is None:
        raise TemporaryDeliveryError(
            f"{what} is not in the environment: set the variable {name} or correct {setting}_env"
        )
    return _first_line(found)


def _from_command(command: str, setting: str) -> str:
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
            f"{setting}_command failed ({why}): run it by hand, it must print nothing but what is asked for, and exit 0"
        ) from None


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
