"""Undo: the last action of this person on this laptop is taken back as a new action (DESIGN idea 3).

One at a time, the last first: an action that cannot be undone is not passed over to reach an earlier one. What was
undone no longer counts, so that undoing again goes one further back; an undo itself is not undone, what it took out
is entered again. Everything is one commit, as for any other action: the journal keeps both, and what is due follows.

What is generic stands in `store/undoing.py`; what undo does for each action follows from it:

    referral_received                   participant, referral, consents, stage and assignment are removed, as long as
                                        nothing kept or drafted is about the person; the ref is not given out again
    referral_changed                    former answers; a new consent or assignment is removed, the old one runs on
    brought_in                          as each row's own form, all of them at once; one row that cannot be taken back
                                        keeps the whole list
    consent_recorded, stage_entered     removed: the earlier answer or stage counts again
    contact_recorded, review_recorded,  removed, with review, achievement and the next appointment; the appointment
    clinical_update_recorded,           it came of is planned again, and what an update told the clinical team of is
    employer_contact_recorded,          to be told again
    happened_recorded
    contact_without_agreement_reported  as those; that it was reported stays in the person's history
    contact_changed, review_changed,    former answers
    clinical_update_changed,
    appointment_changed,
    staff_changed, employer_changed,
    clinical_team_changed,
    care_coordinator_changed,
    set_rhythm, currency_changed, travel_rate_changed,
    team_names_changed
    employer_contact_changed            former answers, if the gate allows the contact as it would stand then
    appointment_made                    removed, unless something came of it since
    appointment_closed                  planned again; where it was moved, the new one is removed
    disclosure_talk_recorded            removed: the talk before counts again
    employer_added, staff_added,        removed, as long as nothing kept points at it and, of a colleague, nothing was
    clinical_team_added,                written by them
    care_coordinator_added
    agreement_recorded                  never. A decision is the person's word: it is withdrawn, or another one is
                                        recorded, which from its day on replaces it; an undo could open a door unsaid
    agreement_withdrawn                 never. Days would be allowed again on which nothing was agreed
    what stages 2 to 5 record            removed, with the rows of its groups; a correction: former answers; a start,
                                        closing or opening again: as it stood before; a new version of answers too;
                                        a lead that is gone is there again, and the other way round
    plan_recorded, plan_changed,        as those, unless the person signed the plan: then it is taken back, or its next
    plan_agreed, plan_withdrawn         version made; a step or objective that was carried over rests on the first
    employer_week_reviewed              the week is not reviewed any more; of a correction, former note and day
    records_joined, records_parted      never: they are parted, or joined again, which also minds what came since
    list_item_added                     removed, as long as nobody has chosen it
    what is noted in the Community area removed, a group session with its contacts, a meeting of the clinical team
                                        with its updates; a correction: as all of them stood before; somebody referred
                                        is interested again
    what is noted of a colleague:       removed, with the people talked about and who was there; of a correction, former
    supervision, unit_meeting, ...      answers
    line_put_off, line_due_again        the line is due as before; it is put off as before
    person_erased, erased_again         never. Nothing is left that could be brought back; nor is an earlier action
                                        undone of which an erasure took something
    retention_decision_recorded         removed: what was decided before counts again
    retention_chosen, rule_pack_chosen, the former rule or scale
    fidelity_scale_chosen
    what a fidelity review is told      removed, as long as nothing was rated in it; a rating: as it was rated before,
                                        or not at all; completed or opened again: the other way round
    begin_team                          never. There is no file without it; names are corrected where they stand

The hard gate (G4, G5) stands here too: no contact about a person comes back that no agreement covers on its day, no
interview at which the specialist was without one, and nothing that the employer of a job said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.employers import gate_for
from ips_tui.casework.in_work_gate import gate_of_said
from ips_tui.casework.interviews import gate_of_interview
from ips_tui.casework.session import Desk
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import PlanAgreed
from ips_tui.domain.disclosure import GateAnswer
from ips_tui.records.action_plan import ActionPlan
from ips_tui.records.base import Record
from ips_tui.records.community import Interested
from ips_tui.records.contacts import Contact
from ips_tui.records.disclosure import DisclosureAgreement
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.job_search import Interview
from ips_tui.records.jobs import JobEnding
from ips_tui.records.machinery import ChangeGroup
from ips_tui.records.people import Participant, Staff
from ips_tui.records.support import FollowAlongContact
from ips_tui.store import undoing
from ips_tui.store.undoing import RowDone

NEVER: Mapping[str, str] = {
    "begin_team": "begin_team",
    "records_joined": "records_joined",
    "records_parted": "records_parted",
    "salvaged": "salvaged",
    "person_erased": "person_erased",
    "erased_again": "person_erased",
}
"""Actions that are not undone, each with the end of the id of the sentence that says why (`undo.not.`)."""
OWN_WAY: Mapping[type[Record], tuple[str, str]] = {DisclosureAgreement: ("decision", "withdrawal")}
"""Records that have a way of their own instead: why, where the action made the row, and where it changed it."""


SIGNED = "signed"
"""Why an action stays that made or changed a plan which the person signed."""


LISTED = (Participant, Employer, Contact)
"""What a list holds that is brought in, one a row."""


@dataclass(frozen=True)
class Done:
    """An action, as the person who did it would know it again."""

    id: UUID
    what: str
    when: str
    """Local wall time in words; with the day, unless it was today."""
    participants: tuple[str, ...]
    """Whom it was about. The names may hold anything a person typed, as do the others."""
    others: tuple[str, ...]
    """Which employer, colleague or team."""
    rows: frozenset[UUID]
    """The records that it made or changed."""
    brought_in: int = 0
    """How many people, employers or contacts of a list it brought in; 0 for anything else."""


class NotUndone(Exception):
    """Nothing was undone, and why: the id of a sentence with what it says."""

    def __init__(self, why: str, done: Done | None = None, /, **values: str) -> None:
        """`done` is the action that stays, where there is one."""
        super().__init__(why)
        self.message_id = f"undo.not.{why}"
        self.values = values
        self.done = done


def last(desk: Desk) -> Done:
    """The action that `undo` would take back now. Raises NotUndone where it would, and a StoreProblem."""
    with desk.reading() as db:
        group = _last_group(desk, db)
        return _allowed(desk, db, group, undoing.rows_done(db, group.id))


def undo(
    desk: Desk,
    action_id: UUID,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Done:
    """Take back the last action, which must be the one of that id: the one that was asked about.

    Raises NotUndone, also where it was stopped, and a StoreProblem when it cannot be kept; then everything stands as
    before.
    """
    with desk.writing("undone") as writing:
        group = _last_group(desk, writing.db)
        if group.id != action_id:
            raise NotUndone("meanwhile")
        rows = undoing.rows_done(writing.db, group.id)
        done = _allowed(desk, writing.db, group, rows)

        def before(place: int) -> None:
            progress(place, len(rows))
            if stopped():
                raise NotUndone("stopped")

        undoing.write_back(writing, group.id, rows, before=before)
        before(len(rows))
    return done


def undo_aside(
    desk: Desk, action_id: UUID, *, progress: Callable[[int, int], None], stopped: Callable[[], bool]
) -> Done:
    """The same on a thread, for an action of many rows: whoever closes the store waits until it is through or stops."""
    with desk.store.aside() as (_, closing):
        return undo(desk, action_id, progress=progress, stopped=lambda: stopped() or closing())


def _last_group(desk: Desk, db: Session) -> ChangeGroup:
    """What this person did last on this laptop. Raises NotUndone where that is nothing, saying whose the last is."""
    site = desk.store.site.id
    own = undoing.last_group(db, site, desk.who.id) if desk.who else None
    if own is not None:
        return own
    other = undoing.last_of_anyone(db)
    if other is None:
        raise NotUndone("nothing")
    if other.site_id != site:
        raise NotUndone("other_laptop")
    if other.what in NEVER:
        raise NotUndone(NEVER[other.what])
    raise NotUndone("colleague", who=_who(desk, db, other))


def _allowed(desk: Desk, db: Session, group: ChangeGroup, rows: Sequence[RowDone]) -> Done:
    """The action in words. Raises NotUndone when it may not be undone."""
    done = _in_words(desk, db, group, rows)
    if group.what in NEVER:
        raise NotUndone(NEVER[group.what], done)
    for row in rows:
        if type(row.record) in OWN_WAY:
            raise NotUndone(OWN_WAY[type(row.record)][0 if row.made else 1], done)
        if isinstance(row.record, ActionPlan) and row.record.agreed is PlanAgreed.SIGNED:
            raise NotUndone(SIGNED, done)
    if (hindrance := undoing.hindrance(db, group.id, rows)) is not None:
        by = hindrance.by
        if by is None:
            raise NotUndone(hindrance.why if hindrance.why in ("draft", "gone") else f"{hindrance.why}_since", done)
        said = {"who": _who(desk, db, by), "what": _what(desk, by), "when": _when(desk, by)}
        raise NotUndone(hindrance.why, done, **said)
    for row in rows:
        answer = None if row.after_undo("removed") else _gate(db, row, rows)
        if answer is not None and not answer.allowed:
            raise NotUndone("gate", done, why=desk.words(f"gate.{answer.why}"))
    return done


def _gate(db: Session, row: RowDone, rows: Sequence[RowDone]) -> GateAnswer | None:
    """What the hard gate says to a row as it would stand then; None for one that it does not ask about."""
    then = row.after_undo
    if isinstance(row.record, EmployerContact):
        return gate_for(
            db,
            participant=then("participant_id"),
            employer=then("employer_id"),
            on=then("happened_on"),
            purpose=then("purpose"),
            made_by=then("made_by"),
            participant_present=then("participant_present"),
        )
    if isinstance(row.record, Interview):
        return gate_of_interview(
            db,
            participant=then("participant_id"),
            employer=then("employer_id"),
            on=then("happened_on"),
            specialist_there=bool(then("specialist_there")),
        )
    if isinstance(row.record, JobEnding):
        heard_on, else_on = then("employers_view_on"), then("learnt_on")
        return gate_of_said(db, row.record.job_id, then("employers_view"), heard_on=heard_on, else_on=else_on)
    if isinstance(row.record, FollowAlongContact):
        met = [other.after_undo("happened_on") for other in rows if other.record.id == row.record.contact_id]
        else_on = met[0] if met else db.get_one(Contact, row.record.contact_id).happened_on
        heard_on = then("employer_feedback_on")
        return gate_of_said(db, row.record.job_id, then("employer_feedback"), heard_on=heard_on, else_on=else_on)
    return None


def _in_words(desk: Desk, db: Session, group: ChangeGroup, rows: Sequence[RowDone]) -> Done:
    participants: dict[str, None] = {}
    others: dict[str, None] = {}
    for row in rows:
        for kind, column, names in ((Participant, "participant_id", participants), (Employer, "employer_id", others)):
            subject = row.record
            if not isinstance(subject, kind) and (subject_id := getattr(subject, column, None)) is not None:
                subject = db.get_one(kind, subject_id)
            if isinstance(subject, kind):
                names[subject.name] = None
        if isinstance(row.record, Interested):
            # A person's name too, which may be shown as initials alone.
            participants[row.record.name] = None
        elif not isinstance(row.record, Participant) and (name := getattr(row.record, "name", None)) is not None:
            others[name] = None
    return Done(
        id=group.id,
        what=_what(desk, group),
        when=_when(desk, group),
        participants=tuple(participants),
        others=tuple(others),
        rows=frozenset(row.record.id for row in rows),
        brought_in=sum(isinstance(row.record, LISTED) for row in rows) if group.what == "brought_in" else 0,
    )


def _what(desk: Desk, group: ChangeGroup) -> str:
    return desk.words(f"did.{group.what}")


def _who(desk: Desk, db: Session, group: ChangeGroup) -> str:
    staff = None if group.staff_id is None else db.get(Staff, group.staff_id)
    return desk.words("undo.somebody") if staff is None else staff.name


def _when(desk: Desk, group: ChangeGroup) -> str:
    """By the wall clock, which practice does not set."""
    at, today = desk.clock.local(group.at), desk.clock.local(desk.clock.now()).date()
    if at.date() == today:
        return desk.words("undo.today", time=f"{at:%H:%M}")
    return desk.words("undo.on", day=short_date(at.date(), today, desk.words.dates), time=f"{at:%H:%M}")
