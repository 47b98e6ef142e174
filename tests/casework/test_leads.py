"""Leads: whom one fits, which fit a person, who was told, and what the gate says beside each (domain.md 1.6)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ips_tui.casework import case, closure, goals, jobs, joining, lead_fits, leads, profile, references, today, undo
from ips_tui.casework.search import find
from ips_tui.casework.session import Desk
from ips_tui.content.questions import load_questions
from ips_tui.domain.employers import Sector
from ips_tui.domain.leads import LeadAnswer, Meets
from ips_tui.domain.profile import JobType
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.kit import read_entry
from ips_tui.forms.leads import LeadEntry
from ips_tui.forms.people import JoinEntry
from ips_tui.forms.profile import section_entry
from tests import told

PREFERENCES = section_entry(next(s for s in load_questions().sections if s.id == "preferences"))
KITCHEN, FOOD = JobType.KITCHEN, Sector.FOOD_SERVICE


def wants(desk: Desk, person: UUID, *sectors: str, **said: object) -> None:
    profile.save_section(desk, person, PREFERENCES(sectors=sectors, **said))


def seeker(desk: Desk, name: str = "Ada Fenwick", **said: object) -> UUID:
    """Somebody whose goal is kitchen work."""
    person = told.participant(desk, told.clinical_team(desk), name=name, **said)
    goals.record_goal(desk, person, told.goal(without_research_why="x", without_talk_why="x"))
    return person


def fitting(desk: Desk, lead: UUID) -> list[str]:
    return [fit.name for fit in lead_fits.lead(desk, lead).people]


def test_a_lead_shows_whom_it_fits_by_name_with_what_they_asked_for(either_desk: Desk) -> None:
    desk = either_desk
    ada = seeker(desk, "Ada Zorn", place="Harbourside")
    bo = told.participant(desk, told.clinical_team(desk), name="Bo Abel")
    wants(desk, bo, "food_service", most_travel_minutes=40, not_with="nobody from school")
    told.participant(desk, told.clinical_team(desk), name="Cy Berg")
    lead = leads.record_lead(desk, told.lead(place="Quay Street, Harbourside"))
    view = lead_fits.lead(desk, lead)
    assert [(fit.participant_id, fit.meets) for fit in view.people] == [
        (bo, Meets(sector=FOOD)),
        (ada, Meets(job_type=KITCHEN, near=True)),
    ]
    assert (view.people[0].most_travel_minutes, view.people[0].not_with) == (40, "nobody from school")
    assert view.line.fits == 2 and [line.fits for line in lead_fits.leads(desk)] == [2]
    assert [one.line.id for one in case.case(desk, bo).leads.leads] == [lead]


def test_the_place_of_our_employer_is_where_the_work_is(desk: Desk) -> None:
    ada = seeker(desk, place="Harbourside")
    lead = leads.record_lead(desk, told.lead(employer=told.employer(desk, site="The Quay, Harbourside")))
    assert [fit.meets for fit in lead_fits.lead(desk, lead).people] == [Meets(job_type=KITCHEN, near=True)]
    assert lead_fits.leads_for(desk, ada).leads[0].line.employer == "Mill Lane Bakery"


OUT: dict[str, Callable[[Desk, UUID, UUID], object]] = {
    "closed": lambda d, p, _: closure.close_case(d, p, told.closure()),
    "in a job": lambda d, p, _: jobs.record_job(d, p, told.job(5, -4)),
    "not for them": lambda d, p, lead: leads.record_offer(d, p, told.offer(lead, answer="not_for_me")),
    "gone": lambda d, _, lead: leads.mark_gone(d, lead),
}


@pytest.mark.parametrize("why", OUT)
def test_who_is_not_offered_it(desk: Desk, why: str) -> None:
    person, lead = seeker(desk), leads.record_lead(desk, told.lead())
    assert fitting(desk, lead) == ["Ada Fenwick"]
    OUT[why](desk, person, lead)
    assert fitting(desk, lead) == [] and lead_fits.leads(desk)[0].fits == 0
    assert lead_fits.leads_for(desk, person).leads == ()
    undo.undo(desk, undo.last(desk).id)
    assert fitting(desk, lead) == ["Ada Fenwick"]


def test_who_has_a_job_and_a_new_goal_is_told_again(desk: Desk) -> None:
    person, lead = seeker(desk), leads.record_lead(desk, told.lead())
    jobs.record_job(desk, person, told.job(-3, -4))
    assert not lead_fits.leads_for(desk, person).looking
    goals.record_goal(desk, person, told.goal(-1, without_research_why="x", without_talk_why="x"))
    assert fitting(desk, lead) == ["Ada Fenwick"] and lead_fits.leads_for(desk, person).looking


def test_who_was_told_stays_with_what_they_said_last(desk: Desk) -> None:
    person, lead = seeker(desk), leads.record_lead(desk, told.lead(-9))
    other = told.participant(desk, told.clinical_team(desk), name="Bo Berg")
    leads.record_offer(desk, person, told.offer(lead, -8, answer="not_for_me"))
    leads.record_offer(desk, person, told.offer(lead, -2, answer="interested", note="after all"))
    leads.record_offer(desk, other, told.offer(lead, -2))
    view = lead_fits.lead(desk, lead)
    (fit,) = view.people
    assert fit.offered == lead_fits.Offered(told.day(-2), LeadAnswer.INTERESTED, "after all")
    # Bo asked for nothing of the kind and was told all the same.
    assert [(one.name, one.meets) for one in view.told] == [("Bo Berg", None)]
    leads.mark_gone(desk, lead)
    view = lead_fits.lead(desk, lead)
    assert view.people == () and [one.name for one in view.told] == ["Bo Berg", "Ada Fenwick"]


@pytest.mark.parametrize(
    ("agreement", "ours", "may_speak", "why"),
    [
        (None, True, False, "none_yet"),
        (told.refused(), True, False, "no_contact"),
        (told.agreement(), True, True, "in_force"),
        (told.agreement(), False, True, "in_force"),
        ("named", True, True, "in_force"),
        ("named", False, False, "other_employers"),
    ],
)
def test_beside_each_person_stands_what_the_employer_may_hear(
    desk: Desk, agreement: object, ours: bool, may_speak: bool, why: str
) -> None:
    from ips_tui.casework import disclosure

    person, firm = seeker(desk), told.employer(desk)
    if agreement is not None:
        entry = told.agreement(scope="named", employers=(firm,)) if agreement == "named" else agreement
        disclosure.record_agreement(desk, person, entry)  # type: ignore[arg-type]
    where = {"employer": firm} if ours else {"employer_name": "The Anchor"}
    (fit,) = lead_fits.lead(desk, leads.record_lead(desk, told.lead(**where))).people
    assert (fit.may_speak, fit.why) == (may_speak, why)


def test_a_lead_and_telling_of_it_start_no_clock_and_are_no_contact(desk: Desk) -> None:
    person, firm = seeker(desk), told.employer(desk)
    before = (today.today(desk), case.case(desk, person).person)
    lead = leads.record_lead(desk, told.lead(source="network", participant=person, employer=firm))
    leads.record_offer(desk, person, told.offer(lead))
    assert (today.today(desk), case.case(desk, person).person) == before


def test_both_stand_on_the_timeline_in_stage_four(desk: Desk) -> None:
    person = seeker(desk)
    lead = leads.record_lead(desk, told.lead(source="network", participant=person, employer_name="The Anchor"))
    offer = leads.record_offer(desk, person, told.offer(lead, note="wants to see it first"))
    items = {item.id: item for item in case.case(desk, person).timeline}
    assert (items[lead].stage, items[lead].text) == (Stage.JOB_DEVELOPMENT, "kitchen porter, The Anchor")
    assert (items[offer].stage, items[offer].text) == (4, "kitchen porter: wants to see it first")
    assert items[offer].detail == ("choice.lead_answer.thinking",)


def test_a_lead_is_found_and_leads_to_its_own_page(desk: Desk) -> None:
    person = seeker(desk)
    lead = leads.record_lead(desk, told.lead(source="network", participant=person, note="ask for Lou"))
    (found,) = find(desk, "ask lou")
    assert (found.subject, found.subject_id, found.name, found.names_person) == ("lead", lead, "kitchen porter", False)
    offer = leads.record_offer(desk, person, told.offer(lead, note="with her sister"))
    (found,) = find(desk, "sister")
    assert (found.subject, found.subject_id, found.entry) == ("participant", person, offer)


@pytest.mark.parametrize("on", [-3, 1])
def test_nobody_was_told_before_it_was_heard_of_nor_tomorrow(desk: Desk, on: int) -> None:
    person, lead = seeker(desk), leads.record_lead(desk, told.lead(-2))
    kept = leads.record_offer(desk, person, told.offer(lead))
    before = told.dump(desk.connection, only="record")
    for save in (
        lambda: leads.record_offer(desk, person, told.offer(lead, on)),
        lambda: leads.change_offer(desk, kept, told.offer(lead, on)),
    ):
        with pytest.raises(BadEntry) as refused:
            save()
        assert [p.field for p in refused.value.problems] == ["happened_on"]
    assert told.dump(desk.connection, only="record") == before


@pytest.mark.parametrize(
    ("raw", "field"),
    [({"source": "network"}, "participant"), ({"source": "team", "gone_on": "2026-10-01"}, "gone_on")],
)
def test_what_is_wrong_with_a_lead_is_said_at_its_field(raw: dict[str, str], field: str) -> None:
    said = {"name": "porter", "sector": "food_service", "heard_on": "2026-10-10", **raw}
    with pytest.raises(BadEntry) as refused:
        read_entry(LeadEntry, said, today=told.TODAY)
    assert [p.field for p in refused.value.problems] == [field]


def test_leads_are_chosen_with_those_that_are_there_first(desk: Desk) -> None:
    old, gone, new = (
        leads.record_lead(desk, told.lead(on, name=name)) for on, name in ((-9, "a"), (-1, "b"), (-2, "c"))
    )
    leads.mark_gone(desk, gone)
    assert [line.id for line in lead_fits.leads(desk)] == [new, old, gone]
    assert [(one.name, one.detail) for one in references.choosable(desk, "lead")] == [
        ("c", ""),
        ("a", ""),
        ("b", desk.words("leads.gone_short")),
    ]
    leads.mark_there(desk, gone)
    assert lead_fits.leads(desk)[0].id == gone


def test_parting_two_records_leaves_what_a_person_was_told_where_it_was_written(desk: Desk) -> None:
    """The lead came through the other record; being told of it is no part of it."""
    keep, other = seeker(desk), seeker(desk, "Ada F.")
    lead = leads.record_lead(desk, told.lead(source="network", participant=other))
    joined = joining.join_records(desk, keep, JoinEntry(other=other))
    offer = leads.record_offer(desk, keep, told.offer(lead))
    joining.part_records(desk, joined)
    assert lead in {item.id for item in case.case(desk, other).timeline}
    assert offer in {item.id for item in case.case(desk, keep).timeline}


@pytest.mark.parametrize("text", told.HOSTILE[::3])
def test_a_hostile_text_is_only_text(desk: Desk, text: str) -> None:
    person = seeker(desk)
    said = {
        "name": "porter",
        "sector": "food_service",
        "job_type": "kitchen",
        "source": "team",
        "heard_on": "15/10/2026",
    }
    entry = read_entry(LeadEntry, {**said, "place": text[:180], "told_by": text[:180], "note": text}, today=told.TODAY)
    lead = leads.record_lead(desk, entry)
    line = lead_fits.lead(desk, lead).line
    assert (line.place, line.told_by, line.note) == (entry.place or "", entry.told_by or "", entry.note or "")
    assert [one.line.id for one in lead_fits.leads_for(desk, person).leads] == [lead]
