"""Stage 4, job development: what may be said to employers, and the search so far (domain.md 1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.dates import bare_date, say_date, short_date
from ips_tui.domain.stages import Stage
from screens.follow_along.wording import job_name, one_or_many
from screens.keys import key_label
from screens.participant.stage_body import StageBody


class JobDevelopmentBody(StageBody):
    """What may be said to employers, the search, and every contact with an employer about this person."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.employer",
        "participant.application",
        "participant.job",
        "participant.record",
        "participant.decide",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.JOB_DEVELOPMENT))

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """What does harm to forget first; the header says whether contact is allowed at all."""
        words, said = self.house.words, view.may_say
        if view.without_agreement:
            without = one_or_many(words, "participant.without_agreement", view.without_agreement)
            yield Content.styled(words("shell.problem_sign") + without, "bold $late")
        yield from self._accepted(view, width)
        yield from self._offer(view, width)
        if said.allowed:
            yield self.labelled(words("participant.agreed_words"), said.agreed_words, width)
        if said.never_words:
            yield self.labelled(words("participant.never_words"), said.never_words, width)
        yield from self._search(view, width)
        yield from self._leads(view, width)
        yield from self._agreement(view, width)

    def _accepted(self, view: CaseView, width: int) -> Iterator[Content]:
        """A job that is accepted and has not begun yet."""
        words, today = self.house.words, self.house.desk.clock.today()
        for job in view.stages.current_jobs:
            if job.start_on is not None and not job.begun(today):
                starts = words(
                    "job_development.starts", job=job_name(job), day=bare_date(job.start_on, today, words.dates)
                )
                yield self.labelled(words("job_development.accepted"), starts, width)

    def _offer(self, view: CaseView, width: int) -> Iterator[Content]:
        """The offer that waits for an answer; loud once the day to answer by has passed."""
        words, today = self.house.words, self.house.desk.clock.today()
        if (offer := view.stages.search.offer) is None:
            return
        said = ", ".join(part for part in (offer.name, offer.employer, offer.offer) if part)
        by = offer.answer_by
        late = by is not None and by < today
        if by is not None:
            answer = "job_development.answer_was" if late else "job_development.answer_by"
            said = f"{words(answer, day=short_date(by, today, words.dates))}: {said}"
        sign = words("shell.problem_sign") if late else ""
        line = self.labelled(words("job_development.offer"), sign + said, width)
        yield line.stylize("bold $late") if late else line

    def _search(self, view: CaseView, width: int) -> Iterator[Content]:
        """The search so far."""
        words, today = self.house.words, self.house.desk.clock.today()
        search = view.stages.search
        said = [
            one_or_many(words, f"job_development.{name}", count)
            for name, count in (
                ("applications", search.applications),
                ("open", search.open_applications),
                ("interviews", search.interviews),
                ("offers", search.offers),
                ("activities", search.activities),
            )
            if count
        ]
        if search.benefits_on is not None:
            said.append(words("job_development.benefits", day=short_date(search.benefits_on, today, words.dates)))
        so_far = ", ".join(said) or words("job_development.nothing_yet")
        yield self.labelled(words("job_development.search"), so_far, width)

    def _leads(self, view: CaseView, width: int) -> Iterator[Content]:
        """How many leads fit what the person asked for, and the newest."""
        words, leads = self.house.words, view.leads.leads
        if leads:
            newest = ", ".join(part for part in (leads[0].line.name, leads[0].line.employer) if part)
            count = one_or_many(words, "leads.fit", len(leads))
            said = words("leads.fit_newest", fit=count, lead=newest, key=key_label("L", words))
            yield self.labelled(words("leads.title"), said, width)

    def _agreement(self, view: CaseView, width: int) -> Iterator[Content]:
        """The rest of the agreement as it stands today: its conditions, and when it is looked at again."""
        words, said = self.house.words, view.may_say
        today = self.house.desk.clock.today()
        if said.allowed and said.when_told:
            yield self.labelled(words("participant.when_told"), words.choice("when_told", said.when_told), width)
        if said.allowed and said.valid_until is not None:
            yield self.labelled(words("participant.valid_until"), say_date(said.valid_until, today, words.dates), width)
        if said.next_talk_on is not None:
            yield self.labelled(
                words("participant.next_talk"), short_date(said.next_talk_on, today, words.dates), width
            )
        elif said.next_talk_by is not None:
            by = words("participant.next_talk_by", day=short_date(said.next_talk_by, today, words.dates))
            yield self.labelled(words("participant.next_talk"), by, width)
        if said.allowed and said.employers:
            yield self.labelled(words("participant.scope"), ", ".join(said.employers), width)
        if said.allowed and said.in_work_contact is not None:
            in_work = words.choice("in_work_contact", said.in_work_contact.value)
            yield self.labelled(words("participant.in_work"), in_work, width)
        if said.decided_on is not None:
            taken_back = f", {words('timeline.withdrawn')}" if said.why == "withdrawn" else ""
            decision = words.choice("decision", said.decision.value)
            decided = f"{decision}, {short_date(said.decided_on, today, words.dates)}{taken_back}"
            yield self.labelled(words("participant.decision"), decided, width)
