"""Two verbs as a test asks a desk for them."""

from __future__ import annotations

from typing import Any

from tracker.app.newsdesk import Newsdesk
from tracker.view.records import JSON


def add(desk: Newsdesk, url: str, **more: JSON) -> dict[str, Any]:
    """Put an address under watch."""
    arguments: dict[str, JSON] = {"url": url, "kind": "article", "tags": [], "anyway": False, **more}
    answer = desk.perform("add", arguments)
    assert isinstance(answer, dict)
    return answer


def poll(desk: Newsdesk, *articles: JSON) -> list[dict[str, Any]]:
    """Look at articles now; at all without a name."""
    answer = desk.perform("poll", {"articles": list(articles)})
    assert isinstance(answer, list)
    return [one for one in answer if isinstance(one, dict)]
