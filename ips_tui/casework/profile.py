"""The vocational profile: versions, sections of the interview, research, the talk, the goal with its gates (4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.goals import GoalView, any_row, goal_view, latest_goal
from ips_tui.casework.plain import Plain, columns_of, fields_from, kept_rows, not_ahead, put_rows, row_entry
from ips_tui.casework.session import Desk
from ips_tui.domain.questions import STATE, QuestionSet, Section
from ips_tui.forms.kit import fields_of
from ips_tui.forms.profile import (
    PREFERENCES,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    ProfileSectionEntry,
    VocationalProfileEntry,
    answer_of,
    kept_in_tables,
    section_entry,
)
from ips_tui.ids import same_row_id
from ips_tui.records.base import Record
from ips_tui.records.disclosure import DisclosureAgreement
from ips_tui.records.people import Participant
from ips_tui.records.profile import (
    Answer,
    Barrier,
    LabourMarketResearch,
    Licence,
    PastJob,
    PersonalInformationTalk,
    Preferences,
    ProfileSource,
    SkillGap,
    VocationalProfile,
)
from ips_tui.records.profile import (
    QuestionSet as QuestionSetRow,
)
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

PROFILE = Plain(VocationalProfile, VocationalProfileEntry, "profile_version")
RESEARCH = Plain(LabourMarketResearch, LabourMarketResearchEntry, "research")
INFORMATION_TALK = Plain(PersonalInformationTalk, PersonalInformationTalkEntry, "information_talk")

record_research, change_research = RESEARCH.record, RESEARCH.change
record_information_talk, change_information_talk = INFORMATION_TALK.record, INFORMATION_TALK.change
change_version, version_entry = PROFILE.change, PROFILE.entry_of

_OF_PERSON: Mapping[str, type[Record]] = {
    "licences": Licence,
    "past_jobs": PastJob,
    "barriers": Barrier,
    "skill_gaps": SkillGap,
    "sources": ProfileSource,
}
"""The repeated groups of sections, and the tables whose rows they are."""


@dataclass(frozen=True)
class SectionView:
    """One section of the interview: how much of it says something."""

    id: str
    title: str
    aim: str
    said: int
    """Questions, groups and preferences that have an answer, or a state that says why not."""
    of: int


@dataclass(frozen=True)
class ProfileView:
    """What the stage's screen shows of a profile."""

    begun_on: date | None
    version: int
    """0 while there is none."""
    sections: tuple[SectionView, ...]
    goal: GoalView | None
    researched_on: date | None
    information_talked_on: date | None
    open_barriers: tuple[str, ...]
    """Kinds of the barriers that are not resolved."""


def questions(desk: Desk) -> QuestionSet:
    """The question set in use."""
    return desk.questions


