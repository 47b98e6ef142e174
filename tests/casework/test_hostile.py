"""Whatever is typed into any text field comes back as the same text, cleaned, and does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    appointments,
    case,
    caseload,
    contacts,
    disclosure,
    employers,
    history,
    people,
    reviews,
    staff,
)
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry, Kind
from ips_tui.forms.contacts import AppointmentClosingEntry, ContactEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.kit import Entry, fields_of, raw_values, read_entry
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, StaffEntry
from ips_tui.records.base import Record
from ips_tui.text import clean, fold
from tests import told
from tests.once import once

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Scene:
    """A desk with one of everything, so that every form has something to be about."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.team, self.person, self.employer, self.planned = once(desk, _one_of_everything)


def _one_of_everything(desk: Desk) -> tuple[UUID, UUID, UUID, UUID]:
    """A clinical team, a person, an employer and an appointment that was planned with the person."""
    team = told.clinical_team(desk)
    person = told.participant(desk, team)
    planned = appointments.make_appointment(desk, person, told.appointment(-1))
    return team, person, told.employer(desk), planned


def _closing(scene: Scene) -> Entry:
    return AppointmentClosingEntry(state="missed", closed_by="participant", note="x")


def _kept(table: str) -> Callable[[Scene, UUID], Record]:
    def read(scene: Scene, row_id: UUID) -> Record:
        from ips_tui.records import Table

        kind = next(m.class_ for m in Table.registry.mappers if m.class_.__tablename__ == table)
        with scene.desk.reading() as db:
            return db.get_one(kind, row_id)

    return read


FORMS: dict[str, tuple[Callable[[Scene], Entry], Callable[[Scene, Any], UUID], Callable[[Scene, UUID], Any]]] = {
    "referral": (
        lambda s: told.referral(s.desk, s.team, leave_no_messages=False),
        lambda s, e: people.receive_referral(s.desk, e),
        lambda s, i: people.referral_entry(s.desk, i),
    ),
    "staff": (
        lambda s: StaffEntry(name="X", role="team_leader"),
        lambda s, e: staff.add_staff(s.desk, e),
        lambda s, i: staff.staff_entry(s.desk, i),
    ),
    "clinical_team": (
        lambda s: ClinicalTeamEntry(name="X"),
        lambda s, e: staff.add_clinical_team(s.desk, e),
        _kept("clinical_team"),
    ),
    "care_coordinator": (
        lambda s: CareCoordinatorEntry(name="X", clinical_team=s.team),
        lambda s, e: staff.add_care_coordinator(s.desk, e),
        _kept("care_coordinator"),
    ),
    "contact": (
        lambda s: told.contact(next_on=told.day(3)),
        lambda s, e: contacts.record_contact(s.desk, s.person, e),
        lambda s, i: contacts.contact_entry(s.desk, i),
    ),
    "review": (
        lambda s: told.review(),
        lambda s, e: reviews.record_review(s.desk, s.person, e),
        lambda s, i: reviews.review_entry(s.desk, i),
    ),
    "clinical_update": (
        lambda s: told.clinical_update(),
        lambda s, e: contacts.record_clinical_update(s.desk, s.person, e),
        lambda s, i: contacts.clinical_update_entry(s.desk, i),
    ),
    "appointment": (
        lambda s: told.appointment(),
        lambda s, e: appointments.make_appointment(s.desk, s.person, e),
        lambda s, i: appointments.appointment_entry(s.desk, i),
    ),
    "disclosure_agreement": (
        lambda s: told.agreement(),
        lambda s, e: disclosure.record_agreement(s.desk, s.person, e),
        _kept("disclosure_agreement"),
    ),
    "employer": (
        lambda s: EmployerEntry(name="X", sector="care"),
        lambda s, e: employers.add_employer(s.desk, e),
        lambda s, i: employers.employer(s.desk, i).entry,
    ),
    "employer_contact": (
        lambda s: told.visit(s.employer),
        lambda s, e: employers.record_employer_contact(s.desk, e),
        lambda s, i: employers.employer_contact_entry(s.desk, i),
    ),
    "contact_without_agreement": (
        lambda s: told.openly(s.employer, s.person),
        lambda s, e: employers.report_without_agreement(s.desk, e),
        _kept("contact_without_agreement"),
    ),
}
UNKEPT = {"contact": {"next_place"}}
"""What becomes the place of the appointment that follows; its own test below."""


def hostile_entry(entry: Entry, text: str) -> tuple[Any, dict[str, str]]:
    """The entry with this text in every text field, read from raw text as a form does, and what is expected."""
    raw, expected = raw_values(entry), {}
    for spec in fields_of(type(entry)):
        if spec.kind in (Kind.TEXT, Kind.NOTES) and (spec.only is None or raw.get(spec.only.field) in spec.only.values):
            raw[spec.name] = text
            lines = spec.kind is Kind.NOTES
            expected[spec.name] = clean(text, lines=lines).text.strip("\n" if lines else None)
    return read_entry(type(entry), raw, today=told.TODAY), expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [t for t in told.HOSTILE if len(t) < 200])
