"""What changed in an article as excerpts that may be published: changed sentences only, with what cites them."""

from __future__ import annotations

from tracker.view.excerpts.choosing import Excerpts, ExcerptStep, chosen
from tracker.view.excerpts.drawing import excerpts_html, excerpts_markdown

__all__ = ["ExcerptStep", "Excerpts", "chosen", "excerpts_html", "excerpts_markdown"]
