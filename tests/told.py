"""Short ways to tell a story in a test: entries with what a test does not care about filled in, and table dumps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from ips_tui.casework import disclosure, employer_weeks, employers, people, staff, supervision
from ips_tui.casework.session import Desk
from ips_tui.clock import Clock, SetClock
from ips_tui.config import Config
from ips_tui.content.words import Words, load_words
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry
from ips_tui.forms.benefits import BenefitsCounsellingEntry
from ips_tui.forms.closure import ClosureEntry
from ips_tui.forms.contacts import (
    AppointmentEntry,
    ClinicalUpdateEntry,
    ContactEntry,
    ReviewEntry,
)
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.employers import (
    ContactWithoutAgreementEntry,
    EmployerContactEntry,
    EmployerEntry,
    EmployerLogReviewEntry,
)
from ips_tui.forms.jobs import JobEndingEntry, JobEntry, JobStartEntry
from ips_tui.forms.leads import LeadEntry, LeadOfferEntry
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, FirstRunEntry, ReferralEntry, StaffEntry
from ips_tui.forms.profile import GoalEntry, LabourMarketResearchEntry, PersonalInformationTalkEntry
from ips_tui.forms.supervision import (
    CaseNoteReviewEntry,
    ColleagueFeedbackEntry,
    FieldMentoringEntry,
    SupervisionEntry,
    TrainingAttendedEntry,
    UnitMeetingEntry,
)
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.store.files import StoreFiles
from ips_tui.store.store import PRACTICE, create_store

TODAY = date(2026, 10, 15)
PASSPHRASE = "correct horse battery"
RECOVERY_KEY = "00000-00000-00000-00000-00000-00000-00000-02DWH"
OTHER_RECOVERY_KEY = "11111-11111-11111-11111-11111-11111-11111-17SRN"
"""A well-formed one that opens nothing."""
CHEAP = 2**4
"""scrypt's n in tests: nobody guesses at these stores."""
FIRST_RUN = FirstRunEntry(
    name="Maren Test", role="employment_specialist", team_name="Harbour team", employer_facing_name="Harbour Work"
)

HOSTILE = (
    "[/oops] O'Brien [x]",
    "[@click=app.quit]here[/]",
    "a\x00b\x07c\x08d\x7fe\x85f",
    "\x1b]52;c;cm0gLXJmIH4=\x07copied",
    "\x1b[2J\x1b[31mred\x1b[0m",
    "N" * 300,
    "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "Zalgo o\u0338\u0337\u0301\u0300\u0302",
    "\U0001f469\u200d\U0001f4bb \U0001f44d\U0001f3fd",
    "=1+1",
    "safe\u202egnp.exe\u2066x\u2069",
    "'; DROP TABLE participant; --",
    "{0.__class__} %s %(x)s $HOME",
)
"""Texts that a screen, a terminal, a query or a template could take for an order."""


def day(offset: int) -> date:
    """So many days from the tests' today."""
    return TODAY + timedelta(days=offset)


@cache
def british() -> Words:
    """The British words, read once."""
    return load_words()


def desk_at(files: StoreFiles, clock: Clock | None = None, *, practice: bool = False) -> Desk:
    """A desk with cheap key slots, not opened yet."""
    clock = clock or SetClock(datetime(2026, 10, 15, 9, tzinfo=UTC))
    return Desk(files, clock=clock, words=british(), config=Config(), practice=practice, slot_cost=CHEAP)


def opened(desk: Desk) -> Desk:
    """The same desk over a founded store, open."""
    if desk.practice:
        desk.open_practice()
    else:
        desk.unlock(PASSPHRASE)
    return desk


def found(files: StoreFiles, *, encrypted: bool) -> None:
    """A founded and closed store: Maren, and the team's names."""
    desk = desk_at(files, practice=not encrypted)
    if encrypted:
        desk.create(FIRST_RUN, PASSPHRASE, RECOVERY_KEY)
    else:
        site = UUID("00000000-0000-4000-8000-000000000001")
        create_store(files, None, kind=PRACTICE, site_id=site, letter="E", practice_day=None).close()
        desk.open_practice()
        staff.begin_team(desk, FIRST_RUN)
        # By which rules is noted, as in a first run and in the sample: a program that opens it need not compute anew.
        desk.warm()
    desk.close()


