"""What happened with each person, read table by table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from ips_tui.domain.action_plan import AGREED
from ips_tui.domain.contacts import TriedBy
from ips_tui.domain.outcomes import row_facts as facts
from ips_tui.records.action_plan import ActionPlan, Objective
from ips_tui.records.benefits import BenefitsCounselling
from ips_tui.records.closure import Closure
from ips_tui.records.contacts import ClinicalUpdate, Contact
from ips_tui.records.disclosure import DisclosureAgreement
from ips_tui.records.education import Education
from ips_tui.records.engagement import Pause, Satisfaction, SatisfactionAnswer
from ips_tui.records.job_search import Application, Interview, SearchActivity
from ips_tui.records.people import Assignment, MainStage, Referral
from ips_tui.records.profile import VocationalProfile
from ips_tui.records.support import FollowAlongContact
from ips_tui.reports.reading.tables import Rows, grouped

ByPerson = Mapping[UUID, tuple[Any, ...]]
MOST = 10
"""The best of a rating from 0."""


def by_person(rows: Rows, ratings: Collection[str]) -> Mapping[str, ByPerson]:
    """The groups of `PersonFacts` by their names and then by person, but for jobs and employers.

    `ratings` are the ids of the questions about satisfaction that are answered by a figure from 0 to 10.
    """
    found = {
        "referrals": _referrals(rows),
        "closures": _closures(rows),
        "plans": _plans(rows),
        "pauses": _pauses(rows),
        "satisfaction": _satisfaction(rows, ratings),
        "benefits": _benefits(rows),
        "applications": _applications(rows),
        "activities": _activities(rows),
        "decisions": _decisions(rows),
        "assignments": _assignments(rows),
    }
    # Rows come by their ids, and of two on a day the earlier id stays before the later.
    by_day: dict[str, ByPerson] = {name: grouped(told, lambda fact: fact.on) for name, told in found.items()}
    contacts = _contacts(rows)
    of_contact = {fact.id: fact for _, fact in contacts}
    by_day["contacts"] = grouped(contacts, lambda fact: fact.on)
    by_day["support"] = grouped(_support(rows, of_contact), lambda fact: fact.on)
    u, s = ClinicalUpdate, MainStage
    by_day["clinical_updates"] = grouped(
        (
            (row.participant_id, facts.Updated(row.happened_on, row.stage, row.clinical_meeting_id))
            for row in rows.of(u, u.participant_id, u.happened_on, u.stage, u.clinical_meeting_id)
        ),
        lambda fact: fact.on,
    )
    by_day["stages"] = grouped(
        (
            (row.participant_id, facts.Staged(row.entered_on, row.stage))
            for row in rows.of(s, s.participant_id, s.entered_on, s.stage)
        ),
        lambda fact: fact.on,
    )
    by_day["education"] = grouped(_education(rows), lambda fact: fact.noted_on)
    by_day["profile_versions"] = _days(rows, VocationalProfile, VocationalProfile.begun_on)
    by_day["interviews"] = _days(rows, Interview, Interview.happened_on)
    return by_day


def _days(rows: Rows, table: Any, on: Any) -> ByPerson:
    found = rows.of(table, table.participant_id, on)
    return grouped(((row[0], row[1]) for row in found), lambda day: day)


def _referrals(rows: Rows) -> Iterator[tuple[UUID, facts.Referred]]:
    t = Referral
    for row in rows.of(t, t.participant_id, t.id, t.accepted_on, t.received_on, t.work_status, t.source, t.programme):
        yield row[0], facts.Referred(*row[1:])


def _closures(rows: Rows) -> Iterator[tuple[UUID, facts.Closed]]:
    t = Closure
    for row in rows.of(t, t.participant_id, t.closed_on, t.reason, t.reopened_on):
        yield row[0], facts.Closed(*row[1:])


def _contacts(rows: Rows) -> list[tuple[UUID, facts.Met]]:
    t = Contact
    found = rows.of(
        t,
        t.participant_id,
        t.id,
        t.happened_on,
        t.mode,
        t.result,
        t.kind,
        t.staff_id,
        t.place,
        t.minutes,
        t.stage,
        t.group_session_id,
        t.tried_by,
    )
    # What the clinical team tried alone is no contact of ours.
    return [(row[0], facts.Met(*row[1:])) for row in found if row.tried_by is not TriedBy.CLINICAL_STAFF]


def _plans(rows: Rows) -> Iterator[tuple[UUID, facts.Planned]]:
    o, t = Objective, ActionPlan
    objectives: Counter[UUID] = Counter()
    smart: dict[UUID, bool] = defaultdict(bool)
    for row in rows.of(o, o.action_plan_id, o.specific, o.measurable, o.relevant_goal_id, o.due_on):
        objectives[row.action_plan_id] += 1
        parts = (row.specific, row.measurable, row.relevant_goal_id, row.due_on)
        smart[row.action_plan_id] |= all(parts)
    for row in rows.of(t, t.participant_id, t.id, t.made_on, t.agreed, t.agreed_on, t.withdrawn_on):
        # A plan that was agreed without a day for it was agreed when it was made.
        agreed_on: date | None = (row.agreed_on or row.made_on) if row.agreed in AGREED else None
        yield (
            row.participant_id,
            facts.Planned(row.id, row.made_on, agreed_on, row.withdrawn_on, smart[row.id], objectives[row.id]),
        )


def _education(rows: Rows) -> Iterator[tuple[UUID, facts.Studied]]:
    t = Education
    for row in rows.of(t, t.participant_id, t.name, t.noted_on, t.status, t.enrolled_on, t.starts_on, t.finished_on):
        yield row[0], facts.Studied(*row[1:])


def _pauses(rows: Rows) -> Iterator[tuple[UUID, facts.Paused]]:
    t = Pause
    for row in rows.of(t, t.participant_id, t.from_on, t.to_on, t.reason):
        yield row[0], facts.Paused(*row[1:])


def _satisfaction(rows: Rows, ratings: Collection[str]) -> Iterator[tuple[UUID | None, facts.Rated]]:
    a, t = SatisfactionAnswer, Satisfaction
    given: dict[UUID, list[int]] = defaultdict(list)
    for row in rows.of(a, a.satisfaction_id, a.question, a.value):
        said = row.value or ""
        if row.question in ratings and said.isascii() and said.isdigit() and len(said) < 3 and int(said) <= MOST:
            given[row.satisfaction_id].append(int(said))
    for row in rows.of(t, t.participant_id, t.id, t.happened_on):
        yield row.participant_id, facts.Rated(row.happened_on, tuple(given[row.id]))


def _benefits(rows: Rows) -> Iterator[tuple[UUID, facts.Counselled]]:
    t = BenefitsCounselling
    for row in rows.of(t, t.participant_id, t.happened_on, t.occasion, t.job_id, t.adviser_trained):
        yield row[0], facts.Counselled(*row[1:])


def _support(rows: Rows, contacts: Mapping[UUID, facts.Met]) -> Iterator[tuple[UUID, facts.Supported]]:
    t = FollowAlongContact
    for row in rows.of(t, t.participant_id, t.contact_id, t.job_id, t.topics, t.satisfaction):
        if (held := contacts.get(row.contact_id)) is not None:
            yield row.participant_id, facts.Supported(held.on, held.mode, row.job_id, row.topics, row.satisfaction)


def _applications(rows: Rows) -> Iterator[tuple[UUID, facts.Applied]]:
    t = Application
    for row in rows.of(t, t.participant_id, t.made_on, t.route, t.result, t.matches_preferences):
        yield row[0], facts.Applied(*row[1:])


def _activities(rows: Rows) -> Iterator[tuple[UUID, facts.Searched]]:
    t = SearchActivity
    for row in rows.of(t, t.participant_id, t.happened_on, t.kind, t.attended):
        yield row[0], facts.Searched(*row[1:])


def _decisions(rows: Rows) -> Iterator[tuple[UUID, facts.Decided]]:
    t = DisclosureAgreement
    for row in rows.of(t, t.participant_id, t.decided_on, t.decision, t.pros_and_cons_on, t.withdrawn_on):
        yield row[0], facts.Decided(*row[1:])


def _assignments(rows: Rows) -> Iterator[tuple[UUID, facts.Assigned]]:
    t = Assignment
    for row in rows.of(t, t.participant_id, t.from_on, t.staff_id, t.role, t.to_on):
        yield row[0], facts.Assigned(*row[1:])
