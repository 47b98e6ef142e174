"""How a report of figures is asked for and told: as lines, JSON or CSV, into files, with other laptops' numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import words_of
from ips_tui.cli.reports import asking, files, together
from ips_tui.cli.reports.lines import lines
from ips_tui.cli.reports.shape import shape
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.by_month import Month, by_month
from ips_tui.domain.outcomes.definition import RulePack
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.rules import Period
from ips_tui.paths import Paths
from ips_tui.reports.adding import numbers_of
from ips_tui.reports.chart_data import charts
from ips_tui.reports.numbers_file import written
from ips_tui.reports.outcome_document import document_of
from ips_tui.reports.outcomes import OutcomeReport, narrowed
from ips_tui.reports.reading import read_team
from ips_tui.reports.report_tables import tables_of


class Make(Protocol):
    """Makes a report, as `reports.outcomes.outcomes` does."""

    def __call__(
        self,
        desk: Desk,
        period: Period,
        *,
        pack: RulePack,
        specialist: UUID | None,
        only: Iterable[str] | None,
        facts: TeamFacts,
    ) -> OutcomeReport:
        """The report. Raises a StoreProblem."""


def tell(asked: Asked, paths: Paths, what: str, make: Make, known: Iterable[str]) -> int:
    """Print the report or write what was asked for; the exit status.

    `what` names it and `known` are the measures it may have. Raises StoreProblem, and Refusal for what does not go
    together, for numbers that are not taken, and for a place that cannot be written.
    """
    places, others = together.asked_for(asked, words_of(paths))
    with opening.opened(asked, paths) as desk:
        words, facts = desk.words, read_team(desk)
        specialist = opening.specialist(desk, asked.specialist)
        own = make(
            desk,
            asking.period(asked, desk),
            pack=asking.rule_pack(asked, desk),
            specialist=specialist,
            only=asking.measures(asked, desk, known),
            facts=facts,
        )
        report = together.together(own, what, others, asked, words)
        facts = narrowed(facts, specialist, report.period.last)
        made = _made(desk, report, own, what, facts, asked, places) if places else {}
    return files.tell(
        asked,
        words,
        (places, made),
        lambda: shape(report, words, outside=asked.outside),
        lambda: tables_of(report, words, what, _months(report, facts, asked), outside=asked.outside),
        lambda: lines(report, words, what, in_full=bool(asked.measure), outside=asked.outside),
    )


def _made(
    desk: Desk,
    report: OutcomeReport,
    own: OutcomeReport,
    what: str,
    facts: TeamFacts,
    asked: Asked,
    places: Mapping[str, Path],
) -> Mapping[str, files.Data]:
    """The bytes of each file."""
    words, outside = desk.words, asked.outside
    months = _months(report, facts, asked)
    shown = (
        charts(base_of(facts, report.period, report.pack.rules, report.as_of), words) if _alone(report, asked) else None
    )
    tables = tables_of(report, words, what, months, outside=outside)
    team = desk.setting(settings.TEAM_NAME) or ""
    document = document_of(report, words, what, months=months, charts=shown, team=team, outside=outside)
    found = dict(files.made(places, tables, document, desk, what))
    if files.NUMBERS in places:
        found[files.NUMBERS] = files.Data(written(numbers_of(own, what)))
    return found


def _alone(report: OutcomeReport, asked: Asked) -> bool:
    """Whether months and charts stand: only this laptop's people can be counted by them, and outside few be told."""
    return not asked.outside and len(report.covers) == 1


def _months(report: OutcomeReport, facts: TeamFacts, asked: Asked) -> Sequence[Month]:
    return by_month(facts, report.period, report.pack.rules, report.as_of) if _alone(report, asked) else ()
