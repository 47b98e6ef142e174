"""Salvage as a person asks for it: a damaged file, the passphrase or recovery key, a new store beside it."""

from __future__ import annotations

from ips_tui.casework.deriving import CaseDeriver
from ips_tui.clock import Clock
from ips_tui.ids import IdSource
from ips_tui.store import slots
from ips_tui.store.driver import FileKind, inspect_file, is_practice_data
from ips_tui.store.files import StoreFiles, slot_files
from ips_tui.store.problems import (
    EmptyFile,
    ForeignFile,
    KeysLost,
    NoStore,
    StoreLost,
    reading_own_rows,
    translated,
)
from ips_tui.store.salvage import Salvaged, salvage
from ips_tui.store.store import PRACTICE, TEAM, open_store


def needs_secret(files: StoreFiles) -> bool:
    """Whether the damaged file is one that a passphrase opens; practice data has none.

    Raises NoStore, StoreLost, EmptyFile, ForeignFile, KeysLost where there is nothing to salvage.
    """
    kind = inspect_file(files.path)
    if kind is FileKind.MISSING:
        raise (StoreLost if slot_files(files.slots) else NoStore)(str(files.path))
    if kind is FileKind.EMPTY:
        raise EmptyFile(str(files.path))
    if kind is FileKind.PLAIN_SQLITE:
        with translated():
            if not is_practice_data(files.path):
                raise ForeignFile(str(files.path))
        return False
    if not slot_files(files.slots):
        raise KeysLost(str(files.slots))
    return True


def salvage_store(files: StoreFiles, secret: str | None, clock: Clock, *, cost: int = slots.COST) -> Salvaged:
    """Read the damaged store into a new one beside it, which the same passphrase opens. Minutes for a large one.

    `secret` is the passphrase or the recovery key, None for practice data. Raises WrongPassphrase, and what `salvage`
    raises; then nothing is left behind.
    """
    key, kind = None, PRACTICE
    if secret is not None:
        content = slots.open_slot(files.slots, slots.read_recovery_key(secret) or secret, cost=cost)
        key, kind = content.key, TEAM

    def recompute(made: StoreFiles) -> None:
        store = open_store(made, key, kind=kind)
        try:
            store.keeping(clock, IdSource(clock.now), CaseDeriver()).recompute()
        finally:
            store.close()

    with reading_own_rows():
        return salvage(files, key, kind=kind, recompute=recompute)
