"""A team's own fidelity scales: TOML files in the folder `scales` beside the settings (docs/fidelity.md).

A file with a fault is left out and said in a sentence; nothing else is stopped by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ips_tui.config import UnreadableSettings, read_toml, settings_text
from ips_tui.content.words import Words
from ips_tui.text import shown

if TYPE_CHECKING:
    from ips_tui.domain.fidelity.scale import Scale

MOST_FILES = 20
_LONGEST = 40


@dataclass(frozen=True)
class OwnScales:
    """The scales of a team, and what was wrong in their files."""

    scales: Mapping[str, Scale] = field(default_factory=dict)
    """By their ids."""
    problems: tuple[str, ...] = ()
    """A sentence for each file that is not used."""


def read_own_scales(folder: Path | None, words: Words) -> OwnScales:
    """The scales in the files of this folder, in the order of their names.

    Never raises for what is in a file or for one that cannot be read, and never writes; without the folder there are
    none.
    """
    if folder is None:
        return OwnScales()
    try:
        paths = sorted(one for one in folder.iterdir() if one.suffix == ".toml" and not one.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return OwnScales()
    except OSError:
        return OwnScales(problems=(words("scale.folder_unreadable", folder=shown(folder.name, _LONGEST)),))
    scales: dict[str, Scale] = {}
    problems = [words("scale.too_many_files", most=MOST_FILES)] if len(paths) > MOST_FILES else []
    for path in paths[:MOST_FILES]:
        found = _read(path, words)
        if isinstance(found, str):
            problems.append(found)
        elif found.id in scales:
            problems.append(_sentence(path, words("scale.taken", id=found.id), words))
        else:
            scales[found.id] = found
    return OwnScales(scales, tuple(problems))


def _read(path: Path, words: Words) -> Scale | str:
    """The scale of a file, or the sentence about what is wrong in it."""
    from ips_tui.content.scales.reading import BadScale, read_scale

    try:
        # A pipe would be waited for, for ever.
        if not path.is_file():
            return _sentence(path, words("config.unreadable"), words)
        return read_scale(read_toml(settings_text(path)), own=True)
    except UnreadableSettings as fault:
        said = "scale.file_too_long" if fault.message_id == "config.too_long" else fault.message_id
        return _sentence(path, words(said), words, fault.where(words))
    except (OSError, ValueError) as fault:
        if not isinstance(fault, BadScale):
            return _sentence(path, words("config.unreadable"), words)
        values = {name: shown(str(value), _LONGEST * 4) for name, value in fault.values.items()}
        return _sentence(path, words(f"scale.{fault.fault}", **values), words)


def _sentence(path: Path, fault: str, words: Words, where: str = "") -> str:
    return f"{shown(path.name, _LONGEST)}{where}: {fault} {words('scale.left_out')}"
