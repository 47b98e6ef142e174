"""One participant's page: the header that stays, a checklist for each stage, and the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import caseload
from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.disclosure import MaySay, may_say_on
from ips_tui.casework.joining import Joined, joined_into
from ips_tui.casework.lead_fits import LeadsView, leads_view
from ips_tui.casework.outreach_ledger import OutreachLedger, ledger_of
from ips_tui.casework.people import consents
from ips_tui.casework.session import Desk
from ips_tui.casework.stage_views import CheckLine, StageViews, checklists, opens, stage_views
from ips_tui.casework.theirs import look, theirs
from ips_tui.casework.timeline import ON_TIMELINE, timeline
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.casework.today import DueLine, NextLine, today
from ips_tui.casework.with_rows import Tables
from ips_tui.domain.due import FlagKind
from ips_tui.domain.stages import WORK_OF_STAGE, Stage
from ips_tui.records.action_plan import Step
from ips_tui.records.benefits import BenefitsCounselling
from ips_tui.records.contacts import Achievement, Contact
from ips_tui.records.engagement import Rapport
from ips_tui.records.people import CareCoordinator, ClinicalTeam, MainStage, Participant, Referral
from ips_tui.records.profile import Barrier
from ips_tui.records.support import FollowAlongContact
from ips_tui.store import lists


@dataclass(frozen=True)
class ReachView:
    """How to reach the person and what to mind."""

    telephone: str
    email: str
    address: str
    safe_times: str
    preferences: tuple[str, ...]
    leave_no_messages: bool
    message_words: str
    communication_needs: str
    safety_note: str
    working_style: str
    emergency_contact: str
    clinical_team: str
    care_coordinator: str
    travel_minutes: int | None
    consents: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True)
class CaseView:
    """Everything the participant's page shows."""

    person: PersonLine
    preferred_name: str
    pronoun: str
    referred_on: date
    stage_entered_on: date
    reach: ReachView
    may_say: MaySay
    due: tuple[DueLine, ...]
    """Everything that is due; what was put off stands at the end."""
    next: tuple[NextLine, ...]
    open_in_stage: tuple[int, ...]
    """Due and planned things in each of the five stages."""
    checklists: tuple[tuple[CheckLine, ...], ...]
    """The checklist of each of the five stages."""
    achievements: tuple[tuple[date, str], ...]
    last_expectations: str
    timeline: tuple[TimelineItem, ...]
    without_agreement: int
    """Contacts that were reported as made without an agreement."""
    stages: StageViews
    """What the stages show beside their records."""
    joined: tuple[Joined, ...]
    """Records that were found to be this person's too and became part of this one."""
    outreach: OutreachLedger | None
    """The ways of reaching the person that were tried; None while nobody has to be reached."""
    leads: LeadsView
    """Leads that fit what the person wants."""
    opens: int | None
    """The next stage whose gate is met; the program proposes it, the specialist sets it."""


MAY_BE_EMPTY: Tables = tuple(
    dict.fromkeys((*ON_TIMELINE, Achievement, Barrier, BenefitsCounselling, FollowAlongContact, Rapport, Step))
)
"""What many a person has no rows in, of the tables that the page asks."""


def case(desk: Desk, participant_id: UUID) -> CaseView:
    """One participant's page on today's date. Raises LookupError for an unknown participant."""
    found = caseload.lines(desk, [participant_id.bytes]).get(participant_id)
    if found is None:
        raise LookupError("participant")
    day = today(desk, subject_id=participant_id)
    with desk.reading() as db:
        person = db.get_one(Participant, participant_id)
        look(db, MAY_BE_EMPTY, participant_id)
        referrals = theirs(db, Referral, participant_id, Referral.accepted_on, newest_first=True)
        entered = theirs(db, MainStage, participant_id, MainStage.entered_on)
        if not referrals or not entered:
            raise LookupError("referral")
        achieved = theirs(db, Achievement, participant_id, Achievement.on, newest_first=True)
        expectations = db.scalars(
            select(Contact.expectations)
            .where(Contact.participant_id == participant_id, ~Contact.removed, Contact.expectations.is_not(None))
            .order_by(Contact.happened_on.desc(), Contact.id.desc())
        ).first()
        items = timeline(db, participant_id)
        views = stage_views(desk, db, participant_id)
        first = lists.caseload_rows(desk.connection, [participant_id.bytes])[0]
        return CaseView(
            person=found,
            preferred_name=person.preferred_name or "",
            pronoun=person.pronoun or "",
            referred_on=referrals[0].accepted_on,
            stage_entered_on=entered[-1].entered_on,
            reach=_reach(db, person),
            may_say=may_say_on(db, participant_id, day.as_of),
            due=(*day.due, *day.put_off),
            next=day.next,
            open_in_stage=_open_in_stage(found, (*day.due, *day.put_off), day.next),
            checklists=checklists(
                db, participant_id, {row.stage: row.entered_on for row in entered}, views, first.first_search_on
            ),
            achievements=tuple((a.on, a.what) for a in achieved),
            last_expectations=expectations or "",
            timeline=items,
            without_agreement=sum(item.kind == "contact_without_agreement" for item in items),
            stages=views,
            joined=joined_into(db, participant_id),
            outreach=ledger_of(db, participant_id) if FlagKind.OUTREACH_ACTIVE in found.conditions else None,
            leads=leads_view(desk, db, participant_id),
            opens=opens(found.stage, views, seen=first.first_seen_on is not None),
        )


def _open_in_stage(person: PersonLine, due: tuple[DueLine, ...], ahead: tuple[NextLine, ...]) -> tuple[int, ...]:
    counts = [0] * len(Stage)
    for kind in [line.kind for line in due] + [line.kind for line in ahead]:
        counts[WORK_OF_STAGE.get(kind, Stage(person.stage)) - 1] += 1
    return tuple(counts)


def _reach(db: Session, person: Participant) -> ReachView:
    team = db.get(ClinicalTeam, person.clinical_team_id) if person.clinical_team_id else None
    coordinator = db.get(CareCoordinator, person.care_coordinator_id) if person.care_coordinator_id else None
    said = consents(db, person.id)
    return ReachView(
        telephone=person.telephone or "",
        email=person.email or "",
        address=person.address or "",
        safe_times=person.safe_times or "",
        preferences=tuple(p.value for p in person.contact_preferences),
        leave_no_messages=person.leave_no_messages,
        message_words=person.message_words or "",
        communication_needs=person.communication_needs or "",
        safety_note=person.safety_note or "",
        working_style=person.working_style or "",
        emergency_contact=person.emergency_contact or "",
        clinical_team=team.name if team else "",
        care_coordinator=coordinator.name if coordinator else "",
        travel_minutes=person.travel_minutes,
        consents=tuple((c.about.value, c.state.value, c.said_on) for c in said.values()),
    )
