"""Mail handed to the machine's own mail program, which queues and retries by itself."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from tracker.edges.email.compose import compose, recipient_of, sender_of
from tracker.edges.email.headers import clean
from tracker.edges.fault_points import fault_point
from tracker.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import Message

_SECONDS = 60

# sysexits.h: what will not be better tomorrow, as far as this one message goes.
_NEVER = {os.EX_DATAERR: "the message is not sound", os.EX_NOUSER: "no such recipient"}


class SendmailMailer:
    """Runs a sendmail-compatible program with the message on its standard input.

    There is no shell, and nothing that comes from a page stands in its arguments.
    """

    def __init__(self, command: str) -> None:
        self.command = command

    def describe(self) -> str:
        """Say where mail goes."""
        return f'through {self.command} on this machine (mail.transport = "sendmail")'

    def probe(self) -> None:
        """See that the program is there.

        Raises:
            TemporaryDeliveryError: it is not.
        """
        program = self._words()[0]
        if shutil.which(program) is None:
            raise self._missing(program, FileNotFoundError("no such program"))

    def send(self, message: Message) -> str:
        """Hand the message to the program; give its words.

        Raises:
            TemporaryDeliveryError: exit code 75 or any trouble that may pass.
            PermanentDeliveryError: the program refused the recipient or the message.
        """
        data = compose(message)
        words = [*self._words(), "-i", "-f", sender_of(message), "--", recipient_of(message)]
        code, told = self._run(words, data)
        if code != os.EX_OK:
            raise _refusal(self.command, code, told)
        return told or f"taken by {words[0]}"

    def _words(self) -> list[str]:
        try:
            words = shlex.split(self.command)
        except ValueError:
            words = []
        if not words:
            raise TemporaryDeliveryError(f"mail.sendmail = {self.command!r} names no program: correct it")
        return words

    def _run(self, words: list[str], data: bytes) -> tuple[int, str]:
        try:
            fault_point("mail.sendmail.run")
            done = subprocess.run(  # noqa: S603  the program the user configured, without a shell
                words, input=data, capture_output=True, timeout=_SECONDS, check=False
            )
            fault_point("mail.sendmail.done")
        except subprocess.TimeoutExpired as error:
            raise TemporaryDeliveryError(f"{words[0]} did not end within {_SECONDS} s: look at its queue") from error
        except OSError as error:
            raise self._missing(words[0], error) from error
        return done.returncode, clean((done.stderr or done.stdout).decode("utf-8", "replace"), most=500)

    def _missing(self, program: str, error: OSError) -> TemporaryDeliveryError:
        return TemporaryDeliveryError(
            f"{program} cannot be run ({error.strerror or error}): install a mail server that brings it, or correct "
            "mail.sendmail"
        )


def _refusal(command: str, code: int, told: str) -> DeliveryError:
    words = f": {told}" if told else ""
    if code in _NEVER:
        return PermanentDeliveryError(f"{command} refused the mail (exit code {code}, {_NEVER[code]}){words}")
    if code == os.EX_TEMPFAIL:
        return TemporaryDeliveryError(f"{command} cannot take the mail now (exit code 75){words}")
    return TemporaryDeliveryError(f"{command} failed (exit code {code}){words}; run it by hand to see why")
