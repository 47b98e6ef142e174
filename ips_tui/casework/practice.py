"""The invented people: stories told through the same functions a specialist calls (domain.md 6).

A story file holds offsets from the practice day. The clock, the ids and the site are set, so that building
the sample twice gives the same rows.
"""

from __future__ import annotations

import random
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from ips_tui.casework import appointments, contacts, disclosure, employers, people, reviews, settings, staff
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.domain.people import StaffRole
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import (
    AppointmentClosingEntry,
    AppointmentEntry,
    ClinicalUpdateEntry,
    ConsentEntry,
    ContactEntry,
    ReviewEntry,
)
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureTalkEntry
from ips_tui.forms.employers import EmployerContactEntry, EmployerEntry
from ips_tui.forms.kit import Entry, read_entry
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, ReferralEntry, StaffEntry
from ips_tui.ids import IdSource
from ips_tui.store.backup import verified_copy
from ips_tui.store.files import StoreFiles
from ips_tui.store.store import PRACTICE, create_store

PRACTICE_DAY = date(2026, 10, 15)
"""T, the day on which the stories stand: a Thursday, and a constant (domain.md 6)."""
SITE = UUID("c0ffee00-1d5e-4a6b-8c0d-0000000000a1")
TOLD_AT = time(9, 0)
STORIES = ("p01", "p02", "p06")
_SEED = 20261015

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass
class _Telling:
    """What a story needs while it is told: whom it is about, and what was last planned."""

    desk: Desk
    clock: SetClock
    employers: Mapping[str, UUID]
    participant: UUID
    planned: UUID | None = None


def build_sample(target: Path, scratch: Path) -> Path:
    """Tell every story into a new practice store below `scratch` and put a checked copy of it at `target`.

    The folder `scratch` must exist. Raises FileExistsError when a file is there already, and what casework raises
    when a story is no longer a valid one.
    """
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        place = StoreFiles(Path(folder) / "practice.db")
        clock = SetClock(datetime.combine(PRACTICE_DAY - timedelta(days=600), TOLD_AT, tzinfo=UTC))
        new_id = IdSource(lambda: clock.moment, random.Random(_SEED))
        create_store(place, None, kind=PRACTICE, site_id=SITE, letter="P", practice_day=PRACTICE_DAY).close()
        desk = Desk(place, clock=clock, words=load_words(), config=Config(), practice=True, new_id=new_id)
        desk.open_practice()
        try:
            tell(desk, clock)
            # Notes by which rules: a sample of other rules must be told from this one.
            desk.rebuild()
            return verified_copy(desk.connection, None, target)
        finally:
            desk.close()


def tell(desk: Desk, clock: SetClock) -> None:
    """Tell the setting and every story at an empty desk whose clock is set, day by day, not story by story."""
    colleagues, named = _tell_setting(desk, _read("setting"))
    told = [_read(story) for story in STORIES]
    tellings: dict[str, _Telling] = {}
    days = [(story["person"]["referral"]["accepted_on"], -1, story) for story in told]
    days += [(event["on"], place, story) for story in told for place, event in enumerate(story["event"])]
    for offset, place, story in sorted(days, key=lambda d: (d[0], d[2]["person"]["ref"], d[1])):
        person = story["person"]
        desk.who = colleagues[person["by"]]
        _set(clock, offset)
        if place < 0:
            tellings[person["ref"]] = _Telling(desk, clock, named, _receive(desk, clock, person))
        else:
            event = story["event"][place]
            _TELL[event["form"]](tellings[person["ref"]], event)


