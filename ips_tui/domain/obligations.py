"""What is due, computed by rule from facts and without reference to today (DESIGN idea 4; domain.md 6.4, 6.6 F).

Each rule is one function over one subject's facts. A line leaves Today because it was done: the facts change,
the rule no longer gives it. Identity is (subject, kind, source record), so a line stays itself over recomputation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ips_tui.domain.contacts import UNANSWERED, AppointmentFor, AppointmentState, Mode
from ips_tui.domain.disclosure import Decision, agreement_on
from ips_tui.domain.due import Due, DueKind, FlagKind, Owed, Upcoming, days
from ips_tui.domain.facts import CaseFacts, EmployerFacts, HeldFacts, StaffFacts
from ips_tui.domain.four_weeks import ClockStart, Reading
from ips_tui.domain.ladder import JOB_RULES, is_rung
from ips_tui.domain.rhythms import Rhythms


def outreach_active(facts: CaseFacts) -> bool:
    """From the first missed or unanswered contact until the next face-to-face meeting that took place (F19)."""
    met = max((c.on for c in facts.took_place if c.mode is Mode.FACE_TO_FACE), default=date.min)
    missed = [c.on for c in facts.contacts if c.result in UNANSWERED]
    missed += [a.on for a in facts.appointments if a.missed_by_person]
    return any(day > met for day in missed)


CLOCK_REASONS: Mapping[Reading, str] = {
    Reading.FIRST_SEEN: "search_clock",
    Reading.REFERRAL: "search_clock_referral",
    Reading.EMPLOYER_MET: "search_clock_employer",
    Reading.ACCEPTED: "search_clock_accepted",
}
"""Why a search clock is due, in each reading."""


def search_clock(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """Early job seeking within four weeks, in the reading that the team set (domain.md 1.8, 6.6 F2, F3).

    By default from being first seen (seed 001); the line is the same one in every reading that begins there.
    """
    reading = rhythms.four_weeks
    begun_on = facts.clock_from(reading)
    if begun_on is None or facts.clock_met_on(reading) is not None:
        return
    seen = facts.first_seen
    source = seen.id if seen is not None and reading.start is ClockStart.FIRST_SEEN else facts.referral
    due_on = begun_on + days(rhythms.search_days)
    yield Due(
        DueKind.SEARCH_CLOCK,
        source,
        due_on - days(rhythms.search_lead),
        due_on,
        CLOCK_REASONS[rhythms.reading],
        ((reading.start.value, begun_on),),
    )


def review(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """A review in regular rhythm (G7; F4, F5); it rests while outreach is active, which owes attempts (F19).

    One rhythm per person (F4): it rests under an agreed plan, which has its own, and while there is a job.
    A person accepted and never met owes the first one a rhythm after acceptance, so that nobody is forgotten.
    """
    if outreach_active(facts) or facts.jobs or facts.agreed_plan is not None:
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
        due_on = met + days(rhythms.review_days)
        yield Due(DueKind.REVIEW, facts.referral, due_on, due_on, "review", (("last_contact", met),))
    else:
        due_on = facts.accepted_on + days(rhythms.review_days)
        yield Due(DueKind.REVIEW, facts.referral, due_on, due_on, "never_met", (("accepted", facts.accepted_on),))


def clinical_update(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The clinical team updated once in each stage, a rhythm after entering it (G8; F7)."""
    done = any(u.stage is facts.stage and u.on >= facts.stage_entered_on for u in facts.clinical_updates)
    if not done:
        due_on = facts.stage_entered_on + days(rhythms.clinical_update_days)
        since = (("entered", facts.stage_entered_on),)
        yield Due(DueKind.CLINICAL_UPDATE, facts.stage_source, due_on, due_on, "clinical_update", since)


