"""What the indicators look at beside the facts of the measures; `reports.reading.fidelity_rows` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from ips_tui.domain.benefits import Office
from ips_tui.domain.contacts import Mode
from ips_tui.domain.outcomes.base import of_specialist
from ips_tui.domain.outcomes.facts import StaffFacts, TeamFacts
from ips_tui.domain.outreach import Try
from ips_tui.domain.people import ConsentState
from ips_tui.domain.support import Supporter


@dataclass(frozen=True)
class LogReviewed:
    """A specialist's week of contacts with employers, which the leader looked at."""

    on: date
    staff: UUID
    week: date
    """Its Monday."""


@dataclass(frozen=True)
class TeamMeeting:
    """A specialist at the meeting of a clinical team."""

    on: date
    staff: UUID
    team: UUID


@dataclass(frozen=True)
class OfficeMet:
    """A contact with the benefit or the employment office; `person` is None for one about how to work together."""

    on: date
    staff: UUID
    office: Office
    mode: Mode
    person: UUID | None = None


@dataclass(frozen=True)
class Written:
    """The clinical team has it in writing: the status of the search or job in its record, the goal in its plan."""

    on: date
    in_record: bool | None = None


@dataclass(frozen=True)
class More:
    """What further is looked at of one person. Every group is in the order of its days."""

    tries: tuple[Try, ...] = ()
    talks: tuple[date, ...] = ()
    """Days on which a decision about disclosure was looked at again."""
    worded: tuple[date, ...] = ()
    """Days of decisions with words that were agreed for employers."""
    written: tuple[Written, ...] = ()
    endings_learnt: tuple[date, ...] = ()
    """Days of endings from which something to learn was written down."""
    supporters: tuple[tuple[date, tuple[Supporter, ...]], ...] = ()
    """Who supports in a job, by the day of the plan."""
    family: ConsentState | None = None
    """What they said of contact with their family, the last time."""


@dataclass(frozen=True)
class FidelityFacts:
    """What the indicators may know of a team."""

    team: TeamFacts
    more: Mapping[UUID, More] = field(default_factory=dict)
    """By the id of the person."""
    log_reviews: tuple[LogReviewed, ...] = ()
    meetings: tuple[TeamMeeting, ...] = ()
    offices: tuple[OfficeMet, ...] = ()

    def of(self, person: UUID) -> More:
        """What further is known of a person."""
        return self.more.get(person, More())


def extras_known_by(facts: FidelityFacts, day: date) -> FidelityFacts:
    """As it was known on that day (domain.md 6.6 D2); `team` is left as it is, the measures see to that."""
    return replace(
        facts,
        more={person: _more_by(more, day) for person, more in facts.more.items()},
        log_reviews=tuple(r for r in facts.log_reviews if r.on <= day),
        meetings=tuple(m for m in facts.meetings if m.on <= day),
        offices=tuple(o for o in facts.offices if o.on <= day),
    )


def _more_by(more: More, day: date) -> More:
    return replace(
        more,
        tries=tuple(t for t in more.tries if t.on <= day),
        talks=tuple(on for on in more.talks if on <= day),
        worded=tuple(on for on in more.worded if on <= day),
        written=tuple(w for w in more.written if w.on <= day),
        endings_learnt=tuple(on for on in more.endings_learnt if on <= day),
        supporters=tuple(s for s in more.supporters if s[0] <= day),
    )


def fidelity_of_specialist(facts: FidelityFacts, specialist: StaffFacts, day: date) -> FidelityFacts:
    """Only that specialist, and whose people they were responsible for on that day, or last before it."""
    return FidelityFacts(
        of_specialist(facts.team, specialist, day),
        facts.more,
        tuple(r for r in facts.log_reviews if r.staff == specialist.id),
        tuple(m for m in facts.meetings if m.staff == specialist.id),
        tuple(o for o in facts.offices if o.staff == specialist.id),
    )
