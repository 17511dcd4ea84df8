"""Watches breaking news articles, keeps every version as evidence, and says what changed."""

__version__ = "0.1.0"
