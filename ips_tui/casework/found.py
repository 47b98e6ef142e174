"""What is found by what somebody typed: people, employers and records. Light to import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class Found:
    """One thing a finder offers; `label` and `detail` may hold anything a person typed."""

    kind: str
    """`participant` or `employer`; the screens add their own kinds."""
    id: str
    label: str
    detail: str = ""
    key: str = ""
    """The key that does the same, as shown."""


@dataclass(frozen=True)
class FoundRecord:
    """One record that holds the words; `name`, `employer` and `snippet` may hold anything a person typed."""

    table: str
    id: UUID
    title: str
    """Id of the words for what it is."""
    on: date | None
    """The day it is about; None for what is about no day."""
    subject: Literal["participant", "employer", "employer_week", "community", "lead", "supervision"]
    """On whose page it is shown, with the id and the name of whom. What is about nobody alone is shown among what is
    done in the community, by its own id and name; the review of a week in that week, by the name of whose it is; a
    lead on a page of its own. What is said of a colleague is in no search; an erasure finds it all the same."""
    subject_id: UUID
    name: str
    ref: str
    """The participant's; empty for an employer."""
    entry: UUID | None
    """The record that shows it on that page: of a meeting that was a review, the review. None for the page itself."""
    employer: str
    """The employer it is about as well, if it is shown on a participant's page."""
    snippet: str
    """One line around the first word; empty where only the name holds it."""

    @property
    def names_person(self) -> bool:
        """Whether `name` is that of a participant, or of somebody who may become one."""
        return self.subject == "participant" or self.table == "interested"
