"""Copies with their key slots: whole or not there, checked, thinned by rule, and put back beside the store."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.casework import copies, copy_words, erasing
from ips_tui.casework.copies import compare, daily, take, verify
from ips_tui.casework.copy_age import outside_age
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.config import Config, read_config
from ips_tui.domain.copies import CopyKind, Kept, thinned
from ips_tui.domain.rights import ErasureGround
from ips_tui.forms.rights import ErasureEntry
from ips_tui.store import backup, copy_log, restoring
from ips_tui.store.backup import Abandoned
from ips_tui.store.copies import STORE, copies_in
from ips_tui.store.files import StoreFiles, wide_modes
from ips_tui.store.problems import Damaged, DiskTrouble, InUse, LinkInTheWay, NoStore, StoreFull, WrongPassphrase
from tests import told

TODAY = date(2026, 10, 15)


@pytest.fixture
def team_desk(open_desk: Callable[..., Desk]) -> Desk:
    """An open desk over an encrypted store with one participant in it."""
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))
    return desk


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as another medium."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(copies, "is_outside", lambda place, _: folder in (place, *place.parents))
    return folder


def _clock(desk: Desk) -> SetClock:
    assert isinstance(desk.clock, SetClock)
    return desk.clock


def _at(copy: Path) -> Desk:
    """A desk over the copy where it lies, as `--store` opens it."""
    return told.opened(told.desk_at(StoreFiles(copy / STORE)))


def _names(desk: Desk) -> list[str]:
    return [row[0] for row in desk.connection.execute("SELECT name FROM participant").fetchall()]


def _everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Thinning


_KINDS = [CopyKind.DAILY, CopyKind.MIGRATION, CopyKind.IMPORT, CopyKind.RESTORE, CopyKind.BY_HAND]


@given(st.lists(st.tuples(st.integers(-3, 800), st.integers(0, 23), st.sampled_from(_KINDS)), max_size=60))
def test_thinning_keeps_the_newest_and_one_of_each_day_week_and_month(drawn: list[tuple[int, int, CopyKind]]) -> None:
    """F36: whatever copies there are, the newest stays, and there is one for each of the days, weeks and months."""
    all_of = [
        Kept(UUID(int=n), kind, datetime(2026, 10, 15, hour, tzinfo=UTC) - timedelta(days=age))
        for n, (age, hour, kind) in enumerate(drawn)
    ]
    going = thinned(all_of, TODAY)
    stay = [copy for copy in all_of if copy.id not in going]
    assert going <= {copy.id for copy in all_of}
    if all_of:
        assert max(all_of, key=lambda copy: (copy.made_at, copy.id)) in stay
    ages = {copy.id: (TODAY - copy.made_at.date()).days for copy in all_of}
    for copy in all_of:
        same = [other for other in stay if ages[other.id] >= 0]
        if 0 <= ages[copy.id] < 7:
            assert any(ages[other.id] == ages[copy.id] for other in same)
        if 0 <= ages[copy.id] < 35:
            week = copy.made_at.isocalendar()[:2]
            assert any(other.made_at.isocalendar()[:2] == week for other in same)
        if 0 <= ages[copy.id] < 330:
            assert any(other.made_at.strftime("%Y %m") == copy.made_at.strftime("%Y %m") for other in same)
        newer = sum((other.made_at, other.id) > (copy.made_at, copy.id) for other in all_of)
        if copy.kind is CopyKind.BY_HAND or ages[copy.id] < 0:
            assert copy in stay
        if copy.kind is CopyKind.MIGRATION and newer < 3:
            assert copy in stay
        if copy.kind in (CopyKind.IMPORT, CopyKind.RESTORE) and ages[copy.id] <= 30:
            assert copy in stay
    usual = [copy for copy in stay if copy.kind is CopyKind.DAILY and ages[copy.id] >= 0]
    assert len(usual) <= 7 + 6 + 12 + 1
    assert thinned(stay, TODAY) == frozenset(), "thinning twice takes nothing more"


# Taking


def test_a_copy_opens_where_it_lies_with_the_passphrase_and_the_recovery_key(team_desk: Desk, tmp_path: Path) -> None:
    """F36: the copy is the encrypted store with its key slots, so that it opens where the laptop is gone."""
    taken = take(team_desk, CopyKind.BY_HAND, tmp_path)
    assert taken.folder.name == "ips-tui-2026-10-15-0900-by-hand"
    assert wide_modes(StoreFiles(taken.folder / STORE)) == ()
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in [taken.folder, *taken.folder.rglob("*")]} <= {
            0o600,
            0o700,
        }
    team_desk.close()
    shutil.rmtree(team_desk.files.path.parent)
    copy = _at(taken.folder)
    assert _names(copy) == ["Ada Fenwick"]
    copy.close()
    assert verify(copy, taken.folder, told.RECOVERY_KEY, tmp_path).sound
    assert b"Fenwick" not in b"".join(_everything(taken.folder).values())


def test_two_copies_of_one_minute_both_stay(team_desk: Desk) -> None:
    first, second = (take(team_desk, CopyKind.BY_HAND) for _ in range(2))
    assert second.folder.name == first.folder.name + "-2"
    found = copies_in(team_desk.files.backups, team_desk.clock.local)
    assert {copy.folder for copy in found} == {first.folder, second.folder}
    rows = copy_log.rows(team_desk.connection)
    assert {row.name for row in rows} == {first.folder.name, second.folder.name}
    assert {(row.kind, row.outside) for row in rows} == {(CopyKind.BY_HAND, False)}


@pytest.mark.parametrize("when", ["room", "write", "link", "half"])
def test_what_goes_wrong_leaves_no_copy_and_no_row(
    team_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """F36: a copy that could not be finished is not taken for one, and what was there stays."""
    place = tmp_path / "place"
    place.mkdir()
    expected: type[Exception] = StoreFull
    if when == "room":
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    elif when == "write":

        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(backup, "move_into_place", full)
    elif when == "link":
        elsewhere, place = place, tmp_path / "link"
        place.symlink_to(elsewhere, target_is_directory=True)
        expected = LinkInTheWay
    else:
        monkeypatch.setattr(backup, "integrity", lambda _: ("page 2",))
        expected = Damaged
    with pytest.raises(expected):
        take(team_desk, CopyKind.BY_HAND, place)
    assert list(place.iterdir()) == []
    assert copy_log.rows(team_desk.connection) == ()


def test_what_was_cut_off_is_no_copy_and_is_swept_away_after_a_day(team_desk: Desk) -> None:
    """F36: a program that was killed during a copy leaves nothing that passes for one."""
    place = team_desk.files.backups
    half = place / ".ips-tui-2026-10-14-0900-daily.0123.part"
    half.mkdir()
    (half / STORE).write_bytes(b"half")
    os.utime(half, (0, 0))
    (place / "ips-tui-2026-10-14-0901-daily").mkdir()
    assert copies_in(place, team_desk.clock.local) == ()
    assert daily(team_desk).taken == 1
    assert not half.exists()


def test_closing_while_a_copy_runs_gives_it_up_and_leaves_nothing(
    team_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F15: the lock does not wait for a copy to its end, and half of one does not stay."""
    copied, go_on = threading.Event(), threading.Event()
    usual = backup._row_counts

    def slowly(connection: Any) -> dict[str, int]:
        copied.set()
        go_on.wait(10)
        return usual(connection)

    monkeypatch.setattr(backup, "_row_counts", slowly)
    ended: list[object] = []

    def work() -> None:
        try:
            ended.append(take(team_desk, CopyKind.DAILY))
        except Abandoned as given_up:
            ended.append(given_up)

    copying = threading.Thread(target=work)
    copying.start()
    assert copied.wait(10)
    closing = threading.Thread(target=team_desk.close)
    closing.start()
    while not team_desk.store._closing:
        pass
    go_on.set()
    for thread in (copying, closing):
        thread.join(10)
        assert not thread.is_alive()
    assert [type(one) for one in ended] == [Abandoned]
    assert list(team_desk.files.backups.iterdir()) == []
    assert team_desk.state == "locked"


