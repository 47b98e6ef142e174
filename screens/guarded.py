"""Opening, locking and leaving in order: what is typed is kept, the store closed, no screen left behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from ips_tui.content.words import Words
from screens import areas
from screens.base import HouseScreen
from screens.desk import Desk
from screens.place import Kept, come_back, keep
from screens.terminal.hardened import HardenedApp
from screens.watch import HEARTBEAT_SECONDS, LockWatch
from screens.widgets.confirm import Answer, Confirm

if TYPE_CHECKING:
    from screens.app import IpsApp

COPIED_SECONDS = 30.0
"""How long what was copied stays in the clipboard."""
DOOR = "door"
ASIDE = "aside"
"""A mode with nothing in it, never seen."""


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
        self._kept: Kept | None = None
        self._copied: Timer | None = None
        self._lock_waits = False
        self.first_door = desk.state != "open"
        """Whether nobody has come in since the program began: only then may the computer's own keyring open it."""

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

    # When the file is in trouble

    def took(self, error: BaseException) -> bool:
        """Say what is wrong with the file, if that is what is behind an error; False for a fault of the program.

        Whatever stands on the screens stays there.
        """
        problem = self.desk.noticed(error)
        if problem is None:
            return False
        self.say(self.words(problem.message_id), problem=True)
        for screen in self.house_screens():
            screen.refresh_title()
            screen.read_again()
        return True

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.took(error):
                raise

    def fault_words(self, error: Exception) -> str | None:
        """What to say of an error that ends the program, if it is the file and no fault of the program."""
        problem = self.desk.noticed(error)
        return None if problem is None else self.words(problem.message_id)

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
        except Exception as error:
            # The file is open and is read; what is due is computed again once its disk lets it.
            if self.call_from_thread(self.took, error):
                return
            raise
        finally:
            if self.pause_garbage:
                # What is loaded stays, and need not be looked through again.
                gc.freeze()
                gc.enable()

    def opened(self) -> None:
        """The desk is open now: leave the door, for Today or where the same person was. The door's screens call it."""
        self.first_door = False
        self._watch.begin()
        self.call_later(self._come_in)

    async def _come_in(self) -> None:
        """Whoever comes in after somebody else's lock begins at Today, and never learns where that one was."""
        for screen in self.get_screen_stack(DOOR):
            if isinstance(screen, HouseScreen):
                screen.wipe()
        kept, self._kept = self._kept, None
        if kept is None or not kept.who or kept.who != self.desk.who_id:
            await self._change_mode("today", (DOOR,))
        else:
            with self.batch_update():
                await self._change_mode(kept.area, (DOOR,))
                said = await come_back(cast("IpsApp", self), kept)
            self.say(self.words(said))
        self.call_after_refresh(self._forget)

    def _forget(self) -> None:
        """Let go of the screens that were taken away, which point at each other: nothing else frees them."""
        self.let_go_of_screens()
        if self.pause_garbage:
            # What stood when everything was loaded was put aside with it.
            gc.unfreeze()
        gc.collect()
        if self.pause_garbage:
            gc.freeze()

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
        self._kept = None
        with suppress(Exception):
            # Where somebody was is worth less than a lock.
            self._kept = keep(self.desk.who_id, self.current_mode, self.screen_stack)
        self.first_door = False
        self.desk.close()
        self.clear_clipboard()
        self.call_later(self._stand_at_the_door)
        return True

    async def _stand_at_the_door(self) -> None:
        await self._change_mode(DOOR, areas.AREAS)
        self.call_after_refresh(self._forget)

    def continued(self) -> None:
        """Somebody stopped the program from outside: they had its terminal, so it asks who is there."""
        if self._watch.stopped():
            self._lock_by_itself()

    async def on_event(self, event: events.Event) -> None:
        """Any key, paste or click shows that somebody is here."""
        if isinstance(event, (events.Key, events.Paste, events.MouseDown)):
            self._watch.touched()
        await super().on_event(event)

    def _beat(self) -> None:
        if self._watch.beat() or self._lock_waits:
            self._lock_by_itself()

    def _lock_by_itself(self) -> None:
        """Lock; where what is typed cannot be kept, try again until it can."""
        self._lock_waits = self.desk.state == "open" and not self.desk.practice and not self.lock()

    # The clipboard

    def copy_to_clipboard(self, text: str) -> None:
        """Copy for half a minute, and say so; where this computer may not, only from field to field of this program."""
        if self._copied is not None:
            self._copied.stop()
            self._copied = None
        if not text:
            self._take_back()
            return
        if self.desk.config.copying:
            super().copy_to_clipboard(text)
        else:
            self._clipboard = text
        said = "copied" if self.desk.config.copying else "copied_inside"
        self.say(self.words(f"shell.{said}", seconds=round(COPIED_SECONDS)))
        self._copied = self.set_timer(COPIED_SECONDS, self.clear_clipboard, name="clipboard")

    def _take_back(self) -> None:
        """Empty the clipboard, as far as it is ours: what another program put there is not."""
        if not self._clipboard:
            return
        if self.desk.config.copying:
            super().copy_to_clipboard("")
        self._clipboard = ""

    # Leaving

    def before_leaving(self) -> None:
        """Keep what is typed and close the desk; called on every way out."""
        self.flush_drafts()
        self.desk.close()
        self.clear_clipboard()

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
