from __future__ import annotations

from pathlib import Path

import pytest

from tests.edges.email.messages import message
from tracker.edges.email import SendmailMailer, compose, mailer
from tracker.edges.fault_points import arm
from tracker.errors import PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import MailSettings, Transport


def program(folder: Path, *, code: int = 0, words: str = "") -> str:
    """A mail program that writes down what it was given, says some words and ends with a code."""
    file = folder / "sendmail"
    file.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/arguments\ncat > {folder}/mail\necho "{words}" >&2\nexit {code}\n'
    )
    file.chmod(0o755)
    return str(file)


def test_the_mail_goes_in_by_standard_input_and_the_address_by_argument(tmp_path: Path) -> None:
    SendmailMailer(program(tmp_path)).send(message())
    assert (tmp_path / "arguments").read_text().split("\n")[:-1] == [
        "-i",
        "-f",
        "tracker@example.org",
        "--",
        "desk@example.org",
    ]
    assert (tmp_path / "mail").read_bytes() == compose(message())


def test_words_after_the_program_are_its_arguments(tmp_path: Path) -> None:
    SendmailMailer(f"{program(tmp_path)} -C 'my file'").send(message())
    assert (tmp_path / "arguments").read_text().startswith("-C\nmy file\n-i\n")


def test_its_words_come_back(tmp_path: Path) -> None:
    assert SendmailMailer(program(tmp_path, words="queued as 4F")).send(message()) == "queued as 4F"


@pytest.mark.parametrize(
    ("code", "words"), [(75, "cannot take the mail now"), (69, "failed"), (1, "failed"), (78, "failed")]
)
def test_what_may_pass_is_worth_another_try(tmp_path: Path, code: int, words: str) -> None:
    with pytest.raises(TemporaryDeliveryError, match=f"{words} .exit code {code}.: disk full"):
        SendmailMailer(program(tmp_path, code=code, words="disk full")).send(message())


@pytest.mark.parametrize("code", [65, 67])
def test_a_refused_recipient_or_message_is_for_good(tmp_path: Path, code: int) -> None:
    with pytest.raises(PermanentDeliveryError, match=f"refused the mail .exit code {code}.*: unknown user"):
        SendmailMailer(program(tmp_path, code=code, words="unknown user")).send(message())


@pytest.mark.parametrize("command", ["/no/such/program", "", "'"])
def test_a_missing_program_says_the_cure(command: str) -> None:
    sender = SendmailMailer(command)
    for act in (sender.probe, lambda: sender.send(message())):
        with pytest.raises(TemporaryDeliveryError, match=r"mail\.sendmail"):
            act()


def test_a_recipient_that_looks_like_an_option_never_reaches_the_program(tmp_path: Path) -> None:
    with pytest.raises(PermanentDeliveryError):
        SendmailMailer(program(tmp_path)).send(message(recipient="-oQ/tmp@example.org"))
    assert not (tmp_path / "arguments").exists()


@pytest.mark.parametrize("step", ["run", "done"])
def test_a_fault_at_any_step_leaves_the_mail_owed(tmp_path: Path, step: str) -> None:
    sender = SendmailMailer(program(tmp_path))
    with arm(f"mail.sendmail.{step}"), pytest.raises(TemporaryDeliveryError, match="injected fault"):
        sender.send(message())
    sender.send(message())
    assert (tmp_path / "mail").read_bytes() == compose(message())


def test_it_says_where_mail_goes(tmp_path: Path) -> None:
    settings = MailSettings(transport=Transport.SENDMAIL, sendmail="/usr/sbin/sendmail")
    assert mailer(settings, tmp_path).describe() == (
        'through /usr/sbin/sendmail on this machine (mail.transport = "sendmail")'
    )
