"""The pseudo-terminal driver against small programs that are not the product."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("The driver needs a pseudo-terminal, which Windows does not have.", allow_module_level=True)

from benchmarks.self_check import floor_terminal
from benchmarks.terminal import Terminal, TerminalError, plain_environment

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Processor time is read from Linux's /proc.")

# Puts the terminal into raw mode and shows each read as Python writes bytes; ends at a "q".
SHOW_BYTES = """
import os, sys, tty
tty.setraw(0)
os.write(1, START + b"ready\\r\\n")
while (data := os.read(0, 4096)) != b"q":
    os.write(1, repr(data).encode() + b"\\r\\n")
"""


def python(tmp_path: Path, script: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal([sys.executable, "-c", script], size, plain_environment(tmp_path), tmp_path)


def show_bytes(tmp_path: Path, start: bytes = b"") -> Terminal:
    return python(tmp_path, SHOW_BYTES.replace("START", repr(start)))


def test_a_program_reads_a_line_and_its_answer_is_seen(tmp_path: Path) -> None:
    with python(tmp_path, "print('Hello, ' + input('Name? ') + '!')") as terminal:
        terminal.wait_for("Name?")
        terminal.type("Anna\n")
        terminal.wait_for("Hello, Anna!")

        assert terminal.wait_exit() == 0
        assert terminal.screen()[:2] == ["Name? Anna", "Hello, Anna!"]
        assert terminal.raw == b"Name? Anna\r\nHello, Anna!\r\n"


def test_the_program_has_a_terminal_of_its_own_of_the_size_asked_for(tmp_path: Path) -> None:
    script = """
import os
print(os.get_terminal_size(), os.isatty(0), os.getsid(0) == os.getpid(), open("/dev/tty").isatty())
"""
    with python(tmp_path, script, size=(100, 30)) as terminal:
        terminal.wait_exit()
        assert terminal.screen()[0] == "os.terminal_size(columns=100, lines=30) True True True"
        assert len(terminal.screen()) == 30


def test_only_the_given_environment_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_FPS", "1")
    script = "from os import *; print(environ.get('TEXTUAL_FPS'), environ['HOME'] == getcwd(), environ['X'])"
    environment = plain_environment(tmp_path.resolve(), X="y")
    with Terminal([sys.executable, "-c", script], env=environment, cwd=tmp_path) as terminal:
        terminal.wait_for("None True y")


def test_keys_arrive_as_bytes(tmp_path: Path) -> None:
    with show_bytes(tmp_path) as terminal:
        terminal.wait_for("ready")
        for key, data in (("enter", r"\r"), ("shift+tab", r"\x1b[Z"), ("f5", r"\x1b[15~"), ("ctrl+x", r"\x18")):
            terminal.press(key)
            terminal.wait_for(f"b'{data}'")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_a_lone_esc_is_not_joined_to_the_key_after_it(tmp_path: Path) -> None:
    # The program looks every 50 ms: without a pause both keys would be there at its first look.
    slow = "import time\n" + SHOW_BYTES.replace("START", "b''").replace("while ", "while time.sleep(0.05) or ")
    with python(tmp_path, slow) as terminal:
        terminal.wait_for("ready")
        terminal.press("esc", "x")
        terminal.wait_for("b'x'")
        assert r"b'\x1b'" in terminal.text()


def test_an_unknown_key_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with show_bytes(tmp_path) as terminal:
        terminal.wait_for("ready")
        with pytest.raises(ValueError, match="entr"):
            terminal.press("x", "entr")
        terminal.press("z")
        terminal.wait_for("b'z'")
        assert "b'x'" not in terminal.text()


def test_paste_has_its_marks_only_when_the_program_asked_for_them(tmp_path: Path) -> None:
    with show_bytes(tmp_path, start=b"\x1b[?2004h") as terminal:
        terminal.wait_for("ready")
        terminal.paste("one\ntwo\x1b[201~\r\n")
        terminal.wait_for(r"b'\x1b[200~one\rtwo\r\x1b[201~'")
    with show_bytes(tmp_path) as terminal:
        terminal.wait_for("ready")
        terminal.paste("one\ntwo")
        terminal.wait_for(r"b'one\rtwo'")


def test_questions_are_answered_while_something_else_is_awaited(tmp_path: Path) -> None:
    script = """
