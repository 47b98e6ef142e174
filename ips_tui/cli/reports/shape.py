"""A report as JSON (docs/reports.md). Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.domain.outcomes.blanks import Blank
from ips_tui.domain.outcomes.figure import JustMissed, LeftOut, Listed, Number, Part
from ips_tui.domain.outcomes.rules import Benchmark
from ips_tui.domain.outcomes.totals import AnyPart
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.figure_lines import FigureLine, lines_of
from ips_tui.reports.outcomes import Measure, OutcomeReport


def shape(report: OutcomeReport, words: Words, *, outside: bool = False) -> dict[str, object]:
    """The whole report. Values are unrounded, also of fewer than five people (domain.md 6.6 Z4, Z6).

    For outside there are no people, and what could point at fewer than five is null and `suppressed`.
    """
    pack = report.pack
    measures = [_outside(one, words) if outside else _measure(one, words) for one in report.measures]
    return {
        "as_of": report.as_of.isoformat(),
        "period": {"from": report.asked.first.isoformat(), "to": report.asked.last.isoformat()},
        "last_day": report.period.last.isoformat(),
        "outside": outside,
        "covers": [
            {"laptop": one.name, "site": str(one.site), "as_of": one.as_of.isoformat(), "here": one.here}
            for one in report.covers
        ],
        "notes": list(report_words.cautions(report, words, outside=outside)),
        "specialist": report.specialist_ref or None,
        "rules": {
            "id": pack.id,
            "title": words(f"rule_pack.{pack.id}"),
            "version": pack.version,
            "dated": pack.dated.isoformat(),
            **asdict(pack.rules),
        },
        "measures": measures,
        "blanks": [] if outside else [_blank(one) for one in report.blanks],
    }


def _defined(one: Measure, words: Words) -> dict[str, object]:
    definition = one.definition
    above, below = figure_words.parts_of_formula(definition, words)
    return {
        "id": definition.id,
        "title": figure_words.title(definition, words),
        "definition": figure_words.formula(definition, words),
        "counts": above,
        "of": below or None,
        "version": definition.version,
        "looks_at": definition.period.value,
        "sources": [{"title": s.title, "address": s.address or None} for s in definition.sources],
    }


def _measure(one: Measure, words: Words) -> dict[str, object]:
    whole, figure = one.whole, one.figure
    return {
        **_defined(one, words),
        "kind": whole.kind.value,
        "numerator": number(whole.numerator),
        "denominator": number(whole.denominator),
        "value": number(whole.value),
        "here": {
            "numerator": number(figure.numerator),
            "denominator": number(figure.denominator),
            "value": number(figure.value),
        },
        "people": list(figure.people),
        "counted": list(figure.counted),
        "left_out": [_left(left) for left in figure.left_out],
        "just_missed": [_missed(missed) for missed in figure.just_missed],
        "besides": [_left(left) for left in figure.besides],
        "cases": [_case(case) for case in figure.cases],
        "parts": [_part(part, words) for part in whole.parts],
        "benchmarks": [_benchmark(benchmark, whole.value) for benchmark in one.benchmarks],
    }


def _outside(one: Measure, words: Words) -> dict[str, object]:
    """A measure without people, from the lines of a paper for outside."""
    line, *parts = lines_of((one,), words, outside=True)
    return {
        **_defined(one, words),
        **_line(line),
        "parts": [
            {"id": part.part, "title": part.title, "of": part.of or None, "group": part.group or None, **_line(part)}
            for part in parts
        ],
        "benchmarks": [_benchmark(benchmark, line.value) for benchmark in one.benchmarks],
    }


def _line(line: FigureLine) -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "numerator": number(line.numerator),
        "denominator": number(line.denominator),
        "value": number(line.value),
        "suppressed": line.suppressed,
    }


def number(found: Number | None) -> int | float | None:
    """A number of JSON: whole where it is whole, else as near as a float is."""
    if found is None:
        return None
    exact = Fraction(found)
    return exact.numerator if exact.denominator == 1 else float(exact)


def _left(left: LeftOut) -> dict[str, object]:
    return {
        "ref": left.ref,
        "why": left.why.value,
        "on": None if left.on is None else left.on.isoformat(),
        "days": left.days,
        "job": left.job or None,
    }


def _missed(missed: JustMissed) -> dict[str, object]:
    return {"ref": missed.ref, "how": missed.how.value, "days": missed.days, "job": missed.job or None}


def _case(case: Listed) -> dict[str, object]:
    return {"ref": case.ref, "number": number(case.number), "job": case.job or None, "yes": case.yes}


def _part(part: AnyPart, words: Words) -> dict[str, object]:
    return {
        "id": part.id,
        "title": figure_words.part_title(part, words),
        "of": part.of or None,
        "group": part.group or None,
        "kind": part.kind.value,
        "numerator": number(part.numerator),
        "denominator": number(part.denominator),
        "value": number(part.value),
        "people": list(part.people) if isinstance(part, Part) else [],
    }


def _benchmark(benchmark: Benchmark, value: Fraction | None) -> dict[str, object]:
    met = None if value is None else value <= benchmark.at if benchmark.most else value >= benchmark.at
    return {"level": benchmark.level, "value": number(benchmark.at), "at_most": benchmark.most, "met": met}


def _blank(blank: Blank) -> dict[str, object]:
    return {
        "ref": blank.ref,
        "what": blank.kind.value,
        "on": None if blank.on is None else blank.on.isoformat(),
        "about": blank.about or None,
        "measures": list(blank.measures),
    }
