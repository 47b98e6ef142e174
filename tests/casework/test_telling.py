"""How an event of a story is told, and what a mistake in a story is met with."""

from __future__ import annotations

from typing import Any

import pytest

from ips_tui.casework import case, employers
from ips_tui.casework.session import Desk
from ips_tui.casework.telling import LATEST, PERSON, Telling, tell_event
from ips_tui.casework.today import today
from ips_tui.clock import SetClock
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.employers import EmployerEntry
from tests import told

CALL = {"on": -2, "form": "contact", "kind": "engagement", "mode": "telephone", "result": "took_place"}


@pytest.fixture
def telling(desk: Desk, clock: SetClock) -> Telling:
    """A story about somebody who was just taken in."""
    return Telling(desk, clock, {(PERSON, LATEST): told.participant(desk, told.clinical_team(desk))})


def _contacts(telling: Telling) -> list[int]:
    timeline = case.case(telling.desk, telling.person).timeline
    return [(item.on - told.TODAY).days for item in timeline if item.kind == "contact"]


def test_an_event_is_about_the_day_it_was_typed_unless_it_says_another(telling: Telling) -> None:
    tell_event(telling, CALL)
    tell_event(telling, {**CALL, "happened_on": -5})
    assert sorted(_contacts(telling)) == [-5, -2]


def test_what_is_named_must_have_been_told(telling: Telling) -> None:
    with pytest.raises(ValueError, match="no job called bakery"):
        tell_event(telling, {"on": 0, "form": "absence", "job": "bakery", "reason": "sick"})


def test_rows_and_names_are_told_as_they_are_picked(telling: Telling) -> None:
    tell_event(telling, {"on": -9, "form": "action_plan", "agreed": "verbally", "agreed_on": -9})
    objective: dict[str, Any] = {"name": "Be seen", "kind": "networking", "specific": "Call", "measurable": "Called"}
    steps = [{"name": "Ring her", "who": "participant", "due_on": -1}, {"name": "Write", "who": "specialist"}]
    tell_event(telling, {"on": -9, "form": "objective", **objective, "due_on": 5, "steps": steps})
    tell_event(telling, {"on": -1, "form": "step_outcome", "step": "Ring her", "status": "done", "done_on": -1})
    tell_event(telling, {"on": -1, "form": "objective_status", "objective": "Be seen", "status": "done"})
    plan = case.case(telling.desk, telling.person).stages.plan
    assert plan is not None
    (kept,) = plan.objectives
    assert kept.status == "done"
    assert [(s.name, s.status.value, s.due_on and (s.due_on - told.TODAY).days) for s in kept.steps] == [
        ("Ring her", "done", -1),
        ("Write", "open", None),
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sumary": "x"}, "the form contact has no field sumary"),
        ({"form": "kontact"}, "no form is called kontact"),
    ],
)
def test_a_mistyped_story_is_refused(telling: Telling, change: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        tell_event(telling, CALL | change)
    assert _contacts(telling) == []


def test_a_story_puts_off_what_is_due_that_day(telling: Telling) -> None:
    event = {"on": 0, "form": "snooze", "kind": "review", "until_on": 3, "reason": "Away"}
    with pytest.raises(ValueError, match="no review is due"):
        tell_event(telling, event)
    tell_event(telling, CALL | {"happened_on": -30})
    tell_event(telling, event)
    assert [(line.kind, line.put_off_why) for line in today(telling.desk).put_off] == [("review", "Away")]


def test_a_story_is_read_as_strictly_as_a_form(telling: Telling) -> None:
    with pytest.raises(BadEntry):
        tell_event(telling, CALL | {"minutes": "a while"})


def test_a_story_about_nobody_tells_general_visits_and_nothing_else(desk: Desk, clock: SetClock) -> None:
    mill = employers.add_employer(desk, EmployerEntry(name="Mill", sector="retail"))
    nobody = Telling(desk, clock, {("employer", "Mill"): mill})
    visit = {"mode": "face_to_face", "purpose": "introduction", "result": "Met the owner."}
    tell_event(nobody, {"on": -1, "form": "employer_contact", "employer": "Mill", **visit})
    (contact,) = employers.employer(desk, mill).contacts
    assert (contact.participant_id, (contact.happened_on - told.TODAY).days) == (None, -1)
    with pytest.raises(ValueError, match="no participant called"):
        tell_event(nobody, CALL)
