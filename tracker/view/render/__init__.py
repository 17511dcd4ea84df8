"""How a diff looks: one model of spans, many renderers."""

from __future__ import annotations

from tracker.view.render.html import html_blocks, spans_html
from tracker.view.render.plain import plain, plain_spans, text_blocks

__all__ = ["html_blocks", "plain", "plain_spans", "spans_html", "text_blocks"]