def _read(name: str) -> dict[str, Any]:
    text = files("ips_tui.content").joinpath("stories", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _tell_setting(desk: Desk, setting: Mapping[str, Any]) -> tuple[dict[str, StaffMember], dict[str, UUID]]:
    colleagues: dict[str, StaffMember] = {}
    for member in setting["staff"]:
        entry = StaffEntry(**{k: v for k, v in member.items() if k != "ref"})
        staff_id = staff.add_staff(desk, entry, ref=member["ref"])
        colleagues[member["ref"]] = StaffMember(staff_id, member["ref"], entry.name, entry.role.value)
    desk.who = next(c for c in colleagues.values() if c.role == StaffRole.TEAM_LEADER)
    with desk.writing("begin_team") as writing:
        settings.put(writing, settings.TEAM_NAME, setting["team_name"])
        settings.put(writing, settings.EMPLOYER_FACING_NAME, setting["employer_facing_name"])
    for team in setting["clinical_team"]:
        team_id = staff.add_clinical_team(desk, ClinicalTeamEntry(name=team["name"], place=team["place"]))
        coordinator = CareCoordinatorEntry(name=team["care_coordinator"], clinical_team=team_id)
        staff.add_care_coordinator(desk, coordinator)
    named = {
        name: employers.add_employer(desk, EmployerEntry(name=name, sector=sector))
        for sector, names in setting["employers"].items()
        for name in names
    }
    return colleagues, named


def _entry(entry: type[EntryT], told: Mapping[str, Any], today: date, **more: str) -> EntryT:
    """The entry a story tells: raw text as a person would type it, offsets turned into days."""
    raw = {
        name: (PRACTICE_DAY + timedelta(days=value)).isoformat() if isinstance(value, int) else value
        for name, value in told.items()
        if name in entry.model_fields
    }
    return read_entry(entry, {**raw, **more}, today=today)


def _receive(desk: Desk, clock: SetClock, person: Mapping[str, Any]) -> UUID:
    team = next(t for t in staff.clinical_teams(desk) if t.name == person["clinical_team"])
    coordinator = next(c for c in team.care_coordinators if c.name == person["care_coordinator"])
    entry = _entry(
        ReferralEntry,
        person["referral"],
        clock.today(),
        specialist=str(desk.who.id) if desk.who else "",
        clinical_team=str(team.id),
        care_coordinator=str(coordinator.id),
    )
    return people.receive_referral(desk, entry, ref=person["ref"])


def _set(clock: SetClock, offset: int) -> None:
    moment = datetime.combine(PRACTICE_DAY + timedelta(days=offset), TOLD_AT, tzinfo=UTC)
    clock.moment = max(moment, clock.moment if clock.moment.date() == moment.date() else moment)


def _contact(t: _Telling, event: Mapping[str, Any]) -> None:
    entry = _entry(ContactEntry, {**event, "happened_on": event["on"]}, t.clock.today())
    contacts.record_contact(t.desk, t.participant, entry)


def _review(t: _Telling, event: Mapping[str, Any]) -> None:
    entry = _entry(ReviewEntry, {**event, "happened_on": event["on"]}, t.clock.today())
    reviews.record_review(t.desk, t.participant, entry)


def _clinical_update(t: _Telling, event: Mapping[str, Any]) -> None:
    entry = _entry(ClinicalUpdateEntry, {**event, "happened_on": event["on"]}, t.clock.today())
    contacts.record_clinical_update(t.desk, t.participant, entry)


def _consent(t: _Telling, event: Mapping[str, Any]) -> None:
    people.record_consent(
        t.desk, t.participant, _entry(ConsentEntry, {**event, "said_on": event["on"]}, t.clock.today())
    )


def _appointment(t: _Telling, event: Mapping[str, Any]) -> None:
    entry = _entry(AppointmentEntry, {**event, "on": event["day"]}, t.clock.today())
    t.planned = appointments.make_appointment(t.desk, t.participant, entry)


def _appointment_closing(t: _Telling, event: Mapping[str, Any]) -> None:
    if t.planned is None:
        raise ValueError("a story closes an appointment that it never made")
    entry = _entry(AppointmentClosingEntry, event, t.clock.today())
    appointments.close_appointment(t.desk, t.planned, entry)


def _stage(t: _Telling, event: Mapping[str, Any]) -> None:
    people.enter_stage(t.desk, t.participant, Stage(event["stage"]), t.clock.today(), event.get("why"))


def _disclosure_agreement(t: _Telling, event: Mapping[str, Any]) -> None:
    told = {**event, "decided_on": event["on"]}
    disclosure.record_agreement(t.desk, t.participant, _entry(DisclosureAgreementEntry, told, t.clock.today()))


def _disclosure_talk(t: _Telling, event: Mapping[str, Any]) -> None:
    told = {**event, "happened_on": event["on"]}
    disclosure.record_talk(t.desk, t.participant, _entry(DisclosureTalkEntry, told, t.clock.today()))


def _employer_contact(t: _Telling, event: Mapping[str, Any]) -> None:
    told = {name: value for name, value in event.items() if name != "employer"}
    entry = _entry(
        EmployerContactEntry,
        {**told, "happened_on": event["on"]},
        t.clock.today(),
        employer=str(t.employers[event["employer"]]),
        participant="" if event.get("general") else str(t.participant),
    )
    employers.record_employer_contact(t.desk, entry)


_TELL: Mapping[str, Callable[[_Telling, Mapping[str, Any]], None]] = {
    "contact": _contact,
    "review": _review,
    "clinical_update": _clinical_update,
    "consent": _consent,
    "appointment": _appointment,
    "appointment_closing": _appointment_closing,
    "stage": _stage,
    "disclosure_agreement": _disclosure_agreement,
    "disclosure_talk": _disclosure_talk,
    "employer_contact": _employer_contact,
}
