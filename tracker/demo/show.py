"""The demo: a newsroom and a mail server on this machine, and between them the real daemon."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tracker.app.archive import Archive, Comparison
from tracker.config import load
from tracker.demo.mailbox import Mailbox
from tracker.demo.newsroom import Newsroom
from tracker.demo.story import EDITS
from tracker.errors import TrackerError, UsageError
from tracker.model import Article
from tracker.view.render import inline

READER = "reader@demo.invalid"
BETWEEN_EDITS = 1.5
PATIENCE = 20.0
LEAVE_WITHIN = 12.0

_CONFIG = """\
# Written by `tracker demo`: the pace of a demo, and only places on this machine.
data = "snapshots"

[fetch]
contact = "demo@demo.invalid"
gap = "0s"
per_hour = 0
allow_private = ["{news_place}"]

[schedule]
min_interval = "1s"
max_interval = "1s"

[detect]
confirm_after = "1s"

[alerts]
burst = "0s"

[mail]
transport = "smtp"
from = "Tracker demo <tracker@demo.invalid>"

[mail.smtp]
host = "127.0.0.1"
port = {mail_port}
security = "none"

[[recipient]]
address = "{reader}"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where the demo plays, and how long it pauses after each edit, in seconds."""

    folder: Path
    newsroom: Newsroom
    mailbox: Mailbox
    console: Console
    pause: float
    struck: threading.Event

    def wait(self, seconds: float) -> None:
        """Wait, unless Ctrl-C was pressed: also where it struck in a finalizer, which swallows it."""
        if self.struck.wait(seconds):
            raise KeyboardInterrupt

    @property
    def config(self) -> Path:
        """The settings that the daemon runs with."""
        return self.folder / "config.toml"

    def command(self, *words: str) -> list[str]:
        """Give the command line of a verb: $TRACKER_DATA, where your own record is, is not listened to."""
        options = ("--config", str(self.config), "--data", str(self.folder / "snapshots"))
        return [sys.executable, "-m", "tracker", *options, *words]


def run_show(folder: str | None, *, colored: bool, width: int, pause: float = BETWEEN_EDITS) -> int:
    """Play the demo and give the exit code: 0 where every edit was seen, told, and nothing else was.

    Args:
        folder: where everything is kept; None: a new temporary folder.
        pause: seconds after each edit, to read what was shown.

    Raises:
        UsageError: the folder holds something already.
    """
    place = _empty(Path(folder or tempfile.mkdtemp(prefix="tracker-demo-")).absolute())
    console = Console(
        width=min(width, 110),
        force_terminal=colored,
        color_system="standard" if colored else None,
        no_color=not colored,
        markup=False,
        highlight=False,
    )
    with ExitStack() as closing:
        newsroom, mailbox = Newsroom(), Mailbox(place / "mail")
        for server in (newsroom, mailbox):
            server.start()
            closing.callback(server.stop)
        struck = closing.enter_context(_listening())
        stage = Stage(folder=place, newsroom=newsroom, mailbox=mailbox, console=console, pause=pause, struck=struck)
        return _play(stage)


@contextmanager
def _listening() -> Iterator[threading.Event]:
    """Keep in mind that Ctrl-C was pressed, beside the interruption that it is."""
    struck = threading.Event()

    def strike(*_: object) -> None:
        struck.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, strike)
    try:
        yield struck
    finally:
        signal.signal(signal.SIGINT, before)


def _empty(place: Path) -> Path:
    try:
        place.mkdir(parents=True, exist_ok=True)
        if not any(place.iterdir()):
            return place
    except OSError as error:
        raise UsageError(f"{place} cannot be used ({error.strerror}): name another folder with --keep") from error
    raise UsageError(f"{place} holds something already: name an empty folder with --keep, or a new one")


def _play(stage: Stage) -> int:
    stage.config.write_text(
        _CONFIG.format(news_place=stage.newsroom.address, mail_port=stage.mailbox.port, reader=READER), encoding="utf-8"
    )
    stage.console.print(Rule("a newsroom on this machine publishes two stories; the tracker is told of both"))
    _tracker(stage, "add", stage.newsroom.url, stage.newsroom.second_url)
    archive = Archive.open(load(config_option=stage.config, environment={}, cwd=stage.folder))
    with _daemon(stage):
        for number, edit in enumerate(EDITS, start=1):
            stage.console.print(Rule(f"the newsroom: {edit.name}"))
            stage.newsroom.publish(number)
            if not _until(stage, partial(_has_versions, archive, number + 1)):
                stage.console.print(Text("not seen", style="bold red"))
                break
            _show_last_change(stage, archive)
            stage.wait(stage.pause)
        _until(stage, lambda: stage.mailbox.count >= len(EDITS))
    return _closing(stage, archive)


def _story(archive: Archive) -> Article:
    return archive.article("1")


def _has_versions(archive: Archive, count: int) -> bool:
    return _story(archive).versions >= count


def _show_last_change(stage: Stage, archive: Archive) -> None:
    compared = archive.compare(_story(archive), None, None)
    stage.console.print(_drawn(stage, compared))


def _drawn(stage: Stage, compared: Comparison) -> RenderableType:
    return inline(compared.laid.diff, summary=compared.laid.summary, width=stage.console.width)


def _until(stage: Stage, true: Callable[[], bool]) -> bool:
    """Wait until something is true; False where it does not come about in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if true():
            return True
        stage.wait(0.1)
    return False


def _tracker(stage: Stage, *words: str) -> None:
    stage.console.file.flush()
    if subprocess.run(stage.command(*words), check=False).returncode:
        raise TrackerError(f"the demo cannot begin: `tracker {words[0]}` failed, see above")


@contextmanager
def _daemon(stage: Stage) -> Iterator[None]:
    """Run the real daemon as a process of its own; it is told to leave, and waited for, at the end."""
    command = stage.command("run")
    with (stage.folder / "daemon.log").open("wb") as log:
        # A session of its own: Ctrl-C reaches the demo alone, which then tells the daemon to leave.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(LEAVE_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _closing(stage: Stage, archive: Archive) -> int:
    story, quiet = archive.articles()
    wanted, mails = len(EDITS) + 1, stage.mailbox.count
    false = max(0, story.versions - wanted) + quiet.versions - 1
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row("versions kept", f"{story.versions} of the story, {quiet.versions} of the one that never changed")
    table.add_row("false versions", str(false))
    table.add_row("requests answered", f"{stage.newsroom.served}, each with other ads, counters and related stories")
    table.add_row("mails", f"{mails}, one thread, in {stage.mailbox.folder}")
    table.add_row("everything lies in", str(stage.folder))
    stage.console.print(Rule("what came of it"))
    stage.console.print(table)
    _suggest(stage)
    return int(story.versions != wanted or false > 0 or mails != len(EDITS))


def _suggest(stage: Stage) -> None:
    """Name commands to try, each on one line however narrow the terminal: they are there to be copied."""
    stage.console.print("\ntry")
    stage.console.print(f"  cd {shlex.quote(str(stage.folder))}", soft_wrap=True)
    for words in ("list", "log 1", "diff 1 1 9", "show 1", "why 1", "status"):
        stage.console.print(f"  {shlex.quote(_program())} {words}", soft_wrap=True)


def _program() -> str:
    beside = Path(sys.executable).with_name("tracker")
    return str(beside) if beside.exists() else "tracker"
