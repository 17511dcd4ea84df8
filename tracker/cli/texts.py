"""The verbs that show texts: show and diff."""

from __future__ import annotations

import click

from tracker.app.archive import Archive, Comparison
from tracker.app.clock import now
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.seen import mark_seen as mark_as_seen
from tracker.cli.seen import seen_options, seen_version
from tracker.view.records import story_json, version_json
from tracker.view.render import as_json
from tracker.view.safe import safe
from tracker.view.times import bracket


@click.command()
@click.argument("article")
@click.argument("number", required=False, type=click.IntRange(min=1))
@shared_options
@click.pass_context
def show_verb(context: click.Context, article: str, number: int | None) -> None:
    """Show a version's text, the newest where no number is given."""
    from tracker.view.reading import story_lines, version_line

    call = call_of(context)
    archive = Archive.open(call.settings)
    version, story = archive.version(archive.article(article), number)
    if call.out.as_json:
        call.out.json([{**version_json(version), **story_json(story)}])
    else:
        call.out.page(version_line(version, zone=call.zone), "", *story_lines(story, zone=call.zone))


@click.command()
@click.argument("article")
@click.argument("before", required=False, type=click.IntRange(min=1), metavar="[A]")
@click.argument("after", required=False, type=click.IntRange(min=1), metavar="[B]")
@click.option("--exit-code", is_flag=True, help="Exit 1 where the two differ, as diff(1).")
@seen_options
@shared_options
@click.pass_context
def diff_verb(
    context: click.Context,
    article: str,
    before: int | None,
    after: int | None,
    exit_code: bool,
    since_seen: bool,
    mark_seen: bool,
) -> int:
    """Show what changed: last, since version A, from version A to B, or since you marked the article as read."""
    call = call_of(context)
    archive = Archive.open(call.settings)
    found = archive.article(article)
    if since_seen:
        before = seen_version(archive, found, before, after)
    compared = archive.compare(found, before, after)
    if call.out.as_json or not since_seen or compared.laid.diff.changed:
        _show(call, compared)
    if mark_seen:
        mark_as_seen(archive, found, compared.after.number)
    return int(exit_code and compared.laid.diff.changed)


def _show(call: Call, compared: Comparison) -> None:
    if call.out.as_json:
        call.out.json([_json(compared)])
        return
    call.out.page(_title(call, compared), call.out.diff(compared.laid.diff, summary=compared.laid.summary))


def _title(call: Call, compared: Comparison) -> str:
    article, old, new = compared.article, compared.before, compared.after
    # Between two that are no neighbours lie changes of their own: what is known is when the older text stood last.
    last_seen_old = old.last_seen if old.number < new.number - 1 else new.last_seen_old
    when = bracket(last_seen_old, new.first_seen, call.zone, now=now())
    headline = safe(article.headline or article.url)
    return f"{article.id}  {headline}\nversion {old.number} → {new.number}, {when}"


def _json(compared: Comparison) -> dict[str, object]:
    return {
        "article": compared.article.id,
        "url": compared.article.url,
        "before": version_json(compared.before),
        "after": version_json(compared.after),
        **as_json(compared.laid.diff, compared.laid.facts, summary=compared.laid.summary),
    }
