"""From a page to the story that a reader reads: teach once, walk always."""

from tracker.core.extract.decoding import decode, decode_page
from tracker.core.extract.explaining import explain
from tracker.core.extract.quick import Glanced, glance
from tracker.core.extract.story import WALKER, extract, read_html, read_story

__all__ = [
    "WALKER",
    "Glanced",
    "decode",
    "decode_page",
    "explain",
    "extract",
    "glance",
    "read_html",
    "read_story",
]
