"""Stages 4 and 5 as the screens read them: terms that hold, offers, rungs, what an appointment became, who is found."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import (
    appointments,
    benefits,
    caseload,
    closure,
    in_work_gate,
    interviews,
    job_search,
    job_views,
    jobs,
    support,
)
from ips_tui.casework.case import case
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.contacts import AppointmentState
from ips_tui.domain.disclosure import InWorkContact
from ips_tui.domain.money import Money
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.benefits import BenefitsCounsellingEntry
from ips_tui.forms.closure import ClosureEntry, ReopeningEntry
from ips_tui.forms.job_search import InterviewEntry
from ips_tui.forms.jobs import JobStartEntry
from ips_tui.records.contacts import Appointment, Contact
from tests import in_work, told

NOBODY = UUID(int=404)


def _rows(desk: Desk, table: type[Any]) -> list[Any]:
    with desk.reading() as db:
        return list(db.scalars(select(table).where(~table.removed).order_by(table.id)))


def _close(desk: Desk, person: UUID, offset: int = 0) -> UUID:
    said: dict[str, Any] = {"reason": "moved_away", "work_status": "unemployed", "way_back_explained": True}
    return closure.close_case(desk, person, ClosureEntry(closed_on=told.day(offset), **said))


# Jobs


def test_a_change_that_leaves_something_open_leaves_it_as_it_was(either_desk: Desk) -> None:
    person = told.participant(either_desk, told.clinical_team(either_desk))
    job = in_work.accept_job(either_desk, person, hours=12)
    in_work.change_terms(either_desk, job, -10, hours=16)
    in_work.change_terms(either_desk, job, -5, hours=None, pay=Money(1300, "GBP"))
    in_work.change_terms(either_desk, job, 7, hours=30)
    view = job_views.job_view(either_desk, job)
    assert (view.hours, view.pay, view.pay_period) == (Decimal(16), Money(1300, "GBP"), "hour")


def test_what_a_job_begins_with_is_told_before_it_begins(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, start=5, hours=16)
    assert job_views.job_view(desk, job).hours == Decimal(16)
    assert not job_views.job_view(desk, job).begun(told.TODAY)
    assert job_views.job_view(desk, job).begun(told.day(5))


def test_a_job_that_is_none_is_no_view(desk: Desk, person: UUID) -> None:
    with pytest.raises(LookupError):
        job_views.job_view(desk, NOBODY)
    with pytest.raises(LookupError):
        in_work_gate.employer_gate(desk, NOBODY, told.TODAY)


def test_current_jobs_are_those_neither_ended_nor_fallen_through(desk: Desk, person: UUID) -> None:
    kept, ended, fell = (in_work.accept_job(desk, person, name) for name in ("Kept", "Ended", "Fell through"))
    in_work.end(desk, ended)
    jobs.note_start(desk, fell, JobStartEntry(started=False, fell_through_on=told.day(-40)))
    held = in_work.accept_job(desk, person, "Held", held_at_referral=True, accepted_on=None, start_on=None)
    found = job_views.current_jobs(desk, person)
    assert {job.id for job in found} == {kept, held}
    assert [job.id for job in found if job.begun(told.TODAY)] == [kept]


def test_the_milestones_that_are_due_are_named_by_their_weeks(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, start=-100)
    other = in_work.accept_job(desk, person, "Other", start=-10)
    due = today(desk, subject_id=person).due
    assert job_views.due_milestones(due, job) == (6, 13)
    assert job_views.due_milestones(due, other) == ()
    jobs.confirm_milestone(desk, job, 6)
    assert job_views.due_milestones(today(desk, subject_id=person).due, job) == (13,)


def test_reasons_given_at_a_start_are_there_when_it_is_gone_on_with(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, start=-2)
    why = {"without_plan_why": "tomorrow", "without_benefits_why": "not wanted"}
    jobs.note_start(desk, job, JobStartEntry(started=True, start_on=told.day(-2), **why))
    entry = jobs.start_entry(desk, job)
    assert entry is not None
    assert (entry.without_plan_why, entry.without_benefits_why, entry.four_hours_on) == (*why.values(), None)
    bare = in_work.accept_job(desk, person, "Bare", start=-2)
    assert jobs.start_entry(desk, bare) is None


def test_the_next_rung_is_known_before_it_is_listed(desk: Desk, person: UUID) -> None:
    job = in_work.works(desk, person)
    in_work.follow(desk, job, -1, next_on=told.day(9))
    view = case(desk, person)
    assert dict(view.stages.rungs) == {job: told.day(9)}
    assert not [line for line in view.due if line.kind == "follow_along_contact"]


def test_a_contact_about_a_job_serves_stage_five_whatever_the_main_stage_is(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person)
    made = in_work.follow(desk, job, -1)
    support.change_follow_along(desk, made, support.follow_along_entry(desk, made))
    assert [contact.stage for contact in _rows(desk, Contact)] == [Stage.FOLLOW_ALONG]
    view = case(desk, person)
    assert view.person.stage == Stage.ENGAGEMENT
    (met,) = [line for line in view.checklists[Stage.FOLLOW_ALONG - 1] if line.id == "review_face_to_face"]
    assert met.done_on == told.day(-1)


@pytest.mark.parametrize(
    ("said", "allowed", "why"),
    [
        ({}, True, "in_force"),
        ({"in_work_contact": "with_me"}, True, "in_force"),
        ({"in_work_contact": "no"}, False, "no_in_work_contact"),
        ({"valid_until": told.day(-1)}, False, "run_out"),
    ],
)
def test_whether_the_employer_of_a_job_may_be_asked(
    desk: Desk, person: UUID, said: dict[str, Any], allowed: bool, why: str
) -> None:
    job = in_work.accept_job(desk, person)
    assert in_work_gate.employer_gate(desk, job, told.TODAY).why == "none_yet"
    in_work.agree(desk, person, **said)
    answer = in_work_gate.employer_gate(desk, job, told.TODAY)
    assert (answer.allowed, answer.why) == (allowed, why)
    if "in_work_contact" in said:
        assert answer.agreement is not None
        assert answer.agreement.in_work_contact is InWorkContact(said["in_work_contact"])


# The search


def test_the_latest_offer_counts_until_a_job_is_accepted(desk: Desk, person: UUID) -> None:
    assert job_search.latest_offer(desk, person) is None
    in_work.apply_for(desk, person, "Sent")
    in_work.apply_for(desk, person, "Early", made_on=told.day(-20), result="offer")
    in_work.apply_for(desk, person, "Late", made_on=told.day(-5), result="offer")
    offer = job_search.latest_offer(desk, person)
    assert offer is not None and offer.name == "Late"
    in_work.accept_job(desk, person, "Late", start=5)
    assert job_search.latest_offer(desk, person) is None


def test_the_search_so_far_counts_offers(desk: Desk, person: UUID) -> None:
    for result in ("sent", "offer", "no_reply", "offer", "interview"):
        in_work.apply_for(desk, person, result, result=result)
    search = case(desk, person).stages.search
    assert (search.applications, search.open_applications, search.offers) == (5, 2, 2)


# What an appointment became


def _planned(desk: Desk, person: UUID, purpose: str) -> UUID:
    return appointments.make_appointment(desk, person, told.appointment(-1, purpose=purpose))


def _interview(desk: Desk, person: UUID, appointment: UUID | None) -> UUID:
    entry = InterviewEntry(happened_on=told.day(-1))
    return interviews.record_interview(desk, person, entry, appointment_id=appointment)


def _benefits(desk: Desk, person: UUID, appointment: UUID | None) -> UUID:
    entry = BenefitsCounsellingEntry(happened_on=told.day(-1), occasion="question")
    return benefits.record_benefits(desk, person, entry, appointment_id=appointment)


@pytest.mark.parametrize(("purpose", "record"), [("interview", _interview), ("benefits", _benefits)])
def test_an_appointment_takes_place_as_an_interview_or_a_benefits_talk(
    either_desk: Desk, purpose: str, record: Any
) -> None:
    person = told.participant(either_desk, told.clinical_team(either_desk))
    planned = _planned(either_desk, person, purpose)
    record(either_desk, person, planned)
    (kept,) = _rows(either_desk, Appointment)
    assert (kept.state, kept.contact_id) == (AppointmentState.TOOK_PLACE, None)
    with pytest.raises(BadEntry) as twice:
        record(either_desk, person, planned)
    assert twice.value.problems[0].message_id == "problem.appointment_closed"
    assert len([item for item in case(either_desk, person).timeline if item.kind != "main_stage"]) == 1


@pytest.mark.parametrize(("purpose", "record"), [("interview", _interview), ("benefits", _benefits)])
def test_nobody_elses_appointment_is_used_up(desk: Desk, team: UUID, purpose: str, record: Any) -> None:
    person, other = told.participant(desk, team), told.participant(desk, team, name="Bo")
    with pytest.raises(LookupError):
        record(desk, person, _planned(desk, other, purpose))
    (kept,) = _rows(desk, Appointment)
    assert kept.state is AppointmentState.PLANNED
    assert [item.kind for item in case(desk, person).timeline] == ["main_stage"]


# Closing


def test_a_closed_case_is_found_behind_the_open_ones_and_says_so(desk: Desk, team: UUID) -> None:
    first, second = (told.participant(desk, team, name=name) for name in ("Ada Fenwick", "Ada Zimmer"))
    _close(desk, first, -30)
    found = desk.find("ada")
    assert [thing.label for thing in found] == ["Ada Zimmer", "Ada Fenwick"]
    assert found[1].detail.endswith(", closed Tue 15 Sep") and "closed" not in found[0].detail
    assert [row for row, _ in caseload.index(desk)] == [second.bytes]
    assert [row for row, _ in caseload.index(desk, closed=True)] == [second.bytes, first.bytes]
    closure.reopen_case(desk, first, ReopeningEntry(reopened_on=told.TODAY))
    assert [thing.label for thing in desk.find("ada")] == ["Ada Fenwick", "Ada Zimmer"]
    assert [row for row, _ in caseload.index(desk)] == [first.bytes, second.bytes]


@pytest.mark.parametrize("sort", caseload.SORTS)
def test_closed_cases_come_last_in_every_order(desk: Desk, team: UUID, sort: str) -> None:
    people = [told.participant(desk, team, name=name) for name in ("Ada", "Bo", "Cy")]
    _close(desk, people[0])
    own = told.specialist(desk)
    for specialist in (None, own):
        order = [row for row, _ in caseload.index(desk, sort, specialist=specialist, closed=True)]
        assert order[-1] == people[0].bytes and set(order) == {one.bytes for one in people}
