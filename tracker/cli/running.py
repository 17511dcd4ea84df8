"""The verbs that run: the daemon and the demo."""

from __future__ import annotations

import logging

import click

from tracker.cli.call import call_of, shared_options
from tracker.cli.logs import LogFormat, log_to_stderr
from tracker.cli.output import note


@click.command()
@click.option("--once", is_flag=True, help="Look at what is due, send what is owed, and leave.")
@click.option(
    "--log-format",
    "log_format",
    type=click.Choice([form.value for form in LogFormat]),
    default=LogFormat.TEXT.value,
    show_default=True,
    help="What a line of the log is: words for people, or one JSON object.",
)
@click.option("--verbose", "-v", is_flag=True, help="Say more.")
@shared_options
@click.pass_context
def run_verb(context: click.Context, once: bool, log_format: str, verbose: bool) -> int:
    """Watch until told to leave. SIGTERM and Ctrl-C finish what is in hand, SIGHUP reads the configuration anew."""
    call = call_of(context)
    settings = call.settings
    log_to_stderr(logging.DEBUG if verbose else logging.INFO, LogFormat(log_format))
    from tracker.app.telling import alerts_go
    from tracker.daemon import Daemon, run_once

    if log_format == LogFormat.JSON:
        logging.getLogger("tracker").info("keeping data=%s alerts=%s", settings.data, alerts_go(settings))
    else:
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
