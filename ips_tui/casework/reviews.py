"""Reviews: the meeting, and in the person's own words how it goes (G7, G9; domain.md 4.12)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments, contacts, next_plan, objective_reviews, staff
from ips_tui.casework.action_plan import agreed_plan_on, latest_plan
from ips_tui.casework.people import stage_on
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import PlanAgreed
from ips_tui.domain.contacts import ContactKind, Result
from ips_tui.forms.action_plan import ActionPlanEntry, PlanReviewEntry
from ips_tui.forms.contacts import ContactEntry, ReviewEntry
from ips_tui.records.contacts import Achievement, Contact, Review
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_MEETING = (*contacts.MEETING, "together_with")
_REVIEW = ("rating", "own_words", "in_the_way", "to_try", "next_on")


def _as_contact(entry: ReviewEntry) -> ContactEntry:
    return ContactEntry(
        happened_on=entry.happened_on,
        kind=ContactKind.REVIEW,
        mode=entry.mode,
        result=Result.TOOK_PLACE,
        place=entry.place,
        minutes=entry.minutes,
        travel_minutes=entry.travel_minutes,
        travel_distance=entry.travel_distance,
        together_with=entry.together_with,
        expectations=entry.expectations,
        clinical_share=entry.clinical_share,
        specialist=entry.specialist,
    )


def record_review(
    desk: Desk,
    participant_id: UUID,
    entry: ReviewEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """A review with its contact and what went well, in one action.

    Under an agreed plan it is a plan review (G10): the plan is looked at objective by objective, what came of that is
    said, and the next version is made from it where that is wished. Raises as `contacts.record_contact`, and BadEntry
    for a plan review on a day without an agreed plan, or a next version where one is proposed already.
    """
    meeting = _as_contact(entry)
    contacts.happened(desk, meeting)
    did = "plan_review_recorded" if isinstance(entry, PlanReviewEntry) else "review_recorded"
    with desk.writing(did, draft=draft) as writing:
        writing.get(Participant, participant_id)
        contact = contacts.add_contact(desk, writing, participant_id, meeting)
        if appointment_id is not None:
            appointments.became(writing, appointment_id, contact)
        plan_id, plan_result = _of_plan(writing.db, participant_id, entry)
        review = writing.add(
            Review,
            participant_id=participant_id,
            contact_id=contact.id,
            action_plan_id=plan_id,
            plan_result=plan_result,
            **{name: getattr(entry, name) for name in _REVIEW},
        )
        if entry.went_well:
            writing.add(
                Achievement,
                participant_id=participant_id,
                review_id=review.id,
                on=entry.happened_on,
                what=entry.went_well,
            )
        if isinstance(entry, PlanReviewEntry):
            objective_reviews.put_rows(writing, participant_id, review.id, plan_id, entry.objectives)
            if entry.next_version:
                _next_version(desk, writing, participant_id, entry)
    return review.id


def _next_version(desk: Desk, writing: Writing, participant_id: UUID, entry: PlanReviewEntry) -> None:
    """The next version of the plan that was looked at, made on the day of the review."""
    plan = latest_plan(writing.db, participant_id)
    if plan is None or plan != agreed_plan_on(writing.db, participant_id, entry.happened_on):
        raise refuse("next_version", "problem.version_there")
    proposed = ActionPlanEntry(
        made_on=entry.happened_on, goal=plan.goal_id, agreed=PlanAgreed.NOT_AGREED, review_on=entry.next_on
    )
    next_plan.next_version(desk, writing, participant_id, proposed)


def change_review(desk: Desk, review_id: UUID, entry: ReviewEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct a review, its contact and its achievement in one action, and what it said of each objective.

    The next version of the plan is made when a review is recorded, never by its correction. Raises as `record_review`.
    """
    meeting = _as_contact(entry)
    contacts.happened(desk, meeting)
    with desk.writing("review_changed", draft=draft) as writing:
        review = writing.get(Review, review_id)
        review.action_plan_id, review.plan_result = _of_plan(writing.db, review.participant_id, entry)
        if isinstance(entry, PlanReviewEntry):
            objective_reviews.put_rows(
                writing, review.participant_id, review_id, review.action_plan_id, entry.objectives
            )
        for name in _REVIEW:
            setattr(review, name, getattr(entry, name))
        contact = writing.get(Contact, review.contact_id)
        for name in _MEETING:
            setattr(contact, name, getattr(entry, name))
        contact.staff_id = staff.worker(desk, writing, entry.specialist, before=contact.staff_id)
        contact.stage = stage_on(writing.db, review.participant_id, entry.happened_on)
        kept = _achievement(writing.db, review_id)
        if kept is not None:
            kept.removed = not entry.went_well
            kept.on, kept.what = entry.happened_on, entry.went_well or kept.what
        elif entry.went_well:
            writing.add(
                Achievement,
                participant_id=review.participant_id,
                review_id=review_id,
                on=entry.happened_on,
                what=entry.went_well,
            )
    return review_id


def _of_plan(db: Session, participant_id: UUID, entry: ReviewEntry) -> tuple[UUID | None, str | None]:
    """The plan that was looked at, and what came of it."""
    if not isinstance(entry, PlanReviewEntry):
        return None, None
    plan = agreed_plan_on(db, participant_id, entry.happened_on)
    if plan is None:
        raise refuse("happened_on", "problem.no_agreed_plan")
    return plan.id, entry.plan_result


def has_agreed_plan(desk: Desk, participant_id: UUID) -> bool:
    """Whether a review today is a plan review."""
    with desk.reading() as db:
        return agreed_plan_on(db, participant_id, desk.clock.today()) is not None


def _achievement(db: Session, review_id: UUID) -> Achievement | None:
    return db.scalars(select(Achievement).where(Achievement.review_id == review_id, ~Achievement.removed)).first()


def review_entry(desk: Desk, review_id: UUID) -> ReviewEntry:
    """A review as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        return read_review(db, review_id)


def read_review(db: Session, review_id: UUID) -> ReviewEntry:
    """A review as an entry, inside a reading. Raises LookupError."""
    review = db.get(Review, review_id)
    contact = None if review is None else db.get(Contact, review.contact_id)
    if review is None or contact is None or review.removed:
        raise LookupError("review")
    achievement = _achievement(db, review_id)
    entry = ReviewEntry(
        happened_on=contact.happened_on,
        mode=contact.mode,
        place=contact.place,
        minutes=contact.minutes,
        travel_minutes=contact.travel_minutes,
        travel_distance=contact.travel_distance,
        together_with=contact.together_with or (),
        expectations=contact.expectations or "",
        clinical_share=contact.clinical_share,
        specialist=contact.staff_id,
        went_well=achievement.what if achievement else None,
        **{name: getattr(review, name) for name in _REVIEW},
    )
    if review.action_plan_id is None:
        return entry
    rows = objective_reviews.rows_of(db, review_id, review.action_plan_id)
    return PlanReviewEntry(**dict(entry), objectives=rows, plan_result=review.plan_result or "")


def reviews_of(db: Session, participant_id: UUID) -> tuple[tuple[UUID, date], ...]:
    """A person's reviews and their days, the newest first."""
    rows = db.execute(
        select(Review.id, Contact.happened_on)
        .join(Contact, Contact.id == Review.contact_id)
        .where(Review.participant_id == participant_id, ~Review.removed)
        .order_by(Contact.happened_on.desc(), Review.id.desc())
    )
    return tuple((row[0], row[1]) for row in rows)
