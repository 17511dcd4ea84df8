"""What kind of answer that was, and what kind of page: only an article may ever become a version."""

from tracker.core.page_state.answers import answer_state, content_state
from tracker.core.page_state.markup import visible
from tracker.core.page_state.pages import any_page_state, page_state

__all__ = ["answer_state", "any_page_state", "content_state", "page_state", "visible"]
