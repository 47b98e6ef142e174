"""A small store and its export, each made once a worker; whoever changes one takes a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ips_tui.casework import contacts
from ips_tui.casework.session import DraftKey
from ips_tui.exchange.writing import export_store
from ips_tui.store.files import StoreFiles
from tests import told


@pytest.fixture(scope="session")
def small(templates: Callable[[bool], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a store with two people in it, one contact, and a draft."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(templates(False), folder / "store")
    desk = told.opened(told.desk_at(StoreFiles(folder / "store" / "team.db"), practice=True))
    team = told.clinical_team(desk)
    told.participant(desk, team, name="Bo Øst")
    person = told.participant(desk, team)
    contacts.record_contact(desk, person, told.contact(summary="Secret words"))
    desk.keep_draft(DraftKey("contact", person), {"summary": "half typed"})
    export_store(desk, folder / "out")
    desk.close()
    return folder / "out"


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A copy of that export, to be changed."""
    shutil.copytree(small, tmp_path / "out")
    return tmp_path / "out"
