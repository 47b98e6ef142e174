"""The anatomy that every stage has: its aim, its checklist, what is due, its records, the record in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.dates import short_date
from ips_tui.text import shown
from screens.keys import key_label, keys_here
from screens.participant.checklist import checklist
from screens.participant.due_lines import due_lines
from screens.participant.header import HEADER_LINES
from screens.participant.timeline import TimelineList, TimelineRows, days_later, how, of_stage
from screens.participant.wording import capital
from screens.widgets.block import Block, spread, wrapped
from screens.widgets.small_window import LOW, LOWEST

if TYPE_CHECKING:
    from screens.app import IpsApp

TALL = 32
"""Lines of a window in which the groups have room between them."""
DETAIL_LINES, TALL_DETAIL_LINES = 2, 7
LABEL = 14
"""Cells of the labels of a stage's own lines."""
RECORDS, RECORDS_LOW = 4, 2
"""Records that stay in sight in a window of 24 lines and in a low one, where there are so many."""
HEADER_LOWEST = 2
"""Lines of the header in a very low window, unless it has the focus."""
AROUND = 4
"""Lines of the house's frame and of the list's own header."""
UNLIMITED = 99


class StageBody(Vertical):
    """The work of one stage with one participant. The stages differ in `own_lines` and in their keys."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.contact",
        "participant.review",
        "participant.appointment",
        "participant.clinical",
    )
    """Ids of the keys that matter most in this stage."""
    DEFAULT_CSS = """
    StageBody {
        height: 1fr;
        & > TimelineList { height: 1fr; }
        & > .stage--detail { background: $surface; }
    }
    """

    def __init__(self, stage: int) -> None:
        """`stage` is its number, 1 to 5."""
        super().__init__(id=f"stage-{stage}")
        self.stage = stage
        self._top = Block(classes="stage--top")
        self._detail = Block(classes="stage--detail", fixed=DETAIL_LINES)
        self._hint: tuple[str, bool] | None = None
        self._rows: TimelineRows | None = None

    @property
    def house(self) -> IpsApp:
        """The shell."""
        return cast("IpsApp", self.app)

    def compose(self) -> ComposeResult:
        """What to know, the records, the record under the cursor."""
        words = self.house.words
        self._rows = TimelineRows(words, self.house.desk.clock)
        yield self._top
        yield TimelineList(self._rows, words, empty=self._empty(), on_cursor=self._moved)
        yield self._detail

    # What the page asks

    @property
    def records(self) -> TimelineList:
        """The list of its records."""
        return self.query_one(TimelineList)

    @property
    def item(self) -> TimelineItem | None:
        """The item under the cursor."""
        return self._rows.item(self.records.cursor_id) if self._rows is not None and self.is_mounted else None

    def draw(self, view: CaseView) -> None:
        """Show this participant; the cursor stays on its record."""
        width, height = self.house.size
        if self._rows is None:
            return
        tall = height >= TALL
        items = self.items(view)
        groups = self._groups(view, width - 2, UNLIMITED if tall else self._room(view, len(items)))
        lines = [line for group in groups if group for line in (*group, *([Content("")] if tall else []))]
        self._top.show([Content(""), *lines] if tall else lines)
        self._detail.set_fixed(TALL_DETAIL_LINES if tall else DETAIL_LINES)
        self._rows.put(items)
        self.records.fit(width)
        self.records.reload()

    def items(self, view: CaseView) -> tuple[TimelineItem, ...]:
        """The records shown here."""
        return of_stage(self.stage, view)

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """What only this stage has, between checklist and what is due."""
        yield from ()

    def labelled(self, label: str, text: str, width: int) -> Content:
        """One line of `own_lines`: a text, which may be anyone's, behind its label."""
        line = wrapped(text, width - LABEL, 1)[0]
        return Content.assemble((f"{label:<{LABEL}}", "$quiet"), line)

    # What stands there

    def _empty(self) -> str:
        return self.house.words("participant.empty_stage")

    def _room(self, view: CaseView, items: int) -> int:
        """Lines above the records in a low window, so that some of them stay in sight."""
        header, height = HEADER_LINES + bool(view.achievements), self.house.size.height
        detail, records = (DETAIL_LINES, RECORDS) if height >= LOW else (1, RECORDS_LOW)
        if height < LOWEST:
            header = HEADER_LOWEST
        return height - (AROUND + self.house.desk.practice + header + detail + min(max(items, 1), records))

    def _groups(self, view: CaseView, width: int, room: int) -> list[list[Content]]:
        """Aim and checklist, what only this stage has, what is due; the last two share what room is left."""
        words = self.house.words
        head = list(self.head_lines(view, width))
        own = [*self._every_stage(view, width), *self.own_lines(view, width)]
        keys = {key.id: key.key.split(" ")[0] for key in keys_here(self.screen.active_bindings.values(), words)}
        if self.house.size.height < LOW:
            # What is due is all there is room for, and not always that.
            return [due_lines(view, words, keys, width, room) if room > 0 else []]
        left = max(room - len(head), 2)
        due = due_lines(view, words, keys, width, left - min(len(own), left // 2))
        if (hidden := len(own) - (left - len(due))) > 0:
            own = own[:-hidden]
            more = Content.styled(words("participant.next.more", count=hidden), "$quiet")
            own[-1] = spread(own[-1], more, width)
        return [head, own, due]

    def _every_stage(self, view: CaseView, width: int) -> Iterator[Content]:
        """What is to be known in any stage: that work together rests, and what the team is still to hear."""
        words, today = self.house.words, self.house.desk.clock.today()
        if (pause := view.stages.engagement.pause) is not None:
            said = "engagement.pause_since" if pause.to_on is None else "engagement.pause_until"
            until = "" if pause.to_on is None else short_date(pause.to_on, today, words.dates)
            day = short_date(pause.from_on, today, words.dates)
            reason = words.choice("pause_reason", pause.reason)
            yield self.labelled(words("engagement.pause"), words(said, reason=reason, day=day, until=until), width)
        if view.stages.to_tell:
            days = ", ".join(short_date(day, today, words.dates) for day in view.stages.to_tell)
            yield self.labelled(words("engagement.to_tell"), words("engagement.to_tell_said", days=days), width)

    def head_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """The aim, and the stage's own checklist: its work is open whichever is the main stage.

        Where the next stage can begin, that is said too.
        """
        words = self.house.words
        opens = view.opens if view.person.stage == self.stage else None
        yield Content.styled(words(f"stage.{self.stage}.aim"), "italic")
        if opens is not None:
            # The key in front, as with what is due.
            yield Content.styled(f"{key_label('g', words)} {words(f'participant.opens.{opens}')}", "$good")
        yield from checklist(view.checklists[self.stage - 1], words, self.house.desk.clock.today(), width)

    def _moved(self, record_id: str | None) -> None:
        item = self._rows.item(record_id) if self._rows is not None else None
        self._detail.show([] if item is None else list(self._in_full(item)))
        hint = None if item is None else (item.kind, item.closed)
        if hint != self._hint and self.is_mounted and self.screen.is_current:
            # Another kind of record may have other keys.
            self._hint = hint
            self.screen.refresh_bindings()

    def _in_full(self, item: TimelineItem) -> Iterator[Content]:
        words, clock = self.house.words, self.house.desk.clock
        said = [capital(words(item.title)), how(item, words)]
        later = days_later(item, clock)
        if item.by:
            said.append(words("participant.by", name=shown(item.by, 24)))
        if later and item.typed_at is not None:
            day = short_date(clock.local(item.typed_at).date(), clock.today(), words.dates)
            said.append(words(f"participant.typed{'_one' if later == 1 else ''}", day=day, days=later))
        yield Content.styled("   ".join(part for part in said if part), "$quiet")
        lines = TALL_DETAIL_LINES if self.house.size.height >= TALL else DETAIL_LINES
        if item.text:
            yield from (Content(line) for line in wrapped(item.text, self.house.size.width - 2, lines - 1))


class WholeBody(StageBody):
    """Everything with the person, whatever the stage."""

    def __init__(self) -> None:
        super().__init__(0)

    def items(self, view: CaseView) -> tuple[TimelineItem, ...]:
        """All of it."""
        return view.timeline

    def _empty(self) -> str:
        return self.house.words("participant.empty")

    def head_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """No stage's aim, no stage's checklist."""
        yield Content.styled(self.house.words("participant.everything"), "italic")
