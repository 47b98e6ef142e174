"""The vocational profile: versions, sections of the interview, research, the talk, the goal with its gates (4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework import answers
from ips_tui.casework.answers import EarlierAnswer
from ips_tui.casework.barriers import BarrierView, barriers_of
from ips_tui.casework.goals import GoalView, ResearchView, goal_view, latest_goal, research_view
from ips_tui.casework.plain import Plain, columns_of, fields_from, kept_rows, not_ahead, put_rows, row_entry
from ips_tui.casework.profile_jobs import JobEvent, job_events, not_told
from ips_tui.casework.profile_jobs import versions as versions
from ips_tui.casework.question_sets import value_of
from ips_tui.casework.session import Desk
from ips_tui.casework.with_rows import with_rows
from ips_tui.domain.profile import ProfileOccasion, ProfileSourceKind
from ips_tui.domain.questions import STATE, QuestionSet, Section
from ips_tui.forms.kit import fields_of
from ips_tui.forms.profile import (
    PREFERENCES,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    ProfileSectionEntry,
    VocationalProfileEntry,
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
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

PROFILE = Plain(VocationalProfile, VocationalProfileEntry, "profile_version")
RESEARCH = Plain(LabourMarketResearch, LabourMarketResearchEntry, "research")
INFORMATION_TALK = Plain(PersonalInformationTalk, PersonalInformationTalkEntry, "information_talk")

record_research, change_research = RESEARCH.record, RESEARCH.change
record_information_talk, change_information_talk = INFORMATION_TALK.record, INFORMATION_TALK.change
change_version, version_entry = PROFILE.change, PROFILE.entry_of

OF_PERSON: Mapping[str, type[Record]] = {
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
    newest_on: date | None
    """The day on which the newest version was begun."""
    sections: tuple[SectionView, ...]
    goal: GoalView | None
    research: ResearchView | None
    """The latest."""
    information_talked_on: date | None
    barriers: tuple[BarrierView, ...]
    """Those that are resolved last."""
    earlier: tuple[EarlierAnswer, ...]
    """Answers to questions that are not asked any more."""
    without_permission: tuple[tuple[str, str], ...]
    """Who told something without a day of the person's permission: what they are, and their name."""
    followed_jobs: bool
    """Whether a job began or ended with a profile there, so that it was or is to be brought up to date."""
    not_told: tuple[JobEvent, ...]
    """The jobs that began or ended since the newest version, the newest first."""

    @property
    def researched_on(self) -> date | None:
        """The day of the latest research."""
        return None if self.research is None else self.research.happened_on

    @property
    def open_barriers(self) -> tuple[BarrierView, ...]:
        """What is still in the way."""
        return tuple(one for one in self.barriers if one.open)


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
        return _new_version(writing, participant_id, entry).id


def _new_version(writing: Writing, participant_id: UUID, entry: VocationalProfileEntry) -> VocationalProfile:
    highest = writing.db.scalar(
        select(func.max(VocationalProfile.version)).where(VocationalProfile.participant_id == participant_id)
    )
    said = columns_of(VocationalProfile, entry)
    return writing.add(VocationalProfile, participant_id=participant_id, version=(highest or 0) + 1, **said)


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
        first = VocationalProfileEntry(begun_on=desk.clock.today(), occasion=ProfileOccasion.FIRST_TALK)
        profile = known[0] if known else _new_version(writing, participant_id, first)
        answers.put(writing, profile, asked, section, entry)
        fields = type(entry).model_fields
        for name, table in OF_PERSON.items():
            if name in fields:
                put_rows(writing, table, "participant_id", participant_id, getattr(entry, name))
        if set(PREFERENCES) <= set(fields):
            _put_preferences(writing, participant_id, entry)
    return profile.id


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
        return read_section(db, participant_id, section)


