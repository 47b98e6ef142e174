"""Long forms: pages, scrolling, and what a key costs."""

from __future__ import annotations

import asyncio

import pytest

from screens.widgets.footer import Footer
from screens.widgets.form.notes import NotesControl
from tests.screens import form_fake as fake
from tests.screens.form_fake import Desk, Keeper, plan
from tests.screens.form_walk import SIZES, Walk, walk, work

VALID = {"on": "2026-10-07", "kind": "visit", "took_place": "yes"}


# Pages


def test_page_keys_are_offered_only_where_there_is_a_page() -> None:
    async def step(here: Walk) -> None:
        def keys() -> set[str]:
            return {key.name for key in here.form.query_one(Footer).keys}

        before, on = here.app.words("key.form.previous_page.name"), here.app.words("key.form.next_page.name")
        assert on in keys() and before not in keys()
        await here.press("pagedown")
        assert on in keys() and before in keys()
        await here.press("pagedown")
        assert on not in keys() and before in keys()

    walk(plan(Desk(), entry=fake.LongEntry), step)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_form_has_pages_and_loses_nothing_between_them(size: tuple[int, int]) -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        assert "page 1 of 3" in here.seen
        await here.type("one")
        await here.press("pagedown")
        assert "page 2 of 3" in here.seen
        assert here.at == "field_21"
        await here.press("shift+tab")
        assert here.at == "field_20"
        await here.press("tab", "pagedown")
        assert here.at == "field_41"
        await here.press("pagedown")
        assert here.at == "field_41"
        await here.type("forty-one")
        await here.press("pageup", "pageup", "f2")
        assert "This must be filled in." in here.seen

    walk(plan(desk, entry=fake.LongEntry), step, size)
    assert not desk.saved


def test_a_save_turns_to_the_page_with_the_problem() -> None:
    async def step(here: Walk) -> None:
        await here.go("field_45")
        await here.type("y")
        await here.go("field_1")
        await here.press("f2")
        assert here.at == "field_41"
        assert "page 3 of 3" in here.seen
        assert "●!" in here.seen
        assert "201 characters" in here.seen

    walk(plan(Desk(), entry=fake.LongEntry, start={"field_41": "x" * 201}), step)


def test_a_field_out_of_sight_is_scrolled_to_without_an_animation(monkeypatch: pytest.MonkeyPatch) -> None:
    async def step(here: Walk) -> None:
        animated: list[str] = []
        monkeypatch.setattr(here.app.animator, "animate", lambda obj, attribute, *a, **k: animated.append(attribute))
        for _ in range(19):
            await here.press("tab")
        assert here.at == "field_20"
        assert "Question 20" in here.seen
        assert animated == []

    walk(plan(Desk(), entry=fake.LongEntry), step, (80, 16))


def test_a_problem_above_does_not_push_the_field_one_is_in_out_of_sight() -> None:
    async def step(here: Walk) -> None:
        await here.go("at")
        await here.type("half past")
        await here.press("tab", "tab", "shift+tab", "shift+tab")
        assert any("▸Time" in line for line in here.seen.splitlines())
        await here.press("tab")
        assert any("▸Kind" in line for line in here.seen.splitlines())

    walk(plan(Desk()), step, (80, 12))


# Speed


@pytest.mark.parametrize("name", ["on", "place", "minutes", "kind", "topics", "notes"])
def test_a_key_in_a_field_paints_once_and_lays_nothing_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"on": "7/10/2026", "minutes": "123456789", "kind": "vclvclvcl", "topics": "mthmthmth"}

    async def step(here: Walk) -> None:
        await here.go(name)
        await here.type("7" if name in ("on", "minutes") else "v")
        await asyncio.sleep(0.05)
        counts = work(here, monkeypatch)
        for key in keys.get(name, "some text"):
            await here.type(key)
            await asyncio.sleep(0.02)
        assert counts["layouts"] == 0
        assert 1 <= counts["paints"] <= 10

    walk(plan(Desk(), Keeper()), step)


def test_narrowing_a_list_lays_out_only_when_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    async def step(here: Walk) -> None:
        await here.go("employer")
        await here.type("f")
        counts = work(here, monkeypatch)
        await here.type("enland")
        assert counts["layouts"] == 0

    walk(plan(Desk()), step)


def test_a_note_grows_and_stops_growing() -> None:
    async def step(here: Walk) -> None:
        await here.go("notes")
        note = here.form.body.fields["notes"].control
        assert isinstance(note, NotesControl)
        assert note.size.height == 3
        await here.press(*["enter"] * 4)
        assert note.size.height == 5
        await here.press(*["enter"] * 9)
        assert note.size.height == 8
        await here.press(*["backspace"] * 12)
        assert note.size.height == 3

    walk(plan(Desk()), step, (120, 40))


def test_a_page_stays_small() -> None:
    async def step(here: Walk) -> None:
        # The page that comes next is mounted but not shown: it is neither laid out nor painted.
        shown = [w for w in here.form.walk_children() if all(a.display for a in w.ancestors_with_self if a.is_attached)]
        assert len(shown) <= 60

    walk(plan(Desk(), entry=fake.LongEntry), step)
