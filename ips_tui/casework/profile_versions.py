"""Two versions of a profile side by side: what stood at the end of each, section by section, and what differs.

Answers belong to a version; licences, past jobs, barriers and the other rows are one living set, and so are the
preferences. How they stood when a version ended, just before the next one began, is told from the journal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.history import in_words, label
from ips_tui.casework.profile import OF_PERSON, versions
from ips_tui.casework.session import Desk
from ips_tui.domain.profile import AnswerState
from ips_tui.domain.questions import Section
from ips_tui.forms.profile import PREFERENCES, fits, kept_in_tables
from ips_tui.records.base import Record
from ips_tui.records.jobs import Job
from ips_tui.records.profile import Answer, Preferences, QuestionSet, VocationalProfile
from ips_tui.store.past import Stood, group_that_made, rows_before, rows_now

EARLIER = "earlier"
"""The id of a section that no question set has: what is not asked any more, and rows that no section keeps now."""
_SILENT = frozenset({"id", "removed", "participant_id"})


@dataclass(frozen=True)
class VersionView:
    """One version: when it was begun, and what made it needed."""

    id: UUID
    version: int
    begun_on: date
    occasion: str
    """Empty where it was not said."""
    job: str
    """The job that it is about; empty without one."""
    why: str


@dataclass(frozen=True)
class Difference:
    """One question, row or preference that is not the same; a side that says nothing is empty."""

    about: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionComparison:
    """What differs in one section, and how much of what says something stayed the same."""

    id: str
    title: str
    """As the question set has it; empty for `EARLIER`."""
    differences: tuple[Difference, ...]
    same: int


@dataclass(frozen=True)
class Comparison:
    """Two versions, the earlier one first, and every section that says something in one of them."""

    before: VersionView
    after: VersionView
    sections: tuple[SectionComparison, ...]

    @property
    def same(self) -> int:
        """Questions, rows and preferences that stayed the same."""
        return sum(section.same for section in self.sections)


@dataclass(frozen=True)
class _State:
    """Everything that a profile said at the end of a version."""

    answers: Mapping[str, Stood]
    """The answer that counted to each question."""
    rows: Mapping[str, Mapping[UUID, Stood]]
    """The rows of each group, without removed ones."""
    preferences: Stood = field(default_factory=dict)


def version_views(desk: Desk, participant_id: UUID) -> tuple[VersionView, ...]:
    """The versions of a person's profile, the newest first."""
    with desk.reading() as db:
        return tuple(_version(db, one) for one in versions(db, participant_id))


def compare(desk: Desk, participant_id: UUID, before_id: UUID, after_id: UUID) -> Comparison:
    """How a profile stood at the end of two versions, the earlier one first whichever way they are given.

    The newest version ends now. Raises LookupError for a version that is not there.
    """
    with desk.reading() as db:
        known = versions(db, participant_id)[::-1]
        places = {one.id: place for place, one in enumerate(known)}
        if not {before_id, after_id} <= places.keys():
            raise LookupError("vocational_profile")
        first, last = sorted((places[before_id], places[after_id]))
        reader = _Reader(desk, db, participant_id)
        states = [reader.at_the_end_of(known, place) for place in (first, last)]
        return Comparison(
            _version(db, known[first]), _version(db, known[last]), tuple(reader.sections(states[0], states[1]))
        )


def _version(db: Session, row: VocationalProfile) -> VersionView:
    job = None if row.job_id is None else db.get(Job, row.job_id)
    return VersionView(
        id=row.id,
        version=row.version,
        begun_on=row.begun_on,
        occasion=row.occasion.value if row.occasion is not None else "",
        job="" if job is None else job.name,
        why=row.why or "",
    )


