"""Two versions of a plan side by side: what was added, dropped, worded anew or moved (domain.md 4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.plan_views import ObjectiveView, PlanView, Said, StepView, plan_view, said_at_reviews
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import AGREED, ReviewedStatus
from ips_tui.records.action_plan import ActionPlan, Objective, Step

ItemT = TypeVar("ItemT", ObjectiveView, StepView)
Cell = str | date | None


class Became(StrEnum):
    """What became of one thing between two versions; its words are `compare.<value>`."""

    ADDED = "added"
    DROPPED = "dropped"
    """Not in the later one any more, or ended in another way than done."""
    DONE = "done"
    """Not in the later one, because it was done."""
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class CellChange:
    """One field before and after; `field` names it as its form does: `name`, `due_on`, `who`."""

    field: str
    before: Cell
    after: Cell


@dataclass(frozen=True)
class StepChange:
    """One step in both versions."""

    name: str
    became: Became
    why: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class ObjectiveChange:
    """One objective in both versions, with its steps."""

    name: str
    became: Became
    why: str
    """Why it was dropped or changed, in the words of the review, else what came of it."""
    cells: tuple[CellChange, ...]
    steps: tuple[StepChange, ...]


@dataclass(frozen=True)
class Version:
    """One plan, to choose it by."""

    id: UUID
    number: int
    made_on: date
    agreed: str
    agreed_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class Compared:
    """Two plans of one person, the earlier first."""

    before: Version
    after: Version
    cells: tuple[CellChange, ...]
    """What changed in the plan itself: its goal, its note."""
    objectives: tuple[ObjectiveChange, ...]
    """Those of the later plan in their order, then those that are not in it any more."""


def versions(desk: Desk, participant_id: UUID) -> tuple[Version, ...]:
    """Every plan of a person, by number."""
    with desk.reading() as db:
        return versions_of(db, participant_id)


def versions_of(db: Session, participant_id: UUID) -> tuple[Version, ...]:
    """As `versions`, inside a reading."""
    query = select(ActionPlan).where(ActionPlan.participant_id == participant_id, ~ActionPlan.removed)
    return tuple(_version(plan) for plan in db.scalars(query.order_by(ActionPlan.number, ActionPlan.id)))


def usual_pair(known: Sequence[Version]) -> tuple[Version, Version] | None:
    """The two to be compared where nobody chose: the last two agreed, else the last two; None for fewer than two."""
    agreed = [one for one in known if one.agreed in {word.value for word in AGREED}]
    pair = agreed if len(agreed) > 1 else known
    return (pair[-2], pair[-1]) if len(pair) > 1 else None


def compare(desk: Desk, before_id: UUID, after_id: UUID) -> Compared:
    """What changed between two plans, whichever is named first. Raises LookupError when one is gone."""
    with desk.reading() as db:
        return compared(db, before_id, after_id)


def compared(db: Session, before_id: UUID, after_id: UUID) -> Compared:
    """As `compare`, inside a reading."""
    kept = [db.get(ActionPlan, one) for one in (before_id, after_id)]
    if any(plan is None or plan.removed for plan in kept):
        raise LookupError("action_plan")
    first, last = sorted((plan for plan in kept if plan is not None), key=lambda plan: (plan.number, plan.id.int))
    before, after = plan_view(db, first.id), plan_view(db, last.id)
    said = said_at_reviews(db, first.participant_id)
    origins = _origins(db, first.participant_id)
    pairs = _pairs(before.objectives, after.objectives, origins)
    return Compared(
        before=_version(first),
        after=_version(last),
        cells=tuple(_cells(before, after, ("goal", "note"))),
        objectives=tuple(_objective(one, other, said, origins) for one, other in pairs),
    )


def _version(plan: ActionPlan) -> Version:
    return Version(plan.id, plan.number, plan.made_on, plan.agreed.value, plan.agreed_on, plan.withdrawn_on)


def _origins(db: Session, participant_id: UUID) -> dict[UUID, UUID | None]:
    """What each objective and step was copied from."""
    found: dict[UUID, UUID | None] = {}
    for table in (Objective, Step):
        rows = db.execute(select(table.id, table.carried_from_id).where(table.participant_id == participant_id))
        found |= {row[0]: row[1] for row in rows}
    return found


@dataclass(frozen=True)
class _Pair(Generic[ItemT]):
    before: ItemT | None
    after: ItemT | None

    def __iter__(self) -> Iterator[ItemT | None]:
        yield from (self.before, self.after)


def _pairs(before: Sequence[ItemT], after: Sequence[ItemT], origins: Mapping[UUID, UUID | None]) -> list[_Pair[ItemT]]:
    """What belongs together: by where it was copied from, else by the same name; then what stands alone."""
    left = {one.id: one for one in before}
    found: list[_Pair[ItemT]] = []
    for other in after:
        match = next((left[place] for place in _chain(other.id, origins) if place in left), None)
        if match is None and origins.get(other.id) is None:
            match = next((one for one in left.values() if one.name.casefold() == other.name.casefold()), None)
        if match is not None:
            del left[match.id]
        found.append(_Pair(match, other))
    return found + [_Pair(one, None) for one in left.values()]


def _chain(item: UUID, origins: Mapping[UUID, UUID | None]) -> list[UUID]:
    chain: list[UUID] = []
    place: UUID | None = item
    while place is not None and place not in chain:
        chain.append(place)
        place = origins.get(place)
    return chain


def _cells(
    before: PlanView | ObjectiveView | StepView, after: PlanView | ObjectiveView | StepView, fields: Sequence[str]
) -> Iterator[CellChange]:
    for name in fields:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield CellChange(name, was, now)


def _objective(
    before: ObjectiveView | None,
    after: ObjectiveView | None,
    said: Mapping[UUID, Sequence[Said]],
    origins: Mapping[UUID, UUID | None],
) -> ObjectiveChange:
    either = after or before
    assert either is not None
    steps = tuple(
        _step(one, other)
        for one, other in _pairs(before.steps if before else (), after.steps if after else (), origins)
    )
    cells: tuple[CellChange, ...] = ()
    if before is not None and after is not None:
        fields = ("name", "kind", "specific", "measurable", "achievable", "goal", "due_on")
        cells = tuple(_cells(before, after, fields))
    became = _became(before, after, cells)
    if became is Became.SAME and any(step.became is not Became.SAME for step in steps):
        became = Became.CHANGED
    return ObjectiveChange(either.name, became, _why(before, after, said), cells, steps)


def _step(before: StepView | None, after: StepView | None) -> StepChange:
    either = after or before
    assert either is not None
    cells: tuple[CellChange, ...] = ()
    if before is not None and after is not None:
        cells = tuple(_cells(before, after, ("name", "who", "due_on")))
    ended = before if after is None else after
    return StepChange(either.name, _became(before, after, cells), ended.result if ended else "", cells)


def _became(
    before: ObjectiveView | StepView | None, after: ObjectiveView | StepView | None, cells: Sequence[CellChange]
) -> Became:
    ended = after or before
    if ended is not None and ended.status.value == "dropped":
        return Became.DROPPED
    if before is None:
        return Became.ADDED
    if after is None:
        return Became.DONE if before.status.value == "done" else Became.DROPPED
    return Became.CHANGED if cells else Became.SAME


def _why(before: ObjectiveView | None, after: ObjectiveView | None, said: Mapping[UUID, Sequence[Said]]) -> str:
    told = [one for view in (before, after) if view is not None for one in said.get(view.id, ())]
    why = [one.why for one in told if one.status in (ReviewedStatus.CHANGED, ReviewedStatus.DROPPED) and one.why]
    if why:
        return why[-1]
    ended = after or before
    return ended.result if ended is not None else ""
