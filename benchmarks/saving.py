"""Saving a contact: the whole way through casework, against one bare insert into the same encrypted kind of file."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ips_tui.casework import contacts, people, staff
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.domain import contacts as choices
from ips_tui.domain import people as about
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.people import ClinicalTeamEntry, FirstRunEntry, ReferralEntry
from ips_tui.store import driver, slots
from ips_tui.store.files import StoreFiles

SAVES = 20
SUMMARY = "Talked about mornings, buses and what a good week looks like. " * 5


class Saving:
    """An encrypted team store with one participant, and beside it a bare encrypted table of contacts."""

    def __init__(self, folder: Path) -> None:
        """Make both below `folder`."""
        place = StoreFiles(folder / "team.db")
        self._desk = Desk(place, clock=SystemClock(), words=load_words(), config=Config())
        first = FirstRunEntry(
            name="Anna Alder", role=about.StaffRole.EMPLOYMENT_SPECIALIST, team_name="T", employer_facing_name="N"
        )
        self._desk.create(first, "only for measuring", slots.new_recovery_key())
        self._today = self._desk.clock.today()
        team = staff.add_clinical_team(self._desk, ClinicalTeamEntry(name="Team"))
        self._person = people.receive_referral(self._desk, self._referral(team))
        self._bare = driver.connect(folder / "bare.db", slots.new_key(), create=True)
        self._bare.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, person TEXT, on_day TEXT, summary TEXT)")
        self._bare.execute("CREATE INDEX ix_contact ON contact (person)")

    def _referral(self, team: Any) -> ReferralEntry:
        assert self._desk.who is not None
        return ReferralEntry(
            name="Bela Birch",
            received_on=self._today,
            accepted_on=self._today,
            source=about.ReferralSource.SELF,
            programme=about.Programme.MENTAL_HEALTH,
            specialist=self._desk.who.id,
            clinical_team=team,
            wants_to_work=about.WantsToWork.YES,
            work_status=about.WorkStatus.UNEMPLOYED,
            contact_preferences=(about.ContactPreference.PHONE,),
            consent_to_record=about.ConsentState.GIVEN,
            consent_to_record_on=self._today,
        )

    def app(self) -> float:
        """Milliseconds for one saved contact: records, journal, derived rows, one commit (mean of `SAVES`)."""
        return _milliseconds(lambda: self._save(self._today))

    def floor(self) -> float:
        """Milliseconds for one committed insert of the same text (mean of `SAVES`)."""
        day = self._today.isoformat()
        statement = "INSERT INTO contact (person, on_day, summary) VALUES ('p', ?, ?)"
        return _milliseconds(lambda: self._bare.execute(statement, [day, SUMMARY]))

    def _save(self, day: date) -> None:
        entry = ContactEntry(
            happened_on=day,
            kind=choices.ContactKind.ENGAGEMENT,
            mode=choices.Mode.FACE_TO_FACE,
            result=choices.Result.TOOK_PLACE,
            summary=SUMMARY,
        )
        contacts.record_contact(self._desk, self._person, entry)


def _milliseconds(once: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(SAVES):
        once()
    return (time.perf_counter() - started) * 1000 / SAVES
