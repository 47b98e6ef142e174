"""What tests of casework may have beside a bare store: one in which everything a form can point at is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.store.files import StoreFiles
from tests import told
from tests.casework.test_every_form import Known, everything


@pytest.fixture(scope="session")
def known_store(
    templates: Callable[[bool], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], tuple[Path, Known]]:
    """A folder with a plain store after `everything`, made once a worker, and what is known there."""
    made: list[tuple[Path, Known]] = []

    def template() -> tuple[Path, Known]:
        if not made:
            folder = tmp_path_factory.mktemp("known") / "store"
            shutil.copytree(templates(False), folder)
            clock = SetClock(datetime(2026, 10, 15, 9, tzinfo=UTC))
            desk = told.opened(told.desk_at(StoreFiles(folder / "team.db"), clock, practice=True))
            known = everything(desk)
            desk.close()
            made.append((folder, known))
        return made[0]

    return template


@pytest.fixture
def known_desk(
    known_store: Callable[[], tuple[Path, Known]], clock: SetClock, tmp_path: Path
) -> Iterator[tuple[Desk, Known]]:
    """An open desk over a copy of that store, and what is known there."""
    folder, known = known_store()
    shutil.copytree(folder, tmp_path / "known")
    desk = told.opened(told.desk_at(StoreFiles(tmp_path / "known" / "team.db"), clock, practice=True))
    yield desk, known
    desk.close()
