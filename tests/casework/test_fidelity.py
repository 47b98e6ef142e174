"""A review by people: rated item by item, whole only when every item is, and then with the reviewers' own band."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ips_tui.casework import fidelity, history, scales, undo
from ips_tui.casework.session import Desk
from ips_tui.casework.staff import add_staff
from ips_tui.domain.fidelity.indicator import State
from ips_tui.domain.fidelity.scale import IPS25
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.fidelity import FidelityRatingEntry, FidelityReviewEntry
from ips_tui.forms.kit import read_entry
from ips_tui.forms.people import StaffEntry
from ips_tui.reports import fidelity_words as told
from ips_tui.reports.fidelity import fidelity as indicators
from tests.told import HOSTILE, TODAY

ENTRY = FidelityReviewEntry(
    from_on=TODAY - timedelta(days=90), to_on=TODAY, reviewed_on=TODAY, reviewers=HOSTILE[0], note=HOSTILE[2]
)
OWN = """
id = "ours"
name = "Ours"
dated = 2026-01-31
[[item]]
id = "A1"
title = "One"
[[item]]
id = "A2"
title = "Two"
per_specialist = true
"""


def rate(desk: Desk, review: UUID, item: str, rating: int, staff: UUID | None = None) -> UUID:
    return fidelity.rate(desk, review, item, FidelityRatingEntry(rating=rating, rated_staff=staff, evidence="seen"))


def problem(caught: pytest.ExceptionInfo[BadEntry]) -> tuple[str | None, str]:
    return caught.value.problems[0].field, caught.value.problems[0].message_id


def test_a_review_is_rated_item_by_item_completed_and_taken_back(desk: Desk) -> None:
    other = add_staff(desk, StaffEntry(name="Dayo Test", role="employment_specialist"))
    assert desk.who is not None
    me = desk.who.id
    review = fidelity.begin_review(desk, ENTRY)
    view = fidelity.review(desk, review)
    assert (view.scale_id, view.scale_version, len(view.missing)) == (IPS25, "1/7/08", 25)
    assert fidelity.review_entry(desk, review) == ENTRY and (view.total, view.band) == (None, None)

    for n in range(1, 26):
        if n not in (17, 24):
            rate(desk, review, f"F{n}", 4)
    # One specialist's rating is not everyone's; the other's makes it one, half up.
    rate(desk, review, "F17", 4, me)
    rate(desk, review, "F24", 2)
    view = fidelity.review(desk, review)
    assert view.missing == ("F17",) and view.total is view.band is None
    assert told.review(view, desk.words).endswith("24 of 25 items rated, not completed.")
    with pytest.raises(BadEntry) as caught:
        fidelity.complete_review(desk, review)
    assert problem(caught) == (None, "problem.items_not_rated")
    rate(desk, review, "F17", 5, other)
    rate(desk, review, "F24", 5)
    view = fidelity.review(desk, review)
    assert [(r.staff_ref, r.rating) for r in view.of("F17")] == [("ES1", 4), ("ES2", 5)]
    assert (view.rating("F17"), view.rating("F24"), view.total) == (5, 5, None)

    fidelity.complete_review(desk, review)
    view = fidelity.review(desk, review)
    assert view.completed_on == TODAY and view.total == 23 * 4 + 10
    assert view.band is not None and view.band.id == "good"
    assert told.review(view, desk.words).endswith("102 points, good fidelity.")
    for change in (
        lambda: rate(desk, review, "F1", 5),
        lambda: fidelity.change_review(desk, review, ENTRY),
        lambda: fidelity.clear_rating(desk, fidelity.rating_id(review, "F1")),
        lambda: fidelity.complete_review(desk, review),
    ):
        with pytest.raises(BadEntry) as caught:
            change()
        assert problem(caught) == (None, "problem.review_completed")

    undo.undo(desk, undo.last(desk).id)
    assert fidelity.review(desk, review).total is None
    fidelity.complete_review(desk, review)
    fidelity.reopen_review(desk, review)
    fidelity.clear_rating(desk, fidelity.rating_id(review, "F1"))
    assert fidelity.review(desk, review).missing == ("F1",) and fidelity.rating_entry(desk, review, "F1") is None
    undo.undo(desk, undo.last(desk).id)
    kept = fidelity.rating_entry(desk, review, "F1")
    assert kept == FidelityRatingEntry(rating=4, evidence="seen")

    said = [line.what for line in history.history(desk, review)]
    assert {"Began a fidelity review", "Rated an item of fidelity", "Completed a fidelity review"} <= set(said)
    # Beside the indicators, and never in them.
    report = indicators(desk)
    one = report.item("F11")
    assert (one.rating, one.indicator.state, one.indicator.anchor) == (4, State.BY_RATING, None)
    assert report.review is not None and report.review.id == review
    assert told.rated(one, report.review, desk.words).startswith("Rated 4 by ")
    assert report.item("F24").indicator.anchor is None and report.item("F24").rating == 5
    assert report.item("F17").rating == 5 and indicators(desk, specialist=me).item("F17").rating == 4
    with pytest.raises(LookupError):
        report.item("F26")


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    review = fidelity.begin_review(desk, ENTRY)
    assert desk.who is not None
    with pytest.raises(BadEntry) as caught:
        rate(desk, review, "F11", 3, desk.who.id)
    assert problem(caught) == ("rated_staff", "problem.rated_as_a_whole")
    with pytest.raises(BadEntry) as caught:
        fidelity.begin_review(desk, ENTRY.model_copy(update={"reviewed_on": TODAY + timedelta(days=1)}))
    assert problem(caught) == ("reviewed_on", "problem.lies_ahead")
    for raw in ({"rating": "0"}, {"rating": "6"}, {"rating": "four"}, {}):
        with pytest.raises(BadEntry) as caught:
            read_entry(FidelityRatingEntry, raw, today=TODAY)
        assert problem(caught)[0] == "rating"
    dates = {"from_on": "15/10/2026", "to_on": "14/10/2026", "reviewed_on": "15/10/2026", "reviewers": "Two"}
    with pytest.raises(BadEntry) as caught:
        read_entry(FidelityReviewEntry, dates, today=TODAY)
    assert problem(caught) == ("to_on", "problem.ends_before_it_begins")
    for lost in (
        lambda: rate(desk, uuid4(), "F1", 3),
        lambda: rate(desk, review, "F99", 3),
        lambda: rate(desk, review, "F17", 3, uuid4()),
        lambda: fidelity.review(desk, uuid4()),
        lambda: fidelity.clear_rating(desk, fidelity.rating_id(review, "F1")),
    ):
        with pytest.raises(LookupError):
            lost()
    assert fidelity.review(desk, review).ratings == ()
    undo.undo(desk, undo.last(desk).id)
    assert fidelity.reviews(desk) == ()


def test_a_team_goes_by_a_scale_of_its_own_for_as_long_as_it_is_there(desk: Desk, tmp_path: Path) -> None:
    desk.scales_folder = tmp_path / "scales"
    with pytest.raises(ValueError, match="no such scale"):
        scales.set_scale(desk, "ours")
    desk.scales_folder.mkdir()
    file = desk.scales_folder / "ours.toml"
    file.write_text(OWN, encoding="utf-8")
    scales.set_scale(desk, "ours")
    review = fidelity.begin_review(desk, ENTRY)
    assert desk.who is not None
    rate(desk, review, "A1", 3)
    rate(desk, review, "A2", 2, desk.who.id)
    fidelity.complete_review(desk, review)
    view = fidelity.review(desk, review)
    # Without bands there is a total and no name for it.
    assert (view.total, view.band) == (5, None)
    report = indicators(desk)
    assert [one.id for one in report.items] == ["A1", "A2"] and report.item("A2").rating == 2

    file.unlink()
    view = fidelity.review(desk, review)
    assert (view.scale, view.total, len(view.ratings)) == (None, None, 2)
    report = indicators(desk)
    assert (report.scale.id, report.scale_not_here, report.review) == (IPS25, "ours", None)
    fidelity.reopen_review(desk, review)
    with pytest.raises(BadEntry) as caught:
        fidelity.complete_review(desk, review)
    assert problem(caught) == (None, "problem.scale_not_here")
