"""The practice copy of `ips-tui demo`: made from the sample, kept, begun again, and never a real store."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ips_tui.casework.session import Desk, reset_practice
from ips_tui.cli.opening import practice_desk
from ips_tui.cli.refusal import Refusal
from ips_tui.config import Config
from ips_tui.paths import Paths, find_paths, sample
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import Damaged, ForeignFile, InUse, MixedUp
from tests import told


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"IPS_TUI_HOME": str(tmp_path / "home")})


Put = Callable[[Path], None]


@pytest.fixture
def real_store(templates: Callable[[bool], Path]) -> Put:
    """Puts a founded, encrypted store at a place."""

    def put(path: Path) -> None:
        founded, there = StoreFiles(templates(True) / "team.db"), StoreFiles(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(founded.path, there.path)
        shutil.copytree(founded.slots, there.slots)

    return put


def _practise(paths: Paths, *, reset: bool = False) -> Desk:
    return practice_desk(paths, Config(), reset=reset)


def test_a_copy_is_made_kept_and_begun_again(paths: Paths) -> None:
    before = sample().read_bytes()
    desk = _practise(paths)
    assert desk.practice
    assert desk.clock.today().isoformat() == "2026-10-15"
    told.employer(desk, "A new bakery")
    desk.close()
    again = _practise(paths)
    assert any(found.label == "A new bakery" for found in again.find("bakery"))
    again.close()
    fresh = _practise(paths, reset=True)
    assert not any(found.label == "A new bakery" for found in fresh.find("bakery"))
    fresh.close()
    assert sample().read_bytes() == before
    assert not paths.store.exists()


def test_two_windows_do_not_practise_on_one_copy(paths: Paths) -> None:
    desk = _practise(paths)
    for reset in (False, True):
        with pytest.raises(InUse):
            _practise(paths, reset=reset)
    desk.close()


@pytest.mark.parametrize("reset", [False, True])
def test_a_real_store_in_its_place_is_not_touched(paths: Paths, real_store: Put, reset: bool) -> None:
    real_store(paths.practice)
    before = paths.practice.read_bytes()
    with pytest.raises(MixedUp):
        _practise(paths, reset=reset)
    assert paths.practice.read_bytes() == before


def _foreign(path: Path) -> None:
    sqlite3.connect(path).executescript("PRAGMA application_id=7; CREATE TABLE recipe (name TEXT)").connection.close()


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize(
    "put",
    [lambda path: path.write_bytes(b"my thesis" * 1000), lambda path: path.write_bytes(b"x"), _foreign, None],
    ids=["text", "one letter", "other database", "real store without its keys"],
)
def test_anything_else_in_its_place_is_not_touched(paths: Paths, real_store: Put, put: Put | None, reset: bool) -> None:
    paths.practice.parent.mkdir(parents=True)
    if put is None:
        real_store(paths.practice)
        shutil.rmtree(StoreFiles(paths.practice).slots)
    else:
        put(paths.practice)
    before = paths.practice.read_bytes()
    with pytest.raises(Refusal) as refused:
        _practise(paths, reset=reset)
    assert refused.value.status == 10 and str(paths.practice) in refused.value.sentence
    with pytest.raises(ForeignFile):
        reset_practice(StoreFiles(paths.practice), sample())
    assert paths.practice.read_bytes() == before


@pytest.mark.parametrize("kept", [0, 100, 4096, 20_000])
def test_a_damaged_practice_copy_is_begun_again_when_asked(paths: Paths, kept: int) -> None:
    _practise(paths).close()
    paths.practice.write_bytes(paths.practice.read_bytes()[:kept] + bytes(kept))
    with pytest.raises(Damaged):
        _practise(paths)
    desk = _practise(paths, reset=True)
    assert desk.find("p01")
    desk.close()
