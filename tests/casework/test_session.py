"""The life of a store at a desk: first run, lock and unlock, the recovery key, and what a failure leaves behind."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import people, staff
from ips_tui.casework.session import Desk, reset_practice
from ips_tui.clock import DayClock, SystemClock
from ips_tui.content.questions import PROFILE, load_questions
from ips_tui.content.words import load_words
from ips_tui.store import founding, slots
from ips_tui.store.drafts import DraftKey
from ips_tui.store.files import StoreFiles, slot_files
from ips_tui.store.lock import StoreLock
from ips_tui.store.problems import (
    Damaged,
    DiskTrouble,
    ForeignFile,
    InUse,
    KeysLost,
    MixedUp,
    NoStore,
    StoreFull,
    StoreLost,
    StoreProblem,
    WrongPassphrase,
)
from tests import told


@pytest.fixture
def files(tmp_path: Path) -> StoreFiles:
    return StoreFiles(tmp_path / "home" / "team.db")


@pytest.fixture
def founded(open_desk: Callable[..., Desk]) -> Desk:
    """A founded encrypted store, locked."""
    desk = open_desk(encrypted=True)
    desk.close()
    return desk


def left(files: StoreFiles) -> list[str]:
    """Every file that is left, empty folders aside."""
    return sorted(p.name for p in files.path.parent.rglob("*") if p.is_file())


# -- the first run --------------------------------------------------------------------------------------


def test_the_first_run_makes_a_locked_away_store_and_leaves_it_open(files: StoreFiles) -> None:
    desk = told.desk_at(files)
    assert desk.state == "first_run"
    with pytest.raises(NoStore):
        desk.store.files  # noqa: B018
    desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    try:
        assert (desk.state, desk.who_name) == ("open", "Maren Test")
        assert desk.who is not None and desk.who.role == "employment_specialist"
        data = files.path.read_bytes()
        assert not data.startswith(b"SQLite") and b"Maren" not in data and b"participant" not in data
        assert len(slot_files(files.slots)) == 2
        if os.name == "posix":
            modes = {p.name: p.stat().st_mode & 0o077 for p in files.path.parent.rglob("*")}
            assert set(modes.values()) == {0}, modes
    finally:
        desk.close()
    assert (desk.state, desk.who, desk.who_name) == ("locked", None, "")
    desk.close()


def test_the_data_key_is_a_new_one_for_every_store(tmp_path: Path) -> None:
    keys, sites, letters = set(), set(), set()
    for place in range(3):
        desk = told.desk_at(StoreFiles(tmp_path / str(place) / "team.db"))
        desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
        keys.add(desk.store.key)
        sites.add(desk.store.site.id)
        letters.add(desk.store.site.letter)
        desk.close()
    assert len(keys) == len(sites) == 3
    assert letters <= set("ABCDEFGHJKLMNQRSTUVWXYZ")


class Broken(Exception):
    """What a test breaks the first run with."""


def _broken(*args: Any, **kwargs: Any) -> Any:
    raise Broken


def _no_room(*args: Any, **kwargs: Any) -> Any:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("problem", [Broken, KeyboardInterrupt])
@pytest.mark.parametrize(
    ("where", "name"),
    [
        (staff, "begin_team"),
        (slots, "create_slot"),
        (founding, "settle"),
        (founding, "finish"),
        (founding, "move_into_place"),
        (founding, "sync_folder"),
    ],
)
def test_a_first_run_that_fails_leaves_nothing_behind(
    files: StoreFiles, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, problem: type[BaseException]
) -> None:
    desk = told.desk_at(files)
    real, calls = getattr(where, name), []

    def fail(*args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        # `finish` is asked at the beginning too, when there is nothing to finish.
        if name == "finish" and len(calls) == 1:
            return real(*args, **kwargs)
        raise problem

    monkeypatch.setattr(where, name, fail)
    with pytest.raises(problem):
        desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    monkeypatch.undo()
    assert calls and [name for name in left(files) if not name.endswith(".lock")] == []
    assert desk.state == "first_run"
    desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    desk.close()
    told.opened(desk).close()


def test_a_second_slot_that_fails_leaves_nothing_behind(files: StoreFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store whose recovery key does not work must not come into being."""
    real, calls = slots.create_slot, []

    def second_fails(*args: Any, **kwargs: Any) -> Path:
        calls.append(1)
        if len(calls) == 2:
            raise StoreFull
        return real(*args, **kwargs)

    monkeypatch.setattr(slots, "create_slot", second_fails)
    desk = told.desk_at(files)
    with pytest.raises(StoreFull):
        desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    assert [name for name in left(files) if not name.endswith(".lock")] == []
    assert desk.state == "first_run"


