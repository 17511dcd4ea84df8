"""The verbs that show texts: show and diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.app.archive import Archive, Comparison
from tracker.app.clock import now
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.looks import Looks, look_options
from tracker.cli.seen import mark_seen as mark_as_seen
from tracker.cli.seen import seen_options, seen_version
from tracker.errors import UsageError
from tracker.model import Article, Version
from tracker.view.records import story_json, version_json
from tracker.view.render import TextFile
from tracker.view.safe import safe
from tracker.view.times import bracket, clock

NO_DIFFERENCE = "no difference that a reader would see"

if TYPE_CHECKING:
    from tracker.cli.showing_diffs import Titled


@click.command()
@click.argument("article")
@click.argument("number", required=False, type=click.IntRange(min=1))
@shared_options
@click.pass_context
def show_verb(context: click.Context, article: str, number: int | None) -> None:
    """Show a version's text, the newest where no number is given."""
    from tracker.view.reading import copy_lines, story_lines, version_line

    call = call_of(context)
    archive = Archive.open(call.settings)
    version, story = archive.version(archive.article(article), number)
    copy = archive.record.copies(version.article_id).get(version.number)
    if call.out.as_json:
        call.out.json([{**version_json(version), **story_json(story), "archived": copy.address if copy else None}])
    else:
        call.out.page(version_line(version, zone=call.zone), *copy_lines(copy), "", *story_lines(story, zone=call.zone))


@click.command()
@click.argument("article")
@click.argument("before", required=False, type=click.IntRange(min=1), metavar="[A]")
@click.argument("after", required=False, type=click.IntRange(min=1), metavar="[B]")
@click.option("--since", metavar="TIME", help="From the version that stood then, to now: 90s, 5m, 2h, 7d or a date.")
@look_options
@click.option("--exit-code", is_flag=True, help="Exit 1 where the two differ, as diff(1).")
@seen_options
@shared_options
@click.pass_context
def diff_verb(
    context: click.Context,
    article: str,
    before: int | None,
    after: int | None,
    since: str | None,
    looks: Looks,
    exit_code: bool,
    since_seen: bool,
    mark_seen: bool,
) -> int:
    """Show what changed: last, since version A, from version A to B, or since you marked the article as read.

    --format old and --format patch give what `patch -p0` needs to make the new text; --format html is a page by itself.
    """
    from tracker.cli.showing_diffs import show_diff

    call = call_of(context)
    archive = Archive.open(call.settings)
    found = archive.article(article)
    if since_seen:
        before = seen_version(archive, found, before, after, since)
    compared = _compared(call, archive, found, (before, after), since)
    if call.out.as_json or not since_seen or compared.laid.diff.changed:
        show_diff(call, compared.laid, _titled(call, compared), looks)
    if mark_seen:
        mark_as_seen(archive, found, compared.after.number)
    return int(exit_code and compared.laid.diff.changed)


def _compared(
    call: Call, archive: Archive, article: Article, numbers: tuple[int | None, int | None], since: str | None
) -> Comparison:
    if since is None:
        return archive.compare(article, *numbers)
    if numbers != (None, None):
        raise UsageError("--since says from which version on: leave the numbers out")
    from tracker.app.searching import moment

    return archive.compare_since(article, moment(since, call.zone))


def _titled(call: Call, compared: Comparison) -> Titled:
    from tracker.cli.showing_diffs import Titled

    article, old, new = compared.article, compared.before, compared.after
    return Titled(
        lines=_lines(call, compared),
        keys={
            "article": article.id,
            "url": article.url,
            "before": version_json(old),
            "after": version_json(new),
            "read_anew": bool(compared.read_anew),
        },
        old=_file(old),
        new=_file(new),
    )


def _file(version: Version) -> TextFile:
    return TextFile(name=f"article-{version.article_id}-version-{version.number}.txt", first_seen=version.first_seen)


def _lines(call: Call, compared: Comparison) -> tuple[str, ...]:
    article, old, new = compared.article, compared.before, compared.after
    headline = f"{article.id}  {safe(article.headline or article.url)}"
    if old.number == new.number:
        return headline, f"version {new.number}, nothing changed since {clock(new.first_seen, call.zone, now=now())}"
    # Between two that are no neighbours lie changes of their own: what is known is when the older text stood last.
    last_seen_old = old.last_seen if old.number < new.number - 1 else new.last_seen_old
    when = bracket(last_seen_old, new.first_seen, call.zone, now=now())
    lines = (headline, f"version {old.number} → {new.number}, {when}", *filter(None, (compared.read_anew,)))
    return lines if compared.laid.diff.changed or compared.laid.summary else (*lines, NO_DIFFERENCE)
