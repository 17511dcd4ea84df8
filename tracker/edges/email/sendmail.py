"""Mail handed to the machine's own mail program, which queues and retries by itself."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO

from tracker.edges.email.compose import compose, recipient_of, sender_of
from tracker.edges.email.headers import clean
from tracker.edges.fault_points import fault_point
from tracker.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import Message

_SECONDS = 60.0
_MOST_READ = 1 << 14
_MOST_WORDS = 500

# sysexits.h: what will not be better tomorrow, as far as this one message goes.
_NEVER = {os.EX_DATAERR: "the message is not sound", os.EX_NOUSER: "no such recipient"}


class SendmailMailer:
    """Runs a sendmail-compatible program with the message on its standard input.

    There is no shell, and nothing that comes from a page stands in its arguments.

    Args:
        seconds: the longest that the program may take; then it is killed with all that it started.
    """

    def __init__(self, command: str, *, seconds: float = _SECONDS) -> None:
        self.command = command
        self._seconds = seconds

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
        # Files, not pipes: a part of the program that goes on in the background keeps a pipe open.
        try:
            with TemporaryFile() as mail, TemporaryFile() as said, TemporaryFile() as complained:
                mail.write(data)
                mail.seek(0)
                code = self._ended(words, mail, said, complained)
                return code, _words(complained) or _words(said)
        except OSError as error:
            raise TemporaryDeliveryError(
                f"{words[0]} could not be given the mail ({error.strerror or error}): make room for temporary files"
            ) from error

    def _ended(self, words: list[str], mail: IO[bytes], said: IO[bytes], complained: IO[bytes]) -> int:
        try:
            fault_point("mail.sendmail.run")
            process = subprocess.Popen(  # noqa: S603  the program the user configured, without a shell
                words, stdin=mail, stdout=said, stderr=complained, start_new_session=True
            )
        except OSError as error:
            raise self._missing(words[0], error) from error
        with process:
            try:
                code = process.wait(self._seconds)
            except subprocess.TimeoutExpired as error:
                raise TemporaryDeliveryError(
                    f"{words[0]} did not end within {self._seconds:g} s and was killed: look at its queue"
                ) from error
            finally:
                if process.returncode is None:
                    _kill_all_of(process)
        fault_point("mail.sendmail.done")
        return code

    def _missing(self, program: str, error: OSError) -> TemporaryDeliveryError:
        return TemporaryDeliveryError(
            f"{program} cannot be run ({error.strerror or error}): install a mail server that brings it, or correct "
            "mail.sendmail"
        )


def _kill_all_of(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _words(file: IO[bytes]) -> str:
    file.seek(0)
    return clean(file.read(_MOST_READ).decode("utf-8", "replace"), most=_MOST_WORDS)


def _refusal(command: str, code: int, told: str) -> DeliveryError:
    words = f": {told}" if told else ""
    if code in _NEVER:
        return PermanentDeliveryError(f"{command} refused the mail (exit code {code}, {_NEVER[code]}){words}")
    if code == os.EX_TEMPFAIL:
        return TemporaryDeliveryError(f"{command} cannot take the mail now (exit code 75){words}")
    how = f"exit code {code}" if code >= 0 else f"killed by signal {-code}"
    return TemporaryDeliveryError(f"{command} failed ({how}){words}; run it by hand to see why")
