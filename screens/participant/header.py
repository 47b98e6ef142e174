"""The header that stays: who it is, the stage strip, the clock, what may be said, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual import events
from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.stages import Stage
from ips_tui.text import cells, shown
from screens.participant import wording
from screens.widgets.block import Block, spread

LABEL = 11
"""Cells of the labels before the facts."""
HEADER_LINES = 5
"""Lines of the header without what went well, which has one more."""
GAP = "   "
MARK, NO_MARK = "▸", " "


class PersonHeader(Block, can_focus=True):
    """Who it is about; with the focus on it, what is done is done to the person and not to an entry."""

    DEFAULT_CSS = """
    PersonHeader { padding: 0; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(id="person")
        self._mark = NO_MARK

    def draw(
        self, view: CaseView, words: Words, today: date, width: int, *, name: str, preferred: str, stage: int
    ) -> None:
        """Show this person in `width` cells; names as they may be shown now, `stage` as the one on screen."""
        width -= 2 * len(NO_MARK)
        lines = [_who(view, words, width, name, preferred), _strip(view, words, width, stage)]
        lines += [spread(*fact, width) for fact in _facts(view, words, today, width - LABEL)]
        self.show([NO_MARK + line for line in lines])

    def on_focus(self, _: events.Focus) -> None:
        """The sign of the cursor stands before the name."""
        self._mark = MARK
        self.refresh()

    def on_blur(self, _: events.Blur) -> None:
        self._mark = NO_MARK
        self.refresh()

    def render(self) -> Content:
        """The lines, the first with the sign of the focus."""
        drawn = super().render()
        return Content.styled(self._mark, "bold $accent") + drawn[1:] if len(drawn) else drawn


def _who(view: CaseView, words: Words, width: int, name: str, preferred: str) -> Content:
    person = view.person
    called = ", ".join(part for part in (preferred, view.pronoun) if part)
    left = Content.styled(shown(name, max(width // 2, 10)), "bold $accent")
    if called:
        left += Content.styled(f" ({shown(called, 20)})", "")
    minutes = view.reach.travel_minutes
    there = [shown(person.place, 18), words("participant.minutes", minutes=minutes) if minutes else ""]
    where = ", ".join(part for part in there if part)
    specialist = shown(person.specialist_name, 20) or words("participant.no_specialist")
    facts = [fact for fact in (shown(person.ref, 12), where, specialist) if fact]
    # Who it is comes before where and whose they are; what has no room beside the name is left out.
    while facts and left.cell_length + len(GAP) + cells(GAP.join(facts)) > width:
        facts.pop(1 if len(facts) > 2 else -1)
    return spread(left, Content.styled(GAP.join(facts), "$quiet"), width)


def _strip(view: CaseView, words: Words, width: int, shown_stage: int) -> Content:
    """The five stages: a sign and weight for the main one, brackets for the one on screen, what is open."""
    # Each count stands apart from its name while there is room for that.
    for apart, gap in ((" ", "   "), (" ", "  "), (" ", " "), ("", " "), ("", "")):
        drawn = Content(gap).join(_stages(view, words, shown_stage, apart))
        if drawn.cell_length <= width:
            break
    return drawn


def _stages(view: CaseView, words: Words, shown_stage: int, apart: str) -> Iterator[Content]:
    for stage in Stage:
        main, here = stage == view.person.stage, stage == shown_stage
        count = view.open_in_stage[stage - 1]
        text = f"{words('participant.main_mark') if main else ' '}{stage.value} {words(f'stage.{stage.value}.short')}"
        text += apart + words("participant.open", count=count) if count else ""
        style = "bold $accent" if here else ("bold" if main else "$quiet")
        yield Content.styled(f"[{text.strip()}]" if here else f"{text} ", style)


def _facts(view: CaseView, words: Words, today: date, room: int) -> Iterator[tuple[Content, Content]]:
    """Each fact with its label, and what stands at the end of its line."""
    closed = wording.closed(words, view.stages, today)
    if closed:
        yield _labelled(words("participant.closed.head"), closed, "bold"), Content("")
    else:
        said, late = wording.clock(words, view.person)
        sign = words("shell.problem_sign") if late else ""
        yield (
            _labelled(words("participant.head.clock"), sign + said, "bold $late" if late else ""),
            Content.styled(wording.days_in_stage(words, view.person), "$quiet"),
        )
    yield _labelled(words("participant.head.next"), wording.next_one(words, view.next, today)), Content("")
    allowed = "$good" if view.may_say.allowed else "bold"
    said = wording.may_say(words, view.may_say, today, room)
    yield _labelled(words("participant.head.employers"), said, allowed), Content("")
    if view.achievements:
        day, what = view.achievements[0]
        went_well = _labelled(words("participant.head.went_well"), what)
        yield went_well, Content.styled(short_date(day, today, words.dates), "$quiet")


def _labelled(label: str, text: str, style: str = "") -> Content:
    return Content.assemble((f"{label:<{LABEL}}", "$quiet"), (shown(text), style))