def specialist(desk: Desk) -> UUID:
    """Whoever works at the desk."""
    assert desk.who is not None
    return desk.who.id


def clinical_team(desk: Desk, name: str = "CMHT North") -> UUID:
    """A clinical team."""
    return staff.add_clinical_team(desk, ClinicalTeamEntry(name=name))


def care_coordinator(desk: Desk, team: UUID, name: str = "Cora") -> UUID:
    """A care coordinator of that team."""
    return staff.add_care_coordinator(desk, CareCoordinatorEntry(name=name, clinical_team=team))


def referral(desk: Desk, team: UUID, **said: Any) -> ReferralEntry:
    """A referral, accepted twelve days ago."""
    usual: dict[str, Any] = {
        "name": "Ada Fenwick",
        "received_on": day(-12),
        "accepted_on": day(-12),
        "source": "self",
        "programme": "youth",
        "specialist": specialist(desk),
        "clinical_team": team,
        "wants_to_work": "yes",
        "work_status": "unemployed",
        "contact_preferences": "phone",
        "consent_to_record": "given",
        "consent_to_record_on": day(-12),
    }
    return ReferralEntry(**(usual | said))


def participant(desk: Desk, team: UUID, **said: Any) -> UUID:
    """A participant, taken in by that referral."""
    return people.receive_referral(desk, referral(desk, team, **said))


def contact(on: int = -6, **said: Any) -> ContactEntry:
    """A meeting with the person."""
    usual: dict[str, Any] = {"kind": "engagement", "mode": "face_to_face", "result": "took_place"}
    return ContactEntry(happened_on=day(on), **(usual | said))


def review(on: int = -3, **said: Any) -> ReviewEntry:
    """A review by telephone."""
    usual: dict[str, Any] = {"mode": "telephone", "expectations": "what work will be like"}
    return ReviewEntry(happened_on=day(on), **(usual | said))


def clinical_update(on: int = -3, **said: Any) -> ClinicalUpdateEntry:
    """The clinical team told."""
    usual: dict[str, Any] = {"mode": "telephone", "said": "first interview next week"}
    return ClinicalUpdateEntry(happened_on=day(on), **(usual | said))


def appointment(on: int = 4, **said: Any) -> AppointmentEntry:
    """An appointment with the person."""
    usual: dict[str, Any] = {"purpose": "contact"}
    return AppointmentEntry(on=day(on), **(usual | said))


def agreement(on: int = -5, **said: Any) -> DisclosureAgreementEntry:
    """A partial disclosure to all employers."""
    usual: dict[str, Any] = {
        "decision": "partial",
        "pros_and_cons_on": day(on),
        "scope": "all",
        "agreed_words": "needs a quiet corner",
        "in_work_contact": "yes",
        "agreement_form": "signed",
    }
    return DisclosureAgreementEntry(decided_on=day(on), **(usual | said))


def agreed(desk: Desk, person: UUID, on: int = -5, **said: Any) -> UUID:
    """That agreement, recorded."""
    return disclosure.record_agreement(desk, person, agreement(on, **said))


def refused(on: int = -5, decision: str = "no_contact") -> DisclosureAgreementEntry:
    """A decision that allows nothing."""
    return DisclosureAgreementEntry(decision=decision, decided_on=day(on), agreement_form="verbal")


def employer(desk: Desk, name: str = "Mill Lane Bakery", **said: Any) -> UUID:
    """An employer."""
    return employers.add_employer(desk, EmployerEntry(name=name, sector="retail", **said))


