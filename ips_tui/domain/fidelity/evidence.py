"""What the record has for items that a person rates: counts with the people behind them (domain.md 3.4, class P)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from ips_tui.domain.benefits import Office
from ips_tui.domain.contacts import Mode
from ips_tui.domain.disclosure import ALLOWING
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.employers import MadeBy, MatchesPreferences, counts_as_met
from ips_tui.domain.fidelity.caseload import open_cases, responsible
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.scale import Seen
from ips_tui.domain.outcomes.base import Base, Case, specialists
from ips_tui.domain.outcomes.figure import Part, refs
from ips_tui.domain.outcomes.pace import log_period
from ips_tui.domain.outcomes.starts import m2_rate
from ips_tui.domain.outreach import Strategy, strategies
from ips_tui.domain.people import ConsentState
from ips_tui.domain.rhythms import Rhythms
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import Supporter, SupportTopic

SUITS = frozenset({MatchesPreferences.YES})
"""Contacts with employers that are what the person wants."""
WORTH_RATING = frozenset({MatchesPreferences.YES, MatchesPreferences.PARTLY, MatchesPreferences.NO})
VARIED = 3
"""Topics of support from which on it counts as varied here."""


def _count(name: str, people: Iterable[str], number: int | None = None) -> Part:
    """A count with whom it is about."""
    found = refs(people)
    return Part(name, len(found) if number is None else number, people=found, counted=found)


def _share(name: str, yes: Iterable[str], of: Iterable[str]) -> Part:
    """So many people of so many."""
    found, whole = refs(yes), refs(of)
    return Part(name, len(found), len(whole), people=found, counted=whole)


def hours(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 2: hours written down in the last four weeks, all of them on work of this service."""
    window = log_period(base)
    minutes: Counter[UUID] = Counter()
    for spent in base.team.time:
        if spent.on in window:
            minutes[spent.staff] += spent.minutes
    return tuple(
        Part("minutes_noted", minutes[one.id], of="specialist", group=one.ref)
        for one in specialists(base.team, window)
        if minutes[one.id]
    )


