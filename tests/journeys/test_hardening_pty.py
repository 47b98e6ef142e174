"""What only a real terminal shows: raw bytes, signals, how the terminal is left, what reaches it."""

from __future__ import annotations

import base64
import os
import re
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal, SIGHUP and termios are not to be had on Windows", allow_module_level=True)

import fcntl
import pty
import struct
import termios

SCRIPT = Path(__file__).with_name("hardened_app.py")
ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
CANARY = b"CANARY-Aroha"
F6, F7, F8 = b"\x1b[17~", b"\x1b[18~", b"\x1b[19~"


class Terminal:
    """A program running in a pseudo-terminal, and every byte it wrote."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.folder = folder
        self.seen = b""
        environ = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
        environ |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | environment
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(folder)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env=environ,
        )

    def read(self, wait: float) -> bool:
        """Take what was written; False when nothing came in this many seconds."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.seen += data
        return bool(data)

    def until(self, text: bytes, start: int = 0) -> None:
        """Wait for the program to write this after the byte `start`."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.seen[start:]:
            assert time.monotonic() < deadline, f"{text!r} never came: {self.seen[-2000:]!r}"
            assert self.process.poll() is None or self.read(0), self.seen[-3000:]
            self.read(0.05)

    def send(self, data: bytes) -> None:
        os.write(self.master, data)

    def ended(self) -> int:
        """Wait for the end, go on reading until then; the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "it never ended"
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.returncode

    def left_in_order(self) -> bool:
        """Is the terminal as it was found: modes, screen, cursor, mouse, paste and keyboard protocol?"""
        last = self.seen.rfind
        return (
            termios.tcgetattr(self.slave) == self.before
            and last(b"\x1b[?1049l") > last(b"\x1b[?1049h")
            and last(b"\x1b[?25h") > last(b"\x1b[?25l")
            and last(b"\x1b[?1000l") > last(b"\x1b[?1000h")
            and last(b"\x1b[?2004l") > last(b"\x1b[?2004h")
            and last(b"\x1b[<u") > last(b"\x1b[>")
        )

    def crash_records(self) -> list[Path]:
        return sorted(self.folder.glob("crash-*"))


@contextmanager
def running(folder: Path, **environment: str) -> Iterator[Terminal]:
    terminal = Terminal(folder, environment)
    try:
        terminal.until(b"READY")
        yield terminal
    finally:
        if terminal.process.poll() is None:
            terminal.process.kill()
        terminal.process.wait()
        for number in (terminal.master, terminal.slave):
            if number >= 0:
                os.close(number)


