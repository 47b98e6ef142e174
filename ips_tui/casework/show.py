"""One participant's whole record, table by table, for reading without screens: every word that was typed.

Columns come in the order of their tables; a column added to a table is shown without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Text, bindparam, select
from sqlalchemy.orm import Session

from ips_tui.casework.history import ANSWERED, asked_as, chosen, label
from ips_tui.casework.session import Desk
from ips_tui.casework.with_rows import without_rows
from ips_tui.records.action_plan import ActionPlan, Objective, ObjectiveReview, Step
from ips_tui.records.base import Guid, Record, Word, Words
from ips_tui.records.benefits import BenefitsCounselling, BenefitsScenario, OfficeContact
from ips_tui.records.closure import Closure
from ips_tui.records.community import ClinicalMeeting, GroupSession, Interested
from ips_tui.records.contacts import Achievement, Appointment, ClinicalUpdate, Contact, Review
from ips_tui.records.cv import Cv, CvLine
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer, DisclosureTalk
from ips_tui.records.education import Education
from ips_tui.records.employers import ContactWithoutAgreement, Employer, EmployerContact
from ips_tui.records.engagement import NaturalSupport, Pause, Rapport, Satisfaction, SatisfactionAnswer
from ips_tui.records.job_search import Application, Interview, SearchActivity
from ips_tui.records.jobs import Absence, Job, JobEnding, JobTerms, Milestone
from ips_tui.records.leads import Lead, LeadOffer
from ips_tui.records.people import Assignment, Consent, JoinedRecord, MainStage, Participant, Referral
from ips_tui.records.profile import (
    Answer,
    Barrier,
    Goal,
    LabourMarketResearch,
    Licence,
    PastJob,
    PersonalInformationTalk,
    Preferences,
    ProfileSource,
    SkillGap,
    VocationalProfile,
)
from ips_tui.records.rights import RetentionDecision
from ips_tui.records.snooze import Snooze
from ips_tui.records.supervision import CaseNoteReview, Supervision, SupervisionCase
from ips_tui.records.support import FollowAlongContact, InWorkSupportPlan, SupportNeed

TABLES: tuple[type[Record], ...] = (
    Achievement,
    Pause,
    Participant,
    Referral,
    Consent,
    Assignment,
    MainStage,
    JoinedRecord,
    Rapport,
    NaturalSupport,
    Interested,
    Contact,
    GroupSession,
    Appointment,
    Review,
    ClinicalUpdate,
    Satisfaction,
    SatisfactionAnswer,
    ClinicalMeeting,
    DisclosureAgreement,
    DisclosureTalk,
    EmployerContact,
    ContactWithoutAgreement,
    VocationalProfile,
    Answer,
    PastJob,
    Licence,
    Preferences,
    Barrier,
    SkillGap,
    ProfileSource,
    LabourMarketResearch,
    PersonalInformationTalk,
    Goal,
    Education,
    ActionPlan,
    Objective,
    Step,
    ObjectiveReview,
    SearchActivity,
    Cv,
    CvLine,
    Application,
    Interview,
    Lead,
    LeadOffer,
    BenefitsCounselling,
    BenefitsScenario,
    OfficeContact,
    Job,
    JobTerms,
    Absence,
    Milestone,
    InWorkSupportPlan,
    SupportNeed,
    FollowAlongContact,
    JobEnding,
    Snooze,
    SupervisionCase,
    CaseNoteReview,
    Closure,
    RetentionDecision,
)
"""The tables about a participant, as they are read from first to last: what went well opens whatever is printed of a
person (domain.md 4.12), and that work together rests is not to be overlooked."""

_SHARED: Mapping[type[Record], Any] = {
    GroupSession: select(Contact.group_session_id).where(~Contact.removed),
    ClinicalMeeting: select(ClinicalUpdate.clinical_meeting_id).where(~ClinicalUpdate.removed),
}
"""Records that are about several people, by what makes them somebody's."""

Value = str | int | bool | tuple[str, ...] | None
_SILENT = frozenset({"id", "removed", "participant_id", "source_id"})
_ASKED = frozenset({"question", "question_set_id"})
"""What names the question of an answer, beside the words it was asked in."""


@dataclass(frozen=True)
class ShownCell:
    """One column of a record. `value` is what a script gets, `text` what a person reads (empty for nothing)."""

    column: str
    label: str
    value: Value
    text: str
    typed: bool = False
    """Whether somebody wrote it in their own words, as opposed to a choice, a day or a number."""


@dataclass(frozen=True)
class ShownRow:
    """One record; `on` is the day it is about, None for the participant's own row."""

    id: UUID
    on: date | None
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownTable:
    """The records of one table, the newest first; those about no day in the order they were typed."""

    table: str
    rows: tuple[ShownRow, ...]


def whole_record(desk: Desk, participant_id: UUID) -> tuple[ShownTable, ...]:
    """Everything kept about one participant that was not removed; empty tables are there too.

    Raises LookupError for an unknown participant, and a StoreProblem.
    """
    with desk.reading() as db:
        person = db.get(Participant, participant_id)
        if person is None or person.removed:
            raise LookupError("participant")
        reader = _Reader(desk, db)
        alone = tuple(table for table in TABLES if table is not Participant and table not in _SHARED)
        # Asked all at once, since most tables hold nothing of a person.
        empty = without_rows(db, alone, participant_id)
        return tuple(
            ShownTable(table.__tablename__, () if table in empty else reader.rows(table, participant_id))
            for table in TABLES
        )


