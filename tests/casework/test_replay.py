"""After whatever a team does, derived rows are what the rules say, and the journal alone tells the whole store.

The machine below calls the functions of casework in any order, with days in any order, refusals and removed
records included. After every step the derived rows, kept up step by step, must equal those computed anew; at
the end the journal, read into an empty store, must give the same records, the same journal and the same rows.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ips_tui.casework import (
    appointments,
    contacts,
    disclosure,
    employers,
    erasing,
    happened,
    people,
    reviews,
    staff,
    undo,
)
from ips_tui.casework import settings as team_settings
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.domain.contacts import AppointmentFor, AppointmentState, ClosedBy, Mode, Result
from ips_tui.domain.disclosure import Decision, InWorkContact, Scope
from ips_tui.domain.employers import EmployerMode, MadeBy, Purpose
from ips_tui.domain.happened import Happened, SpokenOf
from ips_tui.domain.people import ConsentAbout, ConsentState
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.contacts import AppointmentClosingEntry, ConsentEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.happened import HappenedEntry
from ips_tui.forms.people import StaffEntry
from ips_tui.forms.rights import ErasureEntry
from ips_tui.records import Record, Table
from ips_tui.store.files import StoreFiles
from ips_tui.store.keeping import Keeping
from ips_tui.store.store import PRACTICE, create_store, open_store
from tests import told

EXAMPLES, STEPS = 6, 30

which = st.integers(0, 7)
past = st.integers(-70, 0)
again = st.none() | which
"""Something new, or one of what is there to be corrected."""
maybe_ahead = st.integers(-70, 3)
"""Now and then a day that lies ahead: then the whole action is refused."""
ahead = st.integers(0, 60)
names = st.sampled_from(("Ada Fenwick", "Bo Øst", "[/x] O'Brien", "Berg, Cy"))
RECORDS: dict[str, type[Record]] = {
    m.class_.__tablename__: m.class_ for m in Table.registry.mappers if issubclass(m.class_, Record)
}
REMOVED = (
    "participant",
    "participant",
    "employer",
    "contact",
    "appointment",
    "review",
    "clinical_update",
    "disclosure_agreement",
    "disclosure_talk",
    "employer_contact",
    "main_stage",
)


class _Template:
    """A founded store and an empty one, made once for the process and copied for every example."""

    folder: ClassVar[Path | None] = None

    @classmethod
    def copy(cls, name: str, to: Path) -> StoreFiles:
        if cls.folder is None:
            cls.folder = Path(tempfile.mkdtemp(prefix="replay"))
            (cls.folder / "founded").mkdir()
            (cls.folder / "empty").mkdir()
            told.found(StoreFiles(cls.folder / "founded" / "team.db"), encrypted=False)
            empty = StoreFiles(cls.folder / "empty" / "team.db")
            create_store(empty, None, kind=PRACTICE, site_id=UUID(int=99), letter="F", practice_day=None).close()
        shutil.copytree(cls.folder / name, to / name)
        return StoreFiles(to / name / "team.db")


def teardown_module() -> None:
    if _Template.folder is not None:
        shutil.rmtree(_Template.folder, ignore_errors=True)
        _Template.folder = None


def _told_in_order(connection: Any) -> tuple[list[Any], list[Any]]:
    groups = connection.execute("SELECT * FROM change_group ORDER BY hybrid_clock").fetchall()
    changes = connection.execute(
        "SELECT c.group_id, c.table_name, c.row_id, c.column_name, c.old, c.new FROM change c"
        " JOIN change_group g ON g.id = c.group_id ORDER BY g.hybrid_clock, c.id"
    ).fetchall()
    return groups, changes


def _erased(desk: Desk, person: UUID) -> UUID:
    """A person is erased, the words of what is of others too with them."""
    plan = erasing.would_go(desk, person)
    entry = ErasureEntry(ground="asked", ref=plan.ref)
    return erasing.erase(desk, person, entry, without_words={one.found.id for one in plan.shared}).id


def _filed(desk: Desk, person: UUID, entry: HappenedEntry) -> UUID:
    return happened.record_happened(desk, person, entry).id


class Team(RuleBasedStateMachine):
    """A team at work."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="replay"))
        files = _Template.copy("founded", self.folder)
        self.desk = told.opened(told.desk_at(files, practice=True))
        assert isinstance(self.desk.clock, SetClock)
        self.clock = self.desk.clock
        self.made: dict[str, list[UUID]] = {name: [] for name in RECORDS}
        self.made["staff"].append(told.specialist(self.desk))

    @property
    def keeping(self) -> Keeping:
        return self.desk.store.keeping(self.desk.clock, self.desk.new_id, CaseDeriver())

    def _groups(self) -> int:
        return int(self.desk.connection.execute("SELECT count(*) FROM change_group").fetchone()[0])

    def _do(self, table: str, action: Callable[..., UUID], *said: Any, **more: Any) -> None:
        """One action; what it made is remembered. Refused, it must have left no trace."""
        before = self._groups()
        try:
            made = action(self.desk, *said, **more)
        except (BadEntry, LookupError):
            assert self._groups() == before
            return
        if made not in self.made[table]:
            self.made[table].append(made)

    def _one(self, table: str, place: int) -> UUID:
        """One of what was made; an id that nobody has while there is nothing, which must be refused."""
        made = self.made[table]
        return made[place % len(made)] if made else UUID(int=404)

    # -- people --------------------------------------------------------------------------------------

    @initialize(name=names, accepted=past)
    def begin(self, name: str, accepted: int) -> None:
        self.made["clinical_team"].append(told.clinical_team(self.desk))
        self.receive(name, accepted, 0)
        self.receive("Bo Øst", -70, 0)
        for place, employer in enumerate(("Mill Lane Bakery", "Quay Garage")):
            self.made["employer"].append(told.employer(self.desk, employer))
            entry = told.agreement(-65)
            self._do("disclosure_agreement", disclosure.record_agreement, self._one("participant", place), entry)

    @rule(name=names, accepted=maybe_ahead, who=which)
    def receive(self, name: str, accepted: int, who: int) -> None:
        entry = self._referral(name, accepted, who)
        self._do("participant", people.receive_referral, entry)

    def _referral(self, name: str, accepted: int, who: int, **more: Any) -> Any:
        on = told.day(accepted)
        days = {"received_on": on, "accepted_on": on, "consent_to_record_on": on}
        team, specialist = self._one("clinical_team", 0), self._one("staff", who)
        return told.referral(self.desk, team, name=name, specialist=specialist, **days, **more)

    @rule(person=which, name=names, accepted=maybe_ahead, who=which, place=st.sampled_from((None, "Skerry")))
    def change_referral(self, person: int, name: str, accepted: int, who: int, place: str | None) -> None:
        entry = self._referral(name, accepted, who, place=place)
        self._do("participant", people.change_referral, self._one("participant", person), entry)

    @rule(person=which)
    def erase(self, person: int) -> None:
        self._do("erasure", _erased, self._one("participant", person))
        # An empty row is never brought back, as `remove` would.
        told_once = (
            "SELECT row_id FROM change WHERE column_name IS NULL GROUP BY row_id HAVING count(*) = count(erased_by)"
        )
        gone = {UUID(bytes=row[0]) for row in self.desk.connection.execute(told_once)}
        for made in self.made.values():
            made[:] = [one for one in made if one not in gone]

    @rule(person=which, name=names)
    def rename_person(self, person: int, name: str) -> None:
        kept = self._one("participant", person)
        try:
            entry = people.referral_entry(self.desk, kept).model_copy(update={"name": name})
        except LookupError:
            return
        self._do("participant", people.change_referral, kept, entry)

    @rule(person=which, stage=st.sampled_from(Stage), on=maybe_ahead)
    def stage(self, person: int, stage: Stage, on: int) -> None:
        self._do("main_stage", people.enter_stage, self._one("participant", person), stage, told.day(on))

    @rule(person=which, about=st.sampled_from(ConsentAbout), state=st.sampled_from(ConsentState), on=past)
    def consent(self, person: int, about: ConsentAbout, state: ConsentState, on: int) -> None:
        entry = ConsentEntry(about=about, state=state, said_on=told.day(on))
        self._do("consent", people.record_consent, self._one("participant", person), entry)

    @rule(one=which | again, name=names)
    def colleague(self, one: int | None, name: str) -> None:
        entry = StaffEntry(name=name, role="employment_specialist")
        if one is None:
            self._do("staff", staff.add_staff, entry)
        else:
            self._do("staff", staff.change_staff, self._one("staff", one), entry)

    @rule(
        name=st.sampled_from(("search_days", "search_lead", "review_days", "clinical_update_days")),
        days=st.integers(1, 40),
    )
    def rhythm(self, name: str, days: int) -> None:
        team_settings.set_rhythm(self.desk, name, days)

    @rule(days=st.integers(-3, 9))
    def time_passes(self, days: int) -> None:
        """Or the wall clock is set back."""
        self.clock.moment += timedelta(days=days)

    # -- contacts ------------------------------------------------------------------------------------

    @rule(
        one=again,
        person=which,
        on=maybe_ahead,
        mode=st.sampled_from(Mode),
        result=st.sampled_from(Result),
        following=st.none() | ahead,
        planned=st.none() | which,
    )
    def contact(
        self,
        one: int | None,
        person: int,
        on: int,
        mode: Mode,
        result: Result,
        following: int | None,
        planned: int | None,
    ) -> None:
        next_on = None if following is None else told.day(max(following, on))
        entry = told.contact(on, mode=mode, result=result, next_on=next_on)
        if one is not None:
            self._do("contact", contacts.change_contact, self._one("contact", one), entry)
            return
        kept = None if planned is None else self._one("appointment", planned)
        self._do("contact", contacts.record_contact, self._one("participant", person), entry, appointment_id=kept)
        found = self.desk.connection.execute("SELECT id FROM appointment ORDER BY id").fetchall()
        self.made["appointment"] = [UUID(bytes=row[0]) for row in found]

    @rule(
        person=which,
        on=maybe_ahead,
        what=st.sampled_from(Happened),
        following=st.none() | ahead,
        clinical=st.booleans(),
        employer=st.none() | which,
        spoken_of=st.sampled_from(SpokenOf),
    )
    def happened(
        self,
        person: int,
        on: int,
        what: Happened,
        following: int | None,
        clinical: bool,
        employer: int | None,
        spoken_of: SpokenOf,
    ) -> None:
        entry = HappenedEntry(
            happened_on=told.day(on),
            what=what,
            next_on=None if following is None else told.day(max(following, on)),
            clinical=clinical,
            employer_too=employer is not None,
            employer=None if employer is None else self._one("employer", employer),
            spoken_of=spoken_of,
            purpose="introduction",
            result="said",
        )
        self._do("contact", _filed, self._one("participant", person), entry)
        found = self.desk.connection.execute("SELECT id FROM appointment ORDER BY id").fetchall()
        self.made["appointment"] = [UUID(bytes=row[0]) for row in found]

    @rule(
        one=again,
        person=which,
        on=st.integers(-9, 30),
        purpose=st.sampled_from(AppointmentFor),
        employer=st.none() | which,
    )
    def appointment(self, one: int | None, person: int, on: int, purpose: AppointmentFor, employer: int | None) -> None:
        at = None if employer is None else self._one("employer", employer)
        entry = told.appointment(on, purpose=purpose, employer=at)
        if one is None:
            self._do("appointment", appointments.make_appointment, self._one("participant", person), entry)
        else:
            self._do("appointment", appointments.change_appointment, self._one("appointment", one), entry)

    @rule(
        one=which,
        state=st.sampled_from((AppointmentState.MISSED, AppointmentState.MOVED, AppointmentState.CANCELLED)),
        by=st.sampled_from(ClosedBy),
        to=ahead,
    )
    def close_appointment(self, one: int, state: AppointmentState, by: ClosedBy, to: int) -> None:
        moved = told.day(to) if state is AppointmentState.MOVED else None
        entry = AppointmentClosingEntry(state=state, closed_by=by, moved_to=moved)
        self._do("appointment", appointments.close_appointment, self._one("appointment", one), entry)

    @rule(
        one=again,
        person=which,
        on=maybe_ahead,
        following=st.none() | ahead,
        well=st.none() | names,
        planned=st.none() | which,
    )
    def review(
        self,
        one: int | None,
        person: int,
        on: int,
        following: int | None,
        well: str | None,
        planned: int | None,
    ) -> None:
        next_on = None if following is None else told.day(max(following, on + 1))
        entry = told.review(on, next_on=next_on, went_well=well)
        if one is not None:
            self._do("review", reviews.change_review, self._one("review", one), entry)
            return
        kept = None if planned is None else self._one("appointment", planned)
        self._do("review", reviews.record_review, self._one("participant", person), entry, appointment_id=kept)

    @rule(one=again, person=which, on=maybe_ahead)
    def clinical_update(self, one: int | None, person: int, on: int) -> None:
        entry = told.clinical_update(on)
        if one is None:
            self._do("clinical_update", contacts.record_clinical_update, self._one("participant", person), entry)
        else:
            self._do("clinical_update", contacts.change_clinical_update, self._one("clinical_update", one), entry)

    # -- disclosure and employers --------------------------------------------------------------------

    @rule(
        person=which,
        on=maybe_ahead,
        decision=st.sampled_from(Decision),
        scope=st.sampled_from((Scope.ALL, Scope.NAMED)),
        named=st.lists(which, min_size=1, max_size=3),
        following=st.none() | ahead,
        in_work=st.sampled_from(InWorkContact),
    )
    def agreement(
        self,
        person: int,
        on: int,
        decision: Decision,
        scope: Scope,
        named: list[int],
        following: int | None,
        in_work: InWorkContact,
    ) -> None:
        entry = told.agreement(
            on,
            decision=decision,
            scope=scope,
            employers=tuple(self._one("employer", n) for n in named) if scope is Scope.NAMED else (),
            in_work_contact=in_work,
            next_talk_on=None if following is None else told.day(max(following, on)),
        )
        self._do("disclosure_agreement", disclosure.record_agreement, self._one("participant", person), entry)

    @rule(one=which, on=maybe_ahead)
    def withdraw(self, one: int, on: int) -> None:
        entry = DisclosureWithdrawalEntry(withdrawn_on=told.day(on))
        self._do("disclosure_agreement", disclosure.withdraw, self._one("disclosure_agreement", one), entry)

    @rule(person=which, on=maybe_ahead, following=st.none() | ahead)
    def talk(self, person: int, on: int, following: int | None) -> None:
        next_on = None if following is None else told.day(max(following, on + 1))
        entry = DisclosureTalkEntry(happened_on=told.day(on), next_on=next_on)
        self._do("disclosure_talk", disclosure.record_talk, self._one("participant", person), entry)

    @rule(one=again, name=names, site=st.sampled_from((None, "North quay")))
    def employer(self, one: int | None, name: str, site: str | None) -> None:
        more = () if site is None else ({"name": name},)
        entry = EmployerEntry(name=name, sector="retail", site=site, people=more, sites=more)
        if one is None:
            self._do("employer", employers.add_employer, entry)
        else:
            self._do("employer", employers.change_employer, self._one("employer", one), entry)

    visits = st.fixed_dictionaries(
        {
            "at": which,
            "on": maybe_ahead,
            "person": st.none() | which,
            "mode": st.sampled_from(EmployerMode),
            "made_by": st.sampled_from(MadeBy),
            "purpose": st.sampled_from((Purpose.INTRODUCTION, Purpose.IN_WORK_SUPPORT)),
            "following": st.none() | ahead,
        }
    )

    def _visit(self, told_of: dict[str, Any]) -> Any:
        person = None if told_of["person"] is None else self._one("participant", told_of["person"])
        following, on = told_of["following"], told_of["on"]
        return told.visit(
            self._one("employer", told_of["at"]),
            on,
            mode=told_of["mode"],
            participant=person,
            made_by=MadeBy.SPECIALIST if person is None else told_of["made_by"],
            purpose=Purpose.INTRODUCTION if person is None else told_of["purpose"],
            next_on=None if following is None else told.day(max(following, on)),
        )

    @rule(said=visits, planned=st.none() | which)
    def employer_contact(self, said: dict[str, Any], planned: int | None) -> None:
        kept = None if planned is None else self._one("appointment", planned)
        self._do("employer_contact", employers.record_employer_contact, self._visit(said), appointment_id=kept)

    @rule(one=which, said=visits)
    def change_employer_contact(self, one: int, said: dict[str, Any]) -> None:
        """Also from one person or employer to another, or to nobody."""
        if not self.made["employer_contact"]:
            self.employer_contact({**said, "at": one, "person": one}, None)
        kept = self._one("employer_contact", one)
        self._do("employer_contact", employers.change_employer_contact, kept, self._visit(said))

    @rule(at=which, person=which, on=maybe_ahead)
    def report(self, at: int, person: int, on: int) -> None:
        entry = told.openly(self._one("employer", at), self._one("participant", person), on)
        self._do("contact_without_agreement", employers.report_without_agreement, entry)

    # -- removing, as the taking in of other laptops' changes will, and undoing --------------------------

    @rule(table=st.sampled_from(REMOVED), one=which)
    def remove(self, table: str, one: int) -> None:
        """Or bring it back."""
        if not self.made[table]:
            return
        with self.desk.writing("test") as writing:
            record = writing.db.get_one(RECORDS[table], self._one(table, one))
            record.removed = not record.removed

    @rule()
    def undo(self) -> None:
        """Or be told why not."""
        try:
            undo.undo(self.desk, undo.last(self.desk).id)
        except undo.NotUndone:
            return

    # -- what must hold ------------------------------------------------------------------------------

    @invariant()
    def derived_rows_are_what_the_rules_say(self) -> None:
        kept, indexed = told.dump(self.desk.connection, only="derived"), told.indexed(self.desk.connection)
        self.keeping.recompute()
        assert kept == told.dump(self.desk.connection, only="derived")
        assert indexed == told.indexed(self.desk.connection)

    def teardown(self) -> None:
        other = None
        try:
            empty = _Template.copy("empty", self.folder)
            other = open_store(empty, None, kind=PRACTICE)
            taken = other.keeping(self.clock, self.desk.new_id, CaseDeriver())
            taken.take_journal_of(self.keeping)
            for only in ("record", "derived"):
                assert told.dump(other.connection, only=only) == told.dump(self.desk.connection, only=only)
            assert told.indexed(other.connection) == told.indexed(self.desk.connection)
            assert _told_in_order(other.connection) == _told_in_order(self.desk.connection)
        finally:
            if other is not None:
                other.close()
            self.desk.close()
            shutil.rmtree(self.folder, ignore_errors=True)


