"""Employers and the hard gate at work: on create, on edit, and the three ways on after a refusal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import appointments, case, caseload, contacts, disclosure, employers
from ips_tui.casework.problems import GateRefused
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.contacts import AppointmentState
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.disclosure import DisclosureWithdrawalEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.records.contacts import Appointment
from ips_tui.records.employers import ContactWithoutAgreement, EmployerContact
from ips_tui.store.drafts import DraftKey
from tests import told

NOBODY = UUID(int=404)


def visits(desk: Desk) -> list[EmployerContact]:
    with desk.reading() as db:
        return list(db.scalars(select(EmployerContact).order_by(EmployerContact.id)))


@pytest.fixture
def bakery(desk: Desk) -> UUID:
    return told.employer(desk)


@pytest.fixture
def garage(desk: Desk) -> UUID:
    return told.employer(desk, "Quay Garage")


# -- the gate -------------------------------------------------------------------------------------------


def test_a_refused_contact_makes_no_record_and_keeps_its_draft(either_desk: Desk) -> None:
    desk = either_desk
    person, bakery = told.participant(desk, told.clinical_team(desk)), told.employer(desk)
    key = DraftKey("employer_contact", bakery)
    desk.keep_draft(key, {"result": "typed with care"})
    before = told.dump(desk.connection)
    entry = told.visit(bakery, participant=person)
    assert employers.gate(desk, entry).why == "none_yet"
    with pytest.raises(GateRefused) as error:
        employers.record_employer_contact(desk, entry, draft=key)
    assert [(p.field, p.message_id) for p in error.value.problems] == [("participant", "gate.none_yet")]
    assert told.dump(desk.connection) == before


def test_first_way_on_the_agreement_with_its_own_date(desk: Desk, person: UUID, bakery: UUID) -> None:
    key = DraftKey("employer_contact", bakery)
    desk.keep_draft(key, {"result": "typed"})
    entry = told.visit(bakery, -3, participant=person)
    # One that was made after the visit does not make it right.
    told.agreed(desk, person, -2)
    with pytest.raises(GateRefused) as error:
        employers.record_employer_contact(desk, entry, draft=key)
    assert error.value.answer.why == "decided_later"
    made = told.agreed(desk, person, -3)
    employers.record_employer_contact(desk, entry, draft=key)
    assert [(v.participant_id, v.agreement_id, v.stage) for v in visits(desk)] == [(person, made, 1)]
    assert desk.load_draft(key) is None


def test_second_way_on_a_general_visit_about_nobody(desk: Desk, person: UUID, bakery: UUID) -> None:
    disclosure.record_agreement(desk, person, told.refused(-5))
    entry = told.visit(bakery)
    assert (employers.gate(desk, entry).allowed, employers.gate(desk, entry).why) == (True, "general")
    employers.record_employer_contact(desk, entry)
    assert [(v.participant_id, v.agreement_id, v.stage) for v in visits(desk)] == [(None, None, None)]
    assert [i.kind for i in case.case(desk, person).timeline if "employer" in i.kind] == []


def test_third_way_on_said_openly_on_the_persons_record_and_in_no_figure(
    desk: Desk, person: UUID, bakery: UUID
) -> None:
    contacts.record_contact(desk, person, told.contact(-20))
    key = DraftKey("contact_without_agreement", person)
    desk.keep_draft(key, {"reason": "typed"})
    employers.report_without_agreement(desk, told.openly(bakery, person), draft=key)
    assert desk.load_draft(key) is None
    with desk.reading() as db:
        (kept,) = db.scalars(select(ContactWithoutAgreement))
    assert (kept.why_refused, kept.reason, kept.staff_id) == (
        "none_yet",
        "met in the shop by chance",
        told.specialist(desk),
    )
    page = case.case(desk, person)
    assert page.without_agreement == 1 and "contact_without_agreement" in [i.kind for i in page.timeline]
    # The clock runs on, the employer's list of visits is as it was.
    assert (page.person.clock_day, page.person.clock_stopped_after) == (20, None)
    assert employers.employer(desk, bakery).contacts == () and visits(desk) == []


def test_nothing_is_reported_where_an_agreement_is_there(desk: Desk, person: UUID, bakery: UUID, garage: UUID) -> None:
    told.agreed(desk, person, -5, scope="named", employers=(bakery,), in_work_contact="no")
    before = told.dump(desk.connection)
    with pytest.raises(BadEntry) as error:
        employers.report_without_agreement(desk, told.openly(bakery, person))
    assert [(p.field, p.message_id) for p in error.value.problems] == [("participant", "problem.agreement_is_there")]
    assert told.dump(desk.connection) == before
    # For another employer, another purpose or an earlier day there is none.
    employers.report_without_agreement(desk, told.openly(garage, person))
    employers.report_without_agreement(desk, told.openly(bakery, person, purpose="in_work_support"))
    employers.report_without_agreement(desk, told.openly(bakery, person, -6))
    with desk.reading() as db:
        found = set(db.scalars(select(ContactWithoutAgreement.why_refused)))
    assert found == {"other_employers", "no_in_work_contact", "decided_later"}


def test_the_gate_is_asked_again_on_every_edit(
    desk: Desk, person: UUID, team: UUID, bakery: UUID, garage: UUID
) -> None:
    other = told.participant(desk, team, name="Bo Berg")
    made = told.agreed(desk, person, -5, scope="named", employers=(bakery,), in_work_contact="with_me")
    contact = employers.record_employer_contact(desk, told.visit(bakery, participant=person))
    before = told.dump(desk.connection)
    for entry, why in (
        (told.visit(garage, participant=person), "other_employers"),
        (told.visit(bakery, participant=other), "none_yet"),
        (told.visit(bakery, -6, participant=person), "decided_later"),
        (told.visit(bakery, participant=person, purpose="in_work_support"), "only_with_person"),
    ):
        with pytest.raises(GateRefused) as error:
            employers.change_employer_contact(desk, contact, entry)
        assert error.value.answer.why == why
        assert told.dump(desk.connection) == before
    present = told.visit(bakery, participant=person, purpose="in_work_support", participant_present=True)
    employers.change_employer_contact(desk, contact, present)
    assert visits(desk)[0].agreement_id == made
    employers.change_employer_contact(desk, contact, told.visit(garage))
    assert (visits(desk)[0].agreement_id, visits(desk)[0].participant_id) == (None, None)


def test_a_general_visit_does_not_become_one_about_a_person_by_an_edit(desk: Desk, person: UUID, bakery: UUID) -> None:
    contact = employers.record_employer_contact(desk, told.visit(bakery))
    with pytest.raises(GateRefused):
        employers.change_employer_contact(desk, contact, told.visit(bakery, participant=person))
    assert visits(desk)[0].participant_id is None


def test_the_agreement_of_that_day_counts_even_when_it_was_taken_back_since(
    desk: Desk, person: UUID, bakery: UUID
) -> None:
    made = told.agreed(desk, person, -9)
    disclosure.withdraw(desk, made, DisclosureWithdrawalEntry(withdrawn_on=told.day(-4)))
    employers.record_employer_contact(desk, told.visit(bakery, -5, participant=person))
    for on in (-4, -1):
        with pytest.raises(GateRefused) as error:
            employers.record_employer_contact(desk, told.visit(bakery, on, participant=person))
        assert error.value.answer.why == "withdrawn"


def test_the_participants_own_visit_needs_no_agreement_and_stops_the_clock(
    desk: Desk, person: UUID, bakery: UUID
) -> None:
    contacts.record_contact(desk, person, told.contact(-20))
    disclosure.record_agreement(desk, person, told.refused(-10))
    entry = told.visit(bakery, -2, participant=person, made_by="participant")
    assert employers.gate(desk, entry).why == "own_visit"
    employers.record_employer_contact(desk, entry)
    (line,) = caseload.everyone(desk)
    assert (line.clock_day, line.clock_stopped_after) == (None, 18)
    assert [v.visit_number for v in employers.employer(desk, bakery).contacts] == [0], "not a visit of ours"


def test_a_general_visit_does_not_stop_anybodys_clock(desk: Desk, person: UUID, bakery: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-20))
    employers.record_employer_contact(desk, told.visit(bakery))
    assert caseload.everyone(desk)[0].clock_day == 20


@pytest.mark.parametrize(
    "act",
    [
        lambda d, p, e: employers.record_employer_contact(d, told.visit(e, 1)),
        lambda d, p, e: employers.record_employer_contact(d, told.visit(e, 1, participant=p)),
        lambda d, p, e: employers.report_without_agreement(d, told.openly(e, p, 1)),
        lambda d, p, e: employers.change_employer_contact(
            d, employers.record_employer_contact(d, told.visit(e, 0)), told.visit(e, 1)
        ),
    ],
)
def test_what_is_yet_to_happen_is_refused(desk: Desk, person: UUID, bakery: UUID, act: Any) -> None:
    with pytest.raises(BadEntry) as error:
        act(desk, person, bakery)
    assert [(p.field, p.message_id) for p in error.value.problems] == [("happened_on", "problem.lies_ahead")]
    assert all(v.happened_on <= told.TODAY for v in visits(desk))


@pytest.mark.parametrize(
    "act",
    [
        lambda d, p, e: employers.record_employer_contact(d, told.visit(NOBODY)),
        lambda d, p, e: employers.record_employer_contact(d, told.visit(e, participant=NOBODY)),
        lambda d, p, e: employers.record_employer_contact(d, told.visit(e, specialist=NOBODY)),
        lambda d, p, e: employers.record_employer_contact(d, told.visit(e), appointment_id=NOBODY),
        lambda d, p, e: employers.change_employer_contact(d, NOBODY, told.visit(e)),
        lambda d, p, e: employers.report_without_agreement(d, told.openly(NOBODY, p)),
        lambda d, p, e: employers.report_without_agreement(d, told.openly(e, NOBODY)),
        lambda d, p, e: employers.report_without_agreement(d, told.openly(e, p, specialist=NOBODY)),
        lambda d, p, e: employers.change_employer(d, NOBODY, EmployerEntry(name="X", sector="care")),
        lambda d, p, e: employers.employer(d, NOBODY),
        lambda d, p, e: employers.employer_contact_entry(d, NOBODY),
    ],
)
def test_an_id_that_nobody_has_is_said_so_and_nothing_is_kept(desk: Desk, person: UUID, bakery: UUID, act: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(LookupError):
        act(desk, person, bakery)
    assert told.dump(desk.connection) == before


# -- employers and their contacts -----------------------------------------------------------------------


def test_an_employer_is_kept_as_it_was_told(either_desk: Desk) -> None:
    desk = either_desk
    entry = EmployerEntry(
        name="Mill Lane Bakery",
        site="North quay",
        sector="food_service",
        size_band="10_49",
        person="Jo",
        person_role="owner",
        telephone="01",
        best_time="after two",
        needs="early hands\nSaturdays",
    )
    made = employers.add_employer(desk, entry)
    assert employers.employer(desk, made).entry == entry
    changed = EmployerEntry(name="Mill Lane", sector="retail")
    employers.change_employer(desk, made, changed)
    assert employers.employer(desk, made).entry == changed
    assert [f.label for f in desk.find("mill")] == ["Mill Lane"] and desk.find("quay") == ()


def test_an_employer_contact_is_kept_as_it_was_told(desk: Desk, person: UUID, bakery: UUID) -> None:
    told.agreed(desk, person, -5)
    entry = told.visit(
        bakery,
        -2,
        participant=person,
        participant_present=True,
        matches_preferences="partly",
        person_met="Jo",
        next_step="send the form",
        next_on=told.day(5),
        specialist=told.specialist(desk),
    )
    made = employers.record_employer_contact(desk, entry)
    assert employers.employer_contact_entry(desk, made) == entry


def test_visits_count_up_and_the_next_date_lives_with_the_employer(desk: Desk, bakery: UUID) -> None:
    for on, next_on in ((-9, -3), (-2, 6), (-5, None)):
        employers.record_employer_contact(
            desk, told.visit(bakery, on, next_on=None if next_on is None else told.day(next_on))
        )
    found = [((v.happened_on - told.TODAY).days, v.visit_number) for v in employers.employer(desk, bakery).contacts]
    assert found == [(-2, 3), (-5, 2), (-9, 1)]
    lines = [(x.subject, x.kind, x.days_overdue) for x in today(desk, as_of=told.day(7)).due]
    assert lines == [("employer", "employer_check_in", 1)]


def test_an_appointment_becomes_an_employer_contact_of_that_employer(
    desk: Desk, person: UUID, team: UUID, bakery: UUID, garage: UUID
) -> None:
    other = told.participant(desk, team, name="Bo Berg")
    for one in (person, other):
        told.agreed(desk, one)
    plan = told.appointment(-1, purpose="employer_visit", employer=bakery)
    planned = appointments.make_appointment(desk, person, plan)
    before = told.dump(desk.connection)
    for entry in (told.visit(garage), told.visit(bakery, participant=other)):
        with pytest.raises(LookupError):
            employers.record_employer_contact(desk, entry, appointment_id=planned)
        assert told.dump(desk.connection) == before
    made = employers.record_employer_contact(desk, told.visit(bakery, participant=person), appointment_id=planned)
    with desk.reading() as db:
        kept = db.get_one(Appointment, planned)
    assert (kept.state, kept.employer_contact_id) == (AppointmentState.TOOK_PLACE, made)
    assert "appointment" not in [x.kind for x in today(desk).due]


def test_an_appointment_for_a_person_may_end_as_a_general_visit(desk: Desk, person: UUID, bakery: UUID) -> None:
    """The second way on after a refusal: the visit took place, the person is left out."""
    plan = told.appointment(-1, purpose="employer_visit", employer=bakery)
    planned = appointments.make_appointment(desk, person, plan)
    with pytest.raises(GateRefused):
        employers.record_employer_contact(desk, told.visit(bakery, participant=person), appointment_id=planned)
    employers.record_employer_contact(desk, told.visit(bakery), appointment_id=planned)
    with desk.reading() as db:
        assert db.get_one(Appointment, planned).state is AppointmentState.TOOK_PLACE


@pytest.mark.parametrize(
    "said", [{"made_by": "participant"}, {"purpose": "in_work_support"}, {"next_on": told.day(-2)}]
)
def test_half_a_visit_is_none(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        told.visit(NOBODY, -1, **said)
