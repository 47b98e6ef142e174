"""The app that test_hardening_pty.py drives in a real terminal: a script, not a test.

It takes a folder for what it leaves behind: crash records, and the file "saved" when it was told to save.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from screens.terminal.environment import clean_environment

clean_environment()

from textual.app import ComposeResult  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.widgets import Label, Static  # noqa: E402

from ips_tui.clock import SystemClock  # noqa: E402
from screens.terminal.hardened import HardenedApp  # noqa: E402
from screens.widgets.record_list import Column, ListSource, RecordList  # noqa: E402
from screens.widgets.search_line import SearchLine  # noqa: E402

CANARY = "CANARY-Aroha"
HOSTILE = "x\x1b]52;c;Q0FOQVJZ\x07y\x1b]0;owned\x07\x9b31m\u202ez"


class App(HardenedApp):
    """A list, a search line and some texts a person may have pasted."""

    CSS = "RecordList { height: 10; } Static, Label { height: auto; }"

    def __init__(self, folder: Path) -> None:
        super().__init__(SystemClock())
        self.folder = folder

    def crash_folder(self) -> Path:
        return self.folder

    def before_leaving(self) -> None:
        # More than Textual's queue holds: a terminal that went away must not make the program wait here.
        for _ in range(100):
            if self._driver is not None:
                self._driver.write(" ")
        (self.folder / "saved").write_text(self.query_one(SearchLine).value, encoding="utf-8")

    def continued(self) -> None:
        (self.folder / "continued").touch()

    def compose(self) -> ComposeResult:
        rows = [(f"id-{n}", (f"Person {n}", HOSTILE)) for n in range(50)]
        people = RecordList(
            [Column("name", "Name", 12), Column("note", "Note", 0)], ListSource(rows), empty="-", no_match="-"
        )
        yield SearchLine(people)
        yield people
        yield Static(Content(HOSTILE))
        yield Label(HOSTILE, markup=False)

    def on_mount(self) -> None:
        self.notify(HOSTILE, title=HOSTILE, markup=False, timeout=60)
        self.set_timer(0.3, self.say_ready)

    def say_ready(self) -> None:
        self.query_one(Label).update(f"{HOSTILE} READY")

    def key_f8(self) -> None:
        note = f"{CANARY} has told me"
        raise ValueError(f"could not save {note}")

    def key_f7(self) -> None:
        self.run_worker(self.fail_in_a_worker(), exit_on_error=True)

    async def fail_in_a_worker(self) -> None:
        note = f"{CANARY} has told me"
        int(note)

    def key_f6(self) -> None:
        self.clear_clipboard()
        self.copy_to_clipboard("copied on purpose")


if __name__ == "__main__":
    if sys.platform != "win32":
        import fcntl
        import termios

        # The terminal becomes this session's own, so that closing it hangs the program up.
        with contextlib.suppress(OSError):
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.umask(0o077)
    app = App(Path(sys.argv[1]))
    app.run()
    sys.exit(app.return_code)
