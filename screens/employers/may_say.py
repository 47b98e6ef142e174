"""What may be said to employers about one person: the card to read before picking up the telephone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ips_tui.casework import caseload, disclosure
from ips_tui.casework.disclosure import MaySay
from ips_tui.dates import say_date, short_date
from ips_tui.domain.disclosure import Scope
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.kit import fields_of
from ips_tui.text import clean, shown
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.keys import bind

WIDEST = 90
"""Cells of the longest line: longer ones are hard to read while one speaks."""
LABEL = 15
ROOMY = 30
"""Lines of a window in which the answer stands apart."""
INDENT = "    "


class MaySayScreen(HouseScreen[None]):
    """YES or NO first, then the words."""

    footer_keys = ("may_say.decide", "may_say.talk", "may_say.withdraw", "screen.back")
    made_of = ("participant_id", "_employer")
    help_id = "may_say"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a", "decide", "may_say.decide"),
        bind("t", "talk", "may_say.talk"),
        bind("w", "withdraw", "may_say.withdraw"),
    ]
    DEFAULT_CSS = """
    MaySayScreen .may-say--scroll { padding: 0 2; scrollbar-size-vertical: 1; }
    MaySayScreen .may-say--text { width: 100%; max-width: 90; height: auto; }
    """

    def __init__(self, participant_id: str, employer_id: str | None = None) -> None:
        """About this participant, and to this employer if one is at hand. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self._employer = None if employer_id is None else UUID(employer_id)
        self._person = UUID(participant_id)
        self._called = ""
        self._may: MaySay | None = None
        self._text = Static(Content(""), classes="may-say--text")

    def trail(self) -> Sequence[str]:
        """The person, and what is asked."""
        return (self.app.name_of(self._called), self.app.words("may_say.title"))

    def compose_body(self) -> ComposeResult:
        """One text that scrolls."""
        self._read()
        with VerticalScroll(classes="may-say--scroll"):
            yield self._text

    def on_mount(self) -> None:
        """The text has the focus, so that the arrows move it."""
        self.query_one(VerticalScroll).focus()

    def reread(self) -> None:
        """A decision was recorded meanwhile."""
        self._read()
        self.refresh_title()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """The text is broken to the new width."""
        super().on_resize(event)
        self._show()

    def refresh_people(self) -> None:
        """Name or initials."""
        self._show()

    def may_say(self) -> None:
        """F4 again: the card is here already, so the key goes back."""
        self.action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is not there cannot be looked at again or taken back."""
        if action == "talk":
            return self._may is not None and self._may.may_stand
        if action == "withdraw":
            may = self._may
            return may is not None and may.scope not in (None, Scope.NONE) and may.why != "withdrawn"
        return super().check_action(action, parameters)

    # The keys

    def action_decide(self) -> None:
        """Record what the person decided."""
        from screens.entries import agreement_form

        self.app.push_screen(agreement_form(self.app, self._person), self._recorded)

    def action_talk(self) -> None:
        """It was talked about and stands."""
        from screens.entries import talk_form

        self.app.push_screen(talk_form(self.app, self._person), self._recorded)

    def action_withdraw(self) -> None:
        """The person takes the agreement back."""
        from screens.entries import withdrawal_form

        if self._may is not None and self._may.agreement_id is not None:
            form = withdrawal_form(self.app, self._person, self._may.agreement_id)
            self.app.push_screen(form, self._recorded)

    def _recorded(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.refresh_bindings()
            self.say(self.app.words("may_say.recorded"))

    # The card

    def _read(self) -> None:
        desk = desk_of(self.app)
        line = caseload.lines(desk, [self._person.bytes]).get(self._person)
        self._called = "" if line is None else line.name
        self._may = disclosure.may_say(desk, self._person, self._employer)

    def _show(self) -> None:
        if self._may is not None:
            width = min(max(self.size.width - 6, 30), WIDEST)
            self._text.update(Content("\n").join(list(self._lines(self._may, width))))

    def _lines(self, may: MaySay, width: int) -> Iterator[Content]:
        words = self.app.words
        roomy = self.size.height >= ROOMY
        if roomy:
            yield Content("")
        name = self.app.name_of(self._called)
        asked = words("may_say.question", name=name)
        if may.employer:
            asked = words("may_say.question_to", name=name, employer=may.employer)
        yield Content(shown(asked, width))
        if roomy:
            yield Content("")
        yield from self._answer(may, width)
        yield Content("")
        if may.allowed:
            yield from self._may_be_said(may, width)
        else:
            yield from _wrapped(words("may_say.general_instead"), width, "", "")
            yield from _wrapped(words("may_say.own_visit"), width, "", "")
            yield Content("")
        if may.never_words:
            yield Content.styled(words("may_say.never"), "bold $late")
            yield from _wrapped(may.never_words, width, INDENT, "bold")
            yield Content("")
        if may.allowed:
            yield from self._to_whom(may, width)
        if may.agreement_id is not None:
            yield from self._dates(may, width)

    def _answer(self, may: MaySay, width: int) -> Iterator[Content]:
        words = self.app.words
        if may.allowed:
            scope = words("may_say.yes_named" if may.scope is Scope.NAMED else "may_say.yes_all")
            if may.when_told:
                scope += f", {words.choice('when_told', may.when_told)}"
            yield from self._bar(f"{words('may_say.yes_mark')} {words('may_say.yes')}, {scope}", width, "$good")
        else:
            yield from self._bar(f"{words('may_say.no_mark')} {words('may_say.no')}", width, "$late")
            yield from _wrapped(words(f"gate.{may.why}"), width, "", "bold")

    def _bar(self, answer: str, width: int, colour: str) -> Iterator[Content]:
        """The answer across the whole card, so that it is seen from the corner of an eye while one speaks."""
        line = f" {shown(answer, width - 2)}"
        high = self.size.height >= ROOMY
        for text in ("", line, "") if high else (line,):
            yield Content.styled(f"{text:<{width}}", f"bold reverse {colour}")

    def _may_be_said(self, may: MaySay, width: int) -> Iterator[Content]:
        """The fields an employer may read, and no others: they are marked on the entry (DESIGN idea 14)."""
        words = self.app.words
        shareable = [spec for spec in fields_of(DisclosureAgreementEntry) if spec.shareable]
        texts = [(words(spec.label_id), str(getattr(may, spec.name))) for spec in shareable]
        yield Content.styled(words("may_say.may"), "bold $good")
        if not any(text for _, text in texts):
            yield from _wrapped(words("may_say.no_words"), width, INDENT, "")
        for place, (label, text) in enumerate(texts):
            if not text:
                continue
            if place:
                yield Content.styled(INDENT + shown(label, width - len(INDENT)), "$quiet")
            yield from _wrapped(text, width, INDENT, "bold")
        yield Content("")

    def _to_whom(self, may: MaySay, width: int) -> Iterator[Content]:
        words = self.app.words
        named = may.scope is Scope.NAMED
        employers = ", ".join(may.employers) if named else words.choice("scope", str(may.scope))
        yield from self._labelled("employers", employers, width)
        people = ", ".join(words.choice("to_whom", who) for who in may.to_whom)
        yield from self._labelled("to_whom", people or words("may_say.anyone"), width)
        if may.who_tells:
            yield from self._labelled("who_tells", words.choice("who_tells", may.who_tells), width)
        if may.when_told:
            yield from self._labelled("when_told", words.choice("when_told", may.when_told), width)
        if may.in_work_contact is not None:
            in_work = words.choice("in_work_contact", may.in_work_contact)
            yield from self._labelled("in_work", in_work, width)

    def _dates(self, may: MaySay, width: int) -> Iterator[Content]:
        words, today = self.app.words, self.app.desk.clock.today()
        if may.decided_on is not None:
            decision = words.choice("decision", may.decision)
            yield from self._labelled(
                "decision", f"{decision}, {short_date(may.decided_on, today, words.dates)}", width
            )
        if may.allowed and may.valid_until is not None:
            yield from self._labelled("valid_until", say_date(may.valid_until, today, words.dates), width)
        day = may.next_talk_on or may.next_talk_by
        if day is None:
            yield from self._labelled("next_talk", words("may_say.no_next_talk"), width)
        elif day < today:
            late = words("shell.problem_sign") + words("may_say.next_talk_late", day=say_date(day, today, words.dates))
            yield from self._labelled("next_talk", late, width, "bold $late")
        elif may.next_talk_on is None:
            yield from self._labelled(
                "next_talk", words("may_say.next_talk_by", day=say_date(day, today, words.dates)), width
            )
        else:
            yield from self._labelled("next_talk", say_date(day, today, words.dates), width)

    def _labelled(self, label: str, text: str, width: int, style: str = "") -> Iterator[Content]:
        named = f"{self.app.words(f'may_say.{label}'):<{LABEL}}"
        for place, line in enumerate(textwrap.wrap(shown(text), max(width - LABEL, 10)) or [""]):
            lead = (named, "$quiet") if not place else (" " * LABEL, "")
            yield Content.assemble(lead, (line, style))


def _wrapped(text: str, width: int, indent: str, style: str) -> Iterator[Content]:
    """A text with its own lines, broken between words; exactly as it was agreed otherwise."""
    for line in clean(text, lines=True).text.split("\n"):
        for piece in textwrap.wrap(shown(line), max(width - len(indent), 10)) or [""]:
            yield Content.styled(indent + piece, style)
