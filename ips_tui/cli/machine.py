"""What `doctor` can tell without opening a store: versions, places and who may read them, room, terminal."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ips_tui import __version__
from ips_tui.cli.disk import Encryption, encryption, swap_encryption
from ips_tui.cli.opening import store_files
from ips_tui.cli.parser import Asked
from ips_tui.config import read_config
from ips_tui.content.words import Words
from ips_tui.own_questions import read_own_questions
from ips_tui.own_scales import read_own_scales
from ips_tui.paths import Paths
from ips_tui.store import room
from ips_tui.store.files import StoreFiles, synced_folder, wide_modes
from ips_tui.store.problems import DiskTrouble, StoreProblem, translated
from ips_tui.store.schema import HEAD


class State(Enum):
    """What came of a look."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    about: str
    state: State
    says: str


def looked(about: str, checks: Iterable[Check], words: Words) -> Iterator[Check]:
    """These checks, and when one of them cannot be made, what is in the way as one more instead of the rest."""
    try:
        with translated():
            yield from checks
    except StoreProblem as problem:
        yield Check(about, State.PROBLEM, words(problem.message_id))
    except OSError:
        yield Check(about, State.PROBLEM, words(DiskTrouble.message_id))


def checks(asked: Asked, paths: Paths, words: Words) -> Iterator[Check]:
    """Everything about this machine and its files. Makes and changes nothing."""
    yield from _versions()
    files = store_files(asked, paths)
    for about, path in (("store file", files.path), ("settings file", paths.config_file), ("state", paths.state)):
        yield from looked(about, _place(about, path, words), words)
    if not asked.demo:
        yield from looked("private", _private(asked, paths, files, words), words)
        yield from looked("place of the store", _keeper(files, words), words)
        yield from _disk(files, words)
    yield from looked("room on the disk", _room(paths.data if asked.demo else files.path, words), words)
    _, sentences = read_config(paths.config_file)
    for sentence in sentences:
        yield Check("settings", State.PROBLEM, sentence)
    if not sentences:
        yield Check("settings", State.OK, words("cli.doctor.config"))
    for sentence in read_own_questions(paths.questions, words).problems:
        yield Check("questions", State.PROBLEM, sentence)
    for sentence in read_own_scales(paths.scales, words).problems:
        yield Check("scales", State.PROBLEM, sentence)
    yield _keyring(words)
    yield from _terminal(words)


def _versions() -> Iterator[Check]:
    from sqlcipher3 import dbapi2

    yield Check("ips-tui", State.OK, __version__)
    yield Check("schema of this version", State.OK, HEAD)
    yield Check("Python", State.OK, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Check("SQLite", State.OK, dbapi2.sqlite_version)
    connection = dbapi2.connect(":memory:")
    try:
        yield Check("SQLCipher", State.OK, str(connection.execute("PRAGMA cipher_version").fetchone()[0]))
    finally:
        connection.close()
    for name in ("Textual", "SQLAlchemy"):
        # Asked of the package lists: loading them takes longer than everything else here.
        yield Check(name, State.OK, version(name.lower()))


def _place(about: str, path: Path, words: Words) -> Iterator[Check]:
    """Where something is."""
    said = words("cli.doctor.there") if path.exists() else words("cli.doctor.missing")
    yield Check(about, State.OK, f"{_without_home(path)}, {said}")


def _private(asked: Asked, paths: Paths, files: StoreFiles, words: Words) -> Iterator[Check]:
    """What others on this machine may read."""
    wide = list(wide_modes(files))
    if asked.store is None:
        own = [paths.data, paths.config, paths.config_file, paths.state, paths.crash_folder]
        for folder in (paths.state, paths.crash_folder):
            own += sorted(folder.iterdir()) if folder.is_dir() else []
        wide += [place for place in dict.fromkeys(own) if _is_wide(place)]
    for path in wide:
        yield Check("private", State.PROBLEM, f"{_without_home(path)}: {words('cli.doctor.not_private')}")


def _keeper(files: StoreFiles, words: Words) -> Iterator[Check]:
    """Whether a program that copies open files watches the place."""
    keeper = synced_folder(files.path)
    if keeper is None:
        yield Check("place of the store", State.OK, words("cli.doctor.not_synced"))
    else:
        yield Check("place of the store", State.PROBLEM, words("cli.doctor.synced", keeper=keeper))


def _disk(files: StoreFiles, words: Words) -> Iterator[Check]:
    """Whether what the system writes of the memory is as safe as the store."""
    for about, found in (("encryption of the disk", encryption(files.path)), ("encryption of swap", swap_encryption())):
        if found is not None:
            state = State.OK if found is Encryption.SEEN else State.NOTE
            yield Check(about, state, words(f"cli.doctor.disk_{found.value}"))


def _keyring(words: Words) -> Check:
    """Whether this Python could reach a keyring. Nothing is kept in one: the passphrase is all that is needed."""
    if find_spec("keyring") is None:
        return Check("keyring", State.OK, words("cli.doctor.keyring_none"))
    try:
        kind = type(import_module("keyring").get_keyring())
        name = f"{kind.__module__}.{kind.__qualname__}"
    except Exception as error:
        # Whatever a back end of the system does, it must not keep the rest from being said.
        name = type(error).__name__
    return Check("keyring", State.OK, words("cli.doctor.keyring", backend=name))


def _room(path: Path, words: Words) -> Iterator[Check]:
    free = room.free_bytes(path)
    if free is None:
        return
    little = room.little_room(path) is not None
    said = words("cli.doctor.little_room" if little else "cli.doctor.free", megabytes=free // room.MEGABYTE)
    yield Check("room on the disk", State.PROBLEM if little else State.OK, said)


def _terminal(words: Words) -> Iterator[Check]:
    if sys.stdout is None or not sys.stdout.isatty():
        yield Check("terminal", State.NOTE, words("cli.doctor.terminal_none"))
        return
    size = shutil.get_terminal_size()
    small = size.columns < 80 or size.lines < 24
    said = words("cli.doctor.terminal_small" if small else "cli.doctor.terminal", width=size.columns, height=size.lines)
    yield Check("terminal", State.NOTE if small else State.OK, said)
    encoding = sys.stdout.encoding
    if encoding.casefold().replace("-", "") == "utf8":
        yield Check("letters", State.OK, words("cli.doctor.utf8"))
    else:
        yield Check("letters", State.NOTE, words("cli.doctor.not_utf8", encoding=encoding))


def _is_wide(place: Path) -> bool:
    """Whether others on this machine may look into a folder or file of the program; never on Windows."""
    try:
        return sys.platform != "win32" and bool(place.stat().st_mode & 0o077)
    except OSError:
        return False


def _without_home(path: Path) -> str:
    """The place with `~` for the home folder, whose name is often a person's."""
    try:
        return str(Path("~") / path.absolute().relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
