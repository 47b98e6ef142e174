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
        "left_out": [left_out(one) for one in figure.left_out],
        "just_missed": [missed(one) for one in figure.just_missed],
        "besides": [left_out(one) for one in figure.besides],
        "cases": [case(one) for one in figure.cases],
        "parts": [part(one, words) for one in figure.parts],
        "benchmarks": [_benchmark(benchmark, figure) for benchmark in one.benchmarks],
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


def part(one: Part, words: Words) -> dict[str, object]:
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
        "people": list(one.people),
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
