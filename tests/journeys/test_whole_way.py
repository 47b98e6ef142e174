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

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.content.words import load_words
from ips_tui.forms.contacts import AppointmentEntry, ClinicalUpdateEntry, ContactEntry, ReviewEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.employers import EmployerContactEntry, EmployerEntry
from ips_tui.forms.kit import Entry, Kind, fields_of
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, FirstRunEntry, ReferralEntry
from tests.journeys.hostile import Hostile
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

    def form(self, entry: type[Entry], values: Mapping[str, Answer], *, save: bool = True) -> None:
        """Fill a form in; every free text that `values` does not name gets hostile text."""
        self.sees(self.words(f"form.{entry.form}.about")[:40])
        told: dict[str, Answer] = {}
        for spec in fields_of(entry):
            if spec.name in values:
                told[spec.name] = values[spec.name]
            elif spec.kind in (Kind.TEXT, Kind.NOTES):
                told[spec.name] = self.hostile(spec.name)
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


def shown(person: Person, ref: str) -> Any:
    """What `ips-tui show REF --json` says, with the passphrase through a pipe."""
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode())
    os.close(writing)
    done = subprocess.run(
        [*PROGRAM, "show", ref, "--json", "--passphrase-fd", str(reading)],
        env=plain_environment(person.home, IPS_TUI_HOME=str(person.home / "ips")),
        pass_fds=(reading,),
        capture_output=True,
        check=True,
        timeout=60,
    )
    os.close(reading)
    return json.loads(done.stdout)


def test_the_whole_way(tmp_path: Path) -> None:
    environment = plain_environment(tmp_path, IPS_TUI_HOME=str(tmp_path / "ips"))
    with Terminal(PROGRAM, size=(80, 24), env=environment) as terminal:
        person = Person(tmp_path, terminal)
        begin(person)
        refer(person)
        print(terminal.text())
