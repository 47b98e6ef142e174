"""Keeps the draft of one form at the desk, and knows whether its record has changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from ips_tui.casework.history import last_change
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.dates import say_date
from screens.widgets.form.plan import KeptDraft


class DeskKeeper:
    """The draft of that key.

    `now` gives the raw text of the record as it is, for a form that corrects one; without it the form is
    about something new and there is nothing that could have changed. `based_on` tells one state of the record
    from another where its last change does not.
    """

    def __init__(
        self,
        desk: Desk,
        key: DraftKey,
        now: Callable[[], Mapping[str, str]] | None = None,
        based_on: Callable[[], UUID] | None = None,
    ) -> None:
        """Begin now: how the record stands at this moment is what a draft will be based on."""
        self.desk = desk
        self.key = key
        self._now = now
        corrects = now is not None and key.record_id is not None
        if based_on is not None:
            self._base: UUID | None = based_on()
        else:
            self._base = last_change(desk, key.record_id) if corrects and key.record_id else None

    def load(self) -> KeptDraft | None:
        """What was kept and neither saved nor thrown away, if anything."""
        draft = self.desk.load_draft(self.key)
        if draft is None:
            return None
        clock = self.desk.clock
        # Drafts are written by the wall's clock, so its day is the one to compare with: practice sets the other.
        written, today = clock.local(draft.written_at), clock.local(clock.now()).date()
        when = f"{written:%H:%M}"
        if written.date() != today:
            when += f", {say_date(written.date(), today, self.desk.words.dates)}"
        changed = self._now is not None and draft.base != self._base
        return KeptDraft(
            values=draft.fields,
            written=when,
            changed=changed,
            current=self._now() if changed and self._now is not None else {},
        )

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep these raw values. Raises a StoreProblem when that fails."""
        self.desk.keep_draft(self.key, values, self._base)

    def drop(self) -> None:
        """Forget what was kept."""
        self.desk.drop_draft(self.key)
