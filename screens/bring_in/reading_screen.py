"""The second step: whether the letters are right, how cells are parted, which sheet, how dates are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from ips_tui.exchange import table_file
from ips_tui.exchange.columns import ORDERS
from ips_tui.exchange.table_file import DELIMITERS, looks_wrong
from ips_tui.text import shown
from screens.bring_in.file_screen import read_again
from screens.bring_in.step import GO_ON, Line, StepScreen
from screens.desk import desk_of
from screens.widgets.chooser import Chooser, ChooserItem
from screens.widgets.record_list import Column

ENCODING, DELIMITER, SHEET, DATES = "encoding", "delimiter", "sheet", "dates"
ROW = "row:"
SIGNS = {",": "comma", ";": "semicolon", "\t": "tab"}


class ReadingScreen(StepScreen):
    """Some rows as they are read; Enter on a line above them reads them otherwise."""

    step = "reading"
    footer_keys = ("bring_in.go_on", "list.open", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [GO_ON]

    def columns(self) -> tuple[Column, ...]:
        """What, and how it is."""
        return (Column("what", "", 24), Column("how", "", 0))

    def lines(self) -> Iterator[Line]:
        """How it is read, then some rows."""
        words, table = self.app.words, self.wizard.table
        if table is None:
            return
        if table.sheets:
            yield SHEET, "how", (words("bring_in.how.sheet"), table.reading.sheet)
        else:
            encoding = words(f"bring_in.encoding.{_word(table.reading.encoding)}")
            yield ENCODING, "how", (words("bring_in.how.encoding"), encoding)
            sign = SIGNS.get(table.reading.delimiter, "other")
            yield DELIMITER, "how", (words("bring_in.how.delimiter"), words(f"bring_in.delimiter.{sign}"))
        yield DATES, "how", (words("bring_in.how.dates"), words(f"settings.here.date_order.{self._order()}"))
        mark = words("shell.problem_sign")
        for row in table_file.sample(table):
            cells = [mark + cell if looks_wrong(cell) else cell for cell in map(self.person, row.cells) if cell]
            yield f"{ROW}{row.number}", "sample", (words("bring_in.row", row=row.number), "  |  ".join(cells))

    def sentences(self) -> Iterator[str]:
        """How much there is, and what looks wrong."""
        words, table = self.app.words, self.wizard.table
        if table is None:
            return
        yield words("bring_in.read", rows=len(table.rows), columns=len(table.headings))
        if table.wrong:
            yield words("bring_in.looks_wrong", count=table.wrong)
        if table.removed:
            yield words("bring_in.removed", count=table.removed)

    def told(self, row_id: str) -> Iterator[str]:
        """A row with its headings; else what the choice is about."""
        words, table = self.app.words, self.wizard.table
        if not row_id.startswith(ROW):
            yield words(f"bring_in.how.{row_id}_told")
        elif table is not None:
            row = next(one for one in table.rows if str(one.number) == row_id.removeprefix(ROW))
            pairs = zip(table.headings, row.cells, strict=True)
            yield "  ".join(f"{heading}: {shown(self.person(cell), 40)}" for heading, cell in pairs if cell)

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """What looks wrong stands out; it has a sign too."""
        return "$late" if column and self.app.words("shell.problem_sign") in cell else ""

    def opened(self, row_id: str) -> None:
        """Enter on how it is read: choose another way."""
        if not row_id.startswith(ROW):
            self.run_worker(self._choose(row_id), exclusive=True)

    def action_go_on(self) -> None:
        """G: to the columns."""
        from screens.bring_in.columns_screen import ColumnsScreen

        self.next(ColumnsScreen(self.wizard))

    def _order(self) -> str:
        columns = self.wizard.columns
        return (columns.date_order if columns is not None else "") or desk_of(self.app).config.date_order

    async def _choose(self, what: str) -> None:
        words, wizard, table = self.app.words, self.wizard, self.wizard.table
        if table is None:
            return
        named = {
            ENCODING: [(str(one), words(f"bring_in.encoding.{_word(one)}")) for one in wizard.encodings],
            DELIMITER: [(sign, words(f"bring_in.delimiter.{SIGNS[sign]}")) for sign in DELIMITERS],
            SHEET: [(name, name) for name in table.sheets],
            DATES: [(order, words(f"settings.here.date_order.{order}")) for order in ORDERS],
        }
        items = [ChooserItem(str(place), label) for place, (_, label) in enumerate(named[what])]
        answer = await self.app.push_screen_wait(Chooser(words(f"bring_in.how.{what}"), items))
        if answer is None:
            return
        chosen = named[what][int(answer)][0]
        if what == DATES:
            if wizard.columns is not None:
                wizard.columns = replace(wizard.columns, date_order=chosen)
        else:
            before = wizard.reading
            wizard.reading = replace(table.reading, **{what: chosen})
            if not await read_again(self):
                wizard.reading = before
        self.draw()


def _word(encoding: str) -> str:
    return encoding.replace("-", "_")
