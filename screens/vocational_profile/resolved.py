"""A step that was made of a barrier is done: is the barrier out of the way? Only the person can say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import barriers
from ips_tui.casework.barriers import BarrierView
from ips_tui.casework.session import StoreProblem
from screens.desk import desk_of
from screens.widgets.confirm import Answer, Confirm

if TYPE_CHECKING:
    from screens.app import IpsApp

RESOLVED, STILL_THERE = "resolved", "still_there"


def ask_resolved(app: IpsApp) -> None:
    """Ask about each barrier whose step the last action says is done; nothing is changed by itself."""
    _ask(app, list(barriers.perhaps_resolved(desk_of(app))))


def resolve(app: IpsApp, barrier_id: UUID) -> None:
    """The barrier is out of the way; that it could not be noted is said."""
    words = app.words
    try:
        barriers.resolve(desk_of(app), barrier_id)
    except StoreProblem as problem:
        app.say(words(problem.message_id), problem=True)
        return
    except LookupError:
        app.say(words("participant.record_gone"), problem=True)
        return
    if app.house is not None:
        app.house.catch_up()
    app.say(words("profile.barrier.resolved_now"))


def _ask(app: IpsApp, waiting: list[BarrierView]) -> None:
    if not waiting:
        return
    one, *others = waiting
    words = app.words
    kind = words.choice("barrier_kind", one.kind)
    about = (
        words("profile.barrier.is", kind=kind, what=one.what) if one.what else words("profile.barrier.kind", kind=kind)
    )

    def answered(answer: str | None) -> None:
        if answer == RESOLVED:
            resolve(app, one.id)
        _ask(app, others)

    app.push_screen(
        Confirm(
            words("profile.barrier.step_done", about=about),
            (
                Answer(RESOLVED, words("profile.barrier.yes")),
                Answer(STILL_THERE, words("profile.barrier.still_there"), safe=True),
            ),
        ),
        answered,
    )
