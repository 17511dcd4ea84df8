"""Answers to a subscriber that say the subscription is not known any more."""

from __future__ import annotations

from tracker.core.page_state.answers import Verdict
from tracker.core.page_state.pages import LOGIN
from tracker.model import PageState

REFUSALS = (401, 402)
CURE = "although a subscription is sent to {host}: log in with a browser and renew its cookies_file or headers_file"


def lost_subscription(state: PageState, reason: str, status: int | None, *, host: str) -> Verdict | None:
    """Say that a subscriber was given what everybody is; None where the answer says nothing of that.

    Args:
        state: of the answer or page, `reason` why.
        status: of the answer; None where there was none.
    """
    is_stub = state is PageState.PAYWALL
    wants_login = state is PageState.BLOCKED and (status in REFUSALS or reason == LOGIN)
    return (PageState.LOGGED_OUT, f"{reason}, {CURE.format(host=host)}") if is_stub or wants_login else None


def silent_stub(host: str) -> Verdict:
    """Say that only the beginning of a text was given, without a word of why."""
    return PageState.LOGGED_OUT, f"the page shows only the beginning of the known text, {CURE.format(host=host)}"
