"""The form kit on screen, driven by keys: every kind of field, drafts, leaving, pages, hostile text, frames."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, time
from typing import Annotated, Any, ClassVar
from uuid import UUID

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from ips_tui.content.words import load_words
from ips_tui.forms import kit
from ips_tui.forms.kit import LONGEST_NOTE, Problem
from screens.widgets.footer import Footer
from screens.widgets.form.choices import ChoiceControl
from screens.widgets.form.fields import FormField
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.notes import NotesControl
from screens.widgets.form.plan import FormPlan, KeptDraft, Option
from screens.widgets.form.versions import VersionsQuestion
from tests.screens import form_fake as fake
from tests.screens.desk_fake import ShellApp
from tests.screens.form_fake import Desk, Keeper, plan

SIZES = ((80, 24), (120, 40))
HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07 \u202egpj"
CLEAN = "[/oops] O'Brien [x] gpj"
VALID = {"on": "2026-10-07", "kind": "visit", "took_place": "yes"}


class Walk:
    """A form in the shell, with what a person does and sees."""

    def __init__(self, app: ShellApp, pilot: Pilot[Any], form: FormScreen) -> None:
        self.app, self.pilot, self.form = app, pilot, form
        self.results: list[str | None] = []

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*["space" if letter == " " else letter for letter in text])

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def go(self, name: str) -> None:
        await self.form.body.go_to(name)
        await self.pilot.pause()

    @property
    def seen(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def raw(self) -> dict[str, str]:
        return {name: raw for name, raw in self.form.filled.raw.items() if raw}

    @property
    def at(self) -> str:
        """The name of the field with the focus."""
        assert self.form.focused is not None
        assert isinstance(self.form.focused.parent, FormField)
        return self.form.focused.parent.spec.name


def walk(made: FormPlan, step: Callable[[Walk], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> Walk:
    """Open the form and do something with it."""
    done: list[Walk] = []

    async def run() -> None:
        app = fake.app()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            form = fake.form(made)
            here = Walk(app, pilot, form)
            app.push_screen(form, here.results.append)
            await pilot.pause()
            await step(here)
            done.append(here)

    asyncio.run(run())
    return done[0]


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


# References


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


# Drafts


def test_a_draft_is_kept_while_somebody_never_stops_typing() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("notes")
        typed = 0
        for _ in range(12):
            await here.type("a")
            typed += 1
            await asyncio.sleep(0.1)
        assert keeper.times >= 2, "each key started the timer anew"
        assert keeper.kept is not None
        assert typed - len(keeper.kept["notes"]) <= 8
        await asyncio.sleep(0.5)
        assert keeper.kept["notes"] == "a" * typed

    walk(plan(Desk(), keeper), step)


def test_a_kept_date_is_the_day_it_meant_when_it_was_typed() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("next_on")
        await here.type("tomorrow")
        here.form.flush_draft()
        assert keeper.kept is not None
        assert keeper.kept["next_on"] == "2026-10-09"

    walk(plan(Desk(), keeper), step)


def test_the_draft_of_a_saved_record_keeps_the_changed_fields_alone() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("!")
        here.form.flush_draft()
        assert keeper.kept == {"place": "Leeds!"}
        await here.press("backspace")
        here.form.flush_draft()
        assert keeper.kept is None

    walk(plan(Desk(), keeper, start={**VALID, "place": "Leeds"}, editing=True), step)


def test_a_draft_is_offered_and_continued() -> None:
    desk = Desk()
    keeper = Keeper(offered=KeptDraft({**VALID, "place": HOSTILE, "old_field": "x"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        assert "Continue what you typed at 14:02?" in here.seen
        await here.press("enter")
        assert here.form.dirty
        assert CLEAN in here.seen
        assert "Wed 7 Oct 2026      (yesterday)" in here.seen
        await here.press("f2")

    walk(plan(desk, keeper), step)
    assert desk.saved[0].place == CLEAN
    assert keeper.dropped == 1


def test_a_draft_is_thrown_away_only_after_asking_twice() -> None:
    keeper = Keeper(kept={"place": "Leeds"}, offered=KeptDraft({"place": "Leeds"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        await here.press("down", "enter")
        assert "It cannot be brought back" in here.seen
        await here.press("enter")
        assert keeper.kept == {"place": "Leeds"}
        assert "Continue what you typed at 14:02?" in here.seen
        await here.press("down", "enter", "down", "enter")
        assert keeper.kept is None
        assert here.raw == {}
        assert here.app.screen is here.form

    walk(plan(Desk(), keeper), step)


def test_esc_at_the_offer_leaves_everything_as_it_was() -> None:
    keeper = Keeper(offered=KeptDraft({"place": "Leeds"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        await here.press("escape")

    here = walk(plan(Desk(), keeper), step)
    assert here.results == [None]
    assert keeper.dropped == 0


@pytest.mark.parametrize("size", SIZES)
def test_when_the_record_has_changed_both_versions_are_shown(size: tuple[int, int]) -> None:
    now = {**VALID, "place": HOSTILE, "kind": "call", "employer": fake.BUS, "minutes": "30"}
    typed = {"place": "Leeds", "kind": "letter", "employer": fake.BAKERY, "took_place": "yes"}
    keeper = Keeper(offered=KeptDraft(typed, "14:02", True, now))

    async def step(here: Walk) -> None:
        assert isinstance(here.app.screen, VersionsQuestion)
        for text in ("Leeds", CLEAN, "Letter", "Call", "Fenland Bakery", "Ødegård Buses [/oops]"):
            assert text in here.seen, text
        labels = [version.label for version in here.app.screen.versions]
        assert labels == ["Kind", "Place", "Employer"], "only what differs, in the order of the form"
        assert fake.BUS not in here.seen
        assert "Continue with what I typed" in here.seen
        assert "Take the record as it is now" in here.seen
        await here.press("enter")
        assert here.raw["place"] == "Leeds"
        assert here.raw["minutes"] == "30", "what a colleague wrote meanwhile must not go back"

    walk(plan(Desk(), keeper, start=now, editing=True), step, size)


def test_a_draft_that_cannot_be_kept_is_said_and_nobody_leaves_by_it() -> None:
    keeper = Keeper(full=True)

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        await asyncio.sleep(0.6)
        await here.pilot.pause()
        assert "could not be kept as a draft" in here.seen
        with pytest.raises(OSError, match="no space"):
            here.form.flush_draft()
        await here.press("escape", "enter")
        assert here.app.screen is here.form
        keeper.full = False
        await here.press("escape", "enter")
        assert here.app.screen is not here.form
        assert keeper.kept is not None

    walk(plan(Desk(), keeper), step)


# Leaving


def test_leaving_an_untouched_form_asks_nothing() -> None:
    async def step(here: Walk) -> None:
        await here.type("7")
        await here.press("backspace", "escape")

    assert walk(plan(Desk(), Keeper()), step).results == [None]


def test_leaving_keeps_the_draft_unless_told_otherwise() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.type("7/10")
        await here.press("escape")
        assert "What you typed is not saved yet." in here.seen
        await here.press("escape")
        assert here.app.screen is here.form
        await here.press("escape", "enter")

    here = walk(plan(Desk(), keeper), step)
    assert here.results == [None]
    assert keeper.kept is not None
    assert keeper.kept["on"] == "2026-10-07"


def test_leaving_can_save_or_throw_away() -> None:
    desk, keeper = Desk(), Keeper()

    async def save(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        await here.press("escape", "down", "enter")

    assert walk(plan(desk, keeper, start=VALID), save).results == ["record-1"]
    assert desk.saved[0].place == "Leeds"

    async def throw(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        here.form.flush_draft()
        assert keeper.kept is not None
        await here.press("escape", "down", "down", "enter")

    assert walk(plan(desk, keeper, start=VALID), throw).results == [None]
    assert keeper.kept is None


def test_without_a_keeper_the_safe_answer_is_to_stay() -> None:
    async def step(here: Walk) -> None:
        await here.type("7/10")
        await here.press("escape", "enter")
        assert here.app.screen is here.form
        assert here.raw == {"on": "7/10"}

    walk(plan(Desk()), step)


def test_what_is_no_longer_asked_is_not_left_out_without_asking() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.go("took_place")
        await here.press("n", "tab")
        await here.type("ill")
        await here.press("shift+tab", "y")
        for name, raw in VALID.items():
            here.form.filled.put(name, raw)
        await here.press("f2")
        assert "- Why not?" in here.seen and desk.saved == []
        await here.press("enter")
        assert here.app.screen is here.form and here.raw["reason"] == "ill"
        await here.press("f2", "down", "enter")
        assert [entry.reason for entry in desk.saved] == [None]

    walk(plan(desk), step)


def test_a_correction_that_would_empty_a_saved_field_says_so() -> None:
    desk = Desk()
    start = VALID | {"took_place": "no", "reason": "ill"}

    async def step(here: Walk) -> None:
        await here.go("took_place")
        await here.press("y", "f2")
        assert "- Why not?" in here.seen and desk.saved == []

    walk(plan(desk, start=start, editing=True), step)


def test_what_the_form_came_with_is_left_out_in_silence() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.press("f2")
        assert len(desk.saved) == 1

    walk(plan(desk, start=VALID | {"reason": "from a default"}), step)


class PlaceEntry(kit.Entry):
    form: ClassVar[str] = "visit"
    on: kit.PastDay
    kind: kit.Choice[fake.Kind]
    place: Annotated[kit.Text | None, kit.Needed("kind", ("visit",), "problem.reason_needed")] = None


class FeelingsEntry(kit.Entry):
    form: ClassVar[str] = "visit"
    feeling: kit.Choices[fake.Feeling] = ()


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


def test_a_problem_above_does_not_push_the_field_one_is_in_out_of_sight() -> None:
    async def step(here: Walk) -> None:
        await here.go("at")
        await here.type("half past")
        await here.press("tab", "tab", "shift+tab", "shift+tab")
        assert any("▸Time" in line for line in here.seen.splitlines())
        await here.press("tab")
        assert any("▸Kind" in line for line in here.seen.splitlines())

    walk(plan(Desk()), step, (80, 12))


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


def test_quitting_at_once_keeps_the_draft() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.pilot.press("L", "ctrl+q", "enter")

    walk(plan(Desk(), keeper), step)
    assert keeper.kept is not None
    assert keeper.kept["place"] == "L"


def test_the_lock_keeps_the_draft_and_waits_when_it_cannot() -> None:
    keeper = Keeper(full=True)

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.pilot.press("L", "f9")
        await here.pilot.pause()
        assert here.app.screen is here.form
        keeper.full = False
        await here.press("f9")
        assert here.app.screen is not here.form
        assert keeper.kept is not None
        assert keeper.kept["place"] == "L"

    walk(plan(Desk(), keeper), step)


def test_a_screen_taken_away_by_force_keeps_the_draft() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.pilot.press("L")
        await here.app.pop_screen()

    walk(plan(Desk(), keeper), step)
    assert keeper.kept is not None


# Pages


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


# Speed


def _work(here: Walk, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Counts layouts and paints from here on."""
    counts = {"layouts": 0, "paints": 0}
    layout, display = Screen._refresh_layout, type(here.app)._display

    def counted_layout(self: Screen[Any], *args: Any, **kwargs: Any) -> None:
        counts["layouts"] += 1
        layout(self, *args, **kwargs)

    def counted_display(self: Any, *args: Any, **kwargs: Any) -> None:
        counts["paints"] += 1
        display(self, *args, **kwargs)

    monkeypatch.setattr(Screen, "_refresh_layout", counted_layout)
    monkeypatch.setattr(type(here.app), "_display", counted_display)
    return counts


@pytest.mark.parametrize("name", ["on", "place", "minutes", "kind", "topics", "notes"])
def test_a_key_in_a_field_paints_once_and_lays_nothing_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"on": "7/10/2026", "minutes": "123456789", "kind": "vclvclvcl", "topics": "mthmthmth"}

    async def step(here: Walk) -> None:
        await here.go(name)
        await here.type("7" if name in ("on", "minutes") else "v")
        await asyncio.sleep(0.05)
        counts = _work(here, monkeypatch)
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
        counts = _work(here, monkeypatch)
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


def test_letters_in_a_choice_are_no_keys_of_the_screen() -> None:
    control = ChoiceControl.check_consume_key
    assert control(None, "n", "n")  # type: ignore[arg-type]
    assert not control(None, "f2", None)  # type: ignore[arg-type]
