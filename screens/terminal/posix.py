"""The terminal on Linux and macOS: Textual's driver, made to survive what terminals really do.

Bytes that are not UTF-8 are ignored, a lone Esc and quitting do not wait for a poll, an idle program sleeps,
and a signal or a terminal that went away lets the app save and leave, with the terminal as it was found.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import IO, Any, Protocol, cast

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from screens.terminal.pasting import Pasting, Piece

assert sys.platform != "win32"

PASTE_SECONDS = 1.0
"""A paste whose end does not come within this time after its last piece is taken as it is."""
MARK_SECONDS = 0.003
"""The rest of a mark comes in the same moment, or what came was a key."""
LEAVING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Leaver(Protocol):
    """What the driver asks of the app besides what Textual's drivers ask."""

    def leave(self, signal_number: int) -> None:
        """Save and end because of a signal; called on the app's own loop."""
        ...

    def report(self, error: Exception) -> None:
        """End because of a fault; called on the app's own loop."""
        ...

    def continued(self) -> None:
        """The program was stopped, for however long, and goes on; called on the app's own loop."""
        ...


class Screenward:
    """The terminal to write to; once it has gone away, what is written goes nowhere and nothing waits."""

    def __init__(self, file: IO[str]) -> None:
        """Wrap the file Textual would write to."""
        self._file = file

    def write(self, text: str) -> int:
        """Write, or drop the text when there is no terminal any more. Returns the number of characters."""
        try:
            return self._file.write(text)
        except (OSError, ValueError):
            # The thread that writes must live on and take what is queued, or the app waits for it for ever.
            return len(text)

    def flush(self) -> None:
        """Flush, unless there is no terminal any more."""
        try:
            self._file.flush()
        except (OSError, ValueError):
            return

    def isatty(self) -> bool:
        """Is it a terminal?"""
        return self._file.isatty()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()


class PosixDriver(LinuxDriver):
    """Textual's driver for Linux and macOS with its input loop, its signals and its writing replaced."""

    def __init__(self, app: Any, **options: Any) -> None:
        """Take the app, which answers to `Leaver`, and Textual's options."""
        super().__init__(app, **options)
        self._leaver = cast(Leaver, app)
        self._file = cast(Any, Screenward(cast("IO[str]", self._file)))
        self._wake: tuple[int, int] | None = None
        # The store's key is in memory: the program is never put to sleep from the keyboard.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)

    def start_application_mode(self) -> None:
        """Take the terminal, and listen for the signals that mean leaving."""
        if self._wake is None:
            self._wake = os.pipe()
        loop = asyncio.get_running_loop()
        for number in LEAVING_SIGNALS:
            loop.add_signal_handler(number, self._leaver.leave, int(number))
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Stop reading, at once: the reading thread sleeps on the terminal and on a pipe, and is woken."""
        wake, self._wake = self._wake, None
        if wake is not None:
            os.write(wake[1], b"\0")
        super().disable_input()
        if wake is not None:
            os.close(wake[0])
            os.close(wake[1])

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again after a stop that nobody may refuse; the shell has used it meanwhile."""
        # On the loop and not here, where any of the app's code may be half done.
        self._loop.call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        if self._wake is None:
            return
        # Textual's own way starts a second reading thread and takes the raw terminal for the one it found.
        self._leaver.continued()
        self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._leaver.report, error)

    def run_input_thread(self) -> None:
        """Read keys until woken to stop, or until the terminal has gone away."""
        if self._wake is None:
            return
        parser, pasting = XTermParser(False), Pasting()
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        # Not the default selector: on macOS that one cannot wait for a terminal.
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            stop = selector.register(self._wake[0], selectors.EVENT_READ)
            timeout: float | None = None
            while True:
                ready = [key for key, _ in selector.select(timeout)]
                if stop in ready:
                    break
                if ready:
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._leaver.leave, int(signal.SIGHUP))
                        break
                    # An empty text means the end to the parser; half a character gives one.
                    if text := decode(data):
                        self._take(parser, pasting.feed(text))
                elif pasting.waiting:
                    self._take(parser, pasting.give_up())
                    ready = [stop]
                for event in parser.tick():
                    self.process_message(event)
                # One look after each read, when Esc has become a key; then asleep until there is more.
                timeout = constants.ESCAPE_DELAY + 0.002 if ready else None
                if pasting.inside:
                    timeout = PASTE_SECONDS
                elif pasting.waiting:
                    timeout = MARK_SECONDS
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            pass

    def _take(self, parser: XTermParser, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece.pasted:
                self.process_message(events.Paste(piece.text))
            else:
                for event in parser.feed(piece.text):
                    self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing when there is no terminal any more."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
