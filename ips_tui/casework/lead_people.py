"""The people with an open case beside leads: what they asked for, whether they look for work, what they said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from ips_tui.casework.later_facts import rows_of
from ips_tui.domain.jobs import is_competitive
from ips_tui.domain.leads import LeadAnswer, Meets, OfferedWork, Wishes, Work, fits, looks_for_work
from ips_tui.records.derived import CaseloadLine
from ips_tui.records.jobs import Job, JobEnding
from ips_tui.records.leads import LeadOffer
from ips_tui.records.profile import Goal, Preferences

NOTHING_ASKED = Wishes()


@dataclass(frozen=True)
class Offered:
    """A person was told of a lead: when, and what they said last."""

    on: date
    answer: LeadAnswer
    note: str


@dataclass(frozen=True)
class Seeker:
    """Somebody with an open case; the texts may hold anything somebody typed."""

    name: str
    place: str = ""
    wishes: Wishes = NOTHING_ASKED
    looking: bool = False
    """Whether they look for work."""
    most_travel_minutes: int | None = None
    not_with: str = ""


class People:
    """Everybody with an open case, or of those the ones asked for, and what was said to these leads."""

    def __init__(self, db: Session, lead_ids: Sequence[UUID], ids: Sequence[UUID] | None = None) -> None:
        """Read in one query a table, however many people there are."""
        self.offers = _offers(db, lead_ids)
        """What each person said last, by the lead and the person."""
        line = CaseloadLine
        query = select(line.participant_id, line.name, line.place).where(line.closed_on.is_(None))
        if ids is not None:
            query = query.where(line.participant_id.in_(ids))
        found = db.execute(query.order_by(line.sort_name)).all()
        self.seekers = _seekers(db, {row[0]: Seeker(row[1], row[2]) for row in found})
        """By name."""

    def said(self, lead_id: UUID) -> Mapping[UUID, Offered]:
        """Who was told of a lead, and what they said last."""
        return self.offers.get(lead_id, {})

    def whom_fits(self, lead_id: UUID, work: OfferedWork) -> dict[UUID, Meets]:
        """Who looks for work, asked for this, and did not say that it is not for them; by name."""
        said = self.said(lead_id)
        fitting: dict[UUID, Meets] = {}
        for person, seeker in self.seekers.items():
            refused = person in said and said[person].answer is LeadAnswer.NOT_FOR_ME
            meets = fits(seeker.wishes, work) if seeker.looking and not refused else None
            if meets is not None:
                fitting[person] = meets
        return fitting


def _offers(db: Session, lead_ids: Sequence[UUID]) -> dict[UUID, dict[UUID, Offered]]:
    query = select(LeadOffer).where(LeadOffer.lead_id.in_(lead_ids), ~LeadOffer.removed)
    found: dict[UUID, dict[UUID, Offered]] = defaultdict(dict)
    for row in db.scalars(query.order_by(LeadOffer.happened_on, LeadOffer.id)):
        found[row.lead_id][row.participant_id] = Offered(row.happened_on, row.answer, row.note or "")
    return dict(found)


def _seekers(db: Session, people: Mapping[UUID, Seeker]) -> dict[UUID, Seeker]:
    """These people with what they asked for."""
    ids = list(people)
    asked = (Preferences.sectors, Preferences.most_travel_minutes, Preferences.not_with)
    preferred = rows_of(db, ids, Preferences.participant_id, *asked)
    goals = rows_of(db, ids, Goal.participant_id, Goal.version, Goal.job_type, Goal.agreed_on)
    current = _current_jobs(db, ids)
    found: dict[UUID, Seeker] = {}
    for person, known in people.items():
        said = next(iter(preferred.get(person, ())), None)
        goal = max(goals.get(person, ()), key=lambda g: g.version, default=None)
        found[person] = Seeker(
            name=known.name,
            place=known.place,
            wishes=Wishes(
                sectors=frozenset(() if said is None else said.sectors),
                job_type=None if goal is None else goal.job_type,
                place=known.place,
            ),
            looking=looks_for_work(current.get(person, ()), None if goal is None else goal.agreed_on),
            most_travel_minutes=None if said is None else said.most_travel_minutes,
            not_with="" if said is None else said.not_with or "",
        )
    return found


def _current_jobs(db: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[Work, ...]]:
    """The jobs that these people have accepted or work in."""
    endings = rows_of(db, ids, JobEnding.participant_id, JobEnding.job_id)
    ended = {row.job_id for rows in endings.values() for row in rows}
    terms = (Job.open_to_all, Job.minimum_wage, Job.permanence)
    jobs = rows_of(
        db, ids, Job.participant_id, Job.id, Job.accepted_on, Job.held_at_referral, Job.fell_through_on, *terms
    )
    return {
        person: tuple(_work(row) for row in rows if row.id not in ended and row.fell_through_on is None)
        for person, rows in jobs.items()
    }


def _work(row: Row[Any]) -> Work:
    competitive = is_competitive(
        open_to_all=row.open_to_all,
        minimum_wage=row.minimum_wage,
        permanence=row.permanence,
        held_at_referral=row.held_at_referral,
    )
    return Work(competitive, row.held_at_referral, row.accepted_on)
