"""Hostile pages are read in child processes that may die: bounded in time, memory and number of pages."""

from tracker.edges.parsing.parsers import Parsers

__all__ = ["Parsers"]
