"""The fields of a form on their pages: focus, hints, what is wrong, and the list that opens under a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ips_tui.content.words import Words
from ips_tui.forms.asking import FieldSpec, Problem
from ips_tui.text import shown
from screens.widgets.form.fields import FormField
from screens.widgets.form.filled import Filled
from screens.widgets.form.groups import GroupControl
from screens.widgets.form.hint import HintLines
from screens.widgets.form.page import FormHead, FormPage, paged
from screens.widgets.form.pages import FormPages, field_of
from screens.widgets.form.pick_list import PickList
from screens.widgets.form.plan import ListOwner, Option
from screens.widgets.form.readable import Readable
from screens.widgets.form.wording import hint_of, label_of, state_of

Say = Callable[..., None]


class FormBody(Vertical):
    """Draws what is filled in and takes down what is typed; it neither saves nor leaves."""

    DEFAULT_CSS = """
    FormBody {
        height: 1fr; layers: default lists;
        & > .form-body--top { height: auto; max-height: 4; padding: 0 1; display: none; }
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
        open_row: Callable[[FieldSpec, int], None],
    ) -> None:
        """`typed` is called after each change, `say` shows a sentence, `say_how` the keys of a field, `flush` keeps
        the draft at once, `open_row` opens a row of a group on a form of its own."""
        super().__init__()
        self.filled = filled
        self.plan = filled.plan
        self.words = words
        self.fields: dict[str, FormField] = {}
        self.problems: dict[str, str] = {}
        self.advice: Mapping[str, str] = self._advised()
        self._typed = typed
        self._say = say
        self._said_in: FormField | None = None
        """The field in which the last sentence was said."""
        self._say_how = say_how
        self._flush = flush
        self._open_row = open_row
        specs = list(filled.specs.values())
        self._paged = paged(specs, filled.plan.left_out)
        self._labels = [label_of(words, spec) for spec in specs if not spec.hidden]
        marks = [mark for spec in specs for mark in (spec.only, spec.needed) if mark is not None]
        self._deciders = {mark.field for mark in marks}
        self._head = FormHead()
        self._hint = HintLines([hint_of(words, spec) for spec in specs if not spec.hidden])
        self._top = Static(Content(""), classes="form-body--top")
        # Without fields until the form is composed: they are arranged for the size of the window.
        self._pages = FormPages((), self._show_head)
        self._list = PickList()

    def compose(self) -> ComposeResult:
        """Head, first page, hint; the list lies over them."""
        yield self._head
        yield self._top
        self._pages = FormPages([self._built(names) for names in self._paged], self._show_head)
        yield self._pages
        yield self._hint
        yield self._list

    def on_mount(self) -> None:
        self._show_head()
        self._pages.begin()

    def on_resize(self) -> None:
        """The hint takes the lines it needs in this window, and the field one is in stays in sight."""
        self._hint.fit(self.size.width, self.screen.size.height)
        self.call_after_refresh(self.see_focused)

    # What the fields ask (FieldHost)

    def typed(self, name: str, raw: str) -> None:
        """A field holds this raw text now."""
        if not self.filled.put(name, raw):
            return
        self._typed()
        if (field := self.fields.get(name)) is not None:
            self._show_state(field)
            field.show_echo()
        if name in self._deciders:
            self._show_asked()

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show a sentence until another field is entered."""
        focused = self.screen.focused
        self._said_in = None if focused is None else field_of(focused)
        self._say(text, problem=problem)

    def step(self, by: int) -> None:
        """Give the focus to another field, over the edge of the page if there is another page."""
        self._pages.step(by)

    def turn(self, by: int) -> None:
        """Go that many pages on (negative: back)."""
        self._pages.turn(by)

    def can_turn(self, by: int) -> bool:
        """Whether there is another page with something to fill in on that side (negative: before)."""
        return self._pages.can_turn(by)

    def see_focused(self) -> None:
        """Scroll to the field with the focus."""
        self._pages.see_focused()

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

    def understood(self, spec: FieldSpec, raw: str) -> str:
        """What this text says in this field, in words."""
        return self.filled.understood(self.words, spec, raw)

    def row_lines(self, spec: FieldSpec, raw: str) -> Sequence[str]:
        """The rows of a repeated group, a line for each."""
        return Readable(self.words, self.filled).lines(spec, raw)

    def open_row(self, spec: FieldSpec, place: int) -> None:
        """Open the row at this place on a form of its own."""
        self._open_row(spec, place)

    def rows_changed(self, spec: FieldSpec) -> None:
        """Show the rows of this group as they are filled in now, and what is wrong with them if that stood there."""
        self.show_field(spec.name)
        if spec.name in self.problems:
            self.check(spec.name)
        self._show_advice()
        self.screen.refresh_bindings()
        self.see_focused()

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
        if self.is_attached:
            self._pages.go_to(self.fields[name])

    def show_all(self) -> None:
        """Show every field as it is filled in now, after something other than a key changed it."""
        for name in self.fields:
            self.show_field(name)
        self._show_asked()
        self._show_advice()

    def show_field(self, name: str) -> None:
        """Show one field as it is filled in now."""
        field = self.fields[name]
        field.control.show_raw(self.filled.raw[name])
        self._show_state(field)
        field.show_echo()

    @property
    def has_state(self) -> bool:
        """Whether the field with the focus is an open question that may say why it has no answer."""
        # The keys of a form may be asked for before it stands.
        field = field_of(self.screen.focused) if self.is_attached else None
        return field is not None and bool(field.spec.state)

    def next_state(self) -> None:
        """Say why the open question with the focus has no answer: the next reason, and after the last none."""
        field = field_of(self.screen.focused)
        if field is None:
            return
        if self.filled.next_state(field.spec.name):
            self._typed()
            self._show_state(field)
        else:
            self.say(self.words("form.answered"), problem=True)

    async def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at each field what is wrong with it, at the top what is nobody's, and go to the first of them."""
        at_fields = [(name, p) for p in problems if (name := self.filled.place_of(p)) is not None]
        others = [p for p in problems if self.filled.place_of(p) is None]
        first = dict(reversed(at_fields))
        for name in self.filled.specs:
            if name in first:
                self._bring_up(name, first[name])
            self._set_problem(name, self._said(first[name]) if name in first else "")
        lines = [self.words("shell.problem_sign") + shown(self._said(p)) for p in others]
        self._top.update(Content.styled("\n".join(lines), "bold $late"))
        self._top.display = bool(lines)
        self._show_advice()
        self._show_head()
        if first:
            await self.go_to(next(name for name in self.filled.specs if name in first))
            self.call_after_refresh(self.see_focused)

    def _bring_up(self, name: str, problem: Problem) -> None:
        """A field that was left out is shown now, and in a group the row that it is about has the cursor."""
        self.filled.bring_up(name)
        field = self.fields[name]
        field.display = True
        if (row := dict(problem.values).get("row", "")).isdecimal():
            self.to_row(field.spec, int(row) - 1)

    def to_row(self, spec: FieldSpec, place: int) -> None:
        """Put the cursor of a group on the row at this place, or behind the last one on the line that adds."""
        control = self.fields[spec.name].control
        if isinstance(control, GroupControl):
            control.put_cursor(place)

    # The focus

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the field."""
        field = field_of(event.widget)
        if field is None:
            return
        spec = field.spec
        self._hint.show(hint_of(self.words, spec))
        if self._said_in is not field:
            # On a busy machine one hears of the focus only after a paste that followed it, and what was said of that.
            self.say("")
        # Not beside the hint: in a window of 80 neither would be read to its end.
        self._say_how(self.words(f"form.help.{field.control.how}"))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left, and those that showed a problem; nothing is called missing yet."""
        left = field_of(event.widget)
        if left is None or not self.is_attached:
            return
        self.check(left.spec.name)

    def check(self, name: str) -> None:
        """Say what is wrong with this field now, and with those that showed a problem."""
        wrong = {self.filled.place_of(p): p for p in reversed(self.filled.problems())}
        before = (dict(self.problems), self.advice)
        for each in {name, *self.problems}:
            problem = wrong.get(each)
            if problem is not None and self.filled.empty(each) and each not in self.problems:
                problem = None
            self._set_problem(each, "" if problem is None else self._said(problem))
        self._show_head()
        self._show_advice()
        if (self.problems, self.advice) != before:
            # A line below a field pushes down what stands below it, and that may be the field one is in now.
            self.call_after_refresh(self.see_focused)

    # Pieces

    def _built(self, names: Sequence[str]) -> FormPage:
        fields = []
        for name in names:
            spec = self.filled.specs[name]
            label, secret = label_of(self.words, spec), name in self.plan.secret
            field = FormField(spec, self, self.filled.raw[name], label=label, secret=secret)
            field.problem = self.problems.get(name, "")
            field.advice = self.advice.get(name, "")
            field.display = self.filled.drawn(name)
            field.needed = self.filled.needed(name)
            self._show_state(field)
            fields.append(field)
            self.fields[name] = field
        return FormPage(fields, self._labels, self.app.size.width)

    def _show_state(self, field: FormField) -> None:
        if field.spec.state:
            state = self.filled.specs[field.spec.state]
            field.show_state(state_of(self.words, state, self.filled.state(field.spec.name)))

    def _show_asked(self) -> None:
        for name, field in self.fields.items():
            if field.spec.only is not None and field.display != self.filled.drawn(name):
                field.display = not field.display
            field.show_needed(self.filled.needed(name))

    def _set_problem(self, name: str, said: str) -> None:
        if said:
            self.problems[name] = said
        else:
            self.problems.pop(name, None)
        if (field := self.fields.get(name)) is not None:
            field.show_problem(said)

    def _advised(self) -> Mapping[str, str]:
        """What advice there is on what stands in the form now."""
        return {} if self.plan.advise is None else dict(self.plan.advise(self.filled.raw))

    def _show_advice(self) -> None:
        if self.plan.advise is None:
            return
        self.advice = self._advised()
        for name, field in self.fields.items():
            field.show_advice(self.advice.get(name, ""))

    def _said(self, problem: Problem) -> str:
        return self.words(problem.message_id, **dict(problem.values))

    def _show_head(self) -> None:
        wrong_pages = [any(name in self.problems for name in names) for names in self._paged]
        wrong = len(self.problems)
        self._head.tell(self, wrong=wrong, note=self.plan.note, page=self._pages.page, wrong_pages=wrong_pages)
