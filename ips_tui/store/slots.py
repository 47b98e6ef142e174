"""Key slots: the data key of a store, wrapped once for every secret that may open it.

A slot is a small SQLCipher file of its own. Its raw key is made from a passphrase or recovery key by scrypt
with the file's first 16 bytes as salt; its one row holds the data key. A slot is named after its content, so
that a damaged one is told from a wrong passphrase without any secret, and after its purpose and a mark of its
owner, so that a forgotten passphrase can be taken out of use without it. Changing a passphrase writes one new
slot; the store itself is not rewritten.
"""

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args
from uuid import UUID

from sqlcipher3 import dbapi2

from ips_tui.store.driver import KEY_BYTES, SALT_BYTES, open_keyed
from ips_tui.store.files import (
    discard,
    move_into_place,
    new_private_file,
    slot_files,
    sync_folder,
    temporary_name,
)
from ips_tui.store.problems import Damaged, DiskTrouble, LastWayIn, WrongPassphrase, translate

COST = 2**16  # scrypt's n: about 150 ms and 64 MiB for one try
SHORTEST_PASSPHRASE = 10  # characters, without the space around

_BLOCK = 8  # scrypt's r
_LARGEST_SLOT = 64 * 1024  # bytes; a slot has 8 KiB, so a larger file is no slot of ours
_FORMAT = 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
_GROUPS, _GROUP, _CHECK = 8, 5, 4  # 36 random characters (180 bits) and 4 that check them

Purpose = Literal["passphrase", "recovery", "computer"]
"""What a secret is for: typed, read from paper, or kept by this computer's own keyring."""


@dataclass(frozen=True)
class SlotContent:
    """What a slot gives to who knows its secret: the data key, whose slot it is, and what the secret is for.

    `staff_id` is None for a recovery key that belongs to the team. Raises ValueError for a key that has not
    32 bytes.
    """

    key: bytes = field(repr=False)
    staff_id: UUID | None
    purpose: Purpose

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise ValueError(f"a data key has {KEY_BYTES} bytes")


def new_key() -> bytes:
    """A new random data key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def weak_passphrase(text: str) -> bool:
    """Whether a passphrase is too short to protect a store: under SHORTEST_PASSPHRASE characters."""
    return len(unicodedata.normalize("NFC", text).strip()) < SHORTEST_PASSPHRASE


def has_slots(folder: Path) -> bool:
    """Whether any key slot stands in the folder, readable or not."""
    return bool(slot_files(folder))


def create_slot(folder: Path, secret: str, content: SlotContent, *, cost: int = COST) -> Path:
    """Add a slot that `secret` opens to the folder, which must exist, and give its path. About 150 ms.

    The finished file is opened once more before it counts. Raises StoreFull, ReadOnlyStore, DiskTrouble,
    Damaged when what was written does not read back, FileNotFoundError when the folder is missing.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    slot_key = _slot_key(secret, salt, cost)
    temporary = temporary_name(folder / "slot")
    try:
        new_private_file(temporary)
        _write(temporary, slot_key, salt, content)
        data = temporary.read_bytes()
        if data[:SALT_BYTES] != salt or _answer(temporary, slot_key) != content:
            raise Damaged(str(folder))
        path = folder / f"slot-{_fingerprint(data)}-{_for_whom(content)}.key"
        move_into_place(temporary, path)
    except (dbapi2.Error, OSError) as error:
        problem = translate(error)
        if problem is None:
            raise
        raise type(problem)(str(folder)) from None
    finally:
        discard(temporary)
    return path


def open_slot(folder: Path, secret: str, *, cost: int = COST) -> SlotContent:
    """What the slot says that answers to `secret`. Tries every slot, about 150 ms each.

    Raises WrongPassphrase when the undamaged slots say no, Damaged when there is no undamaged slot to ask.
    """
    return find_slot(folder, secret, cost=cost)[1]


