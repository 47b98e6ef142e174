"""One line of a participant's timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened, or is planned, with the record behind it."""

    kind: str
    """`contact`, `appointment`, `review`, `clinical_update`, `disclosure_agreement` ..., as its table is called."""
    id: UUID
    on: date
    stage: int | None
    title: str
    """Id of the words that name it."""
    detail: tuple[str, ...]
    """Ids of choices (`choice.x.y`), to be said after the title."""
    text: str
    """The first words a person typed."""
    by: str
    typed_at: datetime | None
    closed: bool = True
    """False for an appointment that is still planned."""
    late_by: int = 0
    """Days by which the contact after a job ending was late (domain.md 6.6 F22)."""
