"""What a person may ask of their record: who looked at it, how long it is kept, that it is erased.

Sources: GDPR Articles 5, 15, 17 and 30; NHS Records Management Code of Practice; New Zealand Health (Retention of
Health Information) Regulations 1996.
"""

from __future__ import annotations

from enum import StrEnum


class Looked(StrEnum):
    """What somebody did with a person's record that changed nothing in it."""

    OPENED = "opened"
    """Its page was opened on the screen."""
    SHOWN = "shown"
    """It was written to the command line."""
    PRINTED = "printed"
    EXPORTED = "exported"


class RetentionChoice(StrEnum):
    """What was decided about a record whose time is over. Nothing is ever done by itself."""

    KEEP = "keep"
    ERASE = "erase"


class ErasureGround(StrEnum):
    """Why a record was erased. A word and no text: what is left of an erasure must not tell of the person."""

    ASKED = "asked"
    TIME_OVER = "time_over"
    BY_MISTAKE = "by_mistake"
    LAW = "law"