# By themselves


def test_one_copy_a_day_and_the_old_ones_thinned(team_desk: Desk) -> None:
    """F36: a copy is taken at the first unlock of a day, once, and older ones are thinned to days, weeks and months."""
    clock, place = _clock(team_desk), team_desk.files.backups
    by_hand = place / take(team_desk, CopyKind.BY_HAND).folder.name
    foreign = place / "ips-tui-2026-01-01-0900-daily"
    for _ in range(12):
        assert daily(team_desk).taken == 1
        assert daily(team_desk).taken == 0
        clock.moment += timedelta(days=1)
    made = [copy for copy in copies_in(place, clock.local) if copy.kind is CopyKind.DAILY]
    # The last seven days, and the newest of the week before.
    assert [copy.made.day for copy in made] == [26, 25, 24, 23, 22, 21, 20, 18]
    assert by_hand.exists() and not foreign.exists()
    assert {row.name for row in copy_log.rows(team_desk.connection)} == {c.folder.name for c in made} | {by_hand.name}
    gone = team_desk.connection.execute("SELECT count(*) FROM store_copy WHERE gone").fetchone()
    assert gone == (4,)
    (line, *_) = copies.lines(team_desk)
    assert (line.days, line.there, line.kind) == (1, True, CopyKind.DAILY)