class _Reader:
    """Turns records into cells within one reading."""

    def __init__(self, desk: Desk, db: Session) -> None:
        self.desk = desk
        self.db = db

    def rows(self, table: type[Record], participant_id: UUID) -> tuple[ShownRow, ...]:
        """A participant's rows of one table, the newest first; those about no day in the order they were typed."""
        columns = table.__table__.columns
        found = self.db.execute(_theirs(table), {"person": participant_id})
        rows = [(self._day_of(columns, row._mapping), row._mapping) for row in found]
        if any(day is not None for day, _ in rows):
            rows.sort(key=lambda pair: (pair[0] or date.min, pair[1][columns.id].int), reverse=True)
        else:
            # What belongs to one record stands together.
            owners = [column for column in columns if column.foreign_keys and column.name not in _SILENT]
            rows.sort(key=lambda pair: [owner.int for column in owners[:1] if (owner := pair[1][column]) is not None])
        return tuple(ShownRow(row[columns.id], on, tuple(self._cells(table, row))) for on, row in rows)

    def _cells(self, table: type[Record], row: Any) -> Iterator[ShownCell]:
        columns = table.__table__.columns
        asked = asked_as(self.db, table.__tablename__, row[columns.id])
        for column in columns:
            if column.name not in _SILENT:
                said = label(self.desk, table.__tablename__, column.name)
                value, text = self._said(column, row[column])
                if asked:
                    # A person reads the question as it was asked, and not by what it is called.
                    said, text = (
                        (asked, text) if column.name in ANSWERED else (said, "" if column.name in _ASKED else text)
                    )
                typed = isinstance(column.type, Text) and bool(text) and column.name not in _ASKED
                yield ShownCell(column.name.removesuffix("_id"), said, value, text, typed)
        if table is DisclosureAgreement:
            yield self._employers(row[DisclosureAgreement.__table__.columns.id])

    def _employers(self, agreement_id: UUID) -> ShownCell:
        """The employers that an agreement names, which stand in a table of their own."""
        names = self.db.scalars(
            select(Employer.name)
            .join(DisclosureEmployer, DisclosureEmployer.employer_id == Employer.id)
            .where(DisclosureEmployer.agreement_id == agreement_id, ~DisclosureEmployer.removed)
            .order_by(Employer.name)
        ).all()
        table = DisclosureEmployer.__tablename__
        return ShownCell(table, label(self.desk, table, "employer_id"), tuple(names), ", ".join(names))

    def _said(self, column: Any, value: Any) -> tuple[Value, str]:
        words = self.desk.words
        if value is None:
            return None, ""
        if isinstance(column.type, Guid):
            name = self._referred(column, value)
            return name, name
        if isinstance(column.type, (Word, Words)):
            several: tuple[StrEnum, ...] = value if isinstance(value, tuple) else (value,)
            text = ", ".join(chosen(self.desk, column.type.choices, word.value) for word in several)
            return (tuple(word.value for word in value) if isinstance(value, tuple) else value.value), text
        if isinstance(value, bool):
            return value, words("yes" if value else "no")
        if isinstance(value, int):
            return value, words(f"stage.{value}.name") if column.name == "stage" else str(value)
        said = f"{value:%H:%M}" if isinstance(value, time) else str(value)
        return said, words(f"gate.{said}") if column.name == "why_refused" else said

    def _referred(self, column: Any, row_id: UUID) -> str:
        """The record a column points to, by its name, else by its day."""
        (key,) = column.foreign_keys
        target = key.column.table
        found = self.db.execute(_row_of(target), {"row": row_id}).first()
        if found is None:
            return ""
        if "name" in target.columns:
            return str(found._mapping[target.columns.name])
        return str(self._day_of(target.columns, found._mapping) or "")

    def _day_of(self, columns: Any, row: Any) -> date | None:
        """The day a record is about: its own, or that of the meeting or the supervision that it belongs to."""
        for column in columns:
            if isinstance(column.type, Date) and not column.nullable:
                day: date = row[column]
                return day
        if "contact_id" in columns and row[columns.contact_id] is not None:
            return self.db.scalars(_day(Contact), {"row": row[columns.contact_id]}).first()
        if "supervision_id" in columns:
            return self.db.scalars(_day(Supervision), {"row": row[columns.supervision_id]}).first()
        return None


# The statements for one person's page, each put together once: it is read row by row


@cache
def _theirs(table: type[Record]) -> Select[Any]:
    """A participant's rows of one table, as `_Reader.rows` reads them."""
    columns, person = table.__table__.columns, bindparam("person", type_=Guid())
    theirs: ColumnElement[bool]
    if table in _SHARED:
        theirs = columns.id.in_(_SHARED[table].filter_by(participant_id=person))
    else:
        theirs = (columns.id if table is Participant else columns.participant_id) == person
    mine = select(table.__table__).where(theirs, ~columns.removed)
    # Ids rise with the time they were made; those made of a question's id do not, and come as they are kept.
    return mine if table in (Answer, Rapport) else mine.order_by(columns.id)


@cache
def _row_of(table: Any) -> Select[Any]:
    return select(table).where(table.columns.id == bindparam("row", type_=Guid()))


@cache
def _day(of: type[Contact] | type[Supervision]) -> Select[date]:
    return select(of.happened_on).where(of.id == bindparam("row", type_=Guid()))
