"""Fields that point at records: found by name, chosen, added where they are missing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from screens.widgets.form.plan import Option
from tests.screens import form_fake as fake
from tests.screens.form_fake import Desk, Keeper, plan
from tests.screens.form_walk import Walk, walk

VALID = {"on": "2026-10-07", "kind": "visit", "took_place": "yes"}


def test_a_reference_is_found_without_accents_and_its_name_is_text_only() -> None:
    async def step(here: Walk) -> None:
        await here.go("employer")
        await here.type("odeg")
        assert "Fenland" not in here.seen
        await here.press("enter")
        assert here.raw == {"employer": fake.BUS}
        assert "Ødegård Buses [/oops]" in here.seen
        assert here.at == "employer"

    walk(plan(Desk()), step)


def test_typed_text_that_was_not_chosen_stays_and_is_a_problem_said_on_leaving() -> None:
    async def step(here: Walk) -> None:
        await here.go("employer")
        await here.type("tesc")
        assert "nothing has this in its name" in here.seen
        await here.press("tab")
        assert here.raw == {"employer": "tesc"}
        assert "Choose one from the list" in here.seen

    walk(plan(Desk()), step)


def test_a_name_typed_in_full_is_chosen_on_leaving() -> None:
    async def step(here: Walk) -> None:
        await here.go("employer")
        await here.type("fenland bakery")
        await here.press("tab")
        assert here.raw == {"employer": fake.BAKERY}

    walk(plan(Desk()), step)


def test_changing_a_chosen_name_takes_the_choice_back() -> None:
    async def step(here: Walk) -> None:
        await here.go("employer")
        assert "Fenland Bakery" in here.seen
        await here.press("backspace")
        assert here.raw == {"employer": "Fenland Baker"}

    walk(plan(Desk(), start={"employer": fake.BAKERY}), step)


def test_several_references_are_named_under_the_field_and_taken_back_by_backspace() -> None:
    async def step(here: Walk) -> None:
        await here.go("heard_of")
        await here.type("fen")
        await here.press("enter")
        await here.type("bus")
        await here.press("enter")
        assert here.raw == {"heard_of": f"{fake.BAKERY}\n{fake.BUS}"}
        assert "Fenland Bakery, Ødegård Buses [/oops]" in here.seen
        await here.press("backspace")
        assert here.raw == {"heard_of": fake.BAKERY}

    walk(plan(Desk()), step)


def test_space_marks_down_an_open_list_and_enter_is_done_without_taking_anybody_out() -> None:
    async def step(here: Walk) -> None:
        await here.go("heard_of")
        await here.press("down", "space", "down", "space")
        assert set(here.raw["heard_of"].split("\n")) == {fake.BAKERY, fake.BUS}
        await here.press("enter")
        assert set(here.raw["heard_of"].split("\n")) == {fake.BAKERY, fake.BUS}
        await here.press("down", "space")
        assert here.raw["heard_of"] in (fake.BAKERY, fake.BUS), "a second space takes the mark away"
        await here.type("fenland bak")
        assert not here.raw["heard_of"].endswith("\n"), "what is typed narrows the list, and its space is a letter"
        assert here.raw["heard_of"].endswith("fenland bak")

    walk(plan(Desk()), step)


def test_what_is_missing_is_added_from_the_field_and_chosen() -> None:
    new = str(UUID(int=99))
    asked: list[str] = []
    known = [*fake.OPTIONS["employer"]]
    keeper = Keeper()

    def add(typed: str, done: Callable[[str], None]) -> None:
        asked.append(typed)
        known.append(Option(new, "Tesco"))
        done(new)

    def options(of: str, _: object) -> list[Option]:
        return known if of == "employer" else []

    async def step(here: Walk) -> None:
        await here.go("employer")
        await here.type("tesco")
        assert "+ add “tesco” as a new employer" in here.seen
        await here.press("enter")
        assert asked == ["tesco"]
        assert keeper.kept == {**dict.fromkeys(here.form.filled.raw, ""), "employer": "tesco"}
        assert here.raw == {"employer": new}
        assert "Tesco" in here.seen

    walk(plan(Desk(), keeper, options=options, add={"employer": add}), step)


def test_a_reference_that_has_gone_is_said_in_words_and_kept() -> None:
    async def step(here: Walk) -> None:
        assert "(no longer in the list)" in here.seen
        assert str(UUID(int=77)) not in here.seen
        assert not here.form.dirty

    walk(plan(Desk(), start={"employer": str(UUID(int=77))}), step)
