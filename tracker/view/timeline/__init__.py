"""An article's life as one page of HTML."""

from __future__ import annotations

from tracker.view.timeline.page import timeline_page
from tracker.view.timeline.words import Life, Step

__all__ = ["Life", "Step", "timeline_page"]
