"""Which due lines were put off, until when and why, as the deriver asks of many subjects at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ips_tui.domain.due import DueKind
from ips_tui.records.snooze import Snooze
from ips_tui.store.by_ids import among, handed

PARTICIPANT, EMPLOYER, STAFF = "participant", "employer", "staff"
"""Whom a due line may be about."""
PutOff = dict[tuple[UUID, DueKind, UUID], tuple[date | None, str]]
"""By subject, kind and source of a line: until when it was put off, and why."""


def put_off_until(
    db: Session, subject: str, ids: Sequence[UUID]
) -> dict[tuple[UUID, DueKind, UUID], tuple[date | None, str]]:
    """Until when lines of these subjects were put off, and why; what was said of a line last is what counts."""
    if subject == STAFF:
        # The record that a line comes from says whose line it is.
        said = db.connection().execute(_snoozes_of_staff()).all()
        return {(one, row[0], row[1]): (row[2], row[3]) for one in ids for row in said}
    rows = db.connection().execute(_snoozes(subject, len(ids) == 1), handed(ids))
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}


@cache
def _snoozes_of_staff() -> Select[Any]:
    kept = Snooze.__table__.columns
    return (
        select(kept.kind, kept.source_id, kept.until_on, kept.reason)
        .where(kept.participant_id.is_(None), kept.employer_id.is_(None), ~kept.removed)
        .order_by(kept.snoozed_on, kept.id)
    )


@cache
def _snoozes(subject: str, one: bool) -> Select[Any]:
    kept = Snooze.__table__.columns
    whose = kept.participant_id if subject == PARTICIPANT else kept.employer_id
    return (
        select(whose, kept.kind, kept.source_id, kept.until_on, kept.reason)
        .where(among(whose, one=one), ~kept.removed)
        .order_by(kept.snoozed_on, kept.id)
    )
