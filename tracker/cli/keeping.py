"""The verbs that decide what is kept: prune and redact."""

from __future__ import annotations

import click

from tracker.app.requests import expect_store, open_desk
from tracker.cli.call import call_of, shared_options
from tracker.cli.output import note
from tracker.errors import UsageError
from tracker.view.records import JSON
from tracker.view.retention import prune_line, redact_lines

NOT_WIPED = 3


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--older", required=True, metavar="SPAN", help="Drop pages of versions first seen so long ago: 90d, 12h.")
@click.option("--keep", type=click.IntRange(min=0), metavar="N", help="Keep the newest N pages of each article anyway.")
@click.option("--keep-text", is_flag=True, help="Keep the texts; they are always kept, and this says so.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and drop nothing.")
@shared_options
@click.pass_context
def prune_verb(
    context: click.Context, articles: tuple[str, ...], older: str, keep: int | None, keep_text: bool, dry_run: bool
) -> None:
    """Drop raw pages that are older than a span, of all articles or of those named.

    Texts, hashes and the chain stay, and the chain says what went. The newest page of an article under watch is never
    dropped: a page that is laid out anew is compared with it.
    """
    del keep_text
    call = call_of(context)
    expect_store(call.settings)
    asked: dict[str, JSON] = {"articles": list(articles), "older": older, "keep": keep, "dry_run": dry_run}
    with open_desk(call.settings) as desk:
        answer = desk.perform("prune", asked)
    found = answer if isinstance(answer, dict) else {}
    if call.out.as_json:
        call.out.json([found])
    else:
        call.out.draw(prune_line(found))


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("numbers", nargs=-1, type=click.IntRange(min=1), metavar="[N...]")
@click.option("--all", "everything", is_flag=True, help="All versions; the article is not watched any more.")
@click.option(
    "--reason", required=True, metavar="TEXT", help="Why; it stays in the record, so do not repeat the words."
)
@click.option("--phrase", default="", metavar="TEXT", help="Say which versions and files hold these words afterwards.")
@click.option("--delete-backups", is_flag=True, help="Delete the copies of the record in the data folder, too.")
@shared_options
@click.pass_context
def redact_verb(
    context: click.Context,
    article: str,
    numbers: tuple[int, ...],
    everything: bool,
    reason: str,
    phrase: str,
    delete_backups: bool,
) -> int:
    """Take the words of versions N, or of all, out of the record for good.

    Pages, texts, headlines, headers and unsent mail go, and are overwritten. Number, times, address and hashes stay
    with a tombstone, so that the chain still proves the rest.
    """
    if everything == bool(numbers):
        raise UsageError("name the versions to redact, or give --all")
    if not reason.strip():
        raise UsageError("--reason is empty: say why; it stays in the record in place of the words")
    call = call_of(context)
    expect_store(call.settings)
    asked: dict[str, JSON] = {"article": article, "numbers": [*numbers], "reason": reason, "phrase": phrase}
    with open_desk(call.settings) as desk:
        answer = desk.perform("redact", {**asked, "delete_backups": delete_backups})
    found = answer if isinstance(answer, dict) else {}
    _told(context, found)
    return 0 if found.get("wiped") else NOT_WIPED


def _told(context: click.Context, found: dict[str, JSON]) -> None:
    out = call_of(context).out
    if out.as_json:
        out.json([found])
        return
    said, *remarks = redact_lines(found)
    out.draw(said)
    for remark in remarks:
        note(remark)
