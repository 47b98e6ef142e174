"""Whether the disk is encrypted, told from lists of mounts and devices as on Linux, and from other systems' tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from ips_tui.cli import disk
from ips_tui.cli.disk import Encryption, encryption, on_linux, said_of, swap_encryption

MOUNTS = r"""
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
23 22 0:20 / /proc rw - proc proc rw
24 22 253:1 / /home rw,relatime shared:2 - ext4 /dev/dm-1 rw
25 22 253:5 / /half rw - xfs /dev/dm-5 rw
26 22 0:40 / /home/with\040space rw - tmpfs tmpfs rw
27 22 0:41 / /vault rw - fuse.gocryptfs /srv/cipher rw
28 22 0:42 / /net rw - nfs4 server:/export rw
29 22 8:1 / /stick rw - vfat /dev/sdz9 rw
damaged line
"""


@pytest.fixture
def system(tmp_path: Path) -> tuple[Path, Path]:
    """The list of mounts, and the block devices: a partition, LVM over LUKS, LVM over one of each."""
    mounts, blocks = tmp_path / "mountinfo", tmp_path / "block"
    mounts.write_text(MOUNTS, encoding="utf-8")
    made = {
        "nvme0n1p2": ("", ()),
        "dm-0": ("CRYPT-LUKS2-7d3e-root", ("nvme0n1p2",)),
        "dm-1": ("LVM-abc", ("dm-0",)),
        "dm-5": ("LVM-def", ("dm-0", "nvme0n1p2")),
    }
    for name, (uuid, slaves) in made.items():
        for slave in slaves:
            (blocks / name / "slaves" / slave).mkdir(parents=True)
        (blocks / name).mkdir(parents=True, exist_ok=True)
        if uuid:
            (blocks / name / "dm").mkdir()
            (blocks / name / "dm" / "uuid").write_text(uuid + "\n", encoding="ascii")
    return mounts, blocks


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/anna/team.db", Encryption.SEEN),
        ("/var/team.db", Encryption.NOT_SEEN),
        ("/homes/team.db", Encryption.NOT_SEEN),
        ("/half/team.db", Encryption.NOT_SEEN),
        ("/vault/team.db", Encryption.SEEN),
        ("/home/with space/team.db", Encryption.CANNOT_TELL),
        ("/net/team.db", Encryption.CANNOT_TELL),
        ("/stick/team.db", Encryption.CANNOT_TELL),
    ],
)
def test_what_linux_tells(system: tuple[Path, Path], path: str, found: Encryption) -> None:
    """F30: LUKS below LVM is seen, half of a disk is not all of it, and what cannot be told is not guessed."""
    assert on_linux(Path(path), *system) is found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], None),
        (["/dev/zram0 partition"], None),
        (["/dev/dm-0 partition"], Encryption.SEEN),
        (["/dev/dm-0 partition", "/var/swapfile file"], Encryption.NOT_SEEN),
        (["/home/swapfile file", "/dev/sdz9 partition"], Encryption.CANNOT_TELL),
        (["/dev/sdz9 partition", "/dev/nvme0n1p2 partition"], Encryption.NOT_SEEN),
    ],
)
def test_where_linux_pages_out_to(
    system: tuple[Path, Path], tmp_path: Path, lines: list[str], found: Encryption | None
) -> None:
    """F30: an encrypted disk beside a swap that is not is told; the worst of several counts."""
    swaps = tmp_path / "swaps"
    swaps.write_text("\n".join(["Filename Type Size Used Priority", *(f"{line} 1 0 -2" for line in lines)]), "utf-8")
    assert swap_encryption(swaps, *system) is found
    assert swap_encryption(tmp_path / "none", *system) is None


def test_what_cannot_be_read_is_not_guessed(system: tuple[Path, Path], tmp_path: Path) -> None:
    assert on_linux(Path("/home/x"), tmp_path / "gone", system[1]) is Encryption.CANNOT_TELL
    assert on_linux(Path("/home/x"), system[0], tmp_path / "gone") is Encryption.CANNOT_TELL


@pytest.mark.parametrize(
    ("system", "path", "command", "answer", "found"),
    [
        ("darwin", "/Users/x/t.db", ["/usr/bin/fdesetup", "status"], "FileVault is On.\n", Encryption.SEEN),
        ("darwin", "/Users/x/t.db", ["/usr/bin/fdesetup", "status"], "FileVault is Off.\n", Encryption.NOT_SEEN),
        ("darwin", "/Users/x/t.db", ["/usr/bin/fdesetup", "status"], "", Encryption.CANNOT_TELL),
        ("darwin", "/Volumes/STICK/t.db", None, "FileVault is On.", Encryption.CANNOT_TELL),
    ],
)
def test_what_other_systems_tell(
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    path: str,
    command: list[str] | None,
    answer: str,
    found: Encryption,
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(disk, "_answer", lambda command: asked.append(command) or answer)
    assert encryption(Path(path)) is found
    assert asked == ([] if command is None else [command])


def test_what_the_tool_of_windows_says() -> None:
    pattern = r"Protection (On|Off)"
    said = "Volume C: [OS]\n    Protection Status:    Protection On\n"
    assert said_of(said, pattern) is Encryption.SEEN
    assert said_of(said.replace("Protection On", "Protection Off"), pattern) is Encryption.NOT_SEEN
    assert said_of("ERROR: An attempt to access a required resource was denied.", pattern) is Encryption.CANNOT_TELL
    assert said_of("Beskyttelsesstatus: Beskyttelse på", pattern) is Encryption.CANNOT_TELL


def test_a_tool_that_hangs_or_is_not_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "LONGEST_SECONDS", 0.05)
    assert disk._answer(["/nowhere/fdesetup"]) == ""
    assert disk._answer(["sleep", "5"]) == ""
