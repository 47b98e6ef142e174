"""A home folder with a team's store in it, made once a worker with key slots as slow as real ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from ips_tui.casework import contacts
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.paths import find_paths
from ips_tui.store import slots
from ips_tui.store.files import StoreFiles
from tests import told
from tests.cli.running import Home


def _desk(home: Path) -> Desk:
    """A desk over the store of a home folder; its slots cost what they cost a person."""
    clock = SetClock(datetime(2026, 10, 15, 9, tzinfo=UTC))
    files = StoreFiles(find_paths({"IPS_TUI_HOME": str(home)}).store)
    return Desk(files, clock=clock, words=load_words(), config=Config())


@pytest.fixture(scope="session", autouse=True)
def _keys_made_once() -> Iterator[None]:
    """The same secret and salt make the same key: in this process each is worked out once, slow as it is."""
    usual = slots._slot_key
    slots._slot_key = cache(usual)
    yield
    slots._slot_key = usual


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    desk = _desk(home)
    desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    person = told.participant(desk, told.clinical_team(desk), name="Edda Quill")
    contacts.record_contact(desk, person, told.contact(-40, summary="talked about the bakery"))
    desk.close()
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home folder: nothing has ever been started in it."""
    return Home(tmp_path / "home")


@pytest.fixture
def team_home(_template: Path, tmp_path: Path) -> Home:
    """A home folder with an encrypted store, Maren Test and Edda Quill in it."""
    shutil.copytree(_template, tmp_path / "team home")
    return Home(tmp_path / "team home")


@pytest.fixture
def open_team(team_home: Home) -> Callable[[], Desk]:
    """Opens the store of `team_home`; the test closes it."""

    def open_it() -> Desk:
        desk = _desk(team_home.folder)
        desk.unlock(told.PASSPHRASE)
        return desk

    return open_it