def plan_review(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """An agreed plan is looked at again (G10; F9): on the date set, else a rhythm after the last time or its making."""
    plan = facts.agreed_plan
    if plan is None or facts.jobs or outreach_active(facts):
        return
    looked_at = [r for r in facts.reviews if r.plan == plan.id and r.on >= plan.made_on]
    last = max(looked_at, key=lambda r: (r.on, r.id.int), default=None)
    since = plan.made_on if last is None else last.on
    due_on = (plan.review_on if last is None else last.next_on) or since + days(rhythms.plan_review_days)
    name = "plan_made" if last is None else "plan_review"
    yield Due(DueKind.PLAN_REVIEW, plan.id, due_on, due_on, name, ((name, since),))


def plan_step(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """A step of the plan, from its day until it is done, changed or dropped (F10)."""
    for step in facts.steps:
        yield Due(
            DueKind.PLAN_STEP,
            step.id,
            step.due_on,
            step.due_on,
            "plan_step",
            (("planned", step.due_on),),
            about=step.name,
        )


def _of_profile(facts: CaseFacts, rhythms: Rhythms, kind: DueKind, done: bool) -> Iterator[Due]:
    seen = facts.first_seen
    if done or seen is None or facts.profile_begun_on is None:
        return
    due_on = seen.on + days(rhythms.profile_days)
    yield Due(kind, seen.id, due_on - days(rhythms.profile_lead), due_on, kind.value, (("first_seen", seen.on),))


def labour_market_research(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """Labour market research, always (G2; seed 001), within four weeks once the profile was begun (F8)."""
    yield from _of_profile(facts, rhythms, DueKind.LABOUR_MARKET_RESEARCH, facts.researched)


def personal_information(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The talk about managing personal information (G3; seed 001), within four weeks; a planned one hides nothing."""
    yield from _of_profile(facts, rhythms, DueKind.PERSONAL_INFORMATION, facts.information_talked)


def disclosure_talk(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The decision is looked at again (F11): on the date agreed at the last talk, else after 56 days.

    It rests while a job is accepted or current (F4).
    """
    if facts.jobs:
        return
    last = max(facts.talks, key=lambda t: (t.on, t.id.int), default=None)
    if last is not None:
        due_on = last.next_on or last.on + days(rhythms.disclosure_talk_days)
        yield Due(DueKind.DISCLOSURE_TALK, last.id, due_on, due_on, "disclosure_talk", (("last_talk", last.on),))


def passed_appointment(facts: CaseFacts | EmployerFacts, rhythms: Rhythms) -> Iterator[Due]:
    """An appointment whose day passed without a result, listed from the day after (F20)."""
    for planned in facts.appointments:
        if isinstance(facts, CaseFacts) and is_rung(planned, facts):
            continue
        if planned.state is AppointmentState.PLANNED:
            hand_over = planned.purpose is AppointmentFor.HAND_OVER
            yield Due(
                DueKind.HAND_OVER if hand_over else DueKind.APPOINTMENT,
                planned.id,
                planned.on if hand_over else planned.on + days(1),
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


def supervision(facts: StaffFacts, rhythms: Rhythms) -> Iterator[Due]:
    """Supervision of a specialist, weekly or on the day that was set (domain.md 1.2; IPS-25, item 8)."""
    yield from _again(DueKind.SUPERVISION, facts.supervised, rhythms.supervision_days, facts.until_on)


def unit_meeting(facts: StaffFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The unit's meeting, weekly or on the day that was set (IPS-25, item 7); whoever leads it may leave before."""
    yield from _again(DueKind.UNIT_MEETING, facts.unit_met, rhythms.unit_meeting_days, None)


def field_mentoring(facts: StaffFacts, rhythms: Rhythms) -> Iterator[Due]:
    """The leader goes along to employers, monthly or on the day that was set (domain.md 1.2; IPS-25, item 8)."""
    yield from _again(DueKind.FIELD_MENTORING, facts.mentored, rhythms.mentoring_days, facts.until_on)


def _again(kind: DueKind, last: HeldFacts | None, every: int, until: date | None) -> Iterator[Due]:
    """The next one after the last; none where there was none yet, where the team keeps no rhythm, or nobody is left."""
    if last is None or not every:
        return
    due_on = last.next_on or last.on + days(every)
    if until is None or due_on <= until:
        yield Due(kind, last.id, due_on, due_on, kind.value, (("last", last.on),), until)


STAFF_RULES: tuple[Callable[[StaffFacts, Rhythms], Iterator[Due]], ...] = (supervision, unit_meeting, field_mentoring)

CASE_RULES: tuple[Callable[[CaseFacts, Rhythms], Iterator[Due]], ...] = (
    search_clock,
    review,
    plan_review,
    plan_step,
    labour_market_research,
    personal_information,
    clinical_update,
    disclosure_talk,
    *JOB_RULES,
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
    """Everything due, planned and standing for one participant; nothing once the case is closed."""
    if facts.closed_on is not None:
        return Owed()
    due = tuple(due for rule in CASE_RULES for due in rule(facts, rhythms))
    last = max(facts.talks, key=lambda t: (t.on, t.id.int), default=None)
    upcoming = tuple(_planned(facts))
    if last is not None and last.next_on is not None and not facts.jobs:
        upcoming += (Upcoming(AppointmentFor.DISCLOSURE_TALK.value, last.id, last.next_on),)
    return Owed(due, upcoming, tuple(case_flags(facts)))


def owed_by_employer(facts: EmployerFacts, rhythms: Rhythms) -> Owed:
    """Everything due and planned with one employer."""
    due = (*employer_check_in(facts, rhythms), *passed_appointment(facts, rhythms))
    return Owed(due, tuple(_planned(facts)))


def owed_by_staff(facts: StaffFacts, rhythms: Rhythms) -> Owed:
    """Everything due with one member of staff; it concerns the team leader alone."""
    return Owed(tuple(due for rule in STAFF_RULES for due in rule(facts, rhythms)))
