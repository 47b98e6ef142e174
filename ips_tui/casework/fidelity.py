"""Fidelity reviews: what people rated, item by item (domain.md 3). What is computed is never written into one.

A review is whole once every item has a rating and somebody says so; only then does it have a total and a band.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import staff
from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.scales import find_scale, scale
from ips_tui.casework.session import Desk
from ips_tui.domain.fidelity.scale import Band, Scale, ScaleItem, mean_rating
from ips_tui.domain.people import StaffRole
from ips_tui.forms.fidelity import FidelityRatingEntry, FidelityReviewEntry
from ips_tui.ids import same_row_id
from ips_tui.records.fidelity import FidelityRating, FidelityReview
from ips_tui.records.people import Staff
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

REVIEW = Plain(FidelityReview, FidelityReviewEntry, "fidelity_review")


@dataclass(frozen=True)
class Rating:
    """What was rated for one item; `staff_id` is the specialist, where it is one's."""

    id: UUID
    item: str
    rating: int
    evidence: str
    staff_id: UUID | None = None
    staff_ref: str = ""
    staff_name: str = ""


@dataclass(frozen=True)
class ReviewView:
    """One review with what was rated so far."""

    id: UUID
    scale_id: str
    scale_version: str
    scale: Scale | None
    """None where this computer does not have the scale any more; then items cannot be told to be missing."""
    from_on: date
    to_on: date
    reviewed_on: date
    reviewers: str
    note: str
    completed_on: date | None
    ratings: tuple[Rating, ...]
    """By the items of the scale, an item's whole rating before the specialists'."""
    missing: tuple[str, ...]
    """The items that have no rating yet, or not of everyone."""

    def of(self, item_id: str) -> tuple[Rating, ...]:
        """The ratings of one item."""
        return tuple(one for one in self.ratings if one.item == item_id)

    def rating(self, item_id: str) -> int | None:
        """One rating for an item: the whole one, else the mean of the specialists', half up; None without any."""
        return one_rating(self.of(item_id))

    @property
    def total(self) -> int | None:
        """The total that the reviewers gave; None until the review is completed, or without its scale."""
        if self.completed_on is None or self.scale is None or self.missing:
            return None
        return sum(self.rating(item.id) or 0 for item in self.scale.items)

    @property
    def band(self) -> Band | None:
        """What that total is called; None until the review is completed."""
        total = self.total
        return None if total is None or self.scale is None else self.scale.band(total)


def one_rating(ratings: Iterable[Rating]) -> int | None:
    """One rating of those of an item: the whole one, else the mean of the specialists', half up; None without any."""
    found = list(ratings)
    whole = [one.rating for one in found if one.staff_id is None]
    return whole[0] if whole else mean_rating([one.rating for one in found])


# -- writing -----------------------------------------------------------------------------------------------


