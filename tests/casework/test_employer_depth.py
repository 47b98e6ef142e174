"""Employers in depth: people and sites, warmth and hires, look-alikes, the weeks and their review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import case, employer_list, employers, jobs, staff, undo
from ips_tui.casework.employer_look_alikes import (
    employer_look_alikes,
    names_alike,
    sites_alike,
    telephones_alike,
)
from ips_tui.casework.employer_weeks import (
    employer_week,
    employer_weeks,
    review_id,
    review_week,
    week_of_review,
    week_review_entry,
)
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk
from ips_tui.domain.employer_weeks import WeekCount, monday_of
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.employers import EmployerEntry, EmployerLogReviewEntry, EmployerPersonEntry, EmployerSiteEntry
from ips_tui.forms.jobs import JobStartEntry
from ips_tui.forms.kit import fields_of, is_asked
from ips_tui.forms.people import StaffEntry
from tests import told

MONDAY = monday_of(told.TODAY)
WEEK = timedelta(days=7)


def line(desk: Desk, employer: UUID) -> employer_list.EmployerLine:
    return employer_list.lines(desk, [employer.bytes])[employer]


@pytest.fixture
def bakery(desk: Desk) -> UUID:
    return told.employer(desk)


# -- people and sites ------------------------------------------------------------------------------------


def test_people_and_sites_are_kept_corrected_and_found(either_desk: Desk) -> None:
    desk = either_desk
    text = told.HOSTILE[0]
    people = (
        EmployerPersonEntry(name="Zelda " + text, role="baker", telephone="0170 12345", best_time="early", note=text),
        EmployerPersonEntry(name="Bo"),
    )
    sites = (EmployerSiteEntry(name="Xylo Square", travel_minutes=12, note="by the harbour"),)
    made = told.employer(desk, people=people, sites=sites)
    kept = employers.employer(desk, made).entry
    assert [p.model_copy(update={"id": None}) for p in kept.people] == list(people)
    assert [s.model_copy(update={"id": None}) for s in kept.sites] == list(sites)
    folded = dict(employer_list.index(desk))[made.bytes]
    assert "zelda" in folded and "xylo" in folded
    for word in ("zelda", "xylo", "harbour"):
        assert {(f.subject, f.subject_id) for f in desk.find_text(word)} == {("employer", made)}, word
    employers.change_employer(desk, made, kept.model_copy(update={"people": kept.people[1:], "sites": ()}))
    assert [p.name for p in employers.employer(desk, made).entry.people] == ["Bo"]
    assert desk.find_text("zelda") == () and "xylo" not in dict(employer_list.index(desk))[made.bytes]
    # What hangs on the employer is its history too, and one undo brings all of it back.
    assert any("Zelda" in cell.new for entry in history(desk, made) for cell in entry.cells)
    undo.undo(desk, undo.last(desk).id)
    assert employers.employer(desk, made).entry == kept
    undo.undo(desk, undo.last(desk).id)
    with pytest.raises(LookupError):
        employers.employer(desk, made)
    assert desk.find_text("xylo") == ()


# -- the contact -----------------------------------------------------------------------------------------


def test_what_was_asked_is_kept_and_asked_for_only_where_it_fits(desk: Desk, bakery: UUID) -> None:
    said = {"asked": "who pays?", "minutes": 30, "travel_minutes": 15, "travel_distance": "4 km"}
    entry = told.visit(bakery, purpose="answering_concerns", specialist=told.specialist(desk), **said)
    made = employers.record_employer_contact(desk, entry)
    assert employers.employer_contact_entry(desk, made) == entry
    assert employers.employer(desk, bakery).contacts[0].asked == "who pays?"
    names = [spec.name for spec in fields_of(type(entry))]
    # What every contact needs comes first; what is asked beside stands behind it.
    assert names[-4:] == ["asked", "minutes", "travel_minutes", "travel_distance"]
    spec = next(spec for spec in fields_of(type(entry)) if spec.name == "asked")
    wanted = {"explaining_service", "learning_needs", "answering_concerns"}
    assert {p for p in spec_choices(entry) if is_asked(spec, {"purpose": p})} == wanted


def spec_choices(entry: Any) -> tuple[str, ...]:
    return next(spec.choices for spec in fields_of(type(entry)) if spec.name == "purpose")


def test_a_contact_about_a_person_is_one_record_seen_from_two_sides(desk: Desk, person: UUID, bakery: UUID) -> None:
    told.agreed(desk, person)
    made = employers.record_employer_contact(desk, told.visit(bakery, participant=person, result="said hello"))
    (here,) = [item for item in case.case(desk, person).timeline if item.kind == "employer_contact"]
    (there,) = employers.employer(desk, bakery).contacts
    assert here.id == there.id == made
    # Corrected from either, it reads the same from both.
    entry = employers.employer_contact_entry(desk, made)
    employers.change_employer_contact(desk, made, entry.model_copy(update={"result": "shook hands"}))
    (here,) = [item for item in case.case(desk, person).timeline if item.kind == "employer_contact"]
    assert "shook hands" in here.text and employers.employer(desk, bakery).contacts[0].result == "shook hands"


# -- warmth and hires ------------------------------------------------------------------------------------


def test_met_counts_visits_in_person_and_a_call_is_no_visit(desk: Desk, person: UUID, bakery: UUID) -> None:
    for on, mode in ((-9, "face_to_face"), (-7, "telephone"), (-5, "face_to_face")):
        employers.record_employer_contact(desk, told.visit(bakery, on, mode=mode))
    own = told.visit(bakery, -3, participant=person, made_by="participant")
    employers.record_employer_contact(desk, own)
    assert (line(desk, bakery).met, line(desk, bakery).visits) == (2, 3)
    numbers = [contact.visit_number for contact in employers.employer(desk, bakery).contacts]
    assert numbers == [0, 2, 0, 1]


def test_a_hire_is_a_job_that_began_here(desk: Desk, person: UUID, bakery: UUID) -> None:
    other = told.employer(desk, "Quay Garage")
    job = jobs.record_job(desk, person, told.job(-3, -9, employer=bakery))
    assert line(desk, bakery).hires == 0  # accepted alone
    jobs.note_start(desk, job, told.started(-3, without_plan_why="x", without_benefits_why="y"))
    assert line(desk, bakery).hires == 1
    jobs.change_job(desk, job, jobs.job_entry(desk, job).model_copy(update={"employer": other}))
    assert (line(desk, bakery).hires, line(desk, other).hires) == (0, 1)
    jobs.note_start(desk, job, JobStartEntry(started=False, fell_through_on=told.day(-1)))
    assert line(desk, other).hires == 0
    jobs.record_job(desk, person, told.job(-300, -310, employer=bakery, held_at_referral=True))
    assert line(desk, bakery).hires == 1


# -- look-alikes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mill Lane Bakery", "mill lane bakery", True),
        ("Mill Lane Bakery", "Mill Lane Bakers", True),
        ("The Copper Kettle", "Copper Kettle", True),
        ("Rossmann", "Rosmann", True),  # a slip in one word
        ("B & Q", "B&Q", True),
        ("Café Nord", "cafe nord", True),
        ("Elkem", "Elkem AS", True),
        ("As", "Co", False),
        ("Harbour Roast", "Harbour Legal", False),
        ("Harbour Roast", "Harbour Outdoor", False),
        ("Quay", "Quay Garage", False),
        ("Lidl", "Aldi", False),
        ("", "", False),
        ("?!", "?!", False),
    ],
)
def test_names_that_look_alike(one: str, other: str, same: bool) -> None:
    assert (names_alike(one, other), names_alike(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 Mill Lane", "12, mill lane", True),
        ("Harbourside", "Harbourside", False),
        ("12 Mill Lane", "13 Mill Lane", False),
    ],
)
def test_an_address_is_shared_by_one_employer_and_a_town_by_many(one: str, other: str, same: bool) -> None:
    assert sites_alike(one, other) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("01234 567 890", "+44 1234/567890", True),
        ("22 33 44 55", "+47 22334455", True),
        ("01234 567 890", "01234 567 891", False),
        ("ext. 12", "12", False),
        ("", "", False),
    ],
)
def test_numbers_that_ring_at_one_place(one: str, other: str, same: bool) -> None:
    assert telephones_alike(one, other) == same


def test_look_alikes_are_named_by_what_they_share_and_nothing_is_blocked(desk: Desk) -> None:
    bakery = told.employer(desk, site="12 Mill Lane", people=({"name": "Jo", "telephone": "0123456789"},))
    by_name = employer_look_alikes(desk, "Mill Lane Bakers")
    assert [(one.id, one.alike_in) for one in by_name] == [(bakery, "name")]
    by_site = employer_look_alikes(desk, "Else", sites=["", "12 mill lane"], telephones=["0123456789"])
    assert [(one.id, one.alike_in) for one in by_site] == [(bakery, "site")]
    by_number = employer_look_alikes(desk, "Else", telephones=["0123 456 789"])
    assert [(one.id, one.alike_in) for one in by_number] == [(bakery, "telephone")]
    assert employer_look_alikes(desk, "Mill Lane Bakery", but=bakery) == ()
    assert employer_look_alikes(desk, " ") == ()
    twin = told.employer(desk)
    assert [one.id for one in employer_look_alikes(desk, "Mill Lane Bakery", but=bakery)] == [twin]


# -- the weeks -------------------------------------------------------------------------------------------


def test_a_week_has_its_contacts_and_apart_from_them_what_had_no_agreement(
    desk: Desk, person: UUID, bakery: UUID
) -> None:
    me = told.specialist(desk)
    made = employers.record_employer_contact(desk, told.visit(bakery, -1, asked="who pays?", purpose="learning_needs"))
    employers.record_employer_contact(desk, told.visit(bakery, -8, mode="telephone"))
    report = employers.report_without_agreement(desk, told.openly(bakery, person, -2))
    own = told.visit(bakery, -1, participant=person, made_by="participant")
    employers.record_employer_contact(desk, own)
    lines = {line.week_on: line for line in employer_weeks(desk) if line.staff_id == me}
    assert len(lines) == 8 and next(iter(lines)) == MONDAY
    assert (lines[MONDAY].count, lines[MONDAY].without_agreement) == (WeekCount(1, 0, 0), 1)
    assert (lines[MONDAY - WEEK].count, lines[MONDAY - WEEK].without_agreement) == (WeekCount(0, 0, 1), 0)
    view = employer_week(desk, me, MONDAY)
    assert view.line == lines[MONDAY]
    assert [(one.id, one.asked, one.participant) for one in view.contacts] == [(made, "who pays?", "")]
    assert [(one.id, one.participant) for one in view.without_agreement] == [(report, "Ada Fenwick")]


def test_who_is_no_specialist_has_a_line_only_for_what_they_did(desk: Desk, bakery: UUID) -> None:
    adviser = staff.add_staff(desk, StaffEntry(name="Colm", role="benefits_adviser"))
    gone = staff.add_staff(
        desk, StaffEntry(name="Tess", role="employment_specialist", to_on=MONDAY - timedelta(days=1))
    )
    employers.record_employer_contact(desk, told.visit(bakery, -1, specialist=adviser))
    weeks = {(one.staff_id, one.week_on) for one in employer_weeks(desk)}
    assert [week for who, week in weeks if who == adviser] == [MONDAY]
    assert (gone, MONDAY) not in weeks and (gone, MONDAY - WEEK) in weeks


def test_the_team_leader_marks_a_week_again_and_takes_it_back(desk: Desk) -> None:
    me = told.specialist(desk)
    entry = EmployerLogReviewEntry(reviewed_on=told.day(0), note="go again")
    with pytest.raises(BadEntry) as refused:
        review_week(desk, me, MONDAY, entry)
    assert [problem.message_id for problem in refused.value.problems] == ["problem.team_leader_reviews"]
    assert week_review_entry(desk, me, MONDAY) is None
    leader = staff.add_staff(desk, StaffEntry(name="Priya", role="team_leader"))
    desk.who = next(member for member in desk.staff() if member.id == leader)
    for days, why in ((1, "problem.lies_ahead"), (-7, "problem.before_the_week")):
        with pytest.raises(BadEntry) as refused:
            review_week(desk, me, MONDAY, EmployerLogReviewEntry(reviewed_on=told.day(days)))
        assert [problem.message_id for problem in refused.value.problems] == [why]
    with pytest.raises(ValueError, match="Monday"):
        review_week(desk, me, MONDAY + timedelta(days=1), entry)
    made = review_week(desk, me, MONDAY, entry)
    assert made == review_id(me, MONDAY) and week_of_review(desk, me, made) == MONDAY
    (mark,) = [one.reviewed for one in employer_weeks(desk) if one.reviewed is not None]
    assert (mark.on, mark.by, mark.note) == (told.day(0), "Priya", "go again")
    # Said again it is the same mark; each undo goes one back; taken back, it can be made anew.
    assert review_week(desk, me, MONDAY, EmployerLogReviewEntry(reviewed_on=told.day(0), note="and again")) == made
    undo.undo(desk, undo.last(desk).id)
    assert week_review_entry(desk, me, MONDAY) == entry
    undo.undo(desk, undo.last(desk).id)
    assert week_review_entry(desk, me, MONDAY) is None and employer_week(desk, me, MONDAY).line.reviewed is None
    review_week(desk, me, MONDAY, entry)
    assert week_review_entry(desk, me, MONDAY) == entry
    assert history(desk, made)


def test_an_employer_may_be_what_it_was_before(desk: Desk, bakery: UUID) -> None:
    """The short form stays short: nothing of what is new has to be there."""
    assert employers.employer(desk, bakery).entry == EmployerEntry(name="Mill Lane Bakery", sector="retail")