def visit(at: UUID, on: int = -1, **said: Any) -> EmployerContactEntry:
    """A visit to an employer, about nobody unless `participant` says so."""
    usual: dict[str, Any] = {"mode": "face_to_face", "purpose": "introduction", "result": "looks for two people"}
    return EmployerContactEntry(employer=at, happened_on=day(on), **(usual | said))


def openly(at: UUID, person: UUID, on: int = -1, **said: Any) -> ContactWithoutAgreementEntry:
    """The report of a contact that had no agreement."""
    usual: dict[str, Any] = {
        "mode": "face_to_face",
        "purpose": "introduction",
        "what_happened": "the name was said",
        "reason": "met in the shop by chance",
    }
    return ContactWithoutAgreementEntry(employer=at, participant=person, happened_on=day(on), **(usual | said))


def week_reviewed(desk: Desk, on: int = 0, **said: Any) -> UUID:
    """This week of who works here, looked through as a team leader would."""
    before = desk.who
    assert before is not None
    desk.who = replace(before, role="team_leader")
    entry = EmployerLogReviewEntry(**({"reviewed_on": day(on)} | said))
    made = employer_weeks.review_week(desk, before.id, monday_of(TODAY), entry)
    desk.who = before
    return made


def supervised(desk: Desk, person: UUID) -> UUID:
    """A leader, and of who works here one record of every kind of supervision and learning, about that person."""
    leader = staff.add_staff(desk, StaffEntry(name="Priya Test", role="team_leader"))
    me = specialist(desk)
    mine: dict[str, Any] = {"happened_on": day(-3), "staff": me}
    case = {"participant": person, "discussed": "hours that suit"}
    supervision.record_supervision(desk, SupervisionEntry(**mine, cases=(case,)))
    supervision.record_unit_meeting(desk, UnitMeetingEntry(happened_on=day(-3), present=(me, leader), cases=(case,)))
    supervision.record_mentoring(desk, FieldMentoringEntry(**mine))
    supervision.record_case_notes(desk, CaseNoteReviewEntry(**mine, participant=person, strengths="clear"))
    feedback = ColleagueFeedbackEntry(given_on=day(-3), staff=me, given_by="employer", said="on time")
    supervision.record_feedback(desk, feedback)
    supervision.record_training(desk, TrainingAttendedEntry(**mine, topic="benefits", name="A day"))
    return leader


def kept(connection: Any) -> dict[str, list[str]]:
    """The records that are not removed, and the derived rows, in no order of their own."""
    from ips_tui.records import Record, Table

    rows = dump(connection, only="derived")
    for mapper in Table.registry.mappers:
        if issubclass(mapper.class_, Record):
            table = mapper.class_.__tablename__
            found = connection.execute(f"SELECT * FROM {table} WHERE NOT removed").fetchall()
            rows[table] = sorted(repr(tuple(row)) for row in found)
    return rows


def dump(connection: Any, *, only: str = "") -> dict[str, list[str]]:
    """Every table (or every `record`, `derived`, `journal` table) with its rows, in no order of their own."""
    from ips_tui.records import Derived, Record, Table

    kinds = {"record": Record, "derived": Derived}
    wanted = [m.class_.__table__ for m in Table.registry.mappers if issubclass(m.class_, kinds.get(only, Table))]
    if only == "journal":
        wanted = [table for table in wanted if table.name in ("change_group", "change")]
    rows = {}
    for table in wanted:
        # Numbers that a database gives out by itself say nothing.
        columns = [
            c.name for c in table.columns if (table.name, c.name) not in (("change", "id"), ("search_doc", "doc"))
        ]
        found = connection.execute(f"SELECT {', '.join(columns)} FROM {table.name}").fetchall()
        rows[table.name] = sorted(repr(tuple(row)) for row in found)
    return rows


def research(on: int = -8, **said: Any) -> LabourMarketResearchEntry:
    """Labour market research."""
    usual: dict[str, Any] = {"role": "baker", "sources": ("network",), "conclusion": "two bakeries take people on"}
    return LabourMarketResearchEntry(happened_on=day(on), **(usual | said))


