"""Connecting a person with a community resource is a step with a result, in the plan and beside it (domain.md 4.12)."""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework import action_plan, barriers, case, next_plan, profile, resources, steps
from ips_tui.casework.session import Desk
from ips_tui.forms.action_plan import PlanAgreementEntry, StepBesideEntry, StepOutcomeEntry
from ips_tui.forms.barriers import BarrierStepEntry
from ips_tui.forms.community import ResourceEntry
from ips_tui.forms.profile import section_entry
from tests import told


def _resource(desk: Desk) -> UUID:
    return resources.record_resource(desk, ResourceEntry(name="Heron community bus", kind="transport"))


def test_a_step_beside_the_plan_connects_is_due_and_has_a_result(desk: Desk, person: UUID) -> None:
    bus = _resource(desk)
    entry = StepBesideEntry(name="Ring the bus office", who="participant", resource=bus, due_on=told.day(-1))
    step = steps.record_step(desk, person, entry)
    page = case.case(desk, person)
    assert [(one.name, one.resource) for one in page.stages.beside] == [("Ring the bus office", "Heron community bus")]
    assert [line.kind for line in page.due if line.kind == "plan_step"] == ["plan_step"]
    assert steps.beside_entry(desk, step).resource == bus
    steps.note_step(desk, step, StepOutcomeEntry(status="done", done_on=told.day(0), result="A seat on Tuesdays"))
    page = case.case(desk, person)
    assert page.stages.beside[0].result == "A seat on Tuesdays"
    assert not [line for line in page.due if line.kind == "plan_step"]


def test_the_next_version_of_a_plan_carries_resource_and_barrier(desk: Desk, person: UUID) -> None:
    bus = _resource(desk)
    kind = section_entry(desk.questions.section("barriers"))
    profile.save_section(desk, person, kind(barriers=({"kind": "transport", "what": "no bus before eight"},)))
    (barrier,) = case.case(desk, person).stages.profile.barriers
    plan = action_plan.record_plan(desk, person, told.plan(agreed="not_agreed", agreed_on=None))
    objective = action_plan.record_objective(
        desk, person, told.objective(steps=({"name": "Ring the bus office", "who": "participant", "resource": bus},))
    )
    barriers.make_step(desk, barrier.id, BarrierStepEntry(objective=objective, name="Ask for a lift", who="family"))
    action_plan.agree_plan(desk, plan, PlanAgreementEntry(agreed="signed", agreed_on=told.day(0)))
    next_plan.record_next_version(desk, person, told.plan(0, agreed="not_agreed", agreed_on=None))
    latest = case.case(desk, person).stages.plan
    assert latest is not None and latest.number == 2
    assert {step.name: step.resource for step in latest.steps} == {
        "Ring the bus office": "Heron community bus",
        "Ask for a lift": "",
    }
    again = case.case(desk, person).stages.profile.barriers[0].step
    assert again is not None and again.id in {step.id for step in latest.steps}


def test_under_a_plan_that_was_agreed_a_barrier_becomes_a_step_beside_it(desk: Desk, person: UUID) -> None:
    kind = section_entry(desk.questions.section("barriers"))
    profile.save_section(desk, person, kind(barriers=({"kind": "money"},)))
    (barrier,) = case.case(desk, person).stages.profile.barriers
    step = barriers.make_step(desk, barrier.id, BarrierStepEntry(name="See the adviser", who="adviser"))
    assert [one.id for one in case.case(desk, person).stages.beside] == [step]
    kept = case.case(desk, person).stages.profile.barriers[0]
    assert kept.step is not None and (kept.step.id, kept.objective) == (step, "")
