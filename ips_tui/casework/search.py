"""Search over every word typed into records: the newest first, each with what is needed to go there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias
from uuid import UUID

from sqlalchemy import Row, RowMapping, select
from sqlalchemy.orm import Session

from ips_tui.casework.found import FoundRecord
from ips_tui.casework.session import Desk
from ips_tui.content.words import Words
from ips_tui.domain.contacts import AppointmentState
from ips_tui.records.action_plan import Step
from ips_tui.records.base import Table
from ips_tui.records.benefits import OfficeContact
from ips_tui.records.community import ClinicalMeeting, Outreach
from ips_tui.records.contacts import Achievement, Appointment, Contact, Review
from ips_tui.records.employers import Employer, EmployerLogReview
from ips_tui.records.leads import Lead
from ips_tui.records.people import ClinicalTeam, Participant, Staff
from ips_tui.records.support import FollowAlongContact
from ips_tui.snippet import around, matched
from ips_tui.store.search import Match, matches
from ips_tui.store.searched import NAMES, OWN_RIGHT, free_texts, parent_of
from ips_tui.text import words_of

MOST = 20
"""Records found at once: more than fit a screen, and a further word narrows them."""
_Named: TypeAlias = dict[UUID | None, Row[Any]]
"""Records by their ids; the second column is how each is called."""
_PAGES: Mapping[str, Literal["employer_week", "lead"]] = {
    EmployerLogReview.__tablename__: "employer_week",
    Lead.__tablename__: "lead",
}
"""What is about nobody alone and has a page of its own."""
_NEEDED = frozenset({"id", "kind", "state", "office"})
"""Columns that say what a record is, beside its texts and what it refers to."""
_BEFORE, _WIDTH = 80, 240
"""Cells of a snippet before the first word, and in all."""


def find(desk: Desk, typed: str, limit: int = MOST) -> tuple[FoundRecord, ...]:
    """The newest records that hold every word typed, whatever case and accents; the last may be only begun.

    By the day they are about, of one day the last typed first; at most `limit`. Names of whom a record is about are
    words of it. The rows of one entry, as a review and its meeting, are found once. Raises a StoreProblem.
    """
    words = words_of(typed)
    with desk.reading() as db:
        found = matches(db.connection(), typed, limit)
        rows = _rows(db, found)
        entries = _entries(db, desk.words, found, rows)
        people = _named(db, (Participant.id, Participant.name, Participant.ref), (m.participant_id for m in found))
        employers = _named(db, (Employer.id, Employer.name), (m.employer_id for m in found))
        teams = _named(db, (ClinicalTeam.id, ClinicalTeam.name), (r.get("clinical_team_id") for r in rows.values()))
        staff = _named(db, (Staff.id, Staff.name), (r.get("staff_id") for r in rows.values()))
    offered: dict[UUID, FoundRecord] = {}
    for match in found:
        row, entry = rows[match.row_id], entries[match.row_id]
        employer = employers[match.employer_id].name if match.employer_id else ""
        person = people[match.participant_id] if match.participant_id else None
        subject_id = match.participant_id or match.employer_id
        if subject_id is None or match.table == Lead.__tablename__:
            offered[match.row_id] = _in_own_right(desk.words, match, row, teams, staff, words)
            continue
        record = FoundRecord(
            table=match.table,
            id=match.row_id,
            title=_title(desk.words, match.table, row),
            on=match.on,
            subject="employer" if person is None else "participant",
            subject_id=subject_id,
            name=employer if person is None else person.name,
            ref="" if person is None else person.ref,
            entry=entry,
            employer="" if person is None else employer,
            snippet=_snippet(match.table, row, words),
        )
        offered.setdefault(entry or match.row_id, record)
    return tuple(offered.values())


def _in_own_right(
    words: Words, match: Match, row: RowMapping, teams: _Named, staff: _Named, typed: Sequence[str]
) -> FoundRecord:
    """A record that is about nobody alone, called by its own name, else by what it was or with which team."""
    name = " ".join(row[column] for column in OWN_RIGHT[match.table])
    if match.table == Outreach.__tablename__:
        name = words.choice("outreach_kind", row["kind"])
    elif match.table == ClinicalMeeting.__tablename__:
        name = teams[row["clinical_team_id"]].name
    elif match.table == OfficeContact.__tablename__:
        name = words.choice("office", row["office"])
    elif match.table == EmployerLogReview.__tablename__:
        name = staff[row["staff_id"]].name
    return FoundRecord(
        table=match.table,
        id=match.row_id,
        title=_title(words, match.table, row),
        on=match.on,
        subject=_PAGES.get(match.table, "community"),
        subject_id=match.row_id,
        name=name,
        ref="",
        entry=match.row_id,
        employer="",
        snippet=_snippet(match.table, row, typed),
    )


def _rows(db: Session, found: Sequence[Match]) -> dict[UUID, RowMapping]:
    """What is needed of the records behind the matches."""
    rows: dict[UUID, RowMapping] = {}
    for name in {match.table for match in found}:
        table = Table.metadata.tables[name]
        columns = [*free_texts(table), *(c for c in table.columns if c.name in _NEEDED or c.foreign_keys)]
        ids = [match.row_id for match in found if match.table == name]
        rows |= {row["id"]: row for row in db.execute(select(*columns).where(table.c.id.in_(ids))).mappings()}
    return rows


def _named(db: Session, columns: Sequence[Any], ids: Iterable[UUID | None]) -> _Named:
    """How these participants or employers are called; the first column is their id."""
    return {row.id: row for row in db.execute(select(*columns).where(columns[0].in_(set(ids))))}


def _entries(
    db: Session, words: Words, found: Sequence[Match], rows: Mapping[UUID, RowMapping]
) -> dict[UUID, UUID | None]:
    """For each match, the record that shows it on the page of whom it is about, as the timeline has it."""
    shown = {match.row_id: _shown_by(words, match.table, rows[match.row_id]) for match in found}
    held: dict[UUID | None, UUID] = {}
    for kind in (Review, FollowAlongContact):
        meetings = select(kind.contact_id, kind.id).where(kind.contact_id.in_(set(shown.values())), ~kind.removed)
        held |= {row[0]: row[1] for row in db.execute(meetings)}
    return {row_id: held.get(entry, entry) for row_id, entry in shown.items()}


def _shown_by(words: Words, table: str, row: RowMapping) -> UUID | None:
    entry: UUID | None = row["id"]
    if table == Achievement.__tablename__:
        entry = row["review_id"]
    elif table == Appointment.__tablename__ and row["state"] is AppointmentState.TOOK_PLACE:
        # What it became stands in its place.
        entry = row["contact_id"] or row["employer_contact_id"]
    elif table == Step.__tablename__:
        # One beside the plan is shown by none.
        entry = row["objective_id"]
    elif table != Contact.__tablename__ and not _on_timeline(words, table):
        # A part of what the timeline shows is shown there, and what is known of a person on their page.
        columns = Table.metadata.tables[table].columns
        wholes = (row[c.name] for c in columns if not c.nullable and _on_timeline(words, parent_of(c)))
        entry = next(wholes, None)
    return entry


def _on_timeline(words: Words, table: str | None) -> bool:
    return words.has(f"timeline.{table}")


def _title(words: Words, table: str, row: RowMapping) -> str:
    """Id of the words for a record: those of the timeline, where it has some."""
    if table == Contact.__tablename__:
        return f"choice.contact_kind.{row['kind']}"
    return f"timeline.{table}" if _on_timeline(words, table) else f"search.kind.{table}"


def _snippet(table: str, row: RowMapping, words: Sequence[str]) -> str:
    """One line of the text that holds most of the words."""
    texts = [text for column in free_texts(Table.metadata.tables[table]) if (text := _said(table, column.name, row))]
    best = texts[0] if texts else ""
    if len(texts) > 1:
        best = max(texts, key=lambda text: sum(1 for word in words if matched(text, [word])))
    return around(best, words, before=_BEFORE, width=_WIDTH)


def _said(table: str, column: str, row: RowMapping) -> str:
    """What stands in a column; nothing for a name, which stands beside the snippet as it may be shown."""
    return "" if column in {**NAMES, **OWN_RIGHT}.get(table, ()) else row[column] or ""
