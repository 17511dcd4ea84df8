"""What the daemon says in its log: one line a look, with words for people and keys for programs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta

from tracker.jobs.candidates import Scouted
from tracker.jobs.discover import Discovered
from tracker.jobs.following import Followed
from tracker.jobs.poll import Polled
from tracker.jobs.vigil import Watchword
from tracker.model import Claim, DayRoot, Outcome
from tracker.model.source import CandidateState
from tracker.view.records import JSON

logger = logging.getLogger("tracker")


def tell_visit(claim: Claim, polled: Polled) -> None:
    """Tell of a look; one that failed is a warning."""
    visit, plan = polled.visit, polled.plan
    level = logging.WARNING if visit.outcome is Outcome.FAILED else logging.INFO
    logger.log(
        level,
        "visited article=%d outcome=%r version=%s next=%s reason=%r why=%r",
        claim.article.id,
        visit.outcome.value,
        visit.version,
        plan.at.isoformat(timespec="seconds") if plan.at else "never",
        visit.reason,
        plan.why,
    )


def tell_clock(step: timedelta) -> None:
    """Tell that the clock was set and plans were moved with it; nothing where it was not."""
    if step:
        logger.warning("the clock was set by %d s: all plans were moved with it", step.total_seconds())


def tell_look(one: Mapping[str, JSON]) -> None:
    """Tell of a look as the verb `poll` answers it."""
    level = logging.WARNING if one["outcome"] == Outcome.FAILED.value else logging.INFO
    words = "visited article=%s outcome=%r version=%s reason=%r"
    logger.log(level, words, one["id"], one["outcome"], one["version"], one["reason"])


def tell_day(day: DayRoot) -> None:
    """Tell of a day that was hashed."""
    logger.info("sealed day=%s versions=%d visits=%d hash=%s", day.day, day.versions, day.visits, day.chain_hash)


def tell_stamp(day: DayRoot | None) -> None:
    """Tell what came of asking for a timestamp; nothing was asked where there is no day."""
    if day is None:
        return
    if day.stamp is not None:
        logger.info("stamped day=%s at=%s", day.day, day.stamp.at.isoformat(timespec="seconds"))
    else:
        logger.warning("no timestamp day=%s tries=%d why=%s", day.day, day.tries, day.told)


def tell_settled(found: Discovered) -> None:
    """Tell of an address that the configuration names and that cannot be followed; nothing of any other."""
    if found.reason:
        logger.warning("not followed url=%s why=%s", found.named.url, found.reason)


def tell_subscriptions(troubles: Iterable[str]) -> None:
    """Tell which subscriptions cannot be used."""
    for trouble in troubles:
        logger.warning("subscription %s", trouble)


def tell_discovery(found: Followed | Scouted | None) -> None:
    """Tell what came of a look at a source or a candidate; nothing of a turn that went to robots.txt."""
    if isinstance(found, Followed):
        tell_source(found)
    elif isinstance(found, Scouted):
        watched = found.article_id is not None and found.state is CandidateState.WATCHED
        words = "watching article=%s url=%s why=%r" if watched else "passed article=%s url=%s why=%r"
        logger.log(
            logging.INFO if watched else logging.DEBUG, words, found.article_id, found.candidate.url, found.reason
        )


def tell_source(found: Followed) -> None:
    """Tell what a source listed, and what is wrong with it, which is a warning; what was told before is not."""
    source = found.source
    if found.told and found.told != source.told:
        logger.warning("source url=%s trouble=%r", source.url, found.told)
    if found.fresh or not source.reads:
        logger.info(
            "source url=%s kind=%r listed=%d marked=%d new=%d",
            source.url,
            found.kind.value,
            found.seen,
            found.marked,
            found.fresh,
        )
    for offer in found.offers if not source.reads else ():
        logger.info("source url=%s found=%s kind=%r", source.url, offer.url, offer.kind.value)


def tell_unwiped(reason: str) -> None:
    """Tell why a redaction is not wiped from free pages and files yet; nothing where all is."""
    if reason:
        logger.warning("redaction wiped=no reason=%r", reason)


def tell_pruned(pages: int) -> None:
    """Tell how many raw pages were dropped because of their age; nothing of none."""
    if pages:
        logger.info("pruned pages=%d", pages)


def tell_vigil(said: Watchword) -> None:
    """Tell what is wrong with the tracker itself, and what is no more."""
    for trouble in said.troubles:
        logger.warning("trouble why=%r", trouble)
    for ended in said.ended:
        logger.info("trouble over=%r", ended)


def tell_pulse(told: str) -> None:
    """Tell what became of the sign of life; nothing where it went as before."""
    if told:
        logger.warning("heartbeat %s", told)
