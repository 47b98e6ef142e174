"""The form kit on screen, driven by keys: every kind of field, what is wrong, hostile text."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, ClassVar

import pytest
from textual import events

from ips_tui.content.words import load_words
from ips_tui.forms import kit
from ips_tui.forms.asking import LONGEST_NOTE, Problem
from screens.widgets.form.choices import ChoiceControl
from screens.widgets.form.lines import LineControl
from tests.screens import form_fake as fake
from tests.screens.form_fake import Desk, Keeper, plan
from tests.screens.form_walk import CLEAN, HOSTILE, SIZES, Walk, walk

VALID = {"on": "2026-10-07", "kind": "visit", "took_place": "yes"}


# Filling in


@pytest.mark.parametrize("size", SIZES)
def test_a_form_is_filled_in_by_keys_alone_and_saved(size: tuple[int, int]) -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.type("7/10")
        await here.press("enter")
        await here.type("930")
        await here.press("tab")
        await here.type("c")
        await here.press("tab")
        await here.type("Café")
        await here.press("down")
        await here.type("45")
        await here.press("tab", "y", "tab", "right", "space", "right", "right", "space", "tab")
        await here.press("enter", "down", "enter", "tab")
        await here.type("bak")
        await here.press("enter", "tab", "down", "enter", "tab", "down", "enter", "tab", "tab")
        await here.type("Went well")
        await here.press("enter")
        await here.type("very")
        await here.press("tab")
        await here.type("+7")
        await here.press("f2")

    here = walk(plan(desk), step, size)
    (entry,) = desk.saved
    assert entry.on == date(2026, 10, 7)
    assert entry.at == time(9, 30)
    assert entry.kind == "call"
    assert (entry.place, entry.minutes, entry.took_place) == ("Café", 45, True)
    assert entry.topics == ("money", "health")
    assert entry.feeling == "worried"
    assert str(entry.employer) == fake.BAKERY
    assert str(entry.clinical_team) == fake.TEAM_A
    assert str(entry.care_coordinator) == fake.NURSE
    assert entry.notes == "Went well\nvery"
    assert entry.next_on == date(2026, 10, 15)
    assert here.results == ["record-1"]


def test_a_date_says_at_once_what_it_understood_beside_the_field() -> None:
    async def step(here: Walk) -> None:
        await here.type("7/1")
        assert "7 Jan 2026" in here.seen
        await here.type("x")
        assert "2026" not in here.seen
        await here.press("backspace")
        await here.type("0")
        assert "Wed 7 Oct 2026 (yesterday)" in here.seen

    walk(plan(Desk()), step)


def test_ctrl_z_takes_back_what_was_typed_in_a_line() -> None:
    """F17: Ctrl+Z is undo in every field: a word, a deletion or a paste at a time, and never leaves the field."""

    async def step(here: Walk) -> None:
        line = here.app.focused
        assert isinstance(line, LineControl)
        await here.type("ab cd")
        await here.press("ctrl+u")
        assert line.value == ""
        for left in ("ab cd", "ab", "", ""):
            await here.press("ctrl+z")
            assert line.value == left and here.app.focused is line
        await here.paste("7/1")
        await here.type("x")
        await here.press("ctrl+z")
        assert line.value == "7/1" and here.front.filled.raw[line.spec.name] == "7/1"

    walk(plan(Desk()), step)


def test_needed_fields_are_marked_by_a_sign_that_is_explained() -> None:
    async def step(here: Walk) -> None:
        assert "Date of the visit *" in here.seen
        assert "* must be filled in" in here.seen
        assert "Time *" not in here.seen

    walk(plan(Desk()), step)


def test_eighteen_fields_of_one_line_are_seen_at_once() -> None:
    async def step(here: Walk) -> None:
        assert all(f"Question {n} " in here.seen for n in range(1, 19))

    walk(plan(Desk(), entry=fake.LongEntry), step)


def test_a_choice_can_be_taken_back_and_toggled() -> None:
    async def step(here: Walk) -> None:
        await here.go("took_place")
        await here.press("space")
        assert here.raw == {"took_place": "yes"}
        await here.press("space")
        assert here.raw == {"took_place": "no"}
        await here.press("backspace")
        assert here.raw == {}
        await here.go("kind")
        await here.press("right", "right")
        assert here.raw == {"kind": "call"}
        await here.press("left", "left")
        assert here.raw == {}

    walk(plan(Desk()), step)


def test_the_list_of_answers_closes_by_esc_without_choosing_and_the_form_stays() -> None:
    async def step(here: Walk) -> None:
        await here.go("feeling")
        await here.press("down", "down", "down")
        assert "Something else" in here.seen
        await here.press("escape")
        assert "Something else" not in here.seen
        assert here.raw == {}
        assert here.app.screen is here.form
        await here.type("cr")
        assert here.raw == {"feeling": "cross"}

    walk(plan(Desk()), step)


def test_a_value_that_is_no_answer_any_more_is_shown_and_kept() -> None:
    async def step(here: Walk) -> None:
        assert "shouted" in here.seen
        await here.go("kind")
        await here.press("tab")
        assert here.raw["kind"] == "shouted"

    walk(plan(Desk(), start={"kind": "shouted"}), step)


def test_a_field_that_is_not_asked_is_hidden_and_keeps_its_text() -> None:
    async def step(here: Walk) -> None:
        assert "Why not?" not in here.seen
        await here.go("took_place")
        await here.press("n", "tab")
        assert here.at == "reason"
        await here.type("ill")
        await here.press("shift+tab", "y")
        assert "Why not?" not in here.seen
        await here.press("n")
        assert "ill" in here.seen

    walk(plan(Desk()), step)


class PlaceEntry(kit.Entry):
    form: ClassVar[str] = "visit"
    on: kit.PastDay
    kind: kit.Choice[fake.Kind]
    place: Annotated[kit.Text | None, kit.Needed("kind", ("visit",), "problem.reason_needed")] = None


def test_what_another_answer_makes_necessary_is_marked_and_said_with_the_rest() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        assert "Place *" not in here.seen
        await here.go("kind")
        await here.press("v")
        assert "Place *" in here.seen
        await here.press("f2")
        assert here.at == "on"
        assert list(here.form.body.problems) == ["on", "place"]
        await here.type("7/10")
        await here.press("f2")
        assert here.at == "place" and desk.saved == []
        await here.go("kind")
        await here.press("c")
        assert "Place *" not in here.seen
        await here.press("f2")
        assert len(desk.saved) == 1

    walk(plan(desk, entry=PlaceEntry), step)


def test_a_day_that_stands_there_is_replaced_by_the_first_key_and_a_text_is_not() -> None:
    async def step(here: Walk) -> None:
        await here.type("fri")
        assert here.raw["on"] == "fri"
        await here.go("place")
        await here.type("!")
        assert here.raw["place"] == "Café!"
        await here.go("minutes")
        await here.press("end")
        await here.type("5")
        assert here.raw["minutes"] == "305"

    walk(plan(Desk(), start=VALID | {"place": "Café", "minutes": "30"}), step)


class FeelingsEntry(kit.Entry):
    form: ClassVar[str] = "visit"
    feeling: kit.Choices[fake.Feeling] = ()


def test_a_long_list_of_marks_opens_by_an_arrow_and_enter_marks() -> None:
    async def step(here: Walk) -> None:
        assert load_words()("form.help.choices_list") in here.seen
        await here.press("right")
        assert "Something else" in here.seen and here.raw == {}
        await here.press("down", "enter", "down", "space")
        assert here.raw["feeling"] == "worried\ntired"
        await here.press("enter", "escape")
        assert here.raw["feeling"] == "worried" and "Something else" not in here.seen

    walk(plan(Desk(), entry=FeelingsEntry), step)


def test_letters_in_a_choice_are_no_keys_of_the_screen() -> None:
    control = ChoiceControl.check_consume_key
    assert control(None, "n", "n")  # type: ignore[arg-type]
    assert not control(None, "f2", None)  # type: ignore[arg-type]


# Problems


@pytest.mark.parametrize("size", SIZES)
def test_an_empty_form_shows_every_problem_and_goes_to_the_first(size: tuple[int, int]) -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.go("notes")
        await here.press("f2")
        assert here.seen.count("! This must be filled in.") == 3
        assert "3 fields need another look" in here.seen
        assert here.at == "on"
        assert not desk.saved
        await here.type("7/10")
        await here.press("tab")
        assert here.seen.count("! This must be filled in.") == 2
        assert "2 fields need another look" in here.seen

    walk(plan(desk), step, size)


def test_a_field_left_wrong_says_so_at_once_but_nothing_is_called_missing_before_a_save() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "tab", "tab", "tab")
        assert "filled in." not in here.seen
        await here.type("9999")
        await here.press("tab")
        assert "It must be from 0 to 1440." in here.seen

    walk(plan(Desk()), step)


def test_a_save_that_refuses_says_why_and_loses_nothing() -> None:
    refuses = (Problem("employer", "problem.no_agreement"), Problem(None, "problem.reason_needed"))
    desk = Desk(refuses=refuses)

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        await here.press("f2")
        assert here.at == "employer"
        assert "There was no agreement in force" in here.seen
        assert "! Say why it did not take place." in here.seen
        await here.press("tab")
        assert "There was no agreement in force" in here.seen
        assert here.raw["place"] == "Leeds"
        await here.go("employer")
        await here.press("ctrl+u", "tab")
        assert "There was no agreement in force" not in here.seen

    walk(plan(desk, start={**VALID, "employer": fake.BAKERY}), step)


def test_a_save_that_breaks_keeps_the_draft_first() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        with pytest.raises(RuntimeError):
            await here.form.action_save()
        assert keeper.kept is not None
        assert keeper.kept["place"] == "Leeds"
        assert here.raw["place"] == "Leeds"

    walk(plan(Desk(breaks=True), keeper, start=VALID), step)


def test_the_key_pressed_twice_saves_once() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.form.action_save()
        await here.form.action_save()
        await here.pilot.pause()

    here = walk(plan(desk, start=VALID), step)
    assert len(desk.saved) == 1
    assert here.results == ["record-1"]


# Hostile text


@pytest.mark.parametrize("size", SIZES)
def test_hostile_text_is_cleaned_said_and_shown_as_text(size: tuple[int, int]) -> None:
    async def step(here: Walk) -> None:
        for name in ("place", "notes"):
            await here.go(name)
            await here.paste(HOSTILE)
            assert here.raw[name] == CLEAN
            assert "2 hidden characters removed." in here.seen
        assert here.seen.count(CLEAN) == 2
        await here.press("shift+tab")
        assert "hidden" not in here.seen

    walk(plan(Desk()), step, size)


def test_what_was_said_of_a_paste_stands_though_one_hears_late_of_the_focus() -> None:
    async def step(here: Walk) -> None:
        await here.go("notes")
        await here.paste(HOSTILE)
        focused = here.form.focused
        assert focused is not None
        here.form.body.post_message(events.DescendantFocus(focused))
        await here.pilot.pause()
        assert "2 hidden characters removed." in here.seen
        await here.press("shift+tab")
        assert "hidden" not in here.seen

    walk(plan(Desk()), step)


def test_hostile_text_in_a_record_is_harmless_and_no_change() -> None:
    async def step(here: Walk) -> None:
        assert CLEAN in here.seen
        assert "\x1b" not in here.seen
        assert not here.form.dirty
        await here.press("escape")
        assert here.app.screen is not here.form

    walk(plan(Desk(), start={"place": HOSTILE, "notes": HOSTILE, "on": HOSTILE, "employer": HOSTILE}), step)


def test_several_lines_pasted_into_one_are_joined_and_said() -> None:
    async def step(here: Walk) -> None:
        await here.go("place")
        await here.paste("3 High Street\r\n  Leeds\n\nLS1")
        assert here.raw == {"place": "3 High Street Leeds LS1"}
        assert "3 lines were joined into one." in here.seen

    walk(plan(Desk()), step)


def test_a_note_that_is_too_long_is_cut_and_said() -> None:
    async def step(here: Walk) -> None:
        await here.go("notes")
        await here.paste("a" * (LONGEST_NOTE + 5))
        assert len(here.raw["notes"]) == LONGEST_NOTE
        assert "5 characters did not fit" in here.seen
        await here.press("b")
        assert len(here.raw["notes"]) == LONGEST_NOTE

    walk(plan(Desk()), step)


def test_a_secret_is_neither_shown_nor_kept() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.type("Ada")
        await here.press("tab")
        await here.type("quillquill")
        assert "quill" not in here.seen
        here.form.flush_draft()
        assert keeper.kept == {"name": "Ada"}

    walk(plan(Desk(), keeper, entry=fake.SecretEntry, secret=frozenset({"passphrase"})), step)
