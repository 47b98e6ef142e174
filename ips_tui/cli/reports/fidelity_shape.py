"""Indicators of fidelity as JSON (docs/fidelity.md). Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from ips_tui.casework.fidelity import Rating, ReviewView
from ips_tui.cli.reports.shape import about, case, left_out, number, part
from ips_tui.cli.reports.standing_shape import numbers, without_people
from ips_tui.content.words import Words
from ips_tui.domain.fidelity.indicator import Lowering
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import report_words
from ips_tui.reports.fidelity import FidelityReport, ItemView
from ips_tui.reports.standing_lines import StandingLine, item_lines


def shape(report: FidelityReport, words: Words, only: str = "", *, outside: bool = False) -> dict[str, object]:
    """The whole report, or the one item `only`. There is no total of indicators, on purpose.

    For outside there are no people and no single ratings, and what could point at fewer than five is null.
    """
    scale = report.scale
    lines = item_lines(report, words, only, outside=outside)
    return {
        **about(report, report_words.standing_cautions(report, words, outside=outside), outside=outside),
        "scale": {
            "id": scale.id,
            "title": told.scale_name(scale, words),
            "version": scale.version,
            "dated": scale.dated.isoformat(),
            "sources": [{"title": s.title, "address": s.address or None} for s in scale.sources],
            "not_here": report.scale_not_here or None,
        },
        "review": None if report.review is None else _review(report.review, words, outside=outside),
        "measures": [_item(one, line, words, outside=outside) for one, line in lines],
    }


def _review(one: ReviewView, words: Words, *, outside: bool) -> dict[str, object]:
    """What people rated. Its total and band are theirs, and are there only once it is completed."""
    band = one.band
    more = {} if outside else {"reviewers": one.reviewers, "not_rated": list(one.missing)}
    return {
        "reviewed_on": one.reviewed_on.isoformat(),
        "from": one.from_on.isoformat(),
        "to": one.to_on.isoformat(),
        **more,
        "completed_on": None if one.completed_on is None else one.completed_on.isoformat(),
        "total": one.total,
        "band": None if band is None else {"id": band.id, "title": told.band(band, words)},
    }


def _item(one: ItemView, line: StandingLine, words: Words, *, outside: bool) -> dict[str, object]:
    item, indicator = one.item, one.indicator
    above, below = told.parts_of_formula(item, words)
    figure = indicator.figure
    defined = {
        "id": item.id,
        "title": line.title,
        "definition": told.asks(item, words),
        "counts": above or None,
        "of": below or None,
        "section": item.section,
        "class": item.item_class.value,
        "per_specialist": item.per_specialist,
        "state": None if line.state is None else line.state.value,
        "anchor": line.anchor,
        "anchors": [{"anchor": rating, "title": said} for rating, said in told.anchors(item, words)],
        "waiting": None if line.waiting is None else number(line.waiting[1].numerator),
    }
    if outside:
        return {**defined, **without_people(line)}
    shown = [part(some, words) for some, _ in line.parts]
    return {
        **defined,
        **numbers(indicator.whole, figure, line, words),
        "parts": [] if figure is None else shown,
        "evidence": shown if figure is None else [],
        "left_out": [] if figure is None else [left_out(left) for left in figure.left_out],
        "besides": [] if figure is None else [left_out(left) for left in figure.besides],
        "cases": [] if figure is None else [case(listed) for listed in figure.cases],
        "open_cases": [left_out(open_case) for open_case in indicator.open_cases],
        "lowered_by": [_lowering(low, words) for low in indicator.lowered_by],
        "rating": one.rating,
        "ratings": [_rating(rating) for rating in one.ratings],
        "action": told.action(indicator, words) or None,
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
