"""One program at a time, and nothing stale after a crash."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from ips_tui.store.lock import StoreLock
from ips_tui.store.problems import DiskTrouble, InUse

HOLD = """
import sys, time
from pathlib import Path
from ips_tui.store.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]))
lock.acquire()
sys.stdout.write("held\\n")
sys.stdout.flush()
time.sleep(120)
"""

HOLD_AND_START_A_CHILD = """
import subprocess, sys, time
from pathlib import Path
from ips_tui.store.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]))
lock.acquire()
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"], close_fds=False)
sys.stdout.write(f"{child.pid}\\n")
sys.stdout.flush()
time.sleep(120)
"""


def start(script, path):
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def end(process):
    process.kill()
    process.wait(timeout=30)
    process.stdout.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "team.db.lock"


def test_a_second_taker_is_refused_until_the_first_lets_go(path):
    first, second = StoreLock(path), StoreLock(path)
    first.acquire()
    with pytest.raises(InUse) as caught:
        second.acquire()
    assert caught.value.detail == str(path)
    assert (first.held, second.held) == (True, False)
    first.release()
    second.acquire()
    with pytest.raises(InUse):
        first.acquire()
    second.release()


def test_taking_and_letting_go_twice_does_no_harm(path):
    lock = StoreLock(path)
    lock.acquire()
    lock.acquire()
    lock.release()
    lock.release()
    with StoreLock(path) as other:
        assert other.held


def test_it_is_let_go_when_the_work_under_it_fails(path):
    with pytest.raises(RuntimeError), StoreLock(path):
        raise RuntimeError
    StoreLock(path).acquire()


def test_waiting_gets_the_lock_when_it_comes_free(path):
    first, second = StoreLock(path), StoreLock(path)
    first.acquire()
    timer = threading.Timer(0.2, first.release)
    timer.start()
    second.acquire(wait_seconds=30)
    timer.join()
    assert second.held
    second.release()


def test_waiting_ends_after_the_time_that_was_given(path, monkeypatch):
    slept = []
    monkeypatch.setattr("ips_tui.store.lock.time.sleep", slept.append)
    with StoreLock(path), pytest.raises(InUse):
        StoreLock(path).acquire(wait_seconds=1.0)
    assert sum(slept) == pytest.approx(1.0)


def test_another_program_is_kept_out_and_its_death_frees_the_lock(path):
    process, said = start(HOLD, path)
    try:
        assert said == "held"
        with pytest.raises(InUse):
            StoreLock(path).acquire()
    finally:
        end(process)
    assert path.exists()
    lock = StoreLock(path)
    lock.acquire(wait_seconds=10)
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives a child no handles unless asked")
def test_a_program_that_was_started_does_not_keep_the_lock(path):
    process, child = start(HOLD_AND_START_A_CHILD, path)
    try:
        with pytest.raises(InUse):
            StoreLock(path).acquire()
        end(process)
        os.kill(int(child), 0)  # the child still runs
        lock = StoreLock(path)
        lock.acquire(wait_seconds=10)
        lock.release()
    finally:
        os.kill(int(child), 9)


def test_the_lock_file_holds_nothing(path):
    with StoreLock(path):
        assert path.stat().st_size == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no owner, group and other modes")
def test_the_lock_file_is_private(path):
    before = os.umask(0o022)
    try:
        with StoreLock(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_a_place_without_a_folder_is_told_as_such(tmp_path):
    with pytest.raises(DiskTrouble):
        StoreLock(tmp_path / "gone" / "team.db.lock").acquire()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path, path):
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DiskTrouble):
        StoreLock(path).acquire()
    assert not (tmp_path / "elsewhere").exists()
