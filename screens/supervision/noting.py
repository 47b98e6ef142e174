"""What both pages of supervision share: a record is noted or opened from them, and what became of it is said."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from screens.undoing import UndoingScreen
from screens.widgets.chooser import Chooser, ChooserItem


class NotingScreen(UndoingScreen[None]):
    """A page from which supervision and learning are noted."""

    def ask_kind(self, kinds: Sequence[str], staff_id: UUID) -> None:
        """What to note about this colleague, the likeliest first."""
        words = self.app.words
        items = [ChooserItem(kind, words(f"supervision.note.{kind}")) for kind in kinds]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.open_form(kind, staff_id)

        self.app.push_screen(Chooser(words("supervision.note_question"), items), chosen)

    def open_form(self, kind: str, staff_id: UUID, *, record_id: UUID | None = None, **start: str) -> None:
        """The form of a kind; where what it is about is gone meanwhile, that is said."""
        from screens import entries

        try:
            form = entries.supervision_form(self.app, kind, staff_id, record_id=record_id, **start)
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(self.app.words("participant.record_gone"), problem=True)
            self.catch_up()
            return
        self.app.push_screen(form, self._noted)

    def _noted(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.show_record(record)
            self.say_saved(self.app.words("supervision.saved"), record)
