"""The verbs that work on pages in files: extract and compare."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.app.laying import lay_over
from tracker.app.pages import explain_file, read_file, story_of
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.looks import Looks, look_options
from tracker.cli.output import note
from tracker.errors import ReadingError
from tracker.model import Explanation
from tracker.view.explaining import explanation_json, explanation_lines
from tracker.view.reading import story_lines
from tracker.view.records import story_json
from tracker.view.render import TextFile

_FILE = click.Path(path_type=Path, allow_dash=True)
_SOMEWHERE = "https://page.invalid/"


@click.command()
@click.argument("file", type=_FILE, metavar="FILE|-")
@click.option("--url", default=_SOMEWHERE, metavar="URL", help="Where the page is from.")
@click.option("--explain", is_flag=True, help="Say why: the container, what was left out, where each part is from.")
@shared_options
@click.pass_context
def extract_verb(context: click.Context, file: Path, url: str, explain: bool) -> None:
    """Show what is read from a page in a file, or on standard input with -."""
    call = call_of(context)
    if explain:
        _explain(call, explain_file(file, url=url, settings=call.settings))
        return
    reading = read_file(file, url=url, settings=call.settings)
    if reading.story is None:
        raise ReadingError(f"{file}: {reading.state.value}: {reading.reason}")
    if call.out.as_json:
        call.out.json([story_json(reading.story)])
    else:
        call.out.page(*story_lines(reading.story, zone=call.zone))


def _explain(call: Call, explanation: Explanation) -> None:
    if call.out.as_json:
        call.out.json([explanation_json(explanation)])
    else:
        call.out.page(*explanation_lines(explanation))


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--url", default=_SOMEWHERE, metavar="URL", help="Where both pages are from.")
@look_options
@click.option("--exit-code", is_flag=True, help="Exit 1 where the two differ, as diff(1).")
@shared_options
@click.pass_context
def compare_verb(context: click.Context, old: Path, new: Path, url: str, looks: Looks, exit_code: bool) -> int:
    """Show what differs between two pages in files: HTML, or the JSON that `extract --json` prints."""
    from tracker.cli.showing_diffs import Titled, show_diff

    call = call_of(context)
    before, after = (story_of(file, url=url, settings=call.settings) for file in (old, new))
    laid = lay_over(before, after)
    if not laid.diff.changed and not call.out.as_json:
        note("no difference that a reader would see")
    if laid.diff.changed or looks.form is not None or call.out.as_json:
        show_diff(
            call, laid, Titled(lines=(), keys={}, old=TextFile(name="old.txt"), new=TextFile(name="new.txt")), looks
        )
    return int(exit_code and laid.diff.changed)
