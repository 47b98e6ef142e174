"""What changed in the plan since the last agreed one, on a page to be signed beside it (domain.md 4.4).

Against the agreed version before the latest plan, word by word; where there is no later plan, what became of the
agreed one since that day. What was done or dropped is told with the day or the reason that was noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ips_tui.casework.history import chosen
from ips_tui.casework.plan_versions import Became, CellChange, Compared, Version, compared, versions_of
from ips_tui.casework.plan_views import ObjectiveView, StepView, plan_view
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import AGREED, ObjectiveKind, ObjectiveStatus, StepStatus
from ips_tui.reports.document import Block, Bullets, Document, Heading, Paragraph, Table
from ips_tui.reports.papers.action_plan import agreed_how, called, who
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

NONE_YET = "papers.not_yet.agreed_plan"
_AGREED = frozenset(word.value for word in AGREED)
_NEW = "new"
_CHANGED = "changed"
_DONE = "done"
_DROPPED = "dropped"
ORDER = (_NEW, _CHANGED, _DONE, _DROPPED)
"""The parts of the page; their headings are `papers.changes.<part>`."""


@dataclass(frozen=True)
class Change:
    """One line of the page: what it is about, and for what was changed the field with both values."""

    part: str
    about: str
    what: str = ""
    before: str = ""
    after: str = ""


def make(desk: Desk, request: PaperRequest) -> Document:
    """The changes up to the plan of the request, else up to the latest.

    Raises NotYet while nothing was agreed before it, LookupError and a StoreProblem.
    """
    with page(desk, request) as made:
        before, after = _pair(made, request)
        changes = tuple(_changes(made, compared(made.db, before.id, after.id), before))
        return made.document(PaperKind.ACTION_PLAN_CHANGES, _blocks(made, before, after, changes))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether a plan was agreed yet."""
    with page(desk, request) as made:
        return "" if any(_was_agreed(one) for one in versions_of(made.db, made.person.id)) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The plans that can be compared, the newest first: the first agreed one, and those after it."""
    with about(desk, participant_id) as made:
        known = versions_of(made.db, participant_id)
        agreed = [place for place, one in enumerate(known) if _was_agreed(one)]
        return tuple(Choice(one.id, called(made, one)) for one in reversed(known[agreed[0] :])) if agreed else ()


def _was_agreed(version: Version) -> bool:
    return version.agreed in _AGREED and version.withdrawn_on is None


def _pair(page: Page, request: PaperRequest) -> tuple[Version, Version]:
    """The last agreed version before the plan that is meant, and that plan; twice the same where it is the first."""
    known = versions_of(page.db, page.person.id)
    if request.record_id is not None:
        places = [place for place, one in enumerate(known) if one.id == request.record_id]
        if not places:
            raise LookupError("action_plan")
        known = known[: places[0] + 1]
    agreed = [one for one in known if _was_agreed(one)]
    if not agreed:
        raise NotYet(NONE_YET)
    last = known[-1]
    earlier = [one for one in agreed if one.id != last.id]
    return (earlier[-1] if earlier else last), last


def _changes(page: Page, both: Compared, agreed: Version) -> Iterator[Change]:
    words = page.words
    for cell in both.cells:
        yield _cell(page, words("papers.changes.the_plan"), cell)
    for objective in both.objectives:
        name = objective.name
        if objective.became is Became.ADDED:
            yield Change(_NEW, name)
            continue
        if objective.became in (Became.DROPPED, Became.DONE):
            part = _DROPPED if objective.became is Became.DROPPED else _DONE
            yield Change(part, name, objective.why)
            continue
        for cell in objective.cells:
            yield _cell(page, name, cell)
        for step in objective.steps:
            about = words("papers.changes.step_of", step=step.name, objective=name)
            if step.became is Became.ADDED:
                yield Change(_NEW, about)
            elif step.became is Became.DROPPED:
                yield Change(_DROPPED, about, step.why)
            elif step.became is Became.CHANGED:
                for cell in step.cells:
                    yield _cell(page, about, cell)
    yield from _done(page, both, agreed)


def _done(page: Page, both: Compared, agreed: Version) -> Iterator[Change]:
    """What was done since that plan was agreed: of the later plan, and what did not have to be carried into it."""
    before, after = (plan_view(page.db, one.id) for one in (both.before, both.after))
    for objective in after.objectives:
        if objective.status is ObjectiveStatus.DONE:
            yield Change(_DONE, objective.name, objective.result)
        else:
            yield from _steps_done(page, objective, objective.steps, agreed)
    carried = {step.carried_from for step in after.steps} | {step.id for step in after.steps}
    for objective in before.objectives:
        # One that was done is told as a whole.
        if before.id != after.id and objective.status is not ObjectiveStatus.DONE:
            left = [step for step in objective.steps if step.id not in carried]
            yield from _steps_done(page, objective, left, agreed)


def _steps_done(page: Page, objective: ObjectiveView, steps: Sequence[StepView], agreed: Version) -> Iterator[Change]:
    since = agreed.agreed_on or agreed.made_on
    for step in steps:
        if step.status is StepStatus.DONE and (step.done_on is None or step.done_on >= since):
            about = page.words("papers.changes.step_of", step=step.name, objective=objective.name)
            yield Change(_DONE, about, ". ".join(part for part in (page.day(step.done_on), step.result) if part))


def _cell(page: Page, about: str, cell: CellChange) -> Change:
    what = page.words(f"papers.changes.field.{cell.field}")
    return Change(_CHANGED, about, what, _said(page, cell.field, cell.before), _said(page, cell.field, cell.after))


def _said(page: Page, field: str, value: object) -> str:
    if not value:
        return page.words("papers.changes.nothing_there")
    if field == "kind":
        return chosen(page.desk, ObjectiveKind, str(value))
    return who(page, str(value)) if field == "who" else page.said(value)


def _blocks(page: Page, before: Version, after: Version, changes: Sequence[Change]) -> Iterator[Block]:
    words = page.words
    yield from page.head(
        ("papers.changes.since", words("papers.changes.plan", number=before.number, how=agreed_how(page, before))),
        (
            "papers.changes.now",
            words("papers.changes.plan", number=after.number, how=agreed_how(page, after))
            if after.id != before.id
            else "",
        ),
    )
    if not changes:
        yield Paragraph(words("papers.changes.none"), strong=True)
    for part in ORDER:
        found = [one for one in changes if one.part == part]
        if not found:
            continue
        yield Heading(words(f"papers.changes.{part}"))
        if part == _CHANGED:
            yield _table(page, found)
        else:
            yield Bullets(tuple(": ".join(text for text in (one.about, one.what) if text) for one in found))
    yield page.signed_by("papers.person.further_signs")


def _table(page: Page, found: Sequence[Change]) -> Table:
    titles = (("about", 1.4), ("what", 0.9), ("before", 1.4), ("after", 1.4))
    (table,) = page.table(
        ((f"papers.changes.{name}", share) for name, share in titles),
        ([one.about, one.what, one.before, one.after] for one in found),
    )
    assert isinstance(table, Table)
    return table
