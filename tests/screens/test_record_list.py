"""The record list: what it shows, where its cursor goes, what a key costs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from ips_tui.content.words import load_words
from ips_tui.text import fold
from screens.widgets.record_lines import MARK, fitted, places
from screens.widgets.record_list import Column, ListSource, RecordList
from tests.screens.area_app import painting

COLUMNS = [Column("name", "Name", 16), Column("note", "Note", 0), Column("days", "Days", 5, "right", from_width=60)]
HOSTILE = "[/oops] O'Brien [x] \x1b]52;c;eA==\x07 e\u0301 漢字 👩‍👩‍👧 ليلى \u202eabc " + "long " * 60


class Source:
    """Rows made when asked for, so that 100,000 cost no more than their ids; every question is noted."""

    def __init__(self, size: int) -> None:
        self.ids = [f"id-{n}" for n in range(size)]
        self.asked: list[int] = []
        self.names: dict[str, str] = {}

    def name(self, record_id: str) -> str:
        return self.names.get(record_id, f"Person {record_id.removeprefix('id-')}")

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        order = self.ids[::-1] if sort == "backwards" else self.ids
        return [(record_id, fold(self.name(record_id))) for record_id in order]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        self.asked.append(len(ids))
        return {each: (self.name(each), "a note", each[-3:]) for each in ids if each in self.ids}


class ListApp(App[None]):
    """A list with a detail pane that follows its cursor; counts the frames that are painted."""

    CSS = "RecordList { height: 1fr; } #pane { height: 3; }"

    def __init__(self, source: Any, **options: Any) -> None:
        super().__init__()
        self.frames = 0
        self.opened: list[str] = []
        self.told: list[str | None] = []
        self.words = load_words()
        self.people = RecordList(COLUMNS, source, empty="Nobody is here yet.", on_cursor=self.follow, **options)

    def compose(self) -> ComposeResult:
        yield self.people
        yield Static(id="pane", markup=False)

    def follow(self, record_id: str | None) -> None:
        self.told.append(record_id)
        if self.people.is_mounted:
            self.screen.query_one("#pane", Static).update(f"pane of {record_id}", layout=False)

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.opened.append(message.record_id)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # Where Textual hands a finished frame, or part of one, to the terminal.
        if renderable is not None and not self._batch_count:
            self.frames += 1
        super()._display(screen, renderable)

    def lines(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]

    def cursor_line(self) -> str:
        (line,) = [line for line in self.lines() if line.startswith(MARK)]
        return line


Step = Callable[[ListApp, Pilot[None]], Awaitable[None]]


def drive(source: Any, step: Step, size: tuple[int, int] = (80, 24), **options: Any) -> ListApp:
    app = ListApp(source, **options)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.1)
            await step(app, pilot)

    asyncio.run(run())
    return app


async def frames_of(app: ListApp, pilot: Pilot[None], key: str) -> int:
    painting(app)
    before = app.frames
    await pilot.press(key)
    # Longer than several ticks of Textual's painting, so that a late second frame is counted too.
    await pilot.pause(0.1)
    return app.frames - before


@pytest.mark.parametrize("size", [12, 100_000])
def test_it_shows_header_rows_and_cursor_at_any_size(size: int) -> None:
    source = Source(size)

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        lines = app.lines()
        assert lines[0].split() == ["Name", "Note", "Days"]
        assert lines[1].startswith("▸ Person 0 ")
        assert lines[12].startswith("  Person 11 ")
        assert (app.people.count, app.people.total) == (size, size)
        await pilot.press("end")
        assert app.people.cursor_id == f"id-{size - 1}"
        assert f"Person {size - 1} " in app.cursor_line()
        assert app.lines()[0].split()[0] == "Name", "the header stays"
        await pilot.press("home")
        assert app.lines()[1].startswith("▸ Person 0 ")
        app.people.filter(f"person {size - 1}")
        await pilot.pause()
        assert app.people.count == 1
        assert app.lines()[1].startswith(f"▸ Person {size - 1} ")
        assert app.lines()[2].strip() == ""

    drive(source, step)
    assert max(source.asked) <= 20, "rows are asked for only as they come on the screen"


@pytest.mark.parametrize("size", [12, 100_000])
@pytest.mark.parametrize("key", ["down", "up", "pagedown", "end", "home", "pageup"])
def test_a_key_costs_one_frame_with_the_pane_in_it(size: int, key: str) -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        app.people.move_to("id-5")
        await pilot.pause(0.1)
        assert await frames_of(app, pilot, key) == 1
        assert app.people.cursor_id != "id-5"
        assert f"pane of {app.people.cursor_id}" in "\n".join(app.lines())

    drive(Source(size), step)


def test_scrolling_at_the_edge_costs_one_frame_and_goes_by_half_a_page() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        body = app.people.size.height - 1
        for _ in range(body - 1):
            await pilot.press("down")
        assert app.people.scroll_offset.y == 0
        await pilot.pause(0.1)
        assert await frames_of(app, pilot, "down") == 1
        assert app.people.scroll_offset.y == body - body // 2
        assert app.cursor_line().startswith(f"{MARK}Person {body} ")
        await pilot.press(*["up"] * (body // 2))
        assert app.people.scroll_offset.y == body - body // 2
        await pilot.press("up")
        assert app.people.scroll_offset.y < body - body // 2
        assert app.cursor_line()

    drive(Source(1000), step)


def test_the_frame_counter_counts_a_second_frame() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        def late(record_id: str | None) -> None:
            app.set_timer(0.05, lambda: app.follow(record_id))

        app.people.on_cursor = late
        assert await frames_of(app, pilot, "down") == 2

    drive(Source(12), step)


def test_an_unmoved_cursor_paints_nothing() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        assert await frames_of(app, pilot, "up") == 0

    drive(Source(12), step)


def test_moving_inside_the_view_paints_two_lines_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        painted: list[int] = []
        render_line = app.people.render_line

        def noted(y: int) -> Strip:
            painted.append(y)
            return render_line(y)

        painting(app)
        monkeypatch.setattr(app.people, "render_line", noted)
        await frames_of(app, pilot, "down")
        assert sorted(painted) == [1, 2]

    drive(Source(1000), step)


def test_the_cursor_stays_on_its_record_over_search_sort_and_reload() -> None:
    source = Source(1000)

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        people = app.people
        assert people.move_to("id-421")
        people.filter("421")
        assert (people.cursor_id, people.count) == ("id-421", 1)
        people.filter("zzz")
        assert (people.cursor_id, people.count) == (None, 0)
        people.filter("")
        assert (people.cursor_id, people.count) == ("id-421", 1000)
        assert app.told[-2:] == [None, "id-421"]
        people.sort("backwards")
        assert people.cursor_id == "id-421"
        source.ids.remove("id-7")
        people.reload()
        assert (people.cursor_id, people.total) == ("id-421", 999)
        await pilot.pause()
        assert "Person 421 " in app.cursor_line()
        people.filter("42")
        people.sort("")
        assert people.cursor_id == "id-421"
        assert people.count == 20

    drive(source, step)


def test_when_its_record_is_gone_the_cursor_keeps_its_place() -> None:
    source = Source(10)

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        app.people.move_to("id-4")
        source.ids.remove("id-4")
        app.people.reload()
        assert app.people.cursor_id == "id-5"
        del source.ids[3:]
        app.people.reload()
        assert app.people.cursor_id == "id-2"
        source.ids.clear()
        app.people.reload()
        assert app.people.cursor_id is None
        await pilot.pause()
        assert "Nobody is here yet." in app.lines()[1]
        await pilot.press("down", "end", "pageup", "enter")
        assert app.opened == []
        assert not app.people.move_to("id-4")

    drive(source, step)


def test_reload_shows_changed_cells_and_tells_the_pane() -> None:
    source = Source(5)

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        told = len(app.told)
        source.names["id-0"] = "Aroha"
        app.people.reload()
        await pilot.pause()
        assert app.lines()[1].startswith("▸ Aroha")
        assert app.told[told:] == ["id-0"]

    drive(source, step)


def test_a_search_takes_all_words_folded_and_widens_again() -> None:
    rows = [("1", ("Kari Ødegård", "Oslo")), ("2", ("Per Ødegård", "Bergen")), ("3", ("Kari Żółć", "Bergen"))]

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        people = app.people

        def found(text: str) -> str:
            people.filter(text)
            return "".join(pair[0] for pair in people._window.found)

        assert found("k") == "13"
        assert found("ka") == "13"
        assert found("kari berg") == "3"
        assert found("kari ODE") == "1"
        assert found("gard per") == "2"
        assert found("gard") == "12"
        assert found("zolc") == "3"
        assert found("xyz") == ""
        await pilot.pause()
        assert app.words("shell.no_match") in app.lines()[1]
        assert found("  ") == "123"

    drive(ListSource(rows), step)


def test_a_longer_search_looks_only_at_what_the_shorter_one_found() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        people = app.people
        people.filter("person 99")
        before = people.count
        # Records the shorter search did not find are not looked at, so changing them changes nothing.
        people._window.all = [(record_id, "person 999") for record_id, _ in people._window.all]
        people.filter("person 999")
        assert 0 < people.count < before
        people.filter("person 9")
        assert people.count == people.total

    drive(Source(1000), step)


def test_enter_and_double_click_open_and_a_click_moves_the_cursor() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        await pilot.press("down", "enter")
        assert app.opened == ["id-1"]
        await pilot.click(RecordList, offset=(10, 4))
        assert (app.people.cursor_id, app.opened) == ("id-3", ["id-1"])
        await pilot.click(RecordList, offset=(10, 5), times=2)
        assert app.opened == ["id-1", "id-4"]
        await pilot.click(RecordList, offset=(10, 0), times=2)
        assert app.people.cursor_id == "id-4", "the header is no record"
        assert len(app.opened) == 2

    drive(Source(100), step)


def test_the_wheel_scrolls_and_the_next_key_comes_back_to_the_cursor() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        for _ in range(20):
            app.people._scroll_down_for_pointer(animate=False)
        assert app.people.scroll_offset.y >= 20
        assert app.people.cursor_id == "id-0"
        await pilot.press("down")
        assert app.cursor_line().startswith(f"{MARK}Person 1 ")

    drive(Source(100), step)


def test_page_keys_move_by_a_screen_and_stop_at_the_ends() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        body = app.people.size.height - 1
        await pilot.press("pagedown")
        assert app.people.cursor_id == f"id-{body - 1}"
        await pilot.press("pagedown", "pageup", "pageup", "pageup")
        assert app.people.cursor_id == "id-0"
        for _ in range(10):
            await pilot.press("pagedown")
        assert app.people.cursor_id == "id-99"
        assert app.cursor_line()

    drive(Source(100), step)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10), (20, 5), (5, 2), (1, 1)])
def test_hostile_text_is_shown_as_text_at_any_size(size: tuple[int, int]) -> None:
    rows = [("1", (HOSTILE, HOSTILE, HOSTILE)), ("2", ("e\u0301" * 300, "漢" * 300, "")), ("3", ("", "", ""))]

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        await pilot.press("down", "up")
        lines = app.lines()
        assert len(lines) == size[1]
        assert all(cell_len(line) == size[0] for line in lines)
        text = "".join(lines)
        assert not any(character in text for character in "\x1b\x07\u202e")
        if size[0] >= 80:
            assert "[/oops] O'Brien" in text

    drive(ListSource(rows), step, size=size)


def test_resizing_keeps_the_cursor_in_view_and_drops_and_gains_columns() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        app.people.move_to("id-14")
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        assert app.cursor_line().startswith(f"{MARK}Person 14 ")
        assert app.lines()[0][:-1].split() == ["Name", "Note"]
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.lines()[0][:-1].split() == ["Name", "Note", "Days"]
        assert app.cursor_line().startswith(f"{MARK}Person 14 ")

    drive(Source(100), step)


def test_the_cursor_is_marked_by_a_sign_and_not_by_colour_alone() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        app.set_focus(None)
        await pilot.press("a")
        assert app.cursor_line().startswith(f"{MARK}Person 0 ")

    drive(Source(5), step)


def test_a_style_is_given_per_cell_and_names_theme_colours() -> None:
    def style_of(record_id: str, column: int, cell: str) -> str:
        return "bold $warning" if column == 0 and record_id == "id-1" else ""

    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        strip = app.people.render_line(2)
        styled = [segment.text.strip() for segment in strip if segment.style is not None and segment.style.bold]
        assert styled == ["Person 1"]
        assert any(segment.style is not None and segment.style.color for segment in strip)

    drive(Source(5), step, style_of=style_of)


def test_the_sorted_column_says_so() -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        assert "Name ▾" in app.lines()[0]

    drive(Source(5), step, sort="name")


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    merged = RecordList._merged_bindings
    assert merged is not None
    bindings = [binding for each in merged.key_to_bindings.values() for binding in each]
    assert {binding.key for binding in bindings} == {"up", "down", "home", "end", "pageup", "pagedown", "enter"}
    assert all(binding.id and binding.tooltip and binding.description for binding in bindings)


def test_a_list_source_sorts_by_a_column_up_and_down() -> None:
    source = ListSource([("a", ("Åse", "2")), ("b", ("bo", "1")), ("c", ("Arne", "3"))])
    assert [each for each, _ in source.index("")] == ["a", "b", "c"]
    assert [each for each, _ in source.index("0")] == ["c", "a", "b"]
    assert [each for each, _ in source.index("-1")] == ["c", "a", "b"]
    with pytest.raises(ValueError):
        source.index("name")
    assert source.rows(["c", "gone"]) == {"c": ("Arne", "3")}


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("漢字漢", 4, "漢… "),
        ("漢字", 1, "…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("two\nlines", 20, "two lines" + " " * 11),
        ("", 3, "   "),
    ],
)
def test_text_is_cut_between_characters_to_its_cells(text: str, width: int, expected: str) -> None:
    # The text gate may compose letters, which changes nothing that is seen.
    assert fitted(text, width, "left").replace("é", "e\u0301") == expected
    assert cell_len(fitted(text, width, "left")) == width


def test_a_column_on_the_right_is_filled_on_the_left() -> None:
    assert fitted("12", 5, "right") == "   12"


@pytest.mark.parametrize("width", range(0, 130, 7))
def test_columns_always_fit(width: int) -> None:
    columns = [*COLUMNS, Column("more", "More", 0), Column("wide", "Wide", 30, from_width=100)]
    result = places(columns, width)
    assert sum(cells for _, cells in result) + max(0, len(result) - 1) <= width
    assert all(cells > 0 for _, cells in result)
    if width >= 100:
        assert sum(cells for _, cells in result) + len(result) - 1 == width, "elastic columns take all that is left"


def test_a_frame_painted_before_the_list_hears_of_its_new_width_has_the_columns_of_that_width(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def step(app: ListApp, pilot: Pilot[None]) -> None:
        assert app.cursor_line()
        with monkeypatch.context() as patch:
            # As in a terminal that paints first: the list has its new size and was not told.
            patch.setattr(RecordList, "_on_resize", lambda people, event: None)
            await pilot.resize_terminal(100, 24)
            await pilot.pause()
            early = app.cursor_line()
        app.people.reload()
        await pilot.pause()
        assert early == app.cursor_line()

    drive(Source(3), step, size=(50, 24))
