"""How to reach a participant, and what to mind: read before a call or a visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.case import CaseView, case
from ips_tui.dates import short_date
from screens.desk import desk_of
from screens.keys import bind
from screens.participant.text_screen import TextScreen
from screens.widgets.block import wrapped

LABEL = 25


class ReachScreen(TextScreen):
    """Telephone, safe times, words for a message, consents, safety note."""

    made_of = ("participant_id",)
    help_id = "reach"
    footer_keys = ("participant.correct", "participant.consent", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("e", "correct", "participant.correct"),
        bind("s", "consent", "participant.consent"),
    ]

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self._person = UUID(participant_id)
        self._view: CaseView | None = None

    def trail(self) -> Sequence[str]:
        """How to reach whom."""
        name = "" if self._view is None else self.app.name_of(self._view.person.name)
        return (name, self.app.words("participant.reach.title")) if name else ()

    def action_correct(self) -> None:
        """E: referral and intake, where all of this stands."""
        from screens.entries import referral_form

        if self._view is not None:
            self.app.push_screen(referral_form(self.app, self._person), self._saved)

    def action_consent(self) -> None:
        """S: what the person agreed to, refused or took back."""
        from screens.entries import consent_form

        if self._view is not None:
            self.app.push_screen(consent_form(self.app, self._person), self._saved)

    def _saved(self, record: str | None) -> None:
        if record is not None:
            self.say(self.app.words("participant.saved"))

    def read(self) -> None:
        """The person as they are now."""
        try:
            self._view = case(desk_of(self.app), self._person)
        except LookupError:
            self._view = None
        self.refresh_title()

    def lines(self, width: int) -> Iterator[Content]:
        """What to mind first, then how to reach, then what was agreed to."""
        words, view = self.app.words, self._view
        if view is None:
            yield Content.styled(words("participant.gone"), "bold $late")
            return
        reach = view.reach
        yield from self._minding(view, width)
        said = ", ".join(words.choice("contact_preference", one) for one in reach.preferences)
        minutes = words("participant.minutes", minutes=reach.travel_minutes) if reach.travel_minutes else ""
        for field, text in (
            ("telephone", reach.telephone),
            ("contact_preferences", said),
            ("safe_times", reach.safe_times),
            ("message_words", reach.message_words),
            ("email", reach.email),
            ("address", reach.address),
            ("place", view.person.place),
            ("travel_minutes", minutes),
            ("communication_needs", reach.communication_needs),
            *((("working_style", reach.working_style),) if reach.working_style else ()),
            ("emergency_contact", reach.emergency_contact),
            ("clinical_team", reach.clinical_team),
            ("care_coordinator", self.app.name_of(reach.care_coordinator)),
        ):
            yield from self._labelled(words(f"form.referral.{field}.label"), text, width)
        for one in view.joined:
            since = short_date(one.on, self.app.desk.clock.today(), words.dates)
            joined = words("people.joined", name=self.app.name_of(one.name), ref=one.ref, day=since)
            yield from self._labelled(words("people.joined_label"), joined, width)
        yield Content("")
        yield Content.styled(words("participant.reach.consents"), "bold $accent")
        today = self.app.desk.clock.today()
        for about, state, day in reach.consents:
            said = words.choice("consent_state", state)
            answer = words("participant.reach.said", state=said, day=short_date(day, today, words.dates))
            yield from self._labelled(words.choice("consent_about", about), answer, width)
        if not reach.consents:
            yield Content.styled(words("participant.reach.no_consents"), "$quiet")

    def _minding(self, view: CaseView, width: int) -> Iterator[Content]:
        """What would do harm to forget."""
        words, reach = self.app.words, view.reach
        sign = words("shell.problem_sign")
        if reach.leave_no_messages:
            yield Content.styled(sign + words("participant.reach.no_messages"), "bold $late")
        if reach.safety_note:
            label = words("form.referral.safety_note.label")
            for place, line in enumerate(wrapped(reach.safety_note, width - LABEL)):
                lead = f"{sign + label:<{LABEL}}" if not place else " " * LABEL
                yield Content.assemble((lead, "bold $late"), line)
        if reach.leave_no_messages or reach.safety_note:
            yield Content("")

    def _labelled(self, label: str, text: str, width: int) -> Iterator[Content]:
        nothing = Content.styled(self.app.words("participant.reach.nothing"), "$quiet")
        for place, line in enumerate(wrapped(text, width - LABEL)):
            lead = Content.styled(f"{label if not place else '':<{LABEL}}", "$quiet")
            yield lead + (Content(line) if text else nothing)
