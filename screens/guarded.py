"""Opening, locking and leaving in order: what is typed is kept, the store closed, no screen left behind."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.screen import Screen

from ips_tui.content.words import Words
from screens import areas
from screens.base import HouseScreen
from screens.desk import Desk
from screens.terminal.hardened import HardenedApp
from screens.watch import HEARTBEAT_SECONDS, LockWatch
from screens.widgets.confirm import Answer, Confirm

DOOR = "door"
ASIDE = "aside"
"""A mode with nothing in it, never seen."""
COPY_AFTER_SECONDS = 3.0
"""Today stands and everything is loaded by then, so that the copy of the day is in nobody's way."""


class LeavingQuestion(Confirm):
    """What is typed is not saved: whether to leave all the same. The safe answer is the one that loses nothing."""

    LEAVE, STAY = "leave", "stay"

    def __init__(self, words: Words, *, lost: bool) -> None:
        """`lost`: it cannot be kept as a draft, so leaving would throw it away."""
        leave = Answer(self.LEAVE, words(f"shell.leaving.{'lose' if lost else 'keep'}"), safe=not lost)
        stay = Answer(self.STAY, words("shell.leaving.stay"), safe=lost)
        question = words(f"shell.leaving.{'lost' if lost else 'unsaved'}")
        super().__init__(question, (stay, leave) if lost else (leave, stay))


