"""What is asked for, until the registry says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class PaperRequest:
    """A paper takes what it knows and leaves the rest."""

    participant_id: UUID | None = None
    record_id: UUID | None = None
    staff_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)
