"""Hints: words beside a key slot that remind one person of the passphrase. Anyone who has the files may read them."""

import unicodedata
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from ips_tui.store.files import discard, write_private
from ips_tui.store.slots import mark
from ips_tui.text import clean

LONGEST_HINT = 60
"""Characters."""
_MOST_BYTES = 1024
_WORD = 3
"""Letters from which a word of a passphrase is worth hiding."""


def keep_hint(folder: Path, owner: UUID, hint: str) -> None:
    """Keep this hint instead of an earlier one of that owner; an empty one keeps none. Raises OSError."""
    text = clean(hint, longest=LONGEST_HINT).text.strip()
    if text:
        write_private(_place(folder, owner), text.encode())
    else:
        drop_hint(folder, owner)


def drop_hint(folder: Path, owner: UUID) -> None:
    """Forget the hint of a passphrase that is gone."""
    discard(_place(folder, owner))


def hints(folder: Path) -> tuple[str, ...]:
    """Every hint that can be read; whose it is stands nowhere in words."""
    found = []
    for path in sorted(folder.glob("hint-*.txt")):
        with suppress(OSError, UnicodeDecodeError), path.open("rb") as file:
            if text := clean(file.read(_MOST_BYTES).decode(), longest=LONGEST_HINT).text.strip():
                found.append(text)
    return tuple(found)


def gives_away(hint: str, passphrase: str) -> bool:
    """Whether more than half of the passphrase stands in the hint: in one piece, or word by word."""
    said, secret = _letters(hint), _letters(passphrase)
    if not secret:
        return False
    if 2 * _longest_shared(said, secret) > len(secret):
        return True
    words = {word for part in passphrase.split() if len(word := _letters(part)) >= _WORD}
    return 2 * sum(len(word) for word in words if word in said) > len(secret)


def _letters(text: str) -> str:
    """Letters and digits alone, whatever their case."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def _longest_shared(one: str, other: str) -> int:
    """The length of the longest piece that stands in both."""
    before = [0] * (len(other) + 1)
    best = 0
    for a in one:
        now = [0]
        for place, b in enumerate(other):
            now.append(before[place] + 1 if a == b else 0)
        best = max(best, *now)
        before = now
    return best


def _place(folder: Path, owner: UUID) -> Path:
    return folder / f"hint-{mark(owner)}.txt"
