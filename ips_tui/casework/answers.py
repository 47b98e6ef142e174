"""Answers to the open questions of the profile: which one counts, how they are kept, and those nobody asks any more.

An answer counts until a newer version of the profile has another. A team may change its questions: what was answered
to one that is not asked any more, or is asked in another kind of field now, stays to be read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.question_sets import keep_wording
from ips_tui.domain.questions import Question, QuestionSet, Section
from ips_tui.forms.profile import ProfileSectionEntry, answer_of, fits
from ips_tui.ids import same_row_id
from ips_tui.records.profile import Answer, VocationalProfile
from ips_tui.records.profile import QuestionSet as QuestionSetRow
from ips_tui.store.keeping import Writing


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer to a question that is not asked like that any more."""

    asked: str
    """In the words it was asked in."""
    value: str
    state: str
    """Why there is none; empty for an answer."""


def counting(db: Session, participant_id: UUID) -> dict[str, Answer]:
    """The answer that counts to each question: that of the newest version which has one."""
    query = (
        select(Answer)
        .join(VocationalProfile, VocationalProfile.id == Answer.vocational_profile_id)
        .where(Answer.participant_id == participant_id, ~Answer.removed, ~VocationalProfile.removed)
        .order_by(VocationalProfile.version, VocationalProfile.id)
    )
    return {answer.question: answer for answer in db.scalars(query)}


def answer_to(question: Question, answers: Mapping[str, Answer]) -> Answer | None:
    """The answer to a question as it is asked now; None where it has none, or one that it would not take."""
    answer = answers.get(question.id)
    return answer if answer is not None and fits(question, answer.value) else None


def put(
    writing: Writing, profile: VocationalProfile, asked: QuestionSet, section: Section, entry: ProfileSectionEntry
) -> None:
    """Keep what differs from what counts so far; the wording it was asked in is kept beside it."""
    before = counting(writing.db, profile.participant_id)
    for question in section.questions:
        value, state = answer_of(entry, question)
        kept = answer_to(question, before)
        if (value, state) == ((kept.value, kept.state) if kept is not None else (None, None)):
            continue
        set_id = keep_wording(writing, asked)
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


def earlier(db: Session, asked: QuestionSet, answers: Mapping[str, Answer]) -> tuple[EarlierAnswer, ...]:
    """The answers to what is not asked like that any more, by the words it was asked in."""
    known = {question.id: question for question in asked.questions}
    found = []
    for answer in answers.values():
        question = known.get(answer.question)
        says = answer.value is not None or answer.state is not None
        if says and (question is None or not fits(question, answer.value)):
            state = answer.state.value if answer.state is not None else ""
            found.append(EarlierAnswer(wording_of(db, answer), answer.value or "", state))
    return tuple(sorted(found, key=lambda one: one.asked.casefold()))


def wording_of(db: Session, answer: Answer) -> str:
    """The question of an answer in the words it was asked in; its id where they are not known."""
    kept = db.get(QuestionSetRow, answer.question_set_id)
    wording: Mapping[str, str] = {} if kept is None else json.loads(kept.wording)
    return wording.get(answer.question, answer.question)
