"""Contacts, appointments, reviews and clinical updates: what one leads to the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import appointments, case, caseload, contacts, employers, people, reviews, staff
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.contacts import AppointmentState, ClosedBy, Mode, Result
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.contacts import AppointmentClosingEntry
from ips_tui.forms.kit import raw_values
from ips_tui.forms.people import StaffEntry
from ips_tui.records.contacts import Achievement, Appointment, ClinicalUpdate, Contact, Review
from ips_tui.store.drafts import DraftKey
from tests import told

NOBODY = UUID(int=404)


def rows(desk: Desk, table: type[Any]) -> list[Any]:
    with desk.reading() as db:
        return list(db.scalars(select(table).where(~table.removed).order_by(table.id)))


def closing(state: str = "missed", by: str = "participant", **said: Any) -> AppointmentClosingEntry:
    return AppointmentClosingEntry(state=state, closed_by=by, **said)


# -- contacts -------------------------------------------------------------------------------------------


def test_a_contact_is_kept_as_it_was_told(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    entry = told.contact(
        -6,
        kind="three_way_meeting",
        place="clinic",
        minutes=45,
        travel_minutes=0,
        with_whom="Cora",
        summary="first line\nsecond line",
        expectations="x",
        clinical_share="to_do",
        specialist=told.specialist(desk),
    )
    made = contacts.record_contact(desk, person, entry)
    assert raw_values(contacts.contact_entry(desk, made)) == raw_values(entry)


def test_a_contact_carries_the_stage_of_its_own_day(desk: Desk, person: UUID) -> None:
    people.enter_stage(desk, person, Stage.ACTION_PLAN, told.day(-5))
    made = [contacts.record_contact(desk, person, told.contact(on)) for on in (-6, -5)]
    assert [c.stage for c in rows(desk, Contact)] == [1, 3]
    contacts.change_contact(desk, made[0], told.contact(-1))
    assert [c.stage for c in rows(desk, Contact)] == [3, 3]


def test_the_next_date_becomes_an_appointment_in_the_same_action(desk: Desk, person: UUID) -> None:
    groups = "SELECT count(*) FROM change_group"
    before = desk.connection.execute(groups).fetchone()[0]
    entry = told.contact(-1, next_on=told.day(4), next_at="14:30", next_place="Library")
    made = contacts.record_contact(desk, person, entry)
    assert desk.connection.execute(groups).fetchone()[0] == before + 1
    (line,) = today(desk).next
    assert (line.kind, line.on, line.at, line.place) == ("contact", told.day(4), "14:30", "Library")
    # By now it is an appointment of its own: correcting the contact leaves it alone.
    contacts.change_contact(desk, made, told.contact(-2))
    assert len(rows(desk, Appointment)) == 1


FUTURE = [
    lambda d, p: contacts.record_contact(d, p, told.contact(1)),
    lambda d, p: contacts.change_contact(d, contacts.record_contact(d, p, told.contact(0)), told.contact(1)),
    lambda d, p: contacts.record_clinical_update(d, p, told.clinical_update(1)),
    lambda d, p: reviews.record_review(d, p, told.review(1)),
    lambda d, p: reviews.change_review(d, reviews.record_review(d, p, told.review(0)), told.review(1)),
]


@pytest.mark.parametrize("act", FUTURE)
def test_what_is_yet_to_happen_is_refused(desk: Desk, person: UUID, act: Any) -> None:
    key = DraftKey("contact", person)
    desk.keep_draft(key, {"summary": "typed"})
    with pytest.raises(BadEntry) as error:
        act(desk, person)
    assert [(p.field, p.message_id) for p in error.value.problems] == [("happened_on", "problem.lies_ahead")]
    assert desk.load_draft(key) is not None
    assert all(c.happened_on <= told.TODAY for c in rows(desk, Contact))


def test_correcting_a_colleagues_contact_leaves_it_theirs(desk: Desk, person: UUID) -> None:
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    contact = contacts.record_contact(desk, person, told.contact(specialist=colleague))
    update = contacts.record_clinical_update(desk, person, told.clinical_update(specialist=colleague))
    review = reviews.record_review(desk, person, told.review(specialist=colleague))
    visit = employers.record_employer_contact(desk, told.visit(told.employer(desk), specialist=colleague))
    contacts.change_contact(desk, contact, told.contact(-2))
    contacts.change_clinical_update(desk, update, told.clinical_update(-2))
    reviews.change_review(desk, review, told.review(-2))
    employers.change_employer_contact(desk, visit, told.visit(told.employer(desk), -2))
    assert {c.staff_id for c in rows(desk, Contact)} == {colleague}
    assert rows(desk, ClinicalUpdate)[0].staff_id == colleague
    assert employers.employer_contact_entry(desk, visit).specialist == colleague
    contacts.change_contact(desk, contact, told.contact(-2, specialist=told.specialist(desk)))
    assert contacts.contact_entry(desk, contact).specialist == told.specialist(desk)


UNKNOWN = [
    lambda d, p: contacts.record_contact(d, NOBODY, told.contact()),
    lambda d, p: contacts.record_contact(d, p, told.contact(specialist=NOBODY)),
    lambda d, p: contacts.record_contact(d, p, told.contact(), appointment_id=NOBODY),
    lambda d, p: contacts.change_contact(d, NOBODY, told.contact()),
    lambda d, p: contacts.contact_entry(d, NOBODY),
    lambda d, p: contacts.record_clinical_update(d, NOBODY, told.clinical_update()),
    lambda d, p: contacts.record_clinical_update(d, p, told.clinical_update(specialist=NOBODY)),
    lambda d, p: contacts.record_clinical_update(d, p, told.clinical_update(), appointment_id=NOBODY),
    lambda d, p: contacts.change_clinical_update(d, NOBODY, told.clinical_update()),
    lambda d, p: contacts.clinical_update_entry(d, NOBODY),
    lambda d, p: reviews.record_review(d, NOBODY, told.review()),
    lambda d, p: reviews.record_review(d, p, told.review(specialist=NOBODY)),
    lambda d, p: reviews.record_review(d, p, told.review(), appointment_id=NOBODY),
    lambda d, p: reviews.change_review(d, NOBODY, told.review()),
    lambda d, p: reviews.review_entry(d, NOBODY),
    lambda d, p: appointments.make_appointment(d, NOBODY, told.appointment()),
    lambda d, p: appointments.make_appointment(d, p, told.appointment(specialist=NOBODY)),
    lambda d, p: appointments.make_appointment(d, p, told.appointment(purpose="employer_visit", employer=NOBODY)),
    lambda d, p: appointments.change_appointment(d, NOBODY, told.appointment()),
    lambda d, p: appointments.appointment_entry(d, NOBODY),
    lambda d, p: appointments.close_appointment(d, NOBODY, closing()),
]


@pytest.mark.parametrize("act", UNKNOWN)
def test_an_id_that_nobody_has_is_said_so_and_nothing_is_kept(desk: Desk, person: UUID, act: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(LookupError):
        act(desk, person)
    assert told.dump(desk.connection) == before


# -- appointments ---------------------------------------------------------------------------------------


def test_an_appointment_is_kept_as_it_was_told(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    employer = told.employer(desk)
    entry = told.appointment(
        3,
        purpose="employer_visit",
        employer=employer,
        at="9",
        mode="video",
        place="Quay",
        with_whom="Jo",
        travel_minutes=20,
        note="bring the form",
        specialist=told.specialist(desk),
    )
    made = appointments.make_appointment(desk, person, entry)
    assert appointments.appointment_entry(desk, made) == entry
    # For anything else the employer does not belong to it.
    appointments.change_appointment(desk, made, told.appointment(3, employer=employer))
    assert appointments.appointment_entry(desk, made).employer is None


@pytest.mark.parametrize(
    ("result", "state", "by"),
    [
        (Result.TOOK_PLACE, AppointmentState.TOOK_PLACE, None),
        (Result.NO_SHOW, AppointmentState.MISSED, ClosedBy.PARTICIPANT),
        (Result.NOT_REACHED, AppointmentState.MISSED, ClosedBy.PARTICIPANT),
        (Result.CANCELLED_BY_PERSON, AppointmentState.CANCELLED, ClosedBy.PARTICIPANT),
        (Result.CANCELLED_BY_SPECIALIST, AppointmentState.CANCELLED, ClosedBy.SPECIALIST),
    ],
)
def test_an_appointment_becomes_a_contact(
    desk: Desk, person: UUID, result: Result, state: AppointmentState, by: ClosedBy | None
) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(-1))
    assert [line.kind for line in today(desk).due] == ["appointment"]
    made = contacts.record_contact(desk, person, told.contact(-1, result=result), appointment_id=planned)
    (kept,) = rows(desk, Appointment)
    assert (kept.state, kept.closed_by, kept.contact_id) == (state, by, made)
    view = today(desk)
    assert "appointment" not in {x.kind for x in view.due} and view.next == ()
    shown = [item.kind for item in case.case(desk, person).timeline if item.kind in ("appointment", "contact")]
    assert shown == (["contact"] if state is AppointmentState.TOOK_PLACE else ["contact", "appointment"])
    for act in (
        lambda: contacts.record_contact(desk, person, told.contact(), appointment_id=planned),
        lambda: appointments.close_appointment(desk, planned, closing()),
        lambda: appointments.change_appointment(desk, planned, told.appointment()),
    ):
        before = told.dump(desk.connection)
        with pytest.raises(BadEntry) as error:
            act()
        assert error.value.problems[0].message_id == "problem.appointment_closed"
        assert told.dump(desk.connection) == before


def test_an_appointment_of_one_person_never_becomes_a_contact_with_another(
    desk: Desk, person: UUID, team: UUID
) -> None:
    other = told.participant(desk, team, name="Bo Berg")
    planned = appointments.make_appointment(desk, other, told.appointment(-1))
    before = told.dump(desk.connection)
    with pytest.raises(LookupError):
        contacts.record_contact(desk, person, told.contact(-1), appointment_id=planned)
    with pytest.raises(LookupError):
        reviews.record_review(desk, person, told.review(-1), appointment_id=planned)
    with pytest.raises(LookupError):
        contacts.record_clinical_update(desk, person, told.clinical_update(-1), appointment_id=planned)
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize(("by", "active"), [("participant", True), ("specialist", False), ("other", False)])
def test_missed_by_the_person_counts_as_an_attempt(desk: Desk, person: UUID, by: str, active: bool) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(-1))
    appointments.close_appointment(desk, planned, closing("missed", by))
    view = case.case(desk, person)
    assert ("outreach_active" in view.person.conditions) is active
    assert ("review" in {x.kind for x in today(desk, as_of=told.day(60)).due}) is not active


@pytest.mark.parametrize("mode", list(Mode))
def test_outreach_ends_with_a_meeting_face_to_face_only(desk: Desk, person: UUID, mode: Mode) -> None:
    contacts.record_contact(desk, person, told.contact(-5, result="no_show"))
    contacts.record_contact(desk, person, told.contact(-2, mode=mode))
    active = case.case(desk, person).person.conditions == ("outreach_active",)
    assert active is (mode is not Mode.FACE_TO_FACE)


def test_moved_makes_a_new_appointment_like_the_old_one(desk: Desk, person: UUID) -> None:
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    entry = told.appointment(
        -1, purpose="disclosure_talk", at="10:15", place="Quay", note="x", travel_minutes=5, specialist=colleague
    )
    planned = appointments.make_appointment(desk, person, entry)
    moved = appointments.close_appointment(desk, planned, closing("moved", "specialist", moved_to=told.day(3)))
    assert moved != planned
    assert appointments.appointment_entry(desk, moved) == entry.model_copy(update={"on": told.day(3)})
    assert [(a.id, a.state) for a in rows(desk, Appointment)] == [
        (planned, AppointmentState.MOVED),
        (moved, AppointmentState.PLANNED),
    ]
    assert (today(desk).due, [x.on for x in today(desk).next]) == ((), [told.day(3)])
    again = appointments.close_appointment(
        desk, moved, closing("moved", "participant", moved_to=told.day(9), moved_at="8")
    )
    assert str(appointments.appointment_entry(desk, again).at) == "08:00:00"


def test_a_cancelled_appointment_is_gone_from_both_lists(desk: Desk, person: UUID) -> None:
    for on in (-1, 4):
        planned = appointments.make_appointment(desk, person, told.appointment(on))
        assert appointments.close_appointment(desk, planned, closing("cancelled", "other")) == planned
    assert (today(desk).due, today(desk).next) == ((), ())


@pytest.mark.parametrize("state", ["planned", "took_place"])
def test_a_closing_closes(state: str) -> None:
    with pytest.raises(ValueError):
        closing(state)
    with pytest.raises(ValueError):
        closing("moved")


# -- reviews --------------------------------------------------------------------------------------------


def test_a_review_is_a_contact_with_what_it_held(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    entry = told.review(
        -3,
        mode="face_to_face",
        place="car",
        minutes=30,
        travel_minutes=10,
        rating=0,
        own_words="so and so",
        went_well="rang the shop",
        in_the_way="bus",
        to_try="bicycle",
        clinical_share="done",
        specialist=told.specialist(desk),
        next_on=told.day(25),
    )
    made = reviews.record_review(desk, person, entry)
    assert reviews.review_entry(desk, made) == entry
    assert [(c.kind.value, c.result.value) for c in rows(desk, Contact)] == [("review", "took_place")]
    page = case.case(desk, person)
    assert [item.kind for item in page.timeline if item.kind in ("review", "contact")] == ["review"]
    assert page.achievements == ((told.day(-3), "rang the shop"),)
    assert page.last_expectations == "what work will be like"
    assert {c.id: c.done_on for c in page.checklists[0]}["review_face_to_face"] == told.day(-3)
    assert ("review", told.day(25)) not in page.person.due, "the day set at the review is not reached"
    assert ("review", 0) in [(x.kind, x.days_overdue) for x in today(desk, as_of=told.day(25)).due]


def test_correcting_a_review_corrects_its_contact_and_its_achievement(desk: Desk, person: UUID) -> None:
    made = reviews.record_review(desk, person, told.review(-3))
    assert rows(desk, Achievement) == []
    for well in ("one", "two", None, "three"):
        reviews.change_review(desk, made, told.review(-4, went_well=well))
        assert [(a.what, a.on) for a in rows(desk, Achievement)] == ([(well, told.day(-4))] if well else [])
    assert [c.happened_on for c in rows(desk, Contact)] == [told.day(-4)]
    assert len(rows(desk, Review)) == 1


def test_a_review_takes_the_place_of_its_appointment(desk: Desk, person: UUID) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(0, purpose="review"))
    reviews.record_review(desk, person, told.review(0), appointment_id=planned)
    assert rows(desk, Appointment)[0].state is AppointmentState.TOOK_PLACE


# -- clinical updates -----------------------------------------------------------------------------------


def test_a_clinical_update_is_kept_as_it_was_told_and_settles_its_stage(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk), received_on=told.day(-60), accepted_on=told.day(-60))
    assert "clinical_update" in {x.kind for x in today(desk).due}
    entry = told.clinical_update(
        -2,
        with_whom="Cora",
        heard="sleeps better",
        goal_in_treatment_plan="asked",
        status_in_clinical_record=False,
        team_will_do="letter",
        specialist=told.specialist(desk),
    )
    made = contacts.record_clinical_update(desk, person, entry)
    assert contacts.clinical_update_entry(desk, made) == entry
    assert "clinical_update" not in {x.kind for x in today(desk).due}
    people.enter_stage(desk, person, Stage.VOCATIONAL_PROFILE, told.day(-1))
    assert [(x.kind, x.days_overdue) for x in today(desk, as_of=told.day(27)).due if x.kind == "clinical_update"] == [
        ("clinical_update", 0)
    ]
    # Told before the stage was entered, it settled the stage before.
    contacts.change_clinical_update(desk, made, told.clinical_update(-1))
    assert "clinical_update" not in {x.kind for x in today(desk, as_of=told.day(27)).due}


def test_an_appointment_with_the_team_becomes_the_clinical_update(desk: Desk, person: UUID) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(-1, purpose="clinical_update"))
    assert [line.kind for line in today(desk).due] == ["appointment"]
    made = contacts.record_clinical_update(desk, person, told.clinical_update(-1), appointment_id=planned)
    (kept,) = rows(desk, Appointment)
    assert (kept.state, kept.closed_by, kept.contact_id) == (AppointmentState.TOOK_PLACE, None, None)
    assert rows(desk, Contact) == []
    assert "appointment" not in {line.kind for line in today(desk).due}
    page = case.case(desk, person)
    assert page.person.last_contact_on is None
    assert [item.id for item in page.timeline if item.kind in ("appointment", "clinical_update")] == [made]
    before = told.dump(desk.connection)
    with pytest.raises(BadEntry) as error:
        contacts.record_clinical_update(desk, person, told.clinical_update(), appointment_id=planned)
    assert error.value.problems[0].message_id == "problem.appointment_closed"
    assert told.dump(desk.connection) == before


def test_each_stage_has_its_own_checklist_since_it_was_last_entered(desk: Desk, person: UUID) -> None:
    def checks() -> list[dict[str, object]]:
        return [{c.id: c.done_on for c in one if c.done_on} for one in case.case(desk, person).checklists]

    assert checks() == [{}] * 5
    reviews.record_review(desk, person, told.review(-9))
    people.enter_stage(desk, person, Stage.ACTION_PLAN, told.day(-8))
    contacts.record_contact(desk, person, told.contact(-7, expectations="mornings"))
    contacts.record_contact(desk, person, told.contact(-6, expectations="none", result="no_show"))
    contacts.record_clinical_update(desk, person, told.clinical_update(-6))
    first = {"review_telephone": told.day(-9), "expectations": told.day(-9)}
    assert checks() == [first, {}, {"expectations": told.day(-7), "clinical_update": told.day(-6)}, {}, {}]
    # Going back begins the stage's checklist anew; that of the stage which was left stays.
    people.enter_stage(desk, person, Stage.ENGAGEMENT, told.day(-4))
    assert checks()[0] == {} and len(checks()[2]) == 2
    reviews.record_review(desk, person, told.review(-4, mode="face_to_face"))
    assert checks()[0] == {"review_face_to_face": told.day(-4), "expectations": told.day(-4)}


# -- the order of what is due ---------------------------------------------------------------------------


def test_what_is_equally_late_stands_in_one_order_in_today_and_on_the_caseload(desk: Desk, person: UUID) -> None:
    (update,) = [x.due_on for x in today(desk, as_of=told.day(60)).due if x.kind == "clinical_update"]
    offset = (update - told.TODAY).days
    appointments.make_appointment(desk, person, told.appointment(offset, purpose="hand_over"))
    three = [(kind, update) for kind in ("hand_over", "review", "clinical_update")]
    listed = [(x.kind, x.due_on) for x in today(desk, as_of=update).due]
    assert [line for line in listed if line[1] == update] == three
    line = caseload.lines(desk, [person.bytes], as_of=update)[person]
    assert list(line.due) == listed
    assert line.flags[: len(listed)] == tuple(dict.fromkeys(kind for kind, _ in listed))
