"""The whole way of the first slice, by keys alone through a real pseudo-terminal of 80x24.

First start, a referral with a clinical team and a care coordinator added from inside it, contact, appointment,
review, clinical update, an employer contact that is refused, the agreement, the contact accepted; then quit, start,
unlock: all is there, on the screens and in `ips-tui show`. Every free-text field receives hostile text once.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.forms.asking import Kind
from ips_tui.forms.contacts import (
    AppointmentClosingEntry,
    AppointmentEntry,
    ClinicalUpdateEntry,
    ContactEntry,
    ReviewEntry,
)
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.forms.employers import ContactWithoutAgreementEntry, EmployerContactEntry, EmployerEntry
from ips_tui.forms.kit import Entry, fields_of, is_asked
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, FirstRunEntry, ReferralEntry, StaffEntry
from ips_tui.records import Record
from ips_tui.store.files import StoreFiles
from ips_tui.text import clean
from tests.journeys.hostile import Hostile
from tests.journeys.leaks import left_readable, open_to_others
from tests.journeys.typist import Answer, Typist

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal, which Windows has not")

PROGRAM = [sys.executable, "-m", "ips_tui"]
PASSPHRASE = "four plain words here"


class Person:
    """Somebody at the keyboard of one computer."""

    def __init__(self, home: Path, terminal: Terminal) -> None:
        self.home = home
        self.terminal = terminal
        self.words = load_words()
        self.typist = Typist(terminal, self.words)
        self.hostile = Hostile()

    def form(self, entry: type[Entry], values: Mapping[str, Answer], *, save: bool = True, shows: str = "") -> None:
        """Fill a form in; every free text that `values` does not name gets hostile text.

        The form is there once `shows` (else the line that says what it is about) stands on the screen.
        """
        self.sees(shows or self.words(f"form.{entry.form}.about")[:40])
        told: dict[str, Answer] = {}
        said = {name: value for name, value in values.items() if isinstance(value, str)}
        for spec in fields_of(entry):
            if spec.name in values:
                told[spec.name] = values[spec.name]
            elif spec.kind in (Kind.TEXT, Kind.NOTES) and is_asked(spec, said):
                told[spec.name] = self.hostile(f"{entry.form}_{spec.name}")
        self.typist.fill(entry, told)
        if save:
            self.save()

    def save(self) -> None:
        """F2, and wait until the form is gone or says why not."""
        self.terminal.press("f2")
        self.terminal.settle(0.2)

    def sees(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.terminal.wait_for(text)
        self.terminal.settle()


def begin(person: Person) -> str:
    """The first start, up to Today; gives the recovery key as it was shown."""
    terminal = person.terminal
    person.form(FirstRunEntry, {"role": "employment_specialist"})
    person.sees(person.words("unlock.first_run.choose"))
    terminal.type(PASSPHRASE)
    terminal.press("tab")
    terminal.type(PASSPHRASE)
    terminal.press("f2")
    person.sees(person.words("unlock.first_run.write"))
    assert PASSPHRASE not in terminal.text()
    groups = re.findall(r"\b(?:[0-9A-Z] ){4}[0-9A-Z]\b", terminal.text())
    assert len(groups) == 8
    key = "-".join(group.replace(" ", "") for group in groups)
    terminal.press("enter")
    person.sees(person.words("unlock.first_run.back_about")[:30])
    terminal.type(key.lower())
    terminal.press("f2")
    person.sees(person.words("shell.area.today"))
    return key


def adding(person: Person, entry: type[Entry], name: str, values: Mapping[str, Answer]) -> Callable[[], None]:
    """What to do in a reference field: type a name that is not there, choose to add it, fill the small form in."""

    def add() -> None:
        person.terminal.type(name)
        person.terminal.settle()
        person.terminal.press("enter")
        person.form(entry, values)

    return add


def refer(person: Person) -> None:
    """A referral; the clinical team and the care coordinator are missing and added from inside it."""
    person.terminal.press("n")
    person.form(
        ReferralEntry,
        {
            "received_on": "-12",
            "accepted_on": "-12",
            "source": "self",
            "programme": "mental_health",
            "clinical_team": adding(person, ClinicalTeamEntry, "Tarn", {}),
            "care_coordinator": adding(person, CareCoordinatorEntry, "Iris", {}),
            "wants_to_work": "yes",
            "work_status": "unemployed",
            "contact_preferences": "phone\ntext",
            "leave_no_messages": "no",
            "consent_to_record": "given",
            "consent_to_record_on": "-12",
            "consent_clinicians": "refused",
            "consent_clinicians_on": "-12",
            "age_band": "25_34",
            "locality": "rural",
            "travel_minutes": "35",
        },
    )


def plain(person: Person, *arguments: str) -> Any:
    """What a plain command says as JSON, with the passphrase through a pipe."""
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode())
    os.close(writing)
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments, "--json", "--passphrase-fd", str(reading)],
            env=plain_environment(person.home, IPS_TUI_HOME=str(person.home / "ips")),
            pass_fds=(reading,),
            capture_output=True,
            check=True,
            timeout=60,
        )
    finally:
        os.close(reading)
    return json.loads(done.stdout)


def shown(person: Person) -> Any:
    """What `ips-tui show` says of the one participant there is."""
    (line,) = plain(person, "people")["people"]
    return plain(person, "show", line["ref"])


def visit(person: Person) -> None:
    """An employer contact about the person in front; the employer is new and added from inside it."""
    person.terminal.press("v")
    person.form(
        EmployerContactEntry,
        {
            "employer": adding(person, EmployerEntry, "Mill", {"sector": "food_service", "size_band": "1_9"}),
            "happened_on": "today",
            "mode": "face_to_face",
            "purpose": "explaining_service",
            "participant_present": "no",
            "matches_preferences": "yes",
        },
        save=False,
    )


def work(person: Person) -> None:
    """Contact, appointment, review and clinical update, with the keys of the participant's page."""
    terminal = person.terminal
    person.sees(person.words("check.review_telephone"))
    terminal.press("c")
    person.form(
        ContactEntry,
        {
            "happened_on": "-6",
            "kind": "three_way_meeting",
            "mode": "face_to_face",
            "result": "took_place",
            "place": "community",
            "minutes": "50",
            "travel_minutes": "35",
            "clinical_share": "done",
            "next_on": "+4",
            "next_at": "10:30",
        },
    )
    person.sees(person.words("choice.contact_kind.three_way_meeting").capitalize())
    terminal.press("a")
    person.form(
        AppointmentEntry, {"purpose": "contact", "on": "+9", "at": "14", "mode": "telephone", "travel_minutes": "0"}
    )
    person.sees(person.words("timeline.appointment").capitalize())
    terminal.press("r")
    person.form(
        ReviewEntry,
        {
            "happened_on": "-3",
            "mode": "telephone",
            "place": "remote",
            "minutes": "15",
            "travel_minutes": "0",
            "rating": "6",
            "clinical_share": "not_needed",
            "next_on": "+14",
        },
    )
    person.sees(person.words("timeline.review").capitalize())
    terminal.press("k")
    person.form(
        ClinicalUpdateEntry,
        {
            "happened_on": "-2",
            "mode": "telephone",
            "goal_in_treatment_plan": "asked",
            "status_in_clinical_record": "yes",
        },
    )
    person.sees(person.words("timeline.clinical_update").capitalize())


