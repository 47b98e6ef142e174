"""What a program left behind: whether anything of a person can be read in it, and who else may read it."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def encoded(word: str) -> Iterator[bytes]:
    """The ways in which a text may stand in a file."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
    yield json.dumps(word)[1:-1].encode()


def words_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Those of the words that can be read in the bytes."""
    return [word for word in words if any(form in data for form in encoded(word))]


def left_readable(folder: Path, words: Iterable[str]) -> list[str]:
    """Each file below the folder in which a word can be read, with the words; names of files and links count too."""
    wanted = list(words)
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        read = words_in(path.name.encode() + b"\0" + inside, wanted)
        found += [f"{path.relative_to(folder)}: {', '.join(read)}"] if read else []
    return found


def open_to_others(folder: Path) -> list[str]:
    """What below the folder anyone but its owner may read, write or enter; nothing on Windows, which has no modes."""
    if sys.platform == "win32":
        return []
    places = [(path, path.lstat().st_mode) for path in sorted(folder.rglob("*"))]
    return [f"{path.relative_to(folder)} {stat.S_IMODE(mode):o}" for path, mode in places if mode & 0o077]
