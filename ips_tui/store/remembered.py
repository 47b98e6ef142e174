"""What this computer's own keyring remembers: a random secret that opens a key slot of its own. Never the only way in.

The keyring has neither the passphrase nor the data key. So a passphrase stays a person's secret, and taking the slot
away is enough to make the computer forget, even where the keyring cannot be reached any more.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from ips_tui.store import slots
from ips_tui.store.problems import NoKeyring
from ips_tui.store.slots import SlotContent

SERVICE = "ips-tui"
COST = 2**4
"""Nobody guesses 256 random bits, so nothing needs to be slow."""
NATIVE = frozenset(
    {
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    }
)
"""The keyrings of operating systems. Others may keep a secret as plain text, or nowhere."""


def available() -> bool:
    """Whether there is a keyring to remember anything. Takes a moment the first time."""
    return _keyring() is not None


def remember(folder: Path, content: SlotContent) -> None:
    """Let the keyring open the store for that owner from now on, and for nobody else.

    Raises NoKeyring, with nothing left behind, and what `create_slot` raises.
    """
    keyring = _keyring()
    if keyring is None:
        raise NoKeyring()
    secret = secrets.token_hex(32)
    before = slots.computer_slots(folder)
    slot = slots.create_slot(folder, secret, SlotContent(content.key, content.staff_id, "computer"), cost=COST)
    try:
        keyring.set_password(SERVICE, slot.name, secret)
        if keyring.get_password(SERVICE, slot.name) != secret:
            raise NoKeyring()
    except Exception:
        slot.unlink(missing_ok=True)
        raise NoKeyring() from None
    for path in before:
        path.unlink(missing_ok=True)
        _drop(keyring, path.name)


def recall(folder: Path) -> SlotContent | None:
    """What the keyring opens; None, whatever is in the way: then the passphrase is asked for."""
    with suppress(Exception):
        if (there := slots.computer_slots(folder)) and (keyring := _keyring()) is not None:
            for path in there:
                if secret := keyring.get_password(SERVICE, path.name):
                    return slots.open_computer_slot(folder, path.name, secret, cost=COST)
    return None


def forget(folder: Path) -> None:
    """Let the keyring open nothing any more. Raises what `forget_computer` raises; the keyring itself may be away."""
    names = [path.name for path in slots.computer_slots(folder)]
    slots.forget_computer(folder)
    if names and (keyring := _keyring()) is not None:
        for name in names:
            _drop(keyring, name)


def _drop(keyring: Any, name: str) -> None:
    with suppress(Exception):
        keyring.delete_password(SERVICE, name)


def _keyring() -> Any:
    """The operating system's own keyring, found by name; None where there is none."""
    try:
        import keyring

        found = keyring.get_keyring()
        # Where several are there, the library offers one that asks them all, the unsafe ones too.
        for one in (found, *getattr(found, "backends", ())):
            if (type(one).__module__, type(one).__name__) in NATIVE:
                return one
    except Exception:
        # The library is not installed, or its way to the system is broken: either way there is none.
        return None
    return None
