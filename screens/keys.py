"""Keys: how they are declared, how they are named on the screen, and which of the person's own are good.

A key is declared once, as a Textual binding with an id. What it is called stands in the word pack under
`key.<id>`: `name` for the footer, `does` for help and the finder. So an id is known exactly when the word
pack has a name for it, and a check at the start needs no screen to be loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.keys import Keys, format_key

from ips_tui.content.words import Words
from ips_tui.text import shown

# A terminal sends the same byte for these, so a binding to the first would take the second from everyone.
SAME_BYTE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
MOVING = frozenset({"list", "search"})
"""First parts of the ids of keys that only move about; a list of what can be done has no use for them."""
_MODIFIERS = ("ctrl", "shift", "alt")


def bind(key: str, action: str, binding_id: str, *, priority: bool = False) -> Binding:
    """A binding that can be changed by its id and gets its words from the word pack."""
    return Binding(key, action, id=binding_id, show=False, priority=priority)


def key_label(key: str, words: Words) -> str:
    """A key as a keyboard shows it: `ctrl+p` is "Ctrl+P", `escape` is "Esc"."""
    named = []
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    for part in (*modifiers, last):
        if words.has(f"shell.key_name.{part}"):
            named.append(words(f"shell.key_name.{part}"))
        elif len(sign := format_key(part)) == 1:
            named.append(sign.upper() if modifiers else sign)
        else:
            named.append(part.replace("_", " ").capitalize())
    return "+".join(named)


@dataclass(frozen=True)
class KeyHere:
    """A key that works where the person is now."""

    id: str
    key: str
    """The key's name as shown."""
    name: str
    does: str
    active: ActiveBinding


def keys_here(bindings: Iterable[ActiveBinding], words: Words) -> list[KeyHere]:
    """The named keys among these, each id once with all its keys, nearest to the focus first.

    A binding without an id, or for which there are no words at all, is a matter of its widget and left out.
    """
    found: dict[str, KeyHere] = {}
    for active in bindings:
        binding = active.binding
        if binding.id is None or not active.enabled:
            continue
        name = words(f"key.{binding.id}.name") if words.has(f"key.{binding.id}.name") else binding.description
        if not name:
            continue
        label = key_label(binding.key, words)
        if (before := found.get(binding.id)) is not None:
            label = f"{before.key} {label}"
        does = words(f"key.{binding.id}.does") if words.has(f"key.{binding.id}.does") else ""
        found[binding.id] = KeyHere(binding.id, label, name, does or binding.tooltip or name, active)
    return list(found.values())


@dataclass(frozen=True)
class Keymap:
    """The person's own keys that can be used, and a sentence for each that cannot."""

    keys: dict[str, str]
    problems: tuple[str, ...]


def check_keymap(wanted: Sequence[tuple[str, str]], everywhere: Sequence[Binding], words: Words, file: str) -> Keymap:
    """Which of the keys set in the settings file `file` can be used.

    `everywhere` are the bindings of the shell, which work on every screen. Refused are ids nobody knows,
    names that are no keys, keys a terminal cannot tell apart, keys the shell uses for something else, and
    letters for what works while typing. Keys of one screen may be the same as keys of another.
    """
    shell_ids = {str(binding.id) for binding in everywhere}
    moved = {binding_id for binding_id, _ in wanted}
    taken = {b.key: str(b.id) for b in everywhere if str(b.id) not in moved}
    good: dict[str, str] = {}
    problems: list[str] = []
    for binding_id, text in wanted:
        keys = [_spelt(part) for part in text.split(",")]
        wrong = [(kind, k) for k in keys if (kind := _problem(binding_id, k, shell_ids, taken, words))]
        if not wrong:
            good[binding_id] = ",".join(keys)
            if binding_id in shell_ids:
                taken |= dict.fromkeys(keys, binding_id)
        else:
            kind, key = wrong[0]
            other = taken.get(key, "") if kind == "taken" else key_label(SAME_BYTE.get(key, ""), words)
            said = {"file": file, "id": shown(binding_id), "key": shown(text), "other": other}
            problems.append(words(f"shell.keys.{kind}", **said))
    return Keymap(good, tuple(problems))


def _problem(binding_id: str, key: str, shell_ids: set[str], taken: Mapping[str, str], words: Words) -> str | None:
    """What is wrong with this key for this id, as the end of a message id."""
    if not words.has(f"key.{binding_id}.name"):
        return "unknown"
    if not _is_key(key):
        return "bad_key"
    if key in SAME_BYTE:
        return "same_byte"
    if binding_id in shell_ids and not _works_while_typing(key):
        return "letter"
    # Keys of two screens never meet; a key of the shell meets every other.
    return "taken" if taken.get(key, binding_id) != binding_id else None


def hidden_keys(nodes: Iterable[DOMNode], own: Mapping[str, str]) -> set[str]:
    """Ids of the bindings of these nodes whose key one of the person's `own` has taken.

    Textual lets the one win and says nothing. `nodes` are the focused widget and all around it.
    """
    ids: dict[str, set[str]] = {}
    for node in nodes:
        for kind in type(node).__mro__:
            for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
                if binding.id is not None:
                    ids.setdefault(binding.id, set()).add(binding.key)
    taken = {key for own_id, keys in own.items() if own_id in ids for key in keys.split(",")}
    return {binding_id for binding_id, keys in ids.items() if binding_id not in own and keys & taken}


def _spelt(text: str) -> str:
    """The key as Textual spells it."""
    key = text.strip()
    if len(key) == 1:
        return next(iter(Binding.make_bindings([Binding(key, "")]))).key
    *modifiers, last = key.lower().split("+")
    return "+".join([*modifiers, "left_square_bracket" if last == "[" else last])


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if any(m not in _MODIFIERS for m in modifiers):
        return False
    if last in {item.value for item in Keys if not item.value.startswith("<")}:
        return True
    sign = format_key(last)
    return len(sign) == 1 and sign.isprintable() and not sign.isspace()


def _works_while_typing(key: str) -> bool:
    """Whether the key writes nothing, so that it may work while a field has the focus."""
    *modifiers, last = key.split("+")
    if "ctrl" in modifiers or "alt" in modifiers:
        return True
    return last[:1] == "f" and last[1:].isdigit()
