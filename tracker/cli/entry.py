"""The door: every verb comes in here, and every error leaves here as one sentence and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from tracker.cli.verbs import tracker
from tracker.errors import OutputError, TrackerError

INTERRUPTED = 130
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and give its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Where the locale has no dash or no ß, a sign in its place is better than no answer.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = _called(sys.argv[1:] if arguments is None else list(arguments))
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TrackerError as error:
        return _told(error)
    except (click.Abort, KeyboardInterrupt):
        print("\ninterrupted", file=sys.stderr)  # noqa: T201 - the one place without a console
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    return code if isinstance(code, int) else 0


def _called(arguments: list[str]) -> object:
    if os.environ.get("_TRACKER_COMPLETE"):
        from tracker.cli.completing import answer_shell

        return answer_shell(tracker)
    # Not by click's own `main`, which answers a closed pipe with a failure.
    try:
        with tracker.make_context("tracker", arguments) as context:
            return tracker.invoke(context)
    except OSError as error:
        if error.filename is not None or error.errno not in _FULL:
            raise
        # The help and the version are printed by click itself, past our own output.
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def _told(error: TrackerError) -> int:
    # Imported here: the words of an error may hold a page's text, and --help need not pay for cleaning it.
    from tracker.view.safe import safe

    lines = [safe(line) for line in str(error).splitlines()]
    click.echo("\n".join(["tracker: " + lines[0], *lines[1:]]) if lines else "tracker: failed", err=True)
    return error.exit_code


def _reader_left() -> int:
    # Whoever read us has gone (`tracker log 3 | head`): end quietly, and keep the interpreter from flushing again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
