"""The key that undoes what one did last, on every screen where a list or a person's page has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic
from uuid import UUID

from textual.binding import BindingType

from ips_tui.casework.session import StoreProblem
from ips_tui.text import shown
from screens.base import HouseScreen, ResultT
from screens.desk import desk_of
from screens.keys import bind, keys_here
from screens.widgets.confirm import Answer, Confirm, Notice
from screens.widgets.working import Working

if TYPE_CHECKING:
    from ips_tui.casework.undo import Done

UNDO, LEAVE = "undo", "leave"
KEY = "undo.last"
LINE = 66
"""Cells of a line in the question, so that no name breaks it."""
MOST_NAMES = 3
MANY_ROWS = 200
"""Records from which undoing takes so long that it is done on a thread."""


class UndoingScreen(HouseScreen[ResultT], Generic[ResultT]):
    """A screen on which U asks whether to undo the last action, whatever it was about, and does so."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("u,ctrl+z", "undo", KEY)]

    _said_for: UUID | None = None
    """The action after which the key was said last."""

    @property
    def gone(self) -> bool:
        """Whether what this screen is about is not there any more, so that there is nothing left to stay for."""
        return False

    def action_undo(self) -> None:
        """U: say what would be undone, and ask; or say why it stays."""
        from ips_tui.casework.undo import NotUndone, last

        words = self.app.words
        # What is typed elsewhere may be about it.
        self.app.flush_drafts()
        try:
            done = last(desk_of(self.app))
        except (NotUndone, StoreProblem) as reason:
            self._stays(reason)
            return
        question = "\n".join((words("undo.question"), "", *self._told(done)))
        answers = (Answer(LEAVE, words("undo.leave"), safe=True), Answer(UNDO, words("undo.yes")))
        self.app.push_screen(Confirm(question, answers), lambda answer: self._answered(answer, done))

    def say_saved(self, text: str, record: str) -> None:
        """Say that something was saved, and which key undoes it where it can be undone."""
        from ips_tui.casework.undo import NotUndone, last

        words = self.app.words
        key = next((k.key.split(" ")[0] for k in keys_here(self.active_bindings.values(), words) if k.id == KEY), "")
        try:
            done = last(desk_of(self.app))
        except (NotUndone, StoreProblem):
            done = None  # It stays as it is; why is said to whoever presses the key.
        # A form saved without a change did nothing that could be undone.
        if key and done is not None and UUID(record) in done.rows and done.id != self._said_for:
            self._said_for = done.id
            text = f"{text} {words('undo.by_key', key=key)}"
        self.say(text)

    def _answered(self, answer: str | None, done: Done) -> None:
        from ips_tui.casework.undo import NotUndone, undo

        if answer != UNDO:
            return
        if len(done.rows) >= MANY_ROWS:
            self.run_worker(self._undo_many(done), exclusive=True)
            return
        wrong: Exception | None = None
        try:
            undo(desk_of(self.app), done.id)
        except (NotUndone, StoreProblem) as reason:
            wrong = reason
        self._after(done, wrong)

    async def _undo_many(self, done: Done) -> None:
        from ips_tui.casework.undo import undo_aside

        words, desk = self.app.words, desk_of(self.app)

        def work(told: Callable[[int, int], None], stopped: Callable[[], bool]) -> None:
            undo_aside(desk, done.id, progress=told, stopped=stopped)

        self._after(done, await self.app.push_screen_wait(Working(words("undo.working"), words, work)))

    def _after(self, done: Done, wrong: Exception | None) -> None:
        """Show what was undone, or say why it was not."""
        from ips_tui.casework.undo import NotUndone

        if isinstance(wrong, NotUndone | StoreProblem):
            self._stays(wrong)
            return
        if wrong is not None:
            raise wrong
        self.catch_up()
        front: HouseScreen[Any] = self
        stack = self.app.screen_stack
        if self.gone and self is stack[-1] and len(stack) > 1 and isinstance(behind := stack[-2], HouseScreen):
            self.dismiss()
            behind.catch_up()
            front = behind
        front.say(self.app.words("undo.done", what=done.what))

    def _stays(self, reason: Exception) -> None:
        """Say in full why nothing was undone; a disk that is full is said as everywhere."""
        from ips_tui.casework.undo import NotUndone

        words = self.app.words
        if isinstance(reason, StoreProblem):
            self.say(words(reason.message_id), problem=True)
        elif isinstance(reason, NotUndone):
            why = words(reason.message_id, **{name: shown(said, LINE) for name, said in reason.values.items()})
            told = () if reason.done is None else (words("undo.cannot"), "", *self._told(reason.done), "")
            self.app.push_screen(Notice("\n".join((*told, why)), words("shell.ok")))

    def _told(self, done: Done) -> list[str]:
        """What was done, about whom, and when; names as they may be shown now."""
        names = [*map(self.app.name_of, done.participants), *done.others]
        about = [shown(name, LINE) for name in names[:MOST_NAMES]]
        count = (self.app.words("undo.brought_in", count=done.brought_in),) if done.brought_in > 1 else ()
        return [done.what, *count, *about, done.when]
