"""The Community area: who is interested, outreach, sessions, meetings, resources, what groups said, offices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from ips_tui.casework.community import InterestedLine, community
from ips_tui.casework.interested import interested_again
from ips_tui.casework.session import StoreProblem
from ips_tui.domain.community import InterestedState
from ips_tui.forms.asking import BadEntry
from screens.community.parts import PARTS, PartRows, Told
from screens.desk import desk_of
from screens.keys import bind, key_label
from screens.place import Place
from screens.undoing import UndoingScreen
from screens.widgets.block import Block, wrapped
from screens.widgets.chooser import Chooser, ChooserItem
from screens.widgets.line import Line
from screens.widgets.record_list import RecordList
from screens.widgets.search_line import SearchLine

DETAIL_LINES = 5
INTERESTED = 0
"""The place of those who are interested among the parts."""
_DONE_WITH = {
    "refer": (InterestedState.OPEN, InterestedState.NOT_NOW),
    "not_now": (InterestedState.OPEN,),
    "again": (InterestedState.NOT_NOW,),
    "words_said": (InterestedState.NOT_NOW,),
}
"""What can be done with somebody who is interested, by how it stands with them."""


class CommunityScreen(UndoingScreen[None]):
    """One part at a time; Enter opens the record under the cursor."""

    made_of = ()
    help_id = "community"
    footer_keys = ("list.open", "community.record", "community.find", "app.today")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "record", "community.record"),
        bind("r", "refer", "community.refer"),
        bind("x", "not_now", "community.not_now"),
        bind("x", "again", "community.again"),
        bind("e", "words_said", "community.words_said"),
        bind("h", "history", "community.history"),
        bind("slash", "find", "community.find"),
        *(bind(str(number), f"show({number})", f"community.part_{number}") for number in range(1, len(PARTS) + 1)),
    ]
    DEFAULT_CSS = """
    CommunityScreen .community--part { height: 1fr; }
    CommunityScreen .community--search { height: 1; width: 100%; padding: 0 1; }
    CommunityScreen RecordList { height: 1fr; }
    CommunityScreen .community--detail { background: $surface; }
    """

    def __init__(self, record: str | None = None) -> None:
        """It opens at that record, where it has it."""
        super().__init__()
        self._opens_at = record
        self._place = INTERESTED
        self._tabs = Line()
        self._detail = Block(classes="community--detail", fixed=DETAIL_LINES)
        self._rows = [PartRows(part, self._told_now) for part in PARTS]
        self._lists: list[RecordList] = []
        self._boxes: list[Vertical] = []
        self._offered: tuple[bool, ...] = ()

    # What the shell asks

    def trail(self) -> Sequence[str]:
        """The work area, and the part of it on screen."""
        words = self.app.words
        return (words("shell.area.community"), words(f"community.part.{PARTS[self._place].name}"))

    def footer_hint(self) -> Sequence[str]:
        """What can be done with somebody who is interested."""
        return ("list.open", "community.refer", "community.not_now", "community.again", *super().footer_hint())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key only where it has something to do."""
        if action in _DONE_WITH:
            return (line := self._interested) is not None and line.state in _DONE_WITH[action]
        return super().check_action(action, parameters)

    def compose_body(self) -> ComposeResult:
        """The parts, of which one is shown, over the record under the cursor."""
        words = self.app.words
        self._read()
        yield self._tabs
        for place, (part, rows) in enumerate(zip(PARTS, self._rows, strict=True)):
            records = RecordList(
                part.titled(words),
                rows,
                empty=words(f"community.empty.{part.name}", key=key_label("n", words)),
                on_cursor=lambda record, at=place: self._moved(at, record),  # type: ignore[misc]
                style_of=_style_of if place == INTERESTED else _quiet_behind,
            )
            search = SearchLine(
                records,
                placeholder=words("community.find"),
                counted=lambda count, total: words("community.found", count=count, total=total),
                on_notice=self.say,
                classes="community--search",
            )
            box = Vertical(search, records, classes="community--part")
            box.display = place == self._place
            self._lists.append(records)
            self._boxes.append(box)
            yield box
        yield self._detail

    def on_mount(self) -> None:
        """The list has the focus."""
        self._show_tabs()
        self._list.focus()
        if self._opens_at is not None:
            self.show_record(self._opens_at)

    @property
    def part_shown(self) -> int:
        """The number of the part on screen."""
        return self._place

    async def stand_at(self, place: Place) -> None:
        """In the part and on the line where one was."""
        self._show(place.part)
        await super().stand_at(place)

    def reread(self) -> None:
        """What was changed meanwhile shows; each cursor stays on its record."""
        self._read()
        self._reload()

    def refresh_people(self) -> None:
        """Names or initials."""
        self._reload()

    def on_resize(self, event: events.Resize) -> None:
        """The record is broken to the new width, and the parts are named as there is room."""
        super().on_resize(event)
        self._show_tabs()
        self._show_detail()

    def show_record(self, record: str) -> bool:
        """The cursor on a record, whichever part has it."""
        place = next((at for at, rows in enumerate(self._rows) if record in rows.lines), None)
        if place is None:
            return False
        self._show(place)
        self._boxes[place].query_one(SearchLine).set_value("")
        return self._list.move_to(record)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: correct the record under the cursor; of somebody who was referred, their page."""
        line = self._interested
        if line is not None and line.participant_id is not None:
            self.app.open_participant(str(line.participant_id))
        else:
            self._open(PARTS[self._place].name, event.record_id)

    # The keys

    def action_show(self, number: int) -> None:
        """1 to 7: a part of the area."""
        self._show(number - 1)

    def action_record(self) -> None:
        """N: what can be noted, first what belongs to the part on screen."""
        words = self.app.words
        here = PARTS[self._place].name
        names = [here, *(part.name for part in PARTS if part.name != here)]
        items = [ChooserItem(name, words(f"community.record.{name}")) for name in names]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._open(name, None)

        self.app.push_screen(Chooser(words("participant.record.question"), items), chosen)

    def action_refer(self) -> None:
        """R: the referral of who is under the cursor, with what is known already."""
        from screens import entries

        if (line := self._interested) is not None:
            self._push(lambda: entries.referral_form(self.app, interested_id=line.id), referral=True)

    def action_not_now(self) -> None:
        """X: the person said not now."""
        from screens import entries

        if (line := self._interested) is not None:
            self._push(lambda: entries.not_now_form(self.app, line.id))

    def action_words_said(self) -> None:
        """E: correct what was said when it was not now."""
        self.action_not_now()

    def action_again(self) -> None:
        """X on somebody who said not now: they are interested again."""
        if (line := self._interested) is None:
            return
        words = self.app.words
        try:
            record = str(interested_again(desk_of(self.app), line.id))
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        except (LookupError, BadEntry) as reason:
            if isinstance(reason, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(words("participant.record_gone"), problem=True)
            self.catch_up()
        else:
            self._noted(record)

    def action_history(self) -> None:
        """H: who changed the record under the cursor, and when."""
        from screens.participant.history import HistoryScreen

        if (record := self._list.cursor_id) is not None:
            words = self.app.words
            self.app.push_screen(HistoryScreen(record, words(f"community.part.{PARTS[self._place].name}")))

    def action_find(self) -> None:
        """Type to narrow the list."""
        self._boxes[self._place].query_one(SearchLine).focus()

    def _open(self, name: str, record: str | None) -> None:
        """The form of a part: a new record, or the correction of one."""
        from screens import entries

        opens = {
            "interested": entries.interested_form,
            "outreach": entries.outreach_form,
            "group_session": entries.group_session_form,
            "clinical_meeting": entries.clinical_meeting_form,
            "resource": entries.resource_form,
            "satisfaction": entries.group_satisfaction_form,
            "office_contact": entries.office_contact_alone_form,
        }
        self._push(lambda: opens[name](self.app, record_id=record))

    def _push(self, screen: Callable[[], Screen[Any]], *, referral: bool = False) -> None:
        try:
            form = screen()
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(self.app.words("participant.record_gone"), problem=True)
            return
        self.app.push_screen(form, self._referred if referral else self._noted)

    def _noted(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.show_record(record)
            self.say_saved(self.app.words("community.saved"), record)

    def _referred(self, participant_id: str | None) -> None:
        if participant_id is not None:
            self.app.open_participant(participant_id)

    # What stands there

    @property
    def _list(self) -> RecordList:
        return self._lists[self._place]

    @property
    def _interested(self) -> InterestedLine | None:
        """Who is under the cursor in the first part."""
        if self._place != INTERESTED or not self._lists or not self._list.is_mounted:
            return None
        line = self._rows[INTERESTED].lines.get(self._list.cursor_id or "")
        return line if isinstance(line, InterestedLine) else None

    def _told_now(self) -> Told:
        return Told(self.app.words, self.app.desk.clock.today(), self.app.name_of)

    def _read(self) -> None:
        view = community(desk_of(self.app))
        for rows in self._rows:
            rows.put(view)

    def _reload(self) -> None:
        for records in self._lists:
            records.reload()
        self._show_tabs()

    def _show(self, place: int) -> None:
        if place != self._place:
            with self.app.batch_update():
                self._place = place
                for at, box in enumerate(self._boxes):
                    box.display = at == place
                self._list.focus(scroll_visible=False)
                self._show_tabs()
                self._show_detail()
                self.refresh_title()
        self.refresh_bindings()

    def _show_tabs(self) -> None:
        """The parts by their keys, brackets around the one on screen; with how many records each has, where there is
        room, else of that one alone.
        """
        words, width = self.app.words, max(self.size.width - 2, 20)
        for form, between, counted in (("part", " ", True), ("part_short", "", True), ("part_short", "", False)):
            tabs = []
            for at, part in enumerate(PARTS):
                here = at == self._place
                count = f" {len(self._rows[at].lines)}" if counted or here else ""
                tabs.append(_tab(f"{at + 1} {words(f'community.{form}.{part.name}')}{count}", here))
            drawn = Content(between).join(tabs)
            if drawn.cell_length <= width:
                break
        self._tabs.show(drawn)

    def _moved(self, place: int, record: str | None) -> None:
        if place != self._place:
            return
        self._show_detail()
        # Other keys may work with another person; the footer is written anew only then.
        offers = tuple(bool(self.check_action(action, ())) for action in _DONE_WITH)
        if offers != self._offered and self.is_mounted:
            self._offered = offers
            self.refresh_bindings()

    def _show_detail(self) -> None:
        if not self._lists or not self._list.is_mounted:
            return
        width = max(self.size.width - 3, 20)
        texts = self._rows[self._place].in_full(self._list.cursor_id)
        lines = [Content.styled(line, "$quiet") for line in wrapped(texts[0], width, 2)] if texts else []
        for text in texts[1:]:
            lines += [Content(line) for line in wrapped(text, width, max(DETAIL_LINES - len(lines), 1))]
        self._detail.show(lines[:DETAIL_LINES])


def _tab(text: str, here: bool) -> Content:
    return Content.styled(f"[{text}]" if here else f" {text} ", "bold $accent" if here else "$quiet")


def _style_of(record: str, column: int, cell: str) -> str:
    """A next day that has passed stands out."""
    return "bold $late" if column == 0 and cell.startswith("!") else _quiet_behind(record, column, cell)


def _quiet_behind(record: str, column: int, cell: str) -> str:
    return "" if column < 2 else "$quiet"
