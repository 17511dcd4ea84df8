"""Settings that are wrong, secret or never end; and a process that is told to leave."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.files import mistakes_of
from tests.program import Program
from tracker.config.selectors import is_sound


def test_rgx_1_hostile_selectors_take_no_time() -> None:
    assert not is_sound("a" * 40 + ":not(" * 90)
    assert is_sound(":not(" * 99 + "a" + ")" * 99)


def test_cfg_1_all_mistakes_are_told_at_once_whatever_their_kind() -> None:
    text = """
    contact = "x@example.org"
    [schedule]
    min_interval = "2d"
    [mail.smtp]
    port = "twenty"
    host = "mail.example.org"
    security = "none"
    [[recipient]]
    address = "bob"
    [[recipient]]
    address = "a@example.org"
    [[recipient]]
    address = "a@example.org"
    """
    assert {mistake.partition(":")[0] for mistake in mistakes_of(text)} == {
        "contact",
        "schedule.min_interval",
        "mail.smtp.port",
        "mail.smtp.security",
        "recipient[1].address",
        "recipient[3].address",
    }


@pytest.mark.parametrize(
    "text",
    [
        '[mail.smtp]\npassword = "hunter2"',
        '[mail.smtp]\npassword_command = ["hunter2"]',
        "[mail.smtp]\npassword_env = {hunter2 = 1}",
        '[mail.smtp]\nusername = ["hunter2"]',
        '[[watch]]\nurl = "https://ada:hunter2@example.org/"',
        '[[watch]]\nurl = "hunter2"',
        '[mail.smtp]\npassword_file = "hunter2\n',
    ],
)
def test_sec_1_a_secret_is_never_told(text: str) -> None:
    assert "hunter2" not in " ".join(mistakes_of(text))


def test_sig_1_a_second_signal_to_leave_ends_the_process_at_once() -> None:
    program = (
        "import os, signal\n"
        "from tracker.daemon.signals import Signals\n"
        "Signals()\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
        "print('still here')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)

    assert done.returncode == 128 + signal.SIGTERM
    assert done.stdout == b""


def test_cfg_2_files_that_others_may_read_or_write_are_told_with_the_cure(tmp_path: Path) -> None:
    program = Program(tmp_path)
    secret, certificates = tmp_path / "password", tmp_path / "ca.pem"
    for file in (secret, certificates):
        file.write_text("hunter-42\n")
        file.chmod(0o644)
    smtp = f'password_file = "{secret}"\nca_file = "{certificates}"\nusername = "ann"\nhost = "localhost"\nport = 1'
    config = program.configure(
        "127.0.0.1:1", more=f'[mail]\ntransport = "smtp"\n[mail.smtp]\n{smtp}\nsecurity = "tls"\n'
    )
    config.chmod(0o666)

    wide = program("check")
    config.chmod(0o600)
    secret.chmod(0o600)
    narrow = program("check")

    assert f"others may read {secret}, which holds a secret: chmod 600 {secret}" in " ".join(wide.out.split())
    assert f"others may write {config}, and what it names is run as you: chmod go-w {config}" in " ".join(
        wide.out.split()
    )
    assert "others may" not in narrow.out
    assert "hunter-42" not in wide.out + wide.err + narrow.out
