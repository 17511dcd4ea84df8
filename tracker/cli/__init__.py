"""The verbs: parse words, ask the app, draw with view."""

from __future__ import annotations

from tracker.cli.entry import main

__all__ = ["main"]