def refused_then_agreed(person: Person) -> None:
    """The gate refuses the contact, nothing is recorded; the agreement is made, and the same contact accepted."""
    terminal = person.terminal
    visit(person)
    terminal.press("f2")
    person.sees(person.words("entries.gate.agreement")[:30])
    terminal.press("up", "up", "up", "enter")
    person.form(
        DisclosureAgreementEntry,
        shows=person.words("entries.gate.own_date")[:40],
        values={
            "decision": "full",
            "decided_on": "-1",
            "pros_and_cons_on": "-1",
            "scope": "all",
            "who_tells": "both",
            "when_told": "interview",
            "to_whom": "hiring_manager",
            "in_work_contact": "yes",
            "agreement_form": "signed",
            "next_talk_on": "+50",
            "valid_until": "+90",
        },
    )
    person.sees(person.words("form.employer_contact.about")[:40])
    person.save()
    person.sees(person.words("timeline.employer_contact").capitalize())


def looked_at_again(person: Person) -> None:
    """The agreement looked at again, an appointment cancelled, the agreement taken back, a contact without one."""
    terminal = person.terminal
    terminal.press("t")
    person.form(DisclosureTalkEntry, {"happened_on": "today", "next_on": "+40"})
    person.sees(person.words("timeline.disclosure_talk").capitalize())
    terminal.press("x")
    person.sees(person.words("participant.outcome.other"))
    terminal.press("up", "enter")
    person.form(AppointmentClosingEntry, {"state": "cancelled", "closed_by": "participant"})
    person.sees(person.words("choice.appointment_state.cancelled"))
    terminal.press("w")
    person.form(DisclosureWithdrawalEntry, {"withdrawn_on": "today"})
    visit_again(person)
    person.sees(person.words("entries.gate.without"))
    terminal.press("up", "enter")
    person.form(ContactWithoutAgreementEntry, {"happened_on": "today"})


