"""Who opens the file with what: slots are written and taken away, and nothing else."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest

from ips_tui.casework import staff, ways_in
from ips_tui.casework.session import Desk, StoreProblem, new_recovery_key
from ips_tui.config import Config
from ips_tui.forms.people import StaffEntry
from ips_tui.store import hints, remembered, slots
from ips_tui.store.problems import LastWayIn, NoKeyring, PassphraseTaken, WrongPassphrase
from tests import told

NEW = "quiet brown otter"
LEADERS = "four grey herons"


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(encrypted=True)


def _opens(desk: Desk, secret: str) -> bool:
    try:
        return slots.open_slot(desk.files.slots, secret, cost=desk.slot_cost).key == desk.store.key
    except WrongPassphrase:
        return False


def _leader(desk: Desk) -> UUID:
    return staff.add_staff(desk, StaffEntry(name="Ruth Kaur", role="team_leader"))


def test_another_passphrase_rewrites_slots_only_however_it_is_spelt_in_bytes(desk: Desk) -> None:
    """F8, F9: the old passphrase opens no longer, the file's bytes stay, and ē typed on two keyboards is one letter."""
    before = desk.files.path.read_bytes()
    spelt = "pēpē kākā tūī"
    assert ways_in.change_passphrase(desk, told.PASSPHRASE, unicodedata.normalize("NFD", spelt), "birds")
    assert not _opens(desk, told.PASSPHRASE) and _opens(desk, told.RECOVERY_KEY)
    assert desk.files.path.read_bytes() == before
    with pytest.raises(WrongPassphrase):
        ways_in.change_passphrase(desk, told.PASSPHRASE, NEW)
    desk.close()
    desk.unlock(unicodedata.normalize("NFC", spelt))
    assert desk.who_name == "Maren Test"
    assert ways_in.hints_at_the_door(desk) == ("birds",)
    # A hint goes with its passphrase, also when that was lost.
    desk.close()
    desk.recover(told.RECOVERY_KEY, NEW)
    assert ways_in.hints_at_the_door(desk) == () and not _opens(desk, spelt)


def test_another_recovery_key_takes_the_place_of_the_old_paper(desk: Desk) -> None:
    """F9: a new recovery key opens, the old one opens no longer, and only who knows the passphrase makes one."""
    before, fresh = desk.files.path.read_bytes(), new_recovery_key()
    for wrong in ("not this", told.RECOVERY_KEY):
        with pytest.raises(WrongPassphrase):
            ways_in.new_recovery_key(desk, wrong, fresh)
    ways_in.new_recovery_key(desk, told.PASSPHRASE, fresh)
    assert not _opens(desk, told.RECOVERY_KEY) and _opens(desk, told.PASSPHRASE)
    assert desk.files.path.read_bytes() == before
    desk.close()
    desk.recover(fresh, NEW)
    assert desk.who_name == "Maren Test"


class Crash(BaseException):
    """The program ends here."""