def begin_version(
    desk: Desk, participant_id: UUID, entry: VocationalProfileEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Begin a profile, or bring it up to date as a new version; what is not answered anew still counts.

    Raises as `Plain.record`.
    """
    not_ahead(desk, entry)
    with desk.writing("profile_version_begun", draft=draft) as writing:
        writing.get(Participant, participant_id)
        return _new_version(writing, participant_id, entry.begun_on, entry.why).id


def _new_version(writing: Writing, participant_id: UUID, begun_on: date, why: str | None) -> VocationalProfile:
    highest = writing.db.scalar(
        select(func.max(VocationalProfile.version)).where(VocationalProfile.participant_id == participant_id)
    )
    return writing.add(
        VocationalProfile, participant_id=participant_id, version=(highest or 0) + 1, begun_on=begun_on, why=why
    )


def versions(db: Session, participant_id: UUID) -> list[VocationalProfile]:
    """The versions of a profile, the newest first."""
    query = select(VocationalProfile).where(
        VocationalProfile.participant_id == participant_id, ~VocationalProfile.removed
    )
    return list(db.scalars(query.order_by(VocationalProfile.version.desc(), VocationalProfile.id.desc())))


def save_section(
    desk: Desk, participant_id: UUID, entry: ProfileSectionEntry, *, draft: DraftKey | None = None
) -> UUID:
    """One section of the interview as it was filled in; the first one begins the profile today.

    Gives back the id of the profile. Raises as `Plain.record`.
    """
    not_ahead(desk, entry)
    asked = questions(desk)
    section = asked.section(entry.section)
    with desk.writing("profile_section_saved", draft=draft) as writing:
        writing.get(Participant, participant_id)
        known = versions(writing.db, participant_id)
        profile = known[0] if known else _new_version(writing, participant_id, desk.clock.today(), None)
        _put_answers(writing, profile, asked, section, entry)
        fields = type(entry).model_fields
        for name, table in _OF_PERSON.items():
            if name in fields:
                put_rows(writing, table, "participant_id", participant_id, getattr(entry, name))
        if set(PREFERENCES) <= set(fields):
            _put_preferences(writing, participant_id, entry)
    return profile.id


def _put_answers(
    writing: Writing, profile: VocationalProfile, asked: QuestionSet, section: Section, entry: ProfileSectionEntry
) -> None:
    """What differs from what counts so far; the wording it was asked in is kept beside it."""
    before = _answers(writing.db, profile.participant_id)
    set_id = same_row_id("question_set", asked.name, str(asked.version))
    for question in section.questions:
        value, state = answer_of(entry, question)
        kept = before.get(question.id)
        if (value, state) == ((kept.value, kept.state) if kept is not None else (None, None)):
            continue
        if writing.db.get(QuestionSetRow, set_id) is None:
            writing.add(QuestionSetRow, id=set_id, name=asked.name, version=asked.version, wording=asked.wording)
        row_id = same_row_id("answer", profile.id.hex, question.id)
        row = writing.db.get(Answer, row_id)
        if row is None:
            writing.add(
                Answer,
                id=row_id,
                participant_id=profile.participant_id,
                vocational_profile_id=profile.id,
                question_set_id=set_id,
                question=question.id,
                state=state,
                value=value,
            )
        else:
            row.question_set_id, row.state, row.value, row.removed = set_id, state, value, False


def _answers(db: Session, participant_id: UUID) -> dict[str, Answer]:
    """The answer that counts to each question: that of the newest version which has one."""
    query = (
        select(Answer)
        .join(VocationalProfile, VocationalProfile.id == Answer.vocational_profile_id)
        .where(Answer.participant_id == participant_id, ~Answer.removed, ~VocationalProfile.removed)
        .order_by(VocationalProfile.version, VocationalProfile.id)
    )
    return {answer.question: answer for answer in db.scalars(query)}


def _put_preferences(writing: Writing, participant_id: UUID, entry: ProfileSectionEntry) -> None:
    row_id = same_row_id("preferences", participant_id.hex)
    values = columns_of(Preferences, entry)
    row = writing.db.get(Preferences, row_id)
    if row is None and any(value not in (None, ()) for value in values.values()):
        writing.add(Preferences, id=row_id, participant_id=participant_id, **values)
    elif row is not None:
        row.removed = False
        for name, value in values.items():
            setattr(row, name, value)


def section_as_entry(desk: Desk, participant_id: UUID, section_id: str) -> ProfileSectionEntry:
    """A section as it stands. Raises LookupError for an unknown section."""
    section = questions(desk).section(section_id)
    with desk.reading() as db:
        return _section(db, participant_id, section)


def _section(db: Session, participant_id: UUID, section: Section) -> ProfileSectionEntry:
    kind = section_entry(section)
    kept = _answers(db, participant_id)
    values: dict[str, Any] = {}
    for question in section.questions:
        answer = kept.get(question.id)
        if answer is not None:
            values[question.id] = _value(question.kind, answer.value)
            values[question.id + STATE] = answer.state
    rows = {spec.name: spec.rows for spec in fields_of(kind)}
    for name, table in _OF_PERSON.items():
        row_kind = rows.get(name)
        if row_kind is not None:
            found = kept_rows(db, table, "participant_id", participant_id)
            values[name] = tuple(row_entry(row, row_kind) for row in found)
    if set(PREFERENCES) <= set(kind.model_fields):
        preferences = db.get(Preferences, same_row_id("preferences", participant_id.hex))
        if preferences is not None and not preferences.removed:
            values |= fields_from(preferences, kind)
    return kind(**values)


def _value(kind: str, said: str | None) -> Any:
    if said is None:
        return None
    if kind == "rating":
        return int(said)
    return said == "yes" if kind == "yes_no" else said


def profile_view(desk: Desk, db: Session, participant_id: UUID) -> ProfileView:
    """What stage 2 shows of a person."""
    known = versions(db, participant_id)
    goal = latest_goal(db, participant_id)
    researched = db.scalar(
        select(func.max(LabourMarketResearch.happened_on)).where(
            LabourMarketResearch.participant_id == participant_id, ~LabourMarketResearch.removed
        )
    )
    talked = [
        db.scalar(select(func.max(column)).where(table.participant_id == participant_id, ~table.removed))
        for table, column in (
            (PersonalInformationTalk, PersonalInformationTalk.happened_on),
            (DisclosureAgreement, DisclosureAgreement.decided_on),
        )
    ]
    barriers = kept_rows(db, Barrier, "participant_id", participant_id)
    answers = _answers(db, participant_id)
    return ProfileView(
        begun_on=known[-1].begun_on if known else None,
        version=known[0].version if known else 0,
        sections=tuple(_filled(db, participant_id, section, answers) for section in questions(desk).sections),
        goal=None if goal is None else goal_view(goal),
        researched_on=researched,
        information_talked_on=max((day for day in talked if day is not None), default=None),
        open_barriers=tuple(b.kind.value for b in barriers if b.state.value != "resolved"),
    )


def _filled(db: Session, participant_id: UUID, section: Section, answers: Mapping[str, Answer]) -> SectionView:
    """How much of a section says something, without reading what it says."""
    kept = kept_in_tables(section.id)
    said = sum(q.id in answers and _says(answers[q.id]) for q in section.questions)
    said += sum(any_row(db, _OF_PERSON[name], participant_id) for name in kept if name in _OF_PERSON)
    if set(PREFERENCES) <= set(kept):
        preferences = db.get(Preferences, same_row_id("preferences", participant_id.hex))
        if preferences is not None and not preferences.removed:
            said += sum(getattr(preferences, name) not in (None, ()) for name in PREFERENCES)
    return SectionView(section.id, section.title, section.aim, said, len(section.questions) + len(kept))


def _says(answer: Answer) -> bool:
    return answer.value is not None or answer.state is not None
