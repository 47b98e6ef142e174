"""A store is founded whole or not at all: a crash at any step leaves one of the two."""

from __future__ import annotations

from pathlib import Path

import pytest

from ips_tui.store import founding
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import StoreLost


def _made(place: StoreFiles) -> None:
    place.path.write_bytes(b"store")
    (place.slots / "slot-0011223344556677.key").write_bytes(b"slot")


@pytest.fixture
def files(tmp_path: Path) -> StoreFiles:
    return StoreFiles(tmp_path / "team.db")


def test_a_whole_beginning_comes_into_its_place(files: StoreFiles) -> None:
    _made(founding.begin(files))
    founding.settle(files)
    assert files.path.read_bytes() == b"store"
    assert [slot.name for slot in files.slots.iterdir()] == ["slot-0011223344556677.key"]
    assert sorted(path.name for path in files.path.parent.iterdir()) == ["team.db", "team.db.slots"]


def test_a_crash_before_the_slots_moved_leaves_a_first_run(files: StoreFiles) -> None:
    _made(founding.begin(files))
    founding.finish(files)
    assert not files.path.exists()
    fresh = founding.begin(files)
    assert not fresh.path.exists() and not list(fresh.slots.iterdir())


def test_a_crash_between_the_two_moves_is_finished_by_the_next_start(files: StoreFiles) -> None:
    fresh = founding.begin(files)
    _made(fresh)
    fresh.slots.rename(files.slots)
    founding.finish(files)
    assert files.path.read_bytes() == b"store"


def test_slots_without_their_store_are_never_built_over(files: StoreFiles) -> None:
    files.slots.mkdir()
    (files.slots / "slot-0011223344556677.key").write_bytes(b"the only key to a copy")
    with pytest.raises(StoreLost):
        founding.begin(files)
    assert (files.slots / "slot-0011223344556677.key").read_bytes() == b"the only key to a copy"


def test_a_store_is_never_founded_over_another(files: StoreFiles) -> None:
    files.path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        founding.begin(files)
    founding.finish(files)
    assert files.path.read_bytes() == b"mine"


def test_an_abandoned_beginning_leaves_nothing(files: StoreFiles) -> None:
    _made(founding.begin(files))
    founding.abandon(files)
    assert list(files.path.parent.iterdir()) == []


def test_a_log_that_the_disk_kept_goes_with_the_store_it_belongs_to(
    files: StoreFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F4, F6: a write that fails while the new store closes leaves its newest pages in the log."""

    def begun() -> None:
        fresh = founding.begin(files)
        _made(fresh)
        fresh.path.with_name(fresh.path.name + "-wal").write_bytes(b"written last")

    usual = founding.move_into_place

    def refuses_the_store(temporary: Path, path: Path) -> None:
        if path == files.path:
            raise OSError("no")
        usual(temporary, path)

    begun()
    monkeypatch.setattr(founding, "move_into_place", refuses_the_store)
    with pytest.raises(OSError, match="no"):
        founding.settle(files)
    founding.abandon(files)
    assert not list(files.path.parent.glob("team.db-*")), "the log of none is that of the next"
    monkeypatch.undo()
    begun()
    founding.settle(files)
    assert files.path.with_name("team.db-wal").read_bytes() == b"written last"
    assert sorted(path.name for path in files.path.parent.iterdir()) == ["team.db", "team.db-wal", "team.db.slots"]
