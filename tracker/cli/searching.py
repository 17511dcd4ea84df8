"""The verb that searches: search."""

from __future__ import annotations

import click

from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.model import Question, SearchResult


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--since", metavar="TIME", help="Only what was first seen since then: 90s, 5m, 2h, 7d or a date.")
@click.option("--site", metavar="HOST", help="Only articles of this site and its subdomains.")
@click.option("--article", "--id", metavar="ARTICLE", help="Only one article: id, address or part of its headline.")
@click.option("--gone", is_flag=True, help="Only what does not stand in the newest version any more.")
@click.option("--limit", type=click.IntRange(min=0), default=20, metavar="N", help="The newest N [20]; 0: all.")
@shared_options
@click.pass_context
def search_verb(
    context: click.Context,
    words: tuple[str, ...],
    since: str | None,
    site: str | None,
    article: str | None,
    gone: bool,
    limit: int,
) -> None:
    """Search the text of all versions, the newest passages first.

    Words must all stand in one paragraph. "death toll" in quotes is a phrase, flood* begins a word; OR, NOT and
    brackets join them.
    """
    from tracker.app import searching

    call = call_of(context)
    asked = Question(
        words=searching.question(words),
        since=searching.moment(since, call.zone) if since else None,
        site=searching.site(site) if site else "",
        gone=gone,
        limit=limit,
    )
    archive = Archive.open(call.settings)
    found = archive.search(asked, article=article or "", say=note, settings=call.settings)
    _show(call, found, asked.words)


def _show(call: Call, found: SearchResult, words: str) -> None:
    from tracker.view.passages import passage_json, passage_lines

    if call.out.as_json:
        call.out.json(passage_json(passage) for passage in found.passages)
        return
    if found.passages:
        call.out.page(*passage_lines(found.passages, now=now(), zone=call.zone, colored=call.out.colored))
    else:
        note(f"no version holds {words}")
    if found.count > len(found.passages):
        note(f"{len(found.passages)} of {found.count} passages: --limit 0 shows all")
