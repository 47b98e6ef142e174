"""The short form of what happened today, and the ways on when the hard gate says no to its employer contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ips_tui.casework import happened
from ips_tui.casework.happened import Before, Filed, PlannedToday
from ips_tui.casework.job_views import JobView
from ips_tui.casework.problems import GateRefused
from ips_tui.casework.session import DraftKey
from ips_tui.dates import short_date
from ips_tui.domain.contacts import AppointmentFor, ContactKind
from ips_tui.domain.disclosure import GateAnswer
from ips_tui.domain.employers import Purpose
from ips_tui.domain.happened import SpokenOf, closes, usual
from ips_tui.forms.happened import HappenedEntry, HappenedInWorkEntry
from ips_tui.forms.kit import Entry
from ips_tui.text import shown
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.gate import AGREEMENT, GENERAL, WITHOUT, RemindingScreen, id_in, ways_on
from screens.entries.opening import LONGEST_NAME, RecordId, as_id, name_of, plan_of, today_in, worker_in
from screens.participant.which_job import begun_jobs
from screens.widgets.form.plan import FormPlan

if TYPE_CHECKING:
    from screens.app import IpsApp


_OF_EMPLOYER = ("employer_too", "employer", "spoken_of", "employer_mode", "purpose", "result", "employer_next_on")


class Filing:
    """Files what happened with one person, and remembers what came of the last try."""

    def __init__(self, app: IpsApp, person: UUID, key: DraftKey) -> None:
        self._desk, self._person, self._key = desk_of(app), person, key
        self.entry: HappenedEntry | None = None
        self.filed: Filed | None = None
        self.refused: GateAnswer | None = None
        """What the gate said, where it was what refused."""

    def __call__(self, entry: HappenedEntry) -> UUID:
        """The record's id. Raises what `record_happened` raises."""
        self.refused = None
        try:
            self.filed = happened.record_happened(self._desk, self._person, entry, draft=self._key)
        except GateRefused as refusal:
            self.refused = refusal.answer
            raise
        self.entry = entry
        return self.filed.id


class HappenedScreen(RemindingScreen, BriefedScreen):
    """Asks what happened with one person."""

    help_id = "happened"

    def __init__(
        self, app: IpsApp, plan: FormPlan, filing: Filing, facts: Sequence[Fact], *, about: str, person: UUID
    ) -> None:
        """`filing` is what the plan saves through."""
        super().__init__(app, plan, facts, about=about, participant_id=person)
        self.person = person
        self._filing = filing

    @property
    def employer_meant(self) -> str | None:
        """The employer who stands in the form now."""
        raw = self.filled.raw
        return id_in(raw["employer"]) if raw["employer_too"] == "yes" else None

    def what_happened(self) -> None:
        """F3: it is here already."""

    def ends_on(self, below: HouseScreen[Any]) -> Callable[[Any], Any]:
        """One person after the other, as it was begun."""
        from screens.happened.row import HappenedRow

        return HappenedRow(below).goes_on_with(self)

    def filed_in_words(self) -> str:
        """What was filed, in one sentence that may hold anything a person typed."""
        entry, words = self._filing.entry, self.words
        if entry is None or self._filing.filed is None:
            return ""
        today = self.app.desk.clock.today()
        what = words.choice("happened", entry.what)
        if entry.minutes:
            what = words("happened.filed_met", what=what, minutes=entry.minutes)
        parts = [what]
        if self._filing.filed.closed:
            parts.append(words("happened.filed_closed"))
        if entry.next_on is not None:
            at = f" {entry.next_at:%H:%M}" if entry.next_at else ""
            parts.append(words("happened.filed_next", day=short_date(entry.next_on, today, words.dates) + at))
        if entry.clinical:
            parts.append(words("happened.filed_clinical"))
        if entry.employer_too:
            parts.append(
                words("happened.filed_employer", employer=shown(name_of(self.app, entry.employer), LONGEST_NAME))
            )
        name = shown(self.app.name_of(self.about), LONGEST_NAME)
        return words("happened.filed", name=name, what=", ".join(parts))

    # What the gate refuses

    async def save_entry(self, entry: Entry) -> None:
        """File it; where the gate says no, nothing is filed and the ways on are offered."""
        self._filing.refused = None
        await super().save_entry(entry)
        if (answer := self._filing.refused) is not None and not self._ended:
            with suppress(Exception):
                # The timer tries again and says so when it cannot; the text stands here in any case.
                self.flush_draft()
            self.app.push_screen(ways_on(self.words, answer), self._go_on)

    async def _go_on(self, way: str | None) -> None:
        if way == AGREEMENT:
            self._record_agreement()
        elif way == GENERAL:
            await self._make_general()
        elif way == WITHOUT:
            self._report()

    def _record_agreement(self) -> None:
        from screens.entries.disclosure import agreement_form

        async def recorded(record: str | None) -> None:
            if record is not None:
                await self._mended("entries.gate.agreement_recorded")

        note = self.words("entries.gate.own_date")
        self.app.push_screen(agreement_form(self.app, self.person, start={}, note=note), recorded)

    async def _make_general(self) -> None:
        """It was about nobody in particular; what was typed stays to be read again."""
        self.filled.put("spoken_of", SpokenOf.GENERAL)
        if self.filled.raw["purpose"] == Purpose.IN_WORK_SUPPORT:
            self.filled.put("purpose", "")
        await self._mended("entries.gate.now_general")
        await self.body.go_to("result")

    def _report(self) -> None:
        from screens.entries.employers import without_agreement_form

        raw = self.filled.raw
        start = {name: raw[name] for name in ("employer", "happened_on", "purpose", "specialist")}
        start |= {"participant": str(self.person), "mode": raw["employer_mode"], "what_happened": raw["result"]}

        async def reported(record: str | None) -> None:
            if record is not None:
                # It is on record now in the other form, and must not be filed twice.
                for name in _OF_EMPLOYER:
                    self.filled.put(name, self.filled.start[name])
                await self._mended("happened.reported")

        self.app.push_screen(without_agreement_form(self.app, start), reported)

    async def _mended(self, message_id: str) -> None:
        """Show the form as it is now, with nothing refused any more, and say what to do."""
        self.filled.refuse(())
        self.body.show_all()
        await self.body.show_problems(())
        self._typed()
        self.remind(self.words(message_id))


