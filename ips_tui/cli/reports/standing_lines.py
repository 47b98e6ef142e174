"""What the principles and the indicators have alike as lines of a terminal, 80 columns wide."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ips_tui.cli.reports.lines import BELOW, wrapped
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports import report_words
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.principles import PrinciplesReport
from ips_tui.reports.standing_lines import StandingLine


def heading(report: PrinciplesReport | FidelityReport, words: Words, what: str, *, outside: bool) -> Iterator[str]:
    """What it is about, over which period, which laptops it covers and what to know of it."""
    if report.practice:
        yield words("cli.practice")
    first, last = (full_date(day, words.dates) for day in (report.asked.first, report.asked.last))
    yield words("cli.report.heading", what=words(f"cli.report.what.{what}"), first=first, last=last)
    yield from wrapped(report_words.covered(report.covers, words))
    for caution in report_words.standing_cautions(report, words, outside=outside, practice=False):
        yield from wrapped(caution)


def parts(line: StandingLine, words: Words, *, without: Collection[str] = ()) -> Iterator[str]:
    """The parts of a line; those of this laptop alone say so. `without` are some by what they are parts by."""
    for part, figure in line.parts:
        if part.of not in without:
            yield from wrapped(words("cli.report.part", part=figure.title, figure=figure.said), BELOW)
    for _, figure in line.here_only:
        said = words("cli.report.part", part=figure.title, figure=figure.said)
        yield from wrapped(words("numbers.here_only", part=said), BELOW)
