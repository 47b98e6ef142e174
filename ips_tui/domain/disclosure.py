"""What may be said to employers (domain.md 4.5), and the one hard gate that hangs on it (1.9 G4, G5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ips_tui.domain.employers import Purpose


class Decision(StrEnum):
    """What a person decided about employers being told."""

    FULL = "full"
    PARTIAL = "partial"
    SERVICE_ONLY = "service_only"
    NO_CONTACT = "no_contact"
    UNDECIDED = "undecided"
    NOT_DISCUSSED = "not_discussed"


ALLOWING = frozenset({Decision.FULL, Decision.PARTIAL, Decision.SERVICE_ONLY})
"""Decisions under which a specialist may speak to an employer about the person."""


class WhoTells(StrEnum):
    """Who tells the employer."""

    PARTICIPANT = "participant"
    SPECIALIST = "specialist"
    BOTH = "both"
    NOBODY = "nobody"


class WhenTold(StrEnum):
    """When the employer is told."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    OFFER = "offer"
    AFTER_START = "after_start"
    IF_NEEDED = "if_needed"


class ToWhom(StrEnum):
    """Who at the employer may be told."""

    HIRING_MANAGER = "hiring_manager"
    LINE_MANAGER = "line_manager"
    HR = "hr"
    COLLEAGUE = "colleague"
    OCCUPATIONAL_HEALTH = "occupational_health"


class Scope(StrEnum):
    """Which employers the agreement is about."""

    ALL = "all"
    NAMED = "named"
    NONE = "none"


class InWorkContact(StrEnum):
    """Whether the specialist may speak to the employer once the person works there."""

    YES = "yes"
    WITH_ME = "with_me"
    NO = "no"


class AgreementForm(StrEnum):
    """How the agreement was given."""

    SIGNED = "signed"
    WITNESSED = "witnessed"
    VERBAL = "verbal"


@dataclass(frozen=True)
class Agreement:
    """The facts of one disclosure agreement that the gate looks at."""

    id: UUID
    decided_on: date
    decision: Decision
    scope: Scope
    employers: frozenset[UUID]
    in_work_contact: InWorkContact
    valid_until: date | None = None
    withdrawn_on: date | None = None
    talked_through: bool = True
    """Whether what speaks for and against it was talked through with the person, which comes first (4.5)."""


@dataclass(frozen=True)
class GateAnswer:
    """Whether the contact may be recorded about the person, and why not (`gate.<why>` in the word pack)."""

    allowed: bool
    why: str
    agreement: Agreement | None = None


def agreement_on(agreements: Sequence[Agreement], day: date) -> Agreement | None:
    """The agreement that counts on a day: the latest decision up to that day; a later one replaces it."""
    past = [a for a in agreements if a.decided_on <= day]
    return max(past, key=lambda a: (a.decided_on, a.id.int)) if past else None


def in_work_agreement(agreements: Sequence[Agreement], employer: UUID, day: date) -> Agreement | None:
    """The agreement as it stands that lets a specialist be in touch about a job there from that day on (G5).

    None where the latest decision does not: no such contact, another employer, taken back, or run out by then.
    """
    counted = agreement_on(agreements, date.max)
    if counted is None:
        return None
    on = max(day, counted.decided_on, counted.withdrawn_on or day)
    answer = employer_contact_gate(
        agreements, on=on, employer=employer, purpose=Purpose.IN_WORK_SUPPORT, participant_present=True
    )
    return counted if answer.allowed else None


def standing(agreements: Sequence[Agreement], on: date, employer: UUID | None = None) -> GateAnswer:
    """Whether an agreement is in force on a day, for that employer or for any; the gate and F4 both ask here.

    A withdrawal takes effect on its own day. A decision whose pros and cons were not talked through stands as it was
    said, and opens nothing (domain.md 4.5).
    """
    counted = agreement_on(agreements, on)
    if counted is None:
        return GateAnswer(False, "decided_later" if agreements else "none_yet")
    if counted.withdrawn_on is not None and counted.withdrawn_on <= on:
        return GateAnswer(False, "withdrawn", counted)
    if counted.valid_until is not None and counted.valid_until < on:
        return GateAnswer(False, "run_out", counted)
    if counted.decision not in ALLOWING or counted.scope is Scope.NONE:
        why = counted.decision.value if counted.decision not in ALLOWING else "no_employer"
        return GateAnswer(False, why, counted)
    if not counted.talked_through:
        return GateAnswer(False, "not_talked_through", counted)
    if counted.scope is Scope.NAMED and employer is not None and employer not in counted.employers:
        return GateAnswer(False, "other_employers", counted)
    return GateAnswer(True, "in_force", counted)


def employer_contact_gate(
    agreements: Sequence[Agreement],
    *,
    on: date,
    employer: UUID,
    purpose: Purpose,
    participant_present: bool,
) -> GateAnswer:
    """Was an agreement in force on the day of the contact, for this employer and purpose?

    Gates G4 and G5 of domain.md 1.9 (seed 001): without it no contact with an employer about this person.
    """
    answer = standing(agreements, on, employer)
    counted = answer.agreement
    if counted is None or not answer.allowed:
        return answer
    if purpose is Purpose.IN_WORK_SUPPORT:
        if counted.in_work_contact is InWorkContact.NO:
            return GateAnswer(False, "no_in_work_contact", counted)
        if counted.in_work_contact is InWorkContact.WITH_ME and not participant_present:
            return GateAnswer(False, "only_with_person", counted)
    return answer
