"""The verb that takes over the lists of other programs: import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tracker.app.importing import Import, Part, add_part, by_turns, parts_of
from tracker.app.requests import open_desk
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.view.records import JSON
from tracker.view.safe import safe

ALL_FAILED, SOME_FAILED = 1, 3
_GOOD = frozenset({Import.WANTED, Import.ADDED, Import.WATCHED})


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE|-")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and ask no site for anything.")
@click.option("--page", is_flag=True, help="Watch the pages whatever they are.")
@click.option("--anyway", is_flag=True, help="Keep those under watch too on which no article is found now.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Mark all of them; repeatable.")
@shared_options
@click.pass_context
def import_verb(
    context: click.Context, file: Path, dry_run: bool, page: bool, anyway: bool, tags: tuple[str, ...]
) -> int:
    """Put the addresses of a list under watch, each as `add` does, as politely as ever.

    FILE is a plain list (an address a line), OPML, the urls.yaml of urlwatch, the jobs.yaml of webchanges, or the
    url-watches.json or backup of changedetection.io. What of it cannot be carried over is said.
    """
    call = call_of(context)
    kind, parts = parts_of(file, call.settings, tags=tags)
    wanted = [part for part in parts if part.outcome is Import.WANTED]
    note(f"{file} is {kind}: {len(parts)} parts, {len(wanted)} to add")
    told = [part for part in parts if part.outcome is not Import.WANTED]
    _say(call, told)
    if dry_run:
        _say(call, wanted)
    elif wanted:
        told += _added(call, by_turns(wanted), kind="page" if page else "article", anyway=anyway)
    return _exit_code([part.outcome for part in told] + [Import.WANTED] * (dry_run and len(wanted)))


def _added(call: Call, wanted: Sequence[Part], *, kind: str, anyway: bool) -> Iterator[Part]:
    with open_desk(call.settings) as desk:
        for part in wanted:
            done = add_part(desk, part, kind=kind, anyway=anyway)
            _say(call, [done])
            yield done


def _exit_code(outcomes: Sequence[Import]) -> int:
    if Import.FAILED not in outcomes:
        return 0
    return ALL_FAILED if _GOOD.isdisjoint(outcomes) else SOME_FAILED


def _say(call: Call, parts: Sequence[Part]) -> None:
    if call.out.as_json:
        call.out.json(_part_json(part) for part in parts)
    elif parts:
        call.out.draw(*(_line(part) for part in parts))


def _line(part: Part) -> str:
    number = f"{part.id}  " if part.id is not None else ""
    url = f" {safe(part.url)}" if part.url else ""
    reason = f": {safe(part.reason)}" if part.reason else ""
    paused = ", paused" if part.paused else ""
    lost = f" (not carried over: {safe(', '.join(part.lost))})" if part.lost else ""
    return f"{safe(part.where)}: {number}{part.outcome.value}{paused}{url}{reason}{lost}"


def _part_json(part: Part) -> dict[str, JSON]:
    return {
        "where": part.where,
        "outcome": part.outcome.value,
        "url": part.url,
        "id": part.id,
        "tags": [*part.tags],
        "paused": part.paused,
        "lost": [*part.lost],
        "reason": part.reason,
    }