import os, tty
tty.setraw(0)
os.write(1, b"\\x1b[?2026$p")
answer = os.read(0, 100)
os.write(1, b"\\x1b[4;5H\\x1b[6n")
os.write(1, repr((answer, os.read(0, 100))).encode())
"""
    with python(tmp_path, script) as terminal:
        assert terminal.wait_exit() == 0
        assert r"(b'\x1b[?2026;2$y', b'\x1b[4;5R')" in terminal.text()


def test_a_new_size_reaches_the_program(tmp_path: Path) -> None:
    script = """
import os, signal, time
# Not by print: the signal may come in the middle of the print below.
signal.signal(signal.SIGWINCH, lambda *_: os.write(1, b"%d %d\\n" % os.get_terminal_size()))
print("ready", flush=True)
while True: time.sleep(1)
"""
    with python(tmp_path, script) as terminal:
        terminal.wait_for("ready")
        terminal.resize((132, 43))
        terminal.wait_for("132 43")
        assert len(terminal.screen()) == 43


def test_the_exit_status_is_reported(tmp_path: Path) -> None:
    with python(tmp_path, "raise SystemExit(3)") as terminal:
        assert terminal.wait_exit() == 3


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_program_reports_the_signal(tmp_path: Path, number: signal.Signals) -> None:
    with python(tmp_path, "import time; print('ready', flush=True); time.sleep(60)") as terminal:
        terminal.wait_for("ready")
        terminal.kill(number)
        assert terminal.wait_exit() == -number
        terminal.kill()  # harmless afterwards
        with pytest.raises(TerminalError, match="ended"):
            terminal.send("x")


def test_the_end_of_the_block_ends_the_program_and_its_children(tmp_path: Path) -> None:
    script = """
import subprocess, sys, time
code = "import signal, time; signal.signal(1, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", code])
print("child", child.pid, flush=True)
time.sleep(60)
"""
    with python(tmp_path, script) as terminal:
        terminal.wait_for("up")
        terminal.wait_for("child")
        child = int(next(line for line in terminal.screen() if line.startswith("child")).split()[1])
    deadline = time.monotonic() + 10
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Where nobody collects orphans a killed process stays listed, as a zombie.
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def test_waiting_for_the_end_reads_what_the_program_writes(tmp_path: Path) -> None:
    # Far more than a terminal holds: if nobody read, the program would wait for ever.
    with python(tmp_path, "print('x' * 300_000 + 'last')") as terminal:
        assert terminal.wait_exit() == 0
        assert terminal.raw.count(b"x") == 300_000
        terminal.wait_for("last")


def test_a_long_text_is_sent_to_a_program_that_echoes_it(tmp_path: Path) -> None:
    script = """
import os, tty
tty.setraw(0)
os.write(1, b"ready\\r\\n")
left = 100_000
while left:
    data = os.read(0, 1000)
    left -= len(data)
    os.write(1, data)
os.write(1, b"all there")
"""
    with python(tmp_path, script) as terminal:
        terminal.wait_for("ready")
        terminal.send("y" * 100_000)
        terminal.wait_for("all there")


def test_what_does_not_come_is_an_error_that_shows_the_screen(tmp_path: Path) -> None:
    with python(tmp_path, "import time; print('here I am', flush=True); time.sleep(60)") as terminal:
        terminal.wait_for("here")
        with pytest.raises(TerminalError, match=r"(?s)in vain for 'nowhere'.*still runs.*here I am"):
            terminal.wait_for("nowhere", timeout=0.1)
        with pytest.raises(TerminalError, match="in vain for the end"):
            terminal.wait_exit(timeout=0.1)


def test_waiting_ends_at_once_when_the_program_has_ended(tmp_path: Path) -> None:
    with python(tmp_path, "print('bye'); raise SystemExit(4)") as terminal:
        before = time.monotonic()
        with pytest.raises(TerminalError, match="(?s)ended before 'more'.*bye"):
            terminal.wait_for("more", timeout=30)
        assert time.monotonic() - before < 10


def test_gone_and_functions_can_be_awaited(tmp_path: Path) -> None:
    script = """
