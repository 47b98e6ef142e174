"""A link in the place of the store."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ips_tui.casework.session import Desk
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import LinkedFile
from ips_tui.store.store import TEAM, open_store
from tests import told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows rarely lets anyone make a link")
def test_a_store_is_not_opened_through_a_link(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    """F12, F28: the lock of a link would keep no second window out of the file, so a link is refused and left alone."""
    desk = open_desk(encrypted=True)
    real, key = desk.files.path, desk.store.key
    desk.close()
    linked = StoreFiles(tmp_path / "linked.db")
    linked.path.symlink_to(real)
    shutil.copytree(desk.files.slots, linked.slots)
    before = real.read_bytes()
    for opening in (
        lambda: told.opened(told.desk_at(linked)),
        lambda: open_store(linked, key, kind=TEAM),
    ):
        with pytest.raises(LinkedFile):
            opening()
    assert real.read_bytes() == before and not linked.lock.exists()
    # A folder that is a link, as to a larger disk, is another matter: the lock stands beside the file.
    (tmp_path / "elsewhere").symlink_to(real.parent)
    told.opened(told.desk_at(StoreFiles(tmp_path / "elsewhere" / real.name))).close()
