"""What happened and what is planned, as rows of a list: which belong to a stage, and how each is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from ips_tui.casework.case import CaseView
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.clock import Clock
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.contacts import AppointmentFor
from ips_tui.domain.stages import WORK_OF_STAGE, Stage
from screens.keys import bind
from screens.participant.wording import capital
from screens.widgets.record_list import Column, RecordList

WIDE = 100
"""Cells from which the list can give every column its full width."""
_OF_JOB_DEVELOPMENT = frozenset({"disclosure_agreement", "disclosure_talk", "contact_without_agreement"})
_PURPOSES = {
    f"choice.appointment_for.{purpose}": WORK_OF_STAGE[purpose]
    for purpose in AppointmentFor
    if purpose in WORK_OF_STAGE
}
"""The stage of an appointment by what is said of its purpose, where its work belongs to one."""


def stage_of(item: TimelineItem, view: CaseView) -> int:
    """The stage under whose work an item is shown; what else is still planned belongs to the main stage."""
    if item.kind in _OF_JOB_DEVELOPMENT:
        return Stage.JOB_DEVELOPMENT
    if (purpose := next((part for part in item.detail if part in _PURPOSES), None)) is not None:
        return _PURPOSES[purpose]
    if item.kind == "employer_contact":
        # Before the person works there it was job development, whatever the main stage was on that day.
        return max(item.stage or 0, Stage.JOB_DEVELOPMENT)
    if item.stage is not None:
        return item.stage
    if not item.closed:
        return view.person.stage
    return _main_stage_on(item.on, view)


def _main_stage_on(day: date, view: CaseView) -> int:
    """The main stage on a day; the first one for days before it."""
    entered = [item for item in view.timeline if item.kind == "main_stage" and item.stage is not None]
    before = next((item.stage for item in entered if item.on <= day), None)
    return before or (entered[-1].stage if entered else None) or view.person.stage


def of_stage(stage: int, view: CaseView) -> tuple[TimelineItem, ...]:
    """The items of one stage, the newest first."""
    return tuple(item for item in view.timeline if stage_of(item, view) == stage)


def days_later(item: TimelineItem, clock: Clock) -> int:
    """How many days after it happened an item was typed in; 0 for the same day, and for what was planned ahead.

    Also 0 where nobody can know: in practice the calendar's day is set, and what was typed after it was typed by
    another calendar (DESIGN idea 10).
    """
    if item.typed_at is None:
        return 0
    typed_on = clock.local(item.typed_at).date()
    return 0 if typed_on > clock.today() else max(0, (typed_on - item.on).days)


def how(item: TimelineItem, words: Words) -> str:
    """What is said beside the title: mode, result, decision; first, how late the contact after a job ending was."""
    said = [words(message_id) for message_id in item.detail]
    if item.late_by:
        late = "participant.contact_late" if item.late_by > 1 else "participant.contact_late_one"
        said.insert(0, words(late, days=item.late_by))
    return ", ".join(said)


class TimelineRows:
    """The items of a list; they are put in before each reload."""

    def __init__(self, words: Words, clock: Clock) -> None:
        """Nothing yet."""
        self._words = words
        self._clock = clock
        self._items: dict[str, TimelineItem] = {}

    def put(self, items: Iterable[TimelineItem]) -> None:
        """These are the items from now on."""
        self._items = {str(item.id): item for item in items}

    def item(self, record_id: str | None) -> TimelineItem | None:
        """The item of that record."""
        return self._items.get(record_id or "")

    @property
    def longest_day(self) -> int:
        """Cells of the longest day: one of another year is said with its year."""
        today = self._clock.today()
        return max((len(short_date(item.on, today, self._words.dates)) for item in self._items.values()), default=10)

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every item as (id, nothing to search)."""
        return [(record_id, "") for record_id in self._items]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these items."""
        return {record_id: self._cells(self._items[record_id]) for record_id in ids if record_id in self._items}

    def _cells(self, item: TimelineItem) -> tuple[str, ...]:
        words = self._words
        later = days_later(item, self._clock)
        return (
            short_date(item.on, self._clock.today(), words.dates),
            words("participant.typed_later", days=min(later, 99)) if later else "",
            capital(words(item.title)),
            how(item, words),
            item.text,
        )


class TimelineList(RecordList):
    """The list of a stage's records; what is still planned stands out."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("e", "screen.correct_record", "timeline.correct")]

    def __init__(
        self, rows: TimelineRows, words: Words, *, empty: str, on_cursor: Callable[[str | None], None]
    ) -> None:
        """`empty` is the sentence for a stage without records; `on_cursor` as in every record list."""
        super().__init__((), rows, empty=empty, on_cursor=on_cursor, style_of=self._style_of)
        self._rows = rows
        self._titles = {name: words(f"participant.column.{name}") for name in ("day", "later", "what", "how", "words")}

    def fit(self, width: int) -> None:
        """Give the columns their widths in a window of that many cells; to be followed by a reload."""
        wide = width >= WIDE
        titles = self._titles
        self.columns = (
            Column("day", titles["day"], self._rows.longest_day),
            Column("later", titles["later"], 3, "right"),
            Column("what", titles["what"], 26 if wide else 19),
            Column("how", titles["how"], 28 if wide else 21),
            Column("words", titles["words"], 0),
        )

    def _style_of(self, record_id: str, column: int, cell: str) -> str:
        item = self._rows.item(record_id)
        if item is not None and not item.closed:
            return "bold"
        return "" if column in (0, 2) else "$quiet"
