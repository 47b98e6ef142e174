"""One participant's page: the header that stays, and below it the work of one stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from ips_tui.casework.case import CaseView, case
from ips_tui.casework.employers import employer_contact_entry
from ips_tui.casework.session import Looked, StoreProblem
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.domain.stages import Stage
from screens.action_plan.body import ActionPlanBody
from screens.desk import desk_of
from screens.engagement.body import EngagementBody
from screens.entries.opening import name_of
from screens.follow_along.body import FollowAlongBody
from screens.job_development.body import JobDevelopmentBody
from screens.keys import bind
from screens.participant import outcome
from screens.participant.doing import DoingScreen
from screens.participant.doing_due import DueDoing
from screens.participant.doing_jobs import JobsDoing
from screens.participant.doing_leads import LeadsDoing
from screens.participant.doing_papers import PapersDoing
from screens.participant.doing_profile import ProfileDoing
from screens.participant.doing_rights import RightsDoing
from screens.participant.header import PersonHeader
from screens.participant.stage_body import StageBody, WholeBody
from screens.participant.timeline import stage_of
from screens.place import Place
from screens.vocational_profile.body import VocationalProfileBody
from screens.widgets.block import Block

WHOLE = 0
"""Stands for everything with the person, where a stage's number stands otherwise."""


_FIRST_STAGE = frozenset({"rapport_here", "outreach_here"})
_LATER_STAGES = frozenset({"barriers_here", "application_here"})
"""Actions that share a key: what the one does in the first stage, the other does in every other."""


