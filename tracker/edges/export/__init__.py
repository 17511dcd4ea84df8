"""Exports in the formats of the field: JSON lines, WARC and WACZ, each with a script that checks it."""

from tracker.edges.export.lines import read_stories
from tracker.edges.export.script import script
from tracker.edges.export.writing import Format, Tally, expect_free, export, script_beside, write_lines

__all__ = ["Format", "Tally", "expect_free", "export", "read_stories", "script", "script_beside", "write_lines"]