class _Reader:
    """Reads the states of one person's profile, and says in words what differs between two."""

    def __init__(self, desk: Desk, db: Session, participant_id: UUID) -> None:
        self.desk = desk
        self.db = db
        self.person = participant_id
        self._wordings: dict[UUID, Mapping[str, str]] = {}

    # What stood there

    def at_the_end_of(self, known: list[VocationalProfile], place: int) -> _State:
        """The state when the version at this place, of the `known` from the first on, ended."""
        ended = group_that_made(self.db, known[place + 1].id) if place + 1 < len(known) else None
        counted = {one.id: (one.version, one.id.int) for one in known}
        counting: dict[str, Stood] = {}
        rows = (row for row in self._rows(Answer, ended).values() if row["vocational_profile_id"] in counted)
        for row in sorted(rows, key=lambda row: counted[row["vocational_profile_id"]]):
            counting[row["question"]] = row
        preferences = self._rows(Preferences, ended).values()
        return _State(
            answers=counting,
            rows={name: self._rows(table, ended) for name, table in OF_PERSON.items()},
            preferences=next(iter(preferences), {}),
        )

    def _rows(self, table: type[Record], ended: UUID | None) -> dict[UUID, Stood]:
        """The rows about this person as they stood before that change group, or now; without removed ones."""
        columns: Any = table.__table__.columns
        ids = list(self.db.scalars(select(columns.id).where(columns.participant_id == self.person)))
        found = rows_now(self.db, table, ids) if ended is None else rows_before(self.db, table, ids, ended)
        of_person = {i: row for i, row in found.items() if not row["removed"] and row["participant_id"] == self.person}
        return dict(sorted(of_person.items()))

    # What differs

    def sections(self, before: _State, after: _State) -> Iterator[SectionComparison]:
        """The sections in the order of the interview, then what is not asked any more; without empty ones."""
        told: set[str] = set()
        groups: set[str] = set()
        for section in self.desk.questions.sections:
            asked = [q.id for q in section.questions if self._is_asked(section, q.id, before, after)]
            told.update(asked)
            kept = kept_in_tables(section.id)
            groups.update(kept)
            parts = [self._answer(q, before, after) for q in asked]
            yield from self._compared(section.id, section.title, [*parts, *self._in_tables(kept, before, after)])
        left = [*dict.fromkeys([*before.answers, *after.answers])]
        parts = [self._answer(question, before, after) for question in left if question not in told]
        rest = [name for name in (*OF_PERSON, *PREFERENCES) if name not in groups]
        yield from self._compared(EARLIER, "", [*parts, *self._in_tables(rest, before, after)])

    def _is_asked(self, section: Section, question_id: str, before: _State, after: _State) -> bool:
        """Whether both answers are what the question, as it is asked now, would take."""
        question = next(one for one in section.questions if one.id == question_id)
        kept = (state.answers.get(question_id) for state in (before, after))
        return all(row is None or fits(question, row["value"]) for row in kept)

    def _compared(self, section_id: str, title: str, parts: Iterable[Difference]) -> Iterator[SectionComparison]:
        says = [part for part in parts if part.before or part.after]
        differ = tuple(part for part in says if part.before != part.after)
        if says:
            yield SectionComparison(section_id, title, differ, len(says) - len(differ))

    def _answer(self, question_id: str, before: _State, after: _State) -> Difference:
        old, new = before.answers.get(question_id), after.answers.get(question_id)
        # In the words in which it was asked last.
        asked = self._asked(question_id, new or old)
        said = self._said(old)
        if old is not None and said and self._asked(question_id, old) != asked and self._said(new) != said:
            said = self.desk.words("profile.compare.asked_as", asked=self._asked(question_id, old), said=said)
        return Difference(asked, said, self._said(new))

    def _asked(self, question_id: str, row: Stood | None) -> str:
        if row is None:
            return next(q.ask for q in self.desk.questions.questions if q.id == question_id)
        set_id = row["question_set_id"]
        if set_id not in self._wordings:
            kept = self.db.get(QuestionSet, set_id)
            self._wordings[set_id] = {} if kept is None else json.loads(kept.wording or "{}")
        return self._wordings[set_id].get(question_id, question_id)

    def _said(self, row: Stood | None) -> str:
        if row is None:
            return ""
        state, words = row["state"], self.desk.words
        if state is not None:
            return words.choice("answer_state", AnswerState(state).value)
        value = row["value"] or ""
        kind = next((q.kind for q in self.desk.questions.questions if q.id == row["question"]), "")
        return words(value) if kind == "yes_no" and value in ("yes", "no") else str(value)

    def _in_tables(self, names: Iterable[str], before: _State, after: _State) -> Iterator[Difference]:
        for name in names:
            if name in OF_PERSON:
                old, new = before.rows[name], after.rows[name]
                for row_id in sorted({*old, *new}):
                    yield self._row(name, old.get(row_id), new.get(row_id))
            else:
                column: Any = Preferences.__table__.columns[name]
                old_said, new_said = (
                    in_words(self.desk, self.db, column, state.preferences.get(name)) for state in (before, after)
                )
                yield Difference(label(self.desk, "preferences", name), old_said, new_said)

    def _row(self, name: str, old: Stood | None, new: Stood | None) -> Difference:
        """A row that is new or gone in whole; of one that was changed the cells that differ."""
        table = OF_PERSON[name]
        cells = [self._cells(table, row) for row in (old, new)]
        if old is None or new is None:
            texts = ["\n".join(f"{told}: {text}" for told, text in one.items()) for one in cells]
        elif cells[0] == cells[1]:
            texts = ["\n".join(one.values()) for one in cells]
        else:
            differ = [told for told in {**cells[0], **cells[1]} if cells[0].get(told) != cells[1].get(told)]
            nothing = self.desk.words("profile.compare.nothing")
            texts = ["\n".join(f"{told}: {one.get(told, nothing)}" for told in differ) for one in cells]
        called = next(iter((cells[1] or cells[0]).values()), "")
        kind = self.desk.words(f"profile.compare.row.{name}")
        return Difference(self.desk.words("profile.compare.row.called", kind=kind, name=called), *texts)

    def _cells(self, table: type[Record], row: Stood | None) -> dict[str, str]:
        """The cells of a row that say something, by what they are called."""
        found: dict[str, str] = {}
        columns: Any = () if row is None else table.__table__.columns
        for column in columns:
            if column.name not in _SILENT and row is not None:
                text = in_words(self.desk, self.db, column, row[column.name])
                if text:
                    found[label(self.desk, table.__tablename__, column.name)] = text
        return found
