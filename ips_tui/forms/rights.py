"""Entries about a record as a whole: that it is erased, and what is decided when the time to keep it is over."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ips_tui.domain.rights import ErasureGround, RetentionChoice
from ips_tui.forms.asking import Needed
from ips_tui.forms.kit import Choice, Entry, FutureDay, Notes, Text

KEEP = (RetentionChoice.KEEP.value,)


class ErasureEntry(Entry):
    """Why a record is erased, and the person's ref typed once more: it cannot be undone."""

    form: ClassVar[str] = "erasure"
    ground: Choice[ErasureGround]
    ref: Text


class RetentionDecisionEntry(Entry):
    """What is decided about a record whose time is over."""

    form: ClassVar[str] = "retention_decision"
    choice: Choice[RetentionChoice]
    reason: Annotated[Notes | None, Needed("choice", KEEP, "problem.say_why_kept")] = None
    review_on: Annotated[FutureDay | None, Needed("choice", KEEP, "problem.say_when_again")] = None
