"""Killed in mid-typing, in five places: at most a second of typing is lost, and nothing that was acknowledged."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.casework import case, caseload, people, staff
from ips_tui.casework.session import Desk, new_recovery_key
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import Words, load_words
from ips_tui.domain import people as choices
from ips_tui.forms.contacts import AppointmentEntry, ClinicalUpdateEntry, ContactEntry, ReviewEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.kit import Entry
from ips_tui.forms.people import ClinicalTeamEntry, FirstRunEntry, ReferralEntry
from ips_tui.store.files import StoreFiles
from tests.journeys.leaks import left_readable, open_to_others
from tests.journeys.slowly import Slowly
from tests.journeys.typist import Answer, Typist

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal, which Windows has not")

PROGRAM = [sys.executable, "-m", "ips_tui"]
PASSPHRASE = "four plain words here"

PLACES: list[tuple[type[Entry], str, str, dict[str, Answer]]] = [
    (ReferralEntry, "n", "address", {}),
    (ReviewEntry, "r", "own_words", {}),
    (ClinicalUpdateEntry, "k", "said", {}),
    (DisclosureAgreementEntry, "d", "never_words", {"decision": "no_contact"}),
    (ContactEntry, "c", "summary", {"result": "took_place"}),
]
"""The form, the key that opens it, the field typed into, and what must be said before it."""


def _desk(home: Path, words: Words) -> Desk:
    place = StoreFiles(home / "ips" / "data" / "team.db")
    return Desk(place, clock=SystemClock(), words=words, config=Config())


def _team(home: Path, words: Words) -> None:
    """An encrypted store with one participant, made without the screens."""
    desk = _desk(home, words)
    today = desk.clock.today()
    first = FirstRunEntry(
        name="Anna Alder",
        role=choices.StaffRole.EMPLOYMENT_SPECIALIST,
        team_name="Team",
        employer_facing_name="Partners",
    )
    desk.create(first, PASSPHRASE, new_recovery_key())
    assert desk.who is not None
    entry = ReferralEntry(
        name="Bela Birch",
        received_on=today,
        accepted_on=today,
        source=choices.ReferralSource.SELF,
        programme=choices.Programme.MENTAL_HEALTH,
        specialist=desk.who.id,
        clinical_team=staff.add_clinical_team(desk, ClinicalTeamEntry(name="Tarn")),
        wants_to_work=choices.WantsToWork.YES,
        work_status=choices.WorkStatus.UNEMPLOYED,
        contact_preferences=(choices.ContactPreference.PHONE,),
        consent_to_record=choices.ConsentState.GIVEN,
        consent_to_record_on=today,
    )
    people.receive_referral(desk, entry)
    desk.close()


def _go_to(terminal: Terminal, words: Words) -> None:
    terminal.wait_for(words("unlock.heading"))
    terminal.settle()
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for(words("shell.area.today"))
    terminal.settle()


def _open_person(terminal: Terminal, words: Words) -> None:
    terminal.press("f7")
    terminal.wait_for("Bela Birch")
    terminal.settle()
    terminal.press("enter")
    terminal.wait_for(words("check.review_telephone"))
    terminal.settle()


def test_killed_in_five_places(tmp_path: Path) -> None:
    words = load_words()
    _team(tmp_path, words)
    environment = plain_environment(tmp_path, IPS_TUI_HOME=str(tmp_path / "ips"))
    for number, (entry, key, field, said) in enumerate(PLACES, start=1):
        with Terminal(PROGRAM, size=(80, 24), env=environment) as terminal:
            typist = Typist(terminal, words)
            _go_to(terminal, words)
            _open_person(terminal, words)
            # Something is acknowledged first: an appointment, said to be saved.
            terminal.press("a")
            terminal.wait_for(words("form.appointment.about")[:40])
            terminal.settle()
            typist.fill(AppointmentEntry, {"purpose": "contact", "on": f"+{number}"})
            terminal.press("f2")
            terminal.wait_for(words("participant.saved"))
            if entry is ReferralEntry:
                terminal.press("f6")
                terminal.wait_for(words("shell.area.today"))
                terminal.settle()
            terminal.press(key)
            terminal.wait_for(words(f"form.{entry.form}.about")[:40])
            terminal.settle()
            slowly = Slowly(terminal)
            typist.fill(entry, {**said, field: slowly})
            killed = time.perf_counter()
            terminal.kill()
        desk = _desk(tmp_path, words)
        desk.unlock(PASSPHRASE, wait_seconds=5.0)
        try:
            (person,) = caseload.everyone(desk)
            kept = next(draft for draft in desk.drafts() if draft.key.form == entry.form)
            text = kept.fields[field]
            slowly.check(text, killed, entry.form)
            appointments = [i for i in case.case(desk, person.id).timeline if i.kind == "appointment"]
            assert len(appointments) == number
            assert len(desk.drafts()) == number
        finally:
            desk.close()
    _continue(environment, words, text)
    # Neither a killed program nor its drafts leave anything readable on the disk.
    assert left_readable(tmp_path, ("Birch", "Alder", "Tarn", PASSPHRASE, text)) == []
    assert open_to_others(tmp_path / "ips") == []


def _continue(environment: dict[str, str], words: Words, text: str) -> None:
    """Back at the keyboard: the draft is offered, and what was typed stands in the form again."""
    with Terminal(PROGRAM, size=(80, 24), env=environment) as terminal:
        _go_to(terminal, words)
        _open_person(terminal, words)
        terminal.press("c")
        terminal.wait_for(words("form.draft.question", written="").split("{")[0][:25])
        terminal.settle()
        terminal.press("enter")
        terminal.wait_for(text.split()[-1])
        # Again, since it asks first: something is typed and not saved.
        terminal.press("ctrl+q", "ctrl+q")
        assert terminal.wait_exit() == 0
