"""Indicators of fidelity as JSON (docs/fidelity.md). Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from ips_tui.casework.fidelity import Rating, ReviewView
from ips_tui.cli.reports.shape import case, covers, left_out, number, part
from ips_tui.content.words import Words
from ips_tui.domain.fidelity.indicator import Lowering
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.reports import fidelity_words as told
from ips_tui.reports.fidelity import FidelityReport, ItemView


def shape(report: FidelityReport, words: Words, only: str = "") -> dict[str, object]:
    """The whole report, or the one item `only`. There is no total of indicators, on purpose."""
    scale = report.scale
    return {
        "as_of": report.as_of.isoformat(),
        "period": {"from": report.asked.first.isoformat(), "to": report.asked.last.isoformat()},
        "last_day": report.period.last.isoformat(),
        "covers": covers(report.covers),
        "specialist": report.specialist_ref or None,
        "scale": {
            "id": scale.id,
            "title": told.scale_name(scale, words),
            "version": scale.version,
            "dated": scale.dated.isoformat(),
            "sources": [{"title": s.title, "address": s.address or None} for s in scale.sources],
            "not_here": report.scale_not_here or None,
        },
        "review": None if report.review is None else _review(report.review, words),
        "measures": [_item(one, report, words) for one in report.items if only in ("", one.id)],
    }


def _review(one: ReviewView, words: Words) -> dict[str, object]:
    """What people rated. Its total and band are theirs, and are there only once it is completed."""
    band = one.band
    return {
        "reviewed_on": one.reviewed_on.isoformat(),
        "from": one.from_on.isoformat(),
        "to": one.to_on.isoformat(),
        "reviewers": one.reviewers,
        "completed_on": None if one.completed_on is None else one.completed_on.isoformat(),
        "not_rated": list(one.missing),
        "total": one.total,
        "band": None if band is None else {"id": band.id, "title": told.band(band, words)},
    }


def _item(one: ItemView, report: FidelityReport, words: Words) -> dict[str, object]:
    item, indicator = one.item, one.indicator
    above, below = told.parts_of_formula(item, words)
    return {
        "id": item.id,
        "title": told.title(item, words),
        "definition": told.asks(item, words),
        "counts": above or None,
        "of": below or None,
        "section": item.section,
        "class": item.item_class.value,
        "per_specialist": item.per_specialist,
        "state": indicator.state.value,
        "anchor": indicator.anchor,
        "anchors": [{"anchor": rating, "title": said} for rating, said in told.anchors(item, words)],
        **_figure(indicator.figure, words),
        "open_cases": [left_out(open_case) for open_case in indicator.open_cases],
        "lowered_by": [_lowering(low, words) for low in indicator.lowered_by],
        "evidence": [part(found, words) for found in indicator.evidence],
        "rating": one.rating,
        "ratings": [_rating(rating) for rating in one.ratings],
        "action": told.action(indicator, words) or None,
    }


def _figure(figure: Figure | None, words: Words) -> dict[str, object]:
    """The figure of a computed item; of the others everything is empty."""
    found = figure or Figure("", None, None, (), (), ())
    return {
        "kind": None if figure is None else figure.kind.value,
        "numerator": number(found.numerator),
        "denominator": number(found.denominator),
        "value": number(found.value),
        "people": list(found.people),
        "counted": list(found.counted),
        "left_out": [left_out(one) for one in found.left_out],
        "besides": [left_out(one) for one in found.besides],
        "cases": [case(one) for one in found.cases],
        "parts": [part(one, words) for one in found.parts],
    }


def _lowering(one: Lowering, words: Words) -> dict[str, object]:
    return {
        "ref": one.ref,
        "staff": one.staff,
        "why": one.why.value,
        "title": told.lowering(one, words),
        "on": None if one.on is None else one.on.isoformat(),
        "number": number(one.number),
        "job": one.job or None,
    }


def _rating(one: Rating) -> dict[str, object]:
    return {"specialist": one.staff_ref or None, "rating": one.rating, "evidence": one.evidence or None}
