"""Indicators, ratings and principles as people read them. A scale of the team's own brings its words in its file."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework.fidelity import ReviewView
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.fidelity.anchors import REVIEWED_MONTHLY, REVIEWED_WEEKLY
from ips_tui.domain.fidelity.indicator import Indicator, Lowering, State
from ips_tui.domain.fidelity.scale import BEST, LOWEST, Band, Scale, ScaleItem
from ips_tui.domain.outcomes.figure import Kind, LeftOut, Part
from ips_tui.domain.outcomes.totals import AnyPart, PartTotal, Whole
from ips_tui.domain.principles import Principle
from ips_tui.reports import figure_words
from ips_tui.reports.fidelity import ItemView


def _own(item: ScaleItem, end: str, words: Words) -> str:
    name = f"fidelity.{item.id.lower()}.{end}"
    return words(name) if words.has(name) else ""


def scale_name(scale: Scale, words: Words) -> str:
    """What a scale is called."""
    return scale.name or words(f"fidelity.scale.{scale.id}")


def scale_line(scale: Scale, words: Words) -> str:
    """A scale with its version."""
    return words("fidelity.scale_line", name=scale_name(scale, words), version=scale.version)


def title(item: ScaleItem, words: Words) -> str:
    """What an item is called."""
    return item.words.title if item.words is not None else _own(item, "title", words)


def asks(item: ScaleItem, words: Words) -> str:
    """What an item looks at, and how it is counted where it is."""
    return item.words.asks if item.words is not None else _own(item, "asks", words)


def parts_of_formula(item: ScaleItem, words: Words) -> tuple[str, str]:
    """What stands above and below the line of a computed item; empty for others."""
    # A scale of the team's own says with its formula how it is counted; the words are those of the item of IPS-25.
    known = _BY_FORMULA.get(item.formula or "", "")
    if not known:
        return "", ""
    return words(f"fidelity.{known}.numerator"), words(f"fidelity.{known}.denominator")


_BY_FORMULA = {
    "caseload": "f1",
    "teams": "f4",
    "benefits": "f12",
    "rapid_search": "f15",
    "employer_contacts": "f17",
    "job_types": "f19",
    "employers": "f20",
    "competitive": "f21",
    "follow_along": "f23",
    "community": "f24",
}


def anchor(item: ScaleItem, rating: int, words: Words) -> str:
    """What an anchor of an item asks for, in short; empty where it is not told."""
    if item.words is not None and item.words.anchors:
        return item.words.anchors[BEST - rating]
    told = _own(item, f"a{rating}", words) if item.words is None else ""
    if told or not item.parts:
        return told
    count = item.parts - (BEST - rating)
    if rating > LOWEST:
        return words("fidelity.parts", count=count, parts=item.parts)
    if count <= 0:
        return words("fidelity.parts_none", parts=item.parts)
    return words("fidelity.parts_lowest", count=count, parts=item.parts)


def action(one: Indicator, words: Words) -> str:
    """The one thing that would raise the item; empty where the record has it at the top already."""
    if one.anchor == BEST:
        return ""
    item = one.item
    return item.words.action if item.words is not None else _own(item, "action", words)


def state(one: Indicator, words: Words) -> str:
    """How far the record answers the item, in words."""
    if one.state is State.ANCHOR and one.anchor is not None:
        return words("fidelity.anchor", anchor=one.anchor)
    return words(f"fidelity.state.{State.BY_RATING if one.state is State.ANCHOR else one.state}")


def shown(figure: Whole | AnyPart, words: Words) -> str:
    """A figure in one line; a share of hours, behind which there are no people, is a percentage at any size."""
    part = figure if isinstance(figure, (Part, PartTotal)) else None
    if part is None or part.denominator is None or part.value is None:
        return figure_words.shown(figure, words)
    above, below = (figure_words.rounded(number or 0, words) for number in (part.numerator, part.denominator))
    if part.kind is Kind.SHARE and part.of == "specialist" and not part.counted_count:
        percent = figure_words.percent(part.value, words)
        return words("measure.percent", numerator=above, denominator=below, percent=percent)
    if part.mean and part.id in _COUNTED:
        return words("measure.value_of", numerator=above, denominator=below)
    return figure_words.shown(figure, words)


_COUNTED = frozenset(
    {
        "stages_carried",
        "weeks_at_team",
        "office_weeks",
        "leads_shared",
        "supervised_weekly",
        "mentored_monthly",
        "quarters_with_outcomes",
        "teams_met_quarterly",
        "employers_met_again",
        REVIEWED_WEEKLY,
        REVIEWED_MONTHLY,
    }
)
"""Parts that count no people: weeks, months, staff or employers of so many."""


def lowering(one: Lowering, words: Words) -> str:
    """In what way somebody, or a week, lowers the item."""
    number = "" if one.number is None else figure_words.rounded(one.number, words)
    said = words(f"fidelity.lowers.{one.why}", number=number)
    told = ", ".join(part for part in (one.job, "" if one.on is None else one.on.isoformat()) if part)
    return words("measure.why_more", why=said, more=told) if told else said


def waiting(one: LeftOut, words: Words) -> str:
    """Somebody of whom the answer is not in yet, with the days so far."""
    return figure_words.why(one, words)


def band(one: Band, words: Words) -> str:
    """What a band of a completed rating is called."""
    return one.words or words(f"fidelity.band.{one.id}")


def review(one: ReviewView | None, words: Words) -> str:
    """The review by people in one line; its total and band only once it is completed."""
    if one is None:
        return words("fidelity.review_none")
    said = {"day": full_date(one.reviewed_on, words.dates), "reviewers": one.reviewers}
    if one.scale is None:
        return words("fidelity.review_no_scale", **said)
    if one.completed_on is None or one.total is None:
        items = len(one.scale.items)
        return words("fidelity.review_open", rated=items - len(one.missing), items=items, **said)
    if one.band is None:
        return words("fidelity.review_without_band", total=one.total, **said)
    return words("fidelity.review_completed", total=one.total, band=band(one.band, words), **said)


def review_outside(one: ReviewView | None, words: Words) -> str:
    """The review for those outside the team: its total and band once it is completed, and not who rated."""
    if one is None or one.total is None:
        return words("fidelity.review_outside_none")
    day = full_date(one.reviewed_on, words.dates)
    if one.band is None:
        return words("fidelity.review_outside_without_band", day=day, total=one.total)
    return words("fidelity.review_outside", day=day, total=one.total, band=band(one.band, words))


def rated(one: ItemView, by: ReviewView | None, words: Words) -> str:
    """What people rated the item in the review beside; empty without a review."""
    if by is None:
        return ""
    if one.rating is None:
        return words("fidelity.not_rated")
    day = full_date(by.reviewed_on, words.dates)
    said = words("fidelity.rated", rating=one.rating, reviewers=by.reviewers, day=day)
    each = ", ".join(
        words("fidelity.rated_specialists", ref=r.staff_ref, rating=r.rating) for r in one.ratings if r.staff_ref
    )
    return words("measure.why_more", why=said, more=each) if each else said


def anchors(item: ScaleItem, words: Words) -> Iterator[tuple[int, str]]:
    """The anchors that are told, from 5 down."""
    for rating in range(BEST, LOWEST - 1, -1):
        if told := anchor(item, rating, words):
            yield rating, told


def principle_title(one: Principle, words: Words) -> str:
    """What a principle is called here."""
    return words(f"principle.{one.id}.title")


def principle_state(one: Principle, words: Words) -> str:
    """Met, look or no data."""
    return words(f"principle.state.{one.state}")


def met_from(one: Principle, words: Words) -> str:
    """From which figure on a principle is met."""
    if one.figure.kind is Kind.SHARE:
        figure = f"{figure_words.rounded(one.met_from * 100, words)} %"
    else:
        figure = figure_words.rounded(one.met_from, words)
    return words("principle.met_from", figure=figure)
