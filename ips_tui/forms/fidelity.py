"""Entries of a fidelity review: who looked at which time, and what was rated item by item (domain.md 3)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from ips_tui.domain.fidelity.scale import BEST, LOWEST
from ips_tui.forms import typed
from ips_tui.forms.asking import Ask, Kind, broken
from ips_tui.forms.kit import Entry, Notes, PastDay, StaffRef, Text

Points = Annotated[int, BeforeValidator(typed.number), Ask(Kind.NUMBER, lowest=LOWEST, highest=BEST)]
"""What an item is rated."""


class FidelityReviewEntry(Entry):
    """A review by a scale: the time that was looked at, the day, and who rated."""

    form: ClassVar[str] = "fidelity_review"
    from_on: PastDay
    to_on: PastDay
    reviewed_on: PastDay
    reviewers: Text
    note: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_on < self.from_on:
            raise broken("to_on", "problem.ends_before_it_begins")
        return self


class FidelityRatingEntry(Entry):
    """What was rated for one item, of one specialist where the scale looks at each."""

    form: ClassVar[str] = "fidelity_rating"
    rated_staff: StaffRef | None = None
    rating: Points
    evidence: Notes | None = None
