"""Situation briefings in which nothing reaches the page that cannot show its source."""

__version__ = "0.1.0"
