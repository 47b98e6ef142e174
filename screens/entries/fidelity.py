"""The forms of a fidelity review: who looked at which time, and what was rated for one item."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import fidelity
from ips_tui.casework.session import DraftKey
from ips_tui.domain.outcomes.rules import Period
from ips_tui.forms.fidelity import FidelityRatingEntry, FidelityReviewEntry
from ips_tui.forms.kit import raw_values
from screens.desk import desk_of
from screens.entries.alone import correcting_alone, recording_alone
from screens.entries.opening import EntryScreen, as_id, plan_of

if TYPE_CHECKING:
    from screens.app import IpsApp


def fidelity_review_form(app: IpsApp, *, record_id: UUID | None = None, period: Period | None = None) -> EntryScreen:
    """A review, new or to be corrected; a new one is about `period`, where that is known. Raises LookupError."""
    if record_id is not None:
        return correcting_alone(app, FidelityReviewEntry, record_id, fidelity.change_review, fidelity.review_entry)
    today = app.desk.clock.today().isoformat()
    days = {} if period is None else {"from_on": period.first.isoformat(), "to_on": period.last.isoformat()}
    start = {"reviewed_on": today, **days}
    return recording_alone(app, FidelityReviewEntry, fidelity.begin_review, start)


def fidelity_rating_form(app: IpsApp, review_id: UUID, item_id: str, title: str = "") -> EntryScreen:
    """What is rated for one item, for the first time or anew; `title` is what the item is called.

    Raises LookupError for a review that is gone.
    """
    desk, review = desk_of(app), as_id(review_id)
    fidelity.review(desk, review)
    key = DraftKey(FidelityRatingEntry.form, review, fidelity.rating_id(review, item_id))
    kept = fidelity.rating_entry(desk, review, item_id)
    plan = plan_of(
        app,
        FidelityRatingEntry,
        key,
        lambda said: fidelity.rate(desk, review, item_id, said, draft=key),
        start={} if kept is None else raw_values(kept),
    )
    return EntryScreen(app, plan, about=title or item_id)


def rating_of_draft(app: IpsApp, review_id: UUID | None, rating: UUID | None) -> EntryScreen | None:
    """The form of a rating that was begun and not saved; None where its review or its item is gone."""
    if review_id is None or rating is None:
        return None
    view = fidelity.review(desk_of(app), review_id)
    items = () if view.scale is None else view.scale.items
    item = next((one.id for one in items if fidelity.rating_id(review_id, one.id) == rating), None)
    return None if item is None else fidelity_rating_form(app, review_id, item)