class ParticipantScreen(PapersDoing, RightsDoing, LeadsDoing, ProfileDoing, JobsDoing, DueDoing):
    """A participant; 1 to 5 change which stage is shown, never which one is the main stage."""

    made_of = ("participant_id",)
    help_id = "participant"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(str(stage.value), f"show({stage.value})", f"participant.stage_{stage.value}") for stage in Stage),
        bind("0", f"show({WHOLE})", "participant.everything"),
    ]

    def __init__(self, participant_id: str, stage: int | None = None, record: str | None = None) -> None:
        """`participant_id` may be of one who is gone; the page then says so.

        It opens at the stage and the line of `record`, at `stage`, or at the main one.
        """
        super().__init__(participant_id)
        self._opens_at = stage
        self._opens_on = record
        self._bodies: dict[int, StageBody] = {}
        self._shown = WHOLE

    # What the shell asks

    def trail(self) -> Sequence[str]:
        """That this is a participant, and the stage on screen; the header below says who."""
        words = self.app.words
        if self.view is None:
            return (words("participant.title"),)
        named = f"stage.{self._shown}.name" if self._shown else "key.participant.everything.name"
        return (words("participant.title"), words(named))

    def footer_hint(self) -> Sequence[str]:
        """What can be done with the line under the cursor, then what matters in this stage."""
        if (body := self._bodies.get(self._shown)) is None or not body.is_mounted:
            return ()
        if not body.records.has_focus:
            return ("participant.correct", "participant.reach", "participant.history", "participant.main_stage")
        item = body.item
        if item is None:
            return body.footer_keys
        if not item.closed:
            return ("participant.outcome", *body.footer_keys)
        return ("timeline.correct" if outcome.can_correct(item) else "participant.history", *body.footer_keys)

    def refresh_people(self) -> None:
        """Name or initials."""
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With a participant who is gone there is nothing to do but to go back; without a decision no talk about it."""
        if self.view is None and action in _ON_PAGE:
            return False
        if action in _FIRST_STAGE or action in _LATER_STAGES:
            return (action in _FIRST_STAGE) == (self.stage_shown == Stage.ENGAGEMENT)
        if action in ("talk", "information_talk") and self.view is not None:
            return self.offers(action, self.view)
        return super().check_action(action, parameters)

    # The frame

    def compose_body(self) -> ComposeResult:
        """The header, and one stage under it."""
        self._read()
        if self.view is None:
            yield Block(id="gone")
            return
        self._shown = self._stage_of(self._opens_on) or self._opens_at or self.view.person.stage
        yield PersonHeader()
        yield Vertical(self._body(self._shown), id="stages")

    def on_mount(self) -> None:
        """Show what was read; the list has the focus."""
        if self.view is None:
            self._say_gone(self.query_one("#gone", Block))
            return
        self._draw()
        self._focus_records()
        self.call_after_refresh(self._note_look)
        if self._opens_on is not None:
            self._bodies[self._shown].records.move_to(self._opens_on)

    def _note_look(self) -> None:
        """That the page was opened is kept; a full disk must not keep anybody from reading, and is said at a save."""
        desk = desk_of(self.app)
        if desk.state == "open":
            with suppress(StoreProblem):
                desk.note_look(Looked.OPENED, self.person)

    def _say_gone(self, place: Block) -> None:
        place.show([Content.styled(self.app.words("participant.gone"), "bold $late")])

    @property
    def gone(self) -> bool:
        """Whether the participant is not there any more."""
        return self.view is None

    def reread(self) -> None:
        """What another screen changed shows, and the cursor stays on its record."""
        if self.view is not None:
            self._reload()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        self._draw()

    # Which stage is on screen

    @property
    def stage_shown(self) -> int:
        """The number of the stage on screen, 0 for everything."""
        return self._shown

    @property
    def item(self) -> TimelineItem | None:
        """The entry under the cursor; None while the header has the focus."""
        body = self._bodies.get(self._shown)
        return body.item if body is not None and body.is_mounted and body.records.has_focus else None

    async def action_show(self, stage: int) -> None:
        """1 to 5, and 0 for everything."""
        if self.view is None or stage == self._shown:
            return
        fresh = stage not in self._bodies
        body = self._body(stage)
        with self.app.batch_update():
            for number, other in self._bodies.items():
                other.display = number == stage
            self._shown = stage
            if fresh:
                await self.query_one("#stages").mount(body)
            self._draw()
            self._focus_records()
            self.refresh_title()

    def _body(self, stage: int) -> StageBody:
        if stage not in self._bodies:
            self._bodies[stage] = _BODIES[stage]()
        return self._bodies[stage]

    def _focus_records(self) -> None:
        self.set_focus(self._bodies[self._shown].records, scroll_visible=False)

    def on_record_list_opened(self) -> None:
        """Enter on a line."""
        self.action_correct_record()

    # Over a lock

    @property
    def part_shown(self) -> int:
        """The stage on screen."""
        return self._shown

    async def stand_at(self, place: Place) -> None:
        """At the stage and the line where one was."""
        await self.action_show(place.part)
        await super().stand_at(place)

    # Reading and drawing

    async def show_saved(self, record: str) -> None:
        """The cursor goes to what was saved; where it stands under another stage, that one is shown."""
        self.catch_up()
        words, stage = self.app.words, self._stage_of(record)
        said = words("participant.saved")
        if stage is not None:
            if await self._go_to(record, stage):
                said = words("participant.saved_in", number=stage, name=words(f"stage.{stage}.name"))
        elif elsewhere := self._filed_elsewhere(record):
            # Long enough as it is.
            self.say(elsewhere)
            return
        self.say_saved(said, record)

    def show_record(self, record: str) -> bool:
        """The cursor goes there; where it stands under another stage, that one is shown."""
        if (stage := self._stage_of(record)) is not None:
            self.call_later(self._go_to, record, stage)
        # What no line is about belongs to this page all the same.
        return self.view is not None

    def _stage_of(self, record: str | None) -> int | None:
        """The stage under which a record stands; None where the timeline has none of it."""
        if (view := self.view) is None:
            return None
        return next((stage_of(item, view) for item in view.timeline if str(item.id) == record), None)

    async def _go_to(self, record: str, stage: int) -> bool:
        """Put the cursor on a record; whether another stage had to be shown for it."""
        if turned := self._shown not in (WHOLE, stage):
            await self.action_show(stage)
        self._bodies[self._shown].records.move_to(record)
        return turned

    def _filed_elsewhere(self, record: str) -> str:
        """Where to look for a visit that was made a general one: it stands with the employer alone."""
        try:
            visit = employer_contact_entry(desk_of(self.app), UUID(record))
        except LookupError:
            return ""
        return self.app.words("participant.saved_at_employer", employer=name_of(self.app, visit.employer))

    def _read(self) -> CaseView | None:
        try:
            self.view = case(desk_of(self.app), self.person)
        except LookupError:
            self.view = None
        return self.view

    def _reload(self) -> None:
        if self._read() is not None:
            self._draw()
            return
        # Nothing of them stays on screen.
        self._bodies.clear()
        for shown in self.query("PersonHeader, #stages"):
            shown.display = False
        place = Block(id="gone")
        self.query_one(".house--body").mount(place)
        self._say_gone(place)
        self.refresh_title()
        self.refresh_bindings()

    def _draw(self) -> None:
        view, body = self.view, self._bodies.get(self._shown)
        if view is None or body is None or not body.is_mounted:
            return
        app = self.app
        self.query_one(PersonHeader).draw(
            view,
            app.words,
            app.desk.clock.today(),
            self.size.width,
            name=app.name_of(view.person.name),
            preferred=app.name_of(view.preferred_name),
            stage=self._shown,
        )
        body.draw(view)


_BODIES: Mapping[int, Callable[[], StageBody]] = {
    WHOLE: WholeBody,
    Stage.ENGAGEMENT: EngagementBody,
    Stage.VOCATIONAL_PROFILE: VocationalProfileBody,
    Stage.ACTION_PLAN: ActionPlanBody,
    Stage.JOB_DEVELOPMENT: JobDevelopmentBody,
    Stage.FOLLOW_ALONG: FollowAlongBody,
}
"""What is shown under the header, by the number of the stage."""
_ON_PAGE = frozenset(
    binding.action.split("(")[0]
    for kind in ParticipantScreen.__mro__
    if issubclass(kind, DoingScreen)
    for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))
)
"""The actions that need somebody to do them with."""
