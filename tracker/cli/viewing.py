"""The verb that shows everything on one screen: view."""

from __future__ import annotations

import gc
import os
import sys

import click

from tracker.app.clock import now
from tracker.cli.call import call_of, shared_options
from tracker.errors import UsageError


@click.command()
@click.argument("article", required=False)
@shared_options
@click.pass_context
def view_verb(context: click.Context, article: str | None) -> None:
    """Walk through articles, their versions and what changed; ? shows the keys.

    It follows the record while it is open, and never changes it. What you mark as read is kept for you alone.
    """
    call = call_of(context)
    _expect_terminal(article or "ID", as_json=call.as_json)
    # Looking for garbage in what is imported, which stays, would take a tenth of the time until the first screen.
    gc.disable()
    from tracker.app.browsing import Library

    library = Library.open(call.settings)
    found = library.article(article) if article else None
    # The longest import of all: only once it is known that there is something to show.
    from tracker.viewer.program import Viewer

    # The size of the window is asked of the window: what the shell exported of it may be another one's.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # What was imported stays: looking through it again and again would cost a key a tenth of a second.
    gc.freeze()
    gc.enable()
    # A thread that compares versions lets a key have its turn after a thousandth of a second.
    sys.setswitchinterval(0.001)
    colored = call.out.colored or (call.color == "auto" and not os.environ.get("NO_COLOR"))
    Viewer(library, clock=now, zone=call.zone, article_id=found.id if found else None, colored=colored).run()


def _expect_terminal(article: str, *, as_json: bool) -> None:
    cure = f"`tracker log {article}` and `tracker diff {article}` print the same"
    if as_json:
        raise UsageError(f"the viewer is for people: {cure}, also with --json")
    # Textual draws on standard error: where that goes to a file, so would the screen.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(f"the viewer needs a terminal for input, output and errors: {cure}")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(f"this terminal (TERM={os.environ.get('TERM', '')}) cannot be drawn on: {cure}")