def find_slot(folder: Path, secret: str, *, cost: int = COST) -> tuple[Path, SlotContent]:
    """The slot that answers to `secret` and what it says; raises as `open_slot` does."""
    # What the computer's keyring opens is opened by nothing that a person types.
    return _ask(folder, [path for path in slot_files(folder) if "-computer-" not in path.name], secret, cost)


def open_computer_slot(folder: Path, name: str, secret: str, *, cost: int) -> SlotContent:
    """What the slot of that name says, which the computer's keyring has the secret of; raises as `open_slot` does."""
    return _ask(folder, [path for path in computer_slots(folder) if path.name == name], secret, cost)[1]


def computer_slots(folder: Path, owner: UUID | None = None) -> tuple[Path, ...]:
    """The slots that the computer's keyring opens, of everyone or of one owner."""
    whose = "" if owner is None else mark(owner)
    return tuple(path for path in slot_files(folder) if f"-computer-{whose}" in path.name)


def _ask(folder: Path, slots: list[Path], secret: str, cost: int) -> tuple[Path, SlotContent]:
    sound = 0
    for path in slots:
        data = _slot_bytes(path)
        if data is None:
            continue
        # A slot that was renamed by hand still opens: SQLCipher vouches for its content.
        content = _answer(path, _slot_key(secret, data[:SALT_BYTES], cost))
        if content is not None:
            return path, content
        sound += _is_named_after(path, data)
    if sound == 0:
        raise Damaged(str(folder))
    damaged = len(slots) - sound
    raise WrongPassphrase(f"{damaged} of {len(slots)} key slots cannot be read" if damaged else "")


def replace_slot(folder: Path, secret: str, content: SlotContent, *, cost: int = COST) -> Path:
    """Make `secret` the only one of its owner for its purpose, and give the path of its slot.

    Raises as `create_slot` does. What there was of the same owner and purpose goes only when the new slot stands
    and has been read back, so a crash between leaves both and never none; the next time takes the rest away. A
    slot whose name somebody changed says nothing of itself, and stays.
    """
    new = create_slot(folder, secret, content, cost=cost)
    _remove(folder, [path for path in _of(folder, _for_whom(content)) if path != new])
    return new


def take_slots(folder: Path, owner: UUID) -> None:
    """Take away all that lets this owner in. A copy of the folder made before still does.

    Raises LastWayIn, with nothing changed, unless a passphrase and a recovery key of somebody else remain; DiskTrouble
    and the like when a slot cannot be removed, and then some may be gone.
    """
    if any(not owners(folder, purpose) - {mark(owner)} for purpose in ("passphrase", "recovery")):
        raise LastWayIn(str(folder))
    # What opens without being typed goes first.
    for purpose in ("computer", "recovery", "passphrase"):
        _remove(folder, _of(folder, f"{purpose}-{mark(owner)}"))


def forget_computer(folder: Path, owner: UUID | None = None) -> None:
    """Take away what the computer's keyring opens, of everyone or of one owner. Raises as `take_slots` does."""
    _remove(folder, list(computer_slots(folder, owner)))


def owners(folder: Path, purpose: str) -> frozenset[str]:
    """The marks of all who have a slot for that purpose, by the names of the slots."""
    found = (re.match(rf"slot-[0-9a-f]+-{purpose}-(\w+)\b", path.name) for path in slot_files(folder))
    return frozenset(one[1] for one in found if one is not None)


def mark(owner: UUID) -> str:
    """What stands for an owner in the name of a file, without naming anyone."""
    return _fingerprint(owner.bytes)[:8]


def _of(folder: Path, whose: str) -> list[Path]:
    theirs = re.compile(rf"slot-[0-9a-f]+-{whose}\b")
    return [path for path in slot_files(folder) if theirs.match(path.name)]


