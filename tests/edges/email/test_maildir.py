from __future__ import annotations

import fcntl
import mailbox
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.edges.email.messages import message
from tracker.edges.email import FolderMailer, mailer
from tracker.edges.fault_points import arm
from tracker.errors import PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import MailSettings

STEPS = ["make", "write", "fsync", "rename", "sync"]


def kept(folder: Path) -> list[str]:
    """The Message-ID of each mail, as any mail program reads the folder."""
    return sorted(str(mail["Message-ID"]) for mail in mailbox.Maildir(folder, create=False))


def test_a_mail_is_written_as_any_mail_program_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    told = FolderMailer(folder).send(message())
    assert told.startswith(f"written as {folder}/new/")
    (mail,) = mailbox.Maildir(folder, create=False)
    assert mail["Subject"] == "Ferry strikes breakwater"
    assert kept(folder) == ["<6f1e.12.4@tracker.example.org>"]


def test_folder_and_mail_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    FolderMailer(folder).send(message())
    (file,) = (folder / "new").iterdir()
    modes = {
        path.name: path.stat().st_mode & 0o777 for path in (folder, *(folder / part for part in ("tmp", "new", "cur")))
    }
    assert modes == {"mail": 0o700, "tmp": 0o700, "new": 0o700, "cur": 0o700}
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_same_message_again_makes_no_second_file(tmp_path: Path) -> None:
    sender = FolderMailer(tmp_path / "mail")
    sender.send(message())
    assert sender.send(message(text="built later\n")).startswith("stands already as ")
    assert len(kept(tmp_path / "mail")) == 1


def test_a_message_that_was_read_and_filed_is_recognised(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    sender = FolderMailer(folder)
    sender.send(message())
    (file,) = (folder / "new").iterdir()
    file.rename(folder / "cur" / f"{file.name}:2,RS")
    assert sender.send(message()) == f"stands already as {folder}/cur/{file.name}:2,RS"
    assert len(kept(folder)) == 1


@contextmanager
def disk(options: str) -> Iterator[Path]:
    """Mount a disk of its own in memory; skips where that is not allowed."""
    with TemporaryDirectory(prefix="tracker-mail-") as folder:
        if os.geteuid() != 0 or not mounted(folder, options, "-t", "tmpfs"):
            pytest.skip("mounting a small disk needs the rights of an administrator")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def mounted(folder: str, options: str, *kind: str) -> bool:
    """Mount, or mount anew with other options."""
    return subprocess.run(["mount", *kind, "-o", options, "tmpfs", folder], capture_output=True).returncode == 0


def test_a_full_disk_keeps_the_mail_owed_and_leaves_no_half_one_once_there_is_room() -> None:
    large = message(text="word " * 40_000)
    with disk("size=64k") as place:
        sender = FolderMailer(place / "mail")
        with pytest.raises(TemporaryDeliveryError, match=r"No space left on device.: make room"):
            sender.send(large)
        assert kept(place / "mail") == []
        assert mounted(str(place), "remount,size=8m")
        assert sender.send(large).startswith("written as ")
        (mail,) = mailbox.Maildir(place / "mail", create=False)
        assert mail.as_bytes().rstrip().endswith(b"_=--")
        assert list((place / "mail" / "tmp").iterdir()) == []


def test_a_disk_that_became_read_only_keeps_the_mail_owed() -> None:
    with disk("size=8m") as place:
        sender = FolderMailer(place / "mail")
        sender.send(message())
        assert mounted(str(place), "remount,ro")
        other = message(message_id="<other.12.5@tracker.example.org>")
        for act in (sender.probe, lambda: sender.send(other)):
            with pytest.raises(TemporaryDeliveryError, match=r"Read-only file system.: make room or give"):
                act()
        # What stands there is known to, and needs no room.
        assert sender.send(message()).startswith("stands already as ")
        assert mounted(str(place), "remount,rw")
        sender.send(other)
        assert len(kept(place / "mail")) == 2


def test_two_messages_are_two_files(tmp_path: Path) -> None:
    sender = FolderMailer(tmp_path / "mail")
    sender.send(message())
    sender.send(message(message_id="<other.12.5@tracker.example.org>"))
    assert len(kept(tmp_path / "mail")) == 2


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_leaves_the_mail_owed_and_then_whole(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "mail"
    sender = FolderMailer(folder)
    with arm(f"mail.folder.{step}"), pytest.raises(TemporaryDeliveryError, match="cannot be written"):
        sender.send(message())
    sender.send(message())
    assert kept(folder) == ["<6f1e.12.4@tracker.example.org>"]
    assert list((folder / "tmp").iterdir()) == []


def test_a_folder_that_is_a_file_says_the_cure(tmp_path: Path) -> None:
    place = tmp_path / "mail"
    place.write_text("in the way")
    for act in (FolderMailer(place).probe, lambda: FolderMailer(place).send(message())):
        with pytest.raises(TemporaryDeliveryError, match=r"cannot be written .*or set mail\.folder"):
            act()


def test_a_link_in_the_place_of_a_draft_is_not_followed(tmp_path: Path) -> None:
    folder, precious = tmp_path / "mail", tmp_path / "precious"
    precious.write_text("keep me")
    sender = FolderMailer(folder)
    sender.send(message())
    (file,) = (folder / "new").iterdir()
    file.unlink()
    (folder / "tmp" / file.name).symlink_to(precious)
    with pytest.raises(TemporaryDeliveryError):
        sender.send(message())
    assert precious.read_text() == "keep me"


def test_a_message_that_is_no_mail_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(PermanentDeliveryError):
        FolderMailer(tmp_path / "mail").send(message(recipient="nobody"))
    assert not (tmp_path / "mail").exists()


def test_a_trial_leaves_an_empty_folder(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "mail").probe()
    assert [file for _, _, files in os.walk(tmp_path) for file in files] == []


def test_without_a_folder_named_mail_lies_in_the_data_folder(tmp_path: Path) -> None:
    sender = mailer(MailSettings(), tmp_path)
    assert isinstance(sender, FolderMailer)
    assert sender.describe() == (
        f'into the Maildir {tmp_path}/mail on this machine: nobody is mailed (mail.transport = "folder")'
    )
    assert (
        mailer(MailSettings(folder=tmp_path / "elsewhere"), tmp_path)
        .describe()
        .startswith(f"into the Maildir {tmp_path}/elsewhere")
    )


def test_what_a_killed_tracker_left_half_written_goes_with_the_next_message(tmp_path: Path) -> None:
    sender = FolderMailer(tmp_path / "mail")
    with arm("mail.folder.fsync"), pytest.raises(TemporaryDeliveryError):
        sender.send(message())
    assert list((tmp_path / "mail" / "tmp").iterdir()) == []
    for name in ("0123456789abcdef.tracker", "trial-4711.tracker", "not ours"):
        (tmp_path / "mail" / "tmp" / name).write_bytes(b"Subject: half a wor")
    os.mkfifo(tmp_path / "mail" / "tmp" / "pipe.tracker")
    sender.send(message())
    assert [file.name for file in (tmp_path / "mail" / "tmp").iterdir()] == ["not ours"]


def test_a_draft_that_somebody_writes_is_left_alone(tmp_path: Path) -> None:
    sender = FolderMailer(tmp_path / "mail")
    sender.probe()
    held = tmp_path / "mail" / "tmp" / "0123456789abcdef.tracker"
    with held.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        sender.send(message())
        assert held.exists()
    sender.probe()
    assert not held.exists()
