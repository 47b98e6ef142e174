"""The bytes a terminal sends for a key, by the key's name."""

from __future__ import annotations

_CONTROL = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "esc": b"\x1b",
    "space": b" ",
    "backspace": b"\x7f",
    "ctrl+space": b"\x00",
}
_CURSOR = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_FIRST_FUNCTION_KEYS = {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_NUMBERED = {
    "insert": 2, "delete": 3, "pageup": 5, "pagedown": 6,
    "f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24,
}  # fmt: skip
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}


def key_bytes(name: str, application_cursor: bool = False) -> bytes:
    """What xterm sends for the key called `name`.

    `name` is a single character, a named key (`enter`, `esc`, `pagedown`, `f5`...), or either of
    them after `shift+`, `alt+` or `ctrl+`. `application_cursor` is the terminal's mode 1, in which
    the arrows and Home and End have another form. Raises ValueError for a key it does not know.
    """
    if len(name) == 1:
        return name.encode()
    if name in _CONTROL:
        return _CONTROL[name]
    *modifiers, key = name.split("+")
    unknown = [modifier for modifier in modifiers if modifier not in _MODIFIERS]
    if unknown or not key:
        raise ValueError(f"There is no key called {name!r}.")
    # xterm counts the modifiers as bits and adds one: 5 is ctrl, 6 is ctrl with shift.
    modifier = 1 + sum(_MODIFIERS[held] for held in set(modifiers))
    if key in _CURSOR:
        if modifier > 1:
            return f"\x1b[1;{modifier}{_CURSOR[key]}".encode()
        return f"\x1b{'O' if application_cursor else '['}{_CURSOR[key]}".encode()
    if key in _FIRST_FUNCTION_KEYS:
        final = _FIRST_FUNCTION_KEYS[key]
        return f"\x1b[1;{modifier}{final}".encode() if modifier > 1 else f"\x1bO{final}".encode()
    if key in _NUMBERED:
        return f"\x1b[{_NUMBERED[key]}{f';{modifier}' if modifier > 1 else ''}~".encode()
    if modifiers == ["ctrl"] and len(key) == 1 and "@" <= key.upper() <= "_":
        return bytes([ord(key.upper()) - 64])
    if modifiers == ["alt"]:
        return b"\x1b" + key_bytes(key, application_cursor)
    raise ValueError(f"There is no key called {name!r}.")
