"""Dates that nobody filled in and for want of which somebody will not be counted (domain.md 5.4, 6.6 D5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.job_facts import Work
from ips_tui.domain.outcomes.served import STUDYING


class BlankKind(StrEnum):
    """What is missing; its words are `measure.blank.<value>`."""

    FIRST_SEEN = "first_seen"
    PROFILE_STARTED = "profile_started"
    START = "start"
    FOUR_HOURS = "four_hours"
    HOURS = "hours"
    WAGE = "wage"
    ENROLLED = "enrolled"


MEASURES_OF = {
    BlankKind.FIRST_SEEN: ("M10", "M16", "M21"),
    BlankKind.PROFILE_STARTED: ("M7", "M26"),
    BlankKind.START: ("M2", "M4", "M5", "M8", "M10", "M11", "M12", "M13", "M14", "M15", "M16", "M17", "M18", "M19"),
    BlankKind.FOUR_HOURS: ("M2", "M4", "M5", "M8", "M11", "M12", "M13", "M14", "M15", "M16", "M17", "M18"),
    BlankKind.HOURS: ("M13", "M15", "M18"),
    BlankKind.WAGE: ("M13",),
    BlankKind.ENROLLED: ("M20",),
}
"""The measures in which somebody is not counted, or is counted for too long, as long as it is missing."""


@dataclass(frozen=True)
class Blank:
    """One thing that is missing: of whom, what, since when, and of which job or course."""

    ref: str
    kind: BlankKind
    on: date | None = None
    about: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures it matters for."""
        return MEASURES_OF[self.kind]


def blanks(base: Base) -> tuple[Blank, ...]:
    """Everything missing for the people of a period on its last day, person by person."""
    return tuple(blank for case in base.cases for blank in _of(case))


def _of(case: Case) -> Iterator[Blank]:
    if case.first_seen is None and case.closed is None:
        yield Blank(case.ref, BlankKind.FIRST_SEEN, case.entry.on)
    stage = max(case.person.stages, key=lambda s: s.on, default=None)
    if case.person.profile_started is None and stage is not None and stage.stage > 1:
        yield Blank(case.ref, BlankKind.PROFILE_STARTED, stage.on)
    for job in case.person.jobs:
        yield from _of_job(case, job)
    for studied in case.person.education:
        if studied.enrolled_on is None and studied.status in STUDYING and studied.noted_on <= case.period.last:
            yield Blank(case.ref, BlankKind.ENROLLED, studied.noted_on, studied.name)


def _of_job(case: Case, job: Work) -> Iterator[Blank]:
    if job in case.without_start:
        yield Blank(case.ref, BlankKind.START, job.accepted_on, job.name)
    if job not in case.begun:
        return
    if not case.confirmed(job):
        yield Blank(case.ref, BlankKind.FOUR_HOURS, job.start_on, job.name)
    if all(terms.hours is None for terms in job.terms):
        yield Blank(case.ref, BlankKind.HOURS, job.start_on, job.name)
    if job.minimum_wage is None:
        yield Blank(case.ref, BlankKind.WAGE, job.start_on, job.name)
