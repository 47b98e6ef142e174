"""Every road to the hard gate (domain.md 1.9 G4, G5): recorded, corrected, brought back by an undo.

Each road is gone under each state of the agreements, with a new person each time. What the person does themselves,
and visits about nobody, need none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import case, disclosure, employers, interviews, jobs, staff, support, undo
from ips_tui.casework.session import Desk
from ips_tui.casework.undo import NotUndone
from ips_tui.domain.employers import Purpose
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.disclosure import DisclosureWithdrawalEntry
from ips_tui.forms.job_search import InterviewEntry
from ips_tui.forms.people import StaffEntry
from ips_tui.records.job_search import Interview
from tests import told

ON = -3
"""The day of every contact here."""
OPENED = -20
"""The day of the agreement under which something is recorded that an undo is to bring back."""


@dataclass(frozen=True)
class Here:
    """A person with a job at the bakery, and the two employers."""

    desk: Desk
    person: UUID
    bakery: UUID
    garage: UUID
    job: UUID


Does = Callable[[Here], object]


def _agree(on: int = -9, **said: Any) -> Does:
    return lambda here: told.agreed(here.desk, here.person, on, **said)


def _withdrawn(on: int) -> Does:
    def do(here: Here) -> object:
        agreement = told.agreed(here.desk, here.person, -9)
        return disclosure.withdraw(here.desk, agreement, DisclosureWithdrawalEntry(withdrawn_on=told.day(on)))

    return do


def _decide(decision: str) -> Does:
    return lambda here: disclosure.record_agreement(here.desk, here.person, told.refused(-9, decision))


STATES: Mapping[str, tuple[Does | None, str]] = {
    "none yet": (None, "none_yet"),
    "decided later": (_agree(ON + 1), "decided_later"),
    "not discussed": (_decide("not_discussed"), "not_discussed"),
    "undecided": (_decide("undecided"), "undecided"),
    "no contact": (_decide("no_contact"), "no_contact"),
    "service only": (_agree(decision="service_only", agreed_words=None), ""),
    "partial": (_agree(), ""),
    "in full": (_agree(decision="full"), ""),
    "not talked through": (_agree(pros_and_cons_on=None), "not_talked_through"),
    "no employer": (_agree(scope="none"), "no_employer"),
    "this employer": (lambda h: told.agreed(h.desk, h.person, -9, scope="named", employers=(h.bakery,)), ""),
    "another employer": (
        lambda h: told.agreed(h.desk, h.person, -9, scope="named", employers=(h.garage,)),
        "other_employers",
    ),
    "withdrawn before": (_withdrawn(ON - 1), "withdrawn"),
    "withdrawn that day": (_withdrawn(ON), "withdrawn"),
    "withdrawn later": (_withdrawn(ON + 1), ""),
    "run out": (_agree(valid_until=told.day(ON - 1)), "run_out"),
    "last day": (_agree(valid_until=told.day(ON)), ""),
    "not once in work": (_agree(in_work_contact="no"), "no_in_work_contact"),
    "only with the person": (_agree(in_work_contact="with_me"), "only_with_person"),
}
"""What was decided, and why it opens nothing; "" where it does."""
NEVER_OPENED = frozenset({"none yet", "decided later"})
"""States in which nothing could have been recorded that an undo might bring back."""


def _visit(here: Here, purpose: str, person: bool = True, **said: Any) -> Any:
    about = here.person if person else None
    return told.visit(here.bakery, ON, purpose=purpose, participant=about, **said)


def _interview(here: Here, there: bool = True) -> InterviewEntry:
    return InterviewEntry(happened_on=told.day(ON), employer=here.bakery, specialist_there=there)


@dataclass(frozen=True)
class Road:
    """A way in: recorded at once, or recorded without what needs an agreement and then corrected."""

    record: Does
    without: Callable[[Here], UUID]
    correct: Callable[[Here, UUID, bool], object]
    """With what needs an agreement, or without it again."""
    in_work: bool = False
    with_person: bool = True


def _of_purpose(purpose: Purpose) -> Road:
    in_work, before = purpose is Purpose.IN_WORK_SUPPORT, Purpose.INTRODUCTION

    def correct(here: Here, row: UUID, about: bool) -> object:
        entry = _visit(here, purpose) if about else _visit(here, before, person=False)
        return employers.change_employer_contact(here.desk, row, entry)

    return Road(
        lambda here: employers.record_employer_contact(here.desk, _visit(here, purpose)),
        lambda here: employers.record_employer_contact(here.desk, _visit(here, before, person=False)),
        correct,
        in_work,
        with_person=False,
    )


ROADS: Mapping[str, Road] = {
    **{f"employer contact: {purpose}": _of_purpose(purpose) for purpose in Purpose},
    "interview": Road(
        lambda h: interviews.record_interview(h.desk, h.person, _interview(h)),
        lambda h: interviews.record_interview(h.desk, h.person, _interview(h, there=False)),
        lambda h, row, there: interviews.change_interview(h.desk, row, _interview(h, there)),
    ),
    "employer's feedback": Road(
        lambda h: support.record_follow_along(h.desk, h.job, told.follow_along(ON, employer_feedback="pleased")),
        lambda h: support.record_follow_along(h.desk, h.job, told.follow_along(ON)),
        lambda h, row, said: support.change_follow_along(
            h.desk, row, told.follow_along(ON, employer_feedback="pleased" if said else None)
        ),
        in_work=True,
    ),
    "employer's view of the ending": Road(
        lambda h: jobs.record_ending(h.desk, h.job, told.ending(ON, employers_view="would take them again")),
        lambda h: jobs.record_ending(h.desk, h.job, told.ending(ON)),
        lambda h, row, said: jobs.change_ending(
            h.desk, row, told.ending(ON, employers_view="would take them again" if said else None)
        ),
        in_work=True,
    ),
}


def _why(road: Road, why: str) -> str:
    """Why this road is closed in such a state; the in-work conditions close no other road."""
    if why == "no_in_work_contact" and not road.in_work:
        return ""
    if why == "only_with_person" and (not road.in_work or road.with_person):
        return ""
    return why


class Town:
    """A desk with two employers, and a new person for every case."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.team = told.clinical_team(desk)
        self.bakery, self.garage = told.employer(desk), told.employer(desk, "Quay Garage")
        self.colleague = staff.add_staff(desk, StaffEntry(name="Kofi Brandt", role="employment_specialist"))

    def somebody(self, name: str) -> Here:
        """A person in work at the bakery."""
        person = told.participant(self.desk, self.team, name=name)
        job = jobs.record_job(self.desk, person, told.job(-30, -40, employer=self.bakery))
        return Here(self.desk, person, self.bakery, self.garage, job)

    def by_colleague(self, do: Does, here: Here) -> None:
        """Somebody else does it, so that the last action of who works here stays the last."""
        me = self.desk.who
        assert me is not None
        self.desk.who = replace(me, id=self.colleague)
        do(here)
        self.desk.who = me


