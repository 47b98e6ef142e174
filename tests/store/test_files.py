"""Which files make up a store, and who may read them."""

import os
import stat
import sys
from pathlib import Path, PureWindowsPath

import pytest

from ips_tui.store.files import (
    StoreFiles,
    new_private_file,
    prepare,
    slot_files,
    synced_folder,
    wide_modes,
    write_private,
)

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no owner, group and other modes")


@pytest.fixture(autouse=True)
def ordinary_umask():
    """Files are private by what the program does, not because the person's umask happens to be strict."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_everything_of_a_store_stands_beside_it(tmp_path):
    files = StoreFiles(tmp_path / "team.db")
    assert files.slots == tmp_path / "team.db.slots"
    assert files.lock == tmp_path / "team.db.lock"
    assert files.backups == tmp_path / "team.db.backups"


@posix_only
def test_made_folders_are_private_at_every_level(tmp_path):
    files = StoreFiles(tmp_path / "one" / "two" / "team.db")
    prepare(files)
    made = [tmp_path / "one", tmp_path / "one" / "two", files.slots, files.backups]
    assert [mode(folder) for folder in made] == [0o700] * 4


@posix_only
def test_a_folder_of_the_person_keeps_its_mode_and_ours_are_tightened(tmp_path):
    tmp_path.chmod(0o755)
    files = StoreFiles(tmp_path / "team.db")
    files.slots.mkdir(mode=0o755)
    prepare(files)
    prepare(files)
    assert mode(tmp_path) == 0o755
    assert mode(files.slots) == 0o700


@posix_only
def test_a_new_file_is_private_and_empty(tmp_path):
    new_private_file(tmp_path / "new")
    assert mode(tmp_path / "new") == 0o600
    assert (tmp_path / "new").read_bytes() == b""


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    (tmp_path / "old").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        new_private_file(tmp_path / "old")
    assert (tmp_path / "old").read_bytes() == b"kept"


@posix_only
def test_a_link_is_refused_even_when_it_points_nowhere(tmp_path):
    target, link = tmp_path / "elsewhere", tmp_path / "link"
    link.symlink_to(target)
    with pytest.raises(FileExistsError):
        new_private_file(link)
    with pytest.raises(FileExistsError):
        write_private(link, b"secret")
    assert not target.exists()
    assert link.is_symlink()


def test_written_bytes_replace_the_old_ones_and_leave_nothing_else(tmp_path):
    path = tmp_path / "file"
    data = b"line\nline\r\n\x00\x1a end"
    write_private(path, b"old")
    write_private(path, data)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_a_replaced_file_becomes_private(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert mode(path) == 0o600


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_private(path, b"old")

    def refuse(handle: int) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="no room"):
        write_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix_only
def test_wide_modes_names_what_others_may_read_and_nothing_else(tmp_path):
    files = StoreFiles(tmp_path / "team.db")
    prepare(files)
    names = ("team.db", "team.db-wal", "team.db.lock", "team.db.slots/slot-1.key", "team.db.backups/copy.db")
    for name in names:
        write_private(tmp_path / name, b"x")
    (tmp_path / "holiday.jpg").write_bytes(b"not ours")
    assert wide_modes(files) == ()
    for name in ("team.db-wal", "team.db.slots/slot-1.key"):
        (tmp_path / name).chmod(0o640)
    files.backups.chmod(0o755)
    assert set(wide_modes(files)) == {
        tmp_path / "team.db-wal",
        tmp_path / "team.db.slots/slot-1.key",
        files.backups,
    }


def test_only_slots_are_slot_files(tmp_path):
    for name in ("slot-b.key", "slot-a.key", ".slot.1234.part", "slot-a.key.bak", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "slot-folder.key").mkdir()
    assert [path.name for path in slot_files(tmp_path)] == ["slot-a.key", "slot-b.key"]
    assert slot_files(tmp_path / "missing") == ()


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (r"C:\Users\sam\OneDrive\team.db", "OneDrive"),
        (r"C:\Users\sam\OneDrive - Harbour Trust\ips\team.db", "OneDrive"),
        (r"C:\Users\sam\Dropbox (Personal)\team.db", "Dropbox"),
        (r"C:\Users\sam\iCloudDrive\team.db", "iCloud Drive"),
        (r"G:\GoogleDrive\team.db", "Google Drive"),
        (r"C:\Users\sam\Nextcloud\team.db", "Nextcloud"),
        (r"\\server\share\team.db", "a network folder"),
        (r"\\?\UNC\server\share\team.db", "a network folder"),
        (r"C:\Users\sam\AppData\Local\ips-tui\team.db", None),
        (r"\\?\C:\Users\sam\team.db", None),
        (r"C:\Users\sam\Dropboxes of letters\team.db", None),
        (r"C:\Users\sam\Documents\dropbox.db", None),
    ],
)
def test_synced_places_on_windows_are_seen_by_name(place, name):
    assert synced_folder(PureWindowsPath(place)) == name


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Library/Mobile Documents/com~apple~CloudDocs/team.db", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-sam@example.org/My Drive/team.db", "Google Drive"),
        ("Library/CloudStorage/OneDrive-HarbourTrust/team.db", "OneDrive"),
        ("Dropbox/team.db", "Dropbox"),
        (".local/share/ips-tui/team.db", None),
    ],
)
def test_synced_places_elsewhere_are_seen_by_name(tmp_path, place, name):
    assert synced_folder(tmp_path / place) == name


@posix_only
def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "Documents").symlink_to(tmp_path / "Nextcloud")
    assert synced_folder(tmp_path / "Documents" / "team.db") == "Nextcloud"
