"""A form over the whole window: its draft, saving and leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from ips_tui.content.words import Words
from ips_tui.forms.asking import BadEntry, FieldSpec
from ips_tui.forms.kit import Entry
from screens.base import HouseScreen
from screens.keys import bind
from screens.place import Place
from screens.widgets.form import questions
from screens.widgets.form.body import FormBody
from screens.widgets.form.draft import DraftWriter
from screens.widgets.form.filled import Filled
from screens.widgets.form.gate import taken_out
from screens.widgets.form.pages import field_of
from screens.widgets.form.plan import FormPlan, KeptDraft, Refused


class FormScreen(HouseScreen[str | None]):
    """Asks for one entry; gives back the record's id once it is saved, None when it was left."""

    footer_keys: ClassVar[tuple[str, ...]] = ("form.save", "form.leave", "form.next_page", "form.previous_page")
    help_id = "form"
    writes = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "save", "form.save"),
        bind("escape", "leave", "form.leave"),
        bind("pagedown", "turn(1)", "form.next_page"),
        bind("pageup", "turn(-1)", "form.previous_page"),
        bind("ctrl+n", "no_answer", "form.no_answer"),
    ]

    def __init__(self, plan: FormPlan, words: Words) -> None:
        super().__init__()
        self.plan = plan
        self.words = words
        self.filled = Filled(plan)
        self.body = FormBody(self.filled, words, self._typed, self.say, self.say_how, self.flush_draft, self._open_row)
        self._draft = DraftWriter(plan.keeper, self.filled.to_keep, self._start_timer, self._not_kept)
        self._ended = False
        self._continued = False

    # What the shell asks

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return not self._ended and self.filled.dirty

    @property
    def keeps(self) -> bool:
        """Whether what is typed here is kept as a draft."""
        return self.plan.keeper is not None

    def trail(self) -> Sequence[str]:
        """The form's own title."""
        return (self.plan.title,)

    def flush_draft(self) -> None:
        """Keep at once what is typed and not yet kept. Raises what the keeper raises when it cannot."""
        self._draft.flush()

    def compose_body(self) -> ComposeResult:
        """The fields."""
        yield self.body

    def on_mount(self) -> None:
        """Offer what was typed before, if anything was kept."""
        kept = None if self.plan.keeper is None else self.plan.keeper.load()
        if kept is None or self._continued:
            return
        if self.filled.differing(kept):
            self._offer(kept)
        else:
            self._draft.forget()

    def on_unmount(self) -> None:
        """However the screen goes, what is typed is kept; the shell has tried before and said if it failed."""
        with suppress(Exception):
            self.flush_draft()

    # Over a lock

    def continue_draft(self) -> None:
        """Begin with what was kept, before the form is shown: whoever locked it comes back to it and need not be asked.

        Where the record was changed meanwhile, the form asks all the same.
        """
        kept = None if self.plan.keeper is None else self.plan.keeper.load()
        if kept is not None and not kept.changed:
            self.filled.continue_with(kept)
            self._continued = True

    async def stand_at(self, place: Place) -> None:
        """In the field where one was."""
        if place.line in self.body.fields:
            await self.body.go_to(place.line)

    def ends_on(self, below: HouseScreen[Any]) -> Callable[[Any], Any]:
        """What was saved shows on the page below."""

        async def ended(record: str | None) -> None:
            if record is not None:
                await below.show_saved(record)

        return ended

    def _line_here(self) -> str | None:
        """The name of the field with the focus."""
        field = None if self.focused is None else field_of(self.focused)
        return None if field is None else field.spec.name

    # Saving

    async def action_save(self) -> None:
        """F2: save, or show at each field what is wrong."""
        if self._ended:
            # The key was pressed twice; one press, one record.
            return
        try:
            entry = self.filled.read()
        except BadEntry as bad:
            await self.body.show_problems(bad.problems)
            return
        if unasked := self.filled.unasked(self.words):
            self.app.push_screen(questions.leaving_out(self.words, unasked), self._without)
        else:
            await self.save_entry(entry)

    async def _without(self, answer: str | None) -> None:
        if answer == questions.WITHOUT:
            await self.save_entry(self.filled.read())

    async def save_entry(self, entry: Entry) -> None:
        """Hand the valid entry on; what is refused is shown at its fields."""
        try:
            record = self.plan.save(entry)
        except Refused as refusal:
            self.filled.refuse(refusal.problems)
            await self.body.show_problems(refusal.problems)
        except Exception:
            self.flush_draft()
            raise
        else:
            self._end(record)

    # Leaving

    def action_leave(self) -> None:
        """Esc: leave, asking first when something typed would be lost."""
        if self.dirty:
            question = questions.leaving(self.words, kept=self.plan.keeper is not None)
            self.app.push_screen(question, self._leave)
        else:
            self._end(None)

    async def _leave(self, answer: str | None) -> None:
        if answer == questions.THROW:
            self._end(None)
        elif answer == questions.SAVE:
            await self.action_save()
        elif answer == questions.KEEP:
            try:
                self.flush_draft()
            except Exception:
                # Nobody leaves behind text that could not be kept.
                self._not_kept()
            else:
                self._end(None, drop=False)

    def _end(self, result: str | None, *, drop: bool = True) -> None:
        self._ended = True
        with suppress(Exception):
            # What was saved is saved. A draft that could not be forgotten is offered once more, which costs nothing.
            self._draft.end(drop=drop)
        self.dismiss(result)

    # The draft

    def _typed(self) -> None:
        self._draft.typed()

    def _start_timer(self, seconds: float, due: Callable[[], None]) -> Timer:
        # Not a timer of this screen: while a row stands in front of it, each would paint that one afresh.
        return self.app.set_timer(seconds, due)

    def _not_kept(self) -> None:
        # A row of this form may stand in front of it.
        self.app.say(self.words("form.draft.not_kept"), problem=True)

    def _offer(self, kept: KeptDraft) -> None:
        def answered(answer: str | None) -> None:
            if answer == questions.CONTINUE:
                self.filled.continue_with(kept)
                self.body.show_all()
                if said := taken_out(self.filled.hidden_in(kept), self.words):
                    self.body.say(said, problem=True)
            elif answer == questions.FRESH:
                self.app.push_screen(questions.throwing_away(self.words, kept), really)
            else:
                # Esc: neither now. The text stays kept for the next time.
                self._end(None, drop=False)

        def really(answer: str | None) -> None:
            if answer == questions.THROW:
                self._draft.forget()
                self.filled.start_fresh(kept)
                self.body.show_all()
            else:
                self._offer(kept)

        self.app.push_screen(questions.offering(self.words, self.filled, kept), answered)

    # Rows of a group

    def _open_row(self, spec: FieldSpec, place: int) -> None:
        from screens.widgets.form.group_row import RowScreen

        row = RowScreen(self, spec, place)
        self.app.push_screen(row, lambda done: self.row_closed(row, spec, place, done))

    def row_closed(self, row: FormScreen, spec: FieldSpec, place: int, done: str | None) -> None:
        """The row at that place is done, or was left."""
        self.body.rows_changed(spec)
        if done is not None and (spec.fixed or not row.plan.editing):
            # Whoever has added or answered a row may want to go on with the next.
            self.body.to_row(spec, place + 1)

    # Keys

    def footer_hint(self) -> Sequence[str]:
        """An open question also offers to say why it has no answer."""
        return (*super().footer_hint(), *(("form.no_answer",) if self.body.has_state else ()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages are turned only where there are some."""
        if action == "turn" and isinstance(by := parameters[0], int):
            return self.body.can_turn(by)
        if action == "no_answer":
            return self.body.has_state
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """PageDown and PageUp."""
        self.body.turn(by)

    def action_no_answer(self) -> None:
        """Ctrl+N: why this question has no answer; pressed again, the next reason."""
        self.body.next_state()

    def focus_next(self, selector: str | type[Widget] = "*") -> Widget | None:
        """Tab, which goes over the edge of a page to the next one."""
        self.body.step(1)
        return self.focused

    def focus_previous(self, selector: str | type[Widget] = "*") -> Widget | None:
        """Shift+Tab, back."""
        self.body.step(-1)
        return self.focused

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Textual scrolls to a field with an animation of many frames; here it is one."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
        if scroll_visible and widget is not None and self.body.is_attached:
            self.body.see_focused()
