"""The brief for a colleague who takes over: two pages at most for one person (exchange.md 3 point 6; domain.md 4.13).

Of the people around somebody only those stand here who they said yes to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ips_tui.casework.hand_over import EmployerTie, HandOver, Promise, hand_over
from ips_tui.casework.session import Desk
from ips_tui.dates import full_date, short_date
from ips_tui.domain.disclosure import Scope
from ips_tui.domain.people import ConsentAbout, ConsentState
from ips_tui.reports.document import (
    Block,
    Bullets,
    Document,
    Field,
    Fields,
    Heading,
    Paragraph,
    Signatures,
)
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital, cells, shown

LONGEST = 100
"""Cells of a text in a brief; what is longer is read in the record."""
LONGEST_WORDS = 280
"""The same of words that must be said as agreed, and of what was noted last."""
MOST = 4
"""Points of a kind; the others are counted."""


def make(desk: Desk, request: PaperRequest) -> Document:
    """The brief of one person. Raises LookupError for somebody who is not there, and a StoreProblem."""
    if request.participant_id is None:
        raise LookupError("participant")
    brief = hand_over(desk, request.participant_id)
    words, person, day = desk.words, brief.case.person, full_date(desk.clock.today(), desk.words.dates)
    return Document(
        kind=PaperKind.HAND_OVER,
        title=words("papers.kind.hand_over"),
        subtitle=words("papers_team.hand_over.subtitle", name=person.name, day=day),
        made_on=desk.clock.today(),
        blocks=tuple(blocks_of(desk, brief)),
        ref=person.ref,
        foot=words("papers_team.hand_over.foot"),
    )


def blocks_of(desk: Desk, brief: HandOver, level: int = 1) -> Iterator[Block]:
    """What stands in one person's brief, with headings from that level down."""
    return _Brief(desk, brief, level).blocks()


def _short(text: str, width: int = LONGEST) -> str:
    """The text as one line of so many cells; one that is longer ends with a whole word and an ellipsis."""
    line = shown(text, width)
    if line == shown(text):
        return line
    whole, space, _ = line.rpartition(" ")
    return f"{whole} …" if space else line


