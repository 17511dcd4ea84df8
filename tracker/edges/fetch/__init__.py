"""The one gate to the network: resolves once, refuses what is not public, bounds every size and time."""

from tracker.edges.fetch.gate import Gate

__all__ = ["Gate"]
