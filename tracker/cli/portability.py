"""The verbs for the record as a whole: backup, restore, export."""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from io import BufferedWriter, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.app.clock import now
from tracker.app.portability import (
    Format,
    Tally,
    WholeCopy,
    copy_record,
    export_lines,
    export_to,
    format_of,
    links,
    moment_of,
    put_back,
    script,
    script_beside,
)
from tracker.app.searching import site as host_named
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note, standard_output
from tracker.cli.publishing import Asked, expect_one_kind, publish
from tracker.errors import UsageError
from tracker.view.records import JSON
from tracker.view.safe import safe, safe_json
from tracker.view.status import size_words

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SOME_FAILED = 3
_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@shared_options
@click.pass_context
def backup_verb(context: click.Context, file: Path) -> None:
    """Copy the whole record into FILE, also while a daemon runs.

    The copy is read whole and every hash of it made again before it gets its name. FILE must not be there yet.
    """
    call = call_of(context)
    _say(call, copy_record(call.settings, file), "proven")
    if hosts := [site.host for site in call.settings.sites if site.subscribed]:
        note(f"it holds pages that {', '.join(hosts)} made for a subscriber: they may hold your name or number")


@click.command()
@click.argument("file", type=_FILE)
@shared_options
@click.pass_context
def restore_verb(context: click.Context, file: Path) -> None:
    """Put a backup back into a data folder that holds no record.

    FILE is proven first and stays as it is; one of an older tracker is brought up to date on the way.
    """
    call = call_of(context)
    put = put_back(call.settings, file)
    _say(call, put, "put back")
    if put.owed:
        owed = f"{put.owed} alert{'s were' if put.owed > 1 else ' was'} owed when the backup was made"
        note(f"{owed}: the next tracker run sends what may have gone out since, under the same Message-IDs")


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    default=Path("-"),
    metavar="FILE",
    show_default=True,
    help="Where to: a file that is not there yet; - is standard output, JSON lines alone.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in Format]),
    help="Else told by the ending: .jsonl, .warc.gz, .wacz.",
)
@click.option("--since", metavar="TIME", help="Only versions first seen since, such as 7d or 2026-11-20.")
@click.option("--no-body", is_flag=True, help="Leave the bytes of the pages out of JSON lines; their hashes stay.")
@click.option("--site", metavar="HOST", help="Only articles of this site and its subdomains.")
@click.option("--timeline", type=_FILE, metavar="FILE.html", help="Instead: one article's life as a page by itself.")
@click.option("--excerpts", type=_FILE, metavar="FILE", help="Instead: its changed sentences to publish; .html or .md.")
@click.option(
    "--sentences",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE.jsonl",
    help="Instead: what became of each sentence at each step, as JSON lines; - is standard output.",
)
@click.option("--script", "script_alone", is_flag=True, help="Print verify.py, which checks exports, and nothing else.")
@shared_options
@click.pass_context
def export_verb(
    context: click.Context,
    articles: tuple[str, ...],
    out: Path,
    form: Format | None,
    since: str | None,
    no_body: bool,
    site: str | None,
    timeline: Path | None,
    excerpts: Path | None,
    sentences: Path | None,
    script_alone: bool,
) -> int:
    """Write versions as JSON lines, WARC 1.1 or WACZ, of the articles named or of all.

    FILE comes with FILE.verify.py, which needs nothing but Python; the other two carry the script inside as well.
    --timeline, --excerpts and --sentences write for readers instead (docs/portability.md).
    """
    asked = Asked(
        articles=articles,
        timeline=timeline,
        excerpts=excerpts,
        sentences=sentences,
        since=since,
        site=host_named(site) if site else "",
    )
    call = call_of(context)
    if asked.is_for_readers:
        expect_one_kind(context, asked)
        tally = publish(call, asked)
    elif script_alone:
        with standard_output():
            click.echo(script(), nl=False)
        return 0
    else:
        tally = _export(call, asked, out, form, no_body=no_body)
    for remark in tally.remarks:
        note(remark)
    return SOME_FAILED if tally.damaged else 0


def _export(call: Call, asked: Asked, out: Path, form: Format | None, *, no_body: bool) -> Tally:
    to_file = str(out) != "-"
    chosen = Format(form) if form else (format_of(out) if to_file else Format.JSONL)
    _expect_sense(chosen, to_file=to_file, no_body=no_body)
    since = moment_of(asked.since, now()) if asked.since else None
    found = links(call.settings, asked.articles, since, site=asked.site)
    if to_file:
        tally = export_to(found, out, form=chosen, now=now(), with_body=not no_body)
        _say_exported(call, out, chosen, tally)
        return tally
    lines = BufferedWriter(_OnTerminal()) if sys.stdout.isatty() else sys.stdout.buffer
    with standard_output():
        tally = export_lines(found, lines, with_body=not no_body)
        lines.flush()
    return tally


class _OnTerminal(RawIOBase):
    """Lines as they are read on a terminal: what could steer it is escaped, which leaves the JSON what it is."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, content: ReadableBuffer, /) -> int:
        """Write the bytes of some characters."""
        data = bytes(content)
        sys.stdout.write(safe_json(self._decoder.decode(data)))
        return len(data)


def _expect_sense(form: Format, *, to_file: bool, no_body: bool) -> None:
    if form is not Format.JSONL and not to_file:
        raise UsageError(f"a {form.value} export needs a file: give --out FILE")
    if form is not Format.JSONL and no_body:
        raise UsageError("--no-body is for JSON lines: the other formats are there to replay pages")


def _say(call: Call, copy: WholeCopy, what: str) -> None:
    if call.out.as_json:
        call.out.json([_copy_json(copy)])
    else:
        counts = f"{_counted(copy.versions, 'version')} of {_counted(copy.articles, 'article')}"
        call.out.draw(f"{safe(str(copy.path))}: {counts}, {size_words(copy.size)}, {what}")


def _copy_json(copy: WholeCopy) -> dict[str, JSON]:
    return {
        "file": str(copy.path),
        "articles": copy.articles,
        "versions": copy.versions,
        "owed": copy.owed,
        "bytes": copy.size,
    }


def _say_exported(call: Call, out: Path, form: Format, tally: Tally) -> None:
    beside = script_beside(out)
    if call.out.as_json:
        call.out.json([_export_json(out, beside, form, tally)])
        return
    counts = f"{_counted(tally.versions, 'version')} of {_counted(len(tally.articles), 'article')}"
    call.out.draw(
        f"{safe(str(out))}: {counts}, {size_words(tally.size)}",
        f"    sha256 {tally.sha256}",
        f"    manifest {tally.manifest or 'none: nothing is in it'}",
        f"    check it with: python3 {safe(str(beside))}",
    )


def _export_json(out: Path, beside: Path, form: Format, tally: Tally) -> dict[str, JSON]:
    return {
        "file": str(out),
        "script": str(beside),
        "format": form.value,
        "articles": len(tally.articles),
        "versions": tally.versions,
        "bytes": tally.size,
        "sha256": tally.sha256,
        "manifest": tally.manifest,
        "damaged": tally.damaged,
        "remarks": [*tally.remarks],
    }


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
