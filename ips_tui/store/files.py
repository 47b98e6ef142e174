"""Which files make up a store, and how files are made that only their owner may read."""

import errno
import os
import re
import secrets
import shutil
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePath

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_OTHERS = 0o077

# How the folders of sync programs begin; what follows may be an account, as in "OneDrive - Some Trust".
_SYNCED = (
    (re.compile(r"onedrive($|[^a-z])"), "OneDrive"),
    (re.compile(r"dropbox($|[ (_-])"), "Dropbox"),
    (re.compile(r"(icloud ?drive|icloud|mobile documents|com~apple~clouddocs)($|[ (_-])"), "iCloud Drive"),
    (re.compile(r"(google ?drive|drivefs)($|[ (_-])"), "Google Drive"),
    (re.compile(r"nextcloud($|[ (_-])"), "Nextcloud"),
)
_NETWORK = re.compile(r"^(\\\\|//)(\?[\\/]UNC[\\/]|(?![?.][\\/]))[^\\/]", re.IGNORECASE)
_UNFINISHED = re.compile(r"\.(?P<of>.+)\.[0-9a-f]{16}\.part(-journal|-wal|-shm)?")


@dataclass(frozen=True)
class StoreFiles:
    """The store at `path` and what lives beside it. Reads and makes nothing by itself."""

    path: Path

    @property
    def slots(self) -> Path:
        """The folder of key slots."""
        return self.path.with_name(self.path.name + ".slots")

    @property
    def lock(self) -> Path:
        """The file whose operating-system lock says that the store is open."""
        return self.path.with_name(self.path.name + ".lock")

    @property
    def backups(self) -> Path:
        """The folder of copies on this machine."""
        return self.path.with_name(self.path.name + ".backups")


def prepare(files: StoreFiles) -> None:
    """Make the folders of a store, readable by their owner alone.

    A folder above them that exists is left as it is. Raises OSError when a folder cannot be made.
    """
    missing = [folder for folder in files.path.absolute().parents if not folder.exists()]
    # One by one: mkdir(parents=True) would give the folders between the ordinary, wider mode.
    for folder in reversed(missing):
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    for folder in (files.slots, files.backups):
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        if sys.platform != "win32" and not folder.is_symlink():
            folder.chmod(_PRIVATE_FOLDER)


def slot_files(folder: Path) -> tuple[Path, ...]:
    """The key slots in a folder by name; none when the folder is missing."""
    return tuple(sorted(path for path in folder.glob("slot-*.key") if path.is_file()))


def new_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read and write.

    Raises FileExistsError when anything stands there already, a link included, and other OSErrors of the
    disk.
    """
    os.close(_open_new(path))


def write_private(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash leaves the old file or the new one, never half of one. Mode 0600.

    Raises FileExistsError when a link stands there, and other OSErrors of the disk; then nothing has changed.
    """
    if path.is_symlink():
        raise FileExistsError(errno.EEXIST, "a link stands in this place", str(path))
    temporary = temporary_name(path)
    handle = _open_new(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        discard(temporary)
        raise
    sync_folder(path.parent)


def free_stem(folder: Path, stem: str) -> str:
    """The stem, or with `-2` and so on behind it, that no file in the folder has yet, whatever its ending.

    Small and large letters count as the same, as they do on many disks. Raises OSError of the disk.
    """
    taken = {path.stem.casefold() for path in folder.iterdir()}
    names = chain((stem,), (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if name.casefold() not in taken)


def temporary_name(path: Path) -> Path:
    """A name beside `path` that no one else will have chosen, for a file on its way to `path`."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")


def move_into_place(temporary: Path, path: Path) -> None:
    """Force a finished and closed file to the disk, then give it its name, replacing what was there.

    Raises OSError of the disk. Never for a database file that is open in this process.
    """
    handle = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    temporary.replace(path)
    sync_folder(path.parent)


def sweep(files: StoreFiles) -> None:
    """Remove what a program that was killed left unfinished: half a copy takes as much room as a whole one.

    Only by who holds the store's lock, since nobody else writes there then. Never raises for the disk.
    """
    for folder in (files.path.parent, files.slots, files.backups):
        with suppress(OSError):
            for path in folder.iterdir():
                unfinished = _UNFINISHED.fullmatch(path.name)
                # Other stores may stand in the same folder, with locks of their own.
                if unfinished and (folder != files.path.parent or unfinished["of"] == files.path.name):
                    if path.is_dir() and not path.is_symlink():
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        discard(path)


def discard(path: Path) -> None:
    """Remove an unfinished file if that is possible.

    Never raises for the disk: when it cannot be written or was taken out, the error that led here is the one
    to tell.
    """
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk, where the system lets a program do so."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network and memory-stick file systems cannot; the file itself is already safe.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def wide_modes(files: StoreFiles) -> tuple[Path, ...]:
    """The store's files and folders that someone else on this machine may read or write. Empty on Windows."""
    if sys.platform == "win32":
        return ()
    own = [files.path, files.lock]
    own += [files.path.with_name(files.path.name + end) for end in ("-wal", "-shm", "-journal")]
    for folder in (files.slots, files.backups):
        own.append(folder)
        if folder.is_dir():
            # A copy is a folder of its own, with a folder of key slots in it.
            own += sorted(folder.rglob("*"))
    return tuple(path for path in own if _is_wide(path))


def synced_folder(path: PurePath) -> str | None:
    """The sync program or network that keeps this place, by the names of its folders; None when none is seen.

    A guess from names alone: it reads nothing but links on the way to the place.
    """
    spellings = [path]
    if isinstance(path, Path):
        # A Documents folder may be a link into a synced one.
        spellings = [path.absolute(), path.resolve()]
    for spelling in spellings:
        if _NETWORK.match(str(spelling)):
            return "a network folder"
        for part in re.split(r"[\\/]", str(spelling).casefold()):
            name = next((name for pattern, name in _SYNCED if pattern.match(part)), None)
            if name:
                return name
    return None


def _open_new(path: Path) -> int:
    # O_EXCL also refuses a link, even one that points nowhere; O_BINARY exists on Windows only.
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, _PRIVATE_FILE)


def _is_wide(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(mode) and bool(mode & _OTHERS)
