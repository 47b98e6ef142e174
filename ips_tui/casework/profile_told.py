"""The whole vocational profile to be read on paper: each answer under the question as it was asked (domain.md 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework import answers
from ips_tui.casework.answers import EarlierAnswer
from ips_tui.casework.disclosure import AgreementView, agreements
from ips_tui.casework.goals import GoalView, any_row, goal_view, latest_goal
from ips_tui.casework.plain import fields_from
from ips_tui.casework.profile import INFORMATION_TALK, questions, read_section, versions
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.questions import Question
from ips_tui.forms.profile import LabourMarketResearchEntry, PersonalInformationTalkEntry, ProfileSectionEntry
from ips_tui.records.people import Participant
from ips_tui.records.profile import Answer, Goal, LabourMarketResearch, PersonalInformationTalk, VocationalProfile


@dataclass(frozen=True)
class AnswerTold:
    """One question that was answered, or of which it is known why not."""

    asked: str
    """In the words it was asked in."""
    kind: str
    """The kind of its field: `notes`, `text`, `rating`, `yes_no`."""
    said: str
    state: str
    """Why there is no answer; empty for an answer."""


@dataclass(frozen=True)
class SectionTold:
    """One section of the interview with what was said in it, and what it keeps in tables."""

    id: str
    title: str
    answers: tuple[AnswerTold, ...]
    entry: ProfileSectionEntry


@dataclass(frozen=True)
class ProfileTold:
    """Everything a profile says now."""

    version: int
    """0 while there is none."""
    begun_on: date | None
    newest_on: date | None
    sections: tuple[SectionTold, ...]
    earlier: tuple[EarlierAnswer, ...]
    """Answers to what is not asked any more."""
    goal: GoalView | None
    research: tuple[LabourMarketResearchEntry, ...]
    """What was found out about kinds of work, the newest first."""
    talk: PersonalInformationTalkEntry | None
    """The last talk about what employers are told."""
    working_style: str
    """How the person likes to work together."""
    communication_needs: str
    decision: AgreementView | None
    """The last decision about employers, whether it stands or not."""


def has_profile(db: Session, participant_id: UUID) -> bool:
    """Whether a profile says anything yet: it was begun, there is a goal, or something was found out."""
    return any(any_row(db, table, participant_id) for table in (VocationalProfile, Goal, LabourMarketResearch))


def profile_told(desk: Desk, db: Session, participant_id: UUID) -> ProfileTold:
    """Everything the profile of a person says, in the order of the interview."""
    known, asked, kept = versions(db, participant_id), questions(desk), answers.counting(db, participant_id)
    goal, person = latest_goal(db, participant_id), db.get_one(Participant, participant_id)
    research = theirs(db, LabourMarketResearch, participant_id, LabourMarketResearch.happened_on, newest_first=True)
    talks = theirs(db, PersonalInformationTalk, participant_id, PersonalInformationTalk.happened_on, newest_first=True)
    return ProfileTold(
        version=known[0].version if known else 0,
        begun_on=known[-1].begun_on if known else None,
        newest_on=known[0].begun_on if known else None,
        sections=tuple(
            SectionTold(
                section.id,
                section.title,
                tuple(_told(db, q, row) for q in section.questions if (row := answers.answer_to(q, kept)) is not None),
                read_section(db, participant_id, section),
            )
            for section in asked.sections
        ),
        earlier=answers.earlier(db, asked, kept),
        goal=None if goal is None else goal_view(goal),
        research=tuple(LabourMarketResearchEntry(**fields_from(row, LabourMarketResearchEntry)) for row in research),
        talk=INFORMATION_TALK.read(db, talks[0].id) if talks else None,
        working_style=person.working_style or "",
        communication_needs=person.communication_needs or "",
        decision=next(iter(agreements(db, participant_id)), None),
    )


def _told(db: Session, question: Question, row: Answer) -> AnswerTold:
    state = row.state.value if row.state is not None else ""
    return AnswerTold(answers.wording_of(db, row), question.kind, row.value or "", state)
