"""Keys and pastes are carried out one after the other, however fast they come.

Textual 8.2.8 hands a key to the focused widget, and runs its binding only once the event has bubbled up to the
app; meanwhile the next key may already have been taken in. On a busy computer "ab, Backspace, c" can then lose the
c, and text typed after Tab can land in the field before. Here the next input waits until the last has come to
rest, however long a slow computer takes over it. A widget that is busy with a question of its own does not hold the
keyboard up for longer than a moment: then nothing goes on.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.widget import Widget

LOOK_AGAIN_SECONDS = 0.01
"""How often one looks whether a new screen stands."""
REST_SECONDS = 0.25
"""How long nothing may go on with an input before the next is let in."""


class InputInOrder(App[int]):
    """An app that takes in one key or paste at a time."""

    def __init__(self, **options: Any) -> None:
        """Take Textual's options."""
        super().__init__(**options)
        self._waiting_input: deque[events.Event] = deque()
        self._carried_out = 0
        self._steps = 0
        self._under_way = False
        self._longest_wait: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold input back while other input is under way."""
        if not isinstance(event, (events.Key, events.Paste)) or (event.is_forwarded and self._front_stands):
            await super().on_event(event)
        elif event.is_forwarded:
            # It comes back from the screen before, and what it does is looked up in the one in front now.
            self.set_timer(LOOK_AGAIN_SECONDS, lambda: self.on_event(event))
        elif self._under_way:
            self._waiting_input.append(event)
        else:
            await self._carry_out(event)

    @property
    def _front_stands(self) -> bool:
        """Whether the screen in front is put together: a key typed ahead of it would find nothing there."""
        return not self.screen_stack or self.screen.is_mounted

    async def _carry_out(self, event: events.Event) -> None:
        self._under_way = True
        self._carried_out += 1
        if not self._front_stands:
            self.set_timer(LOOK_AGAIN_SECONDS, lambda: self._carry_out(event))
            return
        before = self.focused
        way = self._way()
        await super().on_event(event)
        self._wait_for_steps(self._carried_out)
        self._follow(way, self._carried_out, before)

    def _wait_for_steps(self, number: int) -> None:
        steps = self._steps
        self._longest_wait = self.set_timer(REST_SECONDS, lambda: self._waited(number, steps))

    async def _waited(self, number: int, steps: int) -> None:
        if number != self._carried_out or not self._under_way:
            return
        if steps != self._steps:
            self._wait_for_steps(number)
        else:
            await self._at_rest(number)

    def _way(self) -> list[Any]:
        """The widgets that an event passes on its way up, from the focused one to the app."""
        return list((self.focused or self.screen).ancestors_with_self) if self.screen_stack else [self]

    def _follow(self, way: list[Any], number: int, before: Widget | None, last: bool = False) -> None:
        """Go behind the event from widget to widget: what is posted after it arrives after it.

        Where it moved the focus, what that tells the widgets around the new place is part of it. What the app itself
        put off until after the event, as stock Textual does with a widget's `focus`, is waited for once more.
        """
        self._steps += 1
        if way:
            step: MessagePump = way[0]
            if not step.call_later(self._follow, way[1:], number, before):
                self._follow(way[1:], number, before)
        elif self.focused is not before:
            self._follow(self._way(), number, self.focused)
        elif not last:
            self.call_later(self._follow, way, number, before, True)
        else:
            self.call_next(self._at_rest, number)

    async def _at_rest(self, number: int) -> None:
        if number != self._carried_out or not self._under_way:
            return
        if self._longest_wait is not None:
            self._longest_wait.stop()
        self._under_way = False
        if self._waiting_input:
            await self._carry_out(self._waiting_input.popleft())
