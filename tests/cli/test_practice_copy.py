"""The practice copy of `ips-tui demo`: made from the sample, kept, begun again, and never a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from ips_tui.casework.session import Desk
from ips_tui.cli.opening import practice_desk
from ips_tui.config import Config
from ips_tui.paths import Paths, find_paths, sample
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import InUse, MixedUp
from tests import told


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"IPS_TUI_HOME": str(tmp_path / "home")})


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
def test_a_real_store_in_its_place_is_not_touched(paths: Paths, reset: bool) -> None:
    told.found(StoreFiles(paths.practice), encrypted=True)
    before = paths.practice.read_bytes()
    with pytest.raises(MixedUp):
        _practise(paths, reset=reset)
    assert paths.practice.read_bytes() == before