def _remove(folder: Path, paths: list[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise type(translate(error) or DiskTrouble())(str(folder)) from None


def new_recovery_key() -> str:
    """A new recovery key for printing: 8 groups of 5 characters, of which the last 4 check the others."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP - _CHECK))
    return _grouped(body + _checksum(body))


def read_recovery_key(typed: str) -> str | None:
    """The recovery key as it was printed, however it was typed; None when a character is wrong or missing.

    Case, spaces and dashes do not matter, and O, I and L are read as the digits they look like.
    """
    text = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Pd", "Pc", "Cf"))
    kept = kept.translate(str.maketrans("OIL", "011"))
    if len(kept) != _GROUPS * _GROUP or not set(kept) <= set(_ALPHABET):
        return None
    body, check = kept[:-_CHECK], kept[-_CHECK:]
    return _grouped(kept) if check == _checksum(body) else None


def _slot_key(secret: str, salt: bytes, cost: int) -> bytes:
    # The same word has two spellings in bytes on different keyboards; NFC makes them one. A lone half of a
    # character can be typed too, and must be a wrong passphrase rather than an error that quotes it.
    password = unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
    memory = 128 * cost * _BLOCK + 1024 * 1024
    return hashlib.scrypt(password, salt=salt, n=cost, r=_BLOCK, p=1, maxmem=memory, dklen=KEY_BYTES)


def _write(path: Path, slot_key: bytes, salt: bytes, content: SlotContent) -> None:
    connection = open_keyed(path, slot_key, salt=salt)
    try:
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("CREATE TABLE slot (format INTEGER, key BLOB, staff_id BLOB, purpose TEXT)")
        staff = content.staff_id.bytes if content.staff_id else None
        row = (_FORMAT, content.key, staff, content.purpose)
        connection.execute("INSERT INTO slot VALUES (?, ?, ?, ?)", row)
    finally:
        connection.close()


def _read(path: Path, slot_key: bytes) -> SlotContent:
    """Raises the driver's error, or ValueError when the row is not what this program writes."""
    connection = open_keyed(path, slot_key, readonly=True)
    try:
        rows = connection.execute("SELECT format, key, staff_id, purpose FROM slot").fetchall()
    finally:
        connection.close()
    if len(rows) != 1 or rows[0][0] != _FORMAT:
        raise ValueError("not a slot of this format")
    _, key, staff, purpose = rows[0]
    if not isinstance(key, bytes) or purpose not in get_args(Purpose):
        raise ValueError("not a slot of this format")
    return SlotContent(key, UUID(bytes=staff) if staff is not None else None, purpose)


def _answer(path: Path, slot_key: bytes) -> SlotContent | None:
    try:
        return _read(path, slot_key)
    except (dbapi2.Error, ValueError) as error:
        if getattr(error, "sqlite_errorname", "") in ("SQLITE_NOTADB", "SQLITE_CANTOPEN"):
            return None
        # The first page answered to the secret, so it is the slot that is wrong, not the person.
        raise Damaged(path.name) from None


def _slot_bytes(path: Path) -> bytes | None:
    """The whole slot, or None when it cannot be read or cannot be one."""
    try:
        if path.stat().st_size > _LARGEST_SLOT:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return data if len(data) > SALT_BYTES else None


def _is_named_after(path: Path, data: bytes) -> bool:
    # Only the start of the name: a copy made by a file manager is called "slot-... (1).key".
    return re.match(rf"slot-{_fingerprint(data)}\b", path.name) is not None


def _for_whom(content: SlotContent) -> str:
    """The part of a slot's name that says what it is for and whose it is; the owner is not named by it."""
    owner = "team" if content.staff_id is None else mark(content.staff_id)
    return f"{content.purpose}-{owner}"


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _checksum(body: str) -> str:
    bits = int.from_bytes(hashlib.sha256(b"recovery key " + body.encode("ascii")).digest()[:4], "big")
    return "".join(_ALPHABET[bits >> (5 * place) & 31] for place in range(_CHECK))


def _grouped(text: str) -> str:
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))