def test_a_first_run_never_writes_over_a_store(founded: Desk) -> None:
    before = left(founded.files)
    data = founded.files.path.read_bytes()
    with pytest.raises(FileExistsError):
        founded.create(told.FIRST_RUN, "another passphrase", told.RECOVERY_KEY)
    assert founded.files.path.read_bytes() == data and left(founded.files) == before
    told.opened(founded)


def test_two_windows_cannot_found_two_stores(files: StoreFiles) -> None:
    one, other = told.desk_at(files), told.desk_at(files)
    one.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    with pytest.raises(FileExistsError):
        other.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
    one.close()


# -- unlock ---------------------------------------------------------------------------------------------


def test_the_right_passphrase_opens_and_says_who_it_was(founded: Desk) -> None:
    founded.unlock(told.PASSPHRASE)
    assert (founded.state, founded.who_name) == ("open", "Maren Test")


@pytest.mark.parametrize(
    "typed", ["", "wrong horse battery", "CORRECT HORSE BATTERY", told.PASSPHRASE + " x", "\ud800"]
)
def test_a_wrong_passphrase_opens_nothing_and_holds_nothing(founded: Desk, typed: str) -> None:
    before = founded.files.path.read_bytes()
    with pytest.raises(WrongPassphrase) as error:
        founded.unlock(typed)
    assert not typed or typed not in repr(error.value)
    assert (founded.state, founded.who) == ("locked", None)
    assert founded.files.path.read_bytes() == before
    founded.unlock(told.PASSPHRASE)


def test_a_store_is_open_in_one_window_at_a_time(founded: Desk) -> None:
    other = told.desk_at(founded.files)
    founded.unlock(told.PASSPHRASE)
    with pytest.raises(InUse):
        other.unlock(told.PASSPHRASE)
    assert other.state == "locked"
    founded.close()
    other.unlock(told.PASSPHRASE)
    other.close()


