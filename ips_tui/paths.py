"""Where this program keeps things on this machine. Names of people are never part of a path."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_APP = "ips-tui"
_SAMPLE = "ips_tui.db.sample"


@dataclass(frozen=True)
class Paths:
    """The folders in use. None of them need exist; `make_private` makes one when it is written to.

    `home` is the one folder everything is under, or None where the operating system says what goes where.
    `data` holds what people typed, `config` what belongs to this machine, `state` what may be thrown away.
    """

    home: Path | None
    data: Path
    config: Path
    state: Path

    @property
    def store(self) -> Path:
        """The team's encrypted store."""
        return self.data / "team.db"

    @property
    def practice(self) -> Path:
        """The practice store with invented people; never the same file as `store`."""
        return self.data / "practice.db"

    @property
    def config_file(self) -> Path:
        """The settings of this machine, a TOML file that a person may write."""
        return self.config / "config.toml"

    @property
    def questions(self) -> Path:
        """The folder of the team's own questions, TOML files that a person may write."""
        return self.config / "questions"

    @property
    def scales(self) -> Path:
        """The folder of the team's own fidelity scales, TOML files that a person may write."""
        return self.config / "scales"

    @property
    def crash_folder(self) -> Path:
        """Where crash records are written, one file each."""
        return self.state / "crashes"

    @property
    def log(self) -> Path:
        """The program's own log: ids and counts, no names and no text."""
        return self.state / f"{_APP}.log"


def find_paths(environ: Mapping[str, str]) -> Paths:
    """The folders for this person on this machine; touches no file.

    IPS_TUI_HOME in `environ`, if it is not empty, puts everything under one folder (for a memory stick, a
    test or a second installation); `~` and a relative path are understood. Else the operating system's own
    folders are taken, which also follow the XDG variables of this process.
    """
    chosen = environ.get("IPS_TUI_HOME", "").strip()
    if chosen:
        home = Path(chosen)
        # Without a known home folder `~` cannot be resolved; then it is a folder's name like any other.
        with contextlib.suppress(RuntimeError):
            home = home.expanduser()
        home = home.absolute()
        return Paths(home=home, data=home / "data", config=home / "config", state=home / "state")

    # Only here, since most tests and every portable installation do without.
    from platformdirs import PlatformDirs

    folders = PlatformDirs(_APP, appauthor=False)
    return Paths(
        home=None,
        data=folders.user_data_path,
        config=folders.user_config_path,
        state=folders.user_state_path,
    )


def sample(package: Path | None = None) -> Path:
    """The sample store that came with the program: in the package when installed, beside it in a checkout.

    `package` is the folder of the package, if it is not this one. Raises FileNotFoundError if there is none.
    """
    folder = package or Path(__file__).resolve().parent
    for place in (folder / _SAMPLE, folder.parent / _SAMPLE):
        if place.is_file():
            return place
    raise FileNotFoundError(f"The sample {_SAMPLE} is missing; install the program again.")


def make_private(folder: Path) -> None:
    """Makes the folder and what is missing above it, closed to other people on this machine (0700).

    A folder that exists is closed too, but nothing above it is changed. Where the file system knows no
    owners, as on most memory sticks, the folder is made all the same: the store is encrypted. Raises OSError
    when the folder cannot be made, FileExistsError among them when a file is in its place.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise FileExistsError("A file is in the place of a folder.")
    with contextlib.suppress(PermissionError, NotImplementedError):
        folder.chmod(0o700)
