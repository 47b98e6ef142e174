"""One row of a group as a form of its own, whose text belongs to the form that the group stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ips_tui.forms.asking import BadEntry, FieldSpec
from ips_tui.forms.kit import Entry, RowEntry, fields_of, raw_values
from ips_tui.forms.typed import raw_rows, rows_raw
from screens.base import HouseScreen
from screens.keys import bind
from screens.place import Place, an_id
from screens.widgets.form import questions
from screens.widgets.form.filled import answered
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.plan import FormPlan

if TYPE_CHECKING:
    from screens.app import IpsApp


class RowScreen(FormScreen):
    """Asks for one row. Every letter goes through to the form behind, and so into its draft; nothing is saved here."""

    footer_keys: ClassVar[tuple[str, ...]] = ("form.row_done", "form.row_leave", "form.next_page", "form.previous_page")
    help_id = "form_row"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "save", "form.row_done"),
        bind("escape", "leave", "form.row_leave"),
    ]

    def __init__(self, behind: FormScreen, spec: FieldSpec, place: int) -> None:
        """The row at this place in that field of the form `behind`; behind the last row, a new one."""
        before = behind.filled.raw[spec.name]
        rows = raw_rows(before)
        super().__init__(_plan(behind, spec, place, rows[place] if place < len(rows) else None), behind.words)
        self.behind = behind
        self.participant_id = behind.participant_id
        self._group = spec.name
        self._before = before
        self._others = (rows[:place], rows[place + 1 :])
        self._found_wrong = self.plan.editing and spec.name in behind.body.problems

    # Over a lock

    def place(self) -> Place:
        """By its group and its place in it; the form behind has the draft."""
        return Place(RowScreen, (self._group,), part=len(self._others[0]), line=an_id(self._line_here()))

    @classmethod
    def again(cls, app: IpsApp, place: Place) -> RowScreen | None:
        """The row of the form in front, which was made again before."""
        behind, (group,) = app.screen, place.ids
        if not isinstance(behind, FormScreen) or group is None or group not in behind.filled.specs:
            return None
        return cls(behind, behind.filled.specs[group], place.part)

    def ends_on(self, below: HouseScreen[Any]) -> Callable[[Any], Any]:
        """The form behind goes on."""

        def closed(done: str | None) -> None:
            self.behind.row_closed(self, self.behind.filled.specs[self._group], len(self._others[0]), done)

        return closed

    # What the shell asks

    @property
    def keeps(self) -> bool:
        """Whether what is typed here is kept as a draft, which is that of the form behind."""
        return self.behind.keeps

    def trail(self) -> Sequence[str]:
        """The way to the form behind, and the row."""
        return (*self.behind.trail(), self.plan.title)

    def refresh_people(self) -> None:
        """Show the people that references point at by the names that may be shown now."""
        self.body.show_all()

    def flush_draft(self) -> None:
        """Keep at once what is typed, with the form behind. Raises what its keeper raises."""
        self.behind.flush_draft()

    def on_mount(self) -> None:
        """A row that was found wrong says at once what it is."""
        if self._found_wrong:
            self.call_later(self._show_wrong)

    async def _show_wrong(self) -> None:
        try:
            self.filled.read()
        except BadEntry as bad:
            await self.body.show_problems(bad.problems)

    # Typing, and going back

    def _typed(self) -> None:
        """Write the row through to the form behind. A new one is there once something is typed into it."""
        begun = self.filled.dirty or self.plan.editing
        self._write(self.filled.raw if begun else {})

    def _write(self, raw: Mapping[str, str]) -> None:
        above, below = self._others
        row = answered(raw)
        self.behind.body.typed(self._group, rows_raw([*above, *([row] if row else []), *below]))

    async def save_entry(self, entry: Entry) -> None:
        """F2: the row is right; back to the form, without what is not asked any more."""
        self._write({name: raw for name, raw in self.filled.raw.items() if self.filled.asked(name)})
        self._end(self._group)

    def action_leave(self) -> None:
        """Esc: back to the form, asking first what becomes of what was typed here."""
        if self.dirty:
            self.app.push_screen(questions.leaving_row(self.words), self._left)
        else:
            self._end(None)

    def _left(self, answer: str | None) -> None:
        if answer == questions.THROW:
            self.behind.body.typed(self._group, self._before)
        if answer is not None:
            self._end(None)


def _plan(behind: FormScreen, spec: FieldSpec, place: int, row: Mapping[str, str] | None) -> FormPlan:
    """The plan of a row's form: the row as it is, or what a new one starts with."""
    entry, outer, words = spec.rows or RowEntry, behind.plan, behind.words
    about = f"form.{entry.form}.about"
    return FormPlan(
        entry=entry,
        title=words("form.row.title", title=words(f"form.{entry.form}.title"), number=place + 1),
        save=lambda _: "",
        today=outer.today,
        start=raw_values(entry.model_construct()) if row is None else row,
        editing=row is not None,
        options=outer.options,
        add=outer.add,
        date_order=outer.date_order,
        currency=outer.currency,
        distance=outer.distance,
        note=_given(entry, row) or (words(about) if words.has(about) else ""),
    )


def _given(entry: type[Entry], row: Mapping[str, str] | None) -> str:
    """What a row says it is about, where it comes with that."""
    return next((row[spec.name] for spec in fields_of(entry) if spec.given and row and spec.name in row), "")
