"""Whether the disk under a file is encrypted, as far as a program without rights of its own can tell.

It matters although the store is encrypted: what the system pages out or keeps of the memory while it sleeps goes to the
disk as it is, and Python cannot wipe a text. "Cannot tell" is an answer; a guess is not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

LONGEST_SECONDS = 5.0
"""How long the system's own tool may take to answer."""
_ENCRYPTING = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})


class Encryption(Enum):
    """What could be told of a disk."""

    SEEN = "seen"
    CANNOT_TELL = "cannot_tell"
    NOT_SEEN = "not_seen"
    """The system says that it encrypts nothing there; a drive that encrypts by itself would not show."""


_MOUNTS, _BLOCKS, _SWAPS = Path("/proc/self/mountinfo"), Path("/sys/class/block"), Path("/proc/swaps")


def encryption(path: Path) -> Encryption:
    """What can be told of the disk that `path` is on, or would be. Asks the system, for five seconds at most."""
    if sys.platform == "linux":
        return on_linux(path, _MOUNTS, _BLOCKS)
    if sys.platform == "darwin":
        # The tool speaks of the disk that the system starts from, and of no other.
        if path.absolute().parts[:2] == ("/", "Volumes"):
            return Encryption.CANNOT_TELL
        return said_of(_answer(["/usr/bin/fdesetup", "status"]), r"FileVault is (On|Off)")
    tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "manage-bde.exe"
    # Answers administrators only, and in the language of the system: anything else is no answer.
    return said_of(_answer([str(tool), "-status", path.absolute().drive]), r"Protection (On|Off)")


def swap_encryption(swaps: Path = _SWAPS, mounts: Path = _MOUNTS, blocks: Path = _BLOCKS) -> Encryption | None:
    """The same of where Linux pages out to, the worst of all such places; None where there is none, or no Linux."""
    try:
        lines = [line.split() for line in swaps.read_text(encoding="utf-8", errors="surrogateescape").splitlines()[1:]]
    except OSError:
        return None
    found = set()
    for name, kind, *_ in lines:
        # zram is memory that is pressed together.
        if kind == "partition" and "zram" not in name:
            found.add(_of_device(Path(name), blocks))
        elif kind == "file":
            found.add(on_linux(Path(name), mounts, blocks))
    return next((one for one in reversed(Encryption) if one in found), None)


def said_of(answer: str, pattern: str) -> Encryption:
    """What the system's tool answered; `pattern` finds its On or Off."""
    found = re.search(pattern, answer)
    if found is None:
        return Encryption.CANNOT_TELL
    return Encryption.SEEN if found[1] == "On" else Encryption.NOT_SEEN


def on_linux(path: Path, mounts: Path, blocks: Path) -> Encryption:
    """The same from the list of mounts and the folder of block devices."""
    try:
        kind, source = _mount(path.resolve(), mounts.read_text(encoding="utf-8", errors="surrogateescape"))
        if kind in _ENCRYPTING:
            return Encryption.SEEN
        if not source.startswith("/dev/"):
            return Encryption.CANNOT_TELL
        return _of_device(Path(source), blocks)
    except (OSError, RuntimeError):
        return Encryption.CANNOT_TELL


def _of_device(place: Path, blocks: Path) -> Encryption:
    try:
        device = blocks / place.resolve().name
        if not device.is_dir():
            return Encryption.CANNOT_TELL
        return Encryption.SEEN if _encrypts(device) else Encryption.NOT_SEEN
    except (OSError, RuntimeError):
        return Encryption.CANNOT_TELL


def _mount(path: Path, mounts: str) -> tuple[str, str]:
    """File system and source of the last mount that `path` is in; two empty texts when there is none."""
    found = ("", "")
    deepest = -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 5 or len(kinds) < 2:
            continue
        # The kernel writes a space in a name as \040.
        place = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4]))
        if (path == place or place in path.parents) and len(place.parts) >= deepest:
            deepest, found = len(place.parts), (kinds[0], kinds[1])
    return found


def _encrypts(device: Path, depth: int = 8) -> bool:
    """Whether a device is an encrypting one, or everything that it is made of is."""
    identity = device / "dm" / "uuid"
    if identity.is_file() and identity.read_text(encoding="ascii", errors="replace").startswith("CRYPT-"):
        return True
    slaves = device / "slaves"
    below = sorted(slaves.iterdir()) if slaves.is_dir() else []
    return bool(below) and depth > 0 and all(_encrypts(device.parent / slave.name, depth - 1) for slave in below)


def _answer(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