def information_talk(on: int = -8, **said: Any) -> PersonalInformationTalkEntry:
    """The talk about personal information."""
    return PersonalInformationTalkEntry(happened_on=day(on), **said)


def goal(on: int = -7, **said: Any) -> GoalEntry:
    """A vocational goal."""
    usual: dict[str, Any] = {"name": "baker near home", "job_type": "kitchen"}
    return GoalEntry(agreed_on=day(on), **(usual | said))


def plan(on: int = -7, **said: Any) -> ActionPlanEntry:
    """An action plan, agreed on its day."""
    usual: dict[str, Any] = {"agreed": "signed", "agreed_on": day(on)}
    return ActionPlanEntry(made_on=day(on), **(usual | said))


def objective(due: int = 20, **said: Any) -> ObjectiveEntry:
    """A SMART objective about the search."""
    usual: dict[str, Any] = {
        "name": "ask at both bakeries",
        "kind": "active_search",
        "specific": "visit both with a CV",
        "measurable": "both have the CV",
    }
    return ObjectiveEntry(due_on=day(due), **(usual | said))


def lead(on: int = -2, **said: Any) -> LeadEntry:
    """Kitchen work that a colleague heard of."""
    usual: dict[str, Any] = {"name": "kitchen porter", "sector": "food_service", "job_type": "kitchen"}
    return LeadEntry(heard_on=day(on), **({"source": "team"} | usual | said))


def offer(lead_id: UUID, on: int = -1, **said: Any) -> LeadOfferEntry:
    """A person was told of that lead."""
    return LeadOfferEntry(lead=lead_id, happened_on=day(on), **({"answer": "thinking"} | said))


def job(start: int = 5, accepted: int = -4, **said: Any) -> JobEntry:
    """An accepted job."""
    usual: dict[str, Any] = {"name": "bakery assistant", "job_type": "kitchen", "hours": Decimal(16)}
    return JobEntry(accepted_on=day(accepted), start_on=day(start), **(usual | said))


def started(on: int = 0, **said: Any) -> JobStartEntry:
    """A job begun, its four hours done."""
    return JobStartEntry(started=True, start_on=day(on), four_hours_on=day(on), **said)


def support_plan(on: int = -2, agreed: int | None = -2, **said: Any) -> InWorkSupportPlanEntry:
    """An in-work support plan, agreed unless `agreed` is None."""
    agreed_on = None if agreed is None else day(agreed)
    return InWorkSupportPlanEntry(made_on=day(on), agreed_on=agreed_on, **said)


def follow_along(on: int = -1, **said: Any) -> FollowAlongContactEntry:
    """A contact about a job."""
    usual: dict[str, Any] = {"mode": "telephone", "topics": ("travel",)}
    return FollowAlongContactEntry(happened_on=day(on), **(usual | said))


def benefits_talk(on: int = -3, **said: Any) -> BenefitsCounsellingEntry:
    """Benefits counselling before a start."""
    usual: dict[str, Any] = {"occasion": "before_start"}
    return BenefitsCounsellingEntry(happened_on=day(on), **(usual | said))


def ending(last: int = -2, **said: Any) -> JobEndingEntry:
    """A job ending."""
    usual: dict[str, Any] = {"learnt_on": day(last), "how": "mutual", "new_search": "now"}
    return JobEndingEntry(last_day_on=day(last), **(usual | said))


def closure(on: int = 0, **said: Any) -> ClosureEntry:
    """A case closed for an allowed reason."""
    usual: dict[str, Any] = {"reason": "changed_mind", "work_status": "unemployed", "way_back_explained": True}
    return ClosureEntry(closed_on=day(on), **(usual | said))


def indexed(connection: Any) -> set[tuple[str, str, bytes]]:
    """What the search index holds: each word with the table and the id of every record that it finds."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search_text, instance)"
    )
    return set(
        connection.execute("SELECT v.term, d.table_name, d.row_id FROM vocabulary v JOIN search_doc d ON d.doc = v.doc")
    )
