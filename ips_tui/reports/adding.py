"""A report of this laptop and of others' numbers together: the figures are added, the people stay this laptop's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from ips_tui.domain.fidelity.indicator import JOB_TYPE, JOBS_OF_KIND
from ips_tui.domain.fidelity.scale import Formula
from ips_tui.domain.fidelity.totals import STAYS as ITEMS_STAY
from ips_tui.domain.fidelity.totals import VERSION as OF_ITEMS
from ips_tui.domain.fidelity.totals import item_total, together
from ips_tui.domain.money import CURRENCIES
from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.totals import CUTS, PartTotal, Total, added, total_of
from ips_tui.domain.people import AgeBand, Gender
from ips_tui.domain.principles import VERSION as OF_PRINCIPLES
from ips_tui.domain.profile import JobType
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.numbers_file import BadNumbers, Numbers
from ips_tui.reports.outcomes import Laptop, OutcomeReport
from ips_tui.reports.principles import PrinciplesReport

AnyReport = OutcomeReport | PrinciplesReport | FidelityReport
Report = TypeVar("Report", bound=AnyReport)

_CUT_OF = {"M18": ("currency",), "M25": ("gender", "age")}
_KINDS = {
    "total_wages": Kind.MEAN,
    "M1": Kind.COUNT,
    "M5": Kind.COUNT,
    "M8": Kind.SHARE,
    "M24": Kind.COUNT,
    JOBS_OF_KIND: Kind.COUNT,
}


def numbers_of(report: AnyReport, what: str) -> Numbers:
    """The numbers of this laptop. Raises ValueError for a report that covers several, or one specialist only."""
    if len(report.covers) != 1 or report.specialist_ref:
        raise ValueError("numbers are those of one laptop, and of everyone on it")
    rules = report.pack.id, report.pack.version
    numbers = Numbers(what, report.practice, report.covers[0], report.asked, report.period.last, rules, ())
    if isinstance(report, OutcomeReport):
        return replace(
            numbers, measures=tuple((one.definition.version, total_of(one.figure)) for one in report.measures)
        )
    if isinstance(report, PrinciplesReport):
        # M22 is a figure of its own, and here it is that of a principle.
        found = (replace(total_of(one.figure), id=str(one.id)) for one in report.principles)
        return replace(numbers, measures=tuple((OF_PRINCIPLES, total) for total in found))
    return replace(
        numbers,
        measures=tuple((OF_ITEMS, item_total(one.indicator, report.here_count)) for one in report.items),
        left_out=ITEMS_STAY,
        scale=(report.scale.id, report.scale.mark),
    )


def with_numbers(report: Report, what: str, others: Sequence[Numbers]) -> Report:
    """The report with the numbers of other laptops added, in whatever order; the report itself where there are none.

    Raises BadNumbers, with `place` for which of them, where one is not about the same: the report, the period, the
    rules, the scale, the definitions; or is of this laptop, or of one that is there already. Raises ValueError for a
    report of one specialist.
    """
    if not others:
        return report
    if report.specialist_ref:
        raise ValueError("numbers of a whole laptop are not added to those of one specialist")
    own = numbers_of(report, what)
    cuts = _cuts(report)
    seen = {own.laptop.site}
    for place, numbers in enumerate(others):
        try:
            _check(own, numbers, cuts, rules_typed=isinstance(report, OutcomeReport))
            if numbers.laptop.site in seen:
                raise BadNumbers(
                    "own" if numbers.laptop.site == own.laptop.site else "twice", laptop=numbers.laptop.name
                )
            seen.add(numbers.laptop.site)
        except BadNumbers as bad:
            bad.place = place
            raise
    totals: dict[str, list[Total]] = {}
    for numbers in (own, *others):
        for _, total in numbers.measures:
            totals.setdefault(total.id, []).append(total)
    laptops = sorted((numbers.laptop for numbers in others), key=lambda laptop: (laptop.letter, laptop.site))
    return cast(Report, _put(report, totals, (*report.covers, *laptops)))


def _put(report: AnyReport, totals: Mapping[str, Sequence[Total]], covers: tuple[Laptop, ...]) -> AnyReport:
    if isinstance(report, OutcomeReport):
        measures = tuple(replace(one, total=added(totals[one.id])) for one in report.measures)
        return replace(report, measures=measures, covers=covers)
    if isinstance(report, PrinciplesReport):
        principles = tuple(replace(one, added=added(totals[one.id])) for one in report.principles)
        return replace(report, principles=principles, covers=covers)
    items = tuple(replace(one, indicator=together(one.indicator, totals[one.id])) for one in report.items)
    return replace(report, items=items, covers=covers)


def _cuts(report: AnyReport) -> Mapping[str, tuple[str, ...]]:
    """By what measures may be parted into whatever groups there are."""
    if isinstance(report, OutcomeReport):
        return _CUT_OF
    if isinstance(report, PrinciplesReport):
        return {}
    return {one.id: (JOB_TYPE,) for one in report.items if one.item.formula is Formula.JOB_TYPES}


def _check(own: Numbers, numbers: Numbers, cuts: Mapping[str, tuple[str, ...]], *, rules_typed: bool) -> None:
    """Raises BadNumbers; `rules_typed` says that the rule pack can be asked for, and is not the team's alone."""
    if numbers.practice is not own.practice:
        raise BadNumbers("practice" if numbers.practice else "not_practice")
    if numbers.report != own.report:
        raise BadNumbers("other_report")
    if numbers.period != own.period:
        period = numbers.period
        raise BadNumbers("other_period", first=period.first.isoformat(), last=period.last.isoformat())
    if numbers.last_day != own.last_day:
        raise BadNumbers("other_last_day", theirs=numbers.last_day.isoformat(), ours=own.last_day.isoformat())
    if numbers.rules[0] != own.rules[0]:
        why = "other_rules" if rules_typed else "other_team_rules"
        raise BadNumbers(why, theirs=numbers.rules[0], ours=own.rules[0])
    if numbers.rules[1] != own.rules[1]:
        raise BadNumbers("other_version", what=own.rules[0], theirs=numbers.rules[1], ours=own.rules[1])
    if numbers.scale != own.scale:
        _check_scale(own, numbers)
    if numbers.left_out != own.left_out:
        raise BadNumbers("damaged", where="left_out")
    theirs = {total.id: (version, total) for version, total in numbers.measures}
    for version, ours in own.measures:
        if ours.id not in theirs:
            # A scale that is the same one has the same items.
            raise BadNumbers("no_measure", measure=ours.id) if rules_typed else BadNumbers("damaged", where=ours.id)
        if theirs[ours.id][0] != version:
            raise BadNumbers("other_version", what=ours.id, theirs=theirs[ours.id][0], ours=version)
        total = theirs[ours.id][1]
        # Items have shares and means; one that has neither has no number of its own.
        rated = own.scale is not None and total.kind is Kind.COUNT and bool(total.numerator)
        if rated or not _alike(total, ours, cuts.get(ours.id, ())):
            raise BadNumbers("damaged", where=ours.id)


