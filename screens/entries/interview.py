"""The form of an interview: its employer is proposed by the application, and the gate has its ways on (4.7; G4)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import interviews
from ips_tui.casework.session import DraftKey
from ips_tui.domain.employers import EmployerMode, Purpose
from ips_tui.forms.job_search import InterviewEntry
from ips_tui.forms.kit import raw_values
from screens.desk import desk_of
from screens.entries.contacts import of_appointment
from screens.entries.gate import AGREEMENT, WITHOUT, GatedScreen, GateWatch
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of, today_in

if TYPE_CHECKING:
    from screens.app import IpsApp

OWN = "own"
"""The way on that leaves the interview to the person: it is recorded without the specialist."""


def interview_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """An interview, new, one that an appointment became, or to be corrected; the gate is asked when it is saved.

    Raises LookupError when there is no such interview or appointment.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        record = as_id(record_id)
        key = DraftKey(InterviewEntry.form, person, record)
        watch = GateWatch(lambda entry: interviews.change_interview(desk, record, entry, draft=key))
        plan = plan_of(
            app,
            InterviewEntry,
            key,
            watch,
            start={},
            now=lambda: raw_values(interviews.interview_entry(desk, record)),
        )
    else:
        became = None if appointment_id is None else as_id(appointment_id)
        key = DraftKey(InterviewEntry.form, person, became)
        watch = GateWatch(
            lambda entry: interviews.record_interview(desk, person, entry, draft=key, appointment_id=became)
        )
        start = {**today_in(app, "happened_on"), **of_appointment(app, became)}
        plan = plan_of(app, InterviewEntry, key, watch, start=start)
    return InterviewScreen(app, plan, watch, about=name_of(app, person), participant_id=person)


class InterviewScreen(GatedScreen):
    """Asks for an interview; refused, it can be recorded as the person's own, without the specialist."""

    ways = (AGREEMENT, OWN, WITHOUT)

    def _typed(self) -> None:
        super()._typed()
        self._propose_employer()

    def _propose_employer(self) -> None:
        """The employer of the application that was chosen, as long as none stands there."""
        raw = self.filled.raw
        if raw["employer"] or not raw["application"] or raw["application"] == self._proposed_for:
            return
        try:
            application = UUID(raw["application"])
        except ValueError:
            # A name half typed chooses no application yet.
            return
        self._proposed_for = raw["application"]
        employer = interviews.employer_of_application(desk_of(self.app), application)
        if employer is not None and self.filled.put("employer", str(employer)):
            self.body.show_field("employer")

    _proposed_for = ""
    """The application whose employer was proposed last; an employer taken out again stays out."""

    async def _go_on(self, way: str | None) -> None:
        if way == OWN:
            await self._make_own("entries.gate.now_own")
        else:
            await super()._go_on(way)

    async def _make_own(self, reminder: str) -> None:
        self.filled.put("specialist_there", "no")
        self.filled.refuse(())
        self.body.show_all()
        await self.body.show_problems(())
        super()._typed()
        await self.body.go_to("feedback")
        self.remind(self.words(reminder))

    def _report(self, person: str) -> None:
        from screens.entries.employers import without_agreement_form

        raw = self.filled.raw
        start = {
            "participant": person,
            "employer": raw["employer"],
            "happened_on": raw["happened_on"],
            "mode": EmployerMode.FACE_TO_FACE.value,
            "purpose": Purpose.INTERVIEW.value,
            "what_happened": raw["support_there"],
        }

        async def reported(record: str | None) -> None:
            if record is not None:
                # The report says that the specialist was there; the interview itself was the person's and is kept too.
                await self._make_own("entries.gate.reported_own")

        self.app.push_screen(without_agreement_form(self.app, start), reported)
