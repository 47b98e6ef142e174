"""Every kind of due line can be reached on Today, done and seen to leave, by keys alone (domain.md 6.6 F25)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import (
    action_plan,
    appointments,
    contacts,
    disclosure,
    employers,
    jobs,
    profile,
    snooze,
    support,
)
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine, today
from ips_tui.domain.action_plan import StepStatus
from ips_tui.domain.due import DueKind
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.profile import VocationalProfileEntry
from ips_tui.forms.snooze import SnoozeEntry
from screens.participant.due_lines import STAFF_TITLES
from screens.today.screen import TodayScreen
from screens.widgets.confirm import Confirm
from screens.widgets.form.fields import FormField
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.grouped_list import GroupedList
from tests import in_work, told
from tests.screens.area_app import AreaApp, Page, drive, settled

EMPLOYER = "Mill Lane Bakery"
TOOK_PLACE = ("up", "up", "enter")
"""From the answer that is safe to the one that an appointment took place."""


def _met(desk: Desk, person: UUID, days_ago: int) -> None:
    contacts.record_contact(desk, person, told.contact(-days_ago))


def _profile(desk: Desk, person: UUID) -> None:
    _met(desk, person, 20)
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(-10)))


def _search(desk: Desk, person: UUID) -> None:
    told.agreed(desk, person)
    _met(desk, person, 40)


def _talk(desk: Desk, person: UUID) -> None:
    disclosure.record_agreement(desk, person, told.agreement(-60))


def _plan(desk: Desk, person: UUID, step: int | None = None) -> None:
    action_plan.record_plan(desk, person, told.plan(-30, agreed="not_agreed", agreed_on=None))
    steps = () if step is None else ({"name": "CV", "who": "participant", "due_on": told.day(step)},)
    action_plan.record_objective(desk, person, told.objective(steps=steps))


def _plan_review(desk: Desk, person: UUID) -> None:
    action_plan.record_plan(desk, person, told.plan(-30))


def _planned(purpose: str) -> Callable[[Desk, UUID], None]:
    def planned(desk: Desk, person: UUID) -> None:
        appointments.make_appointment(desk, person, told.appointment(-2, purpose=purpose))

    return planned


def _job(start: int) -> Callable[[Desk, UUID], None]:
    def accepted(desk: Desk, person: UUID) -> None:
        in_work.accept_job(desk, person, start=start)

    return accepted


def _at_work(last: int) -> Callable[[Desk, UUID], None]:
    """In a job since fifty days, with a contact so many days ago."""

    def begun(desk: Desk, person: UUID) -> None:
        job = in_work.accept_job(desk, person, start=-50)
        jobs.note_start(desk, job, told.started(-50, without_plan_why="x", without_benefits_why="x"))
        support.record_follow_along(desk, job, told.follow_along(-last))

    return begun


def _changed(desk: Desk, person: UUID) -> None:
    job = in_work.accept_job(desk, person, start=-50)
    jobs.note_start(desk, job, told.started(-50, without_plan_why="x", without_benefits_why="x"))
    in_work.change_terms(desk, job, -3)


def _check_in(desk: Desk, _: UUID) -> None:
    bakery = told.employer(desk, "Quay Garage")
    employers.record_employer_contact(desk, told.visit(bakery, on=-9, next_on=told.day(-2)))


@dataclass(frozen=True)
class Case:
    """How a line comes about, and what is said in its form where any answer will not do."""

    begin: Callable[[Desk, UUID], object]
    says: Mapping[str, str] = field(default_factory=dict)
    """Raw answers in the order of the form."""
    first: Sequence[str] = ()
    """Keys for a question that comes before the form."""


ANSWERED = {
    DueKind.SEARCH_CLOCK: Case(_search),
    DueKind.REVIEW: Case(lambda desk, person: _met(desk, person, 30)),
    DueKind.CLINICAL_UPDATE: Case(lambda desk, person: None),
    DueKind.PLAN_REVIEW: Case(_plan_review),
    DueKind.PLAN_STEP: Case(lambda desk, person: _plan(desk, person, -3), {"status": StepStatus.DONE}),
    DueKind.LABOUR_MARKET_RESEARCH: Case(_profile),
    DueKind.PERSONAL_INFORMATION: Case(_profile),
    DueKind.DISCLOSURE_TALK: Case(_talk),
    DueKind.PRE_START_MEETING: Case(_job(4), {"mode": "face_to_face", "result": "took_place"}),
    DueKind.IN_WORK_PLAN: Case(_job(5), {"agreed_on": "15/10/26"}),
    DueKind.JOB_START: Case(_job(-2), {"started": "yes", "four_hours_on": "15/10/26"}),
    DueKind.FOLLOW_ALONG_CONTACT: Case(_at_work(40)),
    DueKind.MILESTONE: Case(_at_work(10)),
    DueKind.BENEFITS_REVIEW: Case(_changed),
    DueKind.APPOINTMENT: Case(_planned("contact"), first=TOOK_PLACE),
    DueKind.HAND_OVER: Case(_planned("hand_over"), first=TOOK_PLACE),
    DueKind.EMPLOYER_CHECK_IN: Case(_check_in),
}


def _lines(desk: Desk) -> list[str]:
    return [line.kind for line in today(desk).due]


@pytest.mark.parametrize("kind", [kind for kind in DueKind if kind not in STAFF_TITLES])
def test_it_is_reached_done_and_gone(desk: Desk, team: UUID, kind: DueKind) -> None:
    case = ANSWERED[kind]
    # Taken on long enough ago for everything that is told of them.
    long_ago = {"received_on": told.day(-80), "accepted_on": told.day(-80), "consent_to_record_on": told.day(-80)}
    case.begin(desk, told.participant(desk, team, **long_ago))
    told.employer(desk, EMPLOYER)
    assert _lines(desk).count(kind) == 1

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _reach(app, pilot, kind)
        await pilot.press("r")
        await settled(app, pilot)
        if case.first:
            assert isinstance(app.screen, Confirm)
            await pilot.press(*case.first)
            await settled(app, pilot)
        await _fill(app, pilot, dict(case.says))
        assert kind not in _lines(desk)
        assert isinstance(app.screen, TodayScreen)
        assert kind not in [line.due.kind for line in app.screen._lines.values() if line.due is not None]
        assert app.words(f"kind.{kind}") not in app.text or kind == DueKind.REVIEW

    drive(desk, steps)


async def _reach(app: AreaApp, pilot: Pilot[int], kind: DueKind) -> DueLine:
    """The cursor on the line of that kind, by the arrows."""
    screen = app.screen
    assert isinstance(screen, TodayScreen)
    for _ in screen._lines:
        line = screen._lines[screen.query_one(GroupedList).record_id or ""]
        if line.due is not None and line.due.kind == kind:
            return line.due
        await pilot.press("down")
    raise AssertionError(f"{kind} is not on Today")


async def _fill(app: AreaApp, pilot: Pilot[int], says: dict[str, str]) -> None:
    """Say what matters, going on by Tab; then save, and answer whatever the form says is missing."""
    form = app.screen
    assert isinstance(form, FormScreen)
    while says:
        if (spec := _field(form)).name in says:
            await pilot.press(*_keys(spec, says.pop(spec.name)))
        if says:
            await pilot.press("tab")
    for _ in range(8):
        await pilot.press("f2")
        await settled(app, pilot)
        if app.screen is not form:
            return
        spec = _field(form)
        await pilot.press(*_keys(spec, ""))
        if spec.kind is Kind.REFERENCE:
            await settled(app, pilot)
            await pilot.press("enter")
    raise AssertionError(form.filled.raw)


def _field(form: FormScreen) -> FieldSpec:
    focused = form.focused
    assert focused is not None and isinstance(focused.parent, FormField), focused
    return focused.parent.spec


def _keys(spec: FieldSpec, value: str) -> list[str]:
    """The keys that answer a field: the value, or the first answer there is."""
    match spec.kind:
        case Kind.CHOICE:
            return ["backspace", *["right"] * (spec.choices.index(value or spec.choices[0]) + 1)]
        case Kind.YES_NO:
            return ["backspace", *["right"] * (("yes", "no").index(value or "yes") + 1)]
        case Kind.CHOICES:
            return ["right", "space"]
        case Kind.REFERENCE:
            return list("mill")
        case Kind.DATE:
            return ["end", "ctrl+u", *(value or "15/10/26")]
        case _:
            return list(value or "x")


def test_what_can_wait_is_put_off_and_taken_up_again(desk: Desk, person: UUID) -> None:
    _met(desk, person, 30)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        line = await _reach(app, pilot, DueKind.REVIEW)
        await pilot.press("z")
        await settled(app, pilot)
        assert line.reason in app.text and "Thu 12 Nov" in app.text
        # A day that is not ahead is said at its field, and nothing typed is lost.
        await pilot.press(*"today", "tab", *"Away", "f2")
        await settled(app, pilot)
        assert app.words("problem.put_off_not_ahead") in app.text
        await pilot.press("end", "ctrl+u", *"+5", "f2")
        await settled(app, pilot)
        assert "Put off (1)" in app.text and app.line("Review until Tue 20 Oct: Away").startswith("▸ in 5 Ada")
        # What is put off can be done all the same, and opened; z asks what holds from now on.
        await pilot.press("end")
        await pilot.press("z")
        await settled(app, pilot)
        assert isinstance(app.screen, Confirm) and "Tue 20 Oct" in app.text
        await pilot.press("up", "up", "enter")
        await settled(app, pilot)
        assert "Put off (" not in app.text and app.line("2 late Ada Fenwick Review")

    drive(desk, steps)


def test_keys_that_are_for_what_is_due_say_so_elsewhere(desk: Desk, person: UUID) -> None:
    appointments.make_appointment(desk, person, told.appointment(1))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for key in ("r", "z"):
            await pilot.press(key)
            assert isinstance(app.screen, TodayScreen) and app.screen.said == app.words("today.not_due")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Page)

    drive(desk, steps)


def test_a_hostile_reason_is_shown_as_text(desk: Desk, person: UUID) -> None:
    why = " ".join(told.HOSTILE[:5])
    _met(desk, person, 30)
    (line,) = (line for line in today(desk).due if line.kind == DueKind.REVIEW)
    snooze.put_off(desk, line.id, SnoozeEntry(until_on=told.day(3), reason=why))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end")
        await settled(app, pilot)
        assert "Put off until Sun 18 Oct" in app.text and "until Sun 18 Oct" in app.line("Ada Fenwick Review until")
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in app.text if c != "\n")

    drive(desk, steps)
