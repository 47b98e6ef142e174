"""The fields of a form on their pages: focus, hints, what is wrong, and the list that opens under a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ips_tui.content.words import Words
from ips_tui.forms.kit import PAGE_FIELDS, Problem
from ips_tui.text import shown
from screens.widgets.form.fields import FormField, column_width
from screens.widgets.form.filled import Filled
from screens.widgets.form.page import FormHead, FormPage
from screens.widgets.form.pick_list import PickList
from screens.widgets.form.plan import ListOwner, Option
from screens.widgets.line import Line

Say = Callable[..., None]


class FormBody(Vertical):
    """Draws what is filled in and takes down what is typed; it neither saves nor leaves."""

    DEFAULT_CSS = """
    FormBody {
        height: 1fr; layers: default lists;
        & > .form-body--top { height: auto; max-height: 4; padding: 0 1; display: none; }
        & > .form-body--pages { height: 1fr; }
        & > .form-body--hint { background: $surface; }
    }
    """

    def __init__(
        self,
        filled: Filled,
        words: Words,
        typed: Callable[[], None],
        say: Say,
        say_how: Callable[[str], None],
        flush: Callable[[], None],
    ) -> None:
        """`typed` is called after each change, `say` shows a sentence, `say_how` the keys of a field, `flush` keeps
        the draft at once."""
        super().__init__()
        self.filled = filled
        self.plan = filled.plan
        self.words = words
        self.fields: dict[str, FormField] = {}
        self.problems: dict[str, str] = {}
        self._typed = typed
        self._say = say
        self._say_how = say_how
        self._flush = flush
        names = list(filled.specs)
        self._paged = [names[n : n + PAGE_FIELDS] for n in range(0, len(names), PAGE_FIELDS)]
        self._pages: dict[int, FormPage] = {}
        self._page = 0
        self._labels = [words(spec.label_id) for spec in filled.specs.values()]
        marks = [mark for spec in filled.specs.values() for mark in (spec.only, spec.needed) if mark is not None]
        self._deciders = {mark.field for mark in marks}
        self._head, self._hint = FormHead(), Line()
        self._hint.add_class("form-body--hint")
        self._top = Static(Content(""), classes="form-body--top")
        self._list = PickList()

    def compose(self) -> ComposeResult:
        """Head, first page, hint; the list lies over them."""
        yield self._head
        yield self._top
        # Every page from the start: one mounted later would ask for a layout in the middle of typing, and what is
        # typed ahead of the screen must find its field.
        pages = [self._built(number) for number in range(len(self._paged))]
        for page in pages[1:]:
            page.display = False
        yield Vertical(*pages, classes="form-body--pages")
        yield self._hint
        yield self._list

    def on_mount(self) -> None:
        self._show_head()

    # What the fields ask (FieldHost)

    def typed(self, name: str, raw: str) -> None:
        """A field holds this raw text now."""
        if not self.filled.put(name, raw):
            return
        self._typed()
        if (field := self.fields.get(name)) is not None:
            field.show_echo()
        if name in self._deciders:
            self._show_asked()

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a sentence until another field is entered."""
        self._say(text, problem=problem)

    def step(self, by: int) -> None:
        """Give the focus to another field, over the edge of the page if there is another page."""
        asked = self._pages[self._page].asked
        here = next((n for n, field in enumerate(asked) if field.control is self.screen.focused), 0)
        if 0 <= here + by < len(asked):
            self.screen.set_focus(asked[here + by].control)
        else:
            self.turn(1 if by > 0 else -1, last=by < 0)

    def turn(self, by: int, *, last: bool = False) -> None:
        """Show another page and go to its first field, or with `last` its last; at the end nothing happens."""
        if (number := self._page_after(by)) is not None:
            asked = self._asked_on(number)
            self._show_page(number, asked[-1 if last else 0])

    def can_turn(self, by: int) -> bool:
        """Whether there is another page with something to fill in on that side (negative: before)."""
        return self._page_after(by) is not None

    def _page_after(self, by: int) -> int | None:
        number = self._page + by
        while 0 <= number < len(self._paged):
            if self._asked_on(number):
                return number
            number += by
        return None

    def _asked_on(self, number: int) -> list[str]:
        return [name for name in self._paged[number] if self.filled.asked(name)]

    def options(self, of: str) -> Sequence[Option]:
        """What a reference of this kind can point at."""
        return self.plan.options(of, self.filled.raw)

    def can_add(self, of: str) -> bool:
        """Whether something missing can be added from here."""
        return of in self.plan.add

    def add(self, of: str, typed: str, done: Callable[[str], None]) -> None:
        """Ask for what is missing, on a form of its own; what stands here is kept first."""
        with suppress(Exception):
            # Not kept yet is no reason to stop: the timer tries again, and says so when it cannot.
            self._flush()
        self.plan.add[of](typed, done)

    def read_day(self, name: str, raw: str) -> date | None:
        """The day that this text says in this field, or None."""
        return self.filled.read_day(name, raw)

    def say_day(self, day: date) -> str:
        """A day with its weekday and how far off it is."""
        return self.filled.say_day(day)

    def open_list(self, owner: ListOwner, rows: Sequence[str], place: int, marks: Sequence[bool]) -> None:
        """Show these rows under the field, which keeps the focus."""
        self._list.show_rows(rows, place, marks)
        if self._list.owner is not owner and isinstance(owner, Widget):
            self._list.open(owner, owner.region, self.region)

    def close_list(self, owner: ListOwner) -> None:
        """Take the list away if it is this field's."""
        if self._list.owner is owner:
            self._list.close()

    # What the screen asks

    async def go_to(self, name: str) -> None:
        """Show the page with this field and give it the focus."""
        number = next(n for n, names in enumerate(self._paged) if name in names)
        if self.is_attached:
            self._show_page(number, name)

    def _show_page(self, number: int, name: str) -> None:
        for other, page in self._pages.items():
            page.display = other == number
        self._page = number
        self._show_head()
        self.screen.set_focus(self.fields[name].control)
        self.screen.refresh_bindings()

    def show_all(self) -> None:
        """Show every field as it is filled in now, after something other than a key changed it."""
        for name, field in self.fields.items():
            field.control.show_raw(self.filled.raw[name])
            field.show_echo()
        self._show_asked()

    async def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at each field what is wrong with it, at the top what is nobody's, and go to the first of them."""
        at_fields = [p for p in problems if p.field in self.filled.specs and self.filled.asked(p.field)]
        others = [p for p in problems if p not in at_fields]
        first = {p.field: self._said(p) for p in reversed(at_fields) if p.field}
        for name in self.filled.specs:
            self._set_problem(name, first.get(name, ""))
        lines = [self.words("shell.problem_sign") + shown(self._said(p)) for p in others]
        self._top.update(Content.styled("\n".join(lines), "bold $late"))
        self._top.display = bool(lines)
        self._show_head()
        if first:
            await self.go_to(next(name for name in self.filled.specs if name in first))
            self.call_after_refresh(self.see_focused)

    def see_focused(self) -> None:
        """Scroll to the field with the focus, label and problem too, in one frame instead of an animation."""
        field = _field_of(self.screen.focused)
        if field is None:
            return
        if field.region:
            self.screen.scroll_to_widget(field, animate=False)
        else:
            self.call_after_refresh(self.see_focused)

    # The focus

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the field."""
        field = _field_of(event.widget)
        if field is None:
            return
        spec = field.spec
        hint = self.words(spec.hint_id) if self.words.has(spec.hint_id) else ""
        self._hint.show(Content(hint))
        self.say("")
        # Not beside the hint: in a window of 80 neither would be read to its end.
        self._say_how(self.words(f"form.help.{field.control.how}"))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left, and those that showed a problem; nothing is called missing yet."""
        left = _field_of(event.widget)
        if left is None or not self.is_attached:
            return
        wrong = {p.field: p for p in reversed(self.filled.problems()) if p.field}
        before = dict(self.problems)
        for name in {left.spec.name, *self.problems}:
            problem = wrong.get(name)
            if problem is not None and self.filled.empty(name) and name not in self.problems:
                problem = None
            self._set_problem(name, "" if problem is None else self._said(problem))
        self._show_head()
        if self.problems != before:
            # A line about what is wrong pushes down what stands below it, and that may be the field one is in now.
            self.call_after_refresh(self.see_focused)

    # Pieces

    def _built(self, number: int) -> FormPage:
        width = self.app.size.width
        column = column_width(self._labels, width)
        fields = []
        for name in self._paged[number]:
            spec = self.filled.specs[name]
            label, secret = self.words(spec.label_id), name in self.plan.secret
            field = FormField(spec, self, self.filled.raw[name], label=label, secret=secret, column=column)
            field.problem = self.problems.get(name, "")
            field.display = self.filled.asked(name)
            field.needed = self.filled.needed(name)
            fields.append(field)
            self.fields[name] = field
        self._pages[number] = FormPage(fields, self._labels, width)
        return self._pages[number]

    def _show_asked(self) -> None:
        for name, field in self.fields.items():
            if field.spec.only is not None and field.display != self.filled.asked(name):
                field.display = not field.display
            field.show_needed(self.filled.needed(name))

    def _set_problem(self, name: str, said: str) -> None:
        if said:
            self.problems[name] = said
        else:
            self.problems.pop(name, None)
        if (field := self.fields.get(name)) is not None:
            field.show_problem(said)

    def _said(self, problem: Problem) -> str:
        return self.words(problem.message_id, **dict(problem.values))

    def _show_head(self) -> None:
        wrong_pages = [any(name in self.problems for name in names) for names in self._paged]
        wrong = len(self.problems)
        self._head.tell(self, wrong=wrong, note=self.plan.note, page=self._page, wrong_pages=wrong_pages)


def _field_of(widget: Widget | None) -> FormField | None:
    parent = None if widget is None else widget.parent
    return parent if isinstance(parent, FormField) else None
