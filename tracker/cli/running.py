"""The verbs that run: the daemon and the demo."""

from __future__ import annotations

import logging
import sys

import click

from tracker.cli.call import call_of, shared_options
from tracker.cli.output import note


@click.command()
@click.option("--once", is_flag=True, help="Look at what is due, send what is owed, and leave.")
@click.option("--verbose", "-v", is_flag=True, help="Say more.")
@shared_options
@click.pass_context
def run_verb(context: click.Context, once: bool, verbose: bool) -> int:
    """Watch until told to leave. SIGTERM and Ctrl-C finish what is in hand, SIGHUP reads the configuration anew."""
    call = call_of(context)
    settings = call.settings
    _log_to_stderr(logging.DEBUG if verbose else logging.INFO)
    from tracker.app.telling import alerts_go
    from tracker.daemon import Daemon, run_once

    note(f"keeping everything in {settings.data}; {alerts_go(settings)}")
    return run_once(settings) if once else Daemon(settings, call.load).run()


@click.command()
@click.option("--keep", "folder", type=click.Path(), metavar="FOLDER", help="Where to keep it [else a new folder].")
@shared_options
@click.pass_context
def demo_verb(context: click.Context, folder: str | None) -> int:
    """See it all at work in under a minute: a newsroom on this machine, the real daemon, real diffs, real mail."""
    call = call_of(context)
    from tracker.demo.show import run_show

    return run_show(folder, colored=call.out.colored, width=call.out.width)


class _OneLine(logging.Formatter):
    """Writes one line an event, with nothing in it that a terminal could obey."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the event."""
        from tracker.view.safe import safe

        return "\n".join(safe(line) for line in super().format(record).splitlines())


def _log_to_stderr(level: int) -> None:
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S%z"))
    ours = logging.getLogger("tracker")
    ours.addHandler(stream)
    ours.setLevel(level)
    # APScheduler tells of every ring; only what goes wrong there is worth a line.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
