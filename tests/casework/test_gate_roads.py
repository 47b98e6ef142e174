"""Every road to the hard gate (domain.md 1.9 G4, G5): recorded, corrected, brought back by an undo.

Each road is gone under each state of the agreements. What the person does themselves, and visits about nobody, need
none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import disclosure, employers, interviews, jobs, staff, support, undo
from ips_tui.casework.session import Desk
from ips_tui.casework.undo import NotUndone
from ips_tui.domain.employers import Purpose
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.disclosure import DisclosureWithdrawalEntry
from ips_tui.forms.job_search import InterviewEntry
from ips_tui.forms.people import StaffEntry
from ips_tui.records.job_search import Interview
from ips_tui.records.jobs import Job, JobEnding
from tests import told
from tests.once import once

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
    before = Purpose.INTRODUCTION

    def correct(here: Here, row: UUID, about: bool) -> object:
        entry = _visit(here, purpose) if about else _visit(here, before, person=False)
        return employers.change_employer_contact(here.desk, row, entry)

    return Road(
        lambda here: employers.record_employer_contact(here.desk, _visit(here, purpose)),
        lambda here: employers.record_employer_contact(here.desk, _visit(here, before, person=False)),
        correct,
        purpose is Purpose.IN_WORK_SUPPORT,
        with_person=False,
    )


def _follow(here: Here, said: bool) -> Any:
    return told.follow_along(ON, employer_feedback="pleased" if said else None)


def _ending(here: Here, said: bool) -> Any:
    return told.ending(ON, employers_view="would take them again" if said else None)


ROADS: Mapping[str, Road] = {
    "presenting a candidate": _of_purpose(Purpose.PRESENTING_CANDIDATE),
    "in-work support": _of_purpose(Purpose.IN_WORK_SUPPORT),
    "interview": Road(
        lambda h: interviews.record_interview(h.desk, h.person, _interview(h)),
        lambda h: interviews.record_interview(h.desk, h.person, _interview(h, there=False)),
        lambda h, row, there: interviews.change_interview(h.desk, row, _interview(h, there)),
    ),
    "employer's feedback": Road(
        lambda h: support.record_follow_along(h.desk, h.job, _follow(h, True)),
        lambda h: support.record_follow_along(h.desk, h.job, _follow(h, False)),
        lambda h, row, said: support.change_follow_along(h.desk, row, _follow(h, said)),
        in_work=True,
    ),
    "employer's view of the ending": Road(
        lambda h: jobs.record_ending(h.desk, _job(h), _ending(h, True)),
        lambda h: jobs.record_ending(h.desk, _job(h), _ending(h, False)),
        lambda h, row, said: jobs.change_ending(h.desk, row, _ending(h, said)),
        in_work=True,
    ),
}


def _job(here: Here) -> UUID:
    """One of those that have not ended yet."""
    with here.desk.reading() as db:
        ended = select(JobEnding.job_id).where(~JobEnding.removed)
        waiting = select(Job.id).where(Job.participant_id == here.person, Job.id != here.job, Job.id.not_in(ended))
        return db.scalars(waiting.order_by(Job.id)).all()[0]


def _why(road: Road, why: str) -> str:
    """Why this road is closed in such a state; the in-work conditions close no other road."""
    if why == "no_in_work_contact" and not road.in_work:
        return ""
    if why == "only_with_person" and (not road.in_work or road.with_person):
        return ""
    return why


def _somebody(desk: Desk) -> Here:
    """A person in work at the bakery."""
    return Here(desk, *once(desk, _in_work))


def _in_work(desk: Desk) -> tuple[UUID, UUID, UUID, UUID]:
    person, bakery = told.participant(desk, told.clinical_team(desk)), told.employer(desk)
    # The first one goes on; the others end, one after the other.
    job, *_ = [jobs.record_job(desk, person, told.job(-30, -40, employer=bakery)) for _ in range(5)]
    return person, bakery, told.employer(desk, "Quay Garage"), job


def _written(desk: Desk) -> Any:
    """How many actions the journal has; nothing is kept that is none."""
    return desk.connection.execute("SELECT count(*) FROM change_group").fetchone()[0]


def _refusal(do: Callable[[], object]) -> str:
    """Why it was refused, as the gate says it; "" where it was not."""
    try:
        do()
    except BadEntry as refused:
        (problem,) = refused.problems
        return problem.message_id.removeprefix("gate.")
    return ""


def test_the_roads_are_open_exactly_under_an_agreement_in_force(desk: Desk) -> None:
    here = _somebody(desk)
    rows = {name: road.without(here) for name, road in ROADS.items()}
    gone: dict[str, int] = dict.fromkeys(ROADS, 0)
    for state, (decide, why) in STATES.items():
        if decide is not None:
            # The latest of several decisions of one day is the one that counts.
            decide(here)
        for name, road in ROADS.items():
            wanted, kept = _why(road, why), _written(desk)
            if wanted:
                assert _refusal(lambda r=road, n=name: r.correct(here, rows[n], True)) == wanted, (state, name)  # type: ignore[misc]
                assert _refusal(lambda r=road: r.record(here)) == wanted, (state, name)  # type: ignore[misc]
                assert _written(desk) == kept, (state, name)
            elif not gone[name] or state == "last day":
                # That it is open in the other states too is asked below, of what an undo would bring back.
                gone[name] += 1
                road.correct(here, rows[name], True)
                road.correct(here, rows[name], False)
                road.record(here)
        for purpose in Purpose:
            # The others by the answer alone, which is the one that recording acts on.
            answer = employers.gate(desk, _visit(here, purpose))
            wanted = _why(_of_purpose(purpose), why)
            assert (answer.allowed, answer.why) == (not wanted, wanted or "in_force"), (state, purpose)
            # What the person does themselves, and visits about nobody, need none of it.
            assert employers.gate(desk, _visit(here, purpose, made_by="participant")).allowed
            if purpose is not Purpose.IN_WORK_SUPPORT:
                assert employers.gate(desk, _visit(here, purpose, person=False)).allowed
        assert _refusal(lambda: interviews.change_interview(desk, rows["interview"], _interview(here, False))) == ""
    assert set(gone.values()) == {2}


def test_an_undo_brings_nothing_back_that_no_agreement_covers(desk: Desk) -> None:
    here, me = _somebody(desk), desk.who
    assert me is not None
    told.agreed(desk, here.person, OPENED)
    # Each road is gone by a colleague of its own, who took out again what the agreement was needed for.
    colleagues = {}
    for name, road in ROADS.items():
        colleague = staff.add_staff(desk, StaffEntry(name=name, role="employment_specialist"))
        colleagues[name] = desk.who = replace(me, id=colleague)
        row = road.without(here)
        road.correct(here, row, True)
        road.correct(here, row, False)
        desk.who = me
    for state, (decide, why) in STATES.items():
        if decide is None or state == "decided later":
            continue  # Nothing could have been recorded then.
        decide(here)
        for name, road in ROADS.items():
            desk.who = colleagues[name]
            wanted = _why(road, why)
            if not wanted:
                assert undo.last(desk).id, (state, name)
                continue
            with pytest.raises(NotUndone) as stays:
                undo.last(desk)
            assert (stays.value.message_id, stays.value.values) == (
                "undo.not.gate",
                {"why": desk.words(f"gate.{wanted}")},
            ), (state, name)
        desk.who = me


def test_an_interview_with_the_specialist_names_its_employer_and_its_agreement(desk: Desk) -> None:
    here = _somebody(desk)
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
