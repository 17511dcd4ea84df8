"""Since when each sentence stands: every sentence followed through all versions. Pure and language-neutral."""

from __future__ import annotations

from tracker.core.blame.following import blame

__all__ = ["blame"]
