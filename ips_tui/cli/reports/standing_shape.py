"""What the principles and the indicators have alike as JSON (docs/fidelity.md)."""

from __future__ import annotations

from ips_tui.cli.reports.shape import number, part
from ips_tui.content.words import Words
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.domain.outcomes.totals import Whole
from ips_tui.reports.figure_lines import FigureLine
from ips_tui.reports.standing_lines import StandingLine


def numbers(whole: Whole | None, figure: Figure | None, line: StandingLine, words: Words) -> dict[str, object]:
    """The figure of everything covered, that of this laptop, and its people; empty where there is none."""
    found = figure or Figure("", None, None, (), (), ())
    covered = Figure("", None, None, (), (), ()) if whole is None else whole
    return {
        "kind": None if figure is None else figure.kind.value,
        "numerator": number(covered.numerator),
        "denominator": number(covered.denominator),
        "value": number(covered.value),
        "here": {
            "numerator": number(found.numerator),
            "denominator": number(found.denominator),
            "value": number(found.value),
        },
        "people": list(found.people),
        "counted": list(found.counted),
        "here_only": [part(one, words) for one, _ in line.here_only],
    }


def without_people(line: StandingLine) -> dict[str, object]:
    """The figure and its parts for outside: a number that is left out is null and `suppressed`."""
    figure = line.figure
    return {
        "kind": None if figure is None else figure.kind.value,
        "numerator": None if figure is None else number(figure.numerator),
        "denominator": None if figure is None else number(figure.denominator),
        "value": None if figure is None else number(figure.value),
        "suppressed": figure is not None and figure.suppressed,
        "parts": [_part(one) for _, one in line.parts],
    }


def _part(line: FigureLine) -> dict[str, object]:
    return {
        "id": line.part,
        "title": line.title,
        "of": line.of or None,
        "group": line.group or None,
        "kind": line.kind.value,
        "numerator": number(line.numerator),
        "denominator": number(line.denominator),
        "value": number(line.value),
        "suppressed": line.suppressed,
    }
