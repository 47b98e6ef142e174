"""Which rows a record is kept in, and which of those about somebody were taken out again, by every table there is."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from ips_tui.records.action_plan import ObjectiveReview, Step
from ips_tui.records.base import Guid, Record, Table
from ips_tui.records.benefits import BenefitsScenario
from ips_tui.records.contacts import Achievement, ClinicalUpdate, Contact, Review
from ips_tui.records.employers import EmployerPerson, EmployerSite
from ips_tui.records.engagement import Rapport, SatisfactionAnswer
from ips_tui.records.fidelity import FidelityRating
from ips_tui.records.jobs import JobTerms
from ips_tui.records.people import Assignment, Consent, MainStage, Referral
from ips_tui.records.profile import Answer
from ips_tui.records.rights import RetentionDecision
from ips_tui.records.supervision import SupervisionCase, SupervisionPresent
from ips_tui.records.support import FollowAlongContact, SupportNeed

_BEHIND: tuple[InstrumentedAttribute[Any], ...] = (
    Achievement.review_id,
    Referral.participant_id,
    Consent.participant_id,
    Assignment.participant_id,
    MainStage.participant_id,
    RetentionDecision.participant_id,
    Step.objective_id,
    ObjectiveReview.review_id,
    SupportNeed.in_work_support_plan_id,
    BenefitsScenario.benefits_counselling_id,
    JobTerms.job_id,
    Answer.vocational_profile_id,
    Rapport.participant_id,
    SatisfactionAnswer.satisfaction_id,
    Contact.group_session_id,
    ClinicalUpdate.clinical_meeting_id,
    EmployerPerson.employer_id,
    EmployerSite.employer_id,
    SupervisionCase.supervision_id,
    SupervisionPresent.supervision_id,
    FidelityRating.fidelity_review_id,
)
"""The rows that are one record with the row these columns point at: a form writes them together."""


def rows_behind(db: Session, record_id: UUID) -> list[UUID]:
    """The rows that a record is kept in, itself first; those that were removed too.

    A review is kept in its contact, its achievement and what it said of objectives as well, a contact about a job in
    its contact; a participant in referral, consents, assignments, main stages and decisions about keeping; a plan in
    its steps or topics, a profile in its answers; an employer in its people and sites; a group session in its
    contacts, a meeting of the clinical team in its updates, supervision in whom it was about and who was there; a
    fidelity review in its ratings.
    """
    return [record_id, *db.scalars(_behind(), {"record": record_id})]


@cache
def _behind() -> CompoundSelect[UUID]:
    record = bindparam("record", type_=Guid())
    return union_all(
        *(select(held.contact_id).where(held.id == record) for held in (Review, FollowAlongContact)),
        *(select(points_at.class_.id).where(points_at == record) for points_at in _BEHIND),
    )


@cache
def removed_about() -> CompoundSelect[UUID]:
    """The removed rows of every table about a participant or an employer; one statement, put together once."""
    subject = bindparam("subject", type_=Guid())
    records = (mapper.local_table.columns for mapper in Table.registry.mappers if issubclass(mapper.class_, Record))
    return union_all(
        *(
            select(columns["id"]).where(columns[about] == subject, columns["removed"])
            for columns in records
            for about in ("participant_id", "employer_id")
            if about in columns
        )
    )
