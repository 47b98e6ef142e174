"""The vocational profile: what was said in the guided interview, as it was asked, and the goal (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework.history import chosen
from ips_tui.casework.profile_told import AnswerTold, ProfileTold, SectionTold, has_profile, profile_told
from ips_tui.casework.session import Desk
from ips_tui.domain.profile import AnswerState, JobType
from ips_tui.forms.profile import PREFERENCES, LabourMarketResearchEntry
from ips_tui.reports.document import Block, Bullets, Document, Field, Fields, Heading, Paragraph
from ips_tui.reports.person import Page, page
from ips_tui.reports.registry import NotYet, PaperKind, PaperRequest
from ips_tui.text import capital

NONE_YET = "papers.not_yet.profile"
_FINDINGS = ("demand", "requirements", "pay", "hours", "travel", "hidden_market")


def make(desk: Desk, request: PaperRequest) -> Document:
    """The profile as it stands now. Raises NotYet, LookupError and a StoreProblem."""
    with page(desk, request) as made:
        if not has_profile(made.db, made.person.id):
            raise NotYet(NONE_YET)
        told = profile_told(desk, made.db, made.person.id)
        return made.document(PaperKind.VOCATIONAL_PROFILE, _blocks(made, told))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether there is a profile yet."""
    with page(desk, request) as made:
        return "" if has_profile(made.db, made.person.id) else NONE_YET


def _blocks(page: Page, told: ProfileTold) -> Iterator[Block]:
    words = page.words
    yield from page.head(
        ("papers.profile.begun", told.begun_on),
        ("papers.profile.newest", told.newest_on if told.newest_on != told.begun_on else None),
    )
    yield Heading(words("papers.profile.goal"))
    if told.goal is None:
        yield Paragraph(words("papers.person.not_yet"), quiet=True)
    else:
        yield Paragraph(told.goal.name, strong=True)
        kind, day = capital(chosen(page.desk, JobType, told.goal.job_type)), page.day(told.goal.agreed_on)
        yield Paragraph(words("papers.profile.goal_agreed", kind=kind, day=day), quiet=True)
    not_yet = []
    for section in told.sections:
        found = tuple(_section(page, told, section))
        if found:
            yield Heading(section.title)
            yield from found
        else:
            not_yet.append(section.title)
    works = page.fields(
        ("form.referral.working_style.label", told.working_style),
        ("form.referral.communication_needs.label", told.communication_needs),
    )
    if works:
        yield Heading(words("papers.profile.works"))
        yield from works
    yield from _research(page, told.research)
    yield from _talk(page, told)
    if told.earlier:
        yield Heading(words("papers.profile.earlier"))
        yield Fields(tuple(Field(one.asked, one.value or _state(page, one.state)) for one in told.earlier if one.asked))
    if not_yet:
        yield Heading(words("papers.profile.not_yet"))
        yield Bullets(tuple(not_yet))


def _section(page: Page, told: ProfileTold, section: SectionTold) -> Iterator[Block]:
    if section.answers:
        yield Fields(tuple(Field(answer.asked, _answer(page, answer)) for answer in section.answers))
    entry = section.entry
    fields = type(entry).model_fields
    if set(PREFERENCES) <= set(fields):
        yield from page.fields(*((f"form.profile_section.{name}.label", getattr(entry, name)) for name in PREFERENCES))
    for name, table in _TABLES.items():
        if name in fields and getattr(entry, name):
            yield from table(page, getattr(entry, name))


def _answer(page: Page, answer: AnswerTold) -> str:
    if answer.state:
        return _state(page, answer.state)
    if answer.kind == "yes_no" and answer.said in ("yes", "no"):
        return page.said(answer.said == "yes")
    return page.words("papers.profile.of_ten", rating=answer.said) if answer.kind == "rating" else answer.said


def _state(page: Page, state: str) -> str:
    return page.words("papers.profile.state", state=page.words.choice("answer_state", AnswerState(state).value))


def _licences(page: Page, rows: tuple[object, ...]) -> tuple[Block, ...]:
    return _grouped(page, "licence", rows, {"kind": 1, "name": 1.6, "expires_on": 1}, "licences")


def _past_jobs(page: Page, rows: tuple[object, ...]) -> tuple[Block, ...]:
    first = {"title": 1.2, "employer_name": 1.2, "started": 0.7, "ended": 0.7, "hours": 0.7, "why_left": 1.2}
    second = {"title": 1, "duties": 1.4, "liked": 1.4, "disliked": 1.4, "helped": 1.4}
    more = tuple(row for row in rows if any(getattr(row, name) for name in second if name != "title"))
    return (
        *_grouped(page, "past_job", rows, first, "past_jobs"),
        *_grouped(page, "past_job", more, second, ""),
    )


def _barriers(page: Page, rows: tuple[object, ...]) -> tuple[Block, ...]:
    shares = {"kind": 1, "what": 1.5, "being_done": 1.5, "by_whom": 1.1, "state": 1}
    return _grouped(page, "barrier", rows, shares, "barriers")


def _gaps(page: Page, rows: tuple[object, ...]) -> tuple[Block, ...]:
    return _grouped(page, "skill_gap", rows, {"gap": 1, "bridge": 1.4, "quickest_route": 1.4}, "skill_gaps")


def _sources(page: Page, rows: tuple[object, ...]) -> tuple[Block, ...]:
    return _grouped(page, "profile_source", rows, {"kind": 1, "who": 1.4, "permission_on": 1}, "sources")


_TABLES = {
    "licences": _licences,
    "past_jobs": _past_jobs,
    "barriers": _barriers,
    "skill_gaps": _gaps,
    "sources": _sources,
}
"""The groups of sections, by the names of their fields."""


def _grouped(
    page: Page, form: str, rows: tuple[object, ...], shares: dict[str, float], group: str
) -> tuple[Block, ...]:
    """The rows of a group with the labels of their form, under the label of the group."""
    titles = [(f"form.{form}.{name}.label", share) for name, share in shares.items()]
    caption = page.words(f"form.profile_section.{group}.label") if group else page.words("papers.profile.jobs_like")
    return page.table(titles, ([getattr(row, name) for name in shares] for row in rows), caption)


def _research(page: Page, found: tuple[LabourMarketResearchEntry, ...]) -> Iterator[Block]:
    yield Heading(page.words("papers.profile.research"))
    if not found:
        yield Paragraph(page.words("papers.profile.no_research"), quiet=True)
    for one in found:
        yield Heading(page.words("papers.profile.research_of", role=one.role, day=page.day(one.happened_on)), level=2)
        yield Paragraph(one.conclusion)
        label = "form.labour_market_research.{}.label"
        yield from page.fields(
            *((label.format(name), getattr(one, name)) for name in _FINDINGS),
            ("papers.profile.sources", one.sources),
            ("papers.profile.talked_through", one.talked_through_on),
        )


def _talk(page: Page, told: ProfileTold) -> Iterator[Block]:
    yield Heading(page.words("papers.profile.talk"))
    talk, decision = told.talk, told.decision
    if talk is None and decision is None:
        yield Paragraph(page.words("papers.person.not_yet"), quiet=True)
    if talk is not None:
        yield from page.fields(
            ("papers.profile.talked_on", talk.happened_on), ("papers.profile.first_wish", talk.first_wish)
        )
        yield from (Paragraph(text) for text in (talk.note,) if text)
    if decision is not None:
        yield from page.fields(
            ("papers.profile.decided", decision.decision),
            ("papers.profile.decided_on", decision.decided_on),
            ("papers.profile.taken_back", decision.withdrawn_on),
        )
