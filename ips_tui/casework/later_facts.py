"""Reads the records of stages 2 to 5 into facts: profile, plans, search, jobs, support, closing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from ips_tui.casework.with_rows import Tables, without_rows
from ips_tui.domain.action_plan import AGREED, StepStatus
from ips_tui.domain.facts import JobFacts, PlanFacts, StepFacts, TermsChangeFacts, agreed_plan
from ips_tui.domain.jobs import is_competitive
from ips_tui.records.action_plan import ActionPlan, Objective, Step
from ips_tui.records.benefits import BenefitsCounselling
from ips_tui.records.closure import Closure
from ips_tui.records.job_search import Application, Interview
from ips_tui.records.jobs import Job, JobEnding, JobTerms, Milestone
from ips_tui.records.profile import LabourMarketResearch, PersonalInformationTalk, VocationalProfile
from ips_tui.records.support import FollowAlongContact, InWorkSupportPlan
from ips_tui.store.by_ids import among, handed

Rows = Mapping[UUID, Sequence[Row[Any]]]


def rows_of(db: Session, ids: Sequence[UUID], owner: Any, *columns: Any) -> Rows:
    """The kept rows of a table, by the id in the column `owner`, oldest id first.

    Only the columns that rules look at: a year of notes is not read to find out what is due.
    """
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    # A statement of bare columns does not see to it by itself that what was changed is seen.
    db.flush()
    for row in db.connection().execute(_query(len(ids) == 1, owner, *columns), handed(ids)):
        found[row[0]].append(row)
    return found


@cache
def _query(one: bool, owner: Any, *columns: Any) -> Select[Any]:
    """The statement for `rows_of`, put together once and of bare columns: some thirty may be asked at each save."""
    table = owner.class_.__table__.columns
    of_these = among(owner.property.columns[0], one=one)
    # A record may call a column by another name than the table does.
    kept = (column.property.columns[0].label(column.key) for column in (owner, *columns))
    return select(*kept).where(of_these, ~table.removed).order_by(table.id)


class CaseRows:
    """The rows of these participants that rules look at; each table is asked once at most."""

    def __init__(self, db: Session, ids: Sequence[UUID], may_be_empty: Tables) -> None:
        """What a save touches is one person mostly, of whom most tables hold nothing: they are asked all at once."""
        self._db, self._ids = db, ids
        self._empty = without_rows(db, may_be_empty, ids[0]) if len(ids) == 1 else frozenset()

    def of(self, owner: Any, *columns: Any) -> Rows:
        """As `rows_of`."""
        return {} if owner.class_ in self._empty else rows_of(self._db, self._ids, owner, *columns)


LATER: Tables = (
    VocationalProfile,
    LabourMarketResearch,
    PersonalInformationTalk,
    ActionPlan,
    Objective,
    Step,
    Application,
    Interview,
    Job,
    JobTerms,
    JobEnding,
    Milestone,
    InWorkSupportPlan,
    FollowAlongContact,
    BenefitsCounselling,
    Closure,
)
"""The tables that `LaterFacts` reads."""


class LaterFacts:
    """What stages 2 to 5 hold of these participants, read in one query a table."""

    def __init__(self, case_rows: CaseRows, met_on: Mapping[UUID, date]) -> None:
        """`met_on` has the day of each contact by its id."""
        self._met_on = met_on
        rows = case_rows.of
        self._profiles = rows(VocationalProfile.participant_id, VocationalProfile.begun_on)
        self._research = rows(LabourMarketResearch.participant_id)
        self._talks = rows(
            PersonalInformationTalk.participant_id, PersonalInformationTalk.id, PersonalInformationTalk.happened_on
        )
        self._plans = rows(
            ActionPlan.participant_id,
            ActionPlan.id,
            ActionPlan.number,
            ActionPlan.made_on,
            ActionPlan.agreed,
            ActionPlan.withdrawn_on,
            ActionPlan.review_on,
        )
        self._objectives = rows(Objective.participant_id, Objective.id, Objective.action_plan_id)
        self._steps = rows(
            Step.participant_id,
            Step.id,
            Step.objective_id,
            Step.name,
            Step.due_on,
            Step.status,
            Step.carried_from_id,
        )
        self._applications = rows(Application.participant_id, Application.made_on)
        self._interviews = rows(Interview.participant_id, Interview.happened_on)
        self._jobs = rows(
            Job.participant_id,
            Job.id,
            Job.name,
            Job.employer_id,
            Job.held_at_referral,
            Job.accepted_on,
            Job.start_on,
            Job.four_hours_on,
            Job.fell_through_on,
            Job.open_to_all,
            Job.minimum_wage,
            Job.permanence,
        )
        self._terms = rows(
            JobTerms.participant_id,
            JobTerms.id,
            JobTerms.job_id,
            JobTerms.from_on,
            JobTerms.first,
            JobTerms.hours,
            JobTerms.pay,
        )
        self._endings = rows(JobEnding.participant_id, JobEnding.job_id)
        self._milestones = rows(Milestone.participant_id, Milestone.job_id, Milestone.weeks)
        self._support = rows(
            InWorkSupportPlan.participant_id,
            InWorkSupportPlan.id,
            InWorkSupportPlan.job_id,
            InWorkSupportPlan.version,
            InWorkSupportPlan.agreed_on,
            InWorkSupportPlan.rhythm,
            InWorkSupportPlan.employer_rhythm,
        )
        self._follow_along = rows(
            FollowAlongContact.participant_id,
            FollowAlongContact.job_id,
            FollowAlongContact.contact_id,
            FollowAlongContact.next_on,
        )
        self._benefits = rows(BenefitsCounselling.participant_id, BenefitsCounselling.happened_on)
        self._closures = rows(Closure.participant_id, Closure.id, Closure.closed_on, Closure.reopened_on)

    def profile_begun_on(self, person: UUID) -> date | None:
        """The day of the first profile entry (domain.md 6.6 S3)."""
        return min((p.begun_on for p in self._profiles.get(person, ())), default=None)

    def researched(self, person: UUID) -> bool:
        """Whether there is labour market research (G2)."""
        return bool(self._research.get(person))

    def information_talks(self, person: UUID) -> Sequence[Row[Any]]:
        """The talks about personal information (G3)."""
        return self._talks.get(person, ())

    def plans(self, person: UUID) -> tuple[PlanFacts, ...]:
        """The action plans; one that was taken back is not agreed."""
        return tuple(
            PlanFacts(p.id, p.made_on, p.agreed in AGREED and p.withdrawn_on is None, p.review_on)
            for p in self._plans.get(person, ())
        )

    def steps(self, person: UUID) -> tuple[StepFacts, ...]:
        """The steps that are owed: open, with a day (F10), and each once, whatever versions of the plan it stands in.

        They are those of the plan that counts, those that a later proposal adds to it, and those beside the plan.
        A step that was carried into a proposal is owed where it was agreed; what only earlier plans hold is not owed.
        """
        plans = self._plans.get(person, ())
        counting = agreed_plan(self.plans(person))
        latest = max(plans, key=lambda p: (p.number, p.id.int), default=None)
        agreed = None if counting is None else counting.id
        plan_of: dict[UUID | None, UUID] = {o.id: o.action_plan_id for o in self._objectives.get(person, ())}
        steps = self._steps.get(person, ())
        in_agreed = {s.id for s in steps if agreed is not None and plan_of.get(s.objective_id) == agreed}

        def is_owed(step: Row[Any]) -> bool:
            if step.objective_id is None or step.id in in_agreed:
                return True
            proposed = latest is not None and plan_of.get(step.objective_id) == latest.id
            return proposed and step.carried_from_id not in in_agreed

        return tuple(
            StepFacts(s.id, s.due_on, s.name)
            for s in steps
            if s.status is StepStatus.OPEN and s.due_on is not None and is_owed(s)
        )

    def searched_on(self, person: UUID) -> tuple[date, ...]:
        """Days of applications and interviews (F3)."""
        made = [a.made_on for a in self._applications.get(person, ())]
        return tuple(made + [i.happened_on for i in self._interviews.get(person, ())])

    def jobs(self, person: UUID) -> tuple[JobFacts, ...]:
        """The competitive jobs that are accepted or current (F4): neither ended nor fallen through."""
        ended = {e.job_id for e in self._endings.get(person, ())}
        return tuple(
            self._job(person, job)
            for job in self._jobs.get(person, ())
            if job.id not in ended
            and job.fell_through_on is None
            and job.accepted_on is not None
            and job.start_on is not None
            and is_competitive(
                open_to_all=job.open_to_all,
                minimum_wage=job.minimum_wage,
                permanence=job.permanence,
                held_at_referral=job.held_at_referral,
            )
        )

    def _job(self, person: UUID, job: Row[Any]) -> JobFacts:
        plans = [p for p in self._support.get(person, ()) if p.job_id == job.id and p.agreed_on is not None]
        plan = max(plans, key=lambda p: (p.version, p.id.int), default=None)
        held = [
            (self._met_on[c.contact_id], c.contact_id, c.next_on)
            for c in self._follow_along.get(person, ())
            if c.job_id == job.id and c.contact_id in self._met_on
        ]
        latest = max(held, key=lambda h: (h[0], h[1].int), default=None)
        return JobFacts(
            id=job.id,
            accepted_on=job.accepted_on,
            start_on=job.start_on,
            confirmed=job.four_hours_on is not None,
            plan_agreed=plan is not None,
            rhythm=None if plan is None else plan.rhythm,
            next_set=(latest[0], latest[2]) if latest is not None and latest[2] is not None else None,
            changes=tuple(
                TermsChangeFacts(t.id, t.from_on)
                for t in self._terms.get(person, ())
                if t.job_id == job.id and not t.first and (t.hours is not None or t.pay is not None)
            ),
            confirmed_weeks=tuple(m.weeks for m in self._milestones.get(person, ()) if m.job_id == job.id),
            name=job.name,
            employer=job.employer_id,
            employer_rhythm=None if plan is None else plan.employer_rhythm,
        )

    def benefits_on(self, person: UUID) -> tuple[date, ...]:
        """Days of benefits counselling (F18)."""
        return tuple(b.happened_on for b in self._benefits.get(person, ()))

    def closed_on(self, person: UUID) -> date | None:
        """The day the case was closed; None for an open one, also after it was opened again."""
        latest = max(self._closures.get(person, ()), key=lambda c: (c.closed_on, c.id.int), default=None)
        return None if latest is None or latest.reopened_on is not None else latest.closed_on
