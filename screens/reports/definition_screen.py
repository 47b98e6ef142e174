"""A measure's definition in full: how it is counted, over which time, since when, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ips_tui.domain.outcomes.definition import RulePack
from ips_tui.reports import figure_words
from ips_tui.reports.outcomes import Measure
from screens.participant.block import wrapped
from screens.participant.text_screen import TextScreen


class DefinitionScreen(TextScreen):
    """One text; Esc goes back to the figure."""

    help_id = "measure"
    footer_keys = ("screen.back",)

    def __init__(self, measure: Measure, pack: RulePack) -> None:
        """Of this measure as this rule pack counts it."""
        super().__init__()
        self.measure = measure
        self.pack = pack

    def trail(self) -> Sequence[str]:
        """Whose definition."""
        return (self.measure.id, self.app.words("reports.definition"))

    def lines(self, width: int) -> Iterator[Content]:
        """All of it."""
        words, definition = self.app.words, self.measure.definition
        above, below = figure_words.parts_of_formula(definition, words)
        yield Content.styled(f"{self.measure.id} {figure_words.title(definition, words)}", "bold $accent")
        yield Content("")
        said = [words("cli.report.formula", formula=figure_words.formula(definition, words))]
        said += [words("cli.report.above", words=above)] if below else [words("reports.counts", words=above)]
        said += [words("cli.report.below", words=below)] if below else []
        said += [asks] if (asks := figure_words.asks(definition, self.pack.rules, words)) else []
        rule = words(f"measure.period.{definition.period}")
        said.append(words("cli.report.period", rule=rule, version=definition.version))
        said.append(
            words(
                "cli.report.rules",
                name=words(f"rule_pack.{self.pack.id}"),
                version=self.pack.version,
                counts=words(f"rule_pack.counts_from.{self.pack.rules.counts_from}"),
            )
        )
        if self.measure.benchmarks:
            levels = ", ".join(figure_words.benchmarks(self.measure.benchmarks, words))
            said.append(words("cli.report.benchmarks", levels=levels))
        said += [words("cli.report.source", title=s.title, address=s.address).rstrip() for s in definition.sources]
        for one in said:
            yield from map(Content, wrapped(one, width))
            yield Content("")
