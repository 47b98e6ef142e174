"""Figures as people read them: rounded half up to one decimal, as a percentage only where enough people are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.domain.outcomes.blanks import Blank
from ips_tui.domain.outcomes.definition import Definition
from ips_tui.domain.outcomes.figure import JustMissed, Kind, LeftOut, Number
from ips_tui.domain.outcomes.outside import Told
from ips_tui.domain.outcomes.rules import Benchmark, Rules
from ips_tui.domain.outcomes.totals import AnyPart, Whole

NAMED = ("specialist", "currency")
"""What says by itself what it is a part by."""
_TENTH = Decimal("0.1")


def rounded(number: Number, words: Words) -> str:
    """A number as a page says it: whole as it is, else half up to one decimal (Z4)."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    return _one_decimal(exact, words)


def _one_decimal(exact: Fraction, words: Words) -> str:
    # Through integers, so that no fraction of two is rounded on the way.
    tenths = (exact * 10 * 2 + 1) // 2 if exact >= 0 else -((-exact * 10 * 2 + 1) // 2)
    return str((Decimal(int(tenths)) / 10).quantize(_TENTH, ROUND_HALF_UP)).replace(".", words("measure.point"))


def percent(value: Fraction, words: Words) -> str:
    """A share in percent, with one decimal and without its sign."""
    return _one_decimal(value * 100, words)


def shown(figure: Whole | AnyPart, words: Words) -> str:
    """The figure in one line, for those who work here: below five people counts and no percentage (Z6)."""
    return _said(figure.numerator, figure.denominator, figure.value, figure.kind, words, small=figure.small)


def shown_outside(told: Told, kind: Kind, words: Words) -> str:
    """The figure in one line of a paper for outside."""
    if told.suppressed:
        return words("measure.suppressed")
    return _said(told.numerator, told.denominator, told.value, kind, words, small=False)


def _said(
    numerator: Number | None,
    denominator: Number | None,
    value: Fraction | None,
    kind: Kind,
    words: Words,
    *,
    small: bool,
) -> str:
    if numerator is None or value is None:
        return words("measure.nothing")
    if denominator is None:
        return rounded(numerator, words)
    counts = {"numerator": rounded(numerator, words), "denominator": rounded(denominator, words)}
    if kind is Kind.MEAN:
        return words("measure.mean", value=_one_decimal(value, words), **counts)
    if small:
        return words("measure.value_of", **counts)
    return words("measure.percent", percent=percent(value, words), **counts)


def title(definition: Definition, words: Words) -> str:
    """What a measure is called."""
    return words(f"measure.{definition.id.lower()}.title")


def formula(definition: Definition, words: Words) -> str:
    """How it is counted, in words."""
    return words(f"measure.{definition.id.lower()}.formula")


def parts_of_formula(definition: Definition, words: Words) -> tuple[str, str]:
    """What stands above and below the line; the second is empty for a count."""
    below = f"measure.{definition.id.lower()}.denominator"
    above = words(f"measure.{definition.id.lower()}.numerator")
    return above, words(below) if words.has(below) else ""


def asks(definition: Definition, rules: Rules, words: Words) -> str:
    """The figures of the rule pack that this measure asks for; empty where it asks for none."""
    name = f"measure.{definition.id.lower()}.asks"
    return words(name, **asdict(rules)) if words.has(name) else ""


def part_title(part: AnyPart, words: Words) -> str:
    """What a part of a figure is called, such as `Into work, gender: woman`."""
    name = words(f"measure.part.{part.id.lower()}")
    if not part.of:
        return name
    if part.of in NAMED:
        return words("measure.part_named", part=name, group=part.group)
    if part.of == "job_type":
        return words("measure.part_kind", part=name, kind=group(part, words))
    return words("measure.part_of", part=name, of=words(f"measure.of.{part.of}"), group=group(part, words))


def part_in_a_list(part: AnyPart, words: Words) -> str:
    """The same for a narrow list: whose it is comes first, since a line is cut at its end."""
    if part.of not in NAMED:
        return part_title(part, words)
    return words("measure.part_of_whom", part=words(f"measure.part.{part.id.lower()}"), group=part.group)


def group(part: AnyPart, words: Words) -> str:
    """The name of a group."""
    if not part.group:
        return words("measure.of.unknown")
    match part.of:
        case "hours":
            return words(f"measure.band.{part.group}")
        case "gender":
            return words.choice("gender", part.group)
        case "age":
            return words.choice("age_band", part.group)
        case "job_type":
            return words.choice("job_type", part.group)
        case _:
            return part.group


def why(left: LeftOut, words: Words) -> str:
    """Why somebody is left out, with the job, the day and the days that go with it."""
    said = words(f"measure.why.{left.why}")
    more = [left.job, "" if left.on is None else left.on.isoformat()]
    if left.days is not None:
        more.append(words("measure.days_one") if left.days == 1 else words("measure.days", days=left.days))
    told = ", ".join(part for part in more if part)
    return words("measure.why_more", why=said, more=told) if told else said


def missed(one: JustMissed, words: Words) -> str:
    """By what somebody just missed."""
    said = words(f"measure.missed.{one.how}{'_one' if one.days == 1 else ''}", days=one.days)
    return words("measure.why_more", why=said, more=one.job) if one.job else said


def blank(one: Blank, words: Words) -> str:
    """What is missing, of which job, since when."""
    told = ", ".join(part for part in (one.about, "" if one.on is None else one.on.isoformat()) if part)
    said = words(f"measure.blank.{one.kind}")
    return words("measure.why_more", why=said, more=told) if told else said


def benchmarks(found: tuple[Benchmark, ...], words: Words) -> Iterator[str]:
    """Each benchmark in words."""
    for one in found:
        yield words(
            "measure.benchmark_at",
            level=words(f"measure.benchmark.{one.level}"),
            percent=rounded(one.at * 100, words),
        )
