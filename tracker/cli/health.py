"""The verb for health checks: one word, the reasons, and an exit code."""

from __future__ import annotations

import click

from tracker.app.clock import now
from tracker.cli.call import call_of, shared_options
from tracker.view.wellbeing import wellbeing_json, wellbeing_lines


@click.command()
@shared_options
@click.pass_context
def health_verb(context: click.Context) -> int:
    """Say whether the tracker is well: ok (exit code 0), degraded (1) or down (2), and why, a reason a line."""
    from tracker.app.wellbeing import wellbeing

    call = call_of(context)
    found = wellbeing(call.settings, now())
    if call.out.as_json:
        call.out.json([wellbeing_json(found) | {"pid": found.pid}])
    else:
        call.out.draw(*wellbeing_lines(found))
    return found.state.code
