"""When what is typed is kept: within a second of a key, however long somebody goes on typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from textual.timer import Timer

from screens.widgets.form.plan import DraftKeeper

KEEP_AFTER_SECONDS = 0.4
AGAIN_AFTER_SECONDS = 5.0
"""Until what could not be kept is tried again by itself: a disk may have room by then."""


class DraftWriter:
    """Keeps the draft of one form.

    The first key starts a timer that further keys do not start anew, so that somebody who never pauses is safe
    too. Without a keeper it does nothing.
    """

    def __init__(
        self,
        keeper: DraftKeeper | None,
        values: Callable[[], Mapping[str, str]],
        start_timer: Callable[[float, Callable[[], None]], Timer],
        failed: Callable[[], None],
    ) -> None:
        """`values` gives what to keep, empty when nothing differs from the start; `failed` is called when a
        timed try could not keep it."""
        self.keeper = keeper
        self._values = values
        self._start_timer = start_timer
        self._failed = failed
        self._timer: Timer | None = None
        self._pending = False
        self._told = False
        """Whether the person knows that what was typed last could not be kept."""

    def typed(self) -> None:
        """Something changed."""
        if self.keeper is not None:
            self._pending = True
            self._told = False
            if self._timer is None:
                self._timer = self._start_timer(KEEP_AFTER_SECONDS, self._due)

    def flush(self) -> None:
        """Keep at once what is not kept yet. Raises whatever the keeper raises; the next try is then a full one."""
        self._stop()
        if self.keeper is None or not self._pending:
            return
        if values := self._values():
            self.keeper.keep(values)
        else:
            self.keeper.drop()
        self._pending = False

    def forget(self) -> None:
        """Forget what was kept; what is typed from now on is kept again.

        A draft that the disk does not let go of is offered once more, which costs nothing.
        """
        self._stop()
        self._pending = False
        if self.keeper is not None:
            with suppress(Exception):
                self.keeper.drop()

    def end(self, *, drop: bool) -> None:
        """Keep nothing from now on; with `drop`, what was kept is forgotten too."""
        self._stop()
        self._pending = False
        keeper, self.keeper = self.keeper, None
        if drop and keeper is not None:
            keeper.drop()

    def _due(self) -> None:
        self._timer = None
        try:
            self.flush()
        except Exception:
            # A full disk must not end the program while the text stands on the screen; the person is told, and
            # it is tried again with or without another key.
            if self._timer is None:
                self._timer = self._start_timer(AGAIN_AFTER_SECONDS, self._due)
            if not self._told:
                self._told = True
                self._failed()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
