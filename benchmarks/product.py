"""The application over 10,000 people, and for each thing done with it the floor it is compared with."""

from __future__ import annotations

import re
import sys
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import taken
from benchmarks.big_store import CONTACTS_EACH, FIRST_NAMES, LAST_NAMES, big_store
from benchmarks.saving import Saving
from benchmarks.scenario import Figure, Scenario
from benchmarks.self_check import floor_terminal
from benchmarks.terminal import Shows, Terminal, plain_environment
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.kit import fields_of
from ips_tui.paths import find_paths, make_private

PEOPLE = 10_000
_SHOWN = [spec.name for spec in fields_of(ContactEntry) if spec.only is None]
"""The fields that stand in an empty contact form; the others wait for an answer."""
FIELDS = len(_SHOWN)
_HERE = Path(__file__).resolve().parents[1]
_NAME = re.compile(rf"\b({'|'.join(FIRST_NAMES)}) ({'|'.join(LAST_NAMES)})\b")
_REF = re.compile(r"\bB-\d{6}\b")
_TABS_TO_NOTES = _SHOWN.index("summary")


@dataclass(frozen=True)
class Effort:
    """How much is done in one trial: keys moved, times the word is typed, letters typed, times something opens.

    And how many contacts each person had: the store is what takes longest to make.
    """

    moves: int = 60
    words: int = 8
    letters: int = 50
    times: int = 7
    contacts_each: int = CONTACTS_EACH


QUICK = Effort(moves=24, words=4, letters=16, times=3, contacts_each=2)


