"""What is due, computed by rule from facts and without reference to today (DESIGN idea 4; domain.md 6.4, 6.6 F).

Each rule is one function over one subject's facts. A line leaves Today because it was done: the facts change,
the rule no longer gives it. Identity is (subject, kind, source record), so a line stays itself over recomputation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from ips_tui.domain.contacts import UNANSWERED, AppointmentFor, AppointmentState, Mode
from ips_tui.domain.disclosure import Decision, agreement_on
from ips_tui.domain.facts import CaseFacts, EmployerFacts
from ips_tui.domain.rhythms import Rhythms


class DueKind(StrEnum):
    """Kinds of due lines (F25); stable words that scripts rely on."""

    SEARCH_CLOCK = "search_clock"
    REVIEW = "review"
    CLINICAL_UPDATE = "clinical_update"
    DISCLOSURE_TALK = "disclosure_talk"
    APPOINTMENT = "appointment"
    HAND_OVER = "hand_over"
    EMPLOYER_CHECK_IN = "employer_check_in"


class FlagKind(StrEnum):
    """Conditions without a date (F25)."""

    OUTREACH_ACTIVE = "outreach_active"
    EMPLOYER_CONTACT_BLOCKED = "employer_contact_blocked"


@dataclass(frozen=True)
class Due:
    """One obligation: listed from `opens_on` until done, or until it lapses after `lapses_on`."""

    kind: DueKind
    source: UUID
    opens_on: date
    due_on: date
    reason: str
    """Id of the reason in the word pack, below `reason.`"""
    dates: tuple[tuple[str, date], ...] = ()
    """Days the reason names; how many days ago they are is said when it is read."""
    lapses_on: date | None = None


@dataclass(frozen=True)
class Upcoming:
    """An appointment, or a date agreed with the person: what `next` lists, up to and on its day."""

    kind: str
    source: UUID
    on: date


@dataclass(frozen=True)
class Owed:
    """Everything the rules say about one subject."""

    due: tuple[Due, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    flags: tuple[FlagKind, ...] = ()


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def outreach_active(facts: CaseFacts) -> bool:
    """From the first missed or unanswered contact until the next face-to-face meeting that took place (F19)."""
    met = max((c.on for c in facts.took_place if c.mode is Mode.FACE_TO_FACE), default=date.min)
    missed = [c.on for c in facts.contacts if c.result in UNANSWERED]
    missed += [a.on for a in facts.appointments if a.missed_by_person]
    return any(day > met for day in missed)


def search_clock(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """Early job seeking within four weeks of being first seen (seed 001; domain.md 1.8, 6.6 F2, F3)."""
    seen = facts.first_seen
    if seen is None or facts.first_search_on is not None:
        return
    due_on = seen.on + _days(rhythms.search_days)
    yield Due(
        DueKind.SEARCH_CLOCK,
        seen.id,
        due_on - _days(rhythms.search_lead),
        due_on,
        "search_clock",
        (("first_seen", seen.on),),
    )


def review(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """A review in regular rhythm (G7; F4, F5); it rests while outreach is active, which owes attempts (F19).

    A person accepted and never met owes the first one a rhythm after acceptance, so that nobody is forgotten.
    """
    if outreach_active(facts):
        return
    last = max(facts.reviews, key=lambda r: (r.on, r.id.int), default=None)
    met = facts.last_contact_on
    if last is not None and last.next_on is not None:
        yield Due(
            DueKind.REVIEW,
            last.id,
            last.next_on,
            last.next_on,
            "review_set",
            (("last_contact", met or last.on),),
        )
    elif met is not None:
        due_on = met + _days(rhythms.review_days)
        yield Due(DueKind.REVIEW, facts.referral, due_on, due_on, "review", (("last_contact", met),))
    else:
        due_on = facts.accepted_on + _days(rhythms.review_days)
        yield Due(DueKind.REVIEW, facts.referral, due_on, due_on, "never_met", (("accepted", facts.accepted_on),))


def clinical_update(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The clinical team updated once in each stage, a rhythm after entering it (G8; F7)."""
    done = any(u.stage is facts.stage and u.on >= facts.stage_entered_on for u in facts.clinical_updates)
    if not done:
        due_on = facts.stage_entered_on + _days(rhythms.clinical_update_days)
        since = (("entered", facts.stage_entered_on),)
        yield Due(DueKind.CLINICAL_UPDATE, facts.stage_source, due_on, due_on, "clinical_update", since)


