"""Before a person is erased: what goes, what stays, where it still is, and what else may name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.erasing import CopyLeft, Erased, Shared, WouldGo, would_go
from ips_tui.dates import short_date
from ips_tui.text import shown
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.keys import bind, key_label, keys_here
from screens.participant.wording import capital
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

SHARED, COPIES, STAYS, GOES = "shared", "copies", "stays", "goes"
"""The groups: first what somebody may have to do, last what goes by itself."""
BELOW, BELOW_LOW = 4, 1
"""Lines for the line under the cursor in full; in a low window the list has the room."""
LOW = 16
"""Lines of a window that has no room for more than what must be known."""
GO_ON = "erasing.go_on"


class ErasingScreen(HouseScreen[str | None]):
    """Shows what an erasure would do; gives back what is to be said once it is done, None when the person left."""

    AUTO_FOCUS = ""
    help_id = "erasing"
    footer_keys = (GO_ON, "erasing.words", "list.open", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("w", "words", "erasing.words"),
        bind("x", "go_on", GO_ON),
    ]
    DEFAULT_CSS = """
    ErasingScreen RecordList { height: 1fr; }
    ErasingScreen .erasing--below { background: $surface; }
    """

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self.person = UUID(participant_id)
        self.plan: WouldGo | None = None
        """What would be done; None when the person is not there."""
        self.without_words: set[UUID] = set()
        """The entries about several people whose words go too."""
        self._told: dict[str, str] = {}
        self._source = GroupedSource()
        self._above = Block()
        self._below = Block(classes="erasing--below", fixed=BELOW)
        self._list: GroupedList | None = None

    def trail(self) -> Sequence[str]:
        """Whose record, and that it is to be erased."""
        name = "" if self.plan is None else self.app.name_of(self.plan.name)
        return tuple(part for part in (name, self.app.words("erasing.title")) if part)

    # The frame

    def compose_body(self) -> ComposeResult:
        """What it comes to, the lines, and the one under the cursor in full."""
        self._read()
        self._list = GroupedList(
            (Column("what", "", 24), Column("when", "", 13), Column("said", "", 0, from_width=60)),
            self._source,
            on_record=self._show_below,
            no_match="",
            style_of=lambda _, column, cell: "" if column == 0 else "$quiet",
        )
        yield self._above
        yield self._list
        yield self._below

    def on_mount(self) -> None:
        """The list has the focus."""
        self.refresh_title()
        self._show_above()
        if self._list is not None:
            self.set_focus(self._list, scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        self._show_above()
        if self._list is not None:
            self._show_below(self._list.record_id)

    def reread(self) -> None:
        """An entry was corrected meanwhile."""
        self._read()
        self.refresh_title()
        self._show_above()
        if self._list is not None:
            self._list.reload()

    def refresh_people(self) -> None:
        """Names or initials."""
        self.reread()

    # What it says

    def _read(self) -> None:
        try:
            self.plan = would_go(desk_of(self.app), self.person)
        except LookupError:
            self.plan = None
        self._fill()

    def _fill(self) -> None:
        self._told = {}
        rows = [] if self.plan is None else list(self._rows(self.plan))
        self._source.fill(rows, lambda group, count: self.app.words(f"erasing.group.{group}", count=count))

    def _rows(self, plan: WouldGo) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        words = self.app.words
        for one in plan.shared:
            row_id = str(one.found.id)
            # In a narrow window this is where it is said.
            self._told[row_id] = f"{capital(self._state(one))}. {one.text}"
            title = one.found.name if one.found.name and one.linked else words(one.found.title)
            yield row_id, SHARED, (capital(title), self._day(one.found.on), self._state(one))
        for number, copy in enumerate(plan.copies):
            yield self._put(f"copy:{number}", COPIES, copy.name, self._day(copy.made_on), *self._copy(copy))
        if not plan.copies:
            yield self._put("copy", COPIES, words("erasing.copy_none"), "", "", words("erasing.copy_none_told"))
        said = words("erasing.stone"), words("erasing.looks"), words("erasing.counts")
        yield self._put("stone", STAYS, said[0], "", "", words("erasing.stone_told"))
        yield self._put("looks", STAYS, said[1], str(plan.looks), "", words("erasing.looks_told"))
        yield self._put("counts", STAYS, said[2], words("erasing.nothing_kept"), "", words("erasing.counts_told"))
        for name, count in self._kinds(plan):
            yield self._put(f"kind:{name}", GOES, capital(name), str(count), "", "")

    def _put(
        self, row_id: str, group: str, what: str, when: str, said: str, told: str
    ) -> tuple[str, str, tuple[str, ...]]:
        self._told[row_id] = told
        return row_id, group, (what, when, said)

    def _state(self, one: Shared) -> str:
        words = self.app.words
        goes = one.found.id in self.without_words
        stays = "erasing.words_go" if goes else "erasing.words_stay"
        why = "erasing.somebody_elses" if not one.linked else "erasing.names_them" if one.names else "erasing.may_name"
        return f"{words(stays)}: {words(why)}"

    def _copy(self, copy: CopyLeft) -> tuple[str, str]:
        """Until when a copy holds the person: in short, and in full."""
        words, made = self.app.words, self._day(copy.made_on)
        if copy.gone_by is None:
            told = "erasing.copy_outside_told" if copy.outside else "erasing.copy_here_told"
            return words("erasing.copy_by_hand"), words(told, place=copy.place, day=made)
        until = self._day(copy.gone_by)
        told = words("erasing.copy_inside_told", place=copy.place, day=made, until=until)
        return words("erasing.copy_until", day=until), told

    def _kinds(self, plan: WouldGo) -> Iterator[tuple[str, int]]:
        """How many lines of which kind go; kinds that have no name of their own together at the end."""
        words, others = self.app.words, 0
        for table, count in plan.kinds:
            called = (f"timeline.{table}", f"search.kind.{table}", f"kind.{table}", f"form.{table}.title")
            name = next((one for one in called if words.has(one)), None)
            if name is None:
                others += count
            else:
                yield words(name), count
        if others:
            yield words("erasing.other_kind"), others

    def _day(self, day: date | None) -> str:
        return "" if day is None else short_date(day, self.app.desk.clock.today(), self.app.words.dates)

    def _sentences(self) -> Iterator[str]:
        """What would be done, in a few sentences."""
        words, plan = self.app.words, self.plan
        if plan is None:
            yield words("erasing.gone")
            return
        entries = sum(count for _, count in plan.kinds)
        said = {"entries": entries, "name": shown(self.app.name_of(plan.name), 30), "ref": plan.ref}
        yield words("erasing.what_one" if entries == 1 else "erasing.what", **said)
        if plan.joined:
            yield words("erasing.joined", refs=", ".join(plan.joined))
        if plan.drafts:
            yield words("erasing.drafts", count=plan.drafts)
        if self.without_words:
            yield words("erasing.moved", count=len(self.without_words))

    def _show_above(self) -> None:
        width, low = self.app.size.width - 2, self.app.size.height < LOW
        lines = [Content.styled(line, "bold") for line in wrapped(" ".join(self._sentences()), width, 2 if low else 3)]
        self._below.set_fixed(BELOW_LOW if low else BELOW)
        if self.plan is not None and not low:
            key = next((k.key for k in keys_here(self.active_bindings.values(), self.app.words) if k.id == GO_ON), "x")
            how = self.app.words("erasing.how", key=key_label(key, self.app.words))
            lines += [Content.styled(line, "$quiet") for line in wrapped(how, width, 2)]
        self._above.show(lines)

    def _show_below(self, row_id: str | None) -> None:
        told = self._told.get(row_id or "", "")
        self._below.show([Content(line) for line in wrapped(told, self.app.size.width - 2, BELOW)])

    # What can be done

    def _under_cursor(self) -> Shared | None:
        row_id = None if self._list is None else self._list.record_id
        shared = () if self.plan is None else self.plan.shared
        return next((one for one in shared if str(one.found.id) == row_id), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With a person who is gone there is nothing to do but to go back."""
        return self.plan is not None if action in ("go_on", "words") else super().check_action(action, parameters)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter on an entry that stays: show it where it can be corrected."""
        event.stop()
        if (one := self._under_cursor()) is not None:
            self.app.show_found(one.found)

    def action_words(self) -> None:
        """W: the words of the entry under the cursor go too, or stay."""
        if (one := self._under_cursor()) is not None and self._list is not None:
            self.without_words ^= {one.found.id}
            self._fill()
            self._show_above()
            self._list.reload()

    def action_go_on(self) -> None:
        """X: the last step, which asks for the ground and for the person's ref."""
        from screens.entries.briefed import Fact
        from screens.entries.rights import erasure_form

        done: list[Erased] = []
        facts = [Fact(" ".join(self._sentences()), minds=True)]

        def answered(record: str | None) -> None:
            if record is not None and done:
                self.dismiss(self._said(done[0]))

        form = erasure_form(self.app, self.person, facts, frozenset(self.without_words), done.append)
        self.app.push_screen(form, answered)

    def _said(self, erased: Erased) -> str:
        words = self.app.words
        if not erased.swept:
            return words("erasing.done_later")
        copies = () if self.plan is None else self.plan.copies
        return words("erasing.done_copies", count=len(copies)) if copies else words("erasing.done_alone")
