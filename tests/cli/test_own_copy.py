"""`own-copy`: what is given to a person, and that giving it out and showing a record are noted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.store.looks import looks_at
from tests import told
from tests.cli.running import Home


def test_a_copy_is_written_and_noted_and_so_is_what_is_shown(
    team_home: Home, open_team: Callable[[], Desk], tmp_path: Path
) -> None:
    home = team_home
    with closing(open_team()) as desk:
        kept, ref = desk.connection.execute("SELECT id, ref FROM participant").fetchone()
    folder = tmp_path / "out"
    folder.mkdir()
    shown = home.ask("show", ref, passphrase=told.PASSPHRASE)
    assert shown.status == 0
    said = home.ask("own-copy", ref, str(folder), "--json", passphrase=told.PASSPHRASE)
    assert (said.status, said.err) == (0, "")
    assert sorted(said.json["files"]) == sorted(str(path) for path in folder.iterdir()) and said.json["left_out"] == 0
    plain = home.ask("own-copy", ref, str(folder), passphrase=told.PASSPHRASE)
    assert plain.status == 0 and "not protected" in plain.out and len(list(folder.iterdir())) == 4
    nowhere = home.ask("own-copy", ref, str(folder / "none"), passphrase=told.PASSPHRASE)
    assert nowhere.status == 2 and "no such folder" in nowhere.err
    assert home.ask("own-copy", "P01", str(folder), "--demo").status == 2
    with closing(open_team()) as desk:
        kinds = [look.what.value for look in looks_at(desk.connection, UUID(bytes=kept))]
    assert kinds == ["exported", "exported", "shown"]
