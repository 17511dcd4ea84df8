"""News as a mail: one story that changed, something else that happened, or many stories in one digest."""

from __future__ import annotations

from tracker.view.letter.change import change_message, story_message
from tracker.view.letter.digest import digest_message
from tracker.view.letter.envelope import with_unsubscribe
from tracker.view.letter.happenings import news_message
from tracker.view.letter.layout import MOST_HTML_BYTES
from tracker.view.letter.news import News, OtherNews, Step, StoryNews

__all__ = [
    "MOST_HTML_BYTES",
    "News",
    "OtherNews",
    "Step",
    "StoryNews",
    "change_message",
    "digest_message",
    "news_message",
    "story_message",
    "with_unsubscribe",
]
