"""In touch about a job: with its employer as agreed, before a start about benefits, at set points, after an ending."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import closure, disclosure, employers, jobs, profile_jobs, support
from ips_tui.casework.case import case
from ips_tui.casework.job_views import job_view
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine, today
from ips_tui.domain.money import Money
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.disclosure import DisclosureWithdrawalEntry
from tests import in_work, told
from tests.in_work import day

RHYTHM = "employer_rhythm"


def _due(desk: Desk, person: UUID, kind: str) -> list[DueLine]:
    return [line for line in today(desk).due if line.kind == kind and line.subject_id == person]


def _in_touch(desk: Desk, firm: UUID, person: UUID, on: int, **said: Any) -> UUID:
    usual = {"participant": person, "purpose": "in_work_support", "mode": "telephone"}
    return employers.record_employer_contact(desk, told.visit(firm, on, **(usual | said)))


def _refused(record: Any) -> tuple[str | None, str]:
    with pytest.raises(BadEntry) as bad:
        record()
    (problem,) = bad.value.problems
    return problem.field, problem.message_id


# The employer's own check-in


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (None, "gate.none_yet"),
        ({"decision": "undecided"}, "gate.undecided"),
        ({"in_work_contact": "no"}, "gate.no_in_work_contact"),
        ({"valid_until": day(-1)}, "gate.run_out"),
        ({}, ""),
        ({"in_work_contact": "with_me"}, ""),
    ],
)
def test_a_rhythm_with_the_employer_needs_an_agreement_that_allows_it(
    desk: Desk, person: UUID, said: dict[str, Any] | None, why: str
) -> None:
    job = in_work.accept_job(desk, person, employer=told.employer(desk), employer_name=None)
    if said is not None:
        in_work.agree(desk, person, **said)
    if why:
        assert _refused(lambda: in_work.plan_support(desk, job, employer_rhythm="weekly")) == (RHYTHM, why)
        in_work.plan_support(desk, job, employer_rhythm="none_wished")
    else:
        in_work.plan_support(desk, job, employer_rhythm="weekly")
        assert [line.due_on for line in _due(desk, person, "employer_check_in")] == [day(-33)]


def test_an_employer_who_is_not_on_the_list_cannot_be_checked_in_with(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person)
    in_work.agree(desk, person)
    problem = _refused(lambda: in_work.plan_support(desk, job, employer_rhythm="monthly"))
    assert problem == (RHYTHM, "problem.employer_not_listed")


def test_the_check_in_names_the_job_leaves_by_a_contact_about_the_person_and_rests_without_an_agreement(
    desk: Desk, person: UUID
) -> None:
    firm = told.employer(desk)
    job = in_work.accept_job(desk, person, start=-20, employer=firm, employer_name=None)
    agreement = in_work.agree(desk, person)
    plan = in_work.plan_support(desk, job, agreed=None, employer_rhythm="fortnightly")
    assert not _due(desk, person, "employer_check_in"), "a plan that is not agreed asks for nothing"
    entry = support.support_plan_entry(desk, plan)
    support.change_support_plan(desk, plan, entry.model_copy(update={"agreed_on": day(-19)}))
    (line,) = _due(desk, person, "employer_check_in")
    assert (line.due_on, line.subject) == (day(-6), "participant")
    assert "Stock assistant" in line.reason and "25 Sep" in line.reason

    employers.record_employer_contact(desk, told.visit(firm, -1))
    assert _due(desk, person, "employer_check_in"), "a general visit is none about this person"
    _in_touch(desk, firm, person, -1)
    assert not _due(desk, person, "employer_check_in")

    _withdraw(desk, agreement)
    assert job_view(desk, job).disclosure.contact == "no"
    # What stays as it was can be corrected beside it; only a new rhythm needs an agreement.
    kept = support.support_plan_entry(desk, plan)
    support.change_support_plan(desk, plan, kept.model_copy(update={"early_signs": "Quiet"}))
    weekly = kept.model_copy(update={RHYTHM: "weekly"})
    assert _refused(lambda: support.change_support_plan(desk, plan, weekly)) == (RHYTHM, "gate.withdrawn")


def _withdraw(desk: Desk, agreement: UUID) -> None:
    disclosure.withdraw(desk, agreement, DisclosureWithdrawalEntry(withdrawn_on=day(0)))


def test_taking_the_agreement_back_takes_the_line_from_today(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, employer=told.employer(desk), employer_name=None)
    agreement = in_work.agree(desk, person)
    in_work.plan_support(desk, job, employer_rhythm="weekly")
    assert _due(desk, person, "employer_check_in")
    view = job_view(desk, job).disclosure
    assert (view.decision, view.why, view.contact) == ("partial", "in_force", "yes")
    _withdraw(desk, agreement)
    assert not _due(desk, person, "employer_check_in")


# Benefits before a start (G12)


def test_benefits_are_asked_for_before_a_start_until_a_talk(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, start=3, accepted_on=day(-5))
    (line,) = _due(desk, person, "benefits_review")
    assert (line.due_on, line.source_id) == (day(3), job)
    assert "Stock assistant" in line.reason
    in_work.talk_benefits(desk, person, 0)
    assert not _due(desk, person, "benefits_review")


def test_a_start_that_was_confirmed_with_the_reason_asks_no_more(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, start=-2, accepted_on=day(-5))
    in_work.plan_support(desk, job, agreed=-3, made_on=day(-3))
    assert _due(desk, person, "benefits_review")
    in_work.begin(desk, job, start=-2, without_benefits_why="The adviser was ill; on Monday.")
    assert not _due(desk, person, "benefits_review")
    terms = in_work.change_terms(desk, job, -1, hours=None, pay=Money(1400, "GBP"))
    (line,) = _due(desk, person, "benefits_review")
    assert line.source_id == terms
    assert jobs.job_of_terms(desk, terms) == job


# Whether support is still wanted


def test_what_was_answered_at_a_contact_is_not_asked_again(desk: Desk, person: UUID) -> None:
    job = in_work.works(desk, person, start=-100)
    assert support.still_wanted(desk, job).asks(day(0)) == 13
    in_work.follow(desk, job, -5)
    assert support.still_wanted(desk, job).asks(day(0)) == 13, "left empty, it was not asked"
    in_work.follow(desk, job, -2, support_still_wanted=True)
    assert support.still_wanted(desk, job).asks(day(0)) is None


# An ending


def test_what_an_ending_taught_stands_above_the_next_plan_and_how_late_the_contact_was(
    desk: Desk, person: UUID
) -> None:
    job = in_work.works(desk, person)
    in_work.end(desk, job, -10, contacted_on=day(-3), learnt="A second way there", differently="Near the bus")

    def lessons(made_on: date | None) -> list[str]:
        return [one.learnt for one in profile_jobs.lessons_since(desk, person, made_on)]

    assert lessons(None) == lessons(day(-12)) == lessons(day(-10)) == ["A second way there"]
    assert lessons(day(-9)) == []
    (item,) = [item for item in case(desk, person).timeline if item.kind == "job_ending"]
    assert item.late_by == 4
    assert not [line for line in today(desk).due if line.source_id == job], "history, and nothing due (F22)"


# Closing


def test_what_was_promised_is_told_before_a_case_closes(desk: Desk, person: UUID) -> None:
    assert closure.open_promises(desk, person) == ()
    in_work.apply_for(desk, person, "Baker", result="offer")
    in_work.apply_for(desk, person, "Porter", result="sent")
    in_work.agree(desk, person)
    firm, other = told.employer(desk), told.employer(desk, "Quayside")
    _in_touch(desk, firm, person, -3, purpose="presenting_candidate", next_on=day(2))
    _in_touch(desk, other, person, -3, purpose="presenting_candidate", next_on=day(4))
    _in_touch(desk, other, person, -1, purpose="follow_up")
    said = {(one.kind, one.name, one.on) for one in closure.open_promises(desk, person)}
    assert said == {("offer", "Baker", None), ("employer", "Mill Lane Bakery", day(2))}

    job = in_work.works(desk, person, accepted_on=day(-2), start=-1)
    in_work.follow(desk, job, 0, next_on=day(9))
    said = {(one.kind, one.name, one.on) for one in closure.open_promises(desk, person)}
    assert said == {("employer", "Mill Lane Bakery", day(2)), ("follow_along_contact", "", day(9))}
