"""The Wayback Machine, asked to save pages: begin, and look until it is done; nobody waits in between."""

from tracker.edges.wayback.client import WaybackMachine

__all__ = ["WaybackMachine"]
