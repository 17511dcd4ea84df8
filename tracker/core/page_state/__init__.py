"""What kind of answer that was, and what kind of page: only an article may ever become a version."""

from tracker.core.page_state.answers import answer_state, content_state
from tracker.core.page_state.markup import visible
from tracker.core.page_state.pages import any_page_state, page_state
from tracker.core.page_state.subscriptions import lost_subscription, silent_stub

__all__ = [
    "answer_state",
    "any_page_state",
    "content_state",
    "lost_subscription",
    "page_state",
    "silent_stub",
    "visible",
]
