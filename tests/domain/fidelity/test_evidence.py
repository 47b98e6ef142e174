"""What the record has for items that people rate: each count with whom it is about, and nothing where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from ips_tui.domain.benefits import Office
from ips_tui.domain.contacts import ContactKind, Mode, Place, Result, Together
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.employers import MatchesPreferences
from ips_tui.domain.fidelity.evidence import EVIDENCE
from ips_tui.domain.fidelity.facts import FidelityFacts, More, OfficeMet, TeamMeeting, Written
from ips_tui.domain.fidelity.scale import Seen
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, Spent, TeamFacts
from ips_tui.domain.outcomes.figure import Part
from ips_tui.domain.outcomes.row_facts import Assigned, Decided, Supported, Updated
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.outreach import Try
from ips_tui.domain.people import AssignmentRole, ConsentState
from ips_tui.domain.support import Supporter, SupportTopic
from tests.domain.outcomes.made import ES, day, employer_met, job, met, new_id, person, staff

OTHER = UUID(int=901)
STAFF = (staff(), staff("ES2", id=OTHER))


def told(seen: Seen, *people: PersonFacts, team: dict[str, Any] | None = None, **facts: Any) -> dict[str, Part]:
    """The parts of one kind of evidence, by id and specialist."""
    known = FidelityFacts(TeamFacts(people=people, staff=STAFF, **(team or {})), **facts)
    found = EVIDENCE[seen](base_of(known.team, Period(day(-90), day(0))), known)
    return {f"{part.id} {part.group}".strip(): part for part in found}


def of(part: Part) -> tuple[Any, Any, tuple[str, ...]]:
    return part.numerator, part.denominator, part.people


def test_hours_and_stages() -> None:
    time = (Spent(day(-27), ES, 60, in_community=True), Spent(day(-28), ES, 99, in_community=True))
    assert {name: part.numerator for name, part in told(Seen.HOURS, team={"time": time}).items()} == {
        "minutes_noted ES1": 60
    }
    mine = (Assigned(day(-60), ES, AssignmentRole.RESPONSIBLE),)
    contacts = (replace(met(-50), stage=1), replace(met(-40), stage=2), replace(met(-30), stage=2, staff=OTHER))
    found = told(Seen.GENERALISTS, person("A", assignments=mine, contacts=contacts), person("B"))
    assert of(found["stages_carried ES1"]) == (2, 5, ("A",)) and of(found["stages_carried ES2"]) == (1, 5, ("A",))
    assert of(found["seen_by_another"]) == (1, None, ("A",))


def test_clinical_teams_and_offices() -> None:
    meetings = tuple(TeamMeeting(day(on), ES, UUID(int=7)) for on in (-3, -3, -10, -99))
    a, b = person("A", clinical_updates=(Updated(day(-3), 1),)), person("B")
    more = {b.id: More(written=(Written(day(-3), in_record=True),))}
    found = told(Seen.TEAM_CONTACT, a, b, meetings=meetings, more=more)
    assert of(found["weeks_at_team ES1"])[:2] == (2, 13)
    assert of(found["team_updated"]) == (1, 2, ("A",)) and of(found["in_clinical_record"]) == (1, 2, ("B",))

    offices = (
        OfficeMet(day(-3), ES, Office.EMPLOYMENT_OFFICE, Mode.TELEPHONE, a.id),
        OfficeMet(day(-4), ES, Office.EMPLOYMENT_OFFICE, Mode.FACE_TO_FACE),
        OfficeMet(day(-5), ES, Office.BENEFIT_OFFICE, Mode.FACE_TO_FACE, b.id),
        OfficeMet(day(-91), ES, Office.EMPLOYMENT_OFFICE, Mode.TELEPHONE, b.id),
    )
    found = told(Seen.OFFICES, a, b, offices=offices)
    assert of(found["office_contacts"]) == (2, None, ("A",))
    assert found["office_face_to_face"].numerator == 1 and of(found["office_weeks"])[:2] == (1, 13)
    assert told(Seen.OFFICES, a, offices=offices[2:]) == {}


def test_zero_exclusion_looks_at_what_came_after_a_loss() -> None:
    lost = person("A", on=-200, jobs=(job(-80, -40),), contacts=(met(-40),))
    again = replace(lost, ref="B", contacts=(met(-39),))
    found = told(Seen.ZERO_EXCLUSION, lost, again, person("C", on=-9))
    assert of(found["search_after_loss"]) == (1, 2, ("B",)) and of(found["people_came"]) == (1, None, ("C",))


@pytest.mark.parametrize(("talks", "again"), [((), 0), ((-56,), 1), ((-57,), 0)])
def test_disclosure_is_looked_at_again_where_that_is_due(talks: tuple[int, ...], again: int) -> None:
    a = person("A", decisions=(Decided(day(-58), Decision.FULL, pros_and_cons_on=day(-59)),))
    b = person("B", decisions=(Decided(day(-5), Decision.NO_CONTACT),))
    more = {a.id: More(talks=tuple(day(on) for on in talks), worded=(day(-58),))}
    found = told(Seen.DISCLOSURE, a, b, person("C"), more=more)
    assert of(found["looked_at_again"])[:2] == (again, 1) and of(found["pros_and_cons"]) == (1, 2, ("A",))
    assert of(found["words_agreed"]) == (1, 1, ("A",)) and of(found["served_without_telling"]) == (1, None, ("B",))


def test_profiles_follow_jobs_and_endings_teach() -> None:
    a = person("A", on=-200, jobs=(job(-80, -40),), profile_started=day(-190), profile_versions=(day(-190), day(-40)))
    b = person("B", on=-200, jobs=(job(-80),), profile_started=day(-190), profile_versions=(day(-190),))
    found = told(Seen.ASSESSMENT, a, b, person("C"), more={a.id: More(endings_learnt=(day(-40),))})
    assert of(found["has_profile"]) == (2, 3, ("A", "B"))
    assert of(found["profile_followed_job"]) == (1, 2, ("A",)) and of(found["learnt_from_ending"]) == (1, 1, ("A",))


def test_preferences_and_visits() -> None:
    def contact(matches: MatchesPreferences | None, on: int = -3, **more: Any) -> Any:
        return employer_met(on, matches=matches, **more)

    yes, partly = MatchesPreferences.YES, MatchesPreferences.PARTLY
    a = person("A", employer_contacts=(contact(yes), contact(partly), contact(None), contact(yes, -91)))
    b = person("B", employer_contacts=(contact(yes, made_by="participant"), contact(MatchesPreferences.NOT_APPLICABLE)))
    found = told(Seen.PREFERENCES, a, b)
    assert of(found["contacts_that_suit"]) == (1, 2, ("A",)) and of(found["some_did_not_suit"]) == (1, None, ("A",))
    firms = (employer_met(-3), employer_met(-200), replace(employer_met(-4), employer=UUID(int=801)))
    found = told(Seen.VISITS, team={"employer_contacts": firms})
    assert of(found["employers_met_again"])[:2] == (1, 2)
    assert told(Seen.VISITS, team={"employer_contacts": firms[1:2]}) == {}


def test_support_in_work() -> None:
    topics = (SupportTopic.TRAVEL, SupportTopic.STRESS, SupportTopic.CAREER)
    a = person("A", jobs=(job(-50),), support=(Supported(day(-5), Mode.TELEPHONE, new_id(), topics),))
    b = person("B", jobs=(job(-50),), support=(Supported(day(-5), Mode.TELEPHONE, new_id(), topics[:1]),))
    more = {b.id: More(supporters=((day(-50), (Supporter.SPECIALIST, Supporter.FAMILY)),))}
    found = told(Seen.SUPPORT, a, b, person("C"), person("D", jobs=(job(-50, -1),)), more=more)
    assert {name: of(part) for name, part in found.items()} == {
        "supported": (2, 2, ("A", "B")),
        "varied_support": (1, 2, ("A",)),
        "several_supporters": (1, 2, ("B",)),
        "career_help": (1, 2, ("A",)),
    }


def test_ways_of_outreach_are_those_of_people_who_were_hard_to_reach() -> None:
    def tried(on: int, *together: Together, place: Place | None = None) -> Try:
        kind, mode = ContactKind.OUTREACH_ATTEMPT, Mode.FACE_TO_FACE
        return Try(new_id(), day(on), "", kind, mode, place, Result.NOT_REACHED, together)

    a, b = person("A"), person("B")
    more = {
        a.id: More(
            tries=(tried(-9, Together.CLINICAL_STAFF, place=Place.HOME), tried(-3)), family=ConsentState.REFUSED
        ),
        b.id: More(tries=(tried(-91),)),
    }
    found = told(Seen.OUTREACH, a, b, person("C"), more=more)
    assert {name: part.numerator for name, part in found.items()} == {
        "way_stayed_open": 1,
        "way_attempts_noted": 1,
        "way_clinical_staff": 1,
        "way_home_community": 0,
        "way_joint_visits": 1,
        "way_family": 0,
        "family_refused": 1,
    }
    assert all(part.denominator in (1, None) for part in found.values())
    assert told(Seen.OUTREACH, b, more=more) == {}
