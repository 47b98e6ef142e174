"""What can be done with what is due on a participant's page, beside doing it: it can wait until a day."""

from __future__ import annotations

from typing import ClassVar

from ips_tui.casework.case import CaseView
from ips_tui.casework.today import DueLine
from screens.participant import putting_off
from screens.participant.doing import DoingScreen
from screens.participant.due_lines import reason_of
from screens.participant.recordable import Recordable
from screens.widgets.chooser import Chooser, ChooserItem


class DueDoing(DoingScreen):
    """Putting off, from the list of what can be noted."""

    RECORDABLES: ClassVar[tuple[Recordable, ...]] = (Recordable("put_off"),)

    def offers(self, action: str, view: CaseView) -> bool:
        """Only what is due can be put off."""
        return bool(view.due) if action == "put_off" else super().offers(action, view)

    def action_put_off(self) -> None:
        """The line that is due, else the one that is chosen, can wait until a day."""
        if (view := self.view) is None or not view.due:
            return
        if len(view.due) == 1:
            self._put_off(view.due[0])
            return
        words = self.app.words
        items = [
            ChooserItem(str(line.id), f"{words(f'kind.{line.kind}')}: {reason_of(line, words)}") for line in view.due
        ]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._put_off(next(line for line in view.due if str(line.id) == answer))

        self.app.push_screen(Chooser(words("snooze.which"), items), chosen)

    def _put_off(self, line: DueLine) -> None:
        def asked() -> None:
            putting_off.put_off(self, line, self._noted)

        self._open(asked)
