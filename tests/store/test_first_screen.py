"""The rows of the first screens: which lines are listed on which day, in which order, for whom."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import appointments, caseload, contacts, employers, people, staff
from ips_tui.casework.session import Desk
from ips_tui.casework.today import count_due, today
from ips_tui.domain.stages import Stage
from ips_tui.forms.people import StaffEntry
from ips_tui.store import first_screen
from tests import told
from tests.once import once


def listed(desk: Desk, on: int, **narrowed: Any) -> list[tuple[str, int]]:
    """(kind, days overdue) of the lines of one day."""
    return [(line.kind, line.days_overdue) for line in today(desk, as_of=told.day(on), **narrowed).due]


# -- which day (6.6 Z7, F1, F20) ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "lines"),
    [(13, []), (14, [("search_clock", -14)]), (28, [("search_clock", 0)]), (29, [("search_clock", 1)])],
)
def test_the_clock_is_listed_from_day_14_and_overdue_from_day_29(
    desk: Desk, person: UUID, on: int, lines: list[tuple[str, int]]
) -> None:
    once(desk, contacts.record_contact, person, told.contact(0))
    assert [line for line in listed(desk, on) if line[0] == "search_clock"] == lines


@pytest.mark.parametrize(("on", "lines"), [(27, []), (28, [("review", 0)]), (29, [("review", 1)])])
def test_a_review_is_listed_on_its_day(desk: Desk, person: UUID, on: int, lines: list[tuple[str, int]]) -> None:
    once(desk, contacts.record_contact, person, told.contact(0))
    assert [line for line in listed(desk, on) if line[0] == "review"] == lines


@pytest.mark.parametrize(("on", "due", "ahead"), [(3, [], 1), (4, [], 1), (5, [("appointment", 1)], 0)])
def test_an_appointment_is_next_up_to_its_day_and_due_from_the_day_after(
    desk: Desk, person: UUID, on: int, due: list[tuple[str, int]], ahead: int
) -> None:
    once(desk, appointments.make_appointment, person, told.appointment(4))
    view = today(desk, as_of=told.day(on))
    assert [(x.kind, x.days_overdue) for x in view.due] == due
    assert len(view.next) == ahead


@pytest.mark.parametrize(("on", "shown"), [(-1, False), (0, True), (5, True), (6, False)])
def test_a_line_that_lapses_is_gone_the_day_after(desk: Desk, person: UUID, on: int, shown: bool) -> None:
    """No rule of today lapses; the reading must know of it all the same."""
    row = [UUID(int=5).bytes, person.bytes, UUID(int=6).bytes, told.day(0), told.day(0), told.day(5)]
    desk.connection.execute(
        "INSERT INTO obligation (id, subject, subject_id, kind, source_id, opens_on, due_on, lapses_on, reason, dates)"
        " VALUES (?, 'participant', ?, 'pre_start_meeting', ?, ?, ?, ?, 'x', '[]')",
        [value.isoformat() if isinstance(value, date) else value for value in row],
    )
    assert ("pre_start_meeting" in [kind for kind, _ in listed(desk, on)]) is shown
    (line,) = caseload.everyone(desk, as_of=told.day(on))
    assert ("pre_start_meeting" in line.flags) is shown


def test_as_of_moves_the_day_and_never_the_data(desk: Desk, person: UUID) -> None:
    before = told.dump(desk.connection)
    for on in (-400, 0, 400):
        view = today(desk, as_of=told.day(on))
        assert view.as_of == told.day(on)
        caseload.everyone(desk, as_of=told.day(on))
    assert told.dump(desk.connection) == before


# -- order and whose ------------------------------------------------------------------------------------


def test_what_costs_most_comes_first_and_of_one_cost_the_longest_overdue(desk: Desk, team: UUID) -> None:
    for name, seen in (("Ada", -50), ("Bo", -70)):
        contacts.record_contact(desk, told.participant(desk, team, name=name), told.contact(seen))
    lines = today(desk).due
    assert [(x.name, x.kind, x.days_overdue) for x in lines] == [
        ("Bo", "search_clock", 42),
        ("Ada", "search_clock", 22),
        ("Bo", "review", 42),
        ("Ada", "review", 22),
    ]
    assert [x.kind for x in today(desk, most=1).due] == [first_screen.due(desk.connection, told.TODAY, most=1)[0].kind]
    assert count_due(desk) == 4


def test_one_specialists_lines_are_those_of_their_people(desk: Desk, team: UUID) -> None:
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    mine = told.participant(desk, team, name="Ada")
    theirs = told.participant(desk, team, name="Bo", specialist=colleague)
    for one in (mine, theirs):
        contacts.record_contact(desk, one, told.contact(-40))
        appointments.make_appointment(desk, one, told.appointment(3))
    employers.record_employer_contact(desk, told.visit(told.employer(desk), next_on=told.day(0)))
    assert {x.subject for x in today(desk).due} == {"participant", "employer"}
    for who, whom in ((told.specialist(desk), mine), (colleague, theirs)):
        view = today(desk, specialist=who)
        assert {x.subject_id for x in view.due} == {x.subject_id for x in view.next} == {whom}
        assert [line.id for line in caseload.everyone(desk, specialist=who)] == [whom]
    assert today(desk, specialist=UUID(int=5)).due == ()


def test_a_line_tells_who_it_is_about_and_why(desk: Desk, team: UUID) -> None:
    person = told.participant(desk, team, place="Harbour")
    contacts.record_contact(desk, person, told.contact(-40))
    line = today(desk, subject_id=person).due[0]
    assert (line.ref, line.name, line.stage, line.place, line.specialist_id) == (
        caseload.everyone(desk)[0].ref,
        "Ada Fenwick",
        1,
        "Harbour",
        told.specialist(desk),
    )
    assert "40" in line.reason and "{" not in line.reason


@pytest.mark.parametrize(
    ("where", "site", "place"),
    [("Canteen", "Mill Lane", "Canteen"), (None, "Mill Lane", "Mill Lane"), (None, None, "")],
)
def test_a_visit_to_an_employer_is_not_held_where_the_person_lives(
    desk: Desk, team: UUID, where: str | None, site: str | None, place: str
) -> None:
    person = told.participant(desk, team, place="Saltby")
    bakery = told.employer(desk, "Mill Lane Bakery", site=site)
    visit = told.appointment(2, purpose="employer_visit", employer=bakery, place=where)
    appointments.make_appointment(desk, person, visit)
    (line,) = today(desk).next
    assert (line.name, line.employer, line.place) == ("Ada Fenwick", "Mill Lane Bakery", place)
    appointments.make_appointment(desk, person, told.appointment(1))
    assert (today(desk).next[0].employer, today(desk).next[0].place) == ("", "Saltby")


def test_an_appointment_tells_when_and_where(desk: Desk, person: UUID) -> None:
    entry = told.appointment(2, at="14:30", place="Library", travel_minutes=25)
    appointments.make_appointment(desk, person, entry)
    (line,) = today(desk).next
    assert (line.kind, line.on, line.at, line.place, line.travel_minutes) == (
        "contact",
        told.day(2),
        "14:30",
        "Library",
        25,
    )


# -- the caseload ---------------------------------------------------------------------------------------


@pytest.fixture
def four(desk: Desk, team: UUID) -> dict[str, UUID]:
    """Four people who differ in everything a caseload is sorted by."""
    return dict(once(desk, _four, team))


def _four(desk: Desk, team: UUID) -> dict[str, UUID]:
    made = {}
    for name, seen, stage, entered in (
        ("Zoe Adams", None, Stage.ENGAGEMENT, -12),
        ("Ada Young", -40, Stage.VOCATIONAL_PROFILE, -3),
        ("Øyvind Berg", -10, Stage.VOCATIONAL_PROFILE, -8),
        ("Bo Moe", -20, Stage.JOB_DEVELOPMENT, -5),
    ):
        person = made[name] = told.participant(desk, team, name=name, accepted_on=told.day(-12))
        if seen is not None:
            contacts.record_contact(desk, person, told.contact(seen))
        if stage is not Stage.ENGAGEMENT:
            people.enter_stage(desk, person, stage, told.day(entered))
    told.agreed(desk, made["Bo Moe"])
    employers.record_employer_contact(desk, told.visit(told.employer(desk), participant=made["Bo Moe"]))
    return made


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Zoe Adams", "Øyvind Berg", "Bo Moe", "Ada Young"]),
        ("ref", ["Zoe Adams", "Ada Young", "Øyvind Berg", "Bo Moe"]),
        ("stage", ["Zoe Adams", "Øyvind Berg", "Ada Young", "Bo Moe"]),
        ("days", ["Zoe Adams", "Øyvind Berg", "Bo Moe", "Ada Young"]),
        # The longest clock that still runs, then who was never seen, then whose clock has stopped.
        ("clock", ["Ada Young", "Øyvind Berg", "Zoe Adams", "Bo Moe"]),
    ],
)
def test_the_caseload_in_every_order(desk: Desk, four: dict[str, UUID], sort: str, order: list[str]) -> None:
    names = {row: name for name, row in four.items()}
    assert [names[UUID(bytes=found)] for found, _ in caseload.index(desk, sort)] == order


def test_the_caseload_by_what_is_due(desk: Desk, four: dict[str, UUID]) -> None:
    due = {line.id: min((day for _, day in line.due), default=date.max) for line in caseload.everyone(desk)}
    order = [UUID(bytes=found) for found, _ in caseload.index(desk, "due")]
    assert [due[i] for i in order] == sorted(due.values())
    assert set(caseload.SORTS) == {"name", "ref", "stage", "days", "clock", "due"}


@pytest.mark.parametrize("sort", caseload.SORTS)
def test_the_caseload_of_one_specialist_in_every_order(desk: Desk, four: dict[str, UUID], sort: str) -> None:
    mine = caseload.index(desk, sort, specialist=told.specialist(desk))
    assert mine == caseload.index(desk, sort)
    assert caseload.index(desk, sort, specialist=UUID(int=5)) == []


def test_the_clock_of_a_line_runs_and_stops(desk: Desk, four: dict[str, UUID]) -> None:
    lines = {line.name: line for line in caseload.everyone(desk)}
    found = {n: (x.clock_day, x.clock_stopped_after, x.met_employer_after) for n, x in lines.items()}
    assert found == {
        "Zoe Adams": (None, None, None),
        "Ada Young": (40, None, None),
        "Øyvind Berg": (10, None, None),
        "Bo Moe": (None, 19, 19),
    }
    assert lines["Ada Young"].days_in_stage == 3


def test_lines_are_those_asked_for(desk: Desk, four: dict[str, UUID]) -> None:
    wanted = four["Bo Moe"]
    assert set(caseload.lines(desk, [wanted.bytes, UUID(int=5).bytes])) == {wanted}
    assert caseload.lines(desk, []) == {}


def test_more_ids_than_one_query_takes(desk: Desk, four: dict[str, UUID]) -> None:
    many = [UUID(int=n).bytes for n in range(1500)] + [i.bytes for i in four.values()]
    assert set(caseload.lines(desk, many)) == set(four.values())


def test_a_participant_by_ref_in_either_case(desk: Desk, four: dict[str, UUID]) -> None:
    ref = caseload.everyone(desk)[0].ref
    for typed in (ref, ref.lower()):
        line = caseload.by_ref(desk, typed)
        assert line is not None and line.ref == ref
    for typed in ("", "%", "E-%", "E-____", "nobody", "' OR 1=1 --"):
        assert caseload.by_ref(desk, typed) is None


# -- finding --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oyv", ["Øyvind Berg"]),
        ("BERG øyvind", ["Øyvind Berg"]),
        ("-0001", ["Zoe Adams"]),
        # A name that begins so comes before one that goes on so, and initials between the two.
        ("ada", ["Ada Young", "Zoe Adams"]),
        ("ay", ["Ada Young"]),
        ("za", ["Zoe Adams"]),
        ("be", ["Øyvind Berg"]),
        ("mill", ["Mill Lane Bakery"]),
        ("zoe young", []),
        ("%", ["Zoe Adams", "Øyvind Berg", "Bo Moe", "Ada Young", "Mill Lane Bakery"]),
    ],
)
def test_find(desk: Desk, four: dict[str, UUID], typed: str, found: list[str]) -> None:
    assert [thing.label for thing in desk.find(typed)] == found


def test_nothing_hostile_breaks_finding(desk: Desk, four: dict[str, UUID], hostile: str) -> None:
    before = told.dump(desk.connection)
    assert isinstance(desk.find(hostile), tuple)
    assert told.dump(desk.connection) == before


def test_a_hostile_name_is_found_by_its_letters(desk: Desk, team: UUID) -> None:
    told.participant(desk, team, name="[/oops] O'Brien [x]")
    assert [thing.label for thing in desk.find("o'brien")] == ["[/oops] O'Brien [x]"]


def test_next_due_goes_round_everyone_who_is_due(desk: Desk, team: UUID) -> None:
    ids = [told.participant(desk, team, name=name) for name in ("Ada", "Bo", "Cy")]
    for place, one in enumerate(ids):
        contacts.record_contact(desk, one, told.contact(-40 - place))
    order = [str(i) for i in reversed(ids)]
    assert desk.next_due(None) == desk.next_due("nobody") == order[0]
    assert [desk.next_due(one) for one in order] == [order[1], order[2], order[0]]


def test_next_due_goes_to_the_own_people_first_as_today_does(desk: Desk, team: UUID) -> None:
    other = staff.add_staff(desk, StaffEntry(name="Dayo Test", role="employment_specialist"))
    theirs = told.participant(desk, team, name="Ada", specialist=other)
    own = told.participant(desk, team, name="Bo")
    contacts.record_contact(desk, theirs, told.contact(-60))
    contacts.record_contact(desk, own, told.contact(-40))
    assert next(str(line.subject_id) for line in today(desk).due) == str(theirs)
    assert (desk.next_due(None), desk.next_due(str(own))) == (str(own), str(theirs))


@pytest.mark.parametrize("most", [1, 3, 4, 7, 50])
def test_a_cut_leaves_the_longest_overdue(desk: Desk, team: UUID, most: int) -> None:
    once(desk, _four_overdue, team)
    everything = sorted(line.due_on for line in today(desk).due)
    assert len(everything) > 4
    for specialist in (None, told.specialist(desk)):
        cut = today(desk, specialist=specialist, most=most).due
        assert sorted(line.due_on for line in cut) == everything[:most]


def _four_overdue(desk: Desk, team: UUID) -> None:
    for place in range(4):
        person = told.participant(
            desk, team, name=f"Person {place}", received_on=told.day(-90), accepted_on=told.day(-90)
        )
        contacts.record_contact(desk, person, told.contact(-40 - place))


def test_nobody_is_next_when_nothing_is_due(desk: Desk, person: UUID) -> None:
    assert desk.next_due(None) is None


def test_the_days_that_a_reason_names_come_from_the_store(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-40))
    row = first_screen.due(desk.connection, told.TODAY)[0]
    assert all(isinstance(day, date) for _, day in row.dates)
    kept = desk.connection.execute("SELECT dates FROM obligation WHERE kind = ?", [row.kind]).fetchone()[0]
    assert [name for name, _ in json.loads(kept)] == [name for name, _ in row.dates]
    assert row.due_on == row.dates[0][1] + timedelta(days=28)