def _crashing(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """End at the step of this number, counting what touches the disk."""
    done = [0]

    def crash_at(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def step(*given: object, **more: object) -> object:
            done[0] += 1
            if done[0] == at:
                raise Crash
            return real(*given, **more)

        monkeypatch.setattr(owner, name, step)

    for name in ("new_private_file", "_write", "move_into_place", "sync_folder", "discard"):
        crash_at(slots, name)
    crash_at(Path, "unlink")


@pytest.mark.parametrize("what", ["passphrase", "recovery"])
def test_a_crash_while_changing_leaves_the_old_or_the_new_and_never_none(desk: Desk, what: str) -> None:
    """F9: at whatever step the program ends, the old secret opens the file, or the new one does."""
    old, new = (told.PASSPHRASE, NEW) if what == "passphrase" else (told.RECOVERY_KEY, new_recovery_key())
    content = slots.open_slot(desk.files.slots, old, cost=desk.slot_cost)
    ended, at = True, 0
    while ended:
        at += 1
        with pytest.MonkeyPatch.context() as patch:
            _crashing(patch, at)
            try:
                slots.replace_slot(desk.files.slots, new, content, cost=desk.slot_cost)
                ended = False
            except Crash:
                pass
        assert _opens(desk, old) or _opens(desk, new), f"nothing opens after a crash at step {at}"
        other = told.RECOVERY_KEY if what == "passphrase" else told.PASSPHRASE
        assert _opens(desk, other)
    assert at > 5 and _opens(desk, new) and not _opens(desk, old)


def test_whose_passphrase_it_is_decides_who_is_at_work(desk: Desk) -> None:
    """F9: a colleague has a passphrase of their own, which is taken away again; the last way in never is."""
    leader = _leader(desk)
    maren = told.specialist(desk)
    with pytest.raises(PassphraseTaken):
        ways_in.let_in(desk, told.PASSPHRASE, leader, told.PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        ways_in.let_in(desk, LEADERS, leader, LEADERS)
    with pytest.raises(LookupError):
        ways_in.let_in(desk, told.PASSPHRASE, UUID(int=7), LEADERS)
    ways_in.let_in(desk, told.PASSPHRASE, leader, LEADERS, "by the river")
    assert {one.member.id: (one.passphrase, one.recovery_key) for one in ways_in.openers(desk)} == {
        maren: (True, True),
        leader: (True, False),
    }
    with pytest.raises(PassphraseTaken):
        ways_in.change_passphrase(desk, told.PASSPHRASE, LEADERS)
    desk.close()
    desk.unlock(LEADERS)
    assert desk.who_name == "Ruth Kaur"
    # Maren's are the only passphrase and recovery key besides, and the one recovery key of all.
    for present, whom in ((LEADERS, leader), (LEADERS, maren)):
        with pytest.raises(LastWayIn):
            ways_in.shut_out(desk, present, whom)
    assert _opens(desk, told.PASSPHRASE) and _opens(desk, told.RECOVERY_KEY)
    ways_in.new_recovery_key(desk, LEADERS, told.OTHER_RECOVERY_KEY)
    ways_in.shut_out(desk, LEADERS, maren)
    assert not _opens(desk, told.PASSPHRASE) and not _opens(desk, told.RECOVERY_KEY)
    assert _opens(desk, LEADERS) and _opens(desk, told.OTHER_RECOVERY_KEY)


def test_a_hint_says_no_more_than_half(tmp_path: Path) -> None:
    """F8: a hint that gives the passphrase away is refused; what is kept is one clean short line."""
    secret = "correct horse battery staple"
    for telling in (
        secret,
        "It is CORRECT-HORSE-BATTERY",
        "staple, then battery, horse",
        "correcthorsebattery",
        "xx" + secret,
    ):
        assert hints.gives_away(telling, secret), telling
    for fair in ("", "what grandfather rode", "the horse one", "staple", "xkcd"):
        assert not hints.gives_away(fair, secret), fair
    owner = UUID(int=1)
    hints.keep_hint(tmp_path, owner, "a\x1b]52;c;aGk=\x07b\nc" + "d" * 300)
    (kept,) = hints.hints(tmp_path)
    assert "\x1b" not in kept and "\n" not in kept and len(kept) <= hints.LONGEST_HINT
    (tmp_path / "hint-zz.txt").write_bytes(b"\xff\xfe")
    assert hints.hints(tmp_path) == (kept,)
    hints.keep_hint(tmp_path, owner, " ")
    assert hints.hints(tmp_path) == ()


class _Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, name: str) -> str | None:
        if self.broken:
            raise RuntimeError("no bus")
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        if self.broken:
            raise RuntimeError("no bus")
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


class Keyring(_Ring):
    """Named as the operating system's is."""


Keyring.__module__ = "keyring.backends.SecretService"


class PlaintextKeyring(_Ring):
    """One that would keep a secret for all to read."""


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    own = Keyring()
    library = ModuleType("keyring")
    library.get_keyring = lambda: own  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", library)
    return own


def test_the_keyring_opens_what_it_was_let_and_forgets_with_the_passphrase(desk: Desk, ring: Keyring) -> None:
    """F9: the keyring is off unless the settings say so, goes with the passphrase, and is never the only way in."""
    ways_in.remember(desk, told.PASSPHRASE)
    assert ways_in.remembers(desk)
    assert told.PASSPHRASE not in ring.kept.values() and desk.store.key is not None
    assert desk.store.key.hex() not in ring.kept.values()
    desk.close()
    assert desk.recalled() is None
    desk.config = Config(keyring=True)
    found = desk.recalled()
    assert found is not None
    desk.unlock_recalled(found)
    assert desk.who_name == "Maren Test"
    # What the keyring has is no passphrase that somebody could type.
    (secret,) = ring.kept.values()
    assert not _opens(desk, secret)
    ways_in.change_passphrase(desk, told.PASSPHRASE, NEW)
    assert desk.recalled() is None and not ways_in.remembers(desk)
    ways_in.remember(desk, NEW)
    ways_in.forget(desk)
    assert desk.recalled() is None and len(ring.kept) == 1 and _opens(desk, NEW)


def test_a_keyring_that_is_not_there_or_unsafe_or_broken_remembers_nothing(
    desk: Desk, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F9: only the operating system's own keyring is used; whatever else is in the way, the passphrase is asked for."""
    desk.config = Config(keyring=True)
    ways_in.remember(desk, told.PASSPHRASE)
    ring.broken = True
    assert desk.recalled() is None
    with pytest.raises(NoKeyring):
        ways_in.remember(desk, told.PASSPHRASE)
    ring.broken = False
    assert desk.recalled() is not None and len(slots.computer_slots(desk.files.slots)) == 1
    library = sys.modules["keyring"]
    unsafe = PlaintextKeyring()
    unsafe.kept = ring.kept
    monkeypatch.setattr(library, "get_keyring", lambda: unsafe)
    assert desk.recalled() is None and not remembered.available()
    chained = PlaintextKeyring()
    chained.backends = (unsafe, ring)  # type: ignore[attr-defined]
    monkeypatch.setattr(library, "get_keyring", lambda: chained)
    assert desk.recalled() is not None
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert desk.recalled() is None
    with pytest.raises(StoreProblem):
        ways_in.remember(desk, told.PASSPHRASE)
    assert _opens(desk, told.PASSPHRASE)
