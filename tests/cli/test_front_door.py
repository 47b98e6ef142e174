"""The front door: what it loads, what it refuses, and how it ends whatever happens behind it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ips_tui import __version__
from tests import told
from tests.cli.running import LONGEST, Home, Said

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal for a child")

LOADED = """
import sys
from ips_tui.__main__ import main
status = main(sys.argv[1:])
heavy = ("sqlalchemy", "alembic", "pydantic", "textual", "rich", "screens", "sqlcipher3")
sys.stderr.write(" ".join(name for name in heavy if name in sys.modules) + f"|{status}")
"""


def _loads(said: Said) -> set[str]:
    names, _, status = said.err.rpartition("\n")[2].partition("|")
    assert status == "0", said
    return set(names.split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("today", "--help"), ("locate",)])
def test_answers_that_need_no_store_load_nothing_heavy(home: Home, arguments: tuple[str, ...]) -> None:
    said = home.python(LOADED, *arguments)
    assert _loads(said) == set()
    assert said.out


@pytest.mark.parametrize("command", ["today", "people"])
def test_the_short_answers_do_without_orm_and_screens(home: Home, team_home: Home, command: str) -> None:
    assert _loads(home.python(LOADED, command, "--demo")) == {"sqlcipher3"}
    found = team_home.python(LOADED, command, "--json", "--passphrase-fd", "0", passphrase=told.PASSPHRASE)
    assert _loads(found) == {"sqlcipher3"}


def test_show_does_without_screens(home: Home) -> None:
    loaded = _loads(home.python(LOADED, "show", "P01", "--demo"))
    assert not loaded & {"textual", "rich", "screens", "alembic"}
    assert "sqlalchemy" in loaded, "this test would notice if it were loaded"


def test_version(home: Home) -> None:
    assert home.run("--version").out == f"ips-tui {__version__}\n"


SPEAKING = """
import os, sys, threading, warnings
from ips_tui.__main__ import main
import ips_tui.cli.locate as locate
canary = "Aroha Zzyx-Canary"
class Left:
    def __del__(self):
        raise ValueError(canary)
def speaking(path):
    import logging
    warnings.warn(canary, UserWarning, stacklevel=1)
    logging.getLogger("some.library").error(canary)
    thread = threading.Thread(target=int, args=[canary])
    thread.start()
    thread.join()
    Left()
    return False
locate._exists = speaking
os.umask(0o022)
main(["locate"])
sys.stderr.write(oct(os.umask(0)))
if sys.platform != "win32":
    import resource
    sys.stderr.write(str(resource.getrlimit(resource.RLIMIT_CORE)))
if sys.platform == "linux":
    import ctypes
    sys.stderr.write(str(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)))
"""


def test_the_process_gives_nothing_away(home: Home) -> None:
    """F28, F30, F32: files private, no core dump, memory closed to others, and no word of a warning or lost error."""
    (home.folder / "state").mkdir(parents=True)
    said = home.python(SPEAKING, PYTHONWARNINGS="always")
    if sys.platform == "linux":
        # 3 asks Linux whether the memory may be dumped or read: 0 is no.
        assert said.err == "0o77(0, 0)0"
    elif sys.platform != "win32":
        assert said.err == "0o77(0, 0)"
    noted = (home.folder / "state" / "ips-tui.log").read_text(encoding="utf-8")
    assert {line.partition(" ")[2] for line in noted.splitlines()} == {
        "warning builtins.UserWarning",
        "warning builtins.ValueError",
    }
    assert "Canary" not in said.out + said.err + noted


@pytest.mark.parametrize("arguments", [(), ("demo",), ("demo", "--reset")])
def test_without_a_terminal_the_plain_commands_are_named(home: Home, arguments: tuple[str, ...]) -> None:
    said = home.run(*arguments)
    assert (said.status, said.out) == (2, "")
    for command in ("ips-tui today", "ips-tui people", "ips-tui show", "--demo", "--json"):
        assert command in said.err
    assert not home.folder.exists()


def _at_a_terminal(home: Home, *arguments: str, folder: Path, **more: str) -> tuple[int, str]:
    """Status and error text of a command whose input and output are a terminal, started in a folder."""
    import pty

    mine, theirs = pty.openpty()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "ips_tui", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=home.environment(**more),
            timeout=LONGEST,
            check=False,
        )
        return ended.returncode, ended.stderr.decode()
    finally:
        os.close(mine)
        os.close(theirs)


@posix
def test_a_terminal_that_can_draw_nothing_is_none(home: Home, tmp_path: Path) -> None:
    status, said = _at_a_terminal(home, folder=tmp_path, TERM="dumb")
    assert status == 2
    assert "ips-tui today" in said


@posix
@pytest.mark.parametrize("shape", ["package", "module"])
def test_a_foreign_screens_package_is_refused_and_not_run(home: Home, tmp_path: Path, shape: str) -> None:
    foreign, ran = tmp_path / "foreign", tmp_path / "ran"
    code = f"open({str(ran)!r}, 'w').close()\n"
    place = foreign / "screens" / "__init__.py" if shape == "package" else foreign / "screens.py"
    place.parent.mkdir(parents=True)
    place.write_text(code, encoding="utf-8")
    (place.parent / "start.py").write_text(code, encoding="utf-8")
    status, said = _at_a_terminal(home, "demo", folder=foreign, TERM="xterm")
    assert status == 2
    assert "screens" in said
    assert not ran.exists()
    assert not home.folder.exists()


@posix
def test_a_passphrase_from_a_descriptor_of_its_own(team_home: Home) -> None:
    theirs, mine = os.pipe()
    os.write(mine, told.PASSPHRASE.encode() + b"\nnot part of it")
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "ips_tui", "people", "--passphrase-fd", str(theirs)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=team_home.environment(),
            pass_fds=[theirs],
            timeout=LONGEST,
            check=False,
        )
    finally:
        os.close(mine)
        os.close(theirs)
    assert ended.returncode == 0, ended.stderr
    assert b"Edda Quill" in ended.stdout


def _asked_for_a_passphrase(home: Home) -> tuple[subprocess.Popen[bytes], int]:
    """A command that has just asked for the passphrase, and the terminal's side of its input."""
    import pty

    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ips_tui", "people"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home.environment(),
        # Without a terminal of its own, so that it cannot ask the tester's.
        start_new_session=True,
    )
    os.close(theirs)
    assert process.stderr is not None
    assert process.stderr.read(len("Passphrase: ")) == b"Passphrase: "
    return process, mine


