"""Undo: the last action is taken back whole, one at a time, or stays with its reason said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    appointments,
    caseload,
    contacts,
    disclosure,
    employers,
    happened,
    history,
    jobs,
    people,
    reviews,
    settings,
    staff,
    support,
    undo,
)
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.casework.undo import NotUndone
from ips_tui.clock import SetClock
from ips_tui.content.words import load_words
from ips_tui.domain.stages import Stage
from ips_tui.domain.travel import read_rate
from ips_tui.exchange.bring_in import bring_in, preview
from ips_tui.exchange.columns import Columns, ListOf
from ips_tui.exchange.table_file import Reading, Row, Table
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.contacts import AppointmentClosingEntry, ConsentEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.happened import HappenedEntry
from ips_tui.forms.kit import raw_values
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, StaffEntry, TeamNamesEntry
from ips_tui.store import journal
from ips_tui.store.drafts import DraftKey
from ips_tui.store.problems import StoreProblem
from ips_tui.store.store import PRACTICE, create_store
from tests import told
from tests.casework.test_fidelity import UNDONE as OF_FIDELITY
from tests.casework.test_supervision import UNDONE as OF_COLLEAGUES
from tests.casework.test_undo_stages import LATER
from tests.once import once
from tests.screens.entry_desk import desk_on


@dataclass(frozen=True)
class World:
    """A desk at which something of every kind was done before."""

    desk: Desk
    team: UUID
    other_team: UUID
    coordinator: UUID
    colleague: UUID
    person: UUID
    agreement: UUID
    bakery: UUID
    garage: UUID
    contact: UUID
    review: UUID
    update: UUID
    appointment: UUID
    visit: UUID
    """About the person."""


def world(desk: Desk) -> World:
    """That desk."""
    return World(desk, **once(desk, _world))


def _world(desk: Desk) -> dict[str, UUID]:
    team, other = told.clinical_team(desk), told.clinical_team(desk, "CMHT South")
    coordinator = told.care_coordinator(desk, team)
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi Brandt", role="employment_specialist"))
    person = told.participant(desk, team)
    bakery, garage = told.employer(desk), told.employer(desk, "Quay Garage")
    agreement = told.agreed(desk, person)
    contact = contacts.record_contact(desk, person, told.contact(-9, summary="First words"))
    review = reviews.record_review(desk, person, told.review(-3, went_well="rang the shop", next_on=told.day(4)))
    update = contacts.record_clinical_update(desk, person, told.clinical_update(-3))
    appointment = appointments.make_appointment(desk, person, told.appointment(-1, at="10:30"))
    visit = employers.record_employer_contact(desk, told.visit(bakery, -1, participant=person))
    return {
        "team": team,
        "other_team": other,
        "coordinator": coordinator,
        "colleague": colleague,
        "person": person,
        "agreement": agreement,
        "bakery": bakery,
        "garage": garage,
        "contact": contact,
        "review": review,
        "update": update,
        "appointment": appointment,
        "visit": visit,
    }


def _close(state: str, **said: Any) -> Callable[[World], object]:
    entry = AppointmentClosingEntry(state=state, closed_by="participant", **said)
    return lambda w: appointments.close_appointment(w.desk, w.appointment, entry)


def _talk(w: World) -> object:
    return disclosure.record_talk(w.desk, w.person, DisclosureTalkEntry(happened_on=told.day(-2), next_on=told.day(9)))


def _withdraw(w: World) -> object:
    return disclosure.withdraw(w.desk, w.agreement, DisclosureWithdrawalEntry(withdrawn_on=told.day(-2)))


def _referral_changed(w: World) -> object:
    """Other words, another specialist and another answer about consent."""
    entry = told.referral(
        w.desk, w.other_team, name="Ada Berg", specialist=w.colleague, consent_to_record="withdrawn", place="Skerry"
    )
    return people.change_referral(w.desk, w.person, entry)


def _happened(w: World) -> object:
    """A contact, the next appointment, and an employer spoken to in general."""
    said = {"happened_on": told.day(0), "place": "home", "next_on": told.day(7), "clinical": True, "employer_too": True}
    visit = {"employer": w.garage, "purpose": "introduction", "result": "Come again", "employer_next_on": told.day(9)}
    return happened.record_happened(w.desk, w.person, HappenedEntry(**said, **visit))


def _contact_of_appointment(w: World) -> object:
    entry = told.contact(-1, next_on=told.day(5), next_at="09:15")
    return contacts.record_contact(w.desk, w.person, entry, appointment_id=w.appointment)


def _colleague(**said: Any) -> StaffEntry:
    return StaffEntry(**{"name": "Lena", "role": "employment_specialist", **said})


def _changed_team(w: World) -> object:
    return staff.change_clinical_team(w.desk, w.team, ClinicalTeamEntry(name="CMHT East"))


def _changed_coordinator(w: World) -> object:
    entry = CareCoordinatorEntry(name="Cara", clinical_team=w.other_team, telephone="1")
    return staff.change_care_coordinator(w.desk, w.coordinator, entry)


OTHER_NAMES = TeamNamesEntry(team_name="Harbour two", employer_facing_name="Work")


def _brought_in(w: World) -> None:
    """Two people of a list, as `tests/exchange` reads them from a file."""
    rows = tuple(Row(number, (name,)) for number, name in ((2, "Bo Øst"), (3, "Ida Vik")))
    same = {name: raw for name, raw in raw_values(told.referral(w.desk, w.team)).items() if name != "name"}
    columns = Columns(ListOf.PEOPLE, (("name", "Name"),), tuple(same.items()))
    seen = preview(w.desk, Table(("Name",), rows, Reading()), columns)
    bring_in(w.desk, seen, seen.new)


UNDONE: dict[str, Callable[[World], object]] = {
    "currency_changed": lambda w: settings.set_currency(w.desk, "NOK"),
    "travel_rate_changed": lambda w: settings.set_travel_rate(w.desk, read_rate("0.45", "GBP", "mi")),
    "team_names_changed": lambda w: settings.set_team_names(
        w.desk, TeamNamesEntry(team_name="Harbour two", employer_facing_name="Work")
    ),
    "set_rhythm": lambda w: settings.set_rhythm(w.desk, "search_days", 9),
    "set_reading": lambda w: settings.set_reading(w.desk, settings.Reading.REFERRAL),
    "staff_added": lambda w: staff.add_staff(w.desk, _colleague()),
    "staff_changed": lambda w: staff.change_staff(w.desk, w.colleague, _colleague(telephone="0123")),
    "clinical_team_added": lambda w: told.clinical_team(w.desk, "CMHT West"),
    "clinical_team_changed": _changed_team,
    "care_coordinator_added": lambda w: told.care_coordinator(w.desk, w.team, "Cid"),
    "care_coordinator_changed": _changed_coordinator,
    "referral_received": lambda w: told.participant(w.desk, w.team, name="Bo Øst"),
    "brought_in": _brought_in,
    "referral_changed": _referral_changed,
    "consent_recorded": lambda w: people.record_consent(
        w.desk, w.person, ConsentEntry(about="record", state="withdrawn", said_on=told.TODAY)
    ),
    "stage_entered": lambda w: people.enter_stage(w.desk, w.person, Stage.JOB_DEVELOPMENT, told.day(-1), "ready"),
    "contact_recorded": _contact_of_appointment,
    "contact_changed": lambda w: contacts.change_contact(w.desk, w.contact, told.contact(-20, result="no_show")),
    "clinical_update_recorded": lambda w: contacts.record_clinical_update(
        w.desk, w.person, told.clinical_update(0), appointment_id=w.appointment
    ),
    "clinical_update_changed": lambda w: contacts.change_clinical_update(w.desk, w.update, told.clinical_update(-30)),
    "review_recorded": lambda w: reviews.record_review(
        w.desk, w.person, told.review(-1, went_well="went in"), appointment_id=w.appointment
    ),
    "review_changed": lambda w: reviews.change_review(w.desk, w.review, told.review(-2, own_words="so and so")),
    "appointment_made": lambda w: appointments.make_appointment(w.desk, w.person, told.appointment(6)),
    "appointment_changed": lambda w: appointments.change_appointment(
        w.desk, w.appointment, told.appointment(8, purpose="employer_visit", employer=w.garage)
    ),
    "appointment_closed": _close("moved", moved_to=told.day(3)),
    "disclosure_talk_recorded": _talk,
    "employer_added": lambda w: told.employer(w.desk, "Harbour Café"),
    "employer_changed": lambda w: employers.change_employer(
        w.desk, w.bakery, EmployerEntry(name="Mill Lane", sector="other", site="North quay")
    ),
    "employer_week_reviewed": lambda w: told.week_reviewed(w.desk),
    "happened_recorded": _happened,
    "employer_contact_recorded": lambda w: employers.record_employer_contact(
        w.desk, told.visit(w.garage, -1, participant=w.person, next_on=told.day(7)), appointment_id=w.appointment
    ),
    "employer_contact_changed": lambda w: employers.change_employer_contact(w.desk, w.visit, told.visit(w.garage, -4)),
    "contact_without_agreement_reported": lambda w: employers.report_without_agreement(
        w.desk, told.openly(w.bakery, w.person, -8)
    ),
}
"""What is taken back, by the words for what was done."""
STAYS: dict[str, tuple[Callable[[World], object], str]] = {
    "agreement_recorded": (lambda w: told.agreed(w.desk, w.person, 0, scope="named", employers=[w.garage]), "decision"),
    "agreement_withdrawn": (_withdraw, "withdrawal"),
}
"""What stays, and why."""


def refused(desk: Desk) -> NotUndone:
    """Why the last action stays; asking or trying changes nothing."""
    before = told.dump(desk.connection)
    with pytest.raises(NotUndone) as asked:
        undo.last(desk)
    assert told.dump(desk.connection) == before
    said = desk.words(asked.value.message_id, **asked.value.values)
    assert said != asked.value.message_id and "{" not in said
    if asked.value.done is not None:
        with pytest.raises(NotUndone) as tried:
            undo.undo(desk, asked.value.done.id)
        assert (tried.value.message_id, tried.value.values) == (asked.value.message_id, asked.value.values)
        assert told.dump(desk.connection) == before
    return asked.value


def undone(desk: Desk) -> undo.Done:
    """Undo whatever is last."""
    return undo.undo(desk, undo.last(desk).id)


@contextmanager
def works(desk: Desk, staff_id: UUID) -> Iterator[None]:
    """Somebody else sits at the desk for a while."""
    before, names = desk.who, {member.id: member.name for member in desk.staff()}
    desk.who = StaffMember(staff_id, "X", names[staff_id], "employment_specialist")
    yield
    desk.who = before


def last_group(desk: Desk) -> tuple[str, bytes | None]:
    sql = "SELECT what, undoes FROM change_group ORDER BY sequence DESC LIMIT 1"
    what, undoes = desk.connection.execute(sql).fetchone()
    return what, undoes


# -- each action -----------------------------------------------------------------------------------------


def test_every_action_is_looked_at_here() -> None:
    words = load_words().texts
    known = {i.removeprefix("did.") for i in words if i.startswith("did.")}
    assert {*UNDONE, *LATER, *OF_COLLEAGUES, *OF_FIDELITY, *STAYS, *undo.NEVER, "undone"} == known
    assert {why for _, why in STAYS.values()} == {why for way in undo.OWN_WAY.values() for why in way}
    assert undo.NEVER.keys() == {
        "begin_team",
        "records_joined",
        "records_parted",
        "salvaged",
        "person_erased",
        "erased_again",
    }


@pytest.mark.parametrize("what", UNDONE)
def test_an_action_is_taken_back_whole_and_can_be_done_again(desk: Desk, what: str) -> None:
    _taken_back_whole(desk, what)


@pytest.mark.parametrize("what", ["referral_received", "contact_recorded", "set_rhythm"])
def test_so_it_is_in_an_encrypted_store(open_desk: Callable[..., Desk], what: str) -> None:
    _taken_back_whole(open_desk(encrypted=True), what)


def _taken_back_whole(desk: Desk, what: str) -> None:
    w = world(desk)
    before, journaled = told.kept(desk.connection), told.dump(desk.connection, only="journal")
    UNDONE[what](w)
    once_done = told.kept(desk.connection)
    assert once_done != before
    offered = undo.last(desk)
    assert offered.what == desk.words(f"did.{what}")
    assert undo.undo(desk, offered.id) == offered
    assert told.kept(desk.connection) == before
    assert last_group(desk) == ("undone", offered.id.bytes)
    for table, rows in told.dump(desk.connection, only="journal").items():
        assert set(journaled[table]) < set(rows), "the journal only grows"
    rebuilt = told.dump(desk.connection, only="derived")
    desk.rebuild()
    assert told.dump(desk.connection, only="derived") == rebuilt
    UNDONE[what](w)
    again = {table: len(rows) for table, rows in told.kept(desk.connection).items()}
    assert again == {table: len(rows) for table, rows in once_done.items()}
    undone(desk)


@pytest.mark.parametrize("what", STAYS)
def test_what_has_a_way_of_its_own_stays(either_desk: Desk, what: str) -> None:
    w = world(either_desk)
    do, why = STAYS[what]
    do(w)
    stays = refused(w.desk)
    assert stays.message_id == f"undo.not.{why}"
    assert stays.done is not None and stays.done.what == w.desk.words(f"did.{what}")


def test_how_the_team_began_stays(desk: Desk) -> None:
    assert refused(desk).message_id == "undo.not.begin_team"


def test_the_figure_of_a_rule_counts_again_as_before_and_can_be_set_again(desk: Desk, person: UUID) -> None:
    settings.set_rhythm(desk, "search_days", 9)
    settings.set_rhythm(desk, "search_days", 12)
    undone(desk)
    with desk.reading() as db:
        assert settings.rhythms(db).search_days == 9
    undone(desk)
    with desk.reading() as db:
        assert settings.rhythms(db) == settings.Rhythms()
    settings.set_rhythm(desk, "search_days", 9)
    with desk.reading() as db:
        assert settings.rhythms(db).search_days == 9


def test_a_ref_is_not_given_out_twice(desk: Desk, team: UUID) -> None:
    def ref(row_id: UUID) -> str:
        return caseload.lines(desk, [row_id.bytes])[row_id].ref

    first = told.participant(desk, team)
    assert ref(first) == "E-0001"
    undone(desk)
    assert not caseload.index(desk)
    assert ref(told.participant(desk, team)) == "E-0002"


# -- what it is about ------------------------------------------------------------------------------------


def test_it_says_what_was_done_about_whom_and_when(desk: Desk, clock: SetClock, hostile: str) -> None:
    w = world(desk)
    people.change_referral(desk, w.person, told.referral(desk, w.team, name=f"A{hostile}"[:200]))
    hostile = people.referral_entry(desk, w.person).name
    done = undo.last(desk)
    assert (done.participants, done.others) == ((hostile,), ())
    employers.change_employer_contact(desk, w.visit, told.visit(w.bakery, -1, participant=w.person, result="other"))
    done = undo.last(desk)
    assert (done.participants, done.others) == ((hostile,), ("Mill Lane Bakery",))
    assert done.rows == {w.visit}
    staff.change_staff(desk, w.colleague, _colleague(name=hostile))
    done = undo.last(desk)
    assert (done.participants, done.others) == ((), (hostile,))
    assert done.when == f"today at {clock.moment:%H:%M}"
    settings.set_rhythm(desk, "search_days", 9)
    done = undo.last(desk)
    assert (done.participants, done.others) == ((), ())


def test_an_older_action_names_its_day_and_may_be_undone_as_well(desk: Desk, person: UUID, clock: SetClock) -> None:
    before = told.kept(desk.connection)
    contacts.record_contact(desk, person, told.contact())
    clock.moment += timedelta(days=3)
    assert undo.last(desk).when == "Thu 15 Oct at 09:00"
    undone(desk)
    assert told.kept(desk.connection) == before


def test_practice_says_the_day_of_the_wall_and_not_the_one_it_plays(tmp_path: Path) -> None:
    with desk_on(tmp_path) as desk:
        told.clinical_team(desk)
        assert undo.last(desk).when == "today at 09:00"


# -- one at a time ---------------------------------------------------------------------------------------


def test_undoing_again_goes_one_further_back_and_never_forward(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    states = [told.kept(desk.connection)]
    made = contacts.record_contact(desk, person, told.contact(-6))
    for on in (-5, -4):
        states.append(told.kept(desk.connection))
        contacts.change_contact(desk, made, told.contact(on))
    undone(desk)
    assert told.kept(desk.connection) == states.pop()
    # Something new in between is undone first.
    told.employer(desk)
    assert undone(desk).what == desk.words("did.employer_added")
    while states:
        undone(desk)
        assert told.kept(desk.connection) == states.pop()
    assert undone(desk).what == desk.words("did.referral_received")
    assert undone(desk).what == desk.words("did.clinical_team_added")
    assert refused(desk).message_id == "undo.not.begin_team"


def test_what_stays_is_not_passed_over(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact())
    told.agreed(desk, person)
    assert refused(desk).message_id == "undo.not.decision"


def test_only_what_was_asked_about_is_undone(desk: Desk, person: UUID) -> None:
    asked = undo.last(desk)
    contacts.record_contact(desk, person, told.contact())
    before = told.dump(desk.connection)
    with pytest.raises(NotUndone) as caught:
        undo.undo(desk, asked.id)
    assert caught.value.message_id == "undo.not.meanwhile"
    assert told.dump(desk.connection) == before


def test_it_is_kept_over_a_restart(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    before = told.kept(desk.connection)
    told.clinical_team(desk)
    desk.close()
    told.opened(desk)
    undone(desk)
    desk.close()
    told.opened(desk)
    assert told.kept(desk.connection) == before
    assert refused(desk).message_id == "undo.not.begin_team"


# -- whose ------------------------------------------------------------------------------------------------


def test_everyone_undoes_their_own(desk: Desk) -> None:
    w = world(desk)
    before = told.kept(desk.connection)
    with works(desk, w.colleague):
        stays = refused(desk)
        assert (stays.message_id, stays.values) == ("undo.not.colleague", {"who": "Maren Test"})
        contacts.record_contact(desk, w.person, told.contact(-2))
        middle = told.kept(desk.connection)
    told.employer(desk, "Third")
    with works(desk, w.colleague):
        undone(desk)
        assert refused(desk).message_id == "undo.not.colleague"
    undone(desk)
    assert told.kept(desk.connection) == before != middle


def test_what_came_from_another_laptop_stays(tmp_path: Path) -> None:
    with desk_on(tmp_path) as desk:
        stays = refused(desk)
        assert stays.message_id == "undo.not.other_laptop"
        told.clinical_team(desk)
        undone(desk)
        assert refused(desk).message_id == "undo.not.other_laptop"


def test_where_nothing_was_done_there_is_nothing(tmp_path: Path) -> None:
    files = told.StoreFiles(tmp_path / "team.db")
    create_store(files, None, kind=PRACTICE, site_id=UUID(int=9), letter="E", practice_day=None).close()
    desk = told.opened(told.desk_at(files, practice=True))
    try:
        assert refused(desk).message_id == "undo.not.nothing"
    finally:
        desk.close()


# -- what stands in the way --------------------------------------------------------------------------------


def test_what_was_changed_since_stays_and_says_by_whom_and_when(desk: Desk) -> None:
    w = world(desk)
    contacts.change_contact(desk, w.contact, told.contact(-8, summary="Second words"))
    with works(desk, w.colleague):
        contacts.change_contact(desk, w.contact, told.contact(-8, summary="Third words"))
    stays = refused(desk)
    assert stays.message_id == "undo.not.changed"
    assert stays.values == {"who": "Kofi Brandt", "what": "Corrected a contact", "when": "today at 09:00"}
    with works(desk, w.colleague):
        undone(desk)
    undone(desk)
    assert contacts.contact_entry(desk, w.contact).summary == "First words"


def test_a_change_elsewhere_in_the_record_does_not_matter_but_for_what_was_made(desk: Desk) -> None:
    w = world(desk)
    made = contacts.record_contact(desk, w.person, told.contact(-7))
    contacts.change_contact(desk, made, told.contact(-7, minutes=20))
    with works(desk, w.colleague):
        entry = contacts.contact_entry(desk, made).model_copy(update={"summary": "their words"})
        contacts.change_contact(desk, made, entry)
    undone(desk)
    kept = contacts.contact_entry(desk, made)
    assert (kept.minutes, kept.summary) == (None, "their words")
    assert refused(desk).message_id == "undo.not.changed"


def test_what_changed_past_the_journal_stays_too(desk: Desk) -> None:
    """As where the law had something erased."""
    w = world(desk)
    contacts.change_contact(desk, w.contact, told.contact(-9, summary="Second words"))
    desk.connection.execute("UPDATE contact SET summary = NULL WHERE id = ?", [w.contact.bytes])
    stays = refused(desk)
    assert (stays.message_id, stays.values) == ("undo.not.changed_since", {})


@pytest.mark.parametrize(
    ("what", "then"),
    [
        ("employer_added", lambda w, made: employers.record_employer_contact(w.desk, told.visit(made))),
        ("employer_added", lambda w, made: told.agreed(w.desk, w.person, scope="named", employers=[made])),
        ("clinical_team_added", lambda w, made: told.care_coordinator(w.desk, made)),
        ("clinical_team_added", lambda w, made: told.participant(w.desk, made, specialist=w.colleague)),
        ("staff_added", lambda w, made: contacts.change_contact(w.desk, w.contact, told.contact(specialist=made))),
        ("referral_received", lambda w, made: appointments.make_appointment(w.desk, made, told.appointment())),
    ],
)
def test_what_something_rests_on_stays(desk: Desk, what: str, then: Callable[[World, Any], object]) -> None:
    w = world(desk)
    made = UNDONE[what](w)
    with works(desk, w.colleague):
        then(w, made)
        resting = undo.last(desk) if what != "employer_added" else None
    stays = refused(desk)
    assert stays.message_id == "undo.not.rests"
    assert stays.values["who"] == "Kofi Brandt" and stays.values["when"] == "today at 09:00"
    if resting is not None:
        assert stays.values["what"] == resting.what
        with works(desk, w.colleague):
            undone(desk)
        undone(desk)


def test_a_colleague_who_has_worked_here_stays(desk: Desk) -> None:
    made = staff.add_staff(desk, _colleague(name="Kofi"))
    with works(desk, made):
        told.clinical_team(desk)
    stays = refused(desk)
    assert stays.message_id == "undo.not.worked"
    assert (stays.values["who"], stays.values["what"]) == ("Kofi", desk.words("did.clinical_team_added"))
    with works(desk, made):
        undone(desk)
    undone(desk)
    assert [member.name for member in desk.staff()] == ["Maren Test"]


@pytest.mark.parametrize("about", ["subject", "record"])
def test_unsaved_text_about_it_is_not_orphaned(desk: Desk, team: UUID, about: str) -> None:
    person = told.participant(desk, team)
    key = DraftKey("contact", person) if about == "subject" else DraftKey("referral", None, person)
    desk.keep_draft(key, {"summary": "half a sentence"})
    assert refused(desk).message_id == "undo.not.draft"
    desk.drop_draft(key)
    undone(desk)


def test_what_belongs_to_something_that_is_gone_does_not_come_back(desk: Desk) -> None:
    w = world(desk)
    with works(desk, w.colleague):
        cafe = told.employer(desk, "Harbour Café")
    made = employers.record_employer_contact(desk, told.visit(cafe))
    employers.change_employer_contact(desk, made, told.visit(w.garage))
    with works(desk, w.colleague):
        undone(desk)
    assert refused(desk).message_id == "undo.not.gone"


# -- the hard gate -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [-1, -3])
def test_no_contact_comes_back_that_no_agreement_covers(either_desk: Desk, day: int) -> None:
    """G4, G5: as it would be refused when recorded or corrected, on the day of the contact."""
    w = world(either_desk)
    desk = w.desk
    visit = employers.record_employer_contact(desk, told.visit(w.bakery, day, participant=w.person))
    employers.change_employer_contact(desk, visit, told.visit(w.bakery, day))
    with works(desk, w.colleague):
        _withdraw(w)
    if day == -3:
        # The agreement was in force still on that day.
        undone(desk)
        assert employers.employer_contact_entry(desk, visit).participant == w.person
        return
    stays = refused(desk)
    assert (stays.message_id, stays.values) == ("undo.not.gate", {"why": desk.words("gate.withdrawn")})
    with pytest.raises(BadEntry):
        employers.change_employer_contact(desk, visit, told.visit(w.bakery, day, participant=w.person))
    assert employers.employer_contact_entry(desk, visit).participant is None


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        ({"decision": "no_contact", "scope": None}, "no_contact"),
        ({"scope": "named"}, "other_employers"),
        ({"in_work_contact": "no"}, None),
    ],
)
def test_the_gate_looks_at_employer_and_purpose_too(desk: Desk, scope: dict[str, Any], why: str | None) -> None:
    w = world(desk)
    employers.change_employer_contact(desk, w.visit, told.visit(w.bakery, -1))
    if scope.get("scope") == "named":
        scope = {**scope, "employers": [w.garage]}
    with works(desk, w.colleague):
        told.agreed(desk, w.person, -2, **scope)
    if why is None:
        undone(desk)
    else:
        assert refused(desk).values == {"why": desk.words(f"gate.{why}")}


@pytest.mark.parametrize("day", [-1, -3])
@pytest.mark.parametrize("what", ["follow_along", "ending"])
def test_nothing_an_employer_said_comes_back_that_no_agreement_covers(desk: Desk, what: str, day: int) -> None:
    """G5: what the employer of a job said, on the day it was heard."""
    w = world(desk)
    work = jobs.record_job(desk, w.person, told.job(-30, -40))
    if what == "ending":
        row = jobs.record_ending(desk, work, told.ending(day, employers_view="Would take them again"))
        jobs.change_ending(desk, row, told.ending(day))
    else:
        row = support.record_follow_along(desk, work, told.follow_along(day, employer_feedback="Pleased"))
        support.change_follow_along(desk, row, told.follow_along(day))
    with works(desk, w.colleague):
        _withdraw(w)
    if day == -1:
        assert refused(desk).values == {"why": desk.words("gate.withdrawn")}
        return
    undone(desk)
    if what == "ending":
        assert jobs.ending_entry(desk, row).employers_view == "Would take them again"
    else:
        assert support.follow_along_entry(desk, row).employer_feedback == "Pleased"


def test_a_contact_that_goes_out_asks_nobody(desk: Desk) -> None:
    w = world(desk)
    made = employers.record_employer_contact(desk, told.visit(w.bakery, -1, participant=w.person))
    with works(desk, w.colleague):
        _withdraw(w)
    undone(desk)
    with pytest.raises(LookupError):
        employers.employer_contact_entry(desk, made)


# -- one commit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [(CaseDeriver, "derive"), (CaseDeriver, "touched"), (journal, "write_changes")])
def test_an_undo_that_breaks_off_leaves_everything_as_it_was(
    either_desk: Desk, monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str]
) -> None:
    w = world(either_desk)
    _contact_of_appointment(w)
    before, offered = told.dump(w.desk.connection), undo.last(w.desk)
    where, name = place
    real, calls = getattr(where, name), []

    def breaks(*args: Any, **more: Any) -> None:
        real(*args, **more)
        calls.append(name)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(where, name, breaks)
        with pytest.raises((StoreProblem, OSError)):
            undo.undo(w.desk, offered.id)
    assert calls and told.dump(w.desk.connection) == before
    assert undo.undo(w.desk, offered.id) == offered


# -- the history -------------------------------------------------------------------------------------------


def cells(line: history.HistoryLine) -> dict[str, tuple[str, str]]:
    return {cell.column: (cell.old, cell.new) for cell in line.cells}


def test_the_history_says_what_was_undone_and_what_stands_again(desk: Desk) -> None:
    w = world(desk)
    entry = contacts.contact_entry(desk, w.contact).model_copy(update={"summary": "Second words"})
    contacts.change_contact(desk, w.contact, entry)
    undone(desk)
    newest, changed, _ = history.history(desk, w.contact)
    assert (newest.what, newest.who) == ("Undone: Corrected a contact", "Maren Test")
    assert cells(newest) == {"summary": ("Second words", "First words")}
    assert changed.what == desk.words("did.contact_changed")


def test_what_was_taken_out_is_told_where_it_belonged_with_all_its_words(desk: Desk) -> None:
    w = world(desk)
    entry = told.visit(w.bakery, -1, participant=w.person, result="the [/x] words")
    made = employers.record_employer_contact(desk, entry)
    before = {subject: history.history(desk, subject) for subject in (w.person, w.bakery, w.garage)}
    undone(desk)
    for subject in (w.person, w.bakery):
        newest, *rest = history.history(desk, subject)
        assert tuple(rest) == before[subject]
        assert newest.what == "Undone: Recorded an employer contact"
        assert cells(newest)["result"] == ("the [/x] words", "")
        assert cells(newest)["happened_on"] == ("Wed 14 Oct", "")
        own = {"participant_id", "employer_id"} - cells(newest).keys()
        assert own == {"participant_id" if subject == w.person else "employer_id"}
        assert not {"id", "removed", "agreement_id"} & cells(newest).keys()
    assert history.history(desk, w.garage) == before[w.garage]
    assert history.history(desk, made)[0].what == newest.what


def test_an_undone_correction_of_a_person_is_one_line(desk: Desk) -> None:
    w = world(desk)
    _referral_changed(w)
    undone(desk)
    newest, changed, *_ = history.history(desk, w.person)
    assert newest.what == "Undone: Corrected referral and intake"
    said = {(cell.table, cell.column): (cell.old, cell.new) for cell in newest.cells}
    assert said["participant", "name"] == ("Ada Berg", "Ada Fenwick")
    assert said["assignment", "staff_id"] == ("Kofi Brandt", "")
    assert said["assignment", "to_on"] == ("Thu 15 Oct", "")
    assert said["consent", "state"] == (desk.words("choice.consent_state.withdrawn"), "")
    assert changed.what == desk.words("did.referral_changed")


def test_a_removal_that_was_undone_reads_as_such(desk: Desk) -> None:
    """The achievement that a correction took away stands again."""
    w = world(desk)
    reviews.change_review(desk, w.review, told.review(-3, next_on=told.day(4)))
    undone(desk)
    newest = history.history(desk, w.review)[0]
    assert cells(newest) == {"removed": ("yes", "no")}
    assert reviews.review_entry(desk, w.review).went_well == "rang the shop"