def happened_form(app: IpsApp, participant_id: RecordId) -> HappenedScreen:
    """What happened today with this person; with somebody in work about the job, too.

    Raises LookupError for a participant who is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    known = happened.before(desk, person)
    jobs = begun_jobs(app, person)
    key = DraftKey("happened", person)
    filing = Filing(app, person, key)
    first = known.planned[0] if known.planned else None
    start = {**today_in(app, "happened_on"), **worker_in(app), "kind": known.kind.value}
    start["what"] = usual(None if first is None else first.mode).value
    if first is not None and first.travel_minutes is not None:
        start["travel_minutes"] = str(first.travel_minutes)
    left_out = {"job"} if len(jobs) < 2 else set()
    if jobs:
        start |= _of_job(jobs[0])
        left_out.add("kind")
    plan = plan_of(
        app,
        HappenedInWorkEntry if jobs else HappenedEntry,
        key,
        filing,
        start=start,
        left_out=frozenset(left_out),
    )
    facts = list(_planned_today(app, known))
    return HappenedScreen(app, plan, filing, facts, about=name_of(app, person), person=person)


def _of_job(job: JobView) -> dict[str, str]:
    start = {"job": str(job.id), "kind": ContactKind.IN_WORK_SUPPORT.value}
    return start | ({"employer": str(job.employer_id)} if job.employer_id else {})


def _planned_today(app: IpsApp, known: Before) -> Iterator[Fact]:
    for planned in known.planned:
        said = _in_words(app, planned)
        alike = closes(usual(planned.mode), planned.purpose, planned.mode)
        visit = planned.purpose in (AppointmentFor.EMPLOYER_VISIT, AppointmentFor.CLINICAL_UPDATE)
        own = not alike or visit
        yield Fact(app.words("happened.planned_other" if own else "happened.planned_now", what=said), lines=2)


def _in_words(app: IpsApp, planned: PlannedToday) -> str:
    purpose = app.words.choice("appointment_for", planned.purpose.value)
    return ", ".join(part for part in (purpose, planned.at, planned.place) if part)
