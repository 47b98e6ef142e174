"""One measure: what it counts, who is in it, who is not and why, who just missed (domain.md 5.4, Z5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from ips_tui.domain.outcomes.figure import Kind
from ips_tui.reports import figure_words
from ips_tui.reports.asked import Asking, ReportKind
from ips_tui.text import shown
from screens.keys import bind
from screens.participant.block import Block
from screens.reports.base import LOW, ReportScreen, styled
from screens.today.grouped import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

if TYPE_CHECKING:
    from ips_tui.domain.outcomes.figure import Figure, Listed, Part
    from ips_tui.reports.outcomes import Measure, OutcomeReport

IN, MISSED, COUNTED, LEFT, BESIDES, PARTS = "in", "missed", "counted", "left", "besides", "parts"
"""The groups of lines, in their order."""
BELOW = 2


@dataclass(frozen=True)
class _Line:
    """One line of the list: somebody and what is said of them, or a part with its figure."""

    group: str
    ref: str
    said: str = ""
    part: str = ""
    """The number of the part that Enter opens; empty for a person."""


class MeasureScreen(ReportScreen):
    """The figure and its definition above, the people below; Enter opens somebody's page, or a part of the figure."""

    help_id = "measure"
    footer_keys = ("list.open", "reports.definition", "reports.period", "reports.whose", "screen.back")
    made_of = ("measure_id", "kind", "part", "period", "whose")
    BINDINGS: ClassVar[list[BindingType]] = [bind("d", "definition", "reports.definition")]

    def __init__(
        self,
        measure_id: str,
        kind: str = ReportKind.OUTCOMES,
        part: str = "",
        period: str | None = None,
        whose: str | None = None,
        *,
        asking: Asking | None = None,
    ) -> None:
        """The measure of that id in that report; `part` is the number of one of its parts, empty for the whole.

        Raises LookupError for a kind that there is not.
        """
        super().__init__(period, whose, asking=asking)
        try:
            self.kind = ReportKind(kind)
        except ValueError as wrong:
            raise LookupError("report") from wrong
        self.measure_id = measure_id
        self.part = part or ""
        self._lines: dict[str, _Line] = {}
        self._source = GroupedSource()

    def trail(self) -> Sequence[str]:
        """Which report, and which measure."""
        words = self.app.words
        return (words("shell.area.reports"), words(f"reports.report.{self.kind}.name"), self.measure_id)

    def compose_found(self) -> ComposeResult:
        """The people."""
        words = self.app.words
        self.list = GroupedList(
            (
                Column("who", words("reports.column.who"), 30),
                Column("said", words("reports.column.said"), 0),
            ),
            self._source,
            on_record=lambda record: self._show_below(),
            no_match="",
            style_of=lambda _, column, cell: "$quiet" if column else "",
        )
        self.list.set_empty(words("reports.counting"))
        self.below = Block(classes="reports--below", fixed=BELOW)
        yield self.list
        yield self.below

    @property
    def first_widget(self) -> Widget | None:
        """The list."""
        return self.list

    def show_found(self, report: OutcomeReport) -> None:
        """Who is behind it; the cursor stays on its line."""
        self.list.set_empty(self.app.words("reports.no_people"))
        lines = list(self._of_part(part) if (part := self._part()) is not None else self._of_whole())
        times: Counter[tuple[str, str, str]] = Counter()
        self._lines = {}
        for line in lines:
            # Somebody may have several jobs in one group.
            key = (line.group, line.ref, line.part)
            times[key] += 1
            self._lines[f"{line.group}.{line.part or line.ref}.{times[key]}"] = line
        self._fill()

    def fit(self) -> None:
        """What stands below is broken to the new width."""
        self._show_below()

    def refresh_people(self) -> None:
        """Names or initials."""
        self._fill()

    def head(self, width: int) -> Iterator[Content]:
        """The figure, then what it counts; in a low window the figure alone, and D shows the rest."""
        if (measure := self._measure()) is None:
            return
        words = self.app.words
        part = self._part()
        title = figure_words.title(measure.definition, words)
        named = title if part is None else words("reports.part_of", part=figure_words.part_title(part, words), of=title)
        said = figure_words.shown(measure.figure if part is None else part, words)
        yield Content.assemble(
            (shown(named, max(width - len(said) - 2, 10)) + "  ", "bold $accent"), (shown(said), "bold")
        )
        if self.size.height < LOW or part is not None:
            return
        above, below = figure_words.parts_of_formula(measure.definition, words)
        if below:
            yield from styled(words("cli.report.above", words=above), width, "", 2)
            yield from styled(words("cli.report.below", words=below), width, "", 2)
        else:
            yield from styled(words("reports.counts", words=above), width, "", 2)
        if measure.benchmarks:
            levels = ", ".join(figure_words.benchmarks(measure.benchmarks, words))
            yield from styled(words("cli.report.benchmarks", levels=levels), width, "$quiet", 1)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the page of that person, or the people of that part."""
        event.stop()
        if (line := self._lines.get(event.record_id)) is None:
            return
        if line.part:
            self.app.push_screen(MeasureScreen(self.measure_id, str(self.kind), line.part, asking=self.asking))
        else:
            self.open_ref(line.ref)

    def action_definition(self) -> None:
        """D: the whole definition, with where it comes from."""
        if (measure := self._measure()) is not None and self.found is not None:
            from screens.reports.definition_screen import DefinitionScreen

            self.app.push_screen(DefinitionScreen(measure, self.found.pack))

    # What stands there

    def _measure(self) -> Measure | None:
        try:
            return None if self.found is None else self.found.measure(self.measure_id)
        except LookupError:
            # A rule pack without it was chosen meanwhile.
            return None

    def _part(self) -> Part | None:
        measure = self._measure()
        parts = () if measure is None else measure.figure.parts
        number = int(self.part) - 1 if self.part.isascii() and self.part.isdigit() else -1
        return parts[number] if 0 <= number < len(parts) else None

    def _fill(self) -> None:
        words = self.app.words
        rows = [(line_id, line.group, (self._called(line), line.said)) for line_id, line in self._lines.items()]
        self._source.fill(rows, lambda group, count: words(f"reports.group.{group}", count=count))
        self.list.reload()

    def _called(self, line: _Line) -> str:
        return line.ref if line.part else self.name_of_ref(line.ref)

    def _show_below(self) -> None:
        """The line under the cursor in full."""
        self.below.set_fixed(BELOW if self.size.height >= LOW else 1)
        line = self._lines.get(self.list.record_id or "")
        if line is None:
            self.below.show([])
            return
        said = (
            self.app.words("reports.said_of", who=self._called(line), said=line.said)
            if line.said
            else self._called(line)
        )
        self.below.show(list(styled(said, self.size.width - 3, "", BELOW)))

    def _of_whole(self) -> Iterator[_Line]:
        measure = self._measure()
        if measure is None:
            return
        words, figure = self.app.words, measure.figure
        yield from self._in(figure)
        yield from (_Line(LEFT, left.ref, figure_words.why(left, words)) for left in figure.left_out)
        yield from (_Line(BESIDES, left.ref, figure_words.why(left, words)) for left in figure.besides)
        for number, part in enumerate(figure.parts, start=1):
            named = figure_words.part_title(part, words)
            yield _Line(PARTS, named, figure_words.shown(part, words), str(number))

    def _in(self, figure: Figure) -> Iterator[_Line]:
        """Who is in it, with the number of each case; who just missed; who is below the line only."""
        words = self.app.words
        missed = [_Line(MISSED, one.ref, figure_words.missed(one, words)) for one in figure.just_missed]
        if figure.cases:
            cases = [self._case(case) for case in figure.cases]
            yield from (line for line in cases if line.group == IN)
            yield from missed
            yield from (line for line in cases if line.group == COUNTED)
            return
        yield from (_Line(IN, ref) for ref in figure.people)
        yield from missed
        if figure.kind is Kind.SHARE:
            yield from (_Line(COUNTED, ref) for ref in figure.counted if ref not in set(figure.people))

    def _case(self, case: Listed) -> _Line:
        words = self.app.words
        number = figure_words.rounded(case.number, words)
        said = words("reports.case", number=number, job=case.job) if case.job else number
        return _Line(IN if case.yes else COUNTED, case.ref, said)

    def _of_part(self, part: Part) -> Iterator[_Line]:
        yield from (_Line(IN, ref) for ref in part.people)
        yield from (_Line(COUNTED, ref) for ref in part.counted if ref not in set(part.people))
