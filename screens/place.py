"""Where somebody was when the program locked, in ids alone: no name, no typed word, nothing of a record.

What was typed waits as a draft inside the store; the same person finds it open again in its form. Other work areas
than the one in front begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual.screen import Screen

from ips_tui.casework.session import StoreProblem

if TYPE_CHECKING:
    from screens.app import IpsApp
    from screens.base import HouseScreen
    from screens.widgets.record_list import RecordList

ResultT = TypeVar("ResultT")
_AN_ID = re.compile(r"[0-9A-Za-z_.:-]{1,160}")


@dataclass(frozen=True)
class Place:
    """One screen: what makes it again, and where one stood on it."""

    kind: type[HouseScreen[Any]]
    ids: tuple[str | None, ...] = ()
    """What `kind.again` is given: ids of records, names of forms."""
    part: int = 0
    """The stage, the part or the row shown; 0 where there are none."""
    line: str = ""
    """The id of the line under the cursor, or the name of the field with the focus."""
    typed: bool = False
    """Whether something unsaved was typed there, which a draft keeps."""


class PlacedScreen(Screen[ResultT], Generic[ResultT]):
    """A screen that can say in ids how it is made again, and where one stood on it."""

    made_of: ClassVar[tuple[str, ...] | None] = None
    """The attributes, ids all, that make this screen again; None for one that is not made again."""

    def place(self) -> Place | None:
        """What makes this screen again after a lock, in ids alone; None where it is not made again."""
        if self.made_of is None:
            return None
        ids = [getattr(self, name) for name in self.made_of]
        return Place(
            cast("type[HouseScreen[Any]]", type(self)),
            tuple(None if one is None else str(one) for one in ids),
            part=self.part_shown,
            line=an_id(self._line_here()),
        )

    @classmethod
    def again(cls, app: IpsApp, place: Place) -> HouseScreen[Any] | None:
        """This screen once more; None, or a LookupError, where what it was about is gone."""
        return cast("HouseScreen[Any]", cls(*place.ids))

    def wipe(self) -> None:
        """Forget any secret typed here, since the program is open now: Textual keeps its first screen to the end."""

    @property
    def part_shown(self) -> int:
        """The number of the stage or part on screen, 0 where there are none."""
        return 0

    async def stand_at(self, place: Place) -> None:
        """Put the cursor where it was before the lock, if that line is still there."""
        if place.line and (records := self._records()) is not None:
            records.move_to(place.line)

    def ends_on(self, below: HouseScreen[Any]) -> Callable[[Any], Any] | None:
        """What follows on `below`, which this screen was made again on, when this one ends."""
        return None

    def _records(self) -> RecordList | None:
        """The list on screen: the one with the focus, else the first that shows."""
        from screens.widgets.record_list import RecordList

        if isinstance(self.focused, RecordList):
            return self.focused
        shown_now = (one for one in self.query(RecordList) if all(w.display for w in one.ancestors_with_self))
        return next(shown_now, None)

    def _line_here(self) -> str | None:
        records = self._records()
        return None if records is None else records.cursor_id


@dataclass(frozen=True)
class Kept:
    """The way to where one was: whose it is, the work area, and its screens from the lowest up."""

    who: str
    area: str
    places: tuple[Place, ...]
    whole: bool
    """Whether all that was open can be made again."""


def keep(who: str, area: str, stack: Sequence[Any]) -> Kept:
    """What to keep of these screens; questions and lists to choose from are not asked again, nor what lay on them."""
    from screens.base import HouseScreen

    places: list[Place] = []
    whole = True
    for screen in stack:
        place = screen.place() if isinstance(screen, HouseScreen) else None
        if place is None:
            left = stack[len(places) :]
            whole = not any(isinstance(one, HouseScreen) and one.dirty for one in left)
            break
        places.append(place)
    return Kept(who, area, tuple(places), whole)


def an_id(found: str | None) -> str:
    """`found` where it can only be an id or a name of the program's own, else nothing."""
    return found if found is not None and _AN_ID.fullmatch(found) else ""


async def come_back(app: IpsApp, kept: Kept) -> str:
    """Open every screen again over the area, which is in front; the id of a sentence about how far that went."""
    for number, place in enumerate(kept.places):
        if number == 0:
            screen = app.screen
        else:
            made = _made(app, place)
            if made is None:
                return "shell.back.waits" if any(one.typed for one in kept.places) else "shell.back.gone"
            screen, done = made
            await app.push_screen(screen, done)
            if getattr(screen, "gone", False):
                # Somebody else has changed the file meanwhile.
                await app.pop_screen()
                return "shell.back.gone"
        if isinstance(screen, place.kind):
            await screen.stand_at(place)
    if not kept.whole:
        return "shell.back.waits"
    return "shell.back.form" if any(place.typed for place in kept.places) else "shell.back.here"


def _made(app: IpsApp, place: Place) -> tuple[HouseScreen[Any], Callable[[Any], Any] | None] | None:
    """The screen once more and what follows when it ends; None where what it was about is gone."""
    below = app.house
    if below is None:
        return None
    try:
        screen = place.kind.again(app, place)
    except (LookupError, StoreProblem):
        return None
    return None if screen is None else (screen, screen.ends_on(below))
