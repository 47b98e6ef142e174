"""One session over an encrypted store, watched from outside: what it opens, whom it asks, and what it leaves behind.

Everything about the one person in it is a word that stands nowhere else. It is unlocked, read, typed, drafted, locked,
and ends by a fault whose message, locals and parameters are those words.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal, plain_environment
from ips_tui.casework import contacts
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.store.backup import verified_copy
from ips_tui.store.files import StoreFiles
from tests import told
from tests.journeys.leaks import left_readable, open_to_others, words_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal, which Windows has not")

NAME = "Zquill Ørbeck"
WORDS = ("Zquill", "Ørbeck", "Xanthmark", "Yeldmark", "Wotmark", "Vorsmark", told.PASSPHRASE, told.RECOVERY_KEY)
"""Of the name, of what was noted, typed, searched for, of the team, and the two that open it all."""

PROGRAM = """
import os, sys
watched = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
asked = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto",
         "subprocess.Popen", "os.system", "os.exec", "webbrowser.open", "urllib.Request")
def watch(event, values):
    if event in asked:
        os.write(watched, event.encode() + b"\\n")
sys.addaudithook(watch)
from ips_tui.casework.session import Desk
from ips_tui import __main__ as door
def broken(self, typed):
    noted = typed + " Wotmark"
    try:
        return int(noted)
    except ValueError as error:
        raise KeyError(noted) from error
Desk.find_text = broken
if os.geteuid():
    # Nobody but the system's own user is let look into a process that has closed its memory, strace neither.
    door.keep_memory_in = lambda: None
status = door.main([])
for name, value in os.environ.items():
    if name.startswith("TEXTUAL") or "mark" in value or "Zquill" in value:
        os.write(watched, name.encode() + b"\\n")
