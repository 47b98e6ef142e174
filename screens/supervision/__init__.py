"""Supervision and learning: one colleague's page, and for a team leader the list of everyone."""
