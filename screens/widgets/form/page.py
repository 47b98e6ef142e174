"""One page of a form, and the line at its head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.containers import Vertical
from textual.content import Content

from ips_tui.forms.asking import PAGE_FIELDS, FieldSpec, Kind
from ips_tui.text import shown
from screens.widgets.form.fields import FormField, column_width
from screens.widgets.form.plan import FieldHost
from screens.widgets.form.wording import Label
from screens.widgets.line import Line

GROUP_TAKES = 6
"""For how many fields of one line a group counts: some rows, and the line that adds."""


def paged(specs: Iterable[FieldSpec], left_out: frozenset[str]) -> list[list[str]]:
    """The fields that may be drawn, by pages of some twenty; a group counts for several."""
    pages: list[list[str]] = [[]]
    full = 0
    for spec in specs:
        if spec.hidden:
            continue
        takes = 0 if spec.name in left_out else GROUP_TAKES if spec.kind is Kind.GROUP else 1
        if pages[-1] and full + takes > PAGE_FIELDS:
            pages.append([])
            full = 0
        pages[-1].append(spec.name)
        full += takes
    return pages


class FormPage(Vertical):
    """Some twenty fields under each other."""

    COMPONENT_CLASSES = {
        "form-field--label",
        "form-field--focused",
        "form-field--needed",
        "form-field--echo",
        "form-field--problem",
        "form-field--advice",
        "form-field--quiet",
    }
    DEFAULT_CSS = """
    FormPage {
        height: 1fr; overflow-y: auto; overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .form-field--label { color: $foreground; }
        & > .form-field--focused { color: $accent; text-style: bold; }
        & > .form-field--needed { color: $accent; text-style: bold; }
        & > .form-field--echo { color: $good; }
        & > .form-field--problem { color: $late; text-style: bold; }
        & > .form-field--advice { color: $quiet; }
        & > .form-field--quiet { color: $quiet; }
    }
    """

    def __init__(self, fields: Sequence[FormField], labels: Sequence[Label], width: int) -> None:
        """`labels` are those of the whole form, so that every page has the same column; `width` in cells."""
        super().__init__(*fields)
        self.fields = tuple(fields)
        self._labels = labels
        self._fit(width)

    @property
    def asked(self) -> list[FormField]:
        """The fields that can be filled in now."""
        return [field for field in self.fields if field.display]

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the fields in the new width."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        column = column_width(self._labels, width)
        for field in self.fields:
            field.fit(width, column)


class FormHead(Line):
    """What is wrong with the form, or its note, or what the sign of a needed field means; and the page."""

    DEFAULT_CSS = """
    FormHead { height: 1; }
    """

    def tell(self, host: FieldHost, *, wrong: int, note: str, page: int, wrong_pages: Sequence[bool]) -> None:
        """`wrong` counts the fields with a problem, `page` is the page shown counted from 0."""
        if wrong:
            text = host.words("form.problems_one") if wrong == 1 else host.words("form.problems", count=wrong)
            left = Content.styled("! " + text, "bold $late")
        elif note:
            left = Content(shown(note))
        else:
            left = Content.styled(host.words("form.needed_sign"), "$quiet")
        right = Content("")
        if len(wrong_pages) > 1:
            said = host.words("form.page", number=page + 1, count=len(wrong_pages))
            signs = [("●" if n == page else "○") + ("!" if bad else "") for n, bad in enumerate(wrong_pages)]
            right = Content.assemble((said + "  ", "$quiet"), (" ".join(signs), "bold $accent"))
        self.show(left, right)
