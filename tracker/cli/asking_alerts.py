"""The verbs that ask something of alerts: retry, mute, unmute and test; by the daemon where one runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from tracker.app.alerts import around
from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.app.naming import the_recipient
from tracker.app.requests import expect_store, open_desk, running_daemon
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.errors import TrackerError, UsageError
from tracker.view.alerts import holds, mute_json, mute_line
from tracker.view.records import JSON
from tracker.view.safe import safe

SOME_FAILED = 3
RECIPIENT = click.option("--recipient", "--to", default="", metavar="R", help="The address, or the name of a channel.")


@click.command("retry", short_help="Let alerts leave now that failed or wait.")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1), metavar="N...")
@shared_options
@click.pass_context
def retry(context: click.Context, numbers: tuple[int, ...]) -> int:
    """Let alerts leave now that failed, wait or were kept silent."""
    call = call_of(context)

    def said(answer: dict[str, JSON]) -> str:
        return f"{answer['id']}  to {safe(str(answer['recipient']))}: leaves now"

    asked: list[dict[str, JSON]] = [{"do": "retry", "number": number} for number in numbers]
    code = _each(call, asked, said)
    if running_daemon(call.settings) is None:
        note("no tracker runs: what is to leave does so with `tracker run`")
    return code


@click.command("mute", short_help="Tell nothing of a story, or to somebody.")
@click.argument("article", required=False, default="", metavar="[ARTICLE]")
@RECIPIENT
@click.option("--for", "span", default="", metavar="SPAN", help="For so long: 30m, 2h, 7d [until it is unmuted].")
@click.option("--reason", default="", metavar="TEXT", help="Why; shown wherever the mute is.")
@click.option("--all", "everything", is_flag=True, help="Mute everything; goes with --recipient too.")
@click.option("--list", "listed", is_flag=True, help="Show the mutes, those that are over too.")
@shared_options
@click.pass_context
def mute(
    context: click.Context, article: str, recipient: str, span: str, reason: str, everything: bool, listed: bool
) -> int:
    """Tell nothing of an article, or nothing to a recipient, for a while or until it is unmuted."""
    call = call_of(context)
    if listed:
        if article or recipient or span or reason or everything:
            raise UsageError("--list shows the mutes: leave the rest out")
        return _list_mutes(call)
    if article and everything:
        raise UsageError("name an article, or give --all, not both")
    if not (article or recipient or everything):
        raise UsageError("name an article, a --recipient, or give --all to mute everything for everybody")
    asked: dict[str, JSON] = {"do": "mute", "article": article, "recipient": recipient, "span": span, "reason": reason}
    return _each(call, [asked], lambda answer: _said_of_mute(call, answer))


def _list_mutes(call: Call) -> int:
    archive = Archive.open(call.settings)
    mutes = archive.record.mutes()
    if call.out.as_json:
        call.out.json(mute_json(one, now=now()) for one in mutes)
    elif mutes:
        about = around(archive.record, (), now(), call.zone)
        call.out.draw(*(mute_line(one, about) for one in sorted(mutes, key=lambda one: not holds(one, now()))))
    else:
        note("nothing is muted")
    return 0


def _said_of_mute(call: Call, answer: dict[str, JSON]) -> str:
    record = Archive.open(call.settings).record
    made = next(one for one in record.mutes() if one.id == answer["mute"])
    return f"mute {mute_line(made, around(record, (), now(), call.zone)).plain}"


@click.command("unmute", short_help="End mutes.")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1), metavar="N...")
@shared_options
@click.pass_context
def unmute(context: click.Context, numbers: tuple[int, ...]) -> int:
    """End mutes, by the numbers that `mute --list` shows."""
    asked: list[dict[str, JSON]] = [{"do": "unmute", "number": number} for number in numbers]
    return _each(call_of(context), asked, lambda answer: f"mute {answer['mute']} is over")


@click.command("test", short_help="Send somebody a real test message now.")
@click.argument("recipient", metavar="RECIPIENT")
@shared_options
@click.pass_context
def test(context: click.Context, recipient: str) -> None:
    """Send a real test message now, through the recipient's own channel, and say what the other side said."""
    call = call_of(context)
    the_recipient(call.settings, recipient)
    if running_daemon(call.settings) is not None:
        with open_desk(call.settings) as desk:
            answer = desk.perform("alerts", {"do": "test", "recipient": recipient})
    else:
        from tracker.app.alert_testing import send_trial_alone

        answer = {**send_trial_alone(call.settings, recipient)}
    found = answer if isinstance(answer, dict) else {}
    if call.out.as_json:
        call.out.json([found])
    else:
        call.out.draw(f"taken for {safe(str(found['recipient']))}: {safe(str(found['told']))}")


def _each(call: Call, asked: Iterable[dict[str, JSON]], said: Callable[[dict[str, JSON]], str]) -> int:
    """Ask for one thing after another; with several, a failure does not stop the rest."""
    expect_store(call.settings)
    wanted, failed = list(asked), 0
    with open_desk(call.settings) as desk:
        for one in wanted:
            try:
                answer = desk.perform("alerts", one)
            except TrackerError as error:
                if len(wanted) == 1:
                    raise
                failed += 1
                click.echo(f"tracker: {safe(str(error))}", err=True)
                continue
            if isinstance(answer, dict):
                _shown(call, answer, said)
    if not failed:
        return 0
    return 1 if failed == len(wanted) else SOME_FAILED


def _shown(call: Call, answer: dict[str, JSON], said: Callable[[dict[str, JSON]], str]) -> None:
    if call.out.as_json:
        call.out.json([answer])
    else:
        call.out.draw(said(answer))