class GuardedApp(HardenedApp):
    """An app over one desk that nobody gets past the door of without its passphrase."""

    MODES: ClassVar[Mapping[str, areas.Factory]] = areas.FACTORIES  # type: ignore[assignment]

    def __init__(self, desk: Desk) -> None:
        """Watch over `desk`."""
        self.desk = desk
        self.pause_garbage = False
        # The first screen is the base of the first mode; a blank one before it would cost a paint.
        self.DEFAULT_MODE = "today" if desk.state == "open" else DOOR  # type: ignore[misc]
        super().__init__(clock=desk.clock, pack=desk.words)
        self.add_mode(DOOR, self._door)
        self._watch = LockWatch(desk.clock, desk.config.lock_minutes)

    # What the shell above fills in

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show one sentence to the person."""

    def door(self) -> Screen[Any]:
        """What stands before the store as it is now."""
        return areas.door(self.desk.state)

    @property
    def words(self) -> Words:
        """The word pack in use."""
        return self.desk.words

    def house_screens(self) -> Iterator[HouseScreen[Any]]:
        """Every screen of ours there is, shown or not."""
        for mode in (DOOR, *areas.AREAS):
            try:
                stack = self.get_screen_stack(mode)
            except KeyError:
                continue  # never visited
            yield from (screen for screen in stack if isinstance(screen, HouseScreen))

    def flush_drafts(self) -> bool:
        """Keep everything typed that is not kept yet, on every screen there is; False when that failed."""
        kept = True
        for screen in self.house_screens():
            try:
                screen.flush_draft()
            except Exception:
                # Whatever went wrong, the text still stands on the screen, which is what must not be lost.
                kept = False
        return kept

    # Starting

    def on_mount(self) -> None:
        """Begin to watch over the lock; everything else waits for the first paint."""
        self.call_after_refresh(self.painted)
        self.set_interval(HEARTBEAT_SECONDS, self._beat, name="lock watch")

    def painted(self) -> None:
        """The first screen stands: load the rest."""
        self.run_worker(self._warm, thread=True, group="warm")

    def _warm(self) -> None:
        """Load the rest, and then let garbage be collected: a seventh of this would be looking for it in vain."""
        try:
            self.desk.warm()
        finally:
            if self.pause_garbage:
                # What is loaded stays, and need not be looked through again.
                gc.freeze()
                gc.enable()

    def opened(self) -> None:
        """The desk is open now: leave the door and go to Today. Called by the door's screens."""
        self._watch.begin()
        self.call_later(self._change_mode, "today", (DOOR,))
        if self.desk.copied_before:
            self.call_later(self.say, self.words("copies.before_new_version", name=self.desk.copied_before))
        self.set_timer(COPY_AFTER_SECONDS, self.copy_of_the_day, name="copy of the day")

    def copy_of_the_day(self) -> None:
        """Take the copies of this day behind what the person does; only what was in the way is said."""
        if self.desk.state == "open" and not self.desk.practice:
            self.run_worker(self._copy_of_the_day(), group="copy of the day", exclusive=True)

    async def _copy_of_the_day(self) -> None:
        problem = await asyncio.to_thread(self.desk.copy_of_the_day)
        if self.desk.state != "open":
            return
        if problem:
            self.say(self.words("copies.failed", why=self.words(problem)))
        self.copied()

    def copied(self) -> None:
        """A copy may have been taken: what stands on the screen of its age may be another."""

    # Locking

    def lock_after(self, minutes: int) -> None:
        """Lock from now on after so many minutes (0 for never) without a key."""
        self._watch.minutes = minutes

    def lock(self) -> bool:
        """Keep what is typed, close the desk, take every screen away and stand before the door.

        Returns False, with everything as it was, in practice, at the door, and when what is typed could not
        be kept: nothing typed is lost for a lock.
        """
        if self.desk.state != "open":
            return False
        if self.desk.practice:
            self.say(self.words("shell.practice_no_lock"))
            return False
        if not self.flush_drafts():
            self.say(self.words("shell.not_kept"), problem=True)
            return False
        self.desk.close()
        self.clear_clipboard()
        self.call_later(self._change_mode, DOOR, areas.AREAS)
        return True

    async def on_event(self, event: events.Event) -> None:
        """Any key, paste or click shows that somebody is here."""
        if isinstance(event, (events.Key, events.Paste, events.MouseDown)):
            self._watch.touched()
        await super().on_event(event)

    def _beat(self) -> None:
        if self._watch.beat() and self.desk.state == "open" and not self.desk.practice:
            self.lock()

    # Leaving

    def before_leaving(self) -> None:
        """Keep what is typed and close the desk; called on every way out."""
        self.flush_drafts()
        self.desk.close()

    def crash_folder(self) -> Path | None:
        """Where a crash record goes."""
        return self.desk.crash_folder

    async def action_quit(self) -> None:
        """Ctrl+Q: leave; asked first where something is typed and not saved, and again means yes if it is kept."""
        if not self.flush_drafts():
            self.say(self.words("shell.not_kept"), problem=True)
            return
        unsaved = [screen for screen in self.house_screens() if screen.dirty]
        asking = isinstance(self.screen, LeavingQuestion)
        lost = any(not screen.keeps for screen in unsaved)
        if unsaved and not asking:
            self.push_screen(LeavingQuestion(self.words, lost=lost), self._leave_or_stay)
        elif not (asking and lost):
            self._leave()

    def _leave_or_stay(self, answer: str | None) -> None:
        if answer == LeavingQuestion.LEAVE:
            self._leave()

    def _leave(self) -> None:
        self._save_once()
        self.exit(0)

    async def _change_mode(self, mode: str, leave: Sequence[str]) -> None:
        """Go to a mode and take the screens of others away, so that nothing of them stays in memory."""
        await self.switch_mode(mode)
        for name in leave:
            await self.remove_mode(name)
            self.add_mode(name, self._door if name == DOOR else self.MODES[name])

    async def remake(self, front: Screen[Any], said: str = "") -> None:
        """Put `front` in the place of all that is shown and say `said` on it; every other area is made anew as well.

        Whatever is open goes, so it must not hold anything unsaved.
        """
        here = self.current_mode
        with self.batch_update():
            # A mode cannot be taken away while it is shown.
            self.add_mode(ASIDE, Screen)
            await self._change_mode(ASIDE, (DOOR, *areas.AREAS))
            await self.remove_mode(here)
            self.add_mode(here, lambda: front)
            await self.switch_mode(here)
            await self.remove_mode(ASIDE)
        if said:
            self.say(said)

    def _door(self) -> Screen[Any]:
        return self.door()