def read_section(db: Session, participant_id: UUID, section: Section) -> ProfileSectionEntry:
    """A section as it stands, inside a reading."""
    kind = section_entry(section)
    kept = answers.counting(db, participant_id)
    values: dict[str, Any] = {}
    for question in section.questions:
        answer = answers.answer_to(question, kept)
        if answer is not None:
            values[question.id] = value_of(question.kind, answer.value)
            values[question.id + STATE] = answer.state
    rows = {spec.name: spec.rows for spec in fields_of(kind)}
    for name, table in OF_PERSON.items():
        row_kind = rows.get(name)
        if row_kind is not None:
            found = kept_rows(db, table, "participant_id", participant_id)
            values[name] = tuple(row_entry(row, row_kind) for row in found)
    if set(PREFERENCES) <= set(kind.model_fields):
        preferences = db.get(Preferences, same_row_id("preferences", participant_id.hex))
        if preferences is not None and not preferences.removed:
            values |= fields_from(preferences, kind)
    return kind(**values)


def profile_view(desk: Desk, db: Session, participant_id: UUID) -> ProfileView:
    """What stage 2 shows of a person."""
    known = versions(db, participant_id)
    goal = latest_goal(db, participant_id)
    talked = [
        db.scalar(select(func.max(column)).where(table.participant_id == participant_id, ~table.removed))
        for table, column in (
            (PersonalInformationTalk, PersonalInformationTalk.happened_on),
            (DisclosureAgreement, DisclosureAgreement.decided_on),
        )
    ]
    kept, asked = answers.counting(db, participant_id), questions(desk)
    there = with_rows(db, tuple(OF_PERSON.values()), participant_id)
    events = job_events(db, participant_id, desk.clock.today())
    return ProfileView(
        begun_on=known[-1].begun_on if known else None,
        version=known[0].version if known else 0,
        newest_on=known[0].begun_on if known else None,
        sections=tuple(_filled(db, participant_id, section, kept, there) for section in asked.sections),
        goal=None if goal is None else goal_view(goal),
        research=research_view(db, participant_id),
        information_talked_on=max((day for day in talked if day is not None), default=None),
        barriers=barriers_of(db, participant_id) if Barrier in there else (),
        earlier=answers.earlier(db, asked, kept),
        without_permission=_without_permission(db, participant_id) if ProfileSource in there else (),
        followed_jobs=bool(known and events),
        not_told=not_told(events, known),
    )


def earlier_answers(desk: Desk, participant_id: UUID) -> tuple[EarlierAnswer, ...]:
    """The answers to questions that are not asked any more."""
    with desk.reading() as db:
        return answers.earlier(db, questions(desk), answers.counting(db, participant_id))


def _without_permission(db: Session, participant_id: UUID) -> tuple[tuple[str, str], ...]:
    """Who told something about the person without a day of the person's permission: what they are, and their name."""
    sources = kept_rows(db, ProfileSource, "participant_id", participant_id)
    others = (one for one in sources if one.kind is not ProfileSourceKind.PARTICIPANT)
    return tuple((one.kind.value, one.who or "") for one in others if one.permission_on is None)


def _filled(
    db: Session, participant_id: UUID, section: Section, kept: Mapping[str, Answer], there: Set[type[Record]]
) -> SectionView:
    """How much of a section says something, without reading what it says."""
    in_tables = kept_in_tables(section.id)
    said = sum(_says(answers.answer_to(question, kept)) for question in section.questions)
    said += sum(OF_PERSON[name] in there for name in in_tables if name in OF_PERSON)
    if set(PREFERENCES) <= set(in_tables):
        preferences = db.get(Preferences, same_row_id("preferences", participant_id.hex))
        if preferences is not None and not preferences.removed:
            said += sum(getattr(preferences, name) not in (None, ()) for name in PREFERENCES)
    return SectionView(section.id, section.title, section.aim, said, len(section.questions) + len(in_tables))


def _says(answer: Answer | None) -> bool:
    return answer is not None and (answer.value is not None or answer.state is not None)
