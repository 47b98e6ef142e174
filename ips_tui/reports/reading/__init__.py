"""Reads the store into the facts that measures look at: each table once and whole, however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.domain.outcomes.facts import PersonFacts, StaffFacts, TeamFacts
from ips_tui.domain.outcomes.row_facts import EmployerMet
from ips_tui.records.employers import EmployerContact
from ips_tui.records.people import ListItem, Participant, Staff
from ips_tui.reports.reading import job_rows, person_rows, time_rows
from ips_tui.reports.reading.tables import Rows

SATISFACTION = "satisfaction"


def read_team(desk: Desk, before: Callable[[], None] | None = None) -> TeamFacts:
    """The facts of everyone whose record is kept, closed cases too. Raises a StoreProblem.

    Nothing is left out by a day or a specialist: that is the figures' work (`known_by`, `of_specialist`). `before` is
    called before each table, and may raise to stop.
    """
    asked = desk.question_set(SATISFACTION)
    ratings = frozenset(question.id for question in asked.questions if question.kind == "rating")
    with desk.reading() as db:
        rows = Rows(db, before)
        staff = _staff(rows)
        contacts = _employer_contacts(rows)
        return TeamFacts(
            people=_people(rows, contacts, ratings),
            staff=staff,
            employer_contacts=contacts,
            time=time_rows.spent(rows, contacts),
        )


def _staff(rows: Rows) -> tuple[StaffFacts, ...]:
    table = Staff
    found = rows.of(
        table, table.id, table.ref, table.name, table.role, table.full_time_percent, table.from_on, table.to_on
    )
    return tuple(sorted((StaffFacts(*row) for row in found), key=lambda one: one.ref))


def _employer_contacts(rows: Rows) -> tuple[EmployerMet, ...]:
    t = EmployerContact
    found = rows.of(
        t,
        t.id,
        t.happened_on,
        t.mode,
        t.made_by,
        t.staff_id,
        t.employer_id,
        t.purpose,
        t.participant_id,
        t.matches_preferences,
        t.minutes,
    )
    return tuple(sorted((EmployerMet(*row) for row in found), key=lambda one: (one.on, one.id.int)))


def _people(rows: Rows, contacts: Iterable[EmployerMet], ratings: Collection[str]) -> tuple[PersonFacts, ...]:
    about: dict[UUID, list[EmployerMet]] = defaultdict(list)
    for contact in contacts:
        if contact.person is not None:
            about[contact.person].append(contact)
    groups = {row.id: row.name for row in rows.of(ListItem, ListItem.id, ListItem.name)}
    of: Mapping[str, Mapping[UUID, tuple[Any, ...]]] = {
        **person_rows.by_person(rows, ratings),
        "jobs": job_rows.by_person(rows),
    }
    t = Participant
    people = []
    for row in rows.of(
        t, t.id, t.ref, t.name, t.clinical_team_id, t.born_on, t.age_band, t.gender, t.ethnicity_group_id, t.ethnicity
    ):
        theirs = {name: found.get(row.id, ()) for name, found in of.items()}
        versions = theirs["profile_versions"]
        people.append(
            PersonFacts(
                id=row.id,
                ref=row.ref,
                name=row.name,
                employer_contacts=tuple(about[row.id]),
                profile_started=min(versions, default=None),
                clinical_team=row.clinical_team_id,
                born_on=row.born_on,
                age_band=row.age_band,
                gender=row.gender,
                # What was typed before there was a list is no group that could be compared.
                ethnicity_group=groups.get(row.ethnicity_group_id),
                **theirs,
            )
        )
    return tuple(sorted(people, key=lambda person: person.ref))
