"""The verb that sees to the text files beside the record: mirror."""

from __future__ import annotations

import click

from tracker.app.requests import expect_store, open_desk
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.view.records import JSON

SOME_FAILED = 3


@click.command()
@click.option(
    "--check", is_flag=True, help="Change nothing: say what is missing or differs, and exit 1 where any does."
)
@shared_options
@click.pass_context
def mirror_verb(context: click.Context, check: bool) -> int:
    """Write the text files beside the record anew, and remove those of nothing; the Atom feeds too, where they are on.

    One for each version: text/<site>/<article>/<number>.md in the data folder. Files of yours stay.
    """
    call = call_of(context)
    expect_store(call.settings)
    if check:
        return _checked(call)
    with open_desk(call.settings) as desk:
        answer = desk.perform("mirror", {})
    done = answer if isinstance(answer, dict) else {}
    if not call.settings.mirror.enabled:
        note("mirror.enabled is false: versions that come later are not written")
    fed = f", {done['feeds']} feeds written" if done["feeds"] else ""
    return _said(call, done, f"{done['written']} files written, {done['removed']} removed{fed}")


def _checked(call: Call) -> int:
    from tracker.app.archive import Archive
    from tracker.app.mirroring import Mirror

    archive = Archive.open(call.settings)
    found = Mirror(archive.record, archive.folder, enabled=True).rebuild(only_look=True)
    words = f"{found.written} files are missing or differ, {found.removed} are of nothing"
    unreadable: list[JSON] = [*found.unreadable]
    counts: dict[str, JSON] = {"written": found.written, "removed": found.removed, "feeds": 0}
    code = _said(call, {**counts, "unreadable": unreadable}, words)
    return code or int(bool(found.written or found.removed))


def _said(call: Call, done: dict[str, JSON], words: str) -> int:
    unreadable = done["unreadable"]
    if call.out.as_json:
        call.out.json([done])
    else:
        call.out.draw(words)
    for one in unreadable if isinstance(unreadable, list) else []:
        note(str(one))
    return SOME_FAILED if unreadable else 0
