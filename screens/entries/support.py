"""Forms about support in a job: the plan with its topics, a follow-along contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import support
from ips_tui.casework.disclosure import may_say
from ips_tui.casework.in_work_gate import employer_gate
from ips_tui.dates import UnreadableDate, read_date
from ips_tui.domain.disclosure import InWorkContact
from ips_tui.domain.support import SIX_TOPICS, StillWanted
from ips_tui.forms.kit import raw_values
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.forms.typed import raw_rows, rows_raw
from screens.desk import desk_of
from screens.entries.briefed import Fact
from screens.entries.contacts import of_appointment
from screens.entries.jobs import about_job, given
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in, worker_in
from screens.entries.plain import correcting, recording
from screens.follow_along.wording import topics_said
from screens.widgets.form.plan import Advise

if TYPE_CHECKING:
    from screens.app import IpsApp

NOT_CARRIED = ("made_on", "agreed_on")
"""What a next version of a plan does not take over: it is made and agreed anew."""


def support_plan_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    job_id: RecordId | None = None,
    after: RecordId | None = None,
    record_id: RecordId | None = None,
) -> EntryScreen:
    """A plan for a job, with a line for each of the six topics, or its next version `after` an earlier one.

    With `record_id` it is a plan to be gone on with or corrected. Raises LookupError when job or plan is gone.
    """
    if record_id is not None:
        change, read = support.change_support_plan, support.support_plan_entry
        return correcting(app, InWorkSupportPlanEntry, participant_id, record_id, change, read)
    desk, job = desk_of(app), given(job_id)
    start = {"needs": rows_raw([{"topic": topic.value} for topic in SIX_TOPICS])}
    if after is not None:
        kept = raw_values(support.support_plan_entry(desk, as_id(after)))
        start = {name: raw for name, raw in kept.items() if name not in NOT_CARRIED}
        # Rows of their own: those of the earlier version stay as they were agreed.
        start["needs"] = rows_raw([{**row, "id": ""} for row in raw_rows(kept.get("needs", ""))])
    return recording(
        app,
        InWorkSupportPlanEntry,
        participant_id,
        lambda entry, key: support.record_support_plan(desk, job, entry, draft=key),
        start={**start, **today_in(app, "made_on")},
        of=job,
        facts=[about_job(app, job)],
    )


def follow_along_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    job_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
    record_id: RecordId | None = None,
) -> EntryScreen:
    """A contact about a job, new, one that an appointment became, or to be corrected.

    What the employer may be asked is said above a new one (G5). Raises LookupError when job, appointment or contact is
    gone.
    """
    if record_id is not None:
        change, read = support.change_follow_along, support.follow_along_entry
        return correcting(app, FollowAlongContactEntry, participant_id, record_id, change, read)
    desk, person, job = desk_of(app), as_id(participant_id), given(job_id)
    became = None if appointment_id is None else as_id(appointment_id)
    start = {**today_in(app, "happened_on"), **worker_in(app)}
    start |= of_appointment(app, became, "mode", "travel_minutes")
    wanted = support.still_wanted(desk, job)
    return recording(
        app,
        FollowAlongContactEntry,
        person,
        lambda entry, key: support.record_follow_along(desk, job, entry, draft=key, appointment_id=became),
        start=start,
        of=became or job,
        facts=[
            about_job(app, job),
            *_ask_if_still_wanted(app, wanted),
            *_topics_of_plan(app, job),
            *_employer_may_be_asked(app, person, job),
        ],
        advise=_asking_if_still_wanted(app, wanted),
    )


def _ask_if_still_wanted(app: IpsApp, wanted: StillWanted) -> Iterator[Fact]:
    """That it is time to ask whether support is still wanted: a prompt at set points, which holds nothing up."""
    if (weeks := wanted.asks(app.desk.clock.today())) is not None:
        yield Fact(app.words("support.ask_if_wanted", weeks=weeks))


def _asking_if_still_wanted(app: IpsApp, wanted: StillWanted) -> Advise:
    """The same beside its field, by the day that stands in the form, as long as the field is empty."""

    def advise(raw: Mapping[str, str]) -> Mapping[str, str]:
        if raw["support_still_wanted"]:
            return {}
        clock, order = app.desk.clock, app.desk.config.date_order
        try:
            on = read_date(raw["happened_on"], clock.today(), order=order, lean="past", words=app.words.dates)
        except UnreadableDate:
            return {}
        weeks = wanted.asks(on)
        return {} if weeks is None else {"support_still_wanted": app.words("support.wanted_empty", weeks=weeks)}

    return advise


def _topics_of_plan(app: IpsApp, job: UUID) -> Iterator[Fact]:
    """What the support plan has for each topic that matters: the checklist of this contact."""
    plan = support.newest_plan(desk_of(app), job)
    topics = topics_said(app.words, plan) if plan is not None else ""
    if topics:
        yield Fact(app.words("support.topics_of_plan", topics=topics), lines=2)


def _employer_may_be_asked(app: IpsApp, person: UUID, job: UUID) -> Iterator[Fact]:
    desk, words = desk_of(app), app.words
    answer = employer_gate(desk, job, desk.clock.today())
    if not answer.allowed:
        yield Fact(words("support.employer_no", why=words(f"gate.{answer.why}")), minds=True)
        return
    agreed = may_say(desk, person).agreed_words
    with_person = answer.agreement is not None and answer.agreement.in_work_contact is InWorkContact.WITH_ME
    yield Fact(words("support.employer_with_person" if with_person else "support.employer_yes"))
    if agreed:
        yield Fact(words("support.agreed_words", words=agreed))
