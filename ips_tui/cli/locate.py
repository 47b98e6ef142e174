"""`ips-tui locate`: where the files are. Opens none of them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import words_of, write_json, write_lines
from ips_tui.paths import Paths, sample


def run(asked: Asked, paths: Paths) -> int:
    """Print each place and whether anything stands there; the exit status."""
    places = _places(paths)
    if asked.json:
        write_json({name: {"path": str(path), "exists": _exists(path)} for name, path in places})
        return 0
    words = words_of(paths)
    for name, path in places:
        said = words("cli.locate.there", name=name, path=path)
        write_lines([said if _exists(path) else words("cli.locate.missing", name=name, path=path)])
    return 0


def _places(paths: Paths) -> list[tuple[str, Path]]:
    places = [
        ("store", paths.store),
        ("practice", paths.practice),
        ("data", paths.data),
        ("settings", paths.config_file),
        ("state", paths.state),
        ("crashes", paths.crash_folder),
        ("log", paths.log),
    ]
    with suppress(FileNotFoundError):
        places.append(("sample", sample()))
    return places


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
