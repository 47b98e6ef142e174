"""Referral and intake, consent, stage, who is responsible; the team itself."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from ips_tui.casework import (
    action_plan,
    case,
    caseload,
    contacts,
    cv,
    employers,
    goals,
    job_search,
    jobs,
    leads,
    outreach,
    people,
    references,
    resources,
    staff,
    team_lists,
)
from ips_tui.casework.session import Desk
from ips_tui.domain.people import ConsentAbout, WantsToWork
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.community import OutreachEntry, ResourceEntry
from ips_tui.forms.contacts import ConsentEntry
from ips_tui.forms.cv import CvEntry
from ips_tui.forms.job_search import ApplicationEntry
from ips_tui.forms.people import CareCoordinatorEntry, ListItemEntry, StaffEntry
from ips_tui.records.people import Assignment, Consent, MainStage
from tests import told

NOBODY = UUID(int=404)


def problems(error: pytest.ExceptionInfo[BadEntry]) -> list[tuple[str | None, str]]:
    return [(p.field, p.message_id) for p in error.value.problems]


# -- referral -------------------------------------------------------------------------------------------


def test_a_referral_makes_a_participant_with_everything_that_belongs_to_one(either_desk: Desk) -> None:
    desk = either_desk
    team = told.clinical_team(desk)
    coordinator = told.care_coordinator(desk, team)
    entry = told.referral(
        desk,
        team,
        care_coordinator=coordinator,
        preferred_name="Ade",
        contact_preferences="text\nhome_visit",
        leave_no_messages=True,
        travel_minutes=35,
        consent_family="refused",
        consent_family_on=told.day(-11),
    )
    person = people.receive_referral(desk, entry)
    assert people.referral_entry(desk, person) == entry
    (line,) = caseload.everyone(desk)
    assert (line.id, line.stage, line.days_in_stage, line.specialist_id) == (person, 1, 12, told.specialist(desk))
    page = case.case(desk, person)
    assert (page.reach.care_coordinator, page.reach.clinical_team) == ("Cora", "CMHT North")
    assert {(a, s) for a, s, _ in page.reach.consents} == {("record", "given"), ("family", "refused")}


def test_what_lies_after_the_day_looked_from_has_not_happened_yet(desk: Desk, person: UUID) -> None:
    """Received on day -12, seen on -6, an employer met about the person on -1, the second stage on -3."""
    contacts.record_contact(desk, person, told.contact(-6))
    told.agreed(desk, person)
    employers.record_employer_contact(desk, told.visit(told.employer(desk), -1, participant=person))
    people.enter_stage(desk, person, Stage.VOCATIONAL_PROFILE, told.day(-3))
    found = {}
    for on in (-13, -12, -7, -6, -3, -2, -1, 0):
        lines = caseload.everyone(desk, as_of=told.day(on))
        found[on] = [(x.days_in_stage, x.clock_day, x.clock_stopped_after, x.met_employer_after) for x in lines]
    assert found == {
        -13: [],
        -12: [(0, None, None, None)],
        -7: [(0, None, None, None)],
        -6: [(0, 0, None, None)],
        -3: [(0, 3, None, None)],
        -2: [(1, 4, None, None)],
        -1: [(2, None, 5, 5)],
        0: [(3, None, 5, 5)],
    }


def test_refs_are_the_laptops_letter_and_the_next_number(desk: Desk, team: UUID) -> None:
    for _ in range(3):
        told.participant(desk, team)
    people.receive_referral(desk, told.referral(desk, team), ref="E-0041")
    people.receive_referral(desk, told.referral(desk, team), ref="P99")
    told.participant(desk, team)
    assert [line.ref for line in caseload.everyone(desk)] == ["E-0001", "E-0002", "E-0003", "E-0041", "E-0042", "P99"]


def test_a_ref_is_never_given_out_twice_even_after_a_removal(desk: Desk, team: UUID) -> None:
    first = told.participant(desk, team)
    with desk.writing("test") as writing:
        writing.get(people.Participant, first).removed = True
    told.participant(desk, team)
    assert [line.ref for line in caseload.everyone(desk)] == ["E-0002"]


def test_a_founded_store_has_a_letter_that_reads_as_one(open_desk: Any) -> None:
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))
    assert re.fullmatch(r"[A-HJ-NQ-Z]-0001", caseload.everyone(desk)[0].ref)


@pytest.mark.parametrize("wish", list(WantsToWork))
def test_no_answer_refuses_anybody(desk: Desk, team: UUID, wish: WantsToWork) -> None:
    assert told.participant(desk, team, wants_to_work=wish, consent_to_record="refused")


@pytest.mark.parametrize(
    "field", ["received_on", "accepted_on", "consent_to_record_on", "consent_clinicians_on", "born_on"]
)
def test_a_referral_of_tomorrow_is_refused_at_its_field(desk: Desk, team: UUID, field: str) -> None:
    said: dict[str, Any] = {field: told.day(1)}
    if field == "received_on":
        said["accepted_on"] = told.day(1)
    if field == "consent_clinicians_on":
        said["consent_clinicians"] = "given"
    before = told.dump(desk.connection)
    with pytest.raises(BadEntry) as error:
        told.participant(desk, team, **said)
    assert problems(error) == [(field, "problem.lies_ahead")]
    assert told.dump(desk.connection) == before


def test_a_referral_of_today_is_taken(desk: Desk, team: UUID) -> None:
    assert told.participant(desk, team, received_on=told.day(0), accepted_on=told.day(0))


def test_nobody_is_accepted_before_the_referral_came(desk: Desk, team: UUID) -> None:
    with pytest.raises(ValidationError, match="accepted_before_received|rule broken"):
        told.referral(desk, team, received_on=told.day(-3), accepted_on=told.day(-4))


def test_a_care_coordinator_of_another_team_is_refused_on_create_and_on_edit(desk: Desk, team: UUID) -> None:
    other = told.clinical_team(desk, "CMHT South")
    theirs = told.care_coordinator(desk, other)
    person = told.participant(desk, team)
    before = told.dump(desk.connection)
    for act in (
        lambda e: people.receive_referral(desk, e),
        lambda e: people.change_referral(desk, person, e),
    ):
        for stranger in (theirs, NOBODY):
            with pytest.raises(BadEntry) as error:
                act(told.referral(desk, team, care_coordinator=stranger))
            assert problems(error) == [("care_coordinator", "problem.coordinator_of_other_team")]
    assert told.dump(desk.connection) == before
    people.change_referral(desk, person, told.referral(desk, other, care_coordinator=theirs))


@pytest.mark.parametrize("said", [{"specialist": NOBODY}, {"clinical_team": NOBODY}])
def test_unknown_ids_in_a_referral(desk: Desk, team: UUID, said: dict[str, UUID]) -> None:
    person = told.participant(desk, team)
    before = told.dump(desk.connection)
    entry = told.referral(desk, team, **said)
    with pytest.raises(LookupError):
        people.receive_referral(desk, entry)
    with pytest.raises(LookupError):
        people.change_referral(desk, person, entry)
    assert told.dump(desk.connection) == before


# -- consent, stage, responsibility ---------------------------------------------------------------------


def test_a_changed_consent_is_a_new_row_and_the_old_one_stays(desk: Desk, person: UUID, team: UUID) -> None:
    def rows() -> list[tuple[str, str, int]]:
        with desk.reading() as db:
            kept = db.scalars(select(Consent).where(Consent.participant_id == person).order_by(Consent.id))
            return [(c.about.value, c.state.value, (c.said_on - told.TODAY).days) for c in kept]

    people.change_referral(desk, person, told.referral(desk, team, name="Ada Berg"))
    assert rows() == [("record", "given", -12)], "the same answer is no new one"
    entry = told.referral(desk, team, consent_to_record="withdrawn", consent_to_record_on=told.day(-2))
    people.change_referral(desk, person, entry)
    people.record_consent(desk, person, ConsentEntry(about="clinicians", state="given", said_on=told.day(-1)))
    assert rows() == [("record", "given", -12), ("record", "withdrawn", -2), ("clinicians", "given", -1)]
    with desk.reading() as db:
        said = people.consents(db, person)
    assert {about: c.state.value for about, c in said.items()} == {
        ConsentAbout.RECORD: "withdrawn",
        ConsentAbout.CLINICIANS: "given",
    }


def test_the_last_said_counts_and_not_the_last_typed(desk: Desk, person: UUID) -> None:
    for on, state in ((-1, "withdrawn"), (-5, "given")):
        people.record_consent(desk, person, ConsentEntry(about="family", state=state, said_on=told.day(on)))
    assert people.referral_entry(desk, person).consent_family == "withdrawn"


def test_a_consent_of_tomorrow_is_refused(desk: Desk, person: UUID) -> None:
    with pytest.raises(BadEntry) as error:
        people.record_consent(desk, person, ConsentEntry(about="family", state="given", said_on=told.day(1)))
    assert problems(error) == [("said_on", "problem.lies_ahead")]


def test_a_stage_may_go_back_and_nothing_is_deleted(desk: Desk, person: UUID) -> None:
    for stage, on in ((Stage.VOCATIONAL_PROFILE, -9), (Stage.JOB_DEVELOPMENT, -5), (Stage.VOCATIONAL_PROFILE, -2)):
        people.enter_stage(desk, person, stage, told.day(on), "because")
    (line,) = caseload.everyone(desk)
    assert (line.stage, line.days_in_stage) == (2, 2)
    with desk.reading() as db:
        assert len(db.scalars(select(MainStage)).all()) == 4
        found = [people.stage_on(db, person, told.day(on)) for on in (-99, -12, -10, -9, -6, -5, -3, -2, 0, 99)]
    assert found == [1, 1, 1, 2, 2, 4, 4, 2, 2, 2]


def test_a_stage_of_tomorrow_is_refused(desk: Desk, person: UUID) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(BadEntry) as error:
        people.enter_stage(desk, person, Stage.ACTION_PLAN, told.day(1))
    assert problems(error)[0][1] == "problem.lies_ahead"
    assert told.dump(desk.connection) == before
    people.enter_stage(desk, person, Stage.ACTION_PLAN, told.day(0))


def test_another_specialist_takes_over_from_today(desk: Desk, person: UUID, team: UUID) -> None:
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    for _ in range(2):
        people.change_referral(desk, person, told.referral(desk, team, specialist=colleague))
    with desk.reading() as db:
        rows = db.scalars(select(Assignment).order_by(Assignment.id)).all()
    assert [(r.staff_id, r.from_on, r.to_on) for r in rows] == [
        (told.specialist(desk), told.day(-12), told.day(0)),
        (colleague, told.day(0), None),
    ]
    assert caseload.everyone(desk)[0].specialist_name == "Kofi"
    assert people.referral_entry(desk, person).specialist == colleague


# -- the team -------------------------------------------------------------------------------------------


def test_the_first_run_leaves_a_team(either_desk: Desk) -> None:
    desk = either_desk
    assert desk.who_name == "Maren Test"
    assert (desk.setting("team_name"), desk.setting("employer_facing_name")) == ("Harbour team", "Harbour Work")
    assert desk.setting("nonsense") is None
    assert [(s.name, s.role, s.full_time_percent) for s in staff.everyone(desk)] == [
        ("Maren Test", "employment_specialist", 100)
    ]


def test_staff_refs_count_up_and_an_edit_keeps_them(desk: Desk) -> None:
    made = staff.add_staff(desk, StaffEntry(name="Kofi", role="team_leader", full_time_percent=60))
    staff.change_staff(desk, made, StaffEntry(name="Kofi B", role="team_leader"))
    assert [(s.ref, s.name) for s in staff.everyone(desk)] == [("ES1", "Maren Test"), ("ES2", "Kofi B")]
    assert staff.staff_entry(desk, made) == StaffEntry(name="Kofi B", role="team_leader")


def test_clinical_teams_come_with_their_own_coordinators(desk: Desk, team: UUID) -> None:
    other = told.clinical_team(desk, "A team")
    for where, name in ((team, "Zia"), (team, "Cora"), (other, "Abel")):
        told.care_coordinator(desk, where, name)
    found = [(t.name, [c.name for c in t.care_coordinators]) for t in staff.clinical_teams(desk)]
    assert found == [("A team", ["Abel"]), ("CMHT North", ["Cora", "Zia"])]
    assert [c.name for c in references.choosable(desk, "care_coordinator", clinical_team=other)] == ["Abel"]


def test_every_kind_of_reference_can_be_chosen_from(desk: Desk, person: UUID, team: UUID) -> None:
    told.care_coordinator(desk, team)
    told.employer(desk)
    goals.record_goal(desk, person, told.goal(without_research_why="x", without_talk_why="y"))
    jobs.record_job(desk, person, told.job())
    job_search.record_application(
        desk, person, ApplicationEntry(made_on=told.day(-1), name="shop help", route="advert")
    )
    cv.record_cv(desk, person, CvEntry(name="shops", made_on=told.day(-1)))
    for kind in ("programme", "ethnicity_group"):
        team_lists.add_list_item(desk, ListItemEntry(kind=kind, name=f"our {kind}"))
    action_plan.record_plan(desk, person, told.plan(agreed="not_agreed", agreed_on=None))
    action_plan.record_objective(desk, person, told.objective(name="ring the bakery"))
    outreach.record_outreach(desk, OutreachEntry(kind="clinic_visit", happened_on=told.day(-1), place="Waiting room"))
    resources.record_resource(desk, ResourceEntry(name="Heron bus", kind="transport"))
    leads.record_lead(desk, told.lead(name="Shelves in the morning"))
    kinds = references.KINDS
    found = {kind: [c.name for c in references.choosable(desk, kind, participant=person)] for kind in kinds}
    assert found == {
        "programme": ["our programme"],
        "ethnicity_group": ["our ethnicity_group"],
        "staff": ["Maren Test"],
        "clinical_team": ["CMHT North"],
        "care_coordinator": ["Cora"],
        "employer": ["Mill Lane Bakery"],
        "participant": ["Ada Fenwick"],
        "goal": ["baker near home"],
        "job": ["bakery assistant"],
        "application": ["shop help"],
        "cv": ["shops"],
        "outreach": found["outreach"],
        "resource": ["Heron bus"],
        "lead": found["lead"],
        "objective": ["ring the bakery"],
    }
    assert [name for name in found["outreach"] if "Waiting room" in name]
    assert [name for name in found["lead"] if "Shelves in the morning" in name]
    assert references.choosable(desk, "goal", participant=NOBODY) == ()
    with desk.reading() as db:
        assert references.name_of(db, "participant", person) == "Ada Fenwick"
        assert references.name_of(db, "participant", NOBODY) == ""
    with pytest.raises(ValueError):
        references.choosable(desk, "nonsense")


# -- ids that nobody has --------------------------------------------------------------------------------

UNKNOWN = [
    lambda d: people.change_referral(d, NOBODY, told.referral(d, told.clinical_team(d))),
    lambda d: people.referral_entry(d, NOBODY),
    lambda d: people.record_consent(d, NOBODY, ConsentEntry(about="family", state="given", said_on=told.day(-1))),
    lambda d: people.enter_stage(d, NOBODY, Stage.ACTION_PLAN, told.day(-1)),
    lambda d: staff.change_staff(d, NOBODY, StaffEntry(name="X", role="team_leader")),
    lambda d: staff.staff_entry(d, NOBODY),
    lambda d: staff.add_care_coordinator(d, CareCoordinatorEntry(name="X", clinical_team=NOBODY)),
    lambda d: case.case(d, NOBODY),
    lambda d: contacts.record_contact(d, NOBODY, told.contact()),
]


@pytest.mark.parametrize("act", UNKNOWN)
def test_an_id_that_nobody_has_is_said_so_and_nothing_is_kept(desk: Desk, act: Any) -> None:
    groups = desk.connection.execute("SELECT count(*) FROM change_group WHERE what <> 'clinical_team_added'").fetchone()
    with pytest.raises(LookupError):
        act(desk)
    after = desk.connection.execute("SELECT count(*) FROM change_group WHERE what <> 'clinical_team_added'").fetchone()
    assert after == groups


def test_an_id_of_another_kind_is_no_id(desk: Desk, person: UUID, team: UUID) -> None:
    with pytest.raises(LookupError):
        people.enter_stage(desk, team, Stage.ACTION_PLAN, told.day(-1))
    with pytest.raises(LookupError):
        staff.staff_entry(desk, person)
