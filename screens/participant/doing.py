"""What can be done with a participant: each key opens a form or asks, and what was saved is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.screen import Screen

from ips_tui.casework.case import CaseView
from ips_tui.casework.people import enter_stage
from ips_tui.casework.session import StoreProblem
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.domain.contacts import AppointmentFor
from ips_tui.domain.stages import Stage
from screens import entries
from screens.desk import desk_of
from screens.keys import bind, key_label
from screens.participant import main_stage, outcome, parting
from screens.participant.recordable import Recordable, chooser
from screens.participant.timeline import how
from screens.participant.wording import capital
from screens.undoing import UndoingScreen

Open = Callable[[], Screen[Any] | None]
Answered = Callable[[Any], None]


class DoingScreen(UndoingScreen[None]):
    """The keys of a participant's page; what is seen there is its subclass's matter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("c", "contact", "participant.contact"),
        bind("r", "review", "participant.review"),
        bind("a", "appointment", "participant.appointment"),
        bind("k", "clinical", "participant.clinical"),
        bind("x,o", "outcome", "participant.outcome"),
        bind("v", "employer", "participant.employer"),
        bind("d", "decide", "participant.decide"),
        bind("t", "talk", "participant.talk"),
        bind("t", "information_talk", "participant.information_talk"),
        bind("w", "withdraw", "participant.withdraw"),
        bind("e", "correct_person", "participant.correct"),
        bind("g", "main_stage", "participant.main_stage"),
        bind("p", "reach", "participant.reach"),
        bind("h", "history", "participant.history"),
        bind("n", "record", "participant.record"),
    ]
    RECORDABLES: ClassVar[tuple[Recordable, ...]] = (
        Recordable("contact", "participant.contact"),
        Recordable("review", "participant.review"),
        Recordable("appointment", "participant.appointment"),
        Recordable("outcome", "participant.outcome"),
        Recordable("clinical", "participant.clinical"),
        Recordable("main_stage", "participant.main_stage"),
        Recordable("consent"),
        Recordable("group_session"),
        Recordable("join"),
        Recordable("part"),
        Recordable("erase"),
        Recordable("employer", "participant.employer", Stage.JOB_DEVELOPMENT),
        Recordable("decide", "participant.decide", Stage.JOB_DEVELOPMENT),
        Recordable("talk", "participant.talk", Stage.JOB_DEVELOPMENT),
        Recordable("withdraw", "participant.withdraw", Stage.JOB_DEVELOPMENT),
    )
    """What can be noted with the keys of this class; those of its subclasses come beside it."""

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self.person = UUID(participant_id)
        self.view: CaseView | None = None
        """What is known of the person now; None when they are gone."""

    @property
    def item(self) -> TimelineItem | None:
        """The entry under the cursor; None when the person themselves is meant."""
        return None

    @property
    def stage_shown(self) -> int:
        """The number of the stage on screen, 0 for everything."""
        return 0

    def offers(self, action: str, view: CaseView) -> bool:
        """Whether an action has something to do now; the list of what can be noted leaves out one that has not."""
        if action == "talk":
            return view.may_say.may_stand
        if action == "information_talk":
            return view.may_say.decided_on is None
        if action == "withdraw":
            return view.may_say.agreement_id is not None and view.may_say.allowed
        if action == "part":
            return bool(view.joined)
        if action == "outcome":
            return outcome.planned(None, view) is not None
        return True

    async def show_saved(self, record: str) -> None:
        """Show what was just saved, and say so."""

    # Noting

    def action_record(self) -> None:
        """N: everything that can be noted, from one list."""
        if (view := self.view) is None:
            return
        known = [one for kind in reversed(type(self).__mro__) for one in kind.__dict__.get("RECORDABLES", ())]
        keys: dict[str, tuple[str, ...]] = {}
        for key, active in self.active_bindings.items():
            if active.enabled and active.binding.id is not None:
                keys[active.binding.id] = (*keys.get(active.binding.id, ()), key)

        async def chosen(action: str | None) -> None:
            if action is not None:
                await self.app.run_action(action, self)

        ask = chooser(known, lambda action: self.offers(action, view), self.stage_shown, keys, self.app.words)
        self.app.push_screen(ask, chosen)

    def action_contact(self) -> None:
        """C: a contact or an attempt."""
        self._open(lambda: entries.contact_form(self.app, self.person))

    def action_review(self) -> None:
        """R: a review."""
        self._open(lambda: entries.review_form(self.app, self.person))

    def action_appointment(self) -> None:
        """A: an appointment."""
        self._open(lambda: entries.appointment_form(self.app, self.person))

    def action_clinical(self) -> None:
        """K: an exchange with the clinical team."""
        self._open(lambda: entries.clinical_update_form(self.app, self.person))

    def action_employer(self) -> None:
        """V: a visit or call to an employer about this person."""
        self.employer_spoken_to()

    def employer_spoken_to(self) -> None:
        """Ask for the contact; which employer is meant is not known yet."""
        self._open(lambda: entries.employer_contact_form(self.app, participant_id=self.person))

    def action_decide(self) -> None:
        """D: what the person decided about disclosure."""
        self._open(lambda: entries.agreement_form(self.app, self.person))

    def action_talk(self) -> None:
        """T: the decision was looked at again and stands."""
        self._open(lambda: entries.talk_form(self.app, self.person))

    def action_information_talk(self) -> None:
        """T before there is a decision: the talk about personal information (G3)."""
        self._open(lambda: entries.information_talk_form(self.app, self.person))

    def action_withdraw(self) -> None:
        """W: the person takes the agreement back."""
        said = self.view.may_say if self.view is not None else None
        if said is None or said.agreement_id is None or not said.allowed:
            self.say(self.app.words("participant.no_agreement"))
            return
        agreement = said.agreement_id
        self._open(lambda: entries.withdrawal_form(self.app, self.person, agreement))

    def what_happened(self) -> None:
        """F3: what happened, with this person first; with one who is gone nothing did."""
        if self.view is not None:
            super().what_happened()

    def say_happened(self, filed: Mapping[UUID, str]) -> None:
        """What was filed of this person is shown; of others it is said."""
        if len(filed) == 1 and self.person in filed:
            self.call_later(self._noted, filed[self.person])
        else:
            super().say_happened(filed)

    def action_consent(self) -> None:
        """What the person agreed to, refused or took back."""
        self._open(lambda: entries.consent_form(self.app, self.person))

    def action_group_session(self) -> None:
        """A group session that this person was at, among others."""
        self._open(lambda: entries.group_session_form(self.app, participant_id=self.person))

    def action_join(self) -> None:
        """This and another record are one person's."""
        self._open(lambda: entries.join_form(self.app, self.person), self._joined)

    async def _joined(self, record: str | None) -> None:
        """Joining is no key's to undo, so the way back is said at once."""
        await self._noted(record)
        if record is not None:
            self.say(self.app.words("people.joined_now", key=key_label("n", self.app.words)))

    def action_part(self) -> None:
        """They are not: what was joined is parted again, after a question."""
        parting.ask(self, self._parted)

    async def _parted(self, record: str) -> None:
        self.catch_up()
        self.say_saved(self.app.words("people.parted"), record)

    def action_erase(self) -> None:
        """The record is erased for good; first what that would do is shown."""
        from screens.participant.erasing_screen import ErasingScreen

        self._open(lambda: ErasingScreen(self.participant_id), self._erased)

    def _erased(self, said: str | None) -> None:
        """There is nothing left to show, so the page closes."""
        if said is not None:
            self.app.call_later(self.app.say, said)
            self.dismiss(None)

    # Correcting

    def action_correct_person(self) -> None:
        """E on the header: referral and intake."""
        self._open(lambda: entries.referral_form(self.app, self.person))

    def action_correct_record(self) -> None:
        """E or Enter on a line: correct that entry."""
        if (item := self.item) is not None:
            # What cannot be corrected can be looked at in full.
            self._open(lambda: outcome.correction(self.app, self.person, item) or self._history(item))

    def action_history(self) -> None:
        """H: who changed what; of the entry under the cursor, else of the person."""
        self._open(lambda: self._history(self.item))

    def action_reach(self) -> None:
        """P: how to reach the person."""
        from screens.participant.reach import ReachScreen

        self._open(lambda: ReachScreen(self.participant_id))

    def _history(self, item: TimelineItem | None) -> Screen[Any]:
        from screens.participant.history import HistoryScreen

        if item is None:
            return HistoryScreen(self.participant_id, participant_id=self.participant_id)
        words = self.app.words
        about = ", ".join(part for part in (capital(words(item.title)), how(item, words)) if part)
        return HistoryScreen(str(item.id), about, participant_id=self.participant_id)

    # What came of an appointment

    def action_outcome(self) -> None:
        """X: what came of the planned appointment under the cursor, else of the earliest."""
        item = outcome.planned(self.item, self.view) if self.view is not None else None
        if item is None:
            self.say(self.app.words("participant.no_planned", key=key_label("a", self.app.words)))
            return
        appointment = item.id

        def answered(answer: str | None) -> None:
            if answer == outcome.TOOK_PLACE:
                self.took_place(purpose, appointment, then)
            elif answer == outcome.OTHER:
                self._open(lambda: entries.appointment_closing_form(self.app, self.person, appointment))

        purpose = AppointmentFor.CONTACT

        def asked() -> Screen[Any]:
            nonlocal purpose
            purpose = outcome.purpose_of(self.app, appointment)
            return outcome.question(self.app, item.on, purpose)

        async def then(record: str | None) -> None:
            await self._noted(record)
            view = self.view
            if record is not None and view is not None:
                self._open(lambda: outcome.afterwards(self.app, view, purpose))

        self._open(asked, answered)

    def took_place(self, purpose: AppointmentFor, appointment: UUID, answered: Any) -> None:
        """The form of what an appointment became."""
        self._open(lambda: outcome.took_place(self.app, self.person, appointment), answered)

    # The main stage

    def action_main_stage(self) -> None:
        """G: which stage is the main one, since when, and why."""
        if (view := self.view) is None:
            return
        words, desk = self.app.words, self.app.desk

        def chosen(answer: str | None) -> None:
            if answer is None:
                return
            number = int(answer)
            named = {"number": number, "name": words(f"stage.{number}.name")}
            if number == view.person.stage:
                self.say(words("participant.stage.same", **named))
                return
            question = words("participant.stage.since", **named)
            today = desk.clock.today()
            ask = main_stage.SinceWhen(question, words, desk.config, today, view.stage_entered_on)
            self.app.push_screen(ask, lambda since: self._enter(number, since))

        self.app.push_screen(main_stage.which(words, view.person.stage), chosen)

    def _enter(self, number: int, since: main_stage.Since | None) -> None:
        if since is None:
            return
        words = self.app.words
        try:
            record = enter_stage(desk_of(self.app), self.person, Stage(number), since.day, since.why)
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
            return
        self.call_later(self._entered, number, str(record))

    async def _entered(self, number: int, record: str) -> None:
        await self.show_saved(record)
        words = self.app.words
        self.say(words("participant.stage.set", number=number, name=words(f"stage.{number}.name")))

    # Opening

    def _open(self, screen: Open, answered: Any = None) -> None:
        """Push what `screen` gives; a record that is gone meanwhile is said."""
        try:
            opened = screen()
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(self.app.words("participant.record_gone"), problem=True)
            return
        if opened is not None:
            self.app.push_screen(opened, answered or self._noted)

    async def _noted(self, record: str | None) -> None:
        if record is not None:
            await self.show_saved(record)