class _Brief:
    """Says one person's brief in the words of the desk."""

    def __init__(self, desk: Desk, brief: HandOver, level: int) -> None:
        """`level` is that of its headings."""
        self.level = level
        self.words = desk.words
        self.today = desk.clock.today()
        self.brief = brief
        self.case = brief.case

    def blocks(self) -> Iterator[Block]:
        """Everything in it; a part of which nothing is known is left out, but for what must be asked."""
        yield Fields(tuple(self._stands()))
        yield from self._listed("promises", [self._promise(one) for one in self.brief.promises], say_none=True)
        yield from self._listed("next", list(self._next()), say_none=True)
        yield from self._listed("due", [self._due(line.kind, line.due_on) for line in self.case.due])
        yield Heading(self.words("papers_team.hand_over.may_say"), self.level)
        yield from self._may_say()
        yield from self._listed("employers", [self._employer(tie) for tie in self.brief.employers])
        yield from self._listed("works", list(self._works()))
        yield from self._listed("supports", list(self._supports()), say_none=True)
        yield from self._listed("not_to_do", list(self._not_to_do()))
        yield Signatures((self.words("papers_team.hand_over.gives"), self.words("papers_team.hand_over.takes")))

    def _listed(self, name: str, points: Sequence[str], *, say_none: bool = False) -> Iterator[Block]:
        if not points and not say_none:
            return
        yield Heading(self.words(f"papers_team.hand_over.{name}"), self.level)
        if not points:
            yield Paragraph(self.words(f"papers_team.hand_over.none.{name}"))
            return
        more = len(points) - MOST
        left = [self.words("papers_team.hand_over.more", count=more)] if more > 0 else []
        yield Bullets((*points[:MOST], *left))

    def _day(self, day: date) -> str:
        return short_date(day, self.today, self.words.dates)

    def _stands(self) -> Iterator[Field]:
        words, case, stages = self.words, self.case, self.case.stages
        person = case.person

        def field(name: str, value: str) -> Field:
            return Field(words(f"papers_team.hand_over.{name}"), value)

        goal = stages.profile.goal
        yield field("goal", _short(goal.name) if goal else words("papers_team.hand_over.no_goal"))
        stage = words("papers.roster.in_stage", number=person.stage, name=words(f"stage.{person.stage}.name"))
        yield field("stage", words("papers_team.hand_over.since", what=stage, day=self._day(case.stage_entered_on)))
        yield field("with", person.specialist_name or words("papers.none"))
        for job in [job for job in stages.jobs if job.current][:2]:
            where = shown(", ".join(part for part in (job.name, job.employer) if part), LONGEST)
            since = (
                "papers_team.hand_over.starts"
                if job.start_on and job.start_on > self.today
                else "papers_team.hand_over.since"
            )
            yield field("job", where if job.start_on is None else words(since, what=where, day=self._day(job.start_on)))
        if person.clock_day is not None:
            clock = words("papers_team.hand_over.clock_runs", day=person.clock_day, limit=person.clock_limit)
            yield field("clock", clock)
        last = case.person.last_contact_on
        yield field("last_contact", words("papers.none") if last is None else self._day(last))
        if self.brief.noted is not None:
            on, noted = self.brief.noted
            yield field(
                "noted", words("papers_team.hand_over.noted_on", day=self._day(on), said=_short(noted, LONGEST_WORDS))
            )
        if stages.engagement.pause is not None:
            yield field("pause", self._day(stages.engagement.pause.from_on))
        yield field("team", self._reached(case.reach.clinical_team, self.brief.team_telephone) or words("papers.none"))
        if case.reach.care_coordinator:
            yield field("coordinator", self._reached(case.reach.care_coordinator, self.brief.coordinator_telephone))
        yield field("reach", self._how_to_reach())

    def _reached(self, name: str, telephone: str) -> str:
        return ", ".join(shown(part, 60) for part in (name, telephone) if part)

    def _how_to_reach(self) -> str:
        words, reach = self.words, self.case.reach
        parts = [shown(part, 60) for part in (reach.telephone, reach.email, reach.safe_times) if part]
        parts += [words.choice("contact_preference", one) for one in reach.preferences]
        return ", ".join(parts)

    def _promise(self, promise: Promise) -> str:
        words = self.words
        day = words("papers_team.hand_over.no_day") if promise.by is None else self._day(promise.by)
        what = _short(promise.what) or words("papers_team.hand_over.promise.back")
        whom = shown(promise.whom, 60)
        return capital(words(f"papers_team.hand_over.promise.{promise.kind}", day=day, what=what, whom=whom))

    def _next(self) -> Iterator[str]:
        for line in self.case.next:
            parts = (line.at, shown(line.employer, 60), shown(line.place, 60))
            told = ", ".join((self._day(line.on), *(part for part in parts if part)))
            yield self.words("papers_team.hand_over.appointment", day=told, what=self.words(f"kind.{line.kind}"))

    def _due(self, kind: str, day: date) -> str:
        return self.words("papers_team.hand_over.due_on", what=self.words(f"kind.{kind}"), day=self._day(day))

    def _may_say(self) -> Iterator[Block]:
        words, may = self.words, self.case.may_say
        if not may.allowed:
            yield Paragraph(words("papers.may_say.no"), strong=True)
            yield Paragraph(words(f"gate.{may.why}"))
        else:
            named = may.scope is Scope.NAMED
            whom = ", ".join(may.employers[:MOST]) if named else words("papers.may_say.any_employer")
            yield Paragraph(words("papers.may_say.yes", whom=_short(whom)), strong=True)
            yield Paragraph(shown(may.agreed_words, LONGEST_WORDS) or words("may_say.no_words"))
            if cells(may.agreed_words) > LONGEST_WORDS:
                yield Paragraph(words("papers_team.hand_over.cut"), quiet=True)
            people = ", ".join(words.choice("to_whom", who) for who in may.to_whom)
            yield Paragraph(words("papers_team.hand_over.to_whom", whom=people or words("may_say.anyone")))
        if may.never_words:
            yield Paragraph(
                words("papers_team.hand_over.never", said=shown(may.never_words, LONGEST_WORDS)), strong=True
            )

    def _employer(self, tie: EmployerTie) -> str:
        words = self.words
        who = shown(", ".join(part for part in (tie.name, tie.site) if part), 80)
        known = words.choice("warmth", tie.warmth)
        speak = words("papers_team.hand_over.may_speak" if tie.may_speak else "papers_team.hand_over.may_not_speak")
        said = _short(tie.result)
        return words(
            "papers_team.hand_over.tie", who=who, known=known, day=self._day(tie.last_on), said=said, speak=speak
        )

    def _works(self) -> Iterator[str]:
        words, case, reach = self.words, self.case, self.case.reach
        if reach.working_style:
            yield _short(reach.working_style)
        if reach.communication_needs:
            yield _short(reach.communication_needs)
        for on, what in case.achievements[:2]:
            yield words("papers_team.hand_over.went_well", day=self._day(on), what=_short(what))
        if self.brief.to_try:
            yield words("papers_team.hand_over.to_try", what=_short(self.brief.to_try))
        for _, plan in case.stages.support[:1]:
            if plan.early_signs:
                yield words("papers_team.hand_over.signs", what=_short(plan.early_signs))
            if plan.what_then:
                yield words("papers_team.hand_over.then", what=_short(plan.what_then))

    def _supports(self) -> Iterator[str]:
        """Those who the person said may be contacted; nobody else is named."""
        words = self.words
        for one in self.case.stages.engagement.supports:
            if one.consent is ConsentState.GIVEN:
                about = ", ".join(words.choice("contact_about", what) for what in one.about)
                relation = words.choice("relation", one.relation)
                yield words(
                    "papers_team.hand_over.support",
                    who=one.name,
                    relation=relation,
                    about=about or words("papers.none"),
                )

    def _not_to_do(self) -> Iterator[str]:
        words, case = self.words, self.case
        if case.reach.leave_no_messages:
            yield words("papers_team.hand_over.no_messages")
        for about, state, on in case.reach.consents:
            if state != ConsentState.GIVEN and about in (ConsentAbout.FAMILY, ConsentAbout.CLINICIANS):
                yield words(f"papers_team.hand_over.not_asked.{about}", day=self._day(on))
        if not case.may_say.allowed:
            yield words("papers_team.hand_over.no_employer")
        if self.brief.not_with:
            yield words("papers_team.hand_over.not_with", what=_short(self.brief.not_with))
        if case.reach.safety_note:
            yield words("papers_team.hand_over.safety", what=_short(capital(case.reach.safety_note)))