def test_every_text_field_gives_back_cleaned_text(desk: Desk, form: str, text: str) -> None:
    make, record, read = FORMS[form]
    scene = Scene(desk)
    entry, expected = hostile_entry(make(scene), text)
    assert expected
    kept = read(scene, record(scene, entry))
    for name in expected.keys() - UNKEPT.get(form, set()):
        assert getattr(kept, name) == expected[name]
        assert not CONTROL.search(expected[name])


@pytest.mark.parametrize("form", FORMS)
def test_a_text_that_is_too_long_is_refused_and_not_cut(desk: Desk, form: str) -> None:
    """A line has 200 characters at most, a note 50,000."""
    make, _, _ = FORMS[form]
    entry = make(Scene(desk))
    kinds = {s.name: s.kind for s in fields_of(type(entry))}
    for length, refused in ((200, ()), (50_001, (Kind.TEXT, Kind.NOTES))):
        try:
            _, asked = hostile_entry(entry, "N" * length)
        except BadEntry as error:
            assert {p.message_id for p in error.problems} == {"problem.too_long"}
            assert {kinds[p.field or ""] for p in error.problems} <= set(refused)
            assert "NNN" not in str(error)
        else:
            assert asked and not refused
    short = {name for name, kind in kinds.items() if kind is Kind.TEXT} - {"message_words"}
    if short:
        with pytest.raises(BadEntry) as found:
            hostile_entry(entry, "N" * 201)
        assert short <= {p.field for p in found.value.problems}


def test_a_name_of_hidden_characters_is_no_name() -> None:
    raw = raw_values(EmployerEntry(name="X", sector="care"))
    for hidden in ("\x1b[2J", "\u202e\u2066", "  \x00 "):
        with pytest.raises(BadEntry) as error:
            read_entry(EmployerEntry, {**raw, "name": hidden}, today=told.TODAY)
        assert [p.message_id for p in error.value.problems] == ["problem.missing"]


@pytest.mark.parametrize("text", [t for t in told.HOSTILE if len(t) < 200])
def test_hostile_people_do_not_disturb_any_page(desk: Desk, text: str) -> None:
    """A person, an employer and a colleague of that name, on every list and page there is."""
    scene = Scene(desk)
    referral, expected = hostile_entry(told.referral(desk, scene.team), text)
    person = people.receive_referral(desk, referral)
    staff.change_staff(
        desk, told.specialist(desk), hostile_entry(staff.staff_entry(desk, told.specialist(desk)), text)[0]
    )
    shop = employers.add_employer(desk, hostile_entry(EmployerEntry(name="X", sector="care"), text)[0])
    contacts.record_contact(desk, person, hostile_entry(told.contact(-40, next_on=told.day(3)), text)[0])
    appointments.make_appointment(desk, person, hostile_entry(told.appointment(3), text)[0])
    disclosure.record_agreement(desk, person, hostile_entry(told.agreement(), text)[0])
    talk = DisclosureTalkEntry(happened_on=told.day(-1), note=text)
    disclosure.record_talk(desk, person, talk)
    employers.record_employer_contact(desk, hostile_entry(told.visit(shop, participant=person), text)[0])
    people.enter_stage(desk, person, Stage.JOB_DEVELOPMENT, told.day(0), clean(text).text)
    name = expected["name"]
    line = next(x for x in caseload.everyone(desk) if x.id == person)
    assert line.name == line.specialist_name == name
    view = today(desk, as_of=told.day(90))
    assert {x.name for x in view.due if x.subject_id == person} == {name}
    page = case.case(desk, person)
    shown = [page.person.name, page.preferred_name, *(i.text for i in page.timeline), *(i.by for i in page.timeline)]
    shown += [cell.new for h in history.history(desk, person) for cell in h.cells]
    shown += [disclosure.may_say(desk, person).agreed_words, employers.employer(desk, shop).entry.name]
    assert not [said for said in shown if CONTROL.search(said)]
    if fold(name).strip():
        assert str(person) in {f.id for f in desk.find(name)}


def test_the_place_of_the_next_appointment_is_cleaned_too(desk: Desk, hostile: str) -> None:
    scene = Scene(desk)
    raw = raw_values(told.contact()) | {"next_on": told.day(3).isoformat(), "next_place": hostile[:150]}
    contacts.record_contact(desk, scene.person, read_entry(ContactEntry, raw, today=told.TODAY))
    place = today(desk).next[-1].place
    assert place == clean(hostile[:150]).text.strip() and not CONTROL.search(place)


def test_a_closing_note_is_cleaned_too(desk: Desk) -> None:
    scene = Scene(desk)
    entry, expected = hostile_entry(_closing(scene), told.HOSTILE[3])
    appointments.close_appointment(desk, scene.planned, entry)
    assert _kept("appointment")(scene, scene.planned).closed_note == expected["note"]  # type: ignore[attr-defined]
