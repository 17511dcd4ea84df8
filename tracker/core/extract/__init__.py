"""From a page to the story that a reader reads: teach once, walk always."""

from tracker.core.extract.decoding import decode
from tracker.core.extract.explaining import explain
from tracker.core.extract.quick import Glanced, glance, is_unchanged
from tracker.core.extract.story import WALKER, extract, read_html, read_story

__all__ = ["WALKER", "Glanced", "decode", "explain", "extract", "glance", "is_unchanged", "read_html", "read_story"]
