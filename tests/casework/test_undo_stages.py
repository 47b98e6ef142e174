"""Undo of what stages 2 to 5 and the Community area record: taken back whole; a plan that was signed stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    action_plan,
    barriers,
    benefits,
    clinical_meetings,
    closure,
    cv,
    education,
    engagement,
    goals,
    group_sessions,
    interested,
    interviews,
    job_search,
    jobs,
    leads,
    next_plan,
    outreach,
    own_copy,
    profile,
    resources,
    retention,
    settings,
    snooze,
    steps,
    support,
    team_lists,
    undo,
)
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.casework.undo import NotUndone
from ips_tui.forms.action_plan import PlanAgreementEntry, PlanWithdrawalEntry
from ips_tui.forms.closure import ReopeningEntry
from ips_tui.forms.community import InterestedNotNowEntry
from ips_tui.forms.jobs import AbsenceEntry
from ips_tui.forms.kit import read_entry
from ips_tui.forms.people import ListItemEntry
from tests import told
from tests.casework.test_every_form import FORMS, Known, filled

Does = Callable[[Desk, Known], object]


def _entry(name: str, known: Known, text: str = "words") -> Any:
    form = FORMS[name]
    return read_entry(form.entry, filled(form.entry, known, text, form.says), today=told.TODAY)


def _made(name: str) -> tuple[Does, Does]:
    """Nothing more is needed; then the form is recorded."""
    return lambda d, k: None, lambda d, k: FORMS[name].record(d, k, _entry(name, k))


def _changed(name: str, change: Callable[..., object]) -> tuple[Does, Does]:
    """The form was recorded before; then it is corrected."""
    made: dict[Desk, Any] = {}

    def before(desk: Desk, known: Known) -> None:
        made[desk] = FORMS[name].record(desk, known, _entry(name, known))

    return before, lambda d, k: change(d, made[d], _entry(name, k, "other words"))


def _a_proposal(desk: Desk, known: Known) -> None:
    """A plan that nobody agreed to yet."""
    action_plan.record_plan(desk, known.person, told.plan(-2, agreed="not_agreed", agreed_on=None))


def _nothing(desk: Desk, known: Known) -> None:
    """What `everything` made is enough."""


def _own_list(name: str) -> ListItemEntry:
    return ListItemEntry(kind="programme", name=name)


def _not_now(desk: Desk, row: Any, _: Any) -> object:
    return interested.not_now(
        desk, row, InterestedNotNowEntry(not_now_on=told.day(-1), not_now_words="after the harvest")
    )


def _put_off_line(desk: Desk) -> UUID:
    (line,) = today(desk).put_off
    return line.id


def _marked(desk: Desk, known: Known, confidential: bool) -> None:
    own_copy.mark(desk, known.person, own_copy.passages(desk, known.person)[0], confidential=confidential)


LATER: Mapping[str, tuple[Does, Does]] = {
    "text_marked": (_nothing, lambda d, k: _marked(d, k, True)),
    "text_unmarked": (lambda d, k: _marked(d, k, True), lambda d, k: _marked(d, k, False)),
    "profile_section_saved": _made("section work_history"),
    "profile_version_begun": _made("vocational profile"),
    "profile_version_changed": _changed("vocational profile", profile.change_version),
    "research_recorded": _made("research"),
    "research_changed": _changed("research", profile.change_research),
    "information_talk_recorded": _made("information talk"),
    "information_talk_changed": _changed("information talk", profile.change_information_talk),
    "goal_recorded": _made("goal"),
    "goal_changed": _changed("goal", goals.change_goal),
    "plan_recorded": (_nothing, lambda d, k: action_plan.record_plan(d, k.person, told.plan(-1, agreed="verbally"))),
    "plan_changed": (
        lambda d, k: action_plan.record_plan(d, k.person, told.plan(-1, agreed="verbally")),
        lambda d, k: action_plan.change_plan(d, _newest_plan(d, k), told.plan(-1, agreed="verbally", note="anew")),
    ),
    "list_item_added": (_nothing, lambda d, k: team_lists.add_list_item(d, _own_list("Younger people"))),
    "list_item_changed": (
        lambda d, k: team_lists.add_list_item(d, _own_list("Younger people")),
        lambda d, k: team_lists.change_list_item(d, team_lists.list_items(d)[0].id, _own_list("Youth")),
    ),
    "retention_chosen": (_nothing, lambda d, k: retention.choose(d, "nz")),
    "rule_pack_chosen": (_nothing, lambda d, k: settings.set_rule_pack(d, "norway")),
    "retention_decision_recorded": _made("retention decision"),
    "rapport_saved": _made("rapport"),
    "natural_support_recorded": _made("natural support"),
    "natural_support_changed": _changed("natural support", engagement.change_natural_support),
    "satisfaction_recorded": _made("satisfaction"),
    "satisfaction_changed": _changed("satisfaction", engagement.change_satisfaction),
    "pause_recorded": _made("pause"),
    "pause_changed": _changed("pause", engagement.change_pause),
    "lead_recorded": _made("lead"),
    "lead_changed": _changed("lead", leads.change_lead),
    "lead_gone": (_nothing, lambda d, k: leads.mark_gone(d, k.lead)),
    "lead_there": (lambda d, k: leads.mark_gone(d, k.lead), lambda d, k: leads.mark_there(d, k.lead)),
    "lead_offer_recorded": _made("lead offer"),
    "lead_offer_changed": _changed("lead offer", leads.change_offer),
    "objective_recorded": (
        _a_proposal,
        lambda d, k: action_plan.record_objective(d, k.person, _entry("objective", k)),
    ),
    "plan_agreed": (
        _a_proposal,
        lambda d, k: action_plan.agree_plan(
            d, _newest_plan(d, k), PlanAgreementEntry(agreed="verbally", agreed_on=told.day(0))
        ),
    ),
    "plan_withdrawn": (
        lambda d, k: action_plan.record_plan(d, k.person, told.plan(-1, agreed="verbally")),
        lambda d, k: action_plan.withdraw_plan(
            d, _newest_plan(d, k), PlanWithdrawalEntry(withdrawn_on=told.day(0), withdrawn_why="second thoughts")
        ),
    ),
    "plan_version_recorded": (
        _nothing,
        lambda d, k: next_plan.record_next_version(d, k.person, told.plan(0, agreed="not_agreed", agreed_on=None)),
    ),
    "step_recorded": _made("step beside"),
    "step_changed": _changed("step beside", steps.change_step),
    "objective_changed": _changed("objective", action_plan.change_objective),
    "step_noted": _made("step outcome"),
    "step_added": _made("barrier step"),
    "barrier_resolved": (_nothing, lambda d, k: barriers.resolve(d, k.barrier)),
    "plan_review_recorded": _made("plan review"),
    "search_activity_recorded": _made("search activity"),
    "search_activity_changed": _changed("search activity", job_search.change_search_activity),
    "cv_recorded": _made("cv"),
    "cv_changed": _changed("cv", cv.change_cv),
    "application_recorded": _made("application"),
    "application_changed": _changed("application", job_search.change_application),
    "interview_recorded": _made("interview"),
    "interview_changed": _changed("interview", interviews.change_interview),
    "benefits_recorded": _made("benefits"),
    "benefits_changed": _changed("benefits", benefits.change_benefits),
    "office_contact_recorded": _made("office contact about nobody"),
    "office_contact_changed": _changed("office contact", benefits.change_office_contact),
    "education_recorded": _made("education"),
    "education_changed": _changed("education", education.change_education),
    "job_recorded": _made("job"),
    "job_changed": _changed("job", jobs.change_job),
    "job_start_noted": _made("job start"),
    "job_terms_recorded": _made("job terms"),
    "job_terms_changed": _changed("job terms", jobs.change_terms),
    "absence_recorded": _made("absence"),
    "absence_changed": _changed(
        "absence", lambda d, row, _: jobs.change_absence(d, row, AbsenceEntry(from_on=told.day(-1), reason="leave"))
    ),
    "milestone_confirmed": (
        lambda d, k: jobs.change_job(d, k.job, told.job(-50, -60)),
        lambda d, k: jobs.confirm_milestone(d, k.job, 6),
    ),
    "job_ending_recorded": _made("job ending"),
    "job_ending_changed": _changed("job ending", jobs.change_ending),
    "support_plan_recorded": _made("in-work support plan"),
    "support_plan_changed": _changed("in-work support plan", support.change_support_plan),
    "follow_along_recorded": _made("follow-along contact"),
    "follow_along_changed": _changed("follow-along contact", support.change_follow_along),
    "group_session_recorded": _made("group session"),
    "group_session_changed": _changed("group session", group_sessions.change_group_session),
    "clinical_meeting_recorded": _made("clinical meeting"),
    "clinical_meeting_changed": _changed("clinical meeting", clinical_meetings.change_clinical_meeting),
    "outreach_recorded": _made("outreach"),
    "outreach_changed": _changed("outreach", outreach.change_outreach),
    "interested_recorded": _made("interested"),
    "interested_changed": _changed("interested", interested.change_interested),
    "interested_not_now": _changed("interested", _not_now),
    "interested_again": _changed("not now", lambda d, row, _: interested.interested_again(d, row)),
    "resource_recorded": _made("resource"),
    "resource_changed": _changed("resource", resources.change_resource),
    "line_put_off": _made("put off"),
    "line_due_again": _changed("put off", lambda d, row, _: snooze.end(d, _put_off_line(d))),
    "case_closed": _made("closure"),
    "closure_changed": _changed("closure", closure.change_closure),
    "case_reopened": (
        lambda d, k: closure.close_case(d, k.person, told.closure()),
        lambda d, k: closure.reopen_case(d, k.person, ReopeningEntry(reopened_on=told.day(0))),
    ),
}
"""What comes before, and the action, by its id."""


def _newest_plan(desk: Desk, known: Known) -> Any:
    with desk.reading() as db:
        plan = action_plan.latest_plan(db, known.person)
        assert plan is not None
        return plan.id


@pytest.mark.parametrize("what", LATER)
def test_an_action_of_the_later_stages_is_taken_back_whole(known_desk: tuple[Desk, Known], what: str) -> None:
    (before, do), (desk, known) = LATER[what], known_desk
    before(desk, known)
    kept = told.kept(desk.connection)
    do(desk, known)
    assert told.kept(desk.connection) != kept
    offered = undo.last(desk)
    assert offered.what == desk.words(f"did.{what}")
    undo.undo(desk, offered.id)
    assert told.kept(desk.connection) == kept
    # And again: rows that go by a natural key come back from where they were taken out.
    do(desk, known)
    again = undo.last(desk)
    assert again.what == offered.what
    undo.undo(desk, again.id)
    assert told.kept(desk.connection) == kept


def test_a_plan_that_was_signed_stays(known_desk: tuple[Desk, Known]) -> None:
    desk, known = known_desk
    action_plan.record_plan(desk, known.person, told.plan(-1, agreed="signed"))
    with pytest.raises(NotUndone) as stays:
        undo.last(desk)
    assert stays.value.message_id == "undo.not.signed"
