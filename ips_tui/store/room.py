"""How much room there is on the disk of a file, and whether it is little."""

from __future__ import annotations

import shutil
from pathlib import Path

LEAST = 200 * 1024 * 1024
"""Bytes free, below which a save may soon fail."""
TIMES = 3
"""A copy, a migration and what is written meanwhile each need room for one more store."""
MEGABYTE = 1024 * 1024


def free_bytes(path: Path) -> int | None:
    """Bytes free on the disk of a file that need not exist; None where the system does not tell."""
    there = next((place for place in (path, *path.absolute().parents) if place.exists()), None)
    if there is None:
        return None
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return None


def little_room(path: Path) -> int | None:
    """Megabytes free where that is little: under LEAST, or under TIMES what the file takes. None where there is enough.

    Raises OSError when the place cannot be looked at.
    """
    free = free_bytes(path)
    taken = path.stat().st_size if path.is_file() else 0
    return None if free is None or free >= max(LEAST, TIMES * taken) else free // MEGABYTE
