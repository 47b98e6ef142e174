"""The history of stages 2 to 5: an answer is called by its question, a column as the form that asks for it."""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework import action_plan, closure, history, jobs, profile
from ips_tui.casework.session import Desk
from ips_tui.content.questions import load_questions
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry
from ips_tui.forms.closure import ClosureEntry, ReopeningEntry
from ips_tui.forms.jobs import JobEntry, JobStartEntry
from ips_tui.forms.kit import read_entry
from ips_tui.forms.profile import ProfileSectionEntry, section_entry
from ips_tui.forms.typed import rows_raw
from tests import told

HOSTILE = "[/x] {0} https://a.b"


def labelled(line: history.HistoryLine) -> dict[str, tuple[str, str]]:
    return {cell.label: (cell.old, cell.new) for cell in line.cells}


def section(section_id: str, **raw: str) -> ProfileSectionEntry:
    return read_entry(section_entry(load_questions().section(section_id)), raw, today=told.TODAY)


def test_an_answer_is_called_by_its_question_as_it_was_asked(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    made = profile.save_section(desk, person, section("work_goal", dream_job=HOSTILE, importance="8"))
    profile.save_section(desk, person, section("work_goal", dream_job_state="prefers_not_to_say", importance="9"))
    asked = {q.id: q.ask for q in load_questions().section("work_goal").questions}
    changed, first = (labelled(line) for line in history.history(desk, made))
    assert first[asked["dream_job"]] == ("", HOSTILE)
    assert first[asked["importance"]] == ("", "8")
    assert not {"Question", "Question set", "Answer"} & first.keys()
    assert changed.pop(asked["importance"]) == ("8", "9")
    assert changed.keys() == {asked["dream_job"]}


def test_an_objective_says_its_plan_by_its_number_and_its_steps(desk: Desk, person: UUID) -> None:
    for _ in range(2):
        action_plan.record_plan(
            desk, person, ActionPlanEntry(made_on=told.day(-9), agreed="verbally", agreed_on=told.day(-9))
        )
    steps = rows_raw([{"name": "Ring the college", "who": "participant"}])
    raw = {"name": "Enrol", "kind": "education", "specific": "a", "measurable": "b", "due_on": "+9", "steps": steps}
    made = action_plan.record_objective(desk, person, read_entry(ObjectiveEntry, raw, today=told.TODAY))
    (line,) = history.history(desk, made)
    said = labelled(line)
    assert said["Action plan"] == ("", "2")
    assert said["Step"] == ("", "Ring the college")
    assert said["How we will know"] == ("", "b")


def test_a_start_and_a_second_form_of_a_table_are_called_as_they_ask(desk: Desk, person: UUID) -> None:
    raw = {"name": "Kitchen porter", "job_type": "kitchen", "accepted_on": "-20", "start_on": "-9", "hours": "16"}
    job = jobs.record_job(desk, person, read_entry(JobEntry, raw, today=told.TODAY))
    raw = {
        "started": "yes",
        "start_on": "-9",
        "four_hours_on": "-8",
        "without_plan_why": "x",
        "without_benefits_why": "y",
    }
    jobs.note_start(desk, job, read_entry(JobStartEntry, raw, today=told.TODAY))
    started, accepted = (labelled(line) for line in history.history(desk, job))
    assert started.keys() == {"Four paid hours by", "No support plan: why", "No benefits talk: why"}
    assert accepted["Hours a week"] == ("", "16")
    assert accepted["Terms at the start"] == ("", "yes")
    closing = ClosureEntry(closed_on=told.day(-2), reason="moved_away", work_status="in_work", way_back_explained=True)
    closed = closure.close_case(desk, person, closing)
    closure.reopen_case(desk, person, ReopeningEntry(reopened_on=told.day(0), reopened_why="came back"))
    assert labelled(history.history(desk, closed)[0])["Why"] == ("", "came back")
