"""Where the hours of the staff went, as far as minutes were written down (IPS-25, item 24).

It is an estimate from the places of contacts: nobody keeps a log of every hour, and the way there is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ips_tui.domain.community import OutreachKind
from ips_tui.domain.contacts import Mode, Place
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.outcomes.facts import Spent
from ips_tui.domain.outcomes.row_facts import EmployerMet
from ips_tui.records.benefits import OfficeContact
from ips_tui.records.community import ClinicalMeeting, GroupSession, Outreach
from ips_tui.records.contacts import Contact
from ips_tui.reports.reading.tables import Rows

IN_COMMUNITY = frozenset({Place.COMMUNITY, Place.HOME, Place.WORKPLACE, Place.EMPLOYER, Place.COLLEGE, Place.CAR})
"""Places away from the clinic and from the specialist's own desk."""


def spent(rows: Rows, contacts: Iterable[EmployerMet]) -> tuple[Spent, ...]:
    """The minutes with people, employers, clinical teams and offices, by day and member of staff.

    What has no minutes tells nothing of hours and is left out; a session with several people counts once.
    """
    found = [*_with_people(rows), *_with_employers(contacts), *_with_teams(rows), *_outreach(rows)]
    return tuple(sorted(found, key=lambda one: (one.on, one.staff.int)))


def _with_people(rows: Rows) -> Iterator[Spent]:
    c, g = Contact, GroupSession
    for row in rows.of(c, c.happened_on, c.staff_id, c.minutes, c.mode, c.place, c.group_session_id):
        if row.minutes and row.group_session_id is None:
            yield Spent(row.happened_on, row.staff_id, row.minutes, _outside(row.mode, row.place))
    for row in rows.of(g, g.happened_on, g.staff_id, g.minutes, g.mode, g.place):
        if row.minutes:
            yield Spent(row.happened_on, row.staff_id, row.minutes, _outside(row.mode, row.place))


def _outside(mode: Mode, place: Place | None) -> bool:
    return mode is Mode.FACE_TO_FACE and place in IN_COMMUNITY


def _with_employers(contacts: Iterable[EmployerMet]) -> Iterator[Spent]:
    for contact in contacts:
        if contact.minutes and contact.made_by is MadeBy.SPECIALIST:
            outside = contact.mode is EmployerMode.FACE_TO_FACE
            yield Spent(contact.on, contact.staff, contact.minutes, outside)


def _with_teams(rows: Rows) -> Iterator[Spent]:
    m, o = ClinicalMeeting, OfficeContact
    for row in rows.of(m, m.happened_on, m.staff_id, m.minutes):
        if row.minutes:
            yield Spent(row.happened_on, row.staff_id, row.minutes, in_community=False)
    for row in rows.of(o, o.happened_on, o.staff_id, o.minutes, o.mode):
        if row.minutes:
            yield Spent(row.happened_on, row.staff_id, row.minutes, row.mode is Mode.FACE_TO_FACE)


def _outreach(rows: Rows) -> Iterator[Spent]:
    t = Outreach
    for row in rows.of(t, t.happened_on, t.staff_id, t.minutes, t.kind):
        if row.minutes:
            yield Spent(row.happened_on, row.staff_id, row.minutes, row.kind is not OutreachKind.CLINIC_VISIT)