def disclosure_talk(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The decision is looked at again (F11): on the date agreed at the last talk, else after 56 days."""
    last = max(facts.talks, key=lambda t: (t.on, t.id.int), default=None)
    if last is not None:
        due_on = last.next_on or last.on + _days(rhythms.disclosure_talk_days)
        yield Due(DueKind.DISCLOSURE_TALK, last.id, due_on, due_on, "disclosure_talk", (("last_talk", last.on),))


def passed_appointment(facts: CaseFacts | EmployerFacts, rhythms: Rhythms) -> Iterator[Due]:
    """An appointment whose day passed without a result, listed from the day after (F20)."""
    for planned in facts.appointments:
        if planned.state is AppointmentState.PLANNED:
            hand_over = planned.purpose is AppointmentFor.HAND_OVER
            yield Due(
                DueKind.HAND_OVER if hand_over else DueKind.APPOINTMENT,
                planned.id,
                planned.on if hand_over else planned.on + _days(1),
                planned.on,
                f"appointment_{planned.purpose}",
                (("planned", planned.on),),
            )


def employer_check_in(facts: EmployerFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The next date agreed with an employer, until a contact on or after it (domain.md 4.6)."""
    last = max(facts.visits, key=lambda v: (v.on, v.id.int), default=None)
    if last is not None and last.next_on is not None:
        seen = (("last_contact", last.on),)
        yield Due(DueKind.EMPLOYER_CHECK_IN, last.id, last.next_on, last.next_on, "employer_check_in", seen)


CASE_RULES: tuple[Callable[[CaseFacts, Rhythms], Iterator[Due]], ...] = (
    search_clock,
    review,
    clinical_update,
    disclosure_talk,
    passed_appointment,
)


def case_flags(facts: CaseFacts) -> Iterator[FlagKind]:
    """Conditions without a date: outreach active (F19), contact with employers refused (F12)."""
    if outreach_active(facts):
        yield FlagKind.OUTREACH_ACTIVE
    counted = agreement_on(facts.agreements, date.max)
    if counted is not None and counted.decision is Decision.NO_CONTACT:
        yield FlagKind.EMPLOYER_CONTACT_BLOCKED


def _planned(facts: CaseFacts | EmployerFacts) -> Iterator[Upcoming]:
    for planned in facts.appointments:
        if planned.state is AppointmentState.PLANNED:
            yield Upcoming(planned.purpose.value, planned.id, planned.on)


def owed_by_case(facts: CaseFacts, rhythms: Rhythms) -> Owed:
    """Everything due, planned and standing for one participant."""
    due = tuple(due for rule in CASE_RULES for due in rule(facts, rhythms))
    last = max(facts.talks, key=lambda t: (t.on, t.id.int), default=None)
    upcoming = tuple(_planned(facts))
    if last is not None and last.next_on is not None:
        upcoming += (Upcoming(AppointmentFor.DISCLOSURE_TALK.value, last.id, last.next_on),)
    return Owed(due, upcoming, tuple(case_flags(facts)))


def owed_by_employer(facts: EmployerFacts, rhythms: Rhythms) -> Owed:
    """Everything due and planned with one employer."""
    due = (*employer_check_in(facts, rhythms), *passed_appointment(facts, rhythms))
    return Owed(due, tuple(_planned(facts)))
