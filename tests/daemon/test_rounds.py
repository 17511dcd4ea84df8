"""The real daemon as a process, against a real newsroom and a real mail server."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.pages import EDITED, page
from tests.daemon.test_watchdog import Listening
from tests.forked import Forked
from tests.program import Program
from tests.servers.http import Newsroom as PageServer
from tests.servers.smtp import MailServer
from tracker.demo.newsroom import Newsroom

MAIL = """\
[mail]
transport = "smtp"
from = "tracker@example.org"

[mail.smtp]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = "2s"

[[recipient]]
address = "desk@example.org"
"""


class Desk:
    """A daemon between a newsroom and a mail server, to be started, killed and started again."""

    def __init__(self, program: Program, newsroom: Newsroom, mail: MailServer) -> None:
        self.program, self.newsroom, self.mail = program, newsroom, mail
        self.process: Forked | subprocess.Popen[bytes] | None = None

    def start(self, **environment: str) -> None:
        """Start the daemon."""
        self.process = self.program.start("run", **environment)

    def launch(self) -> None:
        """Start the daemon as a user does."""
        self.process = self.program.launch("run")

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and give the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(60)

    def died(self) -> bool:
        """Whether the daemon has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def versions(self) -> list[str]:
        """Give the headlines of the story's versions."""
        return [one["headline"] for one in self.program("log", "1", "--json").objects]

    def log(self) -> str:
        """Give what the daemon has said."""
        return (self.program.folder / "daemon.log").read_text()

    def sent(self) -> int:
        """Give how many deliveries the record calls sent."""
        return int(self.program("status", "--json").objects[0]["deliveries"].get("sent", 0))

    def told(self) -> list[str]:
        """Give the Message-IDs of the mails that came, in order."""
        return [str(received.mail["Message-ID"]) for received in self.mail.received]


