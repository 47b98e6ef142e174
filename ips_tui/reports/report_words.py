"""What a report says of itself, the same on a terminal, in a sheet and on paper: period, rules, laptops, cautions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.outcomes import Laptop, OutcomeReport
from ips_tui.reports.principles import PrinciplesReport


def covered(covers: Sequence[Laptop], words: Words) -> str:
    """Which laptops the figures cover, and from which day each was looked from."""
    laptops = [
        words(
            "numbers.laptop_here" if laptop.here else "numbers.laptop",
            name=laptop.name,
            day=full_date(laptop.as_of, words.dates),
        )
        for laptop in covers
    ]
    if len(laptops) == 1:
        return words("numbers.covers_one", laptop=laptops[0])
    return words("numbers.covers", count=len(laptops), laptops="; ".join(laptops))


def cautions(report: OutcomeReport, words: Words, *, outside: bool, practice: bool = True) -> Iterator[str]:
    """What a reader must know, a sentence each; `practice` also that the people are invented."""
    if practice and report.practice:
        yield words("cli.practice")
    yield from _of_whom_and_when(report, words, outside=outside)
    if len(report.covers) > 1:
        yield words("numbers.known_twice")
        yield words("numbers.not_added")
        if not outside:
            yield words("numbers.people_here")
    if outside:
        yield words("numbers.outside")


def standing_cautions(
    report: PrinciplesReport | FidelityReport, words: Words, *, outside: bool, practice: bool = True
) -> Iterator[str]:
    """The same of principles and of indicators."""
    if practice and report.practice:
        yield words("cli.practice")
    items = isinstance(report, FidelityReport)
    yield words("fidelity.about" if items else "principle.about")
    yield from _of_whom_and_when(report, words, outside=outside)
    if len(report.covers) > 1:
        yield words("numbers.known_twice")
        if items:
            yield words("numbers.not_added_items")
            yield words("numbers.ratings_here")
        if not outside:
            yield words("numbers.specialists_here")
            yield words("numbers.people_here")
    if outside:
        yield words("numbers.outside")


def _of_whom_and_when(
    report: OutcomeReport | PrinciplesReport | FidelityReport, words: Words, *, outside: bool
) -> Iterator[str]:
    if report.runs:
        yield words("cli.report.last_day", day=full_date(report.period.last, words.dates))
    if report.specialist_ref and not outside:
        yield words("cli.report.of_specialist", ref=report.specialist_ref)


def period(report: OutcomeReport, words: Words) -> str:
    """The period as it was asked for."""
    first, last = (full_date(day, words.dates) for day in (report.asked.first, report.asked.last))
    return words("numbers.period", first=first, last=last)


def rules(report: OutcomeReport, words: Words) -> str:
    """By which rule pack it counts."""
    pack = report.pack
    return words(
        "cli.report.rules",
        name=words(f"rule_pack.{pack.id}"),
        version=pack.version,
        counts=words(f"rule_pack.counts_from.{pack.rules.counts_from}"),
    )


def facts_of(report: OutcomeReport, words: Words, what: str, *, outside: bool) -> Iterator[tuple[str, str]]:
    """The same as labels and what is said; one row for each caution."""
    yield words("numbers.about.report"), words(f"cli.report.what.{what}")
    yield words("numbers.about.period"), period(report, words)
    yield words("numbers.about.as_of"), full_date(report.as_of, words.dates)
    yield words("numbers.about.rules"), rules(report, words)
    yield words("numbers.about.covers"), covered(report.covers, words)
    for caution in cautions(report, words, outside=outside):
        yield words("numbers.about.note"), caution
