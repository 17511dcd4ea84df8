"""The verbs of discovery: discover, watches."""

from __future__ import annotations

import click

from tracker.app.clock import now
from tracker.app.naming import expect_address
from tracker.app.requests import open_desk
from tracker.cli.call import call_of, shared_options
from tracker.cli.output import note
from tracker.view.records import JSON


@click.command()
@click.argument("url")
@click.option("--dry-run", is_flag=True, help="Only say what would be found; nothing is put under watch.")
@click.option("--all", "everything", is_flag=True, help="Take articles that do not say they will be updated too.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Mark what is found, for recipients' rules; repeatable."
)
@shared_options
@click.pass_context
def discover_verb(context: click.Context, url: str, dry_run: bool, everything: bool, tags: tuple[str, ...]) -> int:
    """Look for articles at a feed, sitemap, section page or site, and put those under watch that say they will change.

    It is looked at once. To have it followed, name it in the configuration as [[watch]].
    """
    from tracker.view.sources import is_unreadable, preview_lines

    call = call_of(context)
    expect_address(url)
    asked: dict[str, JSON] = {"url": url, "dry_run": dry_run, "all": everything, "tags": list(tags)}
    if not call.out.as_json:
        note("asking one thing at a time, as slowly as sites want to be asked: a whole site takes some minutes")
    with open_desk(call.settings) as desk:
        answer = desk.perform("discover", asked)
    found = answer if isinstance(answer, dict) else {}
    if call.out.as_json:
        call.out.json([found])
        return int(is_unreadable(found))
    call.out.draw(*preview_lines(found, dry_run=dry_run))
    if is_unreadable(found):
        return 1
    if call.settings.watch(url) is None:
        note(f'looked at once; to have it followed, name it in the configuration: [[watch]] url = "{url}"')
    return 0


@click.command()
@shared_options
@click.pass_context
def watches_verb(context: click.Context) -> None:
    """Show what the configuration names to be watched, where articles are found there, and what was seen."""
    from tracker.app.watches import followed
    from tracker.view.sources import source_lines, watch_json

    call = call_of(context)
    found = followed(call.settings)
    if call.out.as_json:
        call.out.json(watch_json(one) for one in found)
        return
    if not found:
        note('the configuration names nothing to watch: [[watch]] url = "https://..." does (docs/discovery.md)')
    present = now()
    call.out.page(*(line for one in found for line in source_lines(one, now=present, zone=call.zone)))
