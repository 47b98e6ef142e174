"""Parting two records that were joined: which, and whether really."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import joining
from ips_tui.casework.joining import Joined
from ips_tui.casework.session import StoreProblem
from ips_tui.dates import short_date
from ips_tui.text import shown
from screens.desk import desk_of
from screens.widgets.chooser import Chooser, ChooserItem
from screens.widgets.confirm import Answer, Confirm

if TYPE_CHECKING:
    from screens.participant.doing import DoingScreen

PART, LEAVE = "part", "leave"


def ask(page: DoingScreen, parted: Callable[[str], Awaitable[None]]) -> None:
    """Ask which of the joined records and whether really; `parted` is called with the id of the one there again."""
    view = page.view
    if view is None or not view.joined:
        return
    if len(view.joined) == 1:
        _really(page, view.joined[0], parted)
        return
    known = {str(one.id): one for one in view.joined}
    items = [ChooserItem(row_id, _called(page, one)) for row_id, one in known.items()]

    def chosen(row_id: str | None) -> None:
        if row_id is not None:
            _really(page, known[row_id], parted)

    page.app.push_screen(Chooser(page.app.words("people.part_which"), items), chosen)


def _called(page: DoingScreen, one: Joined) -> str:
    words = page.app.words
    day = short_date(one.on, page.app.desk.clock.today(), words.dates)
    return words("people.joined", name=shown(page.app.name_of(one.name), 30), ref=one.ref, day=day)


def _really(page: DoingScreen, one: Joined, parted: Callable[[str], Awaitable[None]]) -> None:
    words = page.app.words
    answers = (Answer(PART, words("people.part")), Answer(LEAVE, words("people.part_not"), safe=True))

    async def answered(answer: str | None) -> None:
        if answer != PART:
            return
        try:
            other: UUID = joining.part_records(desk_of(page.app), one.id)
        except StoreProblem as problem:
            page.say(words(problem.message_id), problem=True)
        except LookupError:
            page.say(words("participant.record_gone"), problem=True)
        else:
            await parted(str(other))

    page.app.push_screen(Confirm(words("people.part_question", what=_called(page, one)), answers), answered)
