from __future__ import annotations

import os
import signal
import time
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


def script(folder: Path, words: str) -> str:
    """A mail program that does as the words say."""
    file = folder / "sendmail"
    file.write_text(f"#!/bin/sh\n{words}\n")
    file.chmod(0o755)
    return str(file)


def is_running(process: Path) -> bool:
    """Tell whether a process lives; a dead one may wait for its parent to notice."""
    try:
        return (process / "stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_program_that_hangs_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    hanging = script(tmp_path, f"sleep 600 &\necho $! > {tmp_path}/child\nwait")
    with pytest.raises(TemporaryDeliveryError, match=r"did not end within 0\.3 s and was killed: look at its queue"):
        SendmailMailer(hanging, seconds=0.3).send(message())
    child = Path("/proc") / (tmp_path / "child").read_text().strip()
    until = time.monotonic() + 10
    while is_running(child):
        # It dies as soon as this machine has a moment for it.
        assert time.monotonic() < until
        time.sleep(0.01)


def test_what_goes_on_in_the_background_keeps_nobody_waiting_and_is_left_to_live(tmp_path: Path) -> None:
    program = script(tmp_path, f"cat > {tmp_path}/mail\nsleep 600 &\necho $! > {tmp_path}/child\necho queued")
    assert SendmailMailer(program, seconds=30).send(message()) == "queued"
    os.kill(int((tmp_path / "child").read_text()), signal.SIGKILL)
    assert (tmp_path / "mail").read_bytes() == compose(message())


def test_a_program_that_is_killed_is_worth_another_try(tmp_path: Path) -> None:
    with pytest.raises(TemporaryDeliveryError, match=r"failed .killed by signal 9.; run it by hand"):
        SendmailMailer(script(tmp_path, "kill -9 $$")).send(message())


def test_a_program_that_reads_nothing_is_believed_by_its_exit_code(tmp_path: Path) -> None:
    large = message(text="many words\n" * 100_000)
    with pytest.raises(TemporaryDeliveryError, match="exit code 75"):
        SendmailMailer(script(tmp_path, "exit 75")).send(large)


def test_endless_and_hostile_words_of_a_program_stay_one_short_line(tmp_path: Path) -> None:
    loud = script(tmp_path, "head -c 300000 /dev/zero | tr '\\0' 'x' >&2\nprintf '\\033]0;t\\007' >&2\nexit 70")
    with pytest.raises(TemporaryDeliveryError, match=r"exit code 70.: xxx") as told:
        SendmailMailer(loud).send(message())
    assert len(str(told.value)) < 700
    hostile = script(tmp_path, "printf '\\033]0;title\\007\\nBcc: all\\r\\n' >&2; exit 67")
    with pytest.raises(PermanentDeliveryError, match=r"no such recipient.: \]0;title Bcc: all$") as told_again:
        SendmailMailer(hostile).send(message())
    assert str(told_again.value).isprintable()


def test_no_room_for_the_mail_on_its_way_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no-such-folder"))
    with pytest.raises(TemporaryDeliveryError, match=r"could not be given the mail .*make room for temporary files"):
        SendmailMailer(program(tmp_path)).send(message())


def test_it_says_where_mail_goes(tmp_path: Path) -> None:
    settings = MailSettings(transport=Transport.SENDMAIL, sendmail="/usr/sbin/sendmail")
    assert mailer(settings, tmp_path).describe() == (
        'through /usr/sbin/sendmail on this machine (mail.transport = "sendmail")'
    )
