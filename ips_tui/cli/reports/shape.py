"""A report as JSON (docs/reports.md). Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.domain.outcomes.blanks import Blank
from ips_tui.domain.outcomes.figure import JustMissed, LeftOut, Listed, Number, Part
from ips_tui.domain.outcomes.rules import Benchmark
from ips_tui.domain.outcomes.totals import AnyPart
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.adding import AnyReport
from ips_tui.reports.figure_lines import FigureLine, lines_of
from ips_tui.reports.outcomes import Laptop, Measure, OutcomeReport


def about(report: AnyReport, notes: Iterable[str], *, outside: bool) -> dict[str, object]:
    """What a report is about, which laptops it covers, and the sentences to know of it."""
    return {
        "as_of": report.as_of.isoformat(),
        "period": {"from": report.asked.first.isoformat(), "to": report.asked.last.isoformat()},
        "last_day": report.period.last.isoformat(),
        "outside": outside,
        "covers": covers(report.covers),
        "notes": list(notes),
        "specialist": report.specialist_ref or None,
    }


def shape(report: OutcomeReport, words: Words, *, outside: bool = False) -> dict[str, object]:
    """The whole report. Values are unrounded, also of fewer than five people (domain.md 6.6 Z4, Z6).

    For outside there are no people, and what could point at fewer than five is null and `suppressed`.
    """
    pack = report.pack
    measures = [_outside(one, words) if outside else _measure(one, words) for one in report.measures]
    return {
        **about(report, report_words.cautions(report, words, outside=outside), outside=outside),
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


def covers(laptops: Sequence[Laptop]) -> list[dict[str, object]]:
    """The laptops whose records are in the figures."""
    return [
        {"laptop": one.name, "site": str(one.site), "as_of": one.as_of.isoformat(), "here": one.here} for one in laptops
    ]


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
        "left_out": [left_out(left) for left in figure.left_out],
        "just_missed": [missed(close) for close in figure.just_missed],
        "besides": [left_out(left) for left in figure.besides],
        "cases": [case(listed) for listed in figure.cases],
        "parts": [part(some, words) for some in whole.parts],
        "benchmarks": [_benchmark(benchmark, whole.value) for benchmark in one.benchmarks],
    }


def _outside(one: Measure, words: Words) -> dict[str, object]:
    """A measure without people, from the lines of a paper for outside."""
    line, *parts = lines_of((one,), words, outside=True)
    return {
        **_defined(one, words),
        **_line(line),
        "parts": [
            {"id": some.part, "title": some.title, "of": some.of or None, "group": some.group or None, **_line(some)}
            for some in parts
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


def left_out(one: LeftOut) -> dict[str, object]:
    """Somebody who is not counted, and why."""
    return {
        "ref": one.ref,
        "why": one.why.value,
        "on": None if one.on is None else one.on.isoformat(),
        "days": one.days,
        "job": one.job or None,
    }


def missed(one: JustMissed) -> dict[str, object]:
    """Somebody who just missed."""
    return {"ref": one.ref, "how": one.how.value, "days": one.days, "job": one.job or None}


def case(one: Listed) -> dict[str, object]:
    """One case behind a figure."""
    return {"ref": one.ref, "number": number(one.number), "job": one.job or None, "yes": one.yes}


def part(one: AnyPart, words: Words) -> dict[str, object]:
    """A further figure of a measure."""
    return {
        "id": one.id,
        "title": figure_words.part_title(one, words),
        "of": one.of or None,
        "group": one.group or None,
        "kind": one.kind.value,
        "numerator": number(one.numerator),
        "denominator": number(one.denominator),
        "value": number(one.value),
        "people": list(one.people) if isinstance(one, Part) else [],
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
