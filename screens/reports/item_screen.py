"""One item of a fidelity scale: what the record says of it, who or which week lowers it, what would raise it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ips_tui.reports.charts import points
from screens.desk import desk_of
from screens.reports.base import styled
from screens.reports.people_screen import FigureLine, FigureScreen

if TYPE_CHECKING:
    from ips_tui.domain.outcomes.figure import Figure, Part
    from ips_tui.reports.fidelity import FidelityReport, ItemView

LOWERS, WAITING = "lowers", "waiting"
STAFF = "staff"
"""Begins what Enter needs of a line about a specialist; the Monday of the week follows, where it is about one."""


class ItemScreen(FigureScreen):
    """Enter opens the person, or the specialist's week, that lowers it."""

    help_id = "fidelity_item"

    def trail(self) -> Sequence[str]:
        """Which report, and which item."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.fidelity.name"), self.figure_id)

    def figure(self) -> Figure | None:
        """That of a computed item."""
        return None if (one := self._item()) is None else one.indicator.figure

    def parts(self) -> tuple[Part, ...]:
        """The specialists, or the evidence of the record for whoever rates."""
        if (one := self._item()) is None:
            return ()
        return (*super().parts(), *one.indicator.evidence)

    def named(self) -> str:
        """What it is called."""
        from ips_tui.reports import fidelity_words

        return "" if (one := self._item()) is None else fidelity_words.title(one.item, self.app.words)

    def figure_said(self) -> str:
        """Its points, in signs and in words, with the figure where there is one."""
        from ips_tui.domain.fidelity.scale import BEST
        from ips_tui.reports import fidelity_words

        if (one := self._item()) is None:
            return ""
        words, indicator = self.app.words, one.indicator
        said = fidelity_words.state(indicator, words)
        if indicator.anchor is not None:
            said = f"{points(indicator.anchor, BEST)} {said}"
        if indicator.figure is None:
            return said
        figure = fidelity_words.shown(indicator.figure, words)
        return words("cli.report.fidelity_figure", state=said, figure=figure)

    @property
    def parts_group(self) -> str:
        """Of an item that people rate they are what the record has."""
        return super().parts_group if self.figure() is not None else "record"

    def part_said(self, part: Part) -> str:
        """A specialist's figure, or a piece of evidence."""
        from ips_tui.reports import fidelity_words

        return fidelity_words.shown(part, self.app.words)

    def told(self, width: int) -> Iterator[Content]:
        """What it looks at, what people rated, and the one action that would raise it."""
        from ips_tui.reports import fidelity_words

        one, report = self._item(), self._report()
        if one is None or report is None:
            return
        words = self.app.words
        yield from styled(fidelity_words.asks(one.item, words), width, "", 3)
        if rated := fidelity_words.rated(one, report.review, words):
            yield from styled(rated, width, "", 1)
        if action := fidelity_words.action(one.indicator, words):
            yield from styled(words("cli.report.action", action=action), width, "bold", 2)

    def definition(self) -> Iterator[str]:
        """What it looks at, what stands above and below the line, its anchors, who answers it, and the scale."""
        from ips_tui.reports import fidelity_words

        one, report = self._item(), self._report()
        if one is None or report is None:
            return
        words = self.app.words
        yield fidelity_words.asks(one.item, words)
        above, below = fidelity_words.parts_of_formula(one.item, words)
        if above:
            yield words("cli.report.above", words=above)
            yield words("cli.report.below", words=below)
        anchors = [
            words("fidelity.of_anchor", anchor=at, words=said) for at, said in fidelity_words.anchors(one.item, words)
        ]
        if anchors:
            yield "\n".join(anchors)
        yield words(f"fidelity.class.{one.item.item_class}")
        yield words("cli.report.scale", scale=fidelity_words.scale_line(report.scale, words))
        for source in report.scale.sources:
            yield words("cli.report.source", title=source.title, address=source.address).rstrip()

    def before_people(self) -> Iterator[FigureLine]:
        """Who lowers it, or which week; then those of whom the answer is not in yet."""
        from ips_tui.reports import fidelity_words

        if (one := self._item()) is None:
            return
        words = self.app.words
        for low in one.indicator.lowered_by:
            week = "" if not low.staff or low.on is None else low.on.isoformat()
            more = f"{STAFF}:{week}" if low.staff else ""
            yield FigureLine(LOWERS, low.ref, fidelity_words.lowering(low, words), more=more)
        for left in one.indicator.open_cases:
            yield FigureLine(WAITING, left.ref, fidelity_words.waiting(left, words))

    def open_line(self, line: FigureLine) -> None:
        """The person; of a specialist the week."""
        if not line.more:
            super().open_line(line)
            return
        from datetime import date

        from screens.employers.week_screen import WeekScreen

        week = line.more.partition(":")[2]
        staff = next((one for one in desk_of(self.app).staff() if one.ref == line.ref), None)
        if week and staff is not None:
            self.app.push_screen(WeekScreen(staff.id, date.fromisoformat(week)))
        else:
            self.say(self.app.words("reports.no_page"))

    def name_of_ref(self, ref: str) -> str:
        """A person, or a specialist by name."""
        if self.asking.person(ref) is not None:
            return super().name_of_ref(ref)
        return next((f"{ref} {one.name}" for one in desk_of(self.app).staff() if one.ref == ref), ref)

    def _report(self) -> FidelityReport | None:
        from ips_tui.reports.fidelity import FidelityReport

        return self.found if isinstance(self.found, FidelityReport) else None

    def _item(self) -> ItemView | None:
        try:
            return None if (report := self._report()) is None else report.item(self.figure_id)
        except LookupError:
            # Another scale was chosen meanwhile.
            return None
