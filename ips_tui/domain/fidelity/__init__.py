"""Indicators of fidelity: what the record can answer of a scale's items. They are never added up (domain.md 3)."""
