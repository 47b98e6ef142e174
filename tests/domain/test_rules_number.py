"""Whoever changes what a rule returns is told to raise `RULES`, so that kept stores compute their lines anew."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest

from ips_tui.domain import facts as domain_facts
from ips_tui.domain import obligations
from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode, Result
from ips_tui.domain.disclosure import Agreement, Decision, InWorkContact, Scope
from ips_tui.domain.due import Due, Owed
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.facts import (
    AppointmentFacts,
    CaseFacts,
    ClinicalUpdateFacts,
    ContactFacts,
    EmployerContactFacts,
    EmployerFacts,
    EmployerVisitFacts,
    HeldFacts,
    JobFacts,
    PlanFacts,
    ReviewFacts,
    StaffFacts,
    StepFacts,
    TalkFacts,
    TermsChangeFacts,
)
from ips_tui.domain.obligations import owed_by_case, owed_by_employer, owed_by_staff
from ips_tui.domain.rhythms import RULES, Rhythms
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import SupportRhythm

PINNED = (5, "4ee9018bb5bb980e")
"""`RULES`, and the digest of what the rules of that number return over the table below."""
WHAT_TO_DO = (
    "The rules no longer return what those of RULES = {pinned} did. If that was meant, raise RULES in"
    " ips_tui/domain/rhythms.py, run `ips-tui sample build`, and write PINNED = ({next}, {digest!r}) in this file."
)
T = date(2026, 10, 15)
EMPLOYER = UUID(int=10**9)
# The figures and the words are written out: a default or a choice that is added changes no rule.
FIGURES = (
    Rhythms(
        search_days=28,
        search_lead=14,
        review_days=28,
        clinical_update_days=28,
        disclosure_talk_days=56,
        profile_days=28,
        profile_lead=14,
        plan_review_days=28,
        in_work_plan_lead=7,
        first_contact_days=3,
        weekly_until=28,
        benefits_before_days=28,
        supervision_days=7,
        unit_meeting_days=7,
        mentoring_days=31,
    ),
    Rhythms(
        search_days=20,
        search_lead=5,
        review_days=30,
        clinical_update_days=9,
        disclosure_talk_days=40,
        profile_days=21,
        profile_lead=9,
        plan_review_days=35,
        in_work_plan_lead=4,
        first_contact_days=2,
        weekly_until=40,
        benefits_before_days=10,
        supervision_days=9,
        unit_meeting_days=0,
        mentoring_days=40,
    ),
)
PickedT = TypeVar("PickedT")


class _Table:
    """Facts that come out the same on every machine: `Random.random` is the one method that promises it."""

    def __init__(self) -> None:
        self._random = random.Random(20261015)
        self._count = 0

    def one(self, *choices: PickedT) -> PickedT:
        return choices[int(self._random.random() * len(choices))]

    def day(self, first: int = -120, last: int = 0) -> date:
        return T + timedelta(days=first + int(self._random.random() * (last - first + 1)))

    def ahead(self) -> date | None:
        return self.one(None, self.day(-10, 40))

    def id(self) -> UUID:
        self._count += 1
        return UUID(int=self._count)

    def some(self, make: Callable[[], PickedT]) -> tuple[PickedT, ...]:
        return tuple(make() for _ in range(self.one(0, 0, 1, 1, 2, 3)))

    def stage(self) -> Stage:
        return Stage(self.one(1, 2, 3, 4, 5))

    def contact(self) -> ContactFacts:
        mode = self.one(Mode.FACE_TO_FACE, Mode.FACE_TO_FACE, Mode.TELEPHONE, Mode.VIDEO, Mode.MESSAGE, Mode.LETTER)
        missed = (Result.NO_SHOW, Result.NOT_REACHED, Result.CANCELLED_BY_PERSON, Result.CANCELLED_BY_SPECIALIST)
        result = self.one(Result.TOOK_PLACE, Result.TOOK_PLACE, Result.TOOK_PLACE, *missed)
        return ContactFacts(self.id(), self.day(), mode, result, self.stage())

    def appointment(self) -> AppointmentFacts:
        planned, missed = AppointmentState.PLANNED, AppointmentState.MISSED
        state = self.one(planned, planned, missed, AppointmentState.TOOK_PLACE, AppointmentState.CANCELLED)
        purpose = self.one(
            AppointmentFor.CONTACT,
            AppointmentFor.REVIEW,
            AppointmentFor.CLINICAL_UPDATE,
            AppointmentFor.DISCLOSURE_TALK,
            AppointmentFor.EMPLOYER_VISIT,
            AppointmentFor.HAND_OVER,
        )
        by_person = state is missed and self.one(True, False)
        return AppointmentFacts(self.id(), self.day(-20, 20), purpose, state, by_person)

    def agreement(self) -> Agreement:
        return Agreement(
            id=self.id(),
            decided_on=self.day(),
            decision=self.one(Decision.FULL, Decision.PARTIAL, Decision.NO_CONTACT, Decision.UNDECIDED),
            scope=Scope.ALL,
            employers=frozenset(),
            in_work_contact=InWorkContact.YES,
            valid_until=self.one(None, self.day(-30, 30)),
            withdrawn_on=self.one(None, None, self.day(-30)),
        )

    def employer_contact(self) -> EmployerContactFacts:
        mode = self.one(EmployerMode.FACE_TO_FACE, EmployerMode.TELEPHONE)
        by = self.one(MadeBy.SPECIALIST, MadeBy.PARTICIPANT)
        return EmployerContactFacts(self.id(), self.day(), mode, by, self.one(EMPLOYER, EMPLOYER, None))

    def job(self) -> JobFacts:
        start = self.day(-400, 10)
        return JobFacts(
            id=self.id(),
            accepted_on=start - timedelta(days=self.one(0, 3, 9)),
            start_on=start,
            confirmed=self.one(True, False),
            plan_agreed=self.one(True, False),
            rhythm=self.one(None, None, SupportRhythm.WEEKLY, SupportRhythm.FORTNIGHTLY, SupportRhythm.ON_REQUEST),
            next_set=self.one(None, (self.day(-60), self.day(-20, 30))),
            changes=self.some(lambda: TermsChangeFacts(self.id(), self.day())),
            confirmed_weeks=self.one((), (6,), (6, 13)),
            name=self.one("", "kitchen porter"),
            employer=self.one(EMPLOYER, None),
            employer_rhythm=self.one(None, SupportRhythm.WEEKLY, SupportRhythm.MONTHLY, SupportRhythm.ON_REQUEST),
        )

    def case(self) -> CaseFacts:
        jobs = self.some(self.job) if self.one(True, False, False) else ()
        reviewed = self.some(lambda: PlanFacts(self.id(), self.day(), self.one(True, False), self.ahead()))
        return CaseFacts(
            participant=self.id(),
            accepted_on=self.day(),
            stage=self.stage(),
            stage_entered_on=self.day(),
            stage_source=self.id(),
            referral=self.id(),
            contacts=self.some(self.contact),
            appointments=self.some(self.appointment),
            reviews=self.some(
                lambda: ReviewFacts(
                    self.id(), self.day(), self.ahead(), self.one(None, *(plan.id for plan in reviewed[:1]))
                )
            ),
            clinical_updates=self.some(lambda: ClinicalUpdateFacts(self.id(), self.day(), self.stage())),
            agreements=self.some(self.agreement),
            talks=self.some(lambda: TalkFacts(self.id(), self.day(), self.ahead())),
            employer_contacts=self.some(self.employer_contact) if self.one(True, False) else (),
            profile_begun_on=self.one(None, self.day()),
            researched=self.one(True, False),
            information_talked=self.one(True, False),
            plans=reviewed if self.one(True, False) else (),
            steps=self.some(lambda: StepFacts(self.id(), self.day(-30, 30), self.one("CV", "bus pass"))),
            searched_on=(self.day(),) if self.one(True, False, False) else (),
            jobs=jobs,
            benefits_on=self.one((), (self.day(),)),
            closed_on=self.one(None, None, None, None, self.day()),
        )

    def employer(self) -> EmployerFacts:
        visits = self.some(lambda: EmployerVisitFacts(self.id(), self.day(), self.ahead()))
        return EmployerFacts(self.id(), visits, self.some(self.appointment))

    def held(self) -> HeldFacts | None:
        return self.one(None, HeldFacts(self.id(), self.day(), self.ahead()))

    def staff(self) -> StaffFacts:
        until = self.one(None, None, self.day(-20, 40))
        return StaffFacts(self.id(), until, self.held(), self.held(), self.held())


def _told(owed: Owed) -> Iterator[str]:
    for due in owed.due:
        dates = " ".join(f"{name}={on}" for name, on in due.dates)
        yield f"{due.kind} {due.source} {due.opens_on} {due.due_on} {due.lapses_on} {due.reason} {dates} {due.about}"
    for ahead in owed.upcoming:
        yield f"{ahead.kind} {ahead.source} {ahead.on}"
    yield from owed.flags


def _lines() -> Iterator[str]:
    table = _Table()
    for number in range(300):
        figures = FIGURES[number % len(FIGURES)]
        case = table.case()
        # What the caseload keeps beside the lines is computed by the same hands.
        seen = case.first_seen
        yield f"{seen and seen.id} {case.first_search_on} {case.first_employer_met_on} {case.last_contact_on}"
        yield from _told(owed_by_case(case, figures))
        yield from _told(owed_by_employer(table.employer(), figures))
        yield from _told(owed_by_staff(table.staff(), figures))


def _digest() -> str:
    return hashlib.sha256("\n".join(_lines()).encode()).hexdigest()[:16]


def test_rules_that_return_something_else_have_another_number() -> None:
    number, pinned = PINNED
    said = WHAT_TO_DO.format(pinned=number, next=max(RULES, number + 1), digest=_digest())
    assert (RULES, _digest()) == (number, pinned), said


def _never(facts: CaseFacts, rhythms: Rhythms) -> Iterator[Due]:
    return iter(())


@pytest.mark.parametrize("rule", obligations.CASE_RULES, ids=lambda rule: rule.__name__)
def test_the_table_has_facts_for_every_rule(monkeypatch: pytest.MonkeyPatch, rule: Any) -> None:
    rules: Sequence[Any] = [_never if kept is rule else kept for kept in obligations.CASE_RULES]
    monkeypatch.setattr(obligations, "CASE_RULES", rules)
    assert _digest() != PINNED[1]


@pytest.mark.parametrize("rule", obligations.STAFF_RULES, ids=lambda rule: rule.__name__)
def test_the_table_has_facts_for_every_rule_about_colleagues(monkeypatch: pytest.MonkeyPatch, rule: Any) -> None:
    rules = [_never if kept is rule else kept for kept in obligations.STAFF_RULES]
    monkeypatch.setattr(obligations, "STAFF_RULES", rules)
    assert _digest() != PINNED[1]


@pytest.mark.parametrize(
    ("name", "nothing"),
    [("employer_check_in", ()), ("outreach_active", False), ("agreement_on", None), ("is_rung", False)],
)
def test_the_table_has_facts_for_what_the_rules_rest_on(
    monkeypatch: pytest.MonkeyPatch, name: str, nothing: Any
) -> None:
    monkeypatch.setattr(obligations, name, lambda *facts: nothing)
    assert _digest() != PINNED[1]


@pytest.mark.parametrize("name", ["first_seen", "first_search_on", "first_employer_met_on", "last_contact_on"])
def test_the_table_has_facts_for_every_day_of_the_caseload(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(domain_facts.CaseFacts, name, None)
    assert _digest() != PINNED[1]