def test_the_terminal_is_raw_while_the_program_runs_and_as_found_after_ctrl_q(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        assert termios.tcgetattr(terminal.slave) != terminal.before
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        assert terminal.left_in_order()


def test_bytes_that_are_not_utf8_are_ignored_and_typing_goes_on(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        start = len(terminal.seen)
        terminal.send(b"\xff\xe6perso\xc3n \xe5\x80 4\xf07")
        terminal.until(b"1 of 50", start)
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        assert not terminal.crash_records()


def test_a_letter_sent_in_two_halves_arrives_whole(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"\xc3")
        time.sleep(0.1)
        terminal.send(b"\x98")
        terminal.until("Ø".encode())


def test_quitting_is_quick(tmp_path: Path) -> None:
    waits = []
    for _ in range(3):
        with running(tmp_path) as terminal:
            time.sleep(0.2)
            begun = time.monotonic()
            terminal.send(b"\x11")
            terminal.until(b"\x1b[?1049l")
            waits.append(time.monotonic() - begun)
    # Textual's own driver waits for two polls of a tenth of a second.
    assert min(waits) < 0.12, waits


def test_a_lone_esc_is_quick(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        waits = []
        for _ in range(5):
            start = len(terminal.seen)
            terminal.send(b"7")
            terminal.until(b"5 of 50", start)
            time.sleep(0.1)
            start, begun = len(terminal.seen), time.monotonic()
            terminal.send(b"\x1b")
            terminal.until(b"50 of 50", start)
            waits.append(time.monotonic() - begun)
        # Textual's own driver takes 100 ms and more; the best of five is robust on a busy computer.
        assert min(waits) < 0.075, waits


def test_esc_keys_sent_whole_are_still_keys(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        start = len(terminal.seen)
        terminal.send(b"\x1b[B")  # Down goes to the list, whose cursor then changes its colour
        terminal.until("▸ ".encode(), start)
        terminal.send(b"\x1b[F")  # End
        terminal.until(b"Person 49")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_saves_and_leaves_the_terminal_as_found(tmp_path: Path, number: int, status: int) -> None:
    with running(tmp_path) as terminal:
        start = len(terminal.seen)
        terminal.send(b"person 4")
        terminal.until(b"14 of 50", start)
        terminal.process.send_signal(number)
        assert terminal.ended() == status
        assert terminal.left_in_order()
        assert (tmp_path / "saved").read_text(encoding="utf-8") == "person 4"
        assert not terminal.crash_records()


def test_a_terminal_that_goes_away_saves_and_ends_the_program(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        start = len(terminal.seen)
        terminal.send(b"person 4")
        terminal.until(b"14 of 50", start)
        os.close(terminal.slave)
        os.close(terminal.master)
        terminal.slave = terminal.master = -1
        assert terminal.process.wait(timeout=PATIENCE) == 129
        assert (tmp_path / "saved").read_text(encoding="utf-8") == "person 4"


def test_ctrl_z_does_not_suspend_and_ctrl_c_does_not_quit(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        start = len(terminal.seen)
        terminal.send(b"\x1a\x03")
        terminal.until(b"leaves the program", start)
        terminal.process.send_signal(signal.SIGTSTP)
        start = len(terminal.seen)
        terminal.send(b"7")
        terminal.until(b"5 of 50", start)


def test_stopped_and_continued_it_takes_the_terminal_again_and_leaves_it_as_found(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        raw = termios.tcgetattr(terminal.slave)
        terminal.process.send_signal(signal.SIGSTOP)
        termios.tcsetattr(terminal.slave, termios.TCSANOW, terminal.before)  # as a shell does
        start = len(terminal.seen)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.until(b"Person 1", start)
        assert termios.tcgetattr(terminal.slave) == raw
        # F14, F17: the app is told, and locks.
        assert (tmp_path / "continued").exists()
        start = len(terminal.seen)
        terminal.send(b"7")
        terminal.until(b"5 of 50", start)
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        assert terminal.left_in_order()


@pytest.mark.parametrize("key", [F8, F7], ids=["handler", "worker"])
def test_a_crash_shows_a_sentence_and_nothing_of_a_person(tmp_path: Path, key: bytes) -> None:
    with running(tmp_path) as terminal:
        terminal.send(b"\x1b[B")
        terminal.send(key)
        assert terminal.ended() == 1
        assert terminal.left_in_order()
        assert CANARY not in terminal.seen
        assert b"Traceback" not in terminal.seen
        said = re.search(rb"give the code ([A-Z]{6})", terminal.seen.replace(b"\r\n", b" "))
        assert said, terminal.seen[-800:]
        (record,) = terminal.crash_records()
        assert record.name == f"crash-{said[1].decode()}.txt"
        assert stat.S_IMODE(record.stat().st_mode) == 0o600
        text = record.read_text(encoding="utf-8")
        assert "builtins.ValueError" in text
        assert re.search(r"hardened_app\.py:\d+ App\.(key_f8|fail_in_a_worker)$", text, re.MULTILINE), text
        assert CANARY.decode() not in text
        assert "could not save" not in text
        assert str(ROOT) not in text
        assert (tmp_path / "saved").exists()


def test_control_sequences_in_any_text_never_reach_the_terminal(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        while terminal.read(0.5):
            pass
        # Textual's own word about the shape of the mouse pointer is not text.
        shown = terminal.seen.replace(b"\x1b]22;default\x07", b"")
        assert b"]52;c;Q0FOQVJZ" in shown, "the text itself must be seen, or nothing was tried"
        assert b"\x1b]52" not in shown
        assert b"\x1b]0;" not in shown
        for character in ("\x9b", "\u202e", "\x07"):
            assert character.encode() not in shown
        # Copying on purpose still works, which shows that an OSC 52 would have been seen.
        terminal.send(F6)
        terminal.until(b"\x1b]52;c;" + base64.b64encode(b"copied on purpose"))


def test_textual_variables_log_nothing(tmp_path: Path) -> None:
    log = tmp_path / "keys.txt"
    pictures = {"TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path)}
    with running(tmp_path, TEXTUAL_LOG=str(log), **pictures) as terminal:
        terminal.send(b"person 4")
        terminal.until(b"14 of 50")
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        assert not log.exists()
        assert not list(tmp_path.glob("*.svg"))
