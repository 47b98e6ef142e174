"""One measure, and one principle: what it counts, and the people behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ips_tui.reports import figure_words
from screens.reports.base import styled
from screens.reports.people_screen import FigureScreen

if TYPE_CHECKING:
    from ips_tui.domain.outcomes.figure import Figure
    from ips_tui.domain.principles import Principle
    from ips_tui.reports.outcomes import Measure

HIGH = 30
"""Lines of a window from which the whole formula stands above the people."""


class MeasureScreen(FigureScreen):
    """One of the measures M1 to M26 or of engagement."""

    def trail(self) -> Sequence[str]:
        """Which report, and which measure."""
        words = self.app.words
        return (words("shell.area.reports"), words(f"reports.report.{self.kind}.name"), self.figure_id)

    def figure(self) -> Figure | None:
        """That of the measure."""
        return None if (measure := self._measure()) is None else measure.figure

    def named(self) -> str:
        """What it is called."""
        return "" if (measure := self._measure()) is None else figure_words.title(measure.definition, self.app.words)

    def told(self, width: int) -> Iterator[Content]:
        """What stands above and below the line, and what it is measured by."""
        if (measure := self._measure()) is None:
            return
        words = self.app.words
        if self.size.height >= HIGH:
            yield from styled(figure_words.formula(measure.definition, words), width, "", 3)
        for said in _lines_of_formula(*figure_words.parts_of_formula(measure.definition, words), self):
            yield from styled(said, width, "", 2)
        if measure.benchmarks:
            levels = ", ".join(figure_words.benchmarks(measure.benchmarks, words))
            yield from styled(words("cli.report.benchmarks", levels=levels), width, "$quiet", 1)

    def definition(self) -> Iterator[str]:
        """How it is counted, over which time, since when, by whose rules, and where it comes from."""
        measure, report, words = self._measure(), self.outcomes, self.app.words
        if measure is None or report is None:
            return
        definition, pack = measure.definition, report.pack
        yield words("cli.report.formula", formula=figure_words.formula(definition, words))
        yield from _lines_of_formula(*figure_words.parts_of_formula(definition, words), self)
        if asks := figure_words.asks(definition, pack.rules, words):
            yield asks
        rule = words(f"measure.period.{definition.period}")
        yield words("cli.report.period", rule=rule, version=definition.version)
        counts = words(f"rule_pack.counts_from.{pack.rules.counts_from}")
        yield words("cli.report.rules", name=words(f"rule_pack.{pack.id}"), version=pack.version, counts=counts)
        if measure.benchmarks:
            levels = ", ".join(figure_words.benchmarks(measure.benchmarks, words))
            yield words("cli.report.benchmarks", levels=levels)
        for source in definition.sources:
            yield words("cli.report.source", title=source.title, address=source.address).rstrip()

    def _measure(self) -> Measure | None:
        try:
            return None if (report := self.outcomes) is None else report.measure(self.figure_id)
        except LookupError:
            # A rule pack without it was chosen meanwhile.
            return None


def _lines_of_formula(above: str, below: str, screen: FigureScreen) -> Iterator[str]:
    words = screen.app.words
    if not below:
        yield words("reports.counts", words=above)
        return
    yield words("cli.report.above", words=above)
    yield words("cli.report.below", words=below)


class PrincipleScreen(FigureScreen):
    """One of the eight principles."""

    counted_group = "look"

    def trail(self) -> Sequence[str]:
        """Which report, and which principle."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.principles.name"), self.named())

    def principle(self) -> Principle | None:
        """The principle of that id; None where nothing is counted."""
        from ips_tui.reports.principles import PrinciplesReport

        found = self.found.principles if isinstance(self.found, PrinciplesReport) else ()
        return next((one for one in found if one.id == self.figure_id), None)

    def figure(self) -> Figure | None:
        """Its number."""
        return None if (one := self.principle()) is None else one.figure

    def named(self) -> str:
        """What it is called."""
        return self.app.words(f"principle.{one.id}.title") if (one := self.principle()) is not None else ""

    def told(self, width: int) -> Iterator[Content]:
        """How it stands, in words, from when on it is met, and what stands above and below the line."""
        from ips_tui.reports import fidelity_words

        if (one := self.principle()) is None:
            return
        words = self.app.words
        state, met = fidelity_words.principle_state(one, words), fidelity_words.met_from(one, words)
        yield from styled(words("reports.state_met", state=state, met=met), width, "bold", 1)
        for said in _lines_of_formula(*self._formula(one), self):
            yield from styled(said, width, "", 2)

    def definition(self) -> Iterator[str]:
        """How it is counted, and which items of the fidelity scale belong to it."""
        from ips_tui.reports import fidelity_words

        if (one := self.principle()) is None:
            return
        words = self.app.words
        yield words("cli.report.formula", formula=words(f"principle.{one.id}.formula"))
        yield from _lines_of_formula(*self._formula(one), self)
        yield fidelity_words.met_from(one, words)
        yield words("principle.items", items=", ".join(map(str, one.items)))
        yield words("principle.about")

    def _formula(self, one: Principle) -> tuple[str, str]:
        words = self.app.words
        return words(f"principle.{one.id}.numerator"), words(f"principle.{one.id}.denominator")
