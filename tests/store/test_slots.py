"""Passphrases and recovery keys: what opens a store, what does not, and what is broken."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from uuid import UUID

import pytest

from ips_tui.store import slots
from ips_tui.store.files import StoreFiles, prepare
from ips_tui.store.problems import Damaged, NoAccess, StoreFull, WrongPassphrase
from ips_tui.store.slots import (
    SlotContent,
    create_slot,
    find_slot,
    has_slots,
    new_key,
    new_recovery_key,
    open_slot,
    read_recovery_key,
    replace_slot,
    weak_passphrase,
)

CHEAP = 2**4  # a test needs no protection against guessing
STAFF = UUID("018f3a5e-0000-7000-8000-0000000000aa")
PASSPHRASE = "correct horse battery"


@pytest.fixture
def folder(tmp_path):
    files = StoreFiles(tmp_path / "team.db")
    prepare(files)
    return files.slots


def content(purpose="passphrase", staff=STAFF):
    return SlotContent(bytes(range(32)), staff, purpose)


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_slot_gives_back_what_was_put_in(folder):
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    assert open_slot(folder, PASSPHRASE, cost=CHEAP) == content()
    assert find_slot(folder, PASSPHRASE, cost=CHEAP) == (path, content())


def test_every_secret_opens_its_own_slot(folder):
    recovery = new_recovery_key()
    create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    create_slot(folder, recovery, content("recovery", None), cost=CHEAP)
    assert open_slot(folder, PASSPHRASE, cost=CHEAP).purpose == "passphrase"
    assert open_slot(folder, recovery, cost=CHEAP) == content("recovery", None)
    assert open_slot(folder, recovery, cost=CHEAP).staff_id is None


def test_the_real_cost_is_what_is_used_unless_a_test_asks(folder):
    assert slots.COST == 2**16
    create_slot(folder, PASSPHRASE, content())
    assert open_slot(folder, PASSPHRASE) == content()
    with pytest.raises(WrongPassphrase):
        open_slot(folder, PASSPHRASE, cost=CHEAP)


@pytest.mark.parametrize(
    "typed", ["correct horse batterz", "Correct horse battery", "", "\udce6" * 12, "a\x00b", "'\""]
)
def test_a_wrong_passphrase_is_said_to_be_wrong_and_changes_nothing(folder, typed):
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase) as caught:
        open_slot(folder, typed, cost=CHEAP)
    assert caught.value.detail == ""
    assert [entry.read_bytes() for entry in folder.iterdir()] == [before]


@pytest.mark.parametrize("secret", ["Whāiora ja Ødegård", "\udce6 half a character", "'; -- \"", "x" * 10_000])
def test_any_text_can_be_a_passphrase(folder, secret):
    create_slot(folder, secret, content(), cost=CHEAP)
    assert open_slot(folder, secret, cost=CHEAP) == content()


def test_both_spellings_of_an_accent_are_one_passphrase(folder):
    composed, apart = (unicodedata.normalize(form, "Whāiora kōrero") for form in ("NFC", "NFD"))
    assert composed != apart
    create_slot(folder, apart, content(), cost=CHEAP)
    assert open_slot(folder, composed, cost=CHEAP) == content()
    assert open_slot(folder, apart, cost=CHEAP) == content()


@pytest.mark.parametrize("place", [0, 15, 16, 2000, 4095, 4096, 6000, -1])
@pytest.mark.parametrize("typed", [PASSPHRASE, "something else"])
def test_a_flipped_bit_in_the_slot_is_damage_and_not_a_wrong_passphrase(folder, place, typed):
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    flip(path, place)
    before = path.read_bytes()
    with pytest.raises(Damaged):
        open_slot(folder, typed, cost=CHEAP)
    assert path.read_bytes() == before


@pytest.mark.parametrize("rest", [b"", b"x" * 10, b"x" * 8192, b"x" * 10_000_000])
def test_a_slot_that_is_no_slot_is_damage(folder, rest):
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    path.write_bytes(rest)
    with pytest.raises(Damaged):
        open_slot(folder, PASSPHRASE, cost=CHEAP)


def test_a_damaged_slot_does_not_stand_in_the_way_of_a_sound_one(folder):
    first = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    create_slot(folder, "another passphrase", content(), cost=CHEAP)
    flip(first, 100)
    assert open_slot(folder, "another passphrase", cost=CHEAP) == content()
    with pytest.raises(WrongPassphrase) as caught:
        open_slot(folder, PASSPHRASE, cost=CHEAP)
    assert caught.value.detail == "1 of 2 key slots cannot be read"


def test_the_right_passphrase_for_a_slot_broken_further_in_is_not_called_wrong(folder):
    create_slot(folder, "another passphrase", content(), cost=CHEAP)
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    flip(path, 4096 + 100)
    with pytest.raises(Damaged):
        open_slot(folder, PASSPHRASE, cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        open_slot(folder, "something else", cost=CHEAP)


def test_no_slots_at_all_is_damage(folder, tmp_path):
    for place in (folder, tmp_path / "missing"):
        assert not has_slots(place)
        with pytest.raises(Damaged):
            open_slot(place, PASSPHRASE, cost=CHEAP)


def test_a_slot_copied_or_renamed_by_hand_still_opens(folder):
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    path.rename(path.with_name(path.stem + " (1).key"))
    with pytest.raises(WrongPassphrase):
        open_slot(folder, "something else", cost=CHEAP)
    next(folder.iterdir()).rename(folder / "slot-old.key")
    assert open_slot(folder, PASSPHRASE, cost=CHEAP) == content()


def test_a_slot_is_named_after_its_content_and_leaves_nothing_beside_it(folder):
    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    assert list(folder.iterdir()) == [path]
    named, owner = (hashlib.sha256(data).hexdigest() for data in (path.read_bytes(), STAFF.bytes))
    assert path.name == f"slot-{named[:16]}-passphrase-{owner[:8]}.key"
    assert STAFF.hex[:8] not in path.name
    assert create_slot(folder, PASSPHRASE, content("recovery", None), cost=CHEAP).name.endswith("-recovery-team.key")
    assert has_slots(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no owner, group and other modes")
def test_a_slot_is_private(folder):
    before = os.umask(0o022)
    try:
        path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_can_be_read_in_a_slot_and_no_two_are_alike(folder):
    paths = [create_slot(folder, PASSPHRASE, content(), cost=CHEAP) for _ in range(2)]
    first, second = (path.read_bytes() for path in paths)
    for word in (
        content().key,
        content().key.hex().encode(),
        STAFF.bytes,
        b"passphrase",
        PASSPHRASE.encode(),
        b"SQLite",
    ):
        assert word not in first
    assert first[:16] != second[:16]
    assert first[16:] != second[16:]


def test_the_slot_opens_with_scrypt_of_its_own_first_bytes(folder):
    """The format is a promise: a slot must open years from now, and with other tools."""
    from sqlcipher3 import dbapi2

    path = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    salt = path.read_bytes()[:16]
    raw = hashlib.scrypt(PASSPHRASE.encode(), salt=salt, n=CHEAP, r=8, p=1, dklen=32)
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key=\"x'{raw.hex()}'\"")
    assert connection.execute("SELECT * FROM slot").fetchall() == [(1, content().key, STAFF.bytes, "passphrase")]
    connection.close()


def test_a_changed_passphrase_takes_the_place_of_the_old_one(folder):
    create_slot(folder, "the recovery one", content("recovery"), cost=CHEAP)
    old = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    copied = old.with_name(old.stem + " (1).key")
    shutil.copy(old, copied)
    create_slot(folder, "somebody else's", content(staff=UUID(int=5)), cost=CHEAP)
    new = replace_slot(folder, "a new passphrase", content(), cost=CHEAP)
    assert open_slot(folder, "somebody else's", cost=CHEAP).staff_id == UUID(int=5)
    assert open_slot(folder, "a new passphrase", cost=CHEAP) == content()
    assert open_slot(folder, "the recovery one", cost=CHEAP).purpose == "recovery"
    with pytest.raises(WrongPassphrase):
        open_slot(folder, PASSPHRASE, cost=CHEAP)
    assert (old.exists(), copied.exists(), new.exists()) == (False, False, True)


def test_the_old_passphrase_goes_only_when_the_new_one_was_read_back(folder, monkeypatch):
    """A crash between leaves both; the next change takes both away."""
    old = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    real = Path.unlink

    def crash(path, **more):
        if path == old:
            assert open_slot(folder, "a new passphrase", cost=CHEAP) == content()
            raise KeyboardInterrupt
        real(path, **more)

    monkeypatch.setattr(Path, "unlink", crash)
    with pytest.raises(KeyboardInterrupt):
        replace_slot(folder, "a new passphrase", content(), cost=CHEAP)
    monkeypatch.undo()
    assert {open_slot(folder, p, cost=CHEAP) for p in (PASSPHRASE, "a new passphrase")} == {content()}
    new = replace_slot(folder, "a third passphrase", content(), cost=CHEAP)
    assert list(folder.iterdir()) == [new]


def test_an_old_slot_that_cannot_be_taken_away_is_told(folder, monkeypatch):
    old = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    real = Path.unlink

    def refuse(path, **more):
        if path == old:
            raise PermissionError(13, "not allowed")
        real(path, **more)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(NoAccess):
        replace_slot(folder, "a new passphrase", content(), cost=CHEAP)
    assert open_slot(folder, "a new passphrase", cost=CHEAP) == content()


def test_a_failed_change_keeps_the_old_passphrase_and_leaves_nothing(folder, monkeypatch):
    old = create_slot(folder, PASSPHRASE, content(), cost=CHEAP)

    def refuse(temporary, path):
        raise OSError(28, "no room")

    monkeypatch.setattr(slots, "move_into_place", refuse)
    with pytest.raises(StoreFull):
        replace_slot(folder, "a new passphrase", content(), cost=CHEAP)
    assert list(folder.iterdir()) == [old]
    assert open_slot(folder, PASSPHRASE, cost=CHEAP) == content()


def test_slots_copied_to_another_folder_open_there(folder, tmp_path):
    create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    shutil.copytree(folder, tmp_path / "copy")
    assert open_slot(tmp_path / "copy", PASSPHRASE, cost=CHEAP) == content()


def test_a_key_is_never_shown():
    shown = repr(content()) + str(content())
    assert repr(content().key) not in shown
    assert content().key.hex() not in shown
    assert str(STAFF) in shown


def test_keys_have_32_bytes_and_are_never_the_same():
    keys = {new_key() for _ in range(20)}
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}
    with pytest.raises(ValueError, match="32 bytes"):
        SlotContent(b"short", None, "recovery")


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("", True),
        ("ninechars", True),
        ("ten  chars", False),
        ("   ninechars   ", True),
        ("ninechar" + "a\u0304", True),
    ],
)
def test_a_passphrase_needs_ten_characters_besides_the_space_around_it(text, weak):
    assert weak_passphrase(text) is weak


def test_a_recovery_key_has_eight_groups_of_five_plain_characters():
    key = new_recovery_key()
    groups = key.split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert not set("ILOU") & set(key)
    assert new_recovery_key() != key


def test_a_recovery_key_is_read_however_it_was_typed():
    keys = [new_recovery_key() for _ in range(50)]
    # Without these two digits the look-alikes below would not be tried.
    assert any("0" in key for key in keys)
    assert any("1" in key for key in keys)
    for key in keys:
        for typed in (
            key,
            key.lower(),
            key.replace("-", ""),
            f"  {key.replace('-', ' ')}\n",
            key.replace("-", "\u2013"),
            key.replace("-", "\u00a0\u2011"),
            key.replace("0", "O").replace("1", "I"),
            key.replace("0", "o").replace("1", "l"),
        ):
            assert read_recovery_key(typed) == key


def test_a_mistyped_recovery_key_is_noticed():
    key = new_recovery_key()
    plain = key.replace("-", "")
    for place, right in enumerate(plain):
        wrong = "A" if right != "A" else "B"
        assert read_recovery_key(plain[:place] + wrong + plain[place + 1 :]) is None
        assert read_recovery_key(plain[:place] + plain[place + 1 :]) is None
    for typed in ("", "-", plain + "A", "U" * 40, "\u0660" * 40, "é" * 40):
        assert read_recovery_key(typed) is None


WRONG = """
import sys
from pathlib import Path
from ips_tui.store.problems import WrongPassphrase
from ips_tui.store.slots import open_slot
try:
    open_slot(Path(sys.argv[1]), "not this one", cost=16)
except WrongPassphrase:
    sys.stdout.write("wrong")
"""


def test_a_wrong_passphrase_writes_nothing_to_the_terminal(folder):
    create_slot(folder, PASSPHRASE, content(), cost=CHEAP)
    run = subprocess.run([sys.executable, "-c", WRONG, str(folder)], capture_output=True, check=True, timeout=60)
    assert (run.stdout, run.stderr) == (b"wrong", b"")


def test_neither_slots_nor_the_files_below_load_the_orm():
    script = (
        "import sys, ips_tui.store.slots, ips_tui.store.backup, ips_tui.store.lock\n"
        "heavy = {'sqlalchemy', 'pydantic', 'alembic', 'textual', 'sqlite3'}\n"
        "sys.stdout.write(' '.join(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60)
    assert run.stdout == b""
