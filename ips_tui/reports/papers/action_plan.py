"""The action plan to be read and signed: the goal, the objectives in easy words, the steps, who does what (4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.history import chosen
from ips_tui.casework.plan_versions import Version, versions_of
from ips_tui.casework.plan_views import ObjectiveView, PlanView, StepView, plan_view, plans_view
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import StepStatus, StepWho
from ips_tui.reports.document import Block, Document, Heading, Paragraph
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest
from ips_tui.text import capital

NONE_YET = "papers.not_yet.plan"
STEPS = (("papers.plan.what", 2), ("papers.plan.who", 1), ("papers.plan.when", 1.2), ("papers.plan.done", 1.5))


def make(desk: Desk, request: PaperRequest) -> Document:
    """The plan of the request, else the latest. Raises NotYet, LookupError and a StoreProblem."""
    with page(desk, request) as made:
        plan = plan_view(made.db, asked_for(made.db, made.person.id, request.record_id))
        beside = plans_view(made.db, made.person.id).beside if request.record_id is None else ()
        return made.document(
            PaperKind.ACTION_PLAN,
            _blocks(made, plan, [step for step in beside if step.status is StepStatus.OPEN]),
            title=made.words("papers.plan.title", number=plan.number),
        )


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether there is a plan yet."""
    return "" if request.participant_id is not None and records(desk, request.participant_id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The plans of a person, the newest first."""
    with about(desk, participant_id) as made:
        return tuple(Choice(one.id, called(made, one)) for one in reversed(versions_of(made.db, participant_id)))


def called(page: Page, plan: Version) -> str:
    """A plan by its number, its day and whether it was agreed."""
    words = page.words
    return words("papers.plan.called", number=plan.number, day=page.day(plan.made_on), agreed=agreed_how(page, plan))


def asked_for(db: Session, participant_id: UUID, record_id: UUID | None) -> UUID:
    """The plan that is meant: the one named, else the latest. Raises NotYet, LookupError for another person's."""
    known = [one.id for one in versions_of(db, participant_id)]
    if record_id is not None and record_id not in known:
        raise LookupError("action_plan")
    if not known:
        raise NotYet(NONE_YET)
    return record_id or known[-1]


def agreed_how(page: Page, plan: PlanView | Version) -> str:
    """Whether and how the person agreed to a plan, and whether they took it back."""
    words = page.words
    if plan.withdrawn_on is not None:
        return words("papers.plan.withdrawn", day=page.day(plan.withdrawn_on))
    if plan.agreed_on is None:
        return words("papers.plan.proposed")
    how = words.choice("plan_agreed", str(plan.agreed))
    return words("papers.plan.agreed", how=how, day=page.day(plan.agreed_on))


def step_state(page: Page, step: StepView) -> str:
    """What stands in the last column of a step: nothing while it is open, so that it can be ticked by hand."""
    if step.status is StepStatus.OPEN:
        return ""
    if step.done_on is not None:
        return page.words("papers.plan.done_on", day=page.day(step.done_on))
    return page.said(step.status)


def _blocks(page: Page, plan: PlanView, beside: Sequence[StepView]) -> Iterator[Block]:
    words = page.words
    if plan.withdrawn_on is not None:
        yield Paragraph(agreed_how(page, plan), strong=True)
    yield from page.head(
        ("papers.plan.made_on", plan.made_on),
        ("papers.plan.agreed_how", "" if plan.withdrawn_on is not None else capital(agreed_how(page, plan))),
        ("papers.plan.review_on", plan.review_on),
    )
    yield Heading(words("papers.plan.goal"))
    yield Paragraph(plan.goal, strong=True) if plan.goal else Paragraph(words("papers.person.not_yet"), quiet=True)
    if plan.note:
        yield Paragraph(plan.note)
    if not plan.objectives:
        yield Paragraph(words("papers.plan.no_objectives"), quiet=True)
    for number, objective in enumerate(plan.objectives, 1):
        yield from _objective(page, plan, objective, number)
    if beside:
        yield Heading(words("papers.plan.beside"))
        yield from steps_table(page, beside)
    yield Paragraph(words("papers.plan.may_change"), quiet=True)
    yield page.signed_by("papers.person.further_signs")


def _objective(page: Page, plan: PlanView, objective: ObjectiveView, number: int) -> Iterator[Block]:
    words = page.words
    yield Heading(words("papers.plan.objective", number=number, name=objective.name))
    ended = objective.status.value in ("done", "changed", "dropped")
    yield from page.fields(
        ("papers.plan.specific", objective.specific if objective.specific != objective.name else ""),
        ("papers.plan.measurable", objective.measurable),
        ("papers.plan.achievable", objective.achievable),
        ("papers.plan.serves", objective.goal if objective.goal != plan.goal else ""),
        ("papers.plan.due", objective.due_on),
        ("papers.plan.stands", objective.status if ended else None),
        ("papers.plan.result", objective.result),
    )
    if objective.steps:
        yield from steps_table(page, objective.steps)


def steps_table(page: Page, steps: Sequence[StepView]) -> tuple[Block, ...]:
    """Steps with who does them and by when; the last column is there to be ticked."""
    rows = [
        (
            ": ".join(part for part in (step.name, step.resource) if part),
            who(page, step.who),
            step.due_on or page.words("papers.plan.no_day"),
            ": ".join(part for part in (step_state(page, step), step.result) if part),
        )
        for step in steps
    ]
    return page.table(STEPS, rows, keep=("papers.plan.done",))


def who(page: Page, value: str) -> str:
    """Who does a step, by name where the paper names them."""
    named = {StepWho.PARTICIPANT: page.person.called, StepWho.SPECIALIST: page.person.specialist}
    return named.get(StepWho(value), "") or chosen(page.desk, StepWho, value)
