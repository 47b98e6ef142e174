"""F21: a store with hostile text in every record, walked through by keys in a real terminal, byte by byte."""

from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a program's rest is told from Linux's /proc", allow_module_level=True)

from sqlalchemy import Text

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.casework.session import reset_practice
from ips_tui.content.words import load_words
from ips_tui.paths import find_paths, sample
from ips_tui.records import Derived, Record, Table
from ips_tui.store.files import StoreFiles

HOSTILE = (
    " [/oops] x\x1b]52;c;Q0FOQVJZ\x07y\x1b]0;owned\x1b\\\x1b]8;;http://example.org\x07z\x1bP1$r0m\x1b\\\x1b[2J\x1b[31m\x1b[?1049l"
    "\x9b31m\x9d0;o\x9c\x90q\x9c\x00\x07\x08\x7f\u202egpj\u2066 [@click=app.quit]q[/] \x1b_a\x1b\\\x1bc"
)
"""Nothing of this comes in by a form: it was written into the file, as a damaged or a foreign one may hold it."""
SEEN = "[/oops]"
"""What must be read of it, or nothing was tried."""
PATIENCE = 60.0
"""Seconds; what is pressed meanwhile waits in the program until it has come so far."""
NO_TYPED_TEXT = frozenset({"setting", "question_set"})
READ_OF_DERIVED = frozenset({"name", "specialist_name", "place", "site"})
ALLOWED = re.compile(
    "\x1b\\[[0-9;]*m"  # looks
    "|\x1b\\[[0-9]+;[0-9]+H"  # to a place
    "|\x1b\\[\\?(?:7|25|1000|1002|1003|1004|1006|1015|1049|2004|2026|2031|2048)[hl]"  # modes
    "|\x1b\\[\\?(?:2026|2048)\\$p|\x1b\\[>[0-9]*u|\x1b\\[<u"  # questions, and the keyboard's protocol
    "|\x1b\\]22;[a-z]+\x07"  # the shape of the mouse pointer
    "|[\n\r]"
    "|[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)


def harm(raw: bytes) -> set[str]:
    """The beginning of everything in these bytes that is neither text nor what Textual itself sends."""
    text, at, found = raw.decode("utf-8"), 0, set()
    while at < len(text):
        if (allowed := ALLOWED.match(text, at)) is None:
            found.add(text[at : at + 12])
        at = at + 1 if allowed is None else allowed.end()
    return found


def spoilt(home: Path) -> None:
    """The invented people, with hostile text behind every text that is kept of them."""
    files = StoreFiles(find_paths({"IPS_TUI_HOME": str(home)}).practice)
    reset_practice(files, sample())
    connection = sqlite3.connect(files.path)
    for mapper in Table.registry.mappers:
        table, kind = mapper.class_.__table__, mapper.class_
        if not issubclass(kind, (Record, Derived)) or table.name in NO_TYPED_TEXT:
            continue
        for column in table.columns:
            if type(column.type) is Text and (issubclass(kind, Record) or column.name in READ_OF_DERIVED):
                # What has a space in it was typed, and is no number and no word of a list.
                typed = f"{column.name} LIKE '% %'"
                connection.execute(
                    f"UPDATE {table.name} SET {column.name} = {column.name} || ? WHERE {typed}", (HOSTILE,)
                )
    connection.commit()
    connection.close()


def test_nothing_but_text_and_textuals_own_sequences_reaches_the_terminal(tmp_path: Path) -> None:
    """F21: every area, every stage of a person, their forms, lists and questions; and a window too small in between."""
    words, home = load_words(), tmp_path / "ips"
    spoilt(home)
    environment = plain_environment(tmp_path, IPS_TUI_HOME=str(home))
    with Terminal([sys.executable, "-m", "ips_tui", "demo"], size=(120, 40), env=environment) as terminal:
        terminal.wait_for(words("shell.area.today"))
        terminal.idle()

        def press(*pressed: str) -> None:
            for key in pressed:
                terminal.press(key)
                terminal.idle(quiet=0.05)

        press("down", "down", "f12", "enter", "enter", "esc", "h", "esc", "f6")
        press("ctrl+o", *"234567", "1", "enter", "esc", "f7", "down", "enter")
        for stage in "12345":
            press(stage, "end", "enter", "esc")
        press("0", "tab", "e", "esc", "p", "esc", "h", "esc", "n", "esc", "f4", "esc", "f3", "esc", "f1", "esc")
        terminal.resize((20, 5))
        terminal.wait_for("now 20x5", timeout=PATIENCE)
        terminal.resize((80, 24))
        terminal.wait_for(SEEN, timeout=PATIENCE)
        press("ctrl+p", "o", "o", "p", "s", "down", "enter", "ctrl+q")
        assert terminal.wait_exit(PATIENCE) == 0
        assert harm(terminal.raw) == set()
        assert terminal.raw.count(b"\x1b[?1049l") == 1, "the screen was given back once, at the end"
