"""A report as JSON (docs/reports.md). Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.domain.outcomes.blanks import Blank
from ips_tui.domain.outcomes.figure import Figure, JustMissed, LeftOut, Listed, Number, Part
from ips_tui.domain.outcomes.rules import Benchmark
from ips_tui.reports import figure_words
from ips_tui.reports.outcomes import Measure, OutcomeReport


def shape(report: OutcomeReport, words: Words) -> dict[str, object]:
    """The whole report. Values are unrounded, also of fewer than five people (domain.md 6.6 Z4, Z6)."""
    pack = report.pack
    return {
        "as_of": report.as_of.isoformat(),
        "period": {"from": report.asked.first.isoformat(), "to": report.asked.last.isoformat()},
        "last_day": report.period.last.isoformat(),
        "specialist": report.specialist_ref or None,
        "rules": {
            "id": pack.id,
            "title": words(f"rule_pack.{pack.id}"),
            "version": pack.version,
            "dated": pack.dated.isoformat(),
            **asdict(pack.rules),
        },
        "measures": [_measure(one, words) for one in report.measures],
        "blanks": [_blank(one) for one in report.blanks],
    }


def _measure(one: Measure, words: Words) -> dict[str, object]:
    definition, figure = one.definition, one.figure
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
        "kind": figure.kind.value,
        "numerator": number(figure.numerator),
        "denominator": number(figure.denominator),
        "value": number(figure.value),
        "people": list(figure.people),
        "counted": list(figure.counted),
        "left_out": [_left(left) for left in figure.left_out],
        "just_missed": [_missed(missed) for missed in figure.just_missed],
        "besides": [_left(left) for left in figure.besides],
        "cases": [_case(case) for case in figure.cases],
        "parts": [_part(part, words) for part in figure.parts],
        "benchmarks": [_benchmark(benchmark, figure) for benchmark in one.benchmarks],
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


def _part(part: Part, words: Words) -> dict[str, object]:
    return {
        "id": part.id,
        "title": figure_words.part_title(part, words),
        "of": part.of or None,
        "group": part.group or None,
        "kind": part.kind.value,
        "numerator": number(part.numerator),
        "denominator": number(part.denominator),
        "value": number(part.value),
        "people": list(part.people),
    }


def _benchmark(benchmark: Benchmark, figure: Figure) -> dict[str, object]:
    value = figure.value
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