TestTeam = Team.TestCase
TestTeam.settings = settings(
    max_examples=EXAMPLES if settings().max_examples < 100 else settings().max_examples,
    stateful_step_count=STEPS,
)


def test_the_machine_reaches_what_it_is_about() -> None:
    """By hand through one run of every rule that a lucky draw might miss, so that the property is not empty."""
    team = Team()
    desk: Desk = team.desk
    team.begin("Ada Fenwick", -40)
    team.contact(None, 0, -40, Mode.FACE_TO_FACE, Result.TOOK_PLACE, 3, None)
    team.contact(None, 1, -9, Mode.MESSAGE, Result.NOT_REACHED, None, None)
    team.agreement(0, -5, Decision.FULL, Scope.NAMED, [0], 9, InWorkContact.YES)
    team.agreement(1, -3, Decision.NO_CONTACT, Scope.ALL, [0], None, InWorkContact.NO)
    said = {"at": 0, "on": -1, "mode": EmployerMode.FACE_TO_FACE, "made_by": MadeBy.SPECIALIST}
    said |= {"purpose": Purpose.INTRODUCTION, "following": 0}
    team.employer_contact({**said, "person": 1}, None)
    assert team.made["employer_contact"] == []
    team.employer_contact({**said, "person": 0}, None)
    team.change_employer_contact(0, {**said, "person": 1, "made_by": MadeBy.PARTICIPANT})
    team.report(0, 1, -1)
    team.derived_rows_are_what_the_rules_say()
    found = told.dump(desk.connection)
    counts = {table: len(rows) for table, rows in found.items()}
    assert counts["contact_without_agreement"] == counts["employer_contact"] == 1
    assert counts["flag"] == 2 and counts["upcoming_date"] == 2 and counts["obligation"] >= 4
    team.erase(0)
    assert len(team.made["participant"]) == 1 and len(team.made["employer_contact"]) == 1
    team.derived_rows_are_what_the_rules_say()
    team.teardown()
