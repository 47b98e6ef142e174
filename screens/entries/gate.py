"""Forms that the gate may refuse, and the ways on after it has said no (domain.md 1.9 G4, G5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from ips_tui.casework.problems import GateRefused
from ips_tui.content.words import Words
from ips_tui.domain.disclosure import GateAnswer
from ips_tui.domain.employers import Purpose
from ips_tui.forms.kit import Entry
from screens.entries.opening import EntryScreen
from screens.widgets.confirm import Answer, Confirm
from screens.widgets.form.plan import FormPlan

if TYPE_CHECKING:
    from screens.app import IpsApp

AGREEMENT, GENERAL, WITHOUT, BACK = "agreement", "general", "without", "back"
_TOLD = ("person_met", "asked", "next_step", "next_on", "minutes", "travel_minutes", "travel_distance")
"""Fields of an employer contact that a report has no field of its own for."""


def ways_on(words: Words, answer: GateAnswer, ways: Sequence[str] = (AGREEMENT, GENERAL, WITHOUT)) -> Confirm:
    """Why the gate said no, and the ways on, or back to the form."""
    question = f"{words(f'gate.{answer.why}')}\n\n{words('entries.gate.nothing_recorded')}"
    answers = [Answer(way, words(f"entries.gate.{way}")) for way in ways]
    answers.append(Answer(BACK, words(f"entries.gate.{BACK}"), safe=True))
    return Confirm(question, answers)


class GateWatch:
    """Saves through `save` and remembers whether the gate was what refused it the last time."""

    def __init__(self, save: Callable[[Any], UUID]) -> None:
        self._save = save
        self.answer: GateAnswer | None = None

    def __call__(self, entry: Any) -> UUID:
        """The record's id. Raises what `save` raises."""
        self.answer = None
        try:
            return self._save(entry)
        except GateRefused as refusal:
            self.answer = refusal.answer
            raise


class RemindingScreen(EntryScreen):
    """A form that says something to be minded until the next save, whatever field is entered meanwhile."""

    _reminds = False

    def say(self, text: str, *, problem: bool = False) -> None:
        """A reminder stays until there is something else to say; entering a field alone does not take it away."""
        if text or not self._reminds:
            self._reminds = False
            super().say(text, problem=problem)

    async def action_save(self) -> None:
        """F2: what was said before is done with."""
        self._reminds = False
        self.say("")
        await super().action_save()

    def remind(self, text: str) -> None:
        """Say this until there is something else to say."""
        self.say(text)
        self._reminds = True


class GatedScreen(RemindingScreen):
    """Asks for an entry that the gate may refuse; the refusal is said at its field, with the ways on."""

    ways: ClassVar[tuple[str, ...]] = (AGREEMENT, WITHOUT)
    """The ways on, before that back to the form; their words are `entries.gate.<way>`."""

    def __init__(
        self,
        app: IpsApp,
        plan: FormPlan,
        watch: GateWatch,
        *,
        about: str = "",
        participant_id: UUID | None = None,
    ) -> None:
        """`watch` is what the plan saves through."""
        super().__init__(app, plan, about=about, participant_id=participant_id)
        self._watch = watch

    async def save_entry(self, entry: Entry) -> None:
        """Save; where the gate says no, nothing is recorded and the ways on are offered."""
        self._watch.answer = None
        await super().save_entry(entry)
        if (answer := self._watch.answer) is not None and not self._ended:
            with suppress(Exception):
                # The timer tries again and says so when it cannot; the text stands here in any case.
                self.flush_draft()
            self._offer_ways(answer)

    def _person(self) -> str | None:
        """Whom the entry is about, as it stands in the form now."""
        return self.participant_id

    def _offer_ways(self, answer: GateAnswer) -> None:
        self.app.push_screen(ways_on(self.words, answer, self.ways), self._go_on)

    async def _go_on(self, way: str | None) -> None:
        """On the way that was chosen."""
        person = self._person()
        if way == AGREEMENT and person is not None:
            self._record_agreement(person)
        elif way == WITHOUT and person is not None:
            self._report(person)

    def _report(self, person: str) -> None:
        raise NotImplementedError

    def _record_agreement(self, person: str) -> None:
        from screens.entries.disclosure import agreement_form

        async def recorded(record: str | None) -> None:
            if record is None:
                return
            self.filled.refuse(())
            await self.body.show_problems(())
            self.remind(self.words("entries.gate.agreement_recorded"))

        # No day stands there yet: an agreement of today would not have held on the day of the contact, and
        # the day on which the person decided is for the specialist to say.
        note = self.words("entries.gate.own_date")
        self.app.push_screen(agreement_form(self.app, person, start={}, note=note), recorded)


class EmployerContactScreen(GatedScreen):
    """Asks for an employer contact; refused, it can also be filed without the person."""

    ways = (AGREEMENT, GENERAL, WITHOUT)

    def __init__(
        self,
        app: IpsApp,
        plan: FormPlan,
        watch: GateWatch,
        *,
        about: str = "",
        participant_id: UUID | None = None,
        appointment_id: UUID | None = None,
    ) -> None:
        """`watch` is what the plan saves through; `appointment_id` is of the appointment it came of."""
        super().__init__(app, plan, watch, about=about, participant_id=participant_id)
        self._appointment = appointment_id

    @property
    def person_meant(self) -> str | None:
        """The person who stands in the form now, whoever it was opened for."""
        return self._person() or self.participant_id

    @property
    def employer_meant(self) -> str | None:
        """The employer who stands in the form now."""
        return id_in(self.filled.raw["employer"])

    def _person(self) -> str | None:
        return id_in(self.filled.raw["participant"])

    async def _go_on(self, way: str | None) -> None:
        if way == GENERAL:
            await self._make_general()
        else:
            await super()._go_on(way)

    async def _make_general(self) -> None:
        """Take the person out; what was typed stays, and only the specialist can see whether it names them."""
        self.filled.put("participant", "")
        self.filled.put("participant_present", "no")
        self.filled.put("matches_preferences", "")
        if self.filled.raw["purpose"] == Purpose.IN_WORK_SUPPORT:
            self.filled.put("purpose", "")
        self.filled.refuse(())
        self.about, self.participant_id = "", None
        self.refresh_title()
        self.plan = self.filled.plan = self.body.plan = replace(self.plan, note=self.words("entries.gate.name_nobody"))
        self.body.show_all()
        await self.body.show_problems(())
        self._typed()
        await self.body.go_to("result")
        self.remind(self.words("entries.gate.now_general"))

    def _report(self, person: str) -> None:
        from screens.entries.employers import without_agreement_form

        raw = self.filled.raw
        start = {name: raw[name] for name in ("employer", "happened_on", "mode", "purpose", "specialist")}
        # What the report has no field for would be lost with the draft of this form.
        rest = [f"{self.words(f'form.employer_contact.{name}.label')}: {raw[name]}" for name in _TOLD if raw[name]]
        start |= {"participant": person, "what_happened": "\n".join([raw["result"], *rest])}

        def reported(record: str | None) -> None:
            if record is not None:
                # It is on record now in the other form; the draft of this one goes with it.
                self._end(record)

        self.app.push_screen(without_agreement_form(self.app, start, appointment_id=self._appointment), reported)


def id_in(raw: str) -> str | None:
    """The id that a reference holds; None for a name half typed, which chooses nobody yet."""
    try:
        return str(UUID(raw))
    except ValueError:
        return None
