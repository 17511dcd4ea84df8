"""One change as a mail, for callers that tell one version at a time."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tracker.model import Article, Delivery, Diff, Fact, Message, Version
from tracker.view.letter import MOST_HTML_BYTES, change_message

__all__ = ["MOST_HTML_BYTES", "alert_message"]


def alert_message(
    *,
    article: Article,
    before: Version | None,
    after: Version,
    diff: Diff,
    facts: tuple[Fact, ...],
    summary: str,
    delivery: Delivery,
    sender: str,
    zone: tzinfo,
    now: datetime,
) -> Message:
    """Write the mail that tells one recipient of one change: `change_message` of a single version.

    Args:
        before: None where `after` is the first version.
        zone: in which times are shown, beside UTC.
    """
    return change_message(
        article=article,
        before=before,
        after=after,
        versions=(after,),
        diff=diff,
        facts=facts,
        summary=summary,
        deliveries=(delivery,),
        sender=sender,
        zone=zone,
        now=now,
    )