def begin_review(desk: Desk, entry: FidelityReviewEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new review, by the team's scale as it is now. Raises BadEntry for a day that lies ahead."""
    by = scale(desk)
    not_ahead(desk, entry)
    with desk.writing("fidelity_review_recorded", draft=draft) as writing:
        who = staff.worker(desk, writing, None)
        row = REVIEW.add(desk, writing, None, entry, scale=by.id, scale_version=by.version, staff_id=who)
        return row.id


def change_review(desk: Desk, review_id: UUID, entry: FidelityReviewEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct when it was and who rated. Raises as `begin_review`, BadEntry once it is completed, LookupError."""
    not_ahead(desk, entry)
    with desk.writing("fidelity_review_changed", draft=draft) as writing:
        _open(writing, review_id)
        REVIEW.put(desk, writing, review_id, entry)
    return review_id


def review_entry(desk: Desk, review_id: UUID) -> FidelityReviewEntry:
    """The review as an entry, to be corrected. Raises LookupError."""
    return REVIEW.entry_of(desk, review_id)


def rate(
    desk: Desk, review_id: UUID, item_id: str, entry: FidelityRatingEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Rate one item, for the first time or anew; it is kept at once. Gives the id of the rating.

    Raises BadEntry when the review is completed, or a specialist is named at an item that is rated as a whole;
    LookupError for an unknown review, item or member of staff.
    """
    with desk.writing("fidelity_item_rated", draft=draft) as writing:
        kept = _open(writing, review_id)
        by = find_scale(desk, kept.scale)
        item = None if by is None else by.item(item_id)
        about = entry.rated_staff
        if about is not None:
            if item is not None and not item.per_specialist:
                raise refuse("rated_staff", "problem.rated_as_a_whole")
            writing.get(Staff, about)
        row_id = rating_id(review_id, item_id, about)
        known = writing.db.get(FidelityRating, row_id)
        if known is None:
            writing.add(
                FidelityRating,
                id=row_id,
                fidelity_review_id=review_id,
                item=item_id,
                rated_staff_id=about,
                rating=entry.rating,
                evidence=entry.evidence,
            )
        else:
            # One that was undone or cleared is rated again.
            known.removed, known.rating, known.evidence = False, entry.rating, entry.evidence
    return row_id


def rating_id(review_id: UUID, item_id: str, staff_id: UUID | None = None) -> UUID:
    """The id of a rating: it follows from review, item and specialist, so that laptops make one row."""
    who = "" if staff_id is None else staff_id.hex
    return same_row_id(FidelityRating.__tablename__, review_id.hex, item_id, who)


def rating_entry(desk: Desk, review_id: UUID, item_id: str, staff_id: UUID | None = None) -> FidelityRatingEntry | None:
    """What was rated, as an entry to be corrected; None where it is not rated yet."""
    with desk.reading() as db:
        row = db.get(FidelityRating, rating_id(review_id, item_id, staff_id))
        if row is None or row.removed:
            return None
        return FidelityRatingEntry(rated_staff=row.rated_staff_id, rating=row.rating, evidence=row.evidence)


def clear_rating(desk: Desk, rating: UUID) -> None:
    """Take a rating away again. Raises BadEntry once the review is completed, LookupError."""
    with desk.writing("fidelity_rating_cleared") as writing:
        row = writing.get(FidelityRating, rating)
        _open(writing, row.fidelity_review_id)
        row.removed = True


def complete_review(desk: Desk, review_id: UUID) -> None:
    """The reviewers say that it is whole: from today on it has its total and its band.

    Raises BadEntry while an item has no rating, or when this computer does not have its scale; LookupError.
    """
    view = review(desk, review_id)
    if view.scale is None:
        raise refuse(None, "problem.scale_not_here")
    if view.missing:
        raise refuse(None, "problem.items_not_rated")
    with desk.writing("fidelity_review_completed") as writing:
        _open(writing, review_id).completed_on = desk.clock.today()


def reopen_review(desk: Desk, review_id: UUID) -> None:
    """It is rated further; until it is completed again it has no total and no band. Raises LookupError."""
    with desk.writing("fidelity_review_reopened") as writing:
        writing.get(FidelityReview, review_id).completed_on = None


def _open(writing: Writing, review_id: UUID) -> FidelityReview:
    row = writing.get(FidelityReview, review_id)
    if row.completed_on is not None:
        raise refuse(None, "problem.review_completed")
    return row


# -- reading -----------------------------------------------------------------------------------------------


def reviews(desk: Desk) -> tuple[ReviewView, ...]:
    """Every review up to today, the newest first."""
    with desk.reading() as db:
        rows = db.scalars(
            select(FidelityReview)
            .where(~FidelityReview.removed, FidelityReview.reviewed_on <= desk.clock.today())
            .order_by(FidelityReview.reviewed_on.desc(), FidelityReview.id.desc())
        ).all()
        return tuple(_view(desk, db, row) for row in rows)


def review(desk: Desk, review_id: UUID) -> ReviewView:
    """One review. Raises LookupError."""
    with desk.reading() as db:
        row = db.get(FidelityReview, review_id)
        if row is None or row.removed:
            raise LookupError(FidelityReview.__tablename__)
        return _view(desk, db, row)


def _view(desk: Desk, db: Session, row: FidelityReview) -> ReviewView:
    by = find_scale(desk, row.scale)
    members = {one.id: one for one in db.scalars(select(Staff).where(~Staff.removed))}
    found = []
    query = select(FidelityRating).where(FidelityRating.fidelity_review_id == row.id, ~FidelityRating.removed)
    for one in db.scalars(query):
        member = members.get(one.rated_staff_id) if one.rated_staff_id is not None else None
        found.append(
            Rating(
                one.id,
                one.item,
                one.rating,
                one.evidence or "",
                one.rated_staff_id,
                "" if member is None else member.ref,
                "" if member is None else member.name,
            )
        )
    places = {} if by is None else {item.id: place for place, item in enumerate(by.items)}
    found.sort(key=lambda one: (places.get(one.item, len(places)), one.item, one.staff_ref))
    here = [m.id for m in members.values() if _rated(m, row)]
    return ReviewView(
        id=row.id,
        scale_id=row.scale,
        scale_version=row.scale_version,
        scale=by,
        from_on=row.from_on,
        to_on=row.to_on,
        reviewed_on=row.reviewed_on,
        reviewers=row.reviewers,
        note=row.note or "",
        completed_on=row.completed_on,
        ratings=tuple(found),
        missing=() if by is None else tuple(i.id for i in by.items if not _is_rated(i, found, here)),
    )


def _rated(member: Staff, row: FidelityReview) -> bool:
    """Whether somebody is a specialist who worked here in the time of the review."""
    works = (member.from_on is None or member.from_on <= row.to_on) and (
        member.to_on is None or member.to_on >= row.from_on
    )
    return works and member.role is StaffRole.EMPLOYMENT_SPECIALIST


def _is_rated(item: ScaleItem, ratings: Iterable[Rating], here: Iterable[UUID]) -> bool:
    """Whether an item has one rating as a whole, or one of every specialist where it is rated so."""
    mine = {one.staff_id for one in ratings if one.item == item.id}
    return None in mine or (item.per_specialist and bool(mine) and mine >= set(here))
