"""The search by the person: what was moved is planned anew, offers wait for their answer; contacts with offices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import appointments, benefits, case, interviews, job_search, search, undo
from ips_tui.casework.community import community
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.contacts import AppointmentFor
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.benefits import OfficeContactEntry
from ips_tui.forms.job_search import ApplicationEntry, SearchActivityEntry
from ips_tui.forms.kit import read_entry
from ips_tui.records.contacts import Appointment
from tests import in_work, told


def _activity(on: int = -1, **said: Any) -> SearchActivityEntry:
    return SearchActivityEntry(**{"happened_on": told.day(on), "kind": "workshop", **said})


def _moved(to: int, **said: Any) -> SearchActivityEntry:
    return _activity(attended="moved", moved_to=told.day(to), **said)


def _next(desk: Desk) -> list[tuple[str, Any]]:
    return [(line.kind, line.on) for line in today(desk).next]


@pytest.mark.parametrize(
    ("raw", "field", "problem"),
    [
        ({"attended": "moved"}, "moved_to", "problem.moved_to_which_day"),
        ({"attended": "moved", "moved_to": "2026-10-14"}, "moved_to", "problem.moved_before_this"),
        ({"attended": "attended", "moved_to": "2026-10-20"}, None, None),
    ],
)
def test_what_was_moved_says_to_which_later_day(raw: dict[str, str], field: str | None, problem: str | None) -> None:
    typed = {"happened_on": "2026-10-14", "kind": "workshop", **raw}
    if problem is None:
        entry = read_entry(SearchActivityEntry, typed, today=told.TODAY)
        assert entry.moved_to is None
        return
    with pytest.raises(BadEntry) as refused:
        read_entry(SearchActivityEntry, typed, today=told.TODAY)
    assert [(p.field, p.message_id) for p in refused.value.problems] == [(field, problem)]


def test_a_moved_activity_is_planned_for_its_new_day_and_goes_with_it(desk: Desk, person: UUID) -> None:
    made = job_search.record_search_activity(desk, person, _moved(4))
    assert _next(desk) == [("search_activity", told.day(4))]
    job_search.change_search_activity(desk, made, _moved(6))
    assert _next(desk) == [("search_activity", told.day(6))]
    undo.undo(desk, undo.last(desk).id)
    assert _next(desk) == [("search_activity", told.day(4))]
    job_search.change_search_activity(desk, made, _activity())
    assert _next(desk) == []
    job_search.change_search_activity(desk, made, _moved(5))
    assert _next(desk) == [("search_activity", told.day(5))]


@pytest.mark.parametrize(
    ("entry", "state", "ahead"),
    [
        (_activity(), "took_place", []),
        (_activity(attended="not_attended"), "missed", []),
        (_moved(8), "moved", [("search_activity", told.day(8))]),
    ],
)
def test_what_came_of_its_appointment_is_what_the_activity_says(
    desk: Desk, person: UUID, entry: SearchActivityEntry, state: str, ahead: list[Any]
) -> None:
    planned = appointments.make_appointment(
        desk, person, told.appointment(-1, purpose=AppointmentFor.SEARCH_ACTIVITY, note="CVs")
    )
    job_search.record_search_activity(desk, person, entry, appointment_id=planned)
    with desk.reading() as db:
        states = {row.id: row.state.value for row in db.scalars(select(Appointment))}
    assert states.pop(planned) == state
    assert list(states.values()) == ["planned"] * len(ahead)
    assert _next(desk) == ahead


def test_the_kind_of_what_was_moved_is_known_on_its_new_day(desk: Desk, person: UUID) -> None:
    job_search.record_search_activity(desk, person, _moved(4, kind="job_fair"))
    assert job_search.kind_moved_to(desk, person, told.day(4)) == "job_fair"
    assert job_search.kind_moved_to(desk, person, told.day(5)) is None


@pytest.mark.parametrize(
    ("said", "field", "problem"),
    [
        ({"offered_on": told.day(-11)}, "offered_on", "problem.offered_before_applied"),
        ({"offered_on": told.day(-2), "answer_by": told.day(-3)}, "answer_by", "problem.answer_before_offer"),
        ({"answer_by": told.day(-11)}, "answer_by", "problem.answer_before_offer"),
    ],
)
def test_the_days_of_an_offer_follow_each_other(said: dict[str, Any], field: str, problem: str) -> None:
    raw = {"made_on": told.day(-10).isoformat(), "name": "Baker", "route": "walk_in", "result": "offer"}
    raw |= {name: day.isoformat() for name, day in said.items()}
    with pytest.raises(BadEntry) as refused:
        read_entry(ApplicationEntry, raw, today=told.TODAY)
    assert [(p.field, p.message_id) for p in refused.value.problems] == [(field, problem)]


def test_an_offer_waits_until_it_is_answered(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    # A job accepted before the offer came was not this one.
    in_work.accept_job(desk, person, "Other", start=5, accepted_on=told.day(-7))
    said = {"result": "offer", "offered_on": told.day(-3), "offer": "16 hours", "answer_by": told.day(-1)}
    made = in_work.apply_for(desk, person, "Baker", employer=bakery, **said)
    offer = case.case(desk, person).stages.search.offer
    assert offer is not None
    assert (offer.name, offer.employer, offer.offer, offer.answer_by) == (
        "Baker",
        "Mill Lane Bakery",
        "16 hours",
        told.day(-1),
    )
    entry = job_search.application_entry(desk, made)
    job_search.change_application(desk, made, entry.model_copy(update={"result": "declined_by_person"}))
    assert case.case(desk, person).stages.search.offer is None
    assert job_search.latest_offer(desk, person) is None


def test_the_employer_of_an_application_is_proposed_for_its_interview(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    ours = in_work.apply_for(desk, person, employer=bakery)
    named = in_work.apply_for(desk, person, employer_name="Elsewhere")
    assert interviews.employer_of_application(desk, ours) == bakery
    assert interviews.employer_of_application(desk, named) is None


def _office(**said: Any) -> OfficeContactEntry:
    usual = {"happened_on": told.day(-2), "office": "benefit_office", "mode": "telephone", "matter": "permitted work"}
    return OfficeContactEntry(**{**usual, **said})


def test_a_contact_with_an_office_stands_where_it_belongs_and_is_found(desk: Desk, person: UUID) -> None:
    about = benefits.record_office_contact(desk, person, _office(result="a form comes by post"))
    alone = benefits.record_office_contact_alone(desk, _office(office="employment_office", matter="quarterly meeting"))
    items = [item for item in case.case(desk, person).timeline if item.kind == "office_contact"]
    assert [(item.id, item.text) for item in items] == [(about, "a form comes by post")]
    assert [(line.id, line.matter) for line in community(desk).office_contacts] == [(alone, "quarterly meeting")]
    (found,) = search.find(desk, "permitted")
    assert (found.subject, found.subject_id, found.entry) == ("participant", person, about)
    (found,) = search.find(desk, "quarterly")
    assert (found.subject, found.name, found.entry) == ("community", "employment office", alone)
