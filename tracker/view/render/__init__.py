"""How a diff looks: one model of spans, many renderers."""

from __future__ import annotations

from tracker.view.render.beside import side_by_side
from tracker.view.render.html import html_blocks, spans_html
from tracker.view.render.json import as_json
from tracker.view.render.plain import plain, plain_spans, text_blocks
from tracker.view.render.terminal import inline

__all__ = ["as_json", "html_blocks", "inline", "plain", "plain_spans", "side_by_side", "spans_html", "text_blocks"]