import time
print("soon", end="", flush=True)
time.sleep(0.2)
print("\\rdone", flush=True)
time.sleep(60)
"""
    with python(tmp_path, script) as terminal:
        terminal.wait_for(lambda lines: lines[0] == "soon")
        assert 0.0 < terminal.wait_for("soon", gone=True) < 10.0
        assert terminal.wait_for("done") == 0.0


def test_the_time_is_that_of_the_program_and_not_of_the_drawing(tmp_path: Path) -> None:
    # Drawing all the frames takes longer than the pause before the answer; the answer is read meanwhile.
    script = """
import os, time, tty
tty.setraw(0)
os.write(1, b"ready")
os.read(0, 10)
for n in range(5000):
    os.write(1, b"\\x1b[?2026h\\x1b[2;1H%d\\x1b[3;1H%b\\x1b[?2026l" % (n, b"z" * 70))
time.sleep(0.2)
os.write(1, b"\\x1b[?2026h\\x1b[Hanswer\\x1b[?2026l")
os.read(0, 10)
"""
    with python(tmp_path, script) as terminal:
        terminal.wait_for("ready")
        begin = time.monotonic()
        timing = terminal.key_to_frame("x", "answer")
        drawn = time.monotonic() - begin
        assert 0.2 <= timing.seconds < drawn / 2
        assert timing.frames == 5001
        assert timing.bytes > 5000 * 70


def test_an_effect_that_was_there_before_the_key_is_not_measured(tmp_path: Path) -> None:
    with show_bytes(tmp_path) as terminal:
        terminal.wait_for("ready")
        with pytest.raises(TerminalError, match="'ready' was there before the key"):
            terminal.key_to_frame("x", "ready")
        with pytest.raises(TerminalError, match="did not lead to"):
            terminal.key_to_frame("x", "nothing", timeout=0.1)


def test_settle_waits_for_silence(tmp_path: Path) -> None:
    script = "import time\nfor n in range(5): print(n, flush=True); time.sleep(0.05)\ntime.sleep(60)"
    with python(tmp_path, script) as terminal:
        terminal.wait_for("0")
        terminal.settle(quiet=1.0)
        assert terminal.screen()[4] == "4"
    endless = python(tmp_path, "while True: print('on and on')")
    with endless as terminal, pytest.raises(TerminalError, match="kept writing"):
        terminal.settle(timeout=0.2)


@linux_only
def test_idle_counts_silent_work_and_so_does_the_processor_time(tmp_path: Path) -> None:
    script = """
import time
print("painted", flush=True)
end = time.process_time() + 0.3
while time.process_time() < end: pass
time.sleep(60)
"""
    with python(tmp_path, script) as terminal:
        painted = terminal.wait_for("painted", since=terminal.started)
        assert terminal.idle(since=terminal.started) >= painted + 0.25
        assert 0.3 <= terminal.cpu_seconds() < 5.0


def test_textual_paints_whole_frames_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with floor_terminal("line_list", tmp_path) as terminal:
        terminal.wait_for("10000 of 10000  READY", timeout=60)
        terminal.settle(0.2)
        assert {1049, 2004} <= terminal.modes
        assert terminal.frames > 0
        assert terminal.cell(0, 1).reverse and not terminal.cell(0, 2).reverse
        for sought in ("a", "an", "ann", "anna"):
            timing = terminal.key_to_frame(sought[-1], f"> {sought}  ")
            assert timing.frames >= 1 and timing.bytes > 100
        assert "1000 of 10000" in terminal.screen()[0]
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert 1049 not in terminal.modes
        assert terminal.text().strip() == ""