sys.exit(status)
"""
"""The program as it is but for one fault, telling when it would reach out, start something or set a variable."""

TEXTUAL = {
    "TEXTUAL_LOG": "keys.log",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "TEXTUAL_DRIVER": "nowhere:Driver",
    "TEXTUAL": "debug,devtools",
}


class Place:
    """One computer: a home, a folder to start in, and one for temporary files."""

    def __init__(self, folder: Path) -> None:
        self.home, self.cwd, self.tmp = (folder / name for name in ("home", "cwd", "tmp"))
        for made in (self.home, self.cwd, self.tmp):
            made.mkdir(mode=0o700)
        self.files = StoreFiles(self.home / "ips" / "data" / "team.db")
        self.watched = folder / "watched"
        self.watched.touch()
        self.traced = folder / "traced"
        self.environment = plain_environment(
            self.home,
            IPS_TUI_HOME=str(self.home / "ips"),
            TMPDIR=str(self.tmp),
            PYTHONPATH=str(Path(__file__).parents[2]),
            PYTHONDONTWRITEBYTECODE="1",
            **TEXTUAL,
        )

    def command(self) -> list[str]:
        """The program, under `strace` where there is one."""
        calls = "trace=open,openat,creat,mkdir,umask,connect,bind"
        tracing = ("--seccomp-bpf", "-f", "-qq", "-s", "4096", "-e", calls, "-o")
        strace = shutil.which("strace")
        under = [strace, *tracing, str(self.traced)] if strace and sys.platform == "linux" else []
        return [*under, sys.executable, "-c", PROGRAM, str(self.watched)]


def _team(place: Place) -> None:
    """An encrypted store with the one person in it, and a copy of it."""
    desk = Desk(place.files, clock=SystemClock(), words=load_words(), config=Config())
    desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    try:
        team = told.clinical_team(desk, name="Vorsmark")
        person = told.participant(desk, team, name=NAME)
        contacts.record_contact(desk, person, told.contact(summary="Xanthmark"))
        verified_copy(desk.connection, desk.store.key, place.files.backups / "team-copy.db")
    finally:
        desk.close()


def _session(place: Place) -> tuple[bytes, str]:
    """All that was painted, and what stands in the terminal after the end."""
    words = load_words()
    with Terminal(place.command(), env=place.environment, cwd=place.cwd) as terminal:

        def sees(text: str) -> None:
            terminal.wait_for(text, timeout=60)
            terminal.settle()

        def unlocks(before: str) -> None:
            sees(words("unlock.heading"))
            terminal.type(told.PASSPHRASE)
            terminal.press("enter")
            sees(before)

        unlocks(words("shell.area.today"))
        terminal.press("f7")
        sees("Zquill")
        terminal.press("enter")
        sees("Xanthmark")
        terminal.press("c")
        sees(words("form.contact.about")[:30])
        terminal.paste("Yeldmark")
        terminal.settle(0.8)
        terminal.press("f9")
        sees(words("unlock.heading"))
        assert not words_in(terminal.text().encode(), WORDS)
        # Where it was locked, with what was typed.
        unlocks("Yeldmark")
        terminal.press("ctrl+p")
        terminal.settle()
        terminal.paste("Wotmark")
        assert terminal.wait_exit(timeout=60) == 1
        return terminal.raw, terminal.text()


def _written(traced: str) -> Iterator[tuple[str, int]]:
    """Place and mode, as the mask of the process leaves it, of all that was opened to be written or made."""
    mask = 0o022
    for call, rest in re.findall(r"^\d+ +(\w+)\((.*)$", traced, re.MULTILINE):
        if call == "umask":
            mask = int(rest.partition(")")[0], 8)
        path = re.search(r'"((?:[^"\\]|\\.)*)"', rest)
        if path is None or re.search(r"= -1 E", rest):
            continue
        if call == "mkdir" or re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", rest):
            mode = re.search(r", (0[0-7]+)(?:\)| <|$)", rest)
            yield path[1], (int(mode[1], 8) if mode else 0) & ~mask


def test_a_session_leaves_nothing_of_a_person_behind(tmp_path: Path) -> None:
    """F16, F28 to F35: files private and only in their place, no temporary file, no network, nothing readable left."""
    place = Place(tmp_path)
    _team(place)
    painted, after = _session(place)
    # What was looked for was really there to be leaked.
    assert b"Zquill" in painted and b"Xanthmark" in painted
    assert words("shell.fault.happened")[:20] in after and "Traceback" not in after
    assert words_in(after.encode() + painted[painted.rindex(b"\x1b[?1049l") :], WORDS) == []
    (record,) = (place.home / "ips" / "state" / "crashes").iterdir()
    assert record.stem.removeprefix("crash-") in after
    assert "builtins.KeyError" in record.read_text(encoding="utf-8")
    assert " saved " not in (place.home / "ips" / "state" / "ips-tui.log").read_text(encoding="utf-8")
    assert left_readable(tmp_path, WORDS) == []
    assert open_to_others(place.home) == []
    assert sorted(place.tmp.iterdir()) + sorted(place.cwd.iterdir()) == []
    assert place.watched.read_text() == ""
    kept = subprocess.run(
        [sys.executable, "-m", "ips_tui", "doctor", "--json", "--passphrase-fd", "0"],
        input=told.PASSPHRASE.encode(),
        env=place.environment,
        cwd=place.cwd,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert kept.returncode == 0, kept
    assert words_in(kept.stdout + kept.stderr, (*WORDS, str(place.home))) == []
    if not place.traced.exists():
        pytest.skip("what was opened was not looked at: strace is not installed")
    traced = place.traced.read_text(errors="surrogateescape")
    written = list(_written(traced))
    opened = {path for path, _ in written}
    assert {str(place.files.path), f"{place.files.path}-wal", str(record)} <= opened
    allowed = (str(place.home / "ips") + os.sep, "/dev/tty", "/dev/null", "/dev/pts/", str(place.watched))
    assert [path for path in opened if not path.startswith(allowed)] == []
    assert [one for one in written if one[1] & 0o077] == []
    assert "creat(" not in traced and not re.search(r"sa_family=AF_INET|bind\(", traced)


def words(message_id: str) -> str:
    """A British text."""
    return load_words()(message_id)
