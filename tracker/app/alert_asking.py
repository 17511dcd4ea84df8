"""What a person asks of alerts, performed by whoever holds the store: retry, mute, unmute, test."""

from __future__ import annotations

from datetime import datetime

from tracker.app.alert_testing import send_trial, trial_senders
from tracker.app.naming import the_article, the_recipient
from tracker.app.wiring import House
from tracker.errors import UsageError
from tracker.model import Mute
from tracker.model.durations import parsed_duration
from tracker.view.alerts import alert_json, mute_json
from tracker.view.records import JSON


def perform_of_alerts(house: House, asked: dict[str, JSON], now: datetime) -> JSON:
    """Perform one verb of `tracker alerts` and give its answer.

    Raises:
        UsageError: it cannot be done, or is none.
        NotFoundError: there is no such alert, mute or article.
        DeliveryError: a test was not taken.
    """
    match asked["do"]:
        case "retry":
            return alert_json(house.store.retry(_number(asked), now))
        case "mute":
            return mute_json(house.store.mute(_mute(house, asked, now)), now=now)
        case "unmute":
            house.store.unmute(_number(asked))
            return {"mute": _number(asked)}
        case "test":
            senders = trial_senders(house.gate, house.mailer)
            return {**send_trial(house.settings, str(asked["recipient"]), senders, zone=house.zone, now=now)}
    raise UsageError(f"the running tracker cannot {asked['do']!r} alerts: restart it so that both are of one version")


def mute_until(span: str, now: datetime) -> datetime | None:
    """Give when a mute ends that is asked for a span such as `2h`; None where none is given: until it is unmuted.

    Raises:
        UsageError: it is no span of time.
    """
    if not span:
        return None
    try:
        length = parsed_duration(span)
    except ValueError as error:
        raise UsageError(f"--for {error}, has {span!r}") from error
    if not length:
        raise UsageError("--for needs more than nothing: 30m, 2h, 7d")
    return now + length


def _mute(house: House, asked: dict[str, JSON], now: datetime) -> Mute:
    article, recipient = str(asked["article"]), str(asked["recipient"])
    return Mute(
        id=0,
        recipient=the_recipient(house.settings, recipient) if recipient else "",
        article_id=the_article(house.record, article).id if article else None,
        since=now,
        until=mute_until(str(asked["span"]), now),
        reason=" ".join(str(asked["reason"]).split()),
    )


def _number(asked: dict[str, JSON]) -> int:
    return int(str(asked["number"]))
