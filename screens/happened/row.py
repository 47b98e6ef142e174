"""What happened today, with one person after the other: who, the short form, and who next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ips_tui.casework.session import StoreProblem
from screens.happened.who import WhoScreen

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.entries.happened import HappenedScreen


class HappenedRow:
    """People in a row, until Esc; then the screen it began on says what was filed."""

    def __init__(self, front: HouseScreen[Any]) -> None:
        """Begin on the screen in front, whose person stands first."""
        self._front = front
        self._app = front.app
        self._filed: dict[UUID, str] = {}
        """The record filed last of each person."""
        self._form: HappenedScreen | None = None

    def begin(self) -> None:
        """Ask whom it is about; whoever is meant here is taken with Enter alone."""
        meant = self._front.person_meant
        self._ask(WhoScreen(self._app.words("happened.who"), first=UUID(meant) if meant else None))

    def goes_on_with(self, form: HappenedScreen) -> Callable[[str | None], None]:
        """The form of one of them was opened again; gives what is to be done when it ends."""
        self._form = form
        return self._answered

    def _ask(self, who: WhoScreen) -> None:
        self._app.push_screen(who, self._chosen)

    def _chosen(self, person: str | None) -> None:
        if person is None:
            self._end()
            return
        from screens.entries.happened import happened_form

        words = self._app.words
        try:
            self._form = happened_form(self._app, person)
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self._app.say(words("participant.record_gone"), problem=True)
        except StoreProblem as problem:
            self._app.say(words(problem.message_id), problem=True)
        else:
            self._app.push_screen(self._form, self._answered)

    def _answered(self, record: str | None) -> None:
        form = self._form
        if record is None or form is None:
            self._end()
            return
        self._filed[form.person] = record
        words = self._app.words
        self._ask(WhoScreen(words("happened.who_next"), done=form.filed_in_words(), last=self._filed))

    def _end(self) -> None:
        if self._filed:
            self._front.say_happened(self._filed)