def test_what_is_in_the_way_of_the_daily_copy_is_told_by_its_id(
    team_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F4: no room for the daily copy is a word and no fault; the store goes on."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    done = daily(team_desk)
    assert (done.taken, done.problem) == (0, "store.full")
    told.participant(team_desk, told.clinical_team(team_desk, "South"), name="Bo")
    assert _names(team_desk) == ["Ada Fenwick", "Bo"]


def test_practice_takes_no_copies(desk: Desk) -> None:
    assert daily(desk).taken == 0
    assert not outside_age(desk).old
    assert list(desk.files.backups.iterdir()) == []


def test_a_stick_gets_one_copy_a_day_when_it_is_in_and_its_age_is_known(
    team_desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F36: with the stick in, a copy goes outside by itself; the age of the last one is known when it is not."""
    clock = _clock(team_desk)
    team_desk.config = Config(copies=str(stick))
    assert outside_age(team_desk).made_at is None and not outside_age(team_desk).old
    clock.moment += timedelta(days=8)
    assert outside_age(team_desk).old, "after the first week it is said"
    assert daily(team_desk).taken == 2
    (copy,) = (stick / copies.SECOND_PLACE).iterdir()
    opened = _at(copy)
    assert _names(opened) == ["Ada Fenwick"]
    opened.close()
    assert (outside_age(team_desk).days, outside_age(team_desk).old) == (0, False)
    clock.moment += timedelta(hours=8)
    assert daily(team_desk).taken == 0
    shutil.move(stick, stick.with_name("drawer"))
    clock.moment += timedelta(days=8)
    assert daily(team_desk).taken == 1, "only the one here"
    assert (outside_age(team_desk).days, outside_age(team_desk).old) == (8, True)
    # The folder that is left where the stick was is this laptop's own disk.
    stick.mkdir()
    monkeypatch.setattr(copies, "is_outside", lambda *_: False)
    clock.moment += timedelta(days=1)
    assert daily(team_desk).taken == 1 and list(stick.iterdir()) == []


# Looking through


def test_a_damaged_copy_is_told_from_a_wrong_passphrase(team_desk: Desk, tmp_path: Path) -> None:
    """F36: a copy is known to be good by opening it and reading it to its end."""
    folder = take(team_desk, CopyKind.BY_HAND, tmp_path).folder
    before = _everything(folder)
    found = verify(team_desk, folder, told.PASSPHRASE, tmp_path)
    assert (found.sound, found.broken, found.chained, found.people) == (True, None, True, 1)
    with pytest.raises(WrongPassphrase):
        verify(team_desk, folder, "not this one", tmp_path)
    assert _everything(folder) == before, "nothing is written into it, and nothing beside it"
    data = bytearray((folder / STORE).read_bytes())
    data[-100] ^= 1
    (folder / STORE).write_bytes(data)
    assert not verify(team_desk, folder, told.PASSPHRASE, tmp_path).sound
    with pytest.raises(Damaged):
        compare(team_desk, folder, told.PASSPHRASE)
    with pytest.raises(NoStore):
        verify(team_desk, tmp_path / "nowhere", told.PASSPHRASE, tmp_path)


def test_a_journal_that_is_not_whole_is_said_of_a_copy(team_desk: Desk, tmp_path: Path) -> None:
    """F36: a copy in which a line of the journal was changed is not called whole, and still can be brought back."""
    team_desk.connection.execute("UPDATE change SET new = 'changed' WHERE id = (SELECT max(id) FROM change)")
    folder = take(team_desk, CopyKind.BY_HAND, tmp_path).folder
    assert verify(team_desk, folder, told.PASSPHRASE, tmp_path).broken is not None
    team_desk.close()
    said = list(copy_words.comparison(compare(team_desk, folder, told.PASSPHRASE), team_desk.words, team_desk.clock))
    assert team_desk.words("copies.back.chain") in said


def test_a_store_that_was_cut_off_is_looked_at_without_touching_its_log(team_desk: Desk, tmp_path: Path) -> None:
    home = team_desk.files.path.parent
    left = tmp_path / "left"
    # As a computer without power leaves it: with a log, and no lock held.
    shutil.copytree(home, left)
    team_desk.close()
    files = StoreFiles(left / "team.db")
    assert files.path.with_name("team.db-wal").stat().st_size > 0
    before = _everything(left)
    assert verify(team_desk, files.path, told.PASSPHRASE, tmp_path).people == 1
    assert _everything(left) == before


def test_a_store_that_is_open_is_not_looked_at(team_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InUse):
        verify(team_desk, team_desk.files.path, told.PASSPHRASE, tmp_path)


# Bringing back


def _grown(desk: Desk, tmp_path: Path) -> Path:
    """A copy is taken, and then more is written, one text of it not saved. The desk is closed."""
    folder = take(desk, CopyKind.BY_HAND, tmp_path).folder
    _clock(desk).moment += timedelta(days=2)
    told.participant(desk, told.clinical_team(desk, "South"), name="Bo Later")
    from ips_tui.casework.session import DraftKey

    desk.keep_draft(DraftKey("contact"), {"summary": "half a word"})
    desk.close()
    return folder


def test_a_restore_says_what_will_be_missing_and_puts_the_store_aside_whole(team_desk: Desk, tmp_path: Path) -> None:
    """F36, F6: the copy is brought back beside the store, never over it; what is newer is counted before."""
    site = team_desk.store.site.id
    folder = _grown(team_desk, tmp_path)
    found = compare(team_desk, folder, told.PASSPHRASE)
    assert (found.present, found.sound, found.later, found.drafts, found.erased) == ("read", True, 2, 1, ())
    assert found.newest is not None and found.newest.day == 17
    assert found.found.newest is not None and found.found.newest.day == 15
    done = copies.restore(team_desk, found)
    told.opened(team_desk)
    assert _names(team_desk) == ["Ada Fenwick"]
    assert team_desk.store.site.id != site, "two laptops of one id would take each other's actions for their own"
    assert [tuple(row) for row in team_desk.connection.execute("SELECT site_id FROM known_site")] == [(site.bytes,)]
    told.participant(team_desk, told.clinical_team(team_desk, "East"), name="Cy")
    for kept in (done.aside, done.before):
        assert kept is not None
        other = _at(kept)
        assert _names(other) == ["Ada Fenwick", "Bo Later"]
        assert other.drafts()[0].fields == {"summary": "half a word"}
        other.close()
    # The copy from before is remembered with the next daily one.
    assert daily(team_desk).taken == 1
    assert CopyKind.RESTORE in {line.kind for line in copies.lines(team_desk)}
    assert verify(team_desk, folder, told.PASSPHRASE, tmp_path).sound, "the copy is as it was"


@pytest.mark.parametrize("harm", ["damaged", "page", "empty", "gone", "all gone"])
def test_a_store_in_any_state_gives_way_to_its_copy(team_desk: Desk, tmp_path: Path, harm: str) -> None:
    """F6, F7: a damaged, empty or missing store is put aside as it is, and the copy opens in its place."""
    folder = _grown(team_desk, tmp_path)
    files = team_desk.files
    if harm == "damaged":
        files.path.write_bytes(b"x" * 8192)
    elif harm == "page":
        data = bytearray(files.path.read_bytes())
        data[-100] ^= 1
        files.path.write_bytes(data)
    elif harm == "empty":
        files.path.write_bytes(b"")
    else:
        files.path.unlink()
        if harm == "all gone":
            shutil.rmtree(files.slots)
    found = compare(team_desk, folder, told.PASSPHRASE)
    wanted = {"page": "read", "gone": "missing", "all gone": "missing"}
    assert found.present == wanted.get(harm, "unreadable")
    assert not found.sound
    harmed = None if not files.path.exists() else files.path.read_bytes()
    done = copies.restore(team_desk, found)
    assert done.before is None
    told.opened(team_desk)
    assert _names(team_desk) == ["Ada Fenwick"]
    if harmed is not None:
        assert done.aside is not None and (done.aside / STORE).read_bytes() == harmed
    if harm == "all gone":
        assert done.aside is None


def test_a_restore_that_is_cut_off_at_any_step_leaves_one_or_the_other(
    team_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F36: at every step one of the two stores opens after a crash, and the old one is somewhere whole."""
    folder = _grown(team_desk, tmp_path)
    home, usual = team_desk.files.path.parent, Path.rename
    start = tmp_path / "start"
    shutil.copytree(home, start)
    # As a crash leaves it: a log that belongs to the old store.
    (start / "team.db-wal").write_bytes(b"")
    steps, step = 1, 0
    found = compare(team_desk, folder, told.PASSPHRASE)

    class Crash(BaseException):
        pass

    def until(path: Path, target: Path) -> Path:
        nonlocal steps
        unfinished = path.name.startswith(".") and ".restored-" not in target.name
        if unfinished or home not in path.parents or "backups" in str(path):
            return usual(path, target)
        steps += 1
        if steps > step:
            raise Crash
        return usual(path, target)

    ends: list[str] = []
    while True:
        steps = 0
        shutil.rmtree(home)
        shutil.copytree(start, home)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", until)
            try:
                copies.restore(team_desk, found)
                cut = False
            except Crash:
                cut = True
        fresh = told.desk_at(team_desk.files, team_desk.clock)
        assert fresh.state == "locked"
        told.opened(fresh)
        names = _names(fresh)
        fresh.close()
        aside = [place for place in home.iterdir() if ".replaced-" in place.name]
        if names == ["Ada Fenwick"]:
            other = _at(aside[0])
            assert _names(other) == ["Ada Fenwick", "Bo Later"]
            other.close()
            ends.append("restored")
        else:
            assert names == ["Ada Fenwick", "Bo Later"] and aside == []
            ends.append("as it was")
        assert not [place for place in home.iterdir() if ".restored-" in place.name]
        if not cut:
            break
        step += 1
    assert ends[0] == "as it was" and set(ends[1:]) == {"restored"} and len(ends) > 5


def test_a_restore_that_the_disk_refused_in_the_middle_is_completed_by_the_next_try(
    team_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F6, F36: whichever move fails, a second try brings the copy back, and the old store and its log stay together."""
    folder = take(team_desk, CopyKind.BY_HAND, tmp_path).folder
    told.participant(team_desk, told.clinical_team(team_desk), name="Bo Later")
    home, usual = team_desk.files.path.parent, Path.rename
    start = tmp_path / "start"
    # As a killed program leaves it: the newest entries stand in the log alone. And half a look of another one.
    shutil.copytree(home, start, ignore=shutil.ignore_patterns("*-shm"))
    (start / f".team.db.{'0' * 16}.part").mkdir()
    team_desk.close()
    refused, refuse, struck = 0, 0, True

    def once(path: Path, target: Path) -> Path:
        nonlocal refuse
        if ".restored-" in str(target) or ".restored-" in str(path) or ".replaced-" in str(target):
            refuse -= 1
            if refuse == 0:
                raise OSError(errno.EIO, "once")
        return usual(path, target)

    found = compare(team_desk, folder, told.PASSPHRASE)
    monkeypatch.setattr(Path, "rename", once)
    while struck:
        refused += 1
        refuse = refused
        shutil.rmtree(home)
        shutil.copytree(start, home)
        desk = told.desk_at(team_desk.files, team_desk.clock)
        with suppress(DiskTrouble):
            copies.restore(desk, found)
        struck, refuse = refuse <= 0, 0
        copies.restore(desk, found)
        told.opened(desk)
        assert _names(desk) == ["Ada Fenwick"], refused
        desk.close()
        olds = []
        for aside in home.glob("*.replaced-*"):
            old = _at(aside)
            olds.append(_names(old))
            old.close()
        assert ["Ada Fenwick", "Bo Later"] in olds, refused
        assert not [*home.glob("*.restored-*"), *home.glob(".*.part")], refused
    assert refused > 5


def test_who_was_erased_since_is_erased_again_before_a_copy_takes_the_place(team_desk: Desk, tmp_path: Path) -> None:
    """F36, R7: a copy from before an erasure does not bring a person back, whatever stops the restore."""
    folder = take(team_desk, CopyKind.BY_HAND, tmp_path).folder
    ((kept, ref, name),) = team_desk.connection.execute("SELECT id, ref, name FROM participant").fetchall()
    erasing.erase(team_desk, UUID(bytes=kept), ErasureEntry(ground="asked", ref=ref))
    team_desk.close()
    found = compare(team_desk, folder, told.PASSPHRASE)
    assert found.erased == ((UUID(bytes=kept), ErasureGround.ASKED),)
    copies.restore(team_desk, found)
    told.opened(team_desk)
    people = team_desk.connection.execute("SELECT id, removed, name FROM participant").fetchall()
    assert kept in {row[0] for row in people}
    assert all(removed and called != name for _, removed, called in people)
    ((again,),) = team_desk.connection.execute("SELECT participant_id FROM erasure").fetchall()
    assert again == kept
    keeping = team_desk.store.keeping(team_desk.clock, team_desk.new_id, CaseDeriver())
    assert keeping.broken_chain() is None
    words = {value for row in team_desk.connection.execute("SELECT old, new FROM change").fetchall() for value in row}
    assert not any(value and name in value for value in words)


def test_an_older_passphrase_opens_an_older_copy(team_desk: Desk, tmp_path: Path) -> None:
    """F36: a copy keeps the key slots of its day, and what opens it is said before it is brought back."""
    folder = take(team_desk, CopyKind.BY_HAND, tmp_path).folder
    team_desk.close()
    team_desk.recover(told.RECOVERY_KEY, "another four words here")
    team_desk.close()
    with pytest.raises(WrongPassphrase):
        compare(team_desk, folder, "another four words here")
    copies.restore(team_desk, compare(team_desk, folder, told.PASSPHRASE))
    told.opened(team_desk)


def test_the_newest_copy_is_found_here_and_on_the_stick_and_a_colleagues_is_not(
    team_desk: Desk, stick: Path, open_desk: Callable[..., Desk]
) -> None:
    """F6: when the store cannot be read, the newest copy of this store is named."""
    team_desk.config = Config(copies=str(stick))
    daily(team_desk)
    here = copies.newest(team_desk)
    assert here is not None and here.made.day == 15
    _clock(team_desk).moment += timedelta(days=1)
    outside = take(team_desk, CopyKind.DAILY, stick / copies.SECOND_PLACE).folder
    _clock(team_desk).moment += timedelta(days=1)
    colleague = take(team_desk, CopyKind.DAILY, stick / copies.SECOND_PLACE).folder
    for slot in StoreFiles(colleague / STORE).slots.iterdir():
        slot.rename(slot.with_name(slot.stem.rpartition("-")[0] + "-0badcafe.key"))
    found = copies.newest(team_desk)
    assert found is not None and found.folder == outside
    assert restoring._begun(team_desk.files) == []


def test_the_second_place_is_read_from_the_settings_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    place = str(tmp_path / "stick")
    for said, wanted, problems in ((place, place, 0), ("~/stick", "~/stick", 0), ("", "", 0), ("stick", "", 1)):
        file.write_text(f"copies = {said!r}\n")
        config, sentences = read_config(file)
        assert (config.copies, len(sentences)) == (wanted, problems), said
