"""The shell: work areas, the keys that work everywhere, privacy, lock, and leaving in order.

Each work area is a Textual mode, made on its first visit; a record is a screen pushed on the area it was
opened from, so Esc goes back there and another area can be looked at without losing one's place. Screens
reach everything through `self.app`: `desk`, `words`, and the functions below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen

from ips_tui.casework import practice_day
from ips_tui.casework.session import StoreProblem
from ips_tui.dates import full_date
from ips_tui.text import initials
from screens import areas
from screens.base import HouseScreen
from screens.desk import Desk, Found, FoundRecord, desk_of
from screens.guarded import GuardedApp
from screens.keys import KeyHere, check_keymap, hidden_keys, keys_here
from screens.shell_keys import AT_THE_DOOR, IN_PRACTICE, OVER_A_QUESTION, SHELL_ACTIONS, SHELL_KEYS
from screens.theme import theme_name, themes
from screens.widgets.confirm import Answer, Confirm, Notice

MOST_PROBLEMS = 3
"""Files with questions that are said at once; the others wait for `doctor`, or until these are mended."""
BETWEEN = "between"
"""A mode with nothing in it, while practice begins again."""


class IpsApp(GuardedApp):
    """The application over one desk."""

    TITLE = "ips-tui"
    CSS_PATH = Path(__file__).with_name("house.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[Sequence[Binding]] = SHELL_KEYS  # type: ignore[assignment]

    def __init__(
        self,
        desk: Desk,
        *,
        problems: Sequence[str] = (),
        config_path: Path | None = None,
        question_problems: Sequence[str] = (),
    ) -> None:
        """Work at `desk`.

        `problems` are sentences about the settings file, `question_problems` about the team's own questions, shown once
        the first screen stands; `config_path` is that file, None where there is none to write to.
        """
        super().__init__(desk)
        self.privacy = False
        self.config_path = config_path
        self.config_file = "config.toml" if config_path is None else config_path.name
        self._said_hidden: set[str] = set()
        self._own_keys: Mapping[str, str] = {}
        for theme in themes():
            self.register_theme(theme)
        # Not by assignment: that would read every rule of the look a second time before the first frame.
        self.set_reactive(IpsApp.theme, theme_name(desk.config.theme))
        self.stylesheet.set_variables(self.get_css_variables())
        self._problems = (*problems, *self.settings_changed())
        self._question_problems = tuple(question_problems)

    # What screens ask for

    @property
    def house(self) -> HouseScreen[Any] | None:
        """The screen in front, behind any question; None when it is none of ours."""
        return next((s for s in reversed(self.screen_stack) if isinstance(s, HouseScreen)), None)

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show one sentence in the message line of the screen in front."""
        if self.house is not None:
            self.house.say(text, problem=problem)

    def copied(self) -> None:
        """A copy may have been taken: the screen in front reads again."""
        if self.house is not None:
            self.house.catch_up()

    def name_of(self, name: str) -> str:
        """A person's name as it may be shown now: in full, or as initials."""
        return initials(name) if self.privacy else name

    def day_name(self, day: date) -> str:
        """A day with weekday and year: "Thu 15 Oct 2026"."""
        return full_date(day, self.words.dates)

    def push_screen(self, screen: Any, *about: Any, **more: Any) -> Any:
        """Show a screen over the one in front. Where nothing can be saved, no form is opened, and why is said."""
        desk = self.desk
        if isinstance(screen, HouseScreen) and screen.writes and desk.state == "open" and desk.readonly:
            self.say(self.words(desk_of(self).store.why_readonly.message_id), problem=True)
            return AwaitComplete()
        return super().push_screen(screen, *about, **more)

    async def ask(self, question: str, answers: Sequence[Answer]) -> str | None:
        """The id of the answer given, None for Esc. To be awaited in a worker of the screen that asks."""
        return await self.push_screen_wait(Confirm(question, answers))

    def open_participant(self, participant_id: str, stage: int | None = None, record: str | None = None) -> None:
        """Show a participant's page, at a stage other than the main one or at a record if given.

        Esc there comes back here.
        """
        front = self.house
        there = front is self.screen and front is not None and front.participant_id == participant_id
        if there and front is not None and (record is None or front.show_record(record)):
            return
        self.flush_drafts()
        self.push_screen(self.participant_page(participant_id, stage, record))

    def open_employer(self, employer_id: str, record: str | None = None) -> None:
        """Show an employer's page, at a contact if given; Esc there comes back here."""
        page = self.employer_page(employer_id, record)
        if record is None or not self._shown_here(page, record):
            self.flush_drafts()
            self.push_screen(page)

    def open_community(self, record: str) -> None:
        """Show the Community area at a record; Esc there comes back here."""
        page = self.community_page(record)
        if not self._shown_here(page, record):
            self.flush_drafts()
            self.push_screen(page)

    def open_lead(self, lead_id: str) -> None:
        """Show the page of a lead; Esc there comes back here."""
        self.flush_drafts()
        self.push_screen(self.lead_page(lead_id))

    def open_page(self, page: str) -> None:
        """Show one of the pages that are no work area; Esc there comes back here."""
        if page == "supervision":
            self.open_supervision()
            return
        self.flush_drafts()
        if page == "papers":
            self.push_screen(areas.papers(None if self.house is None else self.house.person_meant))
        else:
            self.push_screen(areas.bring_in())

    def open_supervision(self, staff_id: str | None = None) -> None:
        """Show supervision and learning: of this colleague, else one's own, or for a team leader the list of everyone.

        Whose it is neither is told so.
        """
        desk = desk_of(self)
        if staff_id is None and not desk.leads_team:
            staff_id = desk.who_id or None
        if not desk.leads_team and (staff_id is None or staff_id != desk.who_id):
            self.say(self.words("supervision.not_yours"), problem=True)
            return
        self.flush_drafts()
        self.push_screen(areas.supervision(staff_id))

    def _shown_here(self, page: Screen[Any], record: str) -> bool:
        """Whether the screen in front is such a page, and has put its cursor on that record."""
        front = self.house
        # A page of another kind may take any record for its own, as a participant's does.
        return front is not None and front is self.screen and type(front) is type(page) and front.show_record(record)

    def go(self, area: str) -> None:
        """Show a work area as it was left; when it is already in front, its first page."""
        self.flush_drafts()
        if area != self.current_mode:
            self.switch_mode(area)
        elif any(isinstance(s, HouseScreen) and s.dirty for s in self.screen_stack[1:]):
            self.say(self.words("shell.open_form"), problem=True)
        elif len(self.screen_stack) > 1:
            self.screen_stack[0].pop_until_active()

    # Where the pages of records come from

    def participant_page(self, participant_id: str, stage: int | None = None, record: str | None = None) -> Screen[Any]:
        """A new page of this participant, at this stage or the main one, or where this record is."""
        return areas.participant(participant_id, stage, record)

    def employer_page(self, employer_id: str, record: str | None = None) -> Screen[Any]:
        """A new page of this employer, at this contact."""
        return areas.employer(employer_id, record)

    def community_page(self, record: str) -> Screen[Any]:
        """A new page of the Community area, at this record."""
        return areas.community_at(record)

    def lead_page(self, lead_id: str) -> Screen[Any]:
        """A new page of this lead."""
        return areas.lead(lead_id)

    # What belongs to this computer

    def settings_changed(self) -> Sequence[str]:
        """Let the settings of this computer hold as they stand at the desk now; sentences for keys that cannot be used.

        Screens that stand are not made anew for other words.
        """
        config = self.desk.config
        self.pack = self.desk.words
        self.theme = theme_name(config.theme)
        self.lock_after(config.lock_minutes)
        keymap = check_keymap(config.keys, SHELL_KEYS, self.words, self.config_file)
        self._own_keys = keymap.keys
        self.set_keymap(keymap.keys)
        return keymap.problems

    # The keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action may run now: not everything may while a question waits, or before the door."""
        if action not in SHELL_ACTIONS:
            return True
        if self.desk.state != "open" and action not in AT_THE_DOOR:
            return False
        if action in IN_PRACTICE and not practice_day.practises(desk_of(self)):
            return False
        return action in OVER_A_QUESTION or not self.screen.is_modal

    def action_help(self) -> None:
        """F1."""
        from screens.help import HelpScreen

        if (front := self.house) is None:
            return
        if isinstance(front, HelpScreen):
            front.action_back()
            return
        about = next(reversed(front.trail()), "")
        self.push_screen(HelpScreen(about, front.help_id, self._keys()))

    def action_find(self) -> None:
        """Ctrl+P."""
        from screens.palette import Palette, places

        keys = self._keys()

        def chosen(found: Found | FoundRecord | None) -> None:
            if isinstance(found, Found):
                self._go_to(found, keys)
            elif found is not None:
                self.show_found(found)

        self.push_screen(Palette(self._find, self._find_text, places(keys, self.words)), chosen)

    def action_next_due(self) -> None:
        """F5. From one participant's page it goes on to the next one's, in its place."""
        front = self.house
        here = None if front is None else front.participant_id
        due = self.desk.next_due(here)
        if due is None or due == here:
            self.say(self.words("shell.nothing_due" if due is None else "shell.nobody_else_due"))
            return
        self.flush_drafts()
        page = self.participant_page(due)
        if type(front) is type(page):
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def action_happened(self) -> None:
        """F3."""
        if self.house is not None:
            self.house.what_happened()

    def action_may_say(self) -> None:
        """F4."""
        if self.house is not None:
            self.house.may_say()

    def action_go(self, area: str) -> None:
        """F6, F7, F12, Ctrl+O, Ctrl+F."""
        self.go(area)

    def action_privacy(self) -> None:
        """F8."""
        from screens.happened.who import WhoScreen
        from screens.palette import Palette

        self.privacy = not self.privacy
        for screen in self.house_screens():
            screen.refresh_people()
            screen.refresh_title()
        if isinstance(finder := self.screen, (Palette, WhoScreen)):
            finder.look_again()
        self.say(self.words("shell.names_hidden" if self.privacy else "shell.names_shown"))

    def action_lock(self) -> None:
        """F9."""
        self.lock()

    def action_week_later(self) -> None:
        """Ctrl+T, in practice: the same people a week later."""
        day = practice_day.a_week_later(desk_of(self))
        for screen in self.house_screens():
            screen.refresh_title()
        if self.house is not None:
            self.house.catch_up()
        self.say(self.words("shell.practice_week", day=self.day_name(day)))

    def action_picture(self) -> None:
        """Ctrl+G, in practice: the screen as a picture, for teaching; of a real person there is none."""
        try:
            place = practice_day.keep_picture(desk_of(self), self.export_screenshot())
        except StoreProblem as problem:
            self.say(self.words(problem.message_id), problem=True)
            return
        self.push_screen(Notice(self.words("shell.picture_kept", place=place), self.words("shell.ok")))

    def action_practice_again(self) -> None:
        """Ctrl+R, in practice: the invented people as they came; asked first, since what was typed is gone."""
        words = self.words
        answers = (Answer("yes", words("shell.practice_yes")), Answer("no", words("shell.practice_no"), safe=True))

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.call_later(self._practice_again)

        self.push_screen(Confirm(words("shell.practice_again"), answers), answered)

    async def _practice_again(self) -> None:
        """Every screen goes first, with what is typed on it; then the people come back under a fresh Today."""
        from ips_tui.paths import sample

        self.flush_drafts()
        with self.batch_update():
            self.add_mode(BETWEEN, Screen)
            await self._change_mode(BETWEEN, areas.AREAS)
            day = practice_day.begin_again(desk_of(self), sample())
            await self.switch_mode("today")
            await self.remove_mode(BETWEEN)
        self.say(self.words("shell.practice_anew", day=self.day_name(day)))

    def action_help_quit(self) -> None:
        """Ctrl+C ends many programs; here it says how to leave."""
        for key in self._keys():
            if key.id == "app.quit":
                self.say(self.words("shell.how_to_quit", key=key.key))

    def painted(self) -> None:
        """The first screen stands; now there is time to say what was wrong in the settings."""
        super().painted()
        text: list[str] = []
        if self._problems:
            text += [self.words("shell.config_problems", file=self.config_file), ""]
            text += [f"- {problem}" for problem in self._problems]
        if self._question_problems:
            text += [*([""] if text else []), self.words("questions.problems"), ""]
            text += [f"- {problem}" for problem in self._question_problems[:MOST_PROBLEMS]]
            if len(self._question_problems) > MOST_PROBLEMS:
                text.append(self.words("questions.more", count=len(self._question_problems) - MOST_PROBLEMS))
        if text:
            self.push_screen(Notice("\n".join(text), self.words("shell.ok")))

    def delay_update(self, delay: float = 0.001) -> None:
        """Textual waits 50 ms before it shows another area; a person who pressed a key need not."""
        super().delay_update(0.001)

    def say_hidden_keys(self, screen: HouseScreen[Any]) -> None:
        """Say, once for each, which keys of this screen one of the person's own has taken."""
        if not self._own_keys:
            return
        around = screen.ancestors_with_self if screen.focused is None else screen.focused.ancestors_with_self
        for binding_id in sorted(hidden_keys(around, self._own_keys) - self._said_hidden):
            self._said_hidden.add(binding_id)
            screen.say(self.words("shell.keys.hides", file=self.config_file, id=binding_id), problem=True)

    def _keys(self) -> list[KeyHere]:
        return keys_here(self.screen.active_bindings.values(), self.words)

    def _find(self, text: str) -> Sequence[Found]:
        found = self.desk.find(text)
        return [replace(f, label=self.name_of(f.label)) if f.kind == "participant" else f for f in found]

    def _find_text(self, text: str) -> Sequence[FoundRecord]:
        if not self.desk.loaded:
            return ()
        found = self.desk.find_text(text)
        return [replace(f, name=self.name_of(f.name)) if f.names_person else f for f in found]

    def show_found(self, found: FoundRecord) -> None:
        """Show a record that was found, on the page that has it; Esc there comes back here."""
        record = None if found.entry is None else str(found.entry)
        if found.subject == "participant":
            self.open_participant(str(found.subject_id), record=record)
        elif found.subject == "employer":
            self.open_employer(str(found.subject_id), record)
        elif found.subject == "lead":
            self.open_lead(str(found.id))
        elif found.subject == "employer_week":
            self.flush_drafts()
            self.push_screen(areas.employer_week(desk_of(self), found.id))
        elif found.subject == "supervision":
            self.open_supervision()
        else:
            self.open_community(str(found.id))

    def _go_to(self, found: Found, keys: Sequence[KeyHere]) -> None:
        if found.kind == "participant":
            self.open_participant(found.id)
        elif found.kind == "employer":
            self.open_employer(found.id)
        elif found.kind == "area":
            self.go(found.id)
        elif found.kind == "page":
            self.open_page(found.id)
        else:
            active = next(key.active for key in keys if key.id == found.id)
            self.call_later(self.run_action, active.binding.action, active.node)
