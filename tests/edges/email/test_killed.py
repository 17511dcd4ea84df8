from __future__ import annotations

import mailbox
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
INTO_FOLDER = """
import sys
from pathlib import Path
from tests.edges.email.messages import message
from tracker.edges.email import FolderMailer
FolderMailer(Path(sys.argv[1])).send(message())
"""
OVER_SMTP = """
import sys
from tests.edges.email.messages import message
from tracker.edges.email import SmtpMailer
from tracker.model import Security, SmtpSettings
SmtpMailer(SmtpSettings(host="127.0.0.1", port=int(sys.argv[1]), security=Security.NONE)).send(message())
"""


def run(script: str, target: str, *, fault: str = "") -> int:
    """Send one message in a process of its own, which a fault may kill; gives how it ended."""
    environment = {**os.environ, "TRACKER_FAULT": f"{fault}:1:kill" if fault else "", "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", script, target], env=environment, cwd=ROOT, check=False).returncode


@pytest.mark.parametrize("step", ["make", "write", "fsync", "rename", "sync"])
def test_a_kill_at_any_step_leaves_no_half_mail_and_no_second_one(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "mail"
    assert run(INTO_FOLDER, str(folder), fault=f"mail.folder.{step}") == -signal.SIGKILL
    assert run(INTO_FOLDER, str(folder)) == 0
    (mail,) = mailbox.Maildir(folder, create=False)
    assert mail["Message-ID"] == "<6f1e.12.4@tracker.example.org>"
    assert mail.get_payload()
    assert list((folder / "tmp").iterdir()) == []
