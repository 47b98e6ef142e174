"""The key that puts a due line off; of one that was put off, it asks what holds from now on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from ips_tui.casework import snooze
from ips_tui.casework.session import StoreProblem
from ips_tui.casework.today import DueLine
from ips_tui.dates import short_date
from screens import entries
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.widgets.confirm import Answer, Confirm

AGAIN, ANOTHER_DAY, LEAVE = "again", "another_day", "leave"
Answered = Callable[[str | None], Any]


def put_off(screen: HouseScreen[Any], line: DueLine, answered: Answered) -> None:
    """Ask until when and why; `answered` hears what was recorded, or None.

    Raises LookupError when what the line asks for was done meanwhile.
    """
    app = screen.app
    if line.put_off_until is None:
        app.push_screen(entries.snooze_form(app, line.id), answered)
        return
    words = app.words

    def chosen(answer: str | None) -> None:
        if answer == AGAIN:
            _due_again(screen, line.id, answered)
        elif answer == ANOTHER_DAY:
            app.push_screen(entries.snooze_form(app, line.id), answered)

    today = line.due_on + timedelta(days=line.days_overdue)
    day = short_date(line.put_off_until, today, words.dates)
    question = words("snooze.question", what=words(f"kind.{line.kind}"), day=day)
    answers = (
        Answer(AGAIN, words("snooze.again")),
        Answer(ANOTHER_DAY, words("snooze.another_day")),
        Answer(LEAVE, words("snooze.leave"), safe=True),
    )
    app.push_screen(Confirm(question, answers), chosen)


def _due_again(screen: HouseScreen[Any], line: UUID, answered: Answered) -> None:
    words = screen.app.words
    try:
        record = snooze.end(desk_of(screen.app), line)
    except StoreProblem as problem:
        screen.say(words(problem.message_id), problem=True)
    except LookupError:
        screen.say(words("entries.gone"), problem=True)
    else:
        screen.catch_up()
        answered(str(record))
