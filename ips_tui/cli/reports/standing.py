"""How the principles and the indicators, which say how things stand, are asked for and told; the rest is `telling`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from ips_tui.casework.session import Desk
from ips_tui.casework.settings import TEAM_NAME
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import words_of
from ips_tui.cli.reports import files, together
from ips_tui.content.words import Words
from ips_tui.paths import Paths
from ips_tui.reports.adding import numbers_of
from ips_tui.reports.document import Table
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.numbers_file import written
from ips_tui.reports.principles import PrinciplesReport
from ips_tui.reports.standing_tables import paper_of

ReportT = TypeVar("ReportT", PrinciplesReport, FidelityReport)
ReportT_contra = TypeVar("ReportT_contra", PrinciplesReport, FidelityReport, contravariant=True)
ToldT_co = TypeVar("ToldT_co", covariant=True)


class Tell(Protocol[ReportT_contra, ToldT_co]):
    """Tells a report, or of it only the principle or item of an id, in one way."""

    def __call__(self, report: ReportT_contra, words: Words, only: str = "", *, outside: bool = False) -> ToldT_co:
        """The report, told."""


@dataclass(frozen=True)
class Ways(Generic[ReportT]):
    """The ways in which a report can be told."""

    shape: Tell[ReportT, Mapping[str, object]]
    tables: Tell[ReportT, Sequence[Table]]
    lines: Tell[ReportT, Iterable[str]]


def tell(
    asked: Asked, paths: Paths, what: str, make: Callable[[Asked, Desk], tuple[ReportT, str]], ways: Ways[ReportT]
) -> int:
    """Print the report or write what was asked for; the exit status.

    `what` names it; `make` counts it and says which principle or item alone was asked for, empty for all. Raises
    StoreProblem, and Refusal for what does not go together, for numbers that are not taken, and for a place that cannot
    be written.
    """
    places, others = together.asked_for(asked, words_of(paths))
    outside = asked.outside
    with opening.opened(asked, paths) as desk:
        words = desk.words
        own, only = make(asked, desk)
        report = together.together(own, what, others, asked, words)
        tables = ways.tables(report, words, only, outside=outside)
        made = _made(places, tables, report, own, desk, what, outside=outside) if places else {}
    return files.tell(
        asked,
        words,
        (places, made),
        lambda: ways.shape(report, words, only, outside=outside),
        lambda: tables,
        lambda: ways.lines(report, words, only, outside=outside),
    )


def _made(
    places: Mapping[str, Path],
    tables: Sequence[Table],
    report: ReportT,
    own: ReportT,
    desk: Desk,
    what: str,
    *,
    outside: bool,
) -> Mapping[str, files.Data]:
    """The bytes of the files that were asked for; `own` is the report of this laptop alone, whose numbers may travel.

    Raises Refusal where no PDF can be made here.
    """
    document = paper_of(report, tables, desk.words, what, desk.setting(TEAM_NAME) or "", outside=outside)
    found = dict(files.made(places, tables, document, desk, what))
    if files.NUMBERS in places:
        found[files.NUMBERS] = files.Data(written(numbers_of(own, what)))
    return found
