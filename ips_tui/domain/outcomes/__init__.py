"""The measures of what a service achieved, M1 to M26: pure functions over frozen facts (domain.md 5, 6.6 D)."""