def visit_again(person: Person) -> None:
    """The same employer once more, for the person in front, after they took the agreement back."""
    terminal = person.terminal
    terminal.press("v")
    person.form(
        EmployerContactEntry,
        {
            "employer": "employername",
            "happened_on": "today",
            "mode": "telephone",
            "purpose": "follow_up",
            "person_met": "the baker",
            "result": "They asked how things go.",
            "next_step": "none",
        },
    )


def colleague(person: Person) -> None:
    """Somebody else who works here, added in the settings."""
    terminal = person.terminal
    to_settings(person)
    terminal.press("n", "enter")
    person.form(StaffEntry, {"role": "team_leader", "full_time_percent": "50", "from_on": "-30"})
    person.sees(person.words("settings.percent", percent=50))


def to_settings(person: Person) -> None:
    """The settings, by the finder."""
    terminal = person.terminal
    terminal.press("ctrl+p")
    terminal.type("settings")
    terminal.settle()
    terminal.press("enter")
    person.sees(person.words("settings.column.kind"))


def team_page(person: Person) -> str:
    """What the settings say of the team and of whoever works in it or with it, and the forms that correct them."""
    terminal = person.terminal
    to_settings(person)
    found = [terminal.text()]
    # What comes after the names is a currency and figures, which nobody types in words.
    after_names = person.words("settings.currency.name")
    while after_names not in cursor_line(terminal):
        terminal.press("e")
        person.sees(person.words("key.form.save.name"))
        found.append(terminal.text())
        terminal.press("esc")
        person.sees(person.words("settings.column.kind"))
        terminal.press("down")
        terminal.settle()
    return "\n".join(found)


def cursor_line(terminal: Terminal) -> str:
    """The line under the cursor, once there is one."""
    found: list[str] = []

    def there(lines: list[str]) -> bool:
        found[:] = [line for line in lines if line.startswith("▸")]
        return bool(found)

    terminal.wait_for(there)
    return found[0]


def read_all(person: Person) -> str:
    """What the screens say of everything on record: each entry's history, the person's, and the settings."""
    terminal, found = person.terminal, []

    def pages() -> None:
        terminal.settle()
        found.append(terminal.text())
        while terminal.changes_by("pagedown"):
            found.append(terminal.text())

    def in_history(lines: list[str]) -> bool:
        return person.words("history.title") in lines[0]

    def history() -> None:
        terminal.press("h")
        terminal.wait_for(in_history)
        # Its name is there before what it holds.
        person.sees(person.words("history.typed", day="", time="").strip())
        pages()
        terminal.press("esc")
        # Else the next one would be looked for while this one still stands there.
        terminal.wait_for(in_history, gone=True)

    terminal.press("0", "home")
    terminal.settle()
    history()
    while terminal.changes_by("down", lambda: cursor_line(terminal)):
        history()
    terminal.press("p")
    person.sees(person.words("participant.reach.title"))
    pages()
    terminal.press("e")
    person.sees(person.words("form.referral.about")[:30])
    pages()
    # The last page is longer than the window: the fields at its end come with Tab.
    terminal.press(*["tab"] * 20)
    terminal.settle(0.25)
    found.append(terminal.text())
    terminal.press("esc")
    person.sees(person.words("participant.reach.title"))
    terminal.press("esc")
    terminal.settle()
    return "\n".join(found)


