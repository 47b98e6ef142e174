"""The guided interview: its sections and how far each is, one form at a time, to be left and gone on with anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.profile import SectionView
from ips_tui.dates import short_date
from screens import entries
from screens.desk import desk_of
from screens.entries.opening import EntryScreen
from screens.entries.profile import section_draft
from screens.keys import bind
from screens.participant.list_screen import PersonListScreen
from screens.vocational_profile.wording import FILLED, far, research_said, sign, since_said, source_said
from screens.widgets.block import wrapped
from screens.widgets.record_list import Column

GOAL, RESEARCH, TALK = "goal", "research", "information_talk"
EARLIER = "earlier"
"""The answers to questions that are not asked any more, where there are some."""
BESIDE = (GOAL, RESEARCH, TALK)
"""What the profile needs beside the interview before it leads to a plan (domain.md 1.4)."""


class InterviewScreen(PersonListScreen):
    """The sections in the order of the question set, strengths before barriers; then goal, research and talk."""

    help_id = "interview"
    title_id = "profile.interview.title"
    below: ClassVar[int] = 3
    footer_keys = ("list.open", "profile.barriers", "profile.compare", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("z", "barriers", "profile.barriers"),
        bind("v", "compare", "profile.compare"),
        bind("n", "version", "profile.version"),
    ]

    def columns(self, width: int) -> tuple[Column, ...]:
        """Which section, how much of it says something, how far that is, and whether a draft waits."""
        words = self.app.words
        return (
            Column("section", words("profile.interview.column.section"), 36),
            Column("said", words("profile.interview.column.said"), 10),
            Column("far", words("profile.interview.column.far"), 14),
            Column("draft", "", 0),
        )

    def on_mount(self) -> None:
        """The cursor is where the talk goes on: at a draft that waits, else at the first section not filled."""
        super().on_mount()
        if self.view is not None:
            waiting = next((one.id for one in self._sections if self._waits(one.id)), None)
            self._go_on(waiting or self._next(-1))

    @property
    def _sections(self) -> tuple[SectionView, ...]:
        return () if self.view is None else self.view.stages.profile.sections

    # What stands there

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """How far the whole of it is, and that nothing is lost by leaving."""
        words, profile = self.app.words, view.stages.profile
        filled = sum(far(section) == FILLED for section in profile.sections)
        said = [words("profile.interview.so_far", count=filled, of=len(profile.sections))]
        if profile.begun_on is not None:
            day = short_date(profile.begun_on, self.app.desk.clock.today(), self.app.words.dates)
            said.append(words("profile.interview.since", day=day))
        if profile.version > 1:
            said.append(words("profile.interview.version", version=profile.version))
        yield Content("   ".join(said))
        yield Content.styled(wrapped(words("profile.interview.how"), width, 1)[0], "$quiet")
        if since := since_said(profile, words, self.app.desk.clock.today(), here=True):
            yield Content.styled(wrapped(words("shell.problem_sign") + since, width, 1)[0], "bold $accent")
        if profile.without_permission:
            # Said here and blocked nowhere: the person may have said yes on a day that nobody wrote down.
            named = [source_said(kind, who, words) for kind, who in profile.without_permission]
            open_now = words("profile.source.no_permission", who=", ".join(named))
            yield Content.styled(wrapped(words("shell.problem_sign") + open_now, width, 1)[0], "bold $accent")

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """The sections, numbered, and the three things beside them."""
        words = self.app.words
        rows: dict[str, tuple[str, ...]] = {}
        for number, section in enumerate(view.stages.profile.sections, start=1):
            name = f"{sign(words, section)} {number:>2} {section.title}"
            said = words("profile.interview.said", said=section.said, of=section.of)
            waits = words("profile.interview.draft") if self._waits(section.id) else ""
            rows[section.id] = (name, said, words(f"profile.interview.{far(section)}"), waits)
        for kind in BESIDE:
            day = self._day_of(view, kind)
            mark = words("participant.open_mark" if day is None else "participant.done_mark")
            done = (
                words("participant.not_yet")
                if day is None
                else short_date(day, self.app.desk.clock.today(), self.app.words.dates)
            )
            rows[kind] = (f"{mark}    {words(f'profile.interview.{kind}')}", "", done, self._beside(view, kind))
        if earlier := view.stages.profile.earlier:
            rows[EARLIER] = (f"     {words('profile.compare.earlier')}", str(len(earlier)), "", "")
        return rows

    def _beside(self, view: CaseView, kind: str) -> str:
        """What is still to be done about the research."""
        research = view.stages.profile.research
        is_open = kind == RESEARCH and research is not None and research.talked_through_on is None
        return self.app.words("profile.research.to_talk") if is_open else ""

    def _day_of(self, view: CaseView, kind: str) -> date | None:
        profile = view.stages.profile
        if kind == GOAL:
            return None if profile.goal is None else profile.goal.agreed_on
        return profile.researched_on if kind == RESEARCH else profile.information_talked_on

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """The aim of the section; of the goal what it is."""
        words = self.app.words
        section = next((one for one in self._sections if one.id == row_id), None)
        goal = view.stages.profile.goal
        if section is not None:
            text = section.aim
        elif row_id == GOAL and goal is not None:
            text = goal.name
        elif row_id == RESEARCH and (research := view.stages.profile.research) is not None:
            text = research_said(research, words, self.app.desk.clock.today())
        elif row_id == EARLIER:
            text = words("profile.earlier.aim")
        else:
            text = words(f"profile.interview.{row_id}_aim")
        yield from (Content(line) for line in wrapped(text, width, self.below))

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """What is still to come stands out a little less than what is there; a draft stands out."""
        if column == 3:
            return "bold $accent"
        return "" if column == 0 else "$quiet"

    # Filling in

    def open_row(self, view: CaseView, row_id: str) -> None:
        """Enter: the section's form, or that of goal, research or talk."""
        if row_id == EARLIER:
            from screens.vocational_profile.earlier_screen import EarlierScreen

            self.open(lambda: EarlierScreen(self.participant_id), None)
            return
        forms: Mapping[str, Callable[[], EntryScreen]] = {
            GOAL: lambda: entries.goal_form(self.app, self.person),
            RESEARCH: lambda: entries.research_form(self.app, self.person),
            TALK: lambda: entries.information_talk_form(self.app, self.person),
        }

        def section() -> EntryScreen:
            return entries.section_form(self.app, self.person, row_id)

        def saved(record: str | None) -> None:
            if record is None:
                return
            self.catch_up()
            self.say_saved(self.app.words("participant.saved"), record)
            if row_id not in BESIDE:
                place = next(n for n, one in enumerate(self._sections) if one.id == row_id)
                self._go_on(self._next(place))

        self.open(forms.get(row_id, section), saved)

    def action_barriers(self) -> None:
        """Z: what is in the way, and its steps of the plan."""
        from screens.vocational_profile.barriers_screen import BarriersScreen

        self.open(lambda: BarriersScreen(self.participant_id), None)

    def action_version(self) -> None:
        """N: the profile brought up to date as a new version; the first begins with the first section."""
        if self.view is None or not self.view.stages.profile.version:
            self.say(self.app.words("profile.since.first"))
            return

        def saved(record: str | None) -> None:
            if record is not None:
                self.catch_up()
                self.say_saved(self.app.words("participant.saved"), record)

        self.open(lambda: entries.version_form(self.app, self.person), saved)

    def action_compare(self) -> None:
        """V: two versions side by side."""
        from screens.vocational_profile.compare_screen import CompareScreen

        self.open(lambda: CompareScreen(self.participant_id), None)

    def _next(self, place: int) -> str | None:
        """The next section after that place that is not filled, once round; None when all are."""
        sections = self._sections
        after = [*sections[place + 1 :], *sections[: max(place, 0)]]
        return next((one.id for one in after if far(one) != FILLED), None)

    def _go_on(self, row_id: str | None) -> None:
        if row_id is not None:
            self.list.move_to(row_id)

    def _waits(self, section_id: str) -> bool:
        return desk_of(self.app).load_draft(section_draft(self.person, section_id)) is not None