def test_practice_is_open_in_one_window_at_a_time_too(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    other = told.desk_at(desk.files, practice=True)
    with pytest.raises(InUse):
        other.open_practice()
    # A look that writes nothing takes no lock.
    desk.close()
    looking = told.desk_at(desk.files, practice=True)
    looking.open_practice(readonly=True)
    other.open_practice()
    other.close()
    looking.close()


def test_practice_and_real_people_are_never_mixed(open_desk: Callable[..., Desk], founded: Desk) -> None:
    practice = open_desk()
    practice.close()
    with pytest.raises(MixedUp):
        told.desk_at(practice.files).unlock(told.PASSPHRASE)
    with pytest.raises((MixedUp, Damaged)):
        told.desk_at(founded.files, practice=True).open_practice()
    told.opened(founded)


def test_what_is_no_store_is_said_before_a_passphrase_is_tried(tmp_path: Path) -> None:
    files = StoreFiles(tmp_path / "team.db")
    desk = told.desk_at(files)
    for data, problem in ((None, NoStore), (b"", Damaged), (os.urandom(4096), ForeignFile)):
        if data is not None:
            files.path.write_bytes(data)
        with pytest.raises(problem):
            desk.unlock(told.PASSPHRASE)
        assert data is None or files.path.read_bytes() == data


def test_a_store_whose_bytes_are_wrong_is_damaged_and_lets_go(founded: Desk) -> None:
    data = bytearray(founded.files.path.read_bytes())
    data[100:200] = bytes(100)
    founded.files.path.write_bytes(bytes(data))
    for _ in range(2):
        with pytest.raises(Damaged):
            founded.unlock(told.PASSPHRASE)
    assert founded.files.path.read_bytes() == bytes(data)


# -- the recovery key -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [told.RECOVERY_KEY, told.RECOVERY_KEY.lower().replace("-", " ").replace("0", "o")])
def test_the_recovery_key_opens_and_sets_a_new_passphrase(founded: Desk, typed: str) -> None:
    founded.recover(typed, "a new passphrase")
    assert (founded.state, founded.who_name) == ("open", "Maren Test")
    founded.close()
    founded.unlock("a new passphrase")
    founded.close()
    founded.recover(told.RECOVERY_KEY, "yet another one")


def test_a_recovery_takes_the_forgotten_passphrase_and_no_others_out_of_use(founded: Desk) -> None:
    """Whoever found it on a note must not get in with it any more."""
    folder = founded.files.slots
    key = slots.find_slot(folder, told.PASSPHRASE, cost=told.CHEAP)[1].key
    colleague = slots.SlotContent(key, UUID(int=404), "passphrase")
    slots.create_slot(folder, "a colleague's own", colleague, cost=told.CHEAP)
    for passphrase in ("a new passphrase", "yet another one"):
        founded.recover(told.RECOVERY_KEY, passphrase)
        founded.close()
    for gone in (told.PASSPHRASE, "a new passphrase"):
        with pytest.raises(WrongPassphrase):
            founded.unlock(gone)
    for kept in ("a colleague's own", "yet another one"):
        founded.unlock(kept)
        founded.close()
    assert len(slot_files(folder)) == 3


@pytest.mark.parametrize("problem", [StoreFull, KeyboardInterrupt])
def test_a_recovery_that_fails_leaves_the_passphrase_there_was(
    founded: Desk, monkeypatch: pytest.MonkeyPatch, problem: type[BaseException]
) -> None:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise problem

    monkeypatch.setattr(slots, "move_into_place", fails)
    with pytest.raises(problem):
        founded.recover(told.RECOVERY_KEY, "a new passphrase")
    monkeypatch.undo()
    founded.unlock(told.PASSPHRASE)


@pytest.mark.parametrize(
    "typed", ["", "nonsense", told.RECOVERY_KEY[:-1] + "J", told.RECOVERY_KEY[:-6], told.OTHER_RECOVERY_KEY]
)
def test_a_wrong_recovery_key_opens_nothing_and_adds_no_slot(founded: Desk, typed: str) -> None:
    before = left(founded.files)
    with pytest.raises(WrongPassphrase):
        founded.recover(typed, "a new passphrase")
    assert left(founded.files) == before and founded.state == "locked"
    with pytest.raises(WrongPassphrase):
        founded.unlock("a new passphrase")


def test_a_recovery_that_cannot_write_its_slot_lets_go_of_the_store(
    founded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise DiskTrouble

    monkeypatch.setattr(slots, "create_slot", fails)
    with pytest.raises(DiskTrouble):
        founded.recover(told.RECOVERY_KEY, "a new passphrase")
    monkeypatch.undo()
    assert founded.state == "locked"
    founded.unlock(told.PASSPHRASE)


def test_a_store_without_its_keys_is_told_as_that(founded: Desk) -> None:
    founded.files.slots.rename(founded.files.slots.with_name("elsewhere"))
    with pytest.raises(KeysLost) as lost:
        founded.unlock(told.PASSPHRASE)
    assert lost.value.detail == str(founded.files.slots)
    founded.files.slots.with_name("elsewhere").rename(founded.files.slots)
    founded.unlock(told.PASSPHRASE)


def test_keys_without_their_store_are_no_first_run(founded: Desk) -> None:
    away = founded.files.path.with_name("moved.db")
    founded.files.path.rename(away)
    before = left(founded.files)
    assert founded.state == "locked"
    for way_in in (
        lambda: founded.unlock(told.PASSPHRASE),
        lambda: founded.recover(told.RECOVERY_KEY, "a new passphrase"),
        lambda: founded.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY),
    ):
        with pytest.raises(StoreLost):
            way_in()
    assert left(founded.files) == before
    away.rename(founded.files.path)
    founded.unlock(told.PASSPHRASE)


# -- damage ----------------------------------------------------------------------------------------------

PAGE = 4096


def _flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "practice"])
def test_a_damaged_page_is_told_and_the_lock_is_free(open_desk: Callable[..., Desk], encrypted: bool) -> None:
    desk = open_desk(encrypted=encrypted)
    desk.warm()
    desk.connection.execute("UPDATE site SET rules = 'others'")
    desk.close()
    whole, told_of = desk.files.path.read_bytes(), []
    # Every seventh page: each holds another table or index, and there are many.
    for place in range(PAGE // 2, len(whole), 7 * PAGE):
        desk.files.path.write_bytes(_flipped(whole, place))
        try:
            told.opened(desk)
            desk.warm()
        except StoreProblem as problem:
            assert isinstance(problem, Damaged), place
            told_of.append(place)
        desk.close()
        assert desk.state == "locked" and desk.who is None
        with StoreLock(desk.files.lock):
            pass
        for ending in ("-wal", "-shm"):
            assert not desk.files.path.with_name(desk.files.path.name + ending).exists(), place
    if encrypted:
        # In plain data many a flipped bit is a text like any other.
        assert len(told_of) > 10


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM site",
        "DROP TABLE site",
        "UPDATE site SET id = x'00'",
        "UPDATE site SET practice_day = 'soon'",
        "UPDATE site SET practice_day = 7",
        "DROP TABLE alembic_version",
        "UPDATE staff SET id = x'00'",
        "UPDATE staff SET id = 'text'",
        "UPDATE staff SET name = CAST(x'ff' AS TEXT)",
    ],
)
def test_rows_that_this_program_never_writes_are_damage(open_desk: Callable[..., Desk], statement: str) -> None:
    desk = open_desk()
    desk.connection.execute("PRAGMA foreign_keys=OFF")
    desk.connection.execute(statement)
    desk.close()
    with pytest.raises(Damaged):
        told.opened(desk)
    assert desk.state == "locked"
    with StoreLock(desk.files.lock):
        pass