def everything(person: Person) -> str:
    """Every row of every record table, read past the screens."""
    desk = Desk(
        StoreFiles(person.home / "ips" / "data" / "team.db"), clock=SystemClock(), words=person.words, config=Config()
    )
    desk.unlock(PASSPHRASE)
    try:
        tables = [mapper.class_.__table__ for mapper in Record.registry.mappers if issubclass(mapper.class_, Record)]
        with desk.reading() as db:
            return "\n".join(str(row) for table in tables for row in db.execute(select(table)))
    finally:
        desk.close()


def unlock(person: Person) -> None:
    """The passphrase, wrong at first."""
    terminal = person.terminal
    person.sees(person.words("unlock.heading"))
    terminal.type("four wrong words here")
    terminal.press("enter")
    person.sees(person.words("store.wrong_passphrase")[:30])
    terminal.press(*["backspace"] * 24)
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    person.sees(person.words("shell.area.today"))


def test_the_whole_way(tmp_path: Path) -> None:
    environment = plain_environment(tmp_path, IPS_TUI_HOME=str(tmp_path / "ips"))
    with Terminal(PROGRAM, size=(80, 24), env=environment) as terminal:
        person = Person(tmp_path, terminal)
        begin(person)
        refer(person)
        work(person)
        refused_then_agreed(person)
        looked_at_again(person)
        colleague(person)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        painted = terminal.raw
    hostile = person.hostile
    assert person.typist.cleaned == sum(bool(clean(text, lines=True).removed) for text in hostile.given)

    # All is there, by the plain command; a refused contact left nothing beside the accepted one.
    found = shown(person)
    text = json.dumps(found, ensure_ascii=False)
    others = ("firstrun", "clinicalteam", "carecoordinator", "employer", "staff")
    about_person = [w for w in hostile.words if not w.startswith(others) or w.startswith("employercontact")]
    assert len(about_person) > 30
    assert [word for word in about_person if word not in text] == []
    assert len(found["record"]["employer_contact"]) == len(found["record"]["contact_without_agreement"]) == 1
    assert list(hostile.missing(everything(person))) == []

    # And on the screens, after the passphrase.
    with Terminal(PROGRAM, size=(80, 24), env=environment) as terminal:
        person.terminal = person.typist.terminal = terminal
        unlock(person)
        terminal.press("f7")
        person.sees(person.words("stage.1.short"))
        terminal.press("enter")
        person.sees(person.words("check.review_telephone"))
        seen = read_all(person)
        terminal.press("f4")
        person.sees(next(word for word in hostile.words if "neverwords" in word))
        terminal.press("esc", "f12")
        person.sees(person.words("employers.column.hires"))
        terminal.press("enter")
        person.sees(person.words("employers.contacts"))
        seen += terminal.text()
        terminal.press("d")
        person.sees(person.words("form.employer.about")[:30])
        seen += terminal.text()
        terminal.press("esc")
        seen += team_page(person)
        assert " ".join(word for word in hostile.words if word not in seen) == ""
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        painted += terminal.raw

    # No control sequence of a text reached the terminal, and nothing readable the disk.
    assert b"]52;" not in painted
    assert b"\x1b[2J\x1b[31m" not in painted
    assert not [path for path in (tmp_path / "ips").rglob("*") if path.is_file() and b"SQLite f" in path.read_bytes()]
    assert left_readable(tmp_path / "ips", (*hostile.words, "Tarn", "clipboard", "cleared", PASSPHRASE)) == []
    assert open_to_others(tmp_path / "ips") == []
