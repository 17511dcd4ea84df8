"""The verb for what is told to whom: alerts, with its list, explain and preview; what asks for something is apart."""

from __future__ import annotations

import click

from tracker.app.alerts import Wanted, around, explained, wanted_alerts
from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.app.portability import moment_of
from tracker.cli.asking_alerts import RECIPIENT, mute, retry, test, unmute
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.errors import UsageError
from tracker.model import DeliveryState
from tracker.view.alert_explaining import explained_json, explaining_rows
from tracker.view.alerts import alert_json, alert_rows

_STATES = click.Choice([state.value for state in DeliveryState])
_NEWEST = 30


@click.group(invoke_without_command=True)
@click.option("--state", "states", multiple=True, type=_STATES, help="Show only those that stand so; repeatable.")
@RECIPIENT
@click.option("--article", default="", metavar="ARTICLE", help="Show only those that tell of this article.")
@click.option("--since", default="", metavar="TIME", help="Show only those owed since: 90s, 5m, 2h, 7d or a date.")
@click.option(
    "-n", "most", type=click.IntRange(min=0), default=_NEWEST, metavar="N", help=f"How many [{_NEWEST}; 0: all]."
)
@click.option("--by-state", is_flag=True, help="What may need you first: failed, pending, held [newest first].")
@shared_options
@click.pass_context
def alerts_verb(
    context: click.Context, states: tuple[str, ...], recipient: str, article: str, since: str, most: int, by_state: bool
) -> None:
    """Show what is told to whom: what waits and why, what was told by another, what failed, what was sent."""
    asked = {
        "--state": states,
        "--recipient": recipient,
        "--article": article,
        "--since": since,
        "--by-state": by_state,
    }
    if context.invoked_subcommand is not None:
        stray = next((name for name, value in asked.items() if value), "")
        if stray:
            raise UsageError(
                f"{stray} before {context.invoked_subcommand!r} bounds nothing: put it behind, or leave it out"
            )
        return
    wanted = Wanted(
        states=[DeliveryState(state) for state in states],
        recipient=recipient,
        article=article,
        since=moment_of(since, now()) if since else None,
        by_state=by_state,
    )
    _list(call_of(context), wanted, most)


def _list(call: Call, wanted: Wanted, most: int) -> None:
    archive = Archive.open(call.settings)
    found = wanted_alerts(archive, wanted, call.settings)
    shown = found[:most] if most else found
    if call.out.as_json:
        call.out.json(alert_json(one) for one in shown)
    elif shown:
        call.out.page(*alert_rows(shown, around(archive.record, shown, now(), call.zone)))
    else:
        note("no alerts are kept" + (" that are so" if wanted != Wanted() else ": they are owed with each change"))
    if len(found) > len(shown):
        note(f"{len(found) - len(shown)} more: -n 0 shows all")


@alerts_verb.command("explain", short_help="Say all of one alert, and why.")
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@shared_options
@click.pass_context
def explain(context: click.Context, number: int) -> None:
    """Say all of one alert: what it tells, for whom and by which rule, what was decided and why."""
    call = call_of(context)
    archive = Archive.open(call.settings)
    found = explained(archive.record, number, call.settings, now())
    others = [one for one in (found.delivery, found.carrier, *found.tells) if one is not None]
    about = around(archive.record, others, now(), call.zone)
    if call.out.as_json:
        call.out.json([explained_json(found, about)])
    else:
        call.out.page(*explaining_rows(found, about))


@alerts_verb.command("preview", short_help="Show what the rules would have told.")
@click.option("--since", default="7d", metavar="TIME", help="Replay what happened since: 2h, 7d or a date [7d].")
@RECIPIENT
@click.option("--counts", is_flag=True, help="Show the counts of each day alone.")
@shared_options
@click.pass_context
def preview(context: click.Context, since: str, recipient: str, counts: bool) -> None:
    """Replay the rules over what happened, and show who would have been told what, when, and what not and why.

    Nothing is sent or changed: edit the configuration, and look again.
    """
    from tracker.app.alert_preview import previewed
    from tracker.view.alert_preview import preview_json, preview_rows

    call = call_of(context)
    record = Archive.open(call.settings).record
    found = previewed(record, call.settings, moment_of(since, now()), now(), zone=call.zone, recipient=recipient)
    about = around(record, (), now(), call.zone)
    if call.out.as_json:
        call.out.json(one for whole in found for one in preview_json(whole, call.zone, counts=counts))
    else:
        call.out.page(*(row for whole in found for row in preview_rows(whole, about, counts=counts)))


for _command in (retry, mute, unmute, test):
    alerts_verb.add_command(_command)
