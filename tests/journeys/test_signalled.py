"""F16: told to end anywhere, the program keeps what was typed, gives the terminal back, and says by which signal."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal and SIGHUP are not to be had on Windows", allow_module_level=True)

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.content.words import load_words
from ips_tui.forms.contacts import ContactEntry
from ips_tui.paths import find_paths
from ips_tui.store.files import StoreFiles
from tests import told
from tests.journeys.typist import Typist

TAKEN = {1049, 1000, 1003, 1006, 2004}
"""Modes that the program switches on: its own screen, the mouse, pastes between marks."""


def started(folder: Path, *command: str) -> Terminal:
    """The program in a home of its own."""
    environment = plain_environment(folder, IPS_TUI_HOME=str(folder / "ips"))
    return Terminal([sys.executable, "-m", "ips_tui", *command], size=(80, 24), env=environment)


def left_in_order(terminal: Terminal, folder: Path) -> bool:
    """Whether the terminal has its own screen, no mouse and its cursor again, and nothing went wrong."""
    cursor = terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
    return cursor and not TAKEN & terminal.modes and not list((folder / "ips").rglob("crash-*"))


def test_a_signal_twice_at_the_door(tmp_path: Path) -> None:
    """F16: with the passphrase half typed; the second signal changes nothing."""
    told.found(StoreFiles(find_paths({"IPS_TUI_HOME": str(tmp_path / "ips")}).store), encrypted=True)
    with started(tmp_path) as terminal:
        terminal.wait_for(load_words()("unlock.passphrase"))
        terminal.settle()
        terminal.type("half")
        terminal.kill(signal.SIGTERM)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert left_in_order(terminal, tmp_path)


def test_the_window_closes_while_a_question_stands_before_a_form(tmp_path: Path) -> None:
    """F16: the note behind the question is a draft afterwards."""
    words = load_words()
    with started(tmp_path, "demo") as terminal:
        terminal.wait_for(words("shell.area.today"))
        terminal.settle()
        terminal.press("f7")
        terminal.wait_for("Tom Brannigan")
        terminal.settle()
        terminal.press("enter")
        terminal.wait_for(words("key.participant.contact.name"))
        terminal.settle()
        terminal.press("c")
        terminal.wait_for(words("form.contact.about")[:40])
        terminal.settle()
        Typist(terminal, words).fill(ContactEntry, {"result": "took_place", "summary": "kept to the last letter"})
        terminal.press("esc")
        terminal.wait_for(words("form.leave.keep"))
        terminal.kill(signal.SIGHUP)
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert left_in_order(terminal, tmp_path)
    desk = told.desk_at(StoreFiles(find_paths({"IPS_TUI_HOME": str(tmp_path / "ips")}).practice), practice=True)
    desk.open_practice()
    try:
        (draft,) = [draft for draft in desk.drafts() if draft.fields.get("summary")]
        assert draft.fields["summary"] == "kept to the last letter"
    finally:
        desk.close()
