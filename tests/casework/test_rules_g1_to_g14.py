"""The rules G1 to G14 of domain.md 1.9, each with a case that fails when the rule is taken out.

Every rule has a case, which asserts what the rule promises, and a way to take the rule out. The first test runs
the case; the second takes the rule out and expects the case to fail, so that no case can be one that always holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import action_plan as plans
from ips_tui.casework import (
    benefits,
    case,
    caseload,
    closure,
    contacts,
    employers,
    goals,
    in_work_gate,
    jobs,
    people,
    profile,
    reviews,
    support,
)
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain import obligations
from ips_tui.domain.disclosure import GateAnswer
from ips_tui.domain.people import WantsToWork
from ips_tui.domain.stages import Stage
from ips_tui.forms import closure as closing
from ips_tui.forms import people as intake
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.kit import Entry, Text, fields_of, read_entry
from ips_tui.records.people import MainStage
from ips_tui.store.journal import Unjournaled
from tests import told

Case = Callable[[Desk], None]
TakeOut = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Rule:
    """One rule: the case that holds while it is there, and how it is taken out."""

    id: str
    case: Case
    take_out: TakeOut


def _person(desk: Desk, **said: Any) -> UUID:
    return told.participant(desk, told.clinical_team(desk), **said)


def _kinds(desk: Desk, person: UUID, on: int = 0) -> set[str]:
    return {line.kind for line in today(desk, as_of=told.day(on), subject_id=person).due}


def _check(desk: Desk, person: UUID, stage: Stage, name: str) -> date | None:
    found = {line.id: line.done_on for line in case.case(desk, person).checklists[stage - 1]}
    return found[name]


def _without(*names: str) -> TakeOut:
    """The rules of these names gone from those that are asked."""

    def take_out(patch: pytest.MonkeyPatch) -> None:
        kept = tuple(rule for rule in obligations.CASE_RULES if rule.__name__ not in names)
        assert len(kept) == len(obligations.CASE_RULES) - len(names)
        patch.setattr(obligations, "CASE_RULES", kept)

    return take_out


# G1: wanting to work is the only criterion


def _g1(desk: Desk) -> None:
    for wish in WantsToWork:
        person = _person(desk, name=f"Sam {wish}", wants_to_work=wish, work_status="off_sick", source="gp")
        for stage in Stage:
            people.enter_stage(desk, person, stage, told.day(0))
        assert case.case(desk, person).person.stage == Stage.FOLLOW_ALONG
    asked = {spec.name for spec in fields_of(intake.ReferralEntry)}
    assert not {name for name in asked for part in ("diagnos", "symptom", "convict", "medic", "ready") if part in name}


def _take_out_g1(patch: pytest.MonkeyPatch) -> None:
    enter = people.enter_stage

    def only_the_ready(desk: Desk, person: UUID, stage: Stage, on: date, why: str | None = None) -> UUID:
        wish = people.referral_entry(desk, person).wants_to_work
        if wish is not WantsToWork.YES and stage > Stage.ENGAGEMENT:
            raise BadEntry(())
        return enter(desk, person, stage, on, why)

    patch.setattr(people, "enter_stage", only_the_ready)


# G2, G3: a goal counts once there is research, and the talk about personal information


def _g2(desk: Desk) -> None:
    person = _person(desk)
    profile.record_information_talk(desk, person, told.information_talk())
    with pytest.raises(BadEntry) as refused:
        goals.record_goal(desk, person, told.goal())
    assert [(p.field, p.message_id) for p in refused.value.problems] == [
        ("without_research_why", "problem.research_missing")
    ]
    assert case.case(desk, person).stages.profile.goal is None
    goals.record_goal(desk, person, told.goal(without_research_why="a job is open today"))
    goal = case.case(desk, person).stages.profile.goal
    assert goal is not None and goal.without_research_why == "a job is open today"


def _g3(desk: Desk) -> None:
    person = _person(desk)
    profile.record_research(desk, person, told.research())
    with pytest.raises(BadEntry) as refused:
        goals.record_goal(desk, person, told.goal())
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("without_talk_why", "problem.talk_missing")]
    assert case.case(desk, person).stages.profile.goal is None
    goals.record_goal(desk, person, told.goal(without_talk_why="will talk on Monday"))
    goal = case.case(desk, person).stages.profile.goal
    assert goal is not None and goal.without_talk_why == "will talk on Monday"


def _goal_passes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(goals, "gates_met", lambda db, person: (True, True))


# G4, G5: employers hear of a person only under an agreement


def _g4(desk: Desk) -> None:
    person, at = _person(desk), told.employer(desk)
    with pytest.raises(BadEntry) as refused:
        employers.record_employer_contact(desk, told.visit(at, participant=person))
    assert refused.value.problems[0].message_id == "gate.none_yet"
    assert employers.employer(desk, at).contacts == ()
    # A general visit stays open, and so does the person's own.
    employers.record_employer_contact(desk, told.visit(at))
    employers.record_employer_contact(desk, told.visit(at, participant=person, made_by="participant"))
    told.agreed(desk, person)
    employers.record_employer_contact(desk, told.visit(at, participant=person))
    assert len(employers.employer(desk, at).contacts) == 3


def _g5(desk: Desk) -> None:
    person, at = _person(desk), told.employer(desk)
    told.agreed(desk, person, in_work_contact="no")
    work = jobs.record_job(desk, person, told.job(-3, -4, employer=at))
    with pytest.raises(BadEntry) as refused:
        employers.record_employer_contact(desk, told.visit(at, participant=person, purpose="in_work_support"))
    assert refused.value.problems[0].message_id == "gate.no_in_work_contact"
    with pytest.raises(BadEntry) as refused:
        support.record_follow_along(desk, work, told.follow_along(employer_feedback="pleased with the pace"))
    assert [(p.field, p.message_id) for p in refused.value.problems] == [
        ("employer_feedback", "gate.no_in_work_contact")
    ]
    told.agreed(desk, person, 0, in_work_contact="yes")
    support.record_follow_along(desk, work, told.follow_along(0, employer_feedback="pleased with the pace"))
    ended = told.ending(employers_view="Would take them again")
    with pytest.raises(BadEntry) as refused:
        # Heard the day before the agreement allowed it.
        jobs.record_ending(desk, work, ended.model_copy(update={"employers_view_on": told.day(-1)}))
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("employers_view", "gate.no_in_work_contact")]
    jobs.record_ending(desk, work, ended.model_copy(update={"employers_view_on": told.day(0)}))
    employers.record_employer_contact(desk, told.visit(at, 0, participant=person, purpose="in_work_support"))


def _gate_open(patch: pytest.MonkeyPatch) -> None:
    for module in (employers, in_work_gate):
        patch.setattr(module, "employer_contact_gate", lambda *_, **__: GateAnswer(True, "in_force"))


# G6: early job seeking within four weeks; a clock, never a block


def _g6(desk: Desk) -> None:
    person = _person(desk, received_on=told.day(-60), accepted_on=told.day(-60))
    contacts.record_contact(desk, person, told.contact(-40))
    late = [line for line in today(desk, subject_id=person).due if line.kind == "search_clock"]
    assert [(line.due_on, line.days_overdue) for line in late] == [(told.day(-12), 12)]
    # It stops nothing: the next stage can be entered all the same.
    people.enter_stage(desk, person, Stage.JOB_DEVELOPMENT, told.day(0))
    employers.record_employer_contact(desk, told.visit(told.employer(desk), participant=person, made_by="participant"))
    assert "search_clock" not in _kinds(desk, person)


# G7: regular reviews in each stage, in both modes


def _g7(desk: Desk) -> None:
    person = _person(desk)
    contacts.record_contact(desk, person, told.contact(-6))
    assert "review" in _kinds(desk, person, 22)
    for stage in Stage:
        people.enter_stage(desk, person, stage, told.day(0))
        assert _check(desk, person, stage, "review_face_to_face") is None
        reviews.record_review(desk, person, told.review(0, mode="face_to_face"))
        assert _check(desk, person, stage, "review_face_to_face") == told.day(0)
        assert _check(desk, person, stage, "review_telephone") is None
        reviews.record_review(desk, person, told.review(0, mode="telephone"))
        assert _check(desk, person, stage, "review_telephone") == told.day(0)


# G8: the clinical team updated in each stage


def _g8(desk: Desk) -> None:
    person = _person(desk)
    for number, stage in enumerate(Stage):
        entered = told.day(number - 5)
        people.enter_stage(desk, person, stage, entered)
        assert "clinical_update" in _kinds(desk, person, number - 5 + 28)
        assert _check(desk, person, stage, "clinical_update") is None
        contacts.record_clinical_update(desk, person, told.clinical_update(number - 5))
        assert "clinical_update" not in _kinds(desk, person, number - 5 + 28)
        assert _check(desk, person, stage, "clinical_update") == entered


# G9: expectations managed in each stage, with a note


def _g9(desk: Desk) -> None:
    person = _person(desk)
    for stage in Stage:
        people.enter_stage(desk, person, stage, told.day(0))
        contacts.record_contact(desk, person, told.contact(0))
        assert _check(desk, person, stage, "expectations") is None
        contacts.record_contact(desk, person, told.contact(0, expectations="what the first weeks can bring"))
        assert _check(desk, person, stage, "expectations") == told.day(0)


def _no_expectations(patch: pytest.MonkeyPatch) -> None:
    made = case.checklists

    def without(*given: Any) -> Any:
        return tuple(tuple(line for line in lines if line.id != "expectations") for lines in made(*given))

    patch.setattr(case, "checklists", without)


# G10: the action plan is reviewed regularly


def _g10(desk: Desk) -> None:
    person = _person(desk)
    plans.record_plan(desk, person, told.plan(-7))
    assert "plan_review" not in _kinds(desk, person, 20)
    assert "plan_review" in _kinds(desk, person, 21)


# G11, G12: a start counts with an in-work support plan, and with benefits talked through


def _starting(desk: Desk, *, plan: bool, talk: bool) -> tuple[UUID, UUID]:
    person = _person(desk)
    work = jobs.record_job(desk, person, told.job(0, -4))
    if plan:
        support.record_support_plan(desk, work, told.support_plan())
    if talk:
        benefits.record_benefits(desk, person, told.benefits_talk())
    return person, work


def _g11(desk: Desk) -> None:
    person, work = _starting(desk, plan=False, talk=True)
    assert "in_work_plan" in _kinds(desk, person)
    with pytest.raises(BadEntry) as refused:
        jobs.note_start(desk, work, told.started())
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("without_plan_why", "problem.no_plan_yet")]
    jobs.note_start(desk, work, told.started(without_plan_why="begins a day early"))
    (kept,) = case.case(desk, person).stages.jobs
    assert (kept.confirmed_on, kept.without_plan_why) == (told.day(0), "begins a day early")
    assert "in_work_plan" in _kinds(desk, person)


def _g12(desk: Desk) -> None:
    person, work = _starting(desk, plan=True, talk=False)
    with pytest.raises(BadEntry) as refused:
        jobs.note_start(desk, work, told.started())
    assert [(p.field, p.message_id) for p in refused.value.problems] == [
        ("without_benefits_why", "problem.no_benefits_talk")
    ]
    jobs.note_start(desk, work, told.started(without_benefits_why="receives none"))
    (kept,) = case.case(desk, person).stages.jobs
    assert (kept.confirmed_on, kept.without_benefits_why) == (told.day(0), "receives none")


def _start_passes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(jobs, "_gates", lambda db, job, start_on: (True, True))


# G13: no closing for elapsed time or missed appointments


def _g13(desk: Desk) -> None:
    person = _person(desk, received_on=told.day(-400), accepted_on=told.day(-400))
    for on in range(-380, 0, 20):
        contacts.record_contact(desk, person, told.contact(on, result="no_show"))
    assert case.case(desk, person).stages.closed_on is None
    assert person in {line.id for line in caseload.everyone(desk)}
    raw = {"closed_on": told.day(0).isoformat(), "work_status": "unemployed", "way_back_explained": "yes"}
    for reason in ("missed_appointments", "no_show", "time_limit", "not_engaging", "dna"):
        with pytest.raises(BadEntry):
            closure.close_case(
                desk, person, read_entry(closing.ClosureEntry, {**raw, "reason": reason}, today=told.TODAY)
            )
    assert case.case(desk, person).stages.closed_on is None


class _AnyReason(Entry):
    """What a closing form would be that takes any reason."""

    form: ClassVar[str] = "closure"
    closed_on: Text
    reason: Text
    work_status: Text
    way_back_explained: Text


def _any_reason(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(closing, "ClosureEntry", _AnyReason)
    patch.setattr(closure, "close_case", lambda *_, **__: None)


# G14: a stage may go back, and nothing is deleted


def _g14(desk: Desk) -> None:
    person = _person(desk)
    for number, stage in enumerate((2, 3, 4, 5, 4)):
        people.enter_stage(desk, person, Stage(stage), told.day(number - 5))
    assert case.case(desk, person).person.stage == Stage.JOB_DEVELOPMENT
    with desk.reading() as db:
        kept = db.scalars(select(MainStage).where(MainStage.participant_id == person).order_by(MainStage.id)).all()
        assert [row.stage for row in kept] == [1, 2, 3, 4, 5, 4]
    with pytest.raises(Unjournaled), desk.writing("test") as writing:
        writing.db.delete(writing.get(MainStage, kept[0].id))


def _one_row_a_person(patch: pytest.MonkeyPatch) -> None:
    def overwrite(desk: Desk, person: UUID, stage: Stage, on: date, why: str | None = None) -> UUID:
        with desk.writing("test") as writing:
            row = writing.db.scalars(select(MainStage).where(MainStage.participant_id == person)).one()
            row.stage, row.entered_on = int(stage), on
            return row.id

    patch.setattr(people, "enter_stage", overwrite)


RULES = (
    Rule("G1", _g1, _take_out_g1),
    Rule("G2", _g2, _goal_passes),
    Rule("G3", _g3, _goal_passes),
    Rule("G4", _g4, _gate_open),
    Rule("G5", _g5, _gate_open),
    Rule("G6", _g6, _without("search_clock")),
    Rule("G7", _g7, _without("review")),
    Rule("G8", _g8, _without("clinical_update")),
    Rule("G9", _g9, _no_expectations),
    Rule("G10", _g10, _without("plan_review")),
    Rule("G11", _g11, _start_passes),
    Rule("G12", _g12, _start_passes),
    Rule("G13", _g13, _any_reason),
    Rule("G14", _g14, _one_row_a_person),
)


def test_every_rule_has_a_case() -> None:
    assert [rule.id for rule in RULES] == [f"G{number}" for number in range(1, 15)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_holds(rule: Rule, desk: Desk) -> None:
    rule.case(desk)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_case_fails_when_the_rule_is_taken_out(rule: Rule, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rule.take_out(monkeypatch)
    with pytest.raises((AssertionError, BadEntry, KeyError, pytest.fail.Exception)):
        rule.case(desk)
