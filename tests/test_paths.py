"""Where things are kept, with nothing of the machine the tests run on."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ips_tui.paths import Paths, find_paths, make_private, sample

needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


def test_a_home_of_its_own_holds_everything(tmp_path: Path) -> None:
    paths = find_paths({"IPS_TUI_HOME": str(tmp_path)})
    assert paths == Paths(tmp_path, tmp_path / "data", tmp_path / "config", tmp_path / "state")
    assert paths.store == tmp_path / "data" / "team.db"
    assert paths.practice == tmp_path / "data" / "practice.db"
    assert paths.config_file == tmp_path / "config" / "config.toml"
    assert paths.crash_folder == tmp_path / "state" / "crashes"
    assert paths.log == tmp_path / "state" / "ips-tui.log"


def test_finding_paths_makes_nothing(tmp_path: Path) -> None:
    find_paths({"IPS_TUI_HOME": str(tmp_path / "home")})
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_and_a_tilde_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "me"))
    assert find_paths({"IPS_TUI_HOME": "stick"}).home == tmp_path / "stick"
    assert find_paths({"IPS_TUI_HOME": "~/ips"}).home == tmp_path / "me" / "ips"


def test_a_tilde_without_a_home_folder_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths({"IPS_TUI_HOME": "~no-such-person-here/ips"}).home == tmp_path / "~no-such-person-here/ips"


@pytest.mark.parametrize("environ", [{}, {"IPS_TUI_HOME": ""}, {"IPS_TUI_HOME": "  "}])
def test_else_the_operating_system_says_where(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = find_paths(environ)
    assert paths.home is None
    for folder in (paths.data, paths.config, paths.state):
        assert folder.is_absolute()
        assert "ips-tui" in folder.parts
    if sys.platform == "linux":
        assert paths.store == tmp_path / "DATA" / "ips-tui" / "team.db"
        assert paths.config_file == tmp_path / "CONFIG" / "ips-tui" / "config.toml"
        assert paths.crash_folder == tmp_path / "STATE" / "ips-tui" / "crashes"


def test_a_home_of_its_own_does_without_platformdirs() -> None:
    code = (
        "import sys; from ips_tui.paths import find_paths; find_paths({'IPS_TUI_HOME': 'x'});"
        "sys.exit('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent.parent).returncode == 0


def test_the_sample_is_found_in_the_package_before_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "ips_tui"
    package.mkdir()
    beside = tmp_path / "ips_tui.db.sample"
    beside.write_bytes(b"")
    assert sample(package) == beside
    inside = package / "ips_tui.db.sample"
    inside.write_bytes(b"")
    assert sample(package) == inside


def test_the_sample_of_this_checkout_is_found() -> None:
    assert sample().name == "ips_tui.db.sample"
    assert sample().is_file()


def test_a_missing_sample_is_said_without_a_path(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="install the program again") as caught:
        sample(tmp_path / "ips_tui")
    assert str(tmp_path) not in str(caught.value)


@needs_modes
def test_a_new_folder_and_what_is_above_it_are_closed_to_others(tmp_path: Path) -> None:
    before = stat.S_IMODE(tmp_path.stat().st_mode)
    mask = os.umask(0)
    try:
        make_private(tmp_path / "home" / "data")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "home" / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == before


@needs_modes
def test_a_folder_that_is_there_is_closed_and_keeps_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "team.db").write_bytes(b"kept")
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / "team.db").read_bytes() == b"kept"


def test_a_file_system_without_owners_is_good_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    make_private(tmp_path / "data")
    assert (tmp_path / "data").is_dir()


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        make_private(tmp_path / "data")
    with pytest.raises(OSError):
        make_private(tmp_path / "data" / "below")
    assert (tmp_path / "data").read_bytes() == b"kept"
