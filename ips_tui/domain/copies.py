"""Copies of a store: what they were taken for."""

from __future__ import annotations

from enum import StrEnum


class CopyKind(StrEnum):
    """What a copy of the store was taken for."""

    DAILY = "daily"
    """By itself, at the first unlock of a day."""
    MIGRATION = "migration"
    """Before the store was brought to a newer schema."""
    IMPORT = "import"
    RESTORE = "restore"
    BY_HAND = "by_hand"