def until(true: Callable[[], bool], seconds: float = 100.0) -> bool:
    """Wait for another process: the one place where a test must."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    newsroom = Newsroom().start()
    with MailServer() as mail:
        program = Program(tmp_path)
        program.configure(newsroom.address, pace="1s", more=MAIL.format(port=mail.port))
        made = Desk(program, newsroom, mail)
        assert program("add", newsroom.url).code == 0
        yield made
        if made.process is not None and made.process.poll() is None:
            made.process.kill()
            made.process.wait()
    newsroom.stop()


def test_an_edit_becomes_version_diff_and_mail_and_noise_nothing(desk: Desk) -> None:
    desk.launch()
    assert until(lambda: desk.newsroom.served >= 4)
    desk.newsroom.publish(1)
    assert until(lambda: len(desk.mail.received) == 1)
    desk.newsroom.publish(2)
    assert until(lambda: len(desk.mail.received) == 2)
    served = desk.newsroom.served
    assert until(lambda: desk.newsroom.served >= served + 3)

    assert desk.end() == 0
    assert len(desk.versions()) == 3
    assert desk.program("diff", "1", "1", "2").out.count("headline") >= 1
    first, second = (received.mail for received in desk.mail.received)
    assert first["Subject"] == second["Subject"]
    assert second["References"].split()[0] == first["Message-ID"]
    assert "Traceback" not in desk.log()


def test_writing_verbs_are_performed_by_the_running_daemon(desk: Desk) -> None:
    desk.start()
    assert until(lambda: desk.program("status", "--json").objects[0]["daemon"]["running"])

    added = desk.program("add", desk.newsroom.second_url, "--json")
    again = desk.program("add", desk.newsroom.second_url)
    looked = desk.program("poll", "2", "--json")
    paused = desk.program("pause", "2", "--json")

    assert added.objects[0]["id"] == 2
    assert again.code == 1
    assert looked.objects[0]["outcome"] in ("no change", "identical bytes")
    assert paused.objects[0]["state"] == "paused"
    assert desk.end() == 0


def test_a_second_daemon_exits_75_and_names_the_first(desk: Desk) -> None:
    desk.start()
    assert until(lambda: "watching" in desk.log())

    said = desk.program("run")

    assert desk.process is not None
    assert said.code == 75
    assert str(desk.process.pid) in said.err


def test_hangup_takes_the_new_configuration_and_refuses_a_mistaken_one(desk: Desk) -> None:
    desk.start()
    assert until(lambda: "watching" in desk.log())
    config = desk.program.folder / "config.toml"
    good = config.read_text()
    assert desk.process is not None

    config.write_text("[fetch]\ngap = 3\n")
    desk.process.send_signal(signal.SIGHUP)
    assert until(lambda: "is refused" in desk.log())
    config.write_text(good.replace("desk@example.org", "night@example.org"))
    desk.process.send_signal(signal.SIGHUP)
    assert until(lambda: "reloaded" in desk.log())
    desk.newsroom.publish(1)
    assert until(lambda: len(desk.mail.received) == 1)

    assert "fetch.gap" in desk.log()
    assert desk.mail.received[0].recipients == ("night@example.org",)
    assert desk.end(signal.SIGINT) == 130


@pytest.mark.parametrize(
    "point",
    # Where a mail may have left and where it has not; the outbox by itself is killed at each step, in test_alert_kills.
    ["store.commit.after", "mail.smtp.data.after"],
)
@pytest.mark.slow
def test_a_kill_loses_no_version_and_no_mail(desk: Desk, point: str) -> None:
    desk.start()
    assert until(lambda: desk.newsroom.served >= 3)
    desk.newsroom.publish(1)
    assert until(lambda: len(desk.mail.received) == 1)
    assert desk.end() == 0
    desk.newsroom.publish(2)

    desk.start(TRACKER_FAULT=f"{point}:1:kill")
    assert until(desk.died)
    acknowledged = desk.versions()
    desk.start()
    assert until(lambda: desk.sent() == 2)

    assert desk.end() == 0
    assert desk.versions()[: len(acknowledged)] == acknowledged
    assert len(desk.versions()) == 3
    assert len(set(desk.told())) == 2
    assert len(desk.told()) == (3 if point == "mail.smtp.data.after" else 2)
    assert "Traceback" not in desk.log()


def test_a_kill_in_the_middle_of_a_fetch_leaves_nothing_half_done(tmp_path: Path) -> None:
    asked, program = threading.Event(), Program(tmp_path)

    def silent(_connection: Any, closing: threading.Event) -> None:
        asked.set()
        closing.wait(100)

    with PageServer() as site:
        program.configure(site.place, pace="1s")
        site.publish("/fire", page())
        assert program("add", site.url("/fire")).code == 0
        site.misbehave("/fire", silent)
        daemon = program.start("run")
        assert asked.wait(100)
        daemon.kill()
        daemon.wait()
        site.publish("/fire", page(*EDITED))
        found = program("poll", "1", "--json").objects

    assert [one["outcome"] for one in found] == ["new version"]
    assert program("list", "--json").objects[0]["page_state"] == "article"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_came_while_the_daemon_was_stopped_is_heard(desk: Desk, number: int) -> None:
    desk.start()
    assert until(lambda: "watching" in desk.log())
    assert desk.process is not None
    for one in (signal.SIGSTOP, number, signal.SIGCONT):
        desk.process.send_signal(one)

    if number == signal.SIGTERM:
        assert desk.process.wait(60) == 0
    else:
        assert until(lambda: "reloaded" in desk.log())
        assert desk.end() == 0


def test_a_mail_in_hand_is_noted_before_the_daemon_leaves(desk: Desk) -> None:
    desk.mail.may_answer.clear()
    desk.start()
    assert until(lambda: desk.newsroom.served >= 3)
    desk.newsroom.publish(1)
    assert until(lambda: len(desk.mail.received) == 1)
    assert desk.process is not None
    desk.process.send_signal(signal.SIGTERM)
    desk.mail.may_answer.set()

    assert desk.process.wait(60) == 0
    assert len(desk.told()) == 1
    assert desk.sent() == 1
    assert "Traceback" not in desk.log()


def test_a_service_manager_hears_that_the_daemon_is_ready_alive_reloading_and_leaving(
    desk: Desk, tmp_path: Path
) -> None:
    listening, heard = Listening(str(tmp_path / "notify")), list[str]()

    def has(*lines: str) -> bool:
        heard.extend(listening.heard())
        return all(any(one.startswith(line) for one in heard) for line in lines)

    desk.start(NOTIFY_SOCKET=str(tmp_path / "notify"), WATCHDOG_USEC="400000")
    assert until(lambda: has("READY=1", "STATUS=watching", "WATCHDOG=1"))
    heard.clear()
    assert desk.process is not None
    desk.process.send_signal(signal.SIGHUP)
    assert until(lambda: has("RELOADING=1", "MONOTONIC_USEC=", "READY=1"))
    assert desk.end() == 0
    assert has("STOPPING=1")
    listening.close()
