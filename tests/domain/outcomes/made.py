"""Short ways to make facts about invented people; days count from T, the day that figures look from."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from ips_tui.domain.closure import ClosureReason
from ips_tui.domain.contacts import ContactKind, Mode, Result
from ips_tui.domain.education import EducationStatus
from ips_tui.domain.employers import EmployerMode, MadeBy, Purpose
from ips_tui.domain.jobs import EndedHow
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, StaffFacts, TeamFacts
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.domain.outcomes.job_facts import Away, Ended, Terms, Work
from ips_tui.domain.outcomes.measures import figures
from ips_tui.domain.outcomes.row_facts import Closed, EmployerMet, Met, Referred, Studied
from ips_tui.domain.outcomes.rules import Period, Rules
from ips_tui.domain.people import StaffRole, WorkStatus

T = date(2026, 10, 15)
QUARTER = (-90, 0)
ES = UUID(int=900)
_ids = count(1)


def day(offset: int) -> date:
    """The day that lies so many days from T."""
    return T + timedelta(days=offset)


def _maybe(offset: int | None) -> date | None:
    return None if offset is None else day(offset)


def new_id() -> UUID:
    """The next id."""
    return UUID(int=next(_ids))


def referred(on: int = -60, status: str = "unemployed") -> Referred:
    """A referral, received and accepted on a day."""
    return Referred(new_id(), day(on), day(on), WorkStatus(status))


def closed(on: int, reason: str = "changed_mind", reopened: int | None = None) -> Closed:
    """A closing."""
    return Closed(day(on), ClosureReason(reason), _maybe(reopened))


def met(on: int, mode: str = "face_to_face", result: str = "took_place") -> Met:
    """A contact with the person."""
    return Met(new_id(), day(on), Mode(mode), Result(result), ContactKind.ENGAGEMENT, ES)


def employer_met(on: int, mode: str = "face_to_face", made_by: str = "specialist", **more: Any) -> EmployerMet:
    """A contact with an employer, of the one specialist there is."""
    return EmployerMet(
        new_id(),
        day(on),
        EmployerMode(mode),
        MadeBy(made_by),
        more.pop("staff", ES),
        UUID(int=800),
        Purpose.FOLLOW_UP,
        **more,
    )


def job(
    start: int | None,
    end: int | None = None,
    *,
    four_hours: int | str | None = "start",
    how: str = "mutual",
    hours: int | None = 16,
    away: tuple[tuple[int, int | None], ...] = (),
    **more: Any,
) -> Work:
    """A competitive job from a day on, confirmed on its first day; `end` is its last day."""
    confirmed = start if four_hours == "start" else four_hours
    usual: dict[str, Any] = {"minimum_wage": True, "open_to_all": True, "accepted_on": _maybe(start)}
    terms = () if start is None else (Terms(day(start), None if hours is None else Decimal(hours), first=True),)
    return Work(
        id=new_id(),
        name=more.pop("name", "work"),
        start_on=_maybe(start),
        four_hours_on=None if confirmed is None else day(int(confirmed)),
        terms=more.pop("terms", terms),
        absences=tuple(Away(day(a), _maybe(b)) for a, b in away),
        ended=None if end is None else Ended(day(end), EndedHow(how)),
        **(usual | more),
    )


def studied(enrolled: int | None, finished: int | None = None, status: str = "enrolled") -> Studied:
    """A course."""
    noted = 0 if enrolled is None else min(enrolled, 0)
    return Studied("course", day(noted), EducationStatus(status), _maybe(enrolled), None, _maybe(finished))


def person(ref: str = "A", on: int = -60, *, status: str = "unemployed", seen: int | None = None, **more: Any) -> Any:
    """Somebody referred on a day; `seen` is the day of the first meeting."""
    usual: dict[str, Any] = {"referrals": (referred(on, status),)}
    if seen is not None:
        usual["contacts"] = (met(seen),)
    return PersonFacts(id=new_id(), ref=ref, **(usual | more))


def staff(ref: str = "ES1", **more: Any) -> StaffFacts:
    """An employment specialist."""
    return StaffFacts(more.pop("id", ES), ref, ref, StaffRole.EMPLOYMENT_SPECIALIST, **more)


def figure(
    measure: str,
    *people: PersonFacts,
    period: tuple[int, int] = QUARTER,
    rules: Rules | None = None,
    team: TeamFacts | None = None,
) -> Figure:
    """One measure over a period of days from T."""
    facts = team or TeamFacts(people=people)
    (found,) = figures(base_of(facts, Period(day(period[0]), day(period[1])), rules), [measure])
    return found
