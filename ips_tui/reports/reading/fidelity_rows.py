"""Reads what the indicators of fidelity look at beside the facts of the measures: each table once and whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import AppointmentState, ClosedBy, ContactKind, Result, TriedBy
from ips_tui.domain.fidelity import facts
from ips_tui.domain.fidelity.facts import FidelityFacts, More
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outreach import Try
from ips_tui.domain.people import ConsentAbout, ConsentState
from ips_tui.records.benefits import OfficeContact
from ips_tui.records.community import ClinicalMeeting
from ips_tui.records.contacts import Appointment, ClinicalUpdate, Contact
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureTalk
from ips_tui.records.employers import EmployerLogReview
from ips_tui.records.jobs import JobEnding
from ips_tui.records.people import Consent
from ips_tui.records.support import InWorkSupportPlan
from ips_tui.reports.reading import read_team
from ips_tui.reports.reading.tables import Rows, grouped


def read_fidelity(desk: Desk, team: TeamFacts | None = None, before: Callable[[], None] | None = None) -> FidelityFacts:
    """The facts of everyone whose record is kept; `team` spares reading it again. Raises a StoreProblem.

    `before` is called before each table, and may raise to stop.
    """
    team = team or read_team(desk, before)
    with desk.reading() as db:
        rows = Rows(db, before)
        r, m, o = EmployerLogReview, ClinicalMeeting, OfficeContact
        return FidelityFacts(
            team,
            _more(rows),
            tuple(facts.LogReviewed(*row) for row in rows.of(r, r.reviewed_on, r.staff_id, r.week_on)),
            tuple(facts.TeamMeeting(*row) for row in rows.of(m, m.happened_on, m.staff_id, m.clinical_team_id)),
            tuple(
                facts.OfficeMet(*row)
                for row in rows.of(o, o.happened_on, o.staff_id, o.office, o.mode, o.participant_id)
            ),
        )


def _more(rows: Rows) -> Mapping[UUID, More]:
    a, t, u, e, p = DisclosureAgreement, DisclosureTalk, ClinicalUpdate, JobEnding, InWorkSupportPlan
    tries = grouped(_tries(rows), lambda one: one.on)
    talks = _days(rows.of(t, t.participant_id, t.happened_on))
    worded = _days(
        (row.participant_id, row.decided_on)
        for row in rows.of(a, a.participant_id, a.decided_on, a.agreed_words)
        if row.agreed_words
    )
    written = grouped(
        (
            (row.participant_id, facts.Written(row.happened_on, row.status_in_clinical_record))
            for row in rows.of(u, u.participant_id, u.happened_on, u.status_in_clinical_record)
        ),
        lambda one: one.on,
    )
    learnt = _days(
        (row.participant_id, row.last_day_on)
        for row in rows.of(e, e.participant_id, e.last_day_on, e.learnt, e.differently)
        if row.learnt or row.differently
    )
    supporters = grouped(
        (
            (row.participant_id, (row.made_on, row.who_supports or ()))
            for row in rows.of(p, p.participant_id, p.made_on, p.who_supports)
        ),
        lambda one: one[0],
    )
    family = _family(rows)
    people = {*tries, *talks, *worded, *written, *learnt, *supporters, *family}
    return {
        one: More(
            tries.get(one, ()),
            talks.get(one, ()),
            worded.get(one, ()),
            written.get(one, ()),
            learnt.get(one, ()),
            supporters.get(one, ()),
            family.get(one),
        )
        for one in people
    }


def _days(found: Iterable[tuple[UUID, date]]) -> Mapping[UUID, tuple[date, ...]]:
    return grouped(((row[0], row[1]) for row in found), lambda day: day)


def _tries(rows: Rows) -> Iterable[tuple[UUID | None, Try]]:
    """Every contact and try, those of clinical staff too, and appointments that the person missed."""
    c, a = Contact, Appointment
    for row in rows.of(
        c,
        c.participant_id,
        c.id,
        c.happened_on,
        c.kind,
        c.mode,
        c.place,
        c.result,
        c.together_with,
        c.tried_by,
    ):
        by = row.tried_by or TriedBy.SPECIALIST
        yield (
            row.participant_id,
            Try(row.id, row.happened_on, "", row.kind, row.mode, row.place, row.result, row.together_with or (), by),
        )
    for row in rows.of(a, a.participant_id, a.id, a.on, a.mode, a.state, a.closed_by, a.contact_id):
        missed = row.state is AppointmentState.MISSED and row.closed_by is ClosedBy.PARTICIPANT
        if missed and row.contact_id is None:
            yield row.participant_id, Try(row.id, row.on, "", ContactKind.OTHER, row.mode, None, Result.NO_SHOW)


def _family(rows: Rows) -> Mapping[UUID, ConsentState]:
    c = Consent
    said: dict[UUID, list[tuple[date, int, ConsentState]]] = defaultdict(list)
    for row in rows.of(c, c.participant_id, c.id, c.about, c.state, c.said_on):
        if row.about is ConsentAbout.FAMILY:
            said[row.participant_id].append((row.said_on, row.id.int, row.state))
    return {person: max(found, key=lambda one: one[:2])[2] for person, found in said.items()}
