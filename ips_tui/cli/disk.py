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
    NOT_SEEN = "not_seen"
    """The system says that it encrypts nothing there; a drive that encrypts by itself would not show."""
    CANNOT_TELL = "cannot_tell"


def encryption(path: Path) -> Encryption:
    """What can be told of the disk that `path` is on, or would be. Asks the system, for five seconds at most."""
    if sys.platform == "linux":
        return on_linux(path, Path("/proc/self/mountinfo"), Path("/sys/class/block"))
    if sys.platform == "darwin":
        # The tool speaks of the disk that the system starts from, and of no other.
        if path.absolute().parts[:2] == ("/", "Volumes"):
            return Encryption.CANNOT_TELL
        return said_of(_answer(["/usr/bin/fdesetup", "status"]), r"FileVault is (On|Off)")
    tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "manage-bde.exe"
    # Answers administrators only, and in the language of the system: anything else is no answer.
    return said_of(_answer([str(tool), "-status", path.absolute().drive]), r"Protection (On|Off)")


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
        device = blocks / Path(source).resolve().name
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
