"""Which driver runs the terminal here."""

from __future__ import annotations

import sys

from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """The program's own driver on Linux and macOS; None on Windows, where Textual's own one is used."""
    if sys.platform == "win32":
        return None
    from screens.terminal.posix import PosixDriver

    return PosixDriver