def _refusal(do: Callable[[], object]) -> str:
    """Why it was refused, as the gate says it; "" where it was not."""
    try:
        do()
    except BadEntry as refused:
        (problem,) = refused.problems
        return problem.message_id.removeprefix("gate.")
    return ""


def _shown(here: Here) -> list[Any]:
    """What the person's page shows, but for decisions."""
    return [i for i in case.case(here.desk, here.person).timeline if not i.kind.startswith("disclosure")]


@pytest.mark.parametrize("name", ROADS)
def test_a_road_is_open_exactly_under_an_agreement_in_force(desk: Desk, name: str) -> None:
    town, road = Town(desk), ROADS[name]
    recorded, corrected = {}, {}
    for state, (decide, why) in STATES.items():
        here = town.somebody(state)
        if decide is not None:
            decide(here)
        before = _shown(here)
        recorded[state] = _refusal(lambda here=here: road.record(here))  # type: ignore[misc]
        assert (_shown(here) == before) is bool(_why(road, why)), state
        here = town.somebody(f"{state}, corrected")
        if decide is not None:
            decide(here)
        row = road.without(here)
        before = _shown(here)
        corrected[state] = _refusal(lambda here=here, row=row: road.correct(here, row, True))  # type: ignore[misc]
        if _why(road, why):
            assert _shown(here) == before, state
    wanted = {state: _why(road, why) for state, (_, why) in STATES.items()}
    assert recorded == wanted
    assert corrected == wanted


@pytest.mark.parametrize("name", ROADS)
def test_an_undo_brings_nothing_back_that_no_agreement_covers(desk: Desk, name: str) -> None:
    town, road = Town(desk), ROADS[name]
    found = {}
    for state, (decide, _) in STATES.items():
        if state in NEVER_OPENED or decide is None:
            continue
        here = town.somebody(state)
        told.agreed(desk, here.person, OPENED)
        row = road.without(here)
        road.correct(here, row, True)
        road.correct(here, row, False)
        town.by_colleague(decide, here)
        try:
            undo.undo(desk, undo.last(desk).id)
        except NotUndone as stays:
            found[state] = (stays.message_id, stays.values.get("why"))
        else:
            found[state] = ("", None)
    wanted = {state: _why(road, why) for state, (_, why) in STATES.items() if state not in NEVER_OPENED}
    assert found == {
        state: ("undo.not.gate", desk.words(f"gate.{why}")) if why else ("", None) for state, why in wanted.items()
    }


def test_what_the_person_does_and_visits_about_nobody_are_always_open(desk: Desk) -> None:
    town = Town(desk)
    for state, (decide, _) in STATES.items():
        here = town.somebody(state)
        if decide is not None:
            decide(here)
        for purpose in Purpose:
            employers.record_employer_contact(desk, _visit(here, purpose, made_by="participant"))
            if purpose is not Purpose.IN_WORK_SUPPORT:
                employers.record_employer_contact(desk, _visit(here, purpose, person=False))
        own = interviews.record_interview(desk, here.person, _interview(here, there=False))
        assert not interviews.interview_entry(desk, own).specialist_there
        kinds = [item.kind for item in _shown(here)]
        assert (kinds.count("employer_contact"), kinds.count("interview")) == (len(Purpose), 1), state


def test_an_interview_with_the_specialist_names_its_employer_and_its_agreement(desk: Desk) -> None:
    here = Town(desk).somebody("Ada")
    nowhere = InterviewEntry(happened_on=told.day(ON), specialist_there=True)
    with pytest.raises(BadEntry) as unknown:
        interviews.record_interview(desk, here.person, nowhere)
    assert [(p.field, p.message_id) for p in unknown.value.problems] == [("employer", "gate.unknown_employer")]
    agreement = told.agreed(desk, here.person, -9)
    made = interviews.record_interview(desk, here.person, _interview(here))
    with desk.reading() as db:
        assert db.get_one(Interview, made).agreement_id == agreement
    interviews.change_interview(desk, made, _interview(here, there=False))
    with desk.reading() as db:
        assert db.get_one(Interview, made).agreement_id is None
