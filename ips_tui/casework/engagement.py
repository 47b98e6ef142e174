"""Getting to know each other: topics talked through, natural supports, satisfaction, pauses (domain.md 1.3, 4.12)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework import staff
from ips_tui.casework.plain import Plain, columns_of, not_ahead
from ips_tui.casework.question_sets import keep_wording, value_of
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.people import ConsentState
from ips_tui.domain.questions import STATE, Question, QuestionSet
from ips_tui.forms.engagement import (
    NaturalSupportEntry,
    PauseEntry,
    RapportEntry,
    SatisfactionEntry,
    rapport_entry,
    satisfaction_entry,
)
from ips_tui.forms.profile import answer_of, fits
from ips_tui.ids import same_row_id
from ips_tui.records.engagement import NaturalSupport, Pause, Rapport, Satisfaction, SatisfactionAnswer
from ips_tui.records.people import Participant
from ips_tui.records.profile import QuestionSet as QuestionSetRow
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

RAPPORT, SATISFACTION = "rapport", "satisfaction"
"""The names of the question sets."""
SUPPORT = Plain(NaturalSupport, NaturalSupportEntry, "natural_support")
PAUSE = Plain(Pause, PauseEntry, "pause")

record_natural_support, change_natural_support = SUPPORT.record, SUPPORT.change
record_pause, change_pause = PAUSE.record, PAUSE.change


@dataclass(frozen=True)
class MayContact:
    """Somebody in the person's life, and what was agreed about being in touch with them."""

    name: str
    relation: str
    consent: ConsentState
    since: date
    """When that was said."""
    about: tuple[str, ...]


@dataclass(frozen=True)
class PauseView:
    """A time in which work together rests."""

    from_on: date
    to_on: date | None
    reason: PauseReason


@dataclass(frozen=True)
class EngagementView:
    """What the first stage shows beside its records."""

    topics: int
    """Topics talked through: with an answer, or with a reason why there is none."""
    topics_of: int
    talked_on: date | None
    supports: tuple[MayContact, ...]
    satisfied_on: date | None
    """The day on which satisfaction was asked last."""
    pause: PauseView | None
    """The pause of the day that is looked from."""


def _questions(asked: QuestionSet) -> list[Question]:
    return [question for section in asked.sections for question in section.questions]


# Topics


def rapport_form(desk: Desk) -> type[RapportEntry]:
    """The entry of the topics in use."""
    return rapport_entry(desk.question_set(RAPPORT))


def save_rapport(desk: Desk, participant_id: UUID, entry: RapportEntry, *, draft: DraftKey | None = None) -> UUID:
    """What was talked through as it stands now; what reads otherwise was said on the entry's day.

    Gives back the participant's id: the topics are no record of their own. Raises BadEntry for a day that lies ahead,
    LookupError for an unknown participant.
    """
    not_ahead(desk, entry)
    asked = desk.question_set(RAPPORT)
    with desk.writing("rapport_saved", draft=draft) as writing:
        writing.get(Participant, participant_id)
        for question in _questions(asked):
            value, state = answer_of(entry, question)
            row_id = same_row_id("rapport", participant_id.hex, question.id)
            row = writing.db.get(Rapport, row_id)
            kept = (None, None) if row is None or row.removed else (row.value, row.state)
            if (value, state) == kept:
                continue
            said: dict[str, Any] = {"state": state, "value": value, "talked_on": entry.talked_on}
            said["question_set_id"] = keep_wording(writing, asked)
            if row is None:
                writing.add(Rapport, id=row_id, participant_id=participant_id, question=question.id, **said)
            else:
                row.removed = False
                for name, held in said.items():
                    setattr(row, name, held)
    return participant_id


def rapport_now(desk: Desk, participant_id: UUID) -> RapportEntry:
    """The topics as they stand, to be brought up to date today."""
    asked = desk.question_set(RAPPORT)
    with desk.reading() as db:
        kept = {row.question: row for row in _of_person(db, Rapport, participant_id)}
        values = _values(asked, kept)
    return rapport_entry(asked)(talked_on=desk.clock.today(), **values)