class Product:
    """The trials of the application and of its floors. The practice store is made once and only read, but for drafts
    that are thrown away again."""

    def __init__(self, folder: Path, effort: Effort) -> None:
        """Make the store below `folder`."""
        self._home, self._floor_home, self._sample_home = folder / "home", folder / "floor", folder / "sample"
        self._effort = effort
        paths = find_paths({"IPS_TUI_HOME": str(self._home)})
        make_private(paths.data)
        make_private(self._floor_home)
        make_private(self._sample_home)
        big_store(paths.practice, PEOPLE, contacts_each=effort.contacts_each)
        self._saving = Saving(folder)

    def _app(self, home: Path | None = None) -> Terminal:
        home = home or self._home
        environment = plain_environment(home, IPS_TUI_HOME=str(home))
        return Terminal([sys.executable, "-m", "ips_tui", "demo"], size=(120, 40), env=environment, cwd=_HERE)

    def _floor(self, module: str, *arguments: str) -> Terminal:
        return floor_terminal(module, self._floor_home, *arguments)

    # Starting and leaving

    def start(self) -> dict[str, float]:
        """Today, with somebody's name on it."""
        with self._app() as terminal:
            return taken.started(terminal, _somebody)

    def start_to_caseload(self) -> dict[str, float]:
        """F7 as soon as Today stands, until everyone is listed."""
        with self._app() as terminal:
            terminal.wait_for(_somebody)
            terminal.press("f7")
            listed = terminal.wait_for(_everyone, since=terminal.started) * 1000
            return {"paint": listed}

    def hello(self) -> dict[str, float]:
        """The floor of both."""
        with self._floor("hello") as terminal:
            return taken.started(terminal, "READY")

    # The list

    def caseload(self) -> dict[str, float]:
        """Down through the caseload, then the search line."""
        with self._app() as terminal:
            _to_caseload(terminal)
            moves = taken.moved(terminal, _caseload_marks, self._effort.moves)
            terminal.press("/")
            terminal.settle()
            filters = taken.narrowed(terminal, _caseload_searching, self._effort.words)
            return taken.named(moves, "move") | taken.named(filters, "filter")

    def line_list(self) -> dict[str, float]:
        """The same in the floor's list, whose search line always listens."""
        with self._floor("line_list", str(PEOPLE)) as terminal:
            terminal.wait_for("READY")
            terminal.idle()
            moves = taken.moved(terminal, lambda lines: (_cursor(lines),), self._effort.moves)
            filters = taken.narrowed(terminal, lambda text: f"> {text}  ", self._effort.words)
            return taken.named(moves, "move") | taken.named(filters, "filter")

    # The form, and what is opened and closed

    def contact_form(self) -> dict[str, float]:
        """A round through the screens that ends in the contact form, in whose note the sentence is typed."""
        with self._app() as terminal:
            _to_caseload(terminal)
            helped = taken.closed(terminal, "f1", _no_list, _everyone, self._effort.times)
            person = taken.closed(terminal, "enter", _participant, _everyone, self._effort.times)
            terminal.press("f12")
            terminal.settle(0.2)
            terminal.press("f7")
            terminal.wait_for(_everyone)
            terminal.press("enter")
            terminal.wait_for(_participant)
            terminal.press("f4")
            terminal.settle(0.2)
            terminal.press("esc")
            terminal.wait_for(_participant)
            terminal.settle(0.2)
            opened = terminal.key_to_frame("c", "F2 Save").seconds * 1000
            terminal.idle()
            terminal.press(*["tab"] * _TABS_TO_NOTES)
            terminal.settle()
            typed = taken.typed(terminal, self._effort.letters)
            memory = taken.megabytes(terminal)
            # Thrown away: the next trial is to find an empty form.
            terminal.press("esc", "end", "enter")
            terminal.wait_for(_participant)
            figures = {"form open": opened, "memory": memory, "quit": taken.left(terminal)}
            return figures | typed | taken.named(helped, "help") | taken.named(person, "person")

    def whole_record(self) -> dict[str, float]:
        """The sample's last person, who has been through all five stages, opened from the caseload and left again."""
        with self._app(self._sample_home) as terminal:
            terminal.wait_for(_of_the_sample)
            terminal.press("f7")
            terminal.wait_for(_whole_sample)
            terminal.idle(quiet=0.3)
            terminal.press("end")
            terminal.settle()
            return taken.named(taken.closed(terminal, "enter", _in_work, _whole_sample, self._effort.times), "person")

    def form(self) -> dict[str, float]:
        """The floor of typing: as many stock fields, the sentence in the first that takes several lines."""
        with self._floor("form", str(FIELDS)) as terminal:
            terminal.wait_for("READY")
            terminal.idle()
            terminal.press("tab", "tab")
            terminal.settle()
            return taken.typed(terminal, self._effort.letters)

    def modal(self) -> dict[str, float]:
        """The floor of opening and closing: one line over one line."""
        with self._floor("modal") as terminal:
            terminal.wait_for("READY")
            terminal.idle()
            return taken.closed(terminal, "m", "OPEN", _without("OPEN"), self._effort.times)

    # Saving

    def saved(self) -> dict[str, float]:
        """A contact through casework."""
        return {"save": self._saving.app()}

    def inserted(self) -> dict[str, float]:
        """The floor: one row into one encrypted table."""
        return {"save": self._saving.floor()}


