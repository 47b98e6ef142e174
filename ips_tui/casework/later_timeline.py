"""What stages 2 to 5 put on a participant's timeline: one line for each record, in the stage whose work it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.domain.jobs import ending_contact_late
from ips_tui.domain.stages import Stage
from ips_tui.records.action_plan import ActionPlan, Objective
from ips_tui.records.base import Record
from ips_tui.records.benefits import BenefitsCounselling, OfficeContact
from ips_tui.records.closure import Closure
from ips_tui.records.cv import Cv
from ips_tui.records.education import Education
from ips_tui.records.engagement import NaturalSupport, Pause, Satisfaction
from ips_tui.records.job_search import Application, Interview, SearchActivity
from ips_tui.records.jobs import Absence, Job, JobEnding, JobTerms
from ips_tui.records.leads import Lead, LeadOffer
from ips_tui.records.people import JoinedRecord
from ips_tui.records.profile import Goal, LabourMarketResearch, PersonalInformationTalk, VocationalProfile
from ips_tui.records.snooze import Snooze
from ips_tui.records.support import InWorkSupportPlan


@dataclass(frozen=True)
class Line:
    """How the rows of one table are told: their day, their stage, what is said of them and the words typed."""

    on: Callable[[Any], date | None]
    stage: Stage | None
    said: Callable[[Any], tuple[str, ...]]
    text: Callable[[Any, Mapping[UUID, str]], str | None]
    late_by: Callable[[Any], int] = lambda r: 0


def _agreed(row: Any) -> tuple[str, ...]:
    return (f"choice.plan_agreed.{row.agreed}", *(("timeline.withdrawn",) if row.withdrawn_on else ()))


def _where(row: Any, employers: Mapping[UUID, str]) -> str:
    named = employers.get(row.employer_id, "") if row.employer_id else ""
    return ", ".join(part for part in (row.name, named or row.employer_name) if part)


LATER: Mapping[type[Record], Line] = {
    JoinedRecord: Line(
        lambda r: r.joined_on,
        None,
        lambda r: ("timeline.parted",) if r.parted_on else (),
        lambda r, e: r.why,
    ),
    Snooze: Line(lambda r: r.snoozed_on, None, lambda r: (f"kind.{r.kind}",), lambda r, e: r.reason),
    NaturalSupport: Line(
        lambda r: r.said_on,
        Stage.ENGAGEMENT,
        lambda r: (f"choice.relation.{r.relation}", f"choice.consent_state.{r.consent}"),
        lambda r, e: ": ".join(part for part in (r.name, r.helps_with or r.note) if part),
    ),
    Satisfaction: Line(
        lambda r: r.happened_on, None, lambda r: (f"choice.satisfaction_how.{r.how}",), lambda r, e: None
    ),
    Pause: Line(
        lambda r: r.from_on,
        None,
        lambda r: (
            f"choice.pause_reason.{r.reason}",
            *(("timeline.pause_ended",) if r.to_on else ("timeline.pause_goes_on",)),
        ),
        lambda r, e: r.note,
    ),
    VocationalProfile: Line(lambda r: r.begun_on, Stage.VOCATIONAL_PROFILE, lambda r: (), lambda r, e: r.why),
    LabourMarketResearch: Line(
        lambda r: r.happened_on,
        Stage.VOCATIONAL_PROFILE,
        lambda r: (),
        lambda r, e: f"{r.role}: {r.conclusion}",
    ),
    PersonalInformationTalk: Line(
        lambda r: r.happened_on,
        Stage.VOCATIONAL_PROFILE,
        lambda r: (f"choice.decision.{r.first_wish}",) if r.first_wish else (),
        lambda r, e: r.note,
    ),
    Goal: Line(
        lambda r: r.agreed_on,
        Stage.VOCATIONAL_PROFILE,
        lambda r: (f"choice.job_type.{r.job_type}",),
        lambda r, e: r.name,
    ),
    Education: Line(
        lambda r: r.noted_on,
        Stage.ACTION_PLAN,
        lambda r: (f"choice.education_status.{r.status}",),
        lambda r, e: ", ".join(part for part in (r.name, r.provider) if part),
    ),
    ActionPlan: Line(lambda r: r.made_on, Stage.ACTION_PLAN, _agreed, lambda r, e: r.withdrawn_why or r.note),
    Objective: Line(
        lambda r: r.due_on,
        Stage.ACTION_PLAN,
        lambda r: (f"choice.objective_status.{r.status}",),
        lambda r, e: r.name,
    ),
    SearchActivity: Line(
        lambda r: r.happened_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: (f"choice.search_activity_kind.{r.kind}", f"choice.attended.{r.attended}"),
        lambda r, e: r.what_came,
    ),
    Cv: Line(
        lambda r: r.made_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: ("timeline.cv_seen" if r.seen_on else "timeline.cv_not_seen",),
        lambda r, e: r.name,
    ),
    Application: Line(
        lambda r: r.made_on, Stage.JOB_DEVELOPMENT, lambda r: (f"choice.application_result.{r.result}",), _where
    ),
    Interview: Line(
        lambda r: r.happened_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: ("timeline.specialist_there",) if r.specialist_there else (),
        lambda r, e: ": ".join(part for part in (e.get(r.employer_id, ""), r.feedback or r.preparation) if part),
    ),
    Lead: Line(
        lambda r: r.heard_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: ("timeline.lead_gone",) if r.gone_on else (),
        _where,
    ),
    LeadOffer: Line(
        lambda r: r.happened_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: (f"choice.lead_answer.{r.answer}",),
        lambda r, e: r.note,
    ),
    BenefitsCounselling: Line(
        lambda r: r.happened_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: (f"choice.benefits_occasion.{r.occasion}",),
        lambda r, e: r.risks or r.tool,
    ),
    OfficeContact: Line(
        lambda r: r.happened_on,
        Stage.JOB_DEVELOPMENT,
        lambda r: (f"choice.office.{r.office}", f"choice.mode.{r.mode}"),
        lambda r, e: r.result or r.matter,
    ),
    Job: Line(
        lambda r: r.start_on or r.accepted_on,
        Stage.FOLLOW_ALONG,
        lambda r: (
            ("timeline.job_held",)
            if r.held_at_referral
            else (("timeline.job_fell_through",) if r.fell_through_on else ())
        ),
        _where,
    ),
    JobTerms: Line(lambda r: None if r.first else r.from_on, Stage.FOLLOW_ALONG, lambda r: (), lambda r, e: _terms(r)),
    Absence: Line(
        lambda r: r.from_on, Stage.FOLLOW_ALONG, lambda r: (f"choice.absence_reason.{r.reason}",), lambda r, e: ""
    ),
    InWorkSupportPlan: Line(
        lambda r: r.made_on,
        Stage.FOLLOW_ALONG,
        lambda r: ("timeline.agreed" if r.agreed_on else "timeline.not_agreed",),
        lambda r, e: r.early_signs,
    ),
    JobEnding: Line(
        lambda r: r.last_day_on,
        Stage.FOLLOW_ALONG,
        lambda r: (f"choice.ended_how.{r.how}",),
        lambda r, e: r.learnt or r.persons_view,
        lambda r: ending_contact_late(r.learnt_on, r.contacted_on),
    ),
    Closure: Line(
        lambda r: r.closed_on,
        None,
        lambda r: (
            f"choice.closure_reason.{r.reason}",
            *(("timeline.opened_again",) if r.reopened_on else ()),
        ),
        lambda r, e: r.note,
    ),
}
"""The tables, each with how its rows are told; contacts about a job are told with their meeting."""


def _terms(row: JobTerms) -> str:
    parts = (str(row.pay) if row.pay else "", row.duties or "")
    return ", ".join(part for part in (f"{row.hours} h" if row.hours else "", *parts) if part)


def told(row: Record, by: str, employers: Mapping[UUID, str], plans_made_on: Mapping[UUID, date]) -> list[TimelineItem]:
    """The line of one row of these tables; none for a row that is told with another.

    An objective without a day of its own stands at that of its plan.
    """
    line = LATER[type(row)]
    on = line.on(row) or (plans_made_on.get(row.action_plan_id) if isinstance(row, Objective) else None)
    if on is None:
        return []
    table = row.__tablename__
    stage = None if line.stage is None else int(line.stage)
    text = line.text(row, employers) or ""
    said, late = line.said(row), line.late_by(row)
    return [TimelineItem(table, row.id, on, stage, f"timeline.{table}", said, text, by, None, late_by=late)]
