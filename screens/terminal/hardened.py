"""The app class under the program's own: what Textual would show, keep or do that this program must not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from ips_tui.clock import Clock
from ips_tui.content.words import Words
from ips_tui.crash import versions, write_crash_record
from screens.terminal.driver import driver_class
from screens.terminal.filter import TextOnly
from screens.terminal.in_order import InputInOrder
from screens.terminal.styled_once import StyledOnce
from screens.terminal.too_small import OneLineWhenTooSmall

ENGLISH: Mapping[str, str] = {
    "shell.fault.happened": "Something went wrong inside the program, and it had to close.",
    "shell.fault.recorded": (
        "Please start it again. If you ask for help, give the code {code}. Its record holds no typed text."
    ),
    "shell.fault.not_recorded": "Please start it again. No record of the fault could be written.",
    "shell.how_to_quit": "{key} leaves the program.",
    "shell.too_small": "Make this window larger (now {width}x{height})",
}
"""What is said where the words cannot be had: that they could not be read may be the fault itself."""


class HardenedApp(InputInOrder, StyledOnce, OneLineWhenTooSmall):
    """An app that shows no traceback, paints no control characters and leaves the terminal in order.

    After `run()` the program must end with `sys.exit(app.return_code)`: 0, or 1 after a fault, or 128 and the
    number of the signal that ended it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit", tooltip="Leave"),
        Binding("ctrl+c", "help_quit", "How to quit", show=False, system=True, id="app.help_quit"),
    ]

    def __init__(self, clock: Clock, css_path: Any = None, pack: Words | None = None) -> None:
        """Take the clock, which dates crash records, Textual's style sheets, and the words to speak in."""
        super().__init__(css_path=css_path)
        self.clock = clock
        self.pack = pack
        """The words for what is said when something goes wrong."""
        self.animation_level = "none"
        self._text_only = TextOnly()
        self._leaving = False
        self._saved = False

    # For the program's own app to fill in

    def crash_folder(self) -> Path | None:
        """Where crash records go; None, as here, for nowhere."""
        return None

    def before_leaving(self) -> None:
        """Keep what was typed and close the store. Called once, whatever the reason: a signal or a fault.

        Widgets are still there. It must not wait for anything: after a signal there may be seconds only.
        """

    def continued(self) -> None:
        """The program was stopped from outside and goes on; whoever stopped it has had the terminal meanwhile."""

    # What Textual is told otherwise

    def get_driver_class(self) -> type[Driver]:
        """The program's own driver where there is one."""
        return driver_class() or super().get_driver_class()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters and, last, the one that lets only text pass."""
        return [*super().get_line_filters(), self._text_only]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Textual's commands without the one that saves the screen, with a person on it, as a plain file."""
        return (each for each in super().get_system_commands(screen) if each.title != "Screenshot")

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Nothing: a picture of the screen would be an unprotected file."""

    def action_suspend_process(self) -> None:
        """Nothing: the store's key is in memory, and the terminal would be anybody's."""

    def action_help_quit(self) -> None:
        """Ctrl+C leaves many programs; here it says how."""
        active = (each.binding for each in self.active_bindings.values())
        for binding in active:
            if binding.action in ("quit", "app.quit"):
                self.notify(self._words("shell.how_to_quit", key=self.get_key_display(binding)), markup=False)
                return

    def too_small(self, size: Mapping[str, str]) -> str:
        """That the window is too small to work in, and how large it is now."""
        return self._words("shell.too_small", **size)

    def clear_clipboard(self) -> None:
        """Take back what was copied here, from the app and, where the terminal allows, from the computer."""
        if self.clipboard:
            self.copy_to_clipboard("")

    def let_go_of_screens(self) -> None:
        """Drop what Textual keeps of screens that were taken away: the first one, and who asked to hear of a change."""
        self._compose_screen = None
        watchers: Mapping[str, list[tuple[Any, Any]]] = self.__dict__.get("__watchers", {})
        for waiting in watchers.values():
            waiting[:] = [one for one in waiting if one[0] is self or one[0].is_attached]

    # Leaving

    def leave(self, signal_number: int) -> None:
        """Keep what was typed, then end with 128 and the number of the signal. A second signal is ignored."""
        if self._leaving:
            return
        self._leaving = True
        # Signals and the reading thread come from outside the app's own context.
        with self._context():
            try:
                self._save_once()
            except Exception as error:
                self._handle_exception(error)
            else:
                self.exit(return_code=128 + signal_number)

    def report(self, error: Exception) -> None:
        """End the app because of an error that nothing else took."""
        with self._context():
            self._handle_exception(error)

    def _save_once(self) -> None:
        if not self._saved:
            self._saved = True
            self.before_leaving()

    # Faults

    def _on_load(self, event: events.Load) -> None:
        asyncio.get_running_loop().set_exception_handler(self._on_loop_error)

    def _on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """An error in a task nobody waited for; asyncio would print it with its message."""
        error = context.get("exception")
        if isinstance(error, Exception) and self._running:
            self.report(error)

    def _handle_exception(self, error: Exception) -> None:
        """End the app: one plain sentence on the terminal, and a record without a person's data.

        Textual's own way shows the local variables of the failing code, which hold people's records.
        """
        first = self._exception is None
        self._return_code = 1
        if not first:
            # What fails while the app is ending follows from the first fault and says nothing new.
            return
        self._exception = error
        self._exception_event.set()
        if (said := self._said_by_file(error)) is not None:
            self._keep_what_was_typed()
            self.panic(Text(said))
            return
        self._keep_what_was_typed()
        self.panic(Text(f"{self._words('shell.fault.happened')} {self._record(error)}"))

    def fault_words(self, error: Exception) -> str | None:
        """What to say of an error that is no fault of the program; None, as here, for every other."""
        return None

    def _said_by_file(self, error: Exception) -> str | None:
        with suppress(Exception):
            return self.fault_words(error)
        return None

    def _keep_what_was_typed(self) -> None:
        try:
            self._save_once()
        except Exception:
            # Saving may fail for the very reason the app is ending, and that one is recorded.
            return

    def _record(self, error: Exception) -> str:
        try:
            folder = self.crash_folder()
            if folder is None:
                return self._words("shell.fault.not_recorded")
            code = write_crash_record(folder, error, self.clock.now(), versions())
        except Exception:
            return self._words("shell.fault.not_recorded")
        return self._words("shell.fault.recorded", code=code)

    def _words(self, message_id: str, **values: str) -> str:
        """The text of that id, whatever else is broken."""
        with suppress(Exception):
            if self.pack is not None and self.pack.has(message_id):
                return self.pack(message_id, **values)
        return ENGLISH[message_id].format(**values)
