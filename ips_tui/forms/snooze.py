"""The entry by which a due line is put off (DESIGN idea 4)."""

from __future__ import annotations

from typing import ClassVar

from ips_tui.forms.kit import Entry, FutureDay, Text


class SnoozeEntry(Entry):
    """Until when a line can wait, and why."""

    form: ClassVar[str] = "snooze"
    until_on: FutureDay
    reason: Text
