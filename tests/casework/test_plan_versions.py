"""Plans in versions: what was agreed stays, the next carries what is open, a step is owed once, two are compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import action_plan, next_plan, plan_versions, reviews, steps, undo
from ips_tui.casework.case import case
from ips_tui.casework.plan_versions import Became
from ips_tui.casework.plan_views import ObjectiveView, PlanView
from ips_tui.casework.review_briefing import before_review
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.action_plan import ObjectiveStatus, PlanAgreed, StepStatus
from ips_tui.forms.action_plan import (
    ActionPlanEntry,
    ObjectiveEntry,
    ObjectiveReviewEntry,
    PlanAgreementEntry,
    PlanReviewEntry,
    PlanWithdrawalEntry,
    StepBesideEntry,
    StepOutcomeEntry,
)
from ips_tui.forms.asking import BadEntry
from tests import told
from tests.once import once

Change = Callable[[Any], Any]


def propose(desk: Desk, who: UUID, on: int = -20, **more: Any) -> UUID:
    return action_plan.record_plan(desk, who, told.plan(on, agreed="not_agreed", agreed_on=None, **more))


def agree(desk: Desk, plan: UUID, on: int = -20, how: str = "verbally") -> None:
    action_plan.agree_plan(desk, plan, PlanAgreementEntry(agreed=how, agreed_on=told.day(on)))


def step(name: str, due: int | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "who": "participant", "due_on": None if due is None else told.day(due), **more}


def add(desk: Desk, who: UUID, name: str = "Ask at both", *its: dict[str, Any], **more: Any) -> UUID:
    return action_plan.record_objective(desk, who, told.objective(name=name, steps=its, **more))


def next_version(desk: Desk, who: UUID, on: int = 0) -> UUID:
    return next_plan.record_next_version(desk, who, told.plan(on, agreed="not_agreed", agreed_on=None))


def latest(desk: Desk, who: UUID) -> PlanView:
    plan = case(desk, who).stages.plan
    assert plan is not None
    return plan


def named(plan: PlanView, name: str) -> ObjectiveView:
    return next(one for one in plan.objectives if one.name == name)


def due_steps(desk: Desk, who: UUID) -> list[str]:
    return sorted(line.reason.split(" (")[0] for line in today(desk, subject_id=who).due if line.kind == "plan_step")


@pytest.fixture
def plan(desk: Desk, person: UUID) -> UUID:
    """An agreed plan: an objective with a step that is due, one done, one dropped, one to be changed."""
    return once(desk, _agreed, person)


def _agreed(desk: Desk, person: UUID) -> UUID:
    made = propose(desk, person)
    add(desk, person, "Ask at both", step("Ring", -2), step("Write", done_on=told.day(-5), status="done"))
    add(desk, person, "Finished", status="done")
    add(desk, person, "Let go", step("Never", -3), status="dropped")
    add(desk, person, "Reworded", step("Later", 9), status="changed")
    agree(desk, made)
    return made


# Agreed, and frozen


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda e: e.model_copy(update={"made_on": told.day(-21)}), "made_on"),
        (lambda e: e.model_copy(update={"goal": None, "agreed": PlanAgreed.SIGNED}), "agreed"),
        (lambda e: e.model_copy(update={"agreed": PlanAgreed.NOT_AGREED, "agreed_on": None}), "agreed"),
        (lambda e: e.model_copy(update={"agreed_on": told.day(-19)}), "agreed_on"),
        (lambda e: e.model_copy(update={"review_on": told.day(9), "note": "new"}), None),
    ],
)
def test_what_was_agreed_of_a_plan_stays(desk: Desk, plan: UUID, change: Change, field: str | None) -> None:
    entry = change(action_plan.plan_entry(desk, plan))
    if field is None:
        action_plan.change_plan(desk, plan, entry)
        assert action_plan.plan_entry(desk, plan) == entry
        return
    before = told.dump(desk.connection, only="record")
    with pytest.raises(BadEntry) as refused:
        action_plan.change_plan(desk, plan, entry)
    assert [(p.field, p.message_id) for p in refused.value.problems] == [(field, "problem.plan_frozen")]
    assert told.dump(desk.connection, only="record") == before


def _step_of(entry: ObjectiveEntry, **more: Any) -> ObjectiveEntry:
    first, *others = entry.steps
    return entry.model_copy(update={"steps": (first.model_copy(update=more), *others)})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        *((lambda e, n=n: e.model_copy(update={n: "other words"}), n) for n in ("name", "specific", "measurable")),
        (lambda e: e.model_copy(update={"kind": "travel"}), "kind"),
        (lambda e: e.model_copy(update={"due_on": None}), "due_on"),
        (lambda e: e.model_copy(update={"steps": e.steps[:1]}), "steps"),
        (lambda e: e.model_copy(update={"steps": (*e.steps, e.steps[0].model_copy(update={"id": None}))}), "steps"),
        (lambda e: _step_of(e, name="other"), "steps"),
        (lambda e: _step_of(e, due_on=told.day(3)), "steps"),
        (lambda e: _step_of(e, status=StepStatus.DROPPED, result="no bus"), None),
        (lambda e: e.model_copy(update={"status": ObjectiveStatus.DONE, "result": "both said yes"}), None),
    ],
)
def test_what_was_agreed_of_an_objective_stays(
    desk: Desk, person: UUID, plan: UUID, change: Change, field: str | None
) -> None:
    objective = latest(desk, person).objectives[0].id
    entry = change(action_plan.objective_entry(desk, objective))
    if field is None:
        action_plan.change_objective(desk, objective, entry)
        assert action_plan.objective_entry(desk, objective) == entry
        return
    with pytest.raises(BadEntry) as refused:
        action_plan.change_objective(desk, objective, entry)
    assert [p.field for p in refused.value.problems] == [field]


def test_an_agreed_plan_takes_no_objective_and_its_steps_no_other_day(desk: Desk, person: UUID, plan: UUID) -> None:
    with pytest.raises(BadEntry, match="plan_frozen_add"):
        add(desk, person, "One more")
    ring = latest(desk, person).steps[0].id
    with pytest.raises(BadEntry, match="plan_frozen"):
        steps.note_step(desk, ring, StepOutcomeEntry(status="open", due_on=told.day(5)))
    steps.note_step(desk, ring, StepOutcomeEntry(status="changed", result="They closed"))
    assert due_steps(desk, person) == ["Never"]


def test_an_empty_plan_holds_nothing_that_could_be_agreed(desk: Desk, person: UUID) -> None:
    action_plan.record_plan(desk, person, told.plan())
    add(desk, person)
    with pytest.raises(BadEntry, match="plan_frozen_add"):
        add(desk, person)


def test_a_plan_is_agreed_once_and_not_before_it_was_made(desk: Desk, person: UUID) -> None:
    made = propose(desk, person, -5)
    with pytest.raises(BadEntry, match="agreed_before_made"):
        agree(desk, made, -6)
    with pytest.raises(BadEntry, match="lies_ahead"):
        agree(desk, made, 1)
    agree(desk, made, -5, "signed")
    with pytest.raises(BadEntry, match="plan_agreed_before"):
        agree(desk, made, -4)


def test_a_plan_that_was_taken_back_counts_as_not_agreed_from_that_day(desk: Desk, person: UUID, plan: UUID) -> None:
    def back(on: int) -> None:
        action_plan.withdraw_plan(
            desk, plan, PlanWithdrawalEntry(withdrawn_on=told.day(on), withdrawn_why="ticked by mistake")
        )

    assert case(desk, person).stages.counting is not None
    with pytest.raises(BadEntry, match="withdrawn_before_agreed"):
        back(-21)
    back(-1)
    with pytest.raises(BadEntry, match="plan_not_agreed"):
        back(0)
    view = case(desk, person)
    assert view.stages.counting is None and latest(desk, person).withdrawn_why == "ticked by mistake"
    assert {check.id: check.done_on for check in view.checklists[2]}["plan_agreed"] is None
    kinds = {line.kind for line in today(desk, subject_id=person).due}
    assert "plan_review" not in kinds
    with desk.reading() as db:
        assert action_plan.agreed_plan_on(db, person, told.day(-1)) is None
        kept = action_plan.agreed_plan_on(db, person, told.day(-2))
        assert kept is not None and kept.id == plan
    # What stood in it stays as it is, and the next version goes on from it.
    with pytest.raises(BadEntry, match="plan_frozen"):
        add(desk, person)
    assert next_version(desk, person) == latest(desk, person).id


# The next version


def test_the_next_version_carries_what_is_open_with_where_it_came_from(desk: Desk, person: UUID, plan: UUID) -> None:
    before = latest(desk, person)
    made = next_version(desk, person)
    after = latest(desk, person)
    assert (after.id, after.number, after.agreed, after.frozen) == (made, 2, PlanAgreed.NOT_AGREED, False)
    assert [one.name for one in after.objectives] == ["Ask at both", "Reworded"]
    assert [one.carried_from for one in after.objectives] == [
        named(before, "Ask at both").id,
        named(before, "Reworded").id,
    ]
    assert [one.status for one in after.objectives] == [ObjectiveStatus.PLANNED, ObjectiveStatus.PLANNED]
    assert [(s.name, s.due_on) for s in after.steps] == [("Ring", told.day(-2)), ("Later", told.day(9))]
    assert [s.carried_from for s in after.steps] == [
        named(before, "Ask at both").steps[0].id,
        named(before, "Reworded").steps[0].id,
    ]
    # It is a proposal, so it changes freely; the agreed one stands as it was.
    entry = action_plan.objective_entry(desk, after.objectives[1].id)
    action_plan.change_objective(desk, after.objectives[1].id, entry.model_copy(update={"name": "Anew"}))
    add(desk, person, "One more")
    assert case(desk, person).stages.counting == before


def test_there_is_one_proposal_at_a_time_and_none_before_the_version_it_follows(
    desk: Desk, person: UUID, plan: UUID
) -> None:
    with pytest.raises(BadEntry, match="made_before_version"):
        next_version(desk, person, -21)
    next_version(desk, person)
    with pytest.raises(BadEntry, match="plan_proposed"):
        next_version(desk, person)
    other = told.participant(desk, told.clinical_team(desk))
    with pytest.raises(BadEntry, match="plan_first"):
        next_version(desk, other)


def test_a_step_is_owed_once_whatever_versions_it_stands_in(desk: Desk, person: UUID, plan: UUID) -> None:
    assert due_steps(desk, person) == ["Never", "Ring"]
    made = next_version(desk, person)
    assert due_steps(desk, person) == ["Never", "Ring"]
    owed = {line.source_id for line in today(desk, subject_id=person).due if line.kind == "plan_step"}
    counting = case(desk, person).stages.counting
    assert counting is not None and owed <= {s.id for s in counting.steps}
    # What the proposal adds is owed beside it, as is a step beside the plan.
    add(desk, person, "More", step("New", -1))
    steps.record_step(desk, person, StepBesideEntry(**step("Beside", -4)))
    assert due_steps(desk, person) == ["Beside", "Never", "New", "Ring"]
    # Once it is agreed, what only the earlier version holds is not owed any more.
    agree(desk, made, 0)
    assert due_steps(desk, person) == ["Beside", "New", "Ring"]
    ring = next(s for s in latest(desk, person).steps if s.name == "Ring")
    assert {line.source_id for line in today(desk, subject_id=person).due} >= {ring.id}
    assert ring.id not in owed


@pytest.mark.parametrize("noted", ["agreed", "proposed"])
def test_a_carried_step_is_noted_in_both_versions(desk: Desk, person: UUID, plan: UUID, noted: str) -> None:
    agreed = next(s for s in latest(desk, person).steps if s.name == "Ring")
    made = next_version(desk, person)
    copied = next(s for s in latest(desk, person).steps if s.name == "Ring")
    one = agreed if noted == "agreed" else copied
    steps.note_step(desk, one.id, StepOutcomeEntry(status="done", done_on=told.day(0), result="Twelve names"))
    for kept in (agreed.id, copied.id):
        assert steps.step_of(desk, kept).step.result == "Twelve names"
    assert "Ring" not in due_steps(desk, person)
    agree(desk, made, 0)
    assert "Ring" not in due_steps(desk, person)
    undone = undo.last(desk)
    assert undone.what == desk.words("did.plan_agreed")


def test_the_agreed_plan_counts_for_reviews_until_the_next_is_agreed(desk: Desk, person: UUID, plan: UUID) -> None:
    action_plan.change_plan(
        desk, plan, action_plan.plan_entry(desk, plan).model_copy(update={"review_on": told.day(-1)})
    )

    def reviewed() -> list[UUID]:
        return [line.source_id for line in today(desk, subject_id=person).due if line.kind == "plan_review"]

    assert reviewed() == [plan]
    made = next_version(desk, person)
    assert reviewed() == [plan]
    agree(desk, made, 0)
    assert reviewed() == []


# The review, objective by objective


def rows(desk: Desk, who: UUID, **said: tuple[str, str | None]) -> tuple[ObjectiveReviewEntry, ...]:
    from ips_tui.casework.objective_reviews import rows_today

    found = []
    for row in rows_today(desk, who):
        status, why = said.get(row.name.replace(" ", "_"), (None, None))
        found.append(ObjectiveReviewEntry(id=row.id, objective=row.objective, name=row.name, status=status, why=why))
    return tuple(found)


def look(desk: Desk, who: UUID, on: int = 0, more: dict[str, Any] | None = None, **said: Any) -> UUID:
    usual = {"mode": "telephone", "expectations": "x", "plan_result": "y", "happened_on": told.day(on)}
    entry = PlanReviewEntry(**usual, objectives=rows(desk, who, **said), **(more or {}))
    return reviews.record_review(desk, who, entry)


def test_a_review_has_a_row_for_each_objective_and_says_how_it_stands(desk: Desk, person: UUID, plan: UUID) -> None:
    from ips_tui.casework.objective_reviews import rows_today

    offered = rows_today(desk, person)
    assert [(row.name, row.status) for row in offered] == [
        ("Ask at both", None),
        ("Finished", "done"),
        ("Let go", "dropped"),
        ("Reworded", "changed"),
    ]
    kept = look(desk, person, Ask_at_both=("dropped", "moved away"), Reworded=("unchanged", None))
    plan_now = latest(desk, person)
    assert named(plan_now, "Ask at both").status is ObjectiveStatus.DROPPED
    assert named(plan_now, "Reworded").status is ObjectiveStatus.CHANGED
    entry = reviews.review_entry(desk, kept)
    assert isinstance(entry, PlanReviewEntry)
    assert next((r.name, r.status, r.why) for r in entry.objectives) == ("Ask at both", "dropped", "moved away")
    # Corrected: it goes on after all.
    mended = tuple(r.model_copy(update={"status": None, "why": None}) for r in entry.objectives)
    reviews.change_review(desk, kept, entry.model_copy(update={"objectives": mended}))
    assert named(latest(desk, person), "Ask at both").status is ObjectiveStatus.IN_PROGRESS
    again = reviews.review_entry(desk, kept)
    assert isinstance(again, PlanReviewEntry) and not any(row.status for row in again.objectives)


def test_why_is_asked_for_what_is_changed_or_dropped() -> None:
    from ips_tui.forms.kit import read_entry

    raw = {"objective": str(UUID(int=1)), "name": "x"}
    for status, missing in (("dropped", True), ("changed", True), ("done", False), ("", False)):
        try:
            read_entry(ObjectiveReviewEntry, {**raw, "status": status}, today=told.TODAY)
            assert not missing
        except BadEntry as bad:
            assert missing and [(p.field, p.message_id) for p in bad.problems] == [("why", "problem.objective_why")]


def test_objectives_of_another_plan_are_refused_and_nothing_is_kept(desk: Desk, person: UUID, plan: UUID) -> None:
    other = told.participant(desk, told.clinical_team(desk))
    made = propose(desk, other)
    add(desk, other, "Theirs")
    agree(desk, made)
    before = told.dump(desk.connection, only="record")
    entry = PlanReviewEntry(
        happened_on=told.day(0),
        mode="telephone",
        expectations="x",
        plan_result="y",
        objectives=rows(desk, other, Theirs=("done", None)),
    )
    with pytest.raises(BadEntry, match="objectives_of_another_plan"):
        reviews.record_review(desk, person, entry)
    assert told.dump(desk.connection, only="record") == before


def test_the_next_version_is_made_with_the_review_and_undone_with_it(desk: Desk, person: UUID, plan: UUID) -> None:
    kept = told.kept(desk.connection)
    ahead = {"next_version": True, "next_on": told.day(20)}
    look(desk, person, more=ahead, Ask_at_both=("changed", "one closed"), Reworded=("dropped", "enough"))
    after = latest(desk, person)
    assert (after.number, after.made_on, after.review_on) == (2, told.day(0), told.day(20))
    assert [one.name for one in after.objectives] == ["Ask at both"]
    with pytest.raises(BadEntry, match="version_there"):
        look(desk, person, more={"next_version": True})
    undo.undo(desk, undo.last(desk).id)
    assert told.kept(desk.connection) == kept


def test_an_objective_unmoved_over_two_reviews_prompts_a_talk_and_no_line(desk: Desk, person: UUID, plan: UUID) -> None:
    def unmoved() -> list[str]:
        found = before_review(desk, person).plan
        assert found is not None
        return [one.name for one in found.unmoved]

    before = {line.kind for line in today(desk, subject_id=person).due}
    look(desk, person, -4, Ask_at_both=("unchanged", None))
    assert unmoved() == []
    next_version(desk, person, -3)
    agree(desk, latest(desk, person).id, -3)
    look(desk, person, -2, Ask_at_both=("unchanged", None))
    assert unmoved() == ["Ask at both"]
    assert named(latest(desk, person), "Ask at both").unmoved
    assert {line.kind for line in today(desk, subject_id=person).due} <= before
    look(desk, person, -1, Ask_at_both=("in_progress", None))
    assert unmoved() == []


def test_before_a_review_stands_what_went_well_and_what_happened_since(desk: Desk, person: UUID, plan: UUID) -> None:
    for on in (-9, -6, -3):
        reviews.record_review(desk, person, told.review(on, went_well=f"well {on}"))
    briefing = before_review(desk, person)
    assert [what for _, what in briefing.achievements] == ["well -3", "well -6", "well -9"]
    assert briefing.plan is not None
    assert (briefing.plan.since, [s.name for s in briefing.plan.done]) == (told.day(-20), ["Write"])
    assert [s.name for s in briefing.plan.open] == ["Ring"]
    look(desk, person, -4)
    again = before_review(desk, person).plan
    assert again is not None and (again.since, again.done) == (told.day(-4), ())
    assert before_review(desk, told.participant(desk, told.clinical_team(desk))).plan is None


# Two versions side by side


def test_what_changed_between_two_versions(desk: Desk, person: UUID, plan: UUID) -> None:
    look(desk, person, more={"next_version": True}, Reworded=("changed", "the shop moved"))
    after = latest(desk, person)
    ask, reworded = after.objectives
    entry = action_plan.objective_entry(desk, reworded.id)
    due = told.day(40)
    action_plan.change_objective(
        desk,
        reworded.id,
        ObjectiveEntry.model_validate(
            {**entry.model_dump(), "name": "Worded anew", "due_on": due, "steps": [step("Quite new")]}
        ),
    )
    add(desk, person, "Added")
    agree(desk, after.id, 0)
    known = plan_versions.versions(desk, person)
    pair = plan_versions.usual_pair(known)
    assert pair is not None and [one.number for one in pair] == [1, 2]
    found = plan_versions.compare(desk, pair[1].id, pair[0].id)
    assert [found.before.number, found.after.number] == [1, 2]
    became = {one.name: one.became for one in found.objectives}
    assert became == {
        "Ask at both": Became.CHANGED,
        "Worded anew": Became.CHANGED,
        "Added": Became.ADDED,
        "Finished": Became.DONE,
        "Let go": Became.DROPPED,
    }
    changed = next(one for one in found.objectives if one.name == "Worded anew")
    assert changed.why == "the shop moved"
    assert [(c.field, c.before, c.after) for c in changed.cells] == [
        ("name", "Reworded", "Worded anew"),
        ("due_on", told.day(20), due),
    ]
    assert [(s.name, s.became) for s in changed.steps] == [("Quite new", Became.ADDED), ("Later", Became.DROPPED)]
    same = next(one for one in found.objectives if one.name == "Ask at both")
    assert [(s.name, s.became) for s in same.steps] == [("Ring", Became.SAME), ("Write", Became.DONE)]
    assert ask.name == "Ask at both"


def test_the_last_two_agreed_are_compared_where_nobody_chose(desk: Desk, person: UUID, plan: UUID) -> None:
    assert plan_versions.usual_pair(plan_versions.versions(desk, person)) is None
    second = next_version(desk, person, -10)
    pair = plan_versions.usual_pair(plan_versions.versions(desk, person))
    assert pair is not None and [one.id for one in pair] == [plan, second]
    agree(desk, second, -10)
    next_version(desk, person)
    pair = plan_versions.usual_pair(plan_versions.versions(desk, person))
    assert pair is not None and [one.id for one in pair] == [plan, second]
    same = plan_versions.compare(desk, plan, plan)
    assert {one.became for one in same.objectives} <= {Became.SAME, Became.DROPPED}
    with pytest.raises(LookupError):
        plan_versions.compare(desk, plan, UUID(int=5))


def test_plans_that_were_made_by_hand_are_matched_by_name(desk: Desk, person: UUID, plan: UUID) -> None:
    other = propose(desk, person, 0)
    add(desk, person, "ask AT both")
    found = plan_versions.compare(desk, plan, other)
    assert found.objectives[0].became is Became.CHANGED
    assert [c.field for c in found.objectives[0].cells] == ["name"]


# Without a measure, a day, an objective


def test_an_objective_without_measure_and_day_is_kept_and_opens_nothing(desk: Desk, person: UUID) -> None:
    propose(desk, person)
    entry = ObjectiveEntry(name="Look round", kind="active_search", specific="Somewhere")
    made = action_plan.record_objective(desk, person, entry)
    assert action_plan.objective_entry(desk, made) == entry
    view = case(desk, person)
    assert {check.id: check.done_on for check in view.checklists[2]}["objective_with_date"] is None
    item = next(one for one in view.timeline if one.id == made)
    assert item.on == told.day(-20)
    due: date = told.day(-30)
    action_plan.change_objective(desk, made, entry.model_copy(update={"due_on": due}))
    assert {c.id: c.done_on for c in case(desk, person).checklists[2]}["objective_with_date"] == due


def test_a_step_beside_the_plan_needs_no_plan(desk: Desk, person: UUID) -> None:
    made = steps.record_step(desk, person, StepBesideEntry(**step("Allotment group", -1)))
    assert due_steps(desk, person) == ["Allotment group"]
    (beside,) = case(desk, person).stages.beside
    assert (beside.id, beside.name) == (made, "Allotment group")
    steps.note_step(desk, made, StepOutcomeEntry(status="done", done_on=told.day(0), result="Goes on Tuesdays"))
    assert due_steps(desk, person) == []
    assert steps.beside_entry(desk, made).result == "Goes on Tuesdays"
    with pytest.raises(BadEntry, match="lies_ahead"):
        steps.record_step(desk, person, StepBesideEntry(**step("x", status="done", done_on=told.day(1))))
    empty = ActionPlanEntry(made_on=told.day(0), agreed="not_agreed")
    action_plan.record_plan(desk, person, empty)
    assert case(desk, person).stages.beside[0].id == made