def generalists(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 3: in how many of the five stages each specialist was with people, and who was seen by another one."""
    stages: dict[UUID, set[int]] = defaultdict(set)
    theirs: dict[UUID, set[str]] = defaultdict(set)
    others = []
    for case in base.cases:
        mine = responsible(case)
        for met in case.person.contacts:
            if met.took_place and met.on in base.period:
                stages[met.staff].add(met.stage)
                theirs[met.staff].add(case.ref)
                if mine is not None and met.staff != mine:
                    others.append(case.ref)
    found = tuple(
        Part(
            "stages_carried",
            len(stages[one.id]),
            len(Stage),
            "specialist",
            one.ref,
            refs(theirs[one.id]),
            refs(theirs[one.id]),
            mean=True,
        )
        for one in specialists(base.team, base.period)
        if stages[one.id]
    )
    return (*found, _count("seen_by_another", others))


def team_contact(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 5: weeks with a meeting of a clinical team, who was talked about there, whose status is in its record."""
    weeks: dict[UUID, set[object]] = defaultdict(set)
    for meeting in facts.meetings:
        if meeting.on in base.period:
            weeks[meeting.staff].add(monday_of(meeting.on))
    whole = -(-base.period.days // 7)
    meetings = tuple(
        Part("weeks_at_team", min(len(weeks[one.id]), whole), whole, "specialist", one.ref, mean=True)
        for one in specialists(base.team, base.period)
        if weeks[one.id]
    )
    kept, _ = open_cases(base)
    updated = [c.ref for c in kept if any(u.on in base.period for u in c.person.clinical_updates)]
    written = [c.ref for c in kept if any(w.in_record for w in facts.of(c.person.id).written)]
    everyone = [c.ref for c in kept]
    return (*meetings, _share("team_updated", updated, everyone), _share("in_clinical_record", written, everyone))


def offices(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 6: contacts with the employment office, those face to face, and whose case they were about."""
    found = [o for o in facts.offices if o.on in base.period and o.office is Office.EMPLOYMENT_OFFICE]
    if not found:
        return ()
    named = {case.person.id: case.ref for case in base.cases}
    about = refs(named[o.person] for o in found if o.person in named)
    weeks = len({monday_of(o.on) for o in found if o.person is not None})
    return (
        Part("office_contacts", len(found), people=about, counted=about),
        Part("office_face_to_face", sum(o.mode is Mode.FACE_TO_FACE for o in found)),
        Part("office_weeks", weeks, -(-base.period.days // 7), mean=True),
    )


def zero_exclusion(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 9: who came and from how many sides, and whether a search went on after a job was lost."""
    came = [(c.ref, r.source) for c in base.cases for r in c.person.referrals if r.on in base.period]
    sources = {source for _, source in came if source is not None}
    lost = [
        (case, job.end_on)
        for case in base.cases
        for job in case.jobs
        if job.end_on is not None and not any(other.current_on(base.period.last) for other in case.jobs)
    ]
    again = [case.ref for case, end in lost if _went_on(case, end)]
    closed = [c.ref for c in base.cases if c.closed is not None and c.closed.on in base.period]
    return (
        _count("people_came", (ref for ref, _ in came)),
        Part("sources", len(sources), people=refs(r for r, _ in came), counted=refs(r for r, _ in came)),
        _share("search_after_loss", again, [case.ref for case, _ in lost]),
        _count("cases_closed", closed),
    )


def _went_on(case: Case, end: date) -> bool:
    person = case.person
    days = [
        *(a.on for a in person.applications),
        *(a.on for a in person.activities),
        *(c.on for c in person.employer_contacts),
        *(c.on for c in person.contacts if c.took_place),
    ]
    return any(day > end for day in days)


def disclosure(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 13: pros and cons talked over, words agreed, and looked at again where that is due."""
    kept, _ = open_cases(base)
    decided = [c for c in kept if c.person.decisions]
    pros = [c.ref for c in decided if any(d.pros_and_cons_on is not None for d in c.person.decisions)]
    may = [c for c in decided if c.person.decisions[-1].decision in ALLOWING]
    worded = [c.ref for c in may if facts.of(c.person.id).worded]
    due, again = [], []
    since = base.period.last - timedelta(days=Rhythms().disclosure_talk_days)
    for case in decided:
        if any(job.current_on(base.period.last) for job in case.jobs):
            continue
        days = [*(d.on for d in case.person.decisions), *facts.of(case.person.id).talks]
        if min(days) < since:
            due.append(case.ref)
            if max(days) >= since:
                again.append(case.ref)
    without = [c.ref for c in decided if c.person.decisions[-1].decision not in ALLOWING]
    return (
        _count("served_without_telling", without),
        _share("pros_and_cons", pros, [c.ref for c in decided]),
        _share("words_agreed", worded, [c.ref for c in may]),
        _share("looked_at_again", again, due),
    )


def assessment(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 14: who has a profile, whether it followed a start or an ending, and what was learnt from endings."""
    kept, _ = open_cases(base)
    moved: list[str] = []
    followed: list[str] = []
    for case in kept:
        days = [day for job in case.jobs for day in (job.start_on, job.end_on) if day is not None]
        if days:
            moved.append(case.ref)
            if any(version >= max(days) for version in case.person.profile_versions):
                followed.append(case.ref)
    ended = [c for c in base.cases if any(job.end_on is not None for job in c.jobs)]
    learnt = [c.ref for c in ended if facts.of(c.person.id).endings_learnt]
    return (
        _share("has_profile", (c.ref for c in kept if c.person.profile_started is not None), [c.ref for c in kept]),
        _share("profile_followed_job", followed, moved),
        _share("learnt_from_ending", learnt, [c.ref for c in ended]),
    )


def preferences(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 16: contacts of a specialist for somebody, in the period, that are what the person wants."""
    told = [
        (case.ref, contact.matches)
        for case in base.cases
        for contact in case.person.employer_contacts
        if contact.on in base.period and contact.made_by is MadeBy.SPECIALIST and contact.matches in WORTH_RATING
    ]
    yes = [ref for ref, matches in told if matches in SUITS]
    other = [ref for ref, matches in told if matches not in SUITS]
    whole = refs(ref for ref, _ in told)
    return (
        Part("contacts_that_suit", len(yes), len(told), people=refs(yes), counted=whole),
        _count("some_did_not_suit", other),
    )


def visits(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 18: employers a specialist met in the period, and those met several times up to its end; a hint alone."""
    met: Counter[UUID] = Counter()
    recent: set[UUID] = set()
    for contact in base.team.employer_contacts:
        if counts_as_met(contact.mode, contact.made_by):
            met[contact.employer] += 1
            if contact.on in base.period:
                recent.add(contact.employer)
    if not recent:
        return ()
    return (Part("employers_met_again", sum(met[one] > 1 for one in recent), len(recent), mean=True),)


def support(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 22: of those in a job, who has support, of several kinds, by several people, and for what comes next."""
    working = [c for c in base.cases if any(job.current_on(base.period.last) for job in c.jobs)]
    in_work = [c.ref for c in working]

    def topics(case: Case) -> set[SupportTopic]:
        return {topic for held in case.person.support if held.on in base.period for topic in held.topics}

    def others(case: Case) -> bool:
        plans = facts.of(case.person.id).supporters
        return bool(plans) and any(one is not Supporter.SPECIALIST for one in plans[-1][1])

    onward = {SupportTopic.CAREER, SupportTopic.EDUCATION}
    return (
        _share("supported", (c.ref for c in working if any(s.on in base.period for s in c.person.support)), in_work),
        _share("varied_support", (c.ref for c in working if len(topics(c)) >= VARIED), in_work),
        _share("several_supporters", (c.ref for c in working if others(c)), in_work),
        _share("career_help", (c.ref for c in working if topics(c) & onward), in_work),
    )


def outreach(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 25: of those who were hard to reach in the period, with whom each of the six ways was tried."""
    tried: dict[Strategy, list[str]] = defaultdict(list)
    sought: list[str] = []
    refused: list[str] = []
    for case in base.cases:
        more = facts.of(case.person.id)
        recent = [one for one in more.tries if one.on in base.period]
        if not any(one.is_attempt for one in recent):
            continue
        sought.append(case.ref)
        if more.family in (ConsentState.REFUSED, ConsentState.WITHDRAWN):
            refused.append(case.ref)
        for found in strategies(recent):
            if found.tried:
                tried[found.strategy].append(case.ref)
    if not sought:
        return ()
    ways = tuple(_share(f"way_{way}", tried[way], sought) for way in Strategy)
    return (*ways, _count("family_refused", refused))


def rate(base: Base, facts: FidelityFacts) -> tuple[Part, ...]:
    """Item 10: the rate of competitive work in the period (M2), which is one of its parts."""
    figure = m2_rate(base)
    return (Part("working", figure.numerator, figure.denominator, people=figure.people, counted=figure.counted),)


EVIDENCE: Mapping[Seen, Callable[[Base, FidelityFacts], tuple[Part, ...]]] = MappingProxyType(
    {
        Seen.HOURS: hours,
        Seen.GENERALISTS: generalists,
        Seen.TEAM_CONTACT: team_contact,
        Seen.OFFICES: offices,
        Seen.ZERO_EXCLUSION: zero_exclusion,
        Seen.RATE: rate,
        Seen.DISCLOSURE: disclosure,
        Seen.ASSESSMENT: assessment,
        Seen.PREFERENCES: preferences,
        Seen.VISITS: visits,
        Seen.SUPPORT: support,
        Seen.OUTREACH: outreach,
    }
)
"""What the record itself has; that of the unit and its leader is read from supervision."""
