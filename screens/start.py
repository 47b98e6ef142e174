"""Starting the screens: the environment cleaned, the garbage collector waiting until everything is loaded.

This module imports nothing of Textual by itself, since Textual reads the environment while it is imported.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from screens.desk import Desk
from screens.terminal.environment import clean_environment


def run(
    desk: Desk, problems: Sequence[str] = (), config_path: Path | None = None, question_problems: Sequence[str] = ()
) -> int:
    """Show the screens over this desk until the person leaves; returns the exit status of the process.

    `problems` are sentences about the settings file at `config_path`, `question_problems` about the files with the
    team's own questions; they are shown once the first screen stands.
    """
    clean_environment()
    # A collection in the middle of the imports, the first ones and those after the first paint, would find nothing.
    gc.disable()
    try:
        from screens.app import IpsApp

        app = IpsApp(desk, problems=problems, config_path=config_path, question_problems=question_problems)
        app.pause_garbage = True
        app.run()
        return app.return_code or 0
    finally:
        gc.enable()
