"""How a diff looks: one model of spans, many renderers."""

from __future__ import annotations

from tracker.view.render.beside import side_by_side
from tracker.view.render.counts import CountLines, Counts, count, counts_json
from tracker.view.render.excerpts import Excerpt, changed_sentences, changed_words
from tracker.view.render.html import html_blocks, spans_html
from tracker.view.render.json import as_json
from tracker.view.render.page import html_page
from tracker.view.render.patch import TextFile, patch, patch_text, text_after, text_before
from tracker.view.render.plain import plain, plain_spans, text_blocks
from tracker.view.render.terminal import inline

__all__ = [
    "CountLines",
    "Counts",
    "Excerpt",
    "TextFile",
    "as_json",
    "changed_sentences",
    "changed_words",
    "count",
    "counts_json",
    "html_blocks",
    "html_page",
    "inline",
    "patch",
    "patch_text",
    "plain",
    "plain_spans",
    "side_by_side",
    "spans_html",
    "text_after",
    "text_before",
    "text_blocks",
]