def _check_scale(own: Numbers, numbers: Numbers) -> None:
    if own.scale is None or numbers.scale is None:
        raise BadNumbers("damaged", where="scale")
    if numbers.scale[0] != own.scale[0]:
        raise BadNumbers("other_scale", theirs=numbers.scale[0], ours=own.scale[0])
    raise BadNumbers("other_scale_file", scale=own.scale[0])


def _alike(theirs: Total, ours: Total, cuts: Sequence[str]) -> bool:
    """Whether a total has the parts that this measure has, and no other groups than there can be."""
    if theirs.kind is not ours.kind or (theirs.denominator is None) is not (ours.denominator is None):
        return False
    always = [[_kind(part) for part in total.parts if part.of not in CUTS] for total in (theirs, ours)]
    groups = [part for part in theirs.parts if part.of in CUTS]
    if always[0] != always[1] or not all(_is_group(part, cuts) for part in groups):
        return False
    # The number of different kinds of work and their jobs are those that its parts come to.
    jobs = [part.numerator for part in groups if part.of == JOB_TYPE and part.numerator]
    return JOB_TYPE not in cuts or (theirs.numerator, theirs.denominator) == (len(jobs), sum(jobs))


def _kind(part: PartTotal) -> tuple[object, ...]:
    return part.id, part.of, part.group, part.kind, part.denominator is None


def _is_group(part: PartTotal, cuts: Sequence[str]) -> bool:
    if part.of not in cuts or _KINDS.get(part.id) is not part.kind:
        return False
    for name, of in (("total_wages", "currency"), (JOBS_OF_KIND, JOB_TYPE)):
        if (part.id == name) is not (part.of == of):
            return False
    if (part.denominator is None) is not (part.kind is not Kind.SHARE):
        return False
    match part.of:
        case "currency":
            return part.group in CURRENCIES
        case "gender":
            return part.group in ("", *Gender)
        case "age":
            return part.group in ("", *AgeBand)
        case _:
            return part.group in tuple(JobType)
