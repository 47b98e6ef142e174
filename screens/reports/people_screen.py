"""One figure and everybody behind it: who is in it, who is not and why, who just missed (domain.md 5.4, Z5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.domain.outcomes.figure import Kind
from ips_tui.reports import figure_words
from ips_tui.reports.asked import Asking, ReportKind
from ips_tui.text import shown
from screens.keys import bind
from screens.reports.base import LOW, styled
from screens.reports.listed import ListedScreen
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

if TYPE_CHECKING:
    from ips_tui.domain.outcomes.figure import Figure, Listed, Part

IN, MISSED, COUNTED, LEFT, BESIDES, PARTS = "in", "missed", "counted", "left", "besides", "parts"
"""The groups of lines; their words are `reports.group.<name>`."""
WHO = 30


@dataclass(frozen=True)
class FigureLine:
    """One line of the list: somebody and what is said of them, or a part with its figure."""

    group: str
    ref: str
    """A person's reference; of a part what it is called."""
    said: str = ""
    part: str = ""
    """The number of the part that Enter opens; empty for a person."""
    more: str = ""
    """What else Enter needs."""


class FigureScreen(ListedScreen[GroupedList]):
    """The figure and what it counts above, the people below; Enter opens somebody's page, or a part of the figure."""

    help_id = "measure"
    footer_keys = ("list.open", "reports.definition", "reports.period", "reports.whose", "screen.back")
    made_of = ("figure_id", "kind", "part", "period", "whose")
    BINDINGS: ClassVar[list[BindingType]] = [bind("d", "definition", "reports.definition")]
    counted_group: ClassVar[str] = COUNTED
    """The group of those who are in the denominator and not in the numerator."""

    def __init__(
        self,
        figure_id: str,
        kind: str = ReportKind.OUTCOMES,
        part: str = "",
        period: str | None = None,
        whose: str | None = None,
        *,
        asking: Asking | None = None,
    ) -> None:
        """The figure of that id in that report; `part` is the number of one of its parts, empty for the whole.

        Raises LookupError for a report that there is not.
        """
        super().__init__(period, whose, asking=asking)
        try:
            self.kind = ReportKind(kind)
        except ValueError as wrong:
            raise LookupError("report") from wrong
        self.figure_id = figure_id
        self.part = part or ""
        self._lines: dict[str, FigureLine] = {}
        self._source = GroupedSource()

    # What a page fills in

    def figure(self) -> Figure | None:
        """The figure; None where nothing is counted."""
        return None

    def parts(self) -> tuple[Part, ...]:
        """What else it comes to."""
        return () if (figure := self.figure()) is None else figure.parts

    def named(self) -> str:
        """What the whole is called; empty where it is not there."""
        return ""

    def figure_said(self) -> str:
        """The whole as it is read."""
        return "" if (figure := self.figure()) is None else figure_words.shown(figure, self.app.words)

    @property
    def parts_group(self) -> str:
        """The group of the parts."""
        return PARTS

    def part_said(self, part: Part) -> str:
        """A part as it is read."""
        return figure_words.shown(part, self.app.words)

    def told(self, width: int) -> Iterator[Content]:
        """What it counts, in lines above the people."""
        yield from ()

    def definition(self) -> Iterator[str]:
        """The whole definition, a paragraph each."""
        yield from ()

    def before_people(self) -> Iterator[FigureLine]:
        """Lines that stand above the people of the figure."""
        yield from ()

    def open_line(self, line: FigureLine) -> None:
        """Enter on somebody's line."""
        self.open_ref(line.ref)

    # What stands there

    def make_list(self) -> GroupedList:
        """The people."""
        words = self.app.words
        people = GroupedList(
            (Column("who", words("reports.column.who"), WHO), Column("said", words("reports.column.said"), 0)),
            self._source,
            on_record=lambda _: self.show_below(),
            no_match="",
            style_of=lambda _, column, cell: "$quiet" if column else "",
        )
        people.set_empty(words("reports.counting"))
        return people

    def show_found(self) -> None:
        """Who is behind it; the cursor stays on its line."""
        self.list.set_empty(self.app.words("reports.no_people"))
        part = self.part_shown_here()
        times: Counter[tuple[str, str, str]] = Counter()
        self._lines = {}
        for line in self._of_whole() if part is None else self._of_part(part):
            # Somebody may have several jobs in one group.
            key = (line.group, line.ref, line.part)
            times[key] += 1
            self._lines[f"{line.group}.{line.part or line.ref}.{times[key]}"] = line
        self._fill()

    def refresh_people(self) -> None:
        """Names or initials."""
        self._fill()

    def said_below(self, width: int) -> Iterator[Content]:
        """The line under the cursor in full."""
        if (line := self._lines.get(self.list.record_id or "")) is not None:
            who = self._called(line)
            said = self.app.words("reports.said_of", who=who, said=line.said) if line.said else who
            yield from styled(said, width, "", self.below_lines)

    def head(self, width: int) -> Iterator[Content]:
        """The figure, then what it counts; in a low window the figure alone, and D shows the rest."""
        named = self.named()
        if not named:
            return
        part, said = self.part_shown_here(), self.figure_said()
        if part is not None:
            title = figure_words.part_title(part, self.app.words)
            named, said = self.app.words("reports.part_of", part=title, of=named), self.part_said(part)
        first = shown(named, max(width - len(said) - 2, 10))
        yield Content.assemble((first + "  ", "bold $accent"), (shown(said), "bold"))
        if self.size.height >= LOW and part is None:
            yield from self.told(width)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the page of that person, or the people of that part."""
        event.stop()
        if (line := self._lines.get(event.record_id)) is None:
            return
        if line.part:
            self.app.push_screen(type(self)(self.figure_id, str(self.kind), line.part, asking=self.asking))
        else:
            self.open_line(line)

    def action_definition(self) -> None:
        """D: the whole definition, with where it comes from."""
        from screens.reports.definition_screen import DefinitionScreen

        if named := self.named():
            self.app.push_screen(DefinitionScreen(self.figure_id, named, tuple(self.definition())))

    def part_shown_here(self) -> Part | None:
        """The part that this page is about; None for the whole."""
        parts = self.parts()
        number = int(self.part) - 1 if self.part.isascii() and self.part.isdigit() else -1
        return parts[number] if 0 <= number < len(parts) else None

    def _fill(self) -> None:
        words = self.app.words
        rows = [(line_id, line.group, (self._called(line), line.said)) for line_id, line in self._lines.items()]
        self._source.fill(rows, lambda group, count: words(f"reports.group.{group}", count=count))
        self.list.reload()

    def _called(self, line: FigureLine) -> str:
        return line.ref if line.part else self.name_of_ref(line.ref)

    def _of_whole(self) -> Iterator[FigureLine]:
        words, figure = self.app.words, self.figure()
        yield from self.before_people()
        if figure is not None:
            yield from self._in(figure)
            yield from (FigureLine(LEFT, left.ref, figure_words.why(left, words)) for left in figure.left_out)
            yield from (FigureLine(BESIDES, left.ref, figure_words.why(left, words)) for left in figure.besides)
        for number, part in enumerate(self.parts(), start=1):
            named = figure_words.part_in_a_list(part, words)
            yield FigureLine(self.parts_group, named, self.part_said(part), str(number))

    def _in(self, figure: Figure) -> Iterator[FigureLine]:
        """Who is in it, with the number of each case; who just missed; who is below the line only."""
        words = self.app.words
        missed = [FigureLine(MISSED, one.ref, figure_words.missed(one, words)) for one in figure.just_missed]
        if figure.cases:
            cases = [self._case(case, figure.kind) for case in figure.cases]
            yield from (line for line in cases if line.group == IN)
            yield from missed
            yield from (line for line in cases if line.group != IN)
            return
        yield from (FigureLine(IN, ref) for ref in figure.people)
        yield from missed
        if figure.kind is Kind.SHARE:
            yield from (FigureLine(self.counted_group, ref) for ref in figure.counted if ref not in set(figure.people))

    def _case(self, case: Listed, kind: Kind) -> FigureLine:
        words = self.app.words
        number = figure_words.rounded(case.number, words)
        said = words("reports.case", number=number, job=case.job) if case.job else number
        if kind is Kind.SHARE and case.number == 1:
            # Each counts for one, which need not be said.
            said = case.job
        return FigureLine(IN if case.yes else self.counted_group, case.ref, said)

    def _of_part(self, part: Part) -> Iterator[FigureLine]:
        yield from (FigureLine(IN, ref) for ref in part.people)
        yield from (FigureLine(self.counted_group, ref) for ref in part.counted if ref not in set(part.people))