# -- between ---------------------------------------------------------------------------------------------


def test_locking_keeps_drafts_and_records_and_forgets_the_key(founded: Desk) -> None:
    founded.unlock(told.PASSPHRASE)
    person = told.participant(founded, told.clinical_team(founded))
    founded.keep_draft(DraftKey("contact", person), {"summary": "half"})
    founded.close()
    with pytest.raises(NoStore):
        founded.drafts()
    with pytest.raises(NoStore):
        people.referral_entry(founded, person)
    founded.unlock(told.PASSPHRASE)
    assert [d.fields for d in founded.drafts()] == [{"summary": "half"}]
    assert people.referral_entry(founded, person).name == "Ada Fenwick"


def test_warming_up_is_harmless_at_any_time(founded: Desk) -> None:
    founded.warm()
    founded.unlock(told.PASSPHRASE)
    told.participant(founded, told.clinical_team(founded))
    before = told.dump(founded.connection, only="derived")
    for _ in range(2):
        founded.warm()
    assert told.dump(founded.connection, only="derived") == before
    founded.close()
    founded.warm()


def test_after_other_words_were_chosen_the_questions_speak_them(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    assert desk.questions == load_questions()
    desk.words = load_words("nb_NO")
    assert desk.questions == load_questions(PROFILE, "nb_NO")
    desk.words = load_words()
    assert desk.questions == load_questions()


def test_practice_has_its_own_today_unless_the_clock_was_set_by_hand(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    desk.connection.execute("UPDATE site SET practice_day = '2026-10-15'")
    desk.close()
    told.opened(desk)
    assert desk.clock.today() == told.TODAY
    desk.close()
    for clock, day in ((SystemClock(), told.TODAY), (DayClock(told.day(9)), told.day(9))):
        other = told.desk_at(desk.files, clock, practice=True)
        other.open_practice(readonly=True)
        assert other.clock.today() == day
        other.close()


def test_resetting_practice_puts_the_sample_back_unless_it_is_open(
    open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk()
    sample = tmp_path / "sample"
    told.participant(desk, told.clinical_team(desk))
    desk.close()
    sample.write_bytes(desk.files.path.read_bytes())
    told.opened(desk)
    staff.add_staff(desk, staff.staff_entry(desk, told.specialist(desk)))
    with pytest.raises(InUse):
        reset_practice(desk.files, sample)
    desk.close()
    reset_practice(desk.files, sample)
    told.opened(desk)
    assert len(staff.everyone(desk)) == 1
    assert [name for name in left(desk.files) if name.endswith(".part") or ".part-" in name] == []


def test_every_practice_copy_is_a_site_of_its_own_that_has_seen_the_sample(
    open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    """Two copies of one site id would take each other's groups for their own (exchange rule 2)."""
    desk = open_desk()
    desk.close()
    sample = tmp_path / "sample"
    sample.write_bytes(desk.files.path.read_bytes())
    told.opened(desk)
    sites = [desk.store.site.id]
    told_by_sample = desk.connection.execute("SELECT max(sequence) FROM change_group").fetchone()[0]
    for _ in range(2):
        desk.close()
        reset_practice(desk.files, sample)
        told.opened(desk)
        sites.append(desk.store.site.id)
        told.clinical_team(desk)
        newest = desk.connection.execute(
            "SELECT site_id, sequence, seen FROM change_group ORDER BY hybrid_clock DESC"
        ).fetchone()
        assert newest == (sites[-1].bytes, 1, json.dumps({sites[0].hex: told_by_sample}))
    assert len(set(sites)) == 3


def test_the_edition_changes_with_whatever_is_written_and_with_the_day(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    key = DraftKey("referral")
    seen = [desk.edition]
    assert desk.edition == seen[0]
    person = told.participant(desk, told.clinical_team(desk))
    seen.append(desk.edition)
    desk.keep_draft(key, {"name": "A"})
    seen.append(desk.edition)
    desk.drop_draft(key)
    seen.append(desk.edition)
    assert people.referral_entry(desk, person) and desk.drafts() == ()
    assert desk.edition == seen[-1]
    desk.clock = DayClock(told.day(1), desk.clock)
    seen.append(desk.edition)
    assert len(set(seen)) == len(seen)


def test_an_unknown_owner_of_a_slot_is_nobody(founded: Desk) -> None:
    key = slots.find_slot(founded.files.slots, told.PASSPHRASE, cost=told.CHEAP)[1].key
    stranger = slots.SlotContent(key, UUID(int=404), "passphrase")
    slots.create_slot(founded.files.slots, "somebody else's", stranger, cost=told.CHEAP)
    founded.unlock("somebody else's")
    assert (founded.who, founded.who_name) == (None, "")
