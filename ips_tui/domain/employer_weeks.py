"""Contacts with employers by specialist and week, as the weekly log counts them (domain.md 4.14; 3.2 item 17).

A week is its seven days from Monday on. There is no correction for part time or leave (domain.md 6.6 D18).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ips_tui.domain.employers import EmployerMode, MadeBy, counts_as_met
from ips_tui.domain.rhythms import WEEK

WEEKS = 8
"""Weeks that are looked back on, with the one that runs."""


@dataclass(frozen=True)
class LoggedContact:
    """What the log needs to know of one contact."""

    staff: UUID
    on: date
    mode: EmployerMode
    made_by: MadeBy
    about_person: bool


@dataclass(frozen=True)
class WeekCount:
    """The contacts of one specialist in one week."""

    general: int = 0
    """Face to face, about nobody in particular."""
    about_person: int = 0
    """Face to face, for one participant."""
    other: int = 0
    """By telephone, video or message. They count for no fidelity item."""

    @property
    def face_to_face(self) -> int:
        """What item 17 counts: general and specific ones alike, repeats too."""
        return self.general + self.about_person


def monday_of(day: date) -> date:
    """The day its week begins with."""
    return day - timedelta(days=day.weekday())


def last_weeks(today: date, count: int = WEEKS) -> tuple[date, ...]:
    """The Mondays of the week that runs and of those before it, the newest first."""
    return tuple(monday_of(today) - timedelta(days=WEEK * back) for back in range(count))


def counted(contacts: Iterable[LoggedContact], weeks: Sequence[date]) -> Mapping[tuple[UUID, date], WeekCount]:
    """How many contacts each specialist made in each of these weeks (Mondays); weeks without any are left out.

    A participant's own visit is theirs and counts for no specialist. A contact without agreement is never among
    `contacts`: it is no contact of the log.
    """
    found: dict[tuple[UUID, date], WeekCount] = {}
    wanted = set(weeks)
    for contact in contacts:
        week = monday_of(contact.on)
        if week not in wanted or contact.made_by is not MadeBy.SPECIALIST:
            continue
        before = found.get((contact.staff, week), WeekCount())
        met = counts_as_met(contact.mode, contact.made_by)
        found[contact.staff, week] = WeekCount(
            general=before.general + (met and not contact.about_person),
            about_person=before.about_person + (met and contact.about_person),
            other=before.other + (not met),
        )
    return found