def _values(asked: QuestionSet, kept: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for question in _questions(asked):
        if (answer := kept.get(question.id)) is not None and fits(question, answer.value):
            values[question.id] = value_of(question.kind, answer.value)
            values[question.id + STATE] = answer.state
    return values


# Satisfaction


def satisfaction_form(desk: Desk) -> type[SatisfactionEntry]:
    """The entry of the questions in use."""
    return satisfaction_entry(desk.question_set(SATISFACTION))


def record_satisfaction(
    desk: Desk, participant_id: UUID | None, entry: SatisfactionEntry, *, draft: DraftKey | None = None
) -> UUID:
    """The answers of one person, or with None those of a group, without names. Raises as `Plain.record`."""
    not_ahead(desk, entry)
    with desk.writing("satisfaction_recorded", draft=draft) as writing:
        if participant_id is not None:
            writing.get(Participant, participant_id)
        asked = desk.question_set(SATISFACTION)
        row = writing.add(
            Satisfaction,
            participant_id=participant_id,
            staff_id=staff.worker(desk, writing, entry.specialist),
            question_set_id=keep_wording(writing, asked),
            **columns_of(Satisfaction, entry),
        )
        _put_answers(writing, row, entry, asked)
    return row.id


def change_satisfaction(desk: Desk, row_id: UUID, entry: SatisfactionEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct the answers; what answers a question that is not asked any more stays. Raises as `Plain.record`."""
    not_ahead(desk, entry)
    with desk.writing("satisfaction_changed", draft=draft) as writing:
        row = writing.get(Satisfaction, row_id)
        for name, value in columns_of(Satisfaction, entry).items():
            setattr(row, name, value)
        row.staff_id = staff.worker(desk, writing, entry.specialist, before=row.staff_id)
        _put_answers(writing, row, entry, desk.question_set(SATISFACTION))
    return row_id


def _put_answers(writing: Writing, of: Satisfaction, entry: SatisfactionEntry, asked: QuestionSet) -> None:
    kept = {row.question: row for row in _answers(writing.db, of.id)}
    for question in _questions(asked):
        value, state = answer_of(entry, question)
        row = kept.get(question.id)
        if row is not None:
            row.value, row.state = value, state
        elif (value, state) != (None, None):
            writing.add(
                SatisfactionAnswer,
                participant_id=of.participant_id,
                satisfaction_id=of.id,
                question_set_id=keep_wording(writing, asked),
                question=question.id,
                state=state,
                value=value,
            )


def _answers(db: Session, satisfaction_id: UUID) -> list[SatisfactionAnswer]:
    query = select(SatisfactionAnswer).where(
        SatisfactionAnswer.satisfaction_id == satisfaction_id, ~SatisfactionAnswer.removed
    )
    return list(db.scalars(query.order_by(SatisfactionAnswer.id)))


def answers_of(db: Session, satisfaction_id: UUID) -> tuple[tuple[str, str], ...]:
    """What was answered, each with the question as it was asked; what has no answer is left out."""
    found = []
    for row in _answers(db, satisfaction_id):
        if row.value is not None:
            wording = json.loads(db.get_one(QuestionSetRow, row.question_set_id).wording)
            found.append((str(wording.get(row.question, row.question)), row.value))
    return tuple(found)


def words_of(answers: Iterable[tuple[str, str]]) -> str:
    """What was said in words; figures stand in the form."""
    return " ".join(value for _, value in answers if not value.isdecimal())


def satisfaction_as_entry(desk: Desk, row_id: UUID) -> SatisfactionEntry:
    """Answers as an entry, to be corrected. Raises LookupError."""
    asked = desk.question_set(SATISFACTION)
    with desk.reading() as db:
        row = db.get(Satisfaction, row_id)
        if row is None or row.removed:
            raise LookupError("satisfaction")
        values = _values(asked, {answer.question: answer for answer in _answers(db, row_id)})
        return satisfaction_entry(asked)(
            happened_on=row.happened_on, how=row.how, people=row.people, specialist=row.staff_id, **values
        )


# What the stage shows


def _of_person(db: Session, table: Any, participant_id: UUID) -> list[Any]:
    return list(theirs(db, table, participant_id))


def pause_on(db: Session, participant_id: UUID, day: date) -> PauseView | None:
    """The pause of that day; the one begun last where there are several."""
    held = [
        row
        for row in _of_person(db, Pause, participant_id)
        if row.from_on <= day and (row.to_on is None or day <= row.to_on)
    ]
    row = max(held, key=lambda row: (row.from_on, row.id.int), default=None)
    return None if row is None else PauseView(row.from_on, row.to_on, row.reason)


def engagement_view(desk: Desk, db: Session, participant_id: UUID) -> EngagementView:
    """What the first stage shows of a person."""
    asked = {question.id for question in _questions(desk.question_set(RAPPORT))}
    said = [
        row
        for row in _of_person(db, Rapport, participant_id)
        if row.question in asked and (row.value is not None or row.state is not None)
    ]
    satisfied_on = db.scalar(
        select(func.max(Satisfaction.happened_on)).where(
            Satisfaction.participant_id == participant_id, ~Satisfaction.removed
        )
    )
    return EngagementView(
        topics=len(said),
        topics_of=len(asked),
        talked_on=max((row.talked_on for row in said), default=None),
        supports=tuple(
            MayContact(
                row.name,
                row.relation.value,
                row.consent,
                row.withdrawn_on or row.said_on,
                tuple(about.value for about in row.contact_about),
            )
            for row in _of_person(db, NaturalSupport, participant_id)
        ),
        satisfied_on=satisfied_on,
        pause=pause_on(db, participant_id, desk.clock.today()),
    )
