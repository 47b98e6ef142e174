"""A report of this laptop and of others' numbers together: the figures are added, the people stay this laptop's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ips_tui.domain.money import CURRENCIES
from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.totals import CUTS, PartTotal, Total, added, total_of
from ips_tui.domain.people import AgeBand, Gender
from ips_tui.reports.numbers_file import BadNumbers, Numbers
from ips_tui.reports.outcomes import Measure, OutcomeReport

_CUT_OF = {"M18": ("currency",), "M25": ("gender", "age")}
_KINDS = {"total_wages": Kind.MEAN, "M1": Kind.COUNT, "M5": Kind.COUNT, "M8": Kind.SHARE, "M24": Kind.COUNT}


def with_numbers(report: OutcomeReport, what: str, others: Sequence[Numbers]) -> OutcomeReport:
    """The report with the numbers of other laptops added, in whatever order; the report itself where there are none.

    Raises BadNumbers, with `place` for which of them, where one is not about the same: the report, the period, the
    rules, the definitions; or is of this laptop, or of one that is there already. Raises ValueError for a report of one
    specialist.
    """
    if not others:
        return report
    if report.specialist_ref:
        raise ValueError("numbers of a whole laptop are not added to those of one specialist")
    seen = {laptop.site for laptop in report.covers}
    for place, numbers in enumerate(others):
        try:
            _check(report, what, numbers)
            if numbers.laptop.site in seen:
                here = any(numbers.laptop.site == laptop.site for laptop in report.covers)
                raise BadNumbers("own" if here else "twice", laptop=numbers.laptop.name)
            seen.add(numbers.laptop.site)
        except BadNumbers as bad:
            bad.place = place
            raise
    measures = tuple(_with(one, others) for one in report.measures)
    laptops = sorted((numbers.laptop for numbers in others), key=lambda laptop: (laptop.letter, laptop.site))
    return replace(report, measures=measures, covers=(*report.covers, *laptops))


def _with(one: Measure, others: Sequence[Numbers]) -> Measure:
    theirs = (total for numbers in others for _, total in numbers.measures if total.id == one.id)
    return replace(one, total=added([total_of(one.figure), *theirs]))


def _check(report: OutcomeReport, what: str, numbers: Numbers) -> None:
    if numbers.practice is not report.practice:
        raise BadNumbers("practice" if numbers.practice else "not_practice")
    if numbers.report != what:
        raise BadNumbers("other_report")
    if numbers.period != report.asked:
        period = numbers.period
        raise BadNumbers("other_period", first=period.first.isoformat(), last=period.last.isoformat())
    if numbers.last_day != report.period.last:
        raise BadNumbers("other_last_day", theirs=numbers.last_day.isoformat(), ours=report.period.last.isoformat())
    if numbers.rules[0] != report.pack.id:
        raise BadNumbers("other_rules", theirs=numbers.rules[0], ours=report.pack.id)
    if numbers.rules[1] != report.pack.version:
        raise BadNumbers("other_version", what=report.pack.id, theirs=numbers.rules[1], ours=report.pack.version)
    theirs = {total.id: (version, total) for version, total in numbers.measures}
    for one in report.measures:
        if one.id not in theirs:
            raise BadNumbers("no_measure", measure=one.id)
        version, total = theirs[one.id]
        if version != one.definition.version:
            raise BadNumbers("other_version", what=one.id, theirs=version, ours=one.definition.version)
        if not _alike(total, total_of(one.figure)):
            raise BadNumbers("damaged", where=one.id)


def _alike(theirs: Total, ours: Total) -> bool:
    """Whether a total has the parts that this measure has, and no other groups than there can be."""
    if theirs.kind is not ours.kind or (theirs.denominator is None) is not (ours.denominator is None):
        return False
    always = [[_kind(part) for part in total.parts if part.of not in CUTS] for total in (theirs, ours)]
    cuts = [part for part in theirs.parts if part.of in CUTS]
    return always[0] == always[1] and all(_is_group(part, theirs.id) for part in cuts)


def _kind(part: PartTotal) -> tuple[object, ...]:
    return part.id, part.of, part.group, part.kind, part.denominator is None


def _is_group(part: PartTotal, measure: str) -> bool:
    if part.of not in _CUT_OF.get(measure, ()) or _KINDS.get(part.id) is not part.kind:
        return False
    if (part.id == "total_wages") is not (part.of == "currency"):
        return False
    if (part.denominator is None) is not (part.kind is not Kind.SHARE):
        return False
    match part.of:
        case "currency":
            return part.group in CURRENCIES
        case "gender":
            return part.group in ("", *Gender)
        case _:
            return part.group in ("", *AgeBand)
