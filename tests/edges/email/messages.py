"""Messages for the tests of mail: one that is sound, changed where a test needs it otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tracker.model import Message

SOUND = Message(
    sender="Breaking news tracker <tracker@example.org>",
    recipient="desk@example.org",
    subject="Ferry strikes breakwater",
    text="12 → 45 injured\n",
    html="<p>12 → 45 injured</p>\n",
    date=datetime(2026, 11, 22, 13, 7, tzinfo=UTC),
    message_id="<6f1e.12.4@tracker.example.org>",
)


def message(**changes: Any) -> Message:
    """Give the sound message with some fields changed."""
    return replace(SOUND, **changes)