def scenarios(folder: Path, effort: Effort) -> tuple[Scenario, ...]:
    """What is measured, with the gates that the README explains. Makes a store below `folder`: some ten seconds."""
    product = Product(folder, effort)
    hello, lines, form, modal = product.hello, product.line_list, product.form, product.modal
    start, caseload, contact = product.start, product.caseload, product.contact_form
    listed, saved, inserted, whole = product.start_to_caseload, product.saved, product.inserted, product.whole_record
    # What is last in a line is where a missed gate stands; the README says why.
    milliseconds = (
        ("start to a name on Today / hello", start, "paint", hello, "paint", 1.6, 1.8),
        ("start to the caseload / hello", listed, "paint", hello, "paint", 1.9, 2.8),
        ("start to interactive / hello idle", start, "idle", hello, "idle", 3.3, 5.0),
        ("CPU until interactive / hello", start, "cpu", hello, "cpu", 3.5, 5.2),
        ("Down in the caseload, median / list", caseload, "move median", lines, "move median", 3.5, 0.0),
        ("Down in the caseload, p95 / list", caseload, "move p95", lines, "move p95", 1.7, 0.0),
        ("a letter of a search, median / list", caseload, "filter median", lines, "filter median", 2.0, 0.0),
        ("a letter of a search, p95 / list", caseload, "filter p95", lines, "filter p95", 2.0, 0.0),
        ("a letter in the contact form, median / form", contact, "median", form, "median", 1.7, 1.8),
        ("a letter in the contact form, p95 / form", contact, "p95", form, "p95", 1.7, 0.0),
        ("Esc from help / modal", contact, "help esc", modal, "esc", 0.4, 0.55),
        ("Esc from a person / modal", contact, "person esc", modal, "esc", 0.4, 0.55),
        ("quit / hello", start, "quit", hello, "quit", 0.4, 0.0),
        ("opening help / modal", contact, "help open", modal, "open", None, 0.0),
        ("opening a person / modal", contact, "person open", modal, "open", 7.5, 0.0),
        ("opening a person in stage 5 / modal", whole, "person open", modal, "open", 9.0, 0.0),
        ("opening the contact form / modal", contact, "form open", modal, "open", None, 0.0),
        ("saving a contact / a bare insert", saved, "save", inserted, "save", None, 0.0),
    )
    counts = (
        ("Down in the caseload, a key", caseload, "move frames", lines, "move frames", 1.1),
        ("search, a letter", caseload, "filter frames", lines, "filter frames", 1.1),
        ("contact form, a letter", contact, "frames", form, "frames", 1.1),
    )
    memory = Figure(contact, "memory")
    return (
        *(
            Scenario(name, "ms", Figure(a, b), Figure(c, d), gate, stands=stands, tail="p95" in name)
            for name, a, b, c, d, gate, stands in milliseconds
        ),
        Scenario("memory after a tour / hello", "MB", memory, Figure(hello, "memory"), 2.8, stands=4.1),
        *(
            Scenario(name, "frames", Figure(a, b), Figure(c, d), gate, counted=True)
            for name, a, b, c, d, gate in counts
        ),
    )


# What stands on the screen


def _somebody(lines: list[str]) -> bool:
    return any(_NAME.search(line) for line in lines)


def _everyone(lines: list[str]) -> bool:
    return any(f"{PEOPLE} of {PEOPLE}" in line for line in lines) and _somebody(lines)


def _no_list(lines: list[str]) -> bool:
    return not _somebody(lines) and sum(map(bool, lines)) > 5


def _of_the_sample(lines: list[str]) -> bool:
    return any("Hannah Lindqvist" in line for line in lines)


def _whole_sample(lines: list[str]) -> bool:
    return any("12 of 12" in line for line in lines) and any("Edwin Marsh" in line for line in lines)


def _in_work(lines: list[str]) -> bool:
    return any("Participant > Follow-along" in line for line in lines) and any(
        "f Follow-along" in line for line in lines
    )


def _participant(lines: list[str]) -> bool:
    return any("Participant >" in line for line in lines) and any("c Contact" in line for line in lines)


def _without(text: str) -> Shows:
    return lambda lines: any(lines) and not any(text in line for line in lines)


def _to_caseload(terminal: Terminal) -> None:
    terminal.wait_for(_somebody)
    terminal.press("f7")
    terminal.wait_for(_everyone)
    terminal.idle(quiet=0.3)


def _cursor(lines: list[str]) -> Hashable:
    """Where the cursor stands, and on what."""
    return next(((y, line) for y, line in enumerate(lines) if line.startswith("▸")), None)


def _caseload_marks(lines: list[str]) -> Sequence[Hashable]:
    # The whole ref stands in the detail only, and there is no room for two.
    refs = _REF.findall("\n".join(lines))
    return _cursor(lines), refs[-1] if refs else None


def _caseload_searching(text: str) -> Shows:
    return lambda lines: any(re.match(rf" / {text} .* of {PEOPLE}$", line) for line in lines)
