"""The anatomy that every stage has: its aim, its checklist, what is due, its records, the record in full."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ips_tui.casework.case import CaseView, CheckLine
from ips_tui.casework.timeline import TimelineItem
from ips_tui.casework.today import DueLine
from ips_tui.dates import short_date
from ips_tui.text import shown
from screens.keys import keys_here
from screens.participant.block import Block, spread, wrapped
from screens.participant.timeline import TimelineList, TimelineRows, days_later, how, of_stage
from screens.participant.wording import capital, lateness

if TYPE_CHECKING:
    from screens.app import IpsApp

DOES: Mapping[str, str] = {
    "search_clock": "participant.employer",
    "review": "participant.review",
    "clinical_update": "participant.clinical",
    "disclosure_talk": "participant.talk",
    "appointment": "participant.outcome",
    "hand_over": "participant.outcome",
}
"""The key that does what is due, by the kind of the line."""
INSTEAD: Mapping[str, str] = {"participant.talk": "participant.decide"}
"""Where the key that does it does nothing now, another that does: after a decision was taken back, a new one."""
TALL = 32
"""Lines of a window in which the groups have room between them."""
DETAIL_LINES, TALL_DETAIL_LINES = 2, 7
MOST_DUE = 3
"""Due lines shown; the others are counted, since Today shows them all."""
ROOM_FOR_REASONS = 2
"""Due lines up to which a reason may take lines of its own in a low window."""
KIND, LATE = 23, 13
"""Cells of what is due, and of how late it is."""


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
        groups = [list(group) for group in self._groups(view, width - 2)]
        lines = [line for group in groups if group for line in (*group, *([Content("")] if tall else []))]
        self._top.show([Content(""), *lines] if tall else lines)
        self._detail.set_fixed(TALL_DETAIL_LINES if tall else DETAIL_LINES)
        self._rows.put(self.items(view))
        self.records.fit(width)
        self.records.reload()

    def items(self, view: CaseView) -> tuple[TimelineItem, ...]:
        """The records shown here."""
        return of_stage(self.stage, view)

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """What only this stage has, between checklist and what is due."""
        yield from ()

    # What stands there

    def _empty(self) -> str:
        return self.house.words("participant.empty_stage")

    def _groups(self, view: CaseView, width: int) -> Iterator[Iterator[Content]]:
        yield self.head_lines(view, width)
        yield self.own_lines(view, width)
        yield self._due(view, width)

    def head_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """The aim, and the stage's own checklist: its work is open whichever is the main stage."""
        yield Content.styled(self.house.words(f"stage.{self.stage}.aim"), "italic")
        yield from self._checklist(view, width)

    def _checklist(self, view: CaseView, width: int) -> Iterator[Content]:
        """Two to a line, so that four cost two lines."""
        half = (width - 2) // 2
        cells = [self._check(line) for line in view.checklists[self.stage - 1]]
        for place in range(0, len(cells), 2):
            yield Content("  ").join([spread(cell, Content(""), half) for cell in cells[place : place + 2]])

    def _check(self, line: CheckLine) -> Content:
        words = self.house.words
        label = f"{words(f'check.{line.id}'):<22}"
        if line.done_on is None:
            said = f"{words('participant.open_mark')} {label}{words('participant.not_yet')}"
            return Content(said)
        day = short_date(line.done_on, self.house.desk.clock.today(), words.dates)
        return Content.assemble(
            (f"{words('participant.done_mark')} {label}", "$good"),
            (day, "$quiet"),
        )

    def _due(self, view: CaseView, width: int) -> Iterator[Content]:
        words = self.house.words
        flags = [words(f"flag.{flag}") for flag in view.person.conditions if flag != "employer_contact_blocked"]
        lines, short = [Content.styled(words("participant.nothing_due"), "$quiet")], False
        if view.due:
            keys = {key.id: key.key.split(" ")[0] for key in keys_here(self.screen.active_bindings.values(), words)}
            short = len(view.due) > ROOM_FOR_REASONS and self.house.size.height < TALL
            lines = [part for line in view.due[:MOST_DUE] for part in self._due_line(line, keys, width, short)]
        said = [Content.styled(flag, "bold") for flag in flags]
        if len(view.due) > MOST_DUE:
            said.insert(0, Content.styled(words("participant.next.more", count=len(view.due) - MOST_DUE), "$quiet"))
        also = Content("   ").join(said)
        if said and short:
            lines[-1] = spread(lines[-1], also, width)
        elif said and lines[0].cell_length + also.cell_length + 2 <= width:
            lines[0] = spread(lines[0], also, width)
        elif said:
            lines.append(also)
        yield from lines

    def _due_line(self, line: DueLine, keys: Mapping[str, str], width: int, short: bool) -> Iterator[Content]:
        """What, how late, why; the key that does it stands first. A `short` one has a line and no more."""
        words, late = self.house.words, line.days_overdue > 0
        does = DOES.get(line.kind, "")
        key = keys.get(does) or keys.get(INSTEAD.get(does, ""), "")
        sign = words("shell.problem_sign") if late else "  "
        start = Content.assemble(
            (sign, "bold $late"),
            (f"{key:<2}", "bold $accent"),
            (f"{words(f'kind.{line.kind}'):<{KIND}}", "bold"),
            (f"{lateness(words, line.days_overdue):<{LATE}}", "$late" if late else "$quiet"),
        )
        room = width - start.cell_length
        reason = shown(line.reason)
        if short or len(reason) <= room:
            yield start + Content.styled(reason, "$quiet")
            return
        yield start
        indent = len(sign) + 2
        for part in textwrap.wrap(reason, width - indent):
            yield Content.styled(" " * indent + part, "$quiet")

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
