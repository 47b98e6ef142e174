"""The pages of a form, of which one is shown, and the way from field to field across them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.containers import Vertical
from textual.geometry import Region
from textual.widget import Widget

from screens.widgets.form.fields import FormField
from screens.widgets.form.groups import GroupControl
from screens.widgets.form.page import FormPage


class FormPages(Vertical):
    """All pages stand here from the start: one mounted later would ask for a layout in the middle of typing, and
    what is typed ahead of the screen must find its field."""

    DEFAULT_CSS = """
    FormPages { height: 1fr; }
    """

    def __init__(self, pages: Sequence[FormPage], turned: Callable[[], None]) -> None:
        """`turned` is called once another page is shown."""
        super().__init__(*pages)
        self.pages = tuple(pages)
        self.page = 0
        """Which page is shown, counted from 0."""
        self._turned = turned
        for page in pages[1:]:
            page.display = False

    def begin(self) -> None:
        """Give the focus to the first field that is asked; Textual would give it to the first, seen or not."""
        fields, asked = self.pages[0].fields, self.pages[0].asked
        if asked and asked[0] is not fields[0]:
            self._enter(asked[0], 1)

    def step(self, by: int) -> None:
        """Give the focus to another field, over the edge of the page if there is another page."""
        asked = self.pages[self.page].asked
        here = next((n for n, field in enumerate(asked) if field.control is self.screen.focused), 0)
        if 0 <= here + by < len(asked):
            self._enter(asked[here + by], by)
        else:
            self.turn(1 if by > 0 else -1, last=by < 0)

    def turn(self, by: int, *, last: bool = False) -> None:
        """Show another page and go to its first field, or with `last` its last; at the end nothing happens."""
        if (number := self._page_after(by)) is not None:
            self._show(number)
            asked = self.pages[number].asked
            self._enter(asked[-1 if last else 0], -1 if last else 1)
            self.screen.refresh_bindings()

    def can_turn(self, by: int) -> bool:
        """Whether there is another page with something to fill in on that side (negative: before)."""
        return self._page_after(by) is not None

    def go_to(self, field: FormField) -> None:
        """Show the page with this field and give it the focus."""
        self._show(next(n for n, page in enumerate(self.pages) if field in page.fields))
        self.screen.set_focus(field.control)
        self.screen.refresh_bindings()

    def see_focused(self) -> None:
        """Scroll to the field with the focus, label and problem too, in one frame instead of an animation."""
        # It is put off until there is something to see; by then the form may have been left.
        field = field_of(self.screen.focused) if self.is_attached else None
        if field is None:
            return
        if not field.region:
            self.call_after_refresh(self.see_focused)
            return
        self.screen.scroll_to_widget(field, animate=False)
        control, page = field.control, field.parent
        if isinstance(control, GroupControl) and isinstance(page, FormPage) and field.size.height > page.size.height:
            # Of a group higher than the window, the line with the cursor is what must be seen.
            top = field.virtual_region.y + control.virtual_region.y + control.cursor_line
            page.scroll_to_region(Region(0, top, 1, 1), animate=False)

    def _enter(self, field: FormField, by: int) -> None:
        """Give the focus to a field, coming from the one above it (positive) or below."""
        if isinstance(field.control, GroupControl):
            field.control.enter(by)
        self.screen.set_focus(field.control)

    def _show(self, number: int) -> None:
        for other, page in enumerate(self.pages):
            page.display = other == number
        self.page = number
        self._turned()

    def _page_after(self, by: int) -> int | None:
        number = self.page + by
        while 0 <= number < len(self.pages):
            if self.pages[number].asked:
                return number
            number += by
        return None


def field_of(widget: Widget | None) -> FormField | None:
    """The field whose control this is, if it is one."""
    parent = None if widget is None else widget.parent
    return parent if isinstance(parent, FormField) else None