@posix
def test_a_person_is_asked_for_the_passphrase_and_it_is_not_shown(team_home: Home) -> None:
    process, mine = _asked_for_a_passphrase(team_home)
    try:
        os.write(mine, told.PASSPHRASE.encode() + b"\n")
        out, _ = process.communicate(timeout=LONGEST)
        os.set_blocking(mine, False)
        try:
            echoed = os.read(mine, 4096)
        except OSError:
            echoed = b""
    finally:
        process.kill()
        os.close(mine)
    assert process.returncode == 0
    assert b"Edda Quill" in out
    assert told.PASSPHRASE.encode() not in out + echoed


@posix
def test_ctrl_c_ends_quietly(team_home: Home) -> None:
    import signal

    # What is started in the background ignores the keys, and so would a program that is started by it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process, mine = _asked_for_a_passphrase(team_home)
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=LONGEST)
    finally:
        process.kill()
        os.close(mine)
    assert process.returncode == 130
    assert (out, err.strip()) == (b"", b"")


@posix
def test_a_reader_that_has_seen_enough_is_no_fault(home: Home) -> None:
    theirs, mine = os.pipe()
    os.close(theirs)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "ips_tui", "people", "--demo"],
            stdout=mine,
            stderr=subprocess.PIPE,
            env=home.environment(),
            timeout=LONGEST,
            check=False,
        )
    finally:
        os.close(mine)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full_is_told(home: Home) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ips_tui", "people", "--demo"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=home.environment(),
            timeout=LONGEST,
            check=False,
        )
    assert ended.returncode == 1
    assert len(ended.stderr.decode().splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("arguments", "status"), [(("today",), 10), (("frobnicate",), 2)])
def test_a_full_error_stream_does_not_change_the_status(home: Home, arguments: tuple[str, ...], status: int) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ips_tui", *arguments],
            stdout=subprocess.PIPE,
            stderr=full,
            env=home.environment(),
            timeout=LONGEST,
            check=False,
        )
    assert (ended.returncode, ended.stdout) == (status, b"")


def test_a_fault_is_told_by_its_place_and_without_what_was_worked_on(home: Home) -> None:
    code = """
import sys
import ips_tui.cli.locate as locate
def broken(path):
    secret = "Edda Quill"
    raise ValueError(f"no good: {secret}")
locate._exists = broken
from ips_tui.__main__ import main
sys.exit(main(["locate"]))
"""
    said = home.python(code)
    assert said.status == 1
    assert len(said.err.splitlines()) == 1
    assert re.search(r"ValueError ips_tui\.cli\.locate:\d+", said.err)
    assert "Edda" not in said.err


def test_output_is_utf_8_whatever_the_system_says(home: Home) -> None:
    said = home.run("people", "--demo", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert said.status == 0
    travel = home.run("today", "--demo", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "Café" in travel.out
