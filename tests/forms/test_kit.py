"""The form kit without a screen: reading raw text, limits, rules across fields, and the way back to raw text."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError, model_validator

from ips_tui.forms.asking import LONGEST_NOTE, LONGEST_TEXT, BadEntry, Kind, Only, Problem, Shareable, broken
from ips_tui.forms.kit import (
    Choice,
    Choices,
    Count,
    Day,
    EmployerRef,
    EmployerRefs,
    Entry,
    FutureDay,
    Minutes,
    Notes,
    PastDay,
    Text,
    Time,
    YesNo,
    asked_values,
    fields_of,
    raw_values,
    read_entry,
)

TODAY = date(2026, 10, 8)
ONE, TWO = UUID(int=1), UUID(int=2)
HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07\u202egpj\x00"


class HowSaid(StrEnum):
    ALOUD = "aloud"
    IN_WRITING = "in_writing"


class SampleEntry(Entry):
    """One field of every kind."""

    form: ClassVar[str] = "sample"
    name: Text
    said: Annotated[Notes | None, Shareable()] = None
    how: Choice[HowSaid] | None = None
    ways: Choices[HowSaid] = ()
    agreed: YesNo | None = None
    minutes: Minutes | None = None
    count: Count | None = None
    on: Day | None = None
    born: PastDay | None = None
    next_on: FutureDay | None = None
    at: Time | None = None
    employer: EmployerRef | None = None
    employers: EmployerRefs = ()

    @model_validator(mode="after")
    def _in_order(self) -> SampleEntry:
        if self.on and self.next_on and self.next_on < self.on:
            raise broken("next_on", "problem.ends_before_it_starts", first=self.on.isoformat())
        return self


class ChainEntry(Entry):
    form: ClassVar[str] = "chain"
    allowed: YesNo | None = None
    scope: Annotated[Text | None, Only("allowed", ("yes",))] = None
    detail: Annotated[Text | None, Only("scope", ("named",))] = None


def read(**raw: str) -> SampleEntry:
    return read_entry(SampleEntry, {"name": "Ada", **raw}, today=TODAY)


def problems(**raw: str) -> tuple[Problem, ...]:
    with pytest.raises(BadEntry) as caught:
        read(**raw)
    return caught.value.problems


def test_fields_say_how_they_are_drawn() -> None:
    specs = {spec.name: spec for spec in fields_of(SampleEntry)}
    assert list(specs) == list(SampleEntry.model_fields)
    assert [name for name, spec in specs.items() if spec.required] == ["name"]
    assert specs["how"].choices == ("aloud", "in_writing")
    assert specs["ways"].choice_id == "how_said"
    assert specs["name"].label_id == "form.sample.name.label"
    assert specs["employers"].kind is Kind.REFERENCES
    assert specs["employers"].of == "employer"
    assert (specs["born"].lean, specs["next_on"].lean, specs["on"].lean) == ("past", "future", "near")
    assert [name for name, spec in specs.items() if spec.shareable] == ["said"]


def test_a_field_without_a_way_to_ask_is_refused() -> None:
    class Mute(Entry):
        name: str

    with pytest.raises(TypeError, match="name"):
        fields_of(Mute)


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("name", "  Ada  Lovelace ", "Ada  Lovelace"),
        ("name", "Ada\nLovelace", "Ada Lovelace"),
        ("said", "\n one\r\ntwo \n", " one\ntwo "),
        ("how", "in_writing", HowSaid.IN_WRITING),
        ("ways", "aloud\nin_writing", (HowSaid.ALOUD, HowSaid.IN_WRITING)),
        ("agreed", "no", False),
        ("minutes", " 1 440 ", 1440),
        ("minutes", "+7", 7),
        ("on", "11 mar", date(2027, 3, 11)),
        ("born", "11 mar", date(2026, 3, 11)),
        ("next_on", "11 mar", date(2027, 3, 11)),
        ("at", "14:05", time(14, 5)),
        ("at", "930", time(9, 30)),
        ("at", "9", time(9, 0)),
        ("at", "12 am", time(0, 0)),
        ("at", "12pm", time(12, 0)),
        ("at", "2.15 PM", time(14, 15)),
        ("employer", str(ONE), ONE),
        ("employers", f"{ONE}\n{TWO}", (ONE, TWO)),
        ("said", "   ", None),
        ("minutes", "\u202e", None),
    ],
)
def test_raw_text_is_read(field: str, raw: str, value: object) -> None:
    assert getattr(read(**{field: raw}), field) == value


@pytest.mark.parametrize(
    ("field", "raw", "message"),
    [
        ("name", "", "problem.missing"),
        ("name", " \u202e\x00 ", "problem.missing"),
        ("name", "a" * (LONGEST_TEXT + 1), "problem.too_long"),
        ("said", "a" * (LONGEST_NOTE + 1), "problem.too_long"),
        ("how", "sung", "problem.not_a_choice"),
        ("ways", "aloud\nsung", "problem.not_a_choice"),
        ("agreed", "maybe", "problem.not_a_choice"),
        ("minutes", "ten", "problem.not_a_number"),
        ("minutes", "1.5", "problem.not_a_number"),
        ("minutes", "-1", "problem.out_of_range"),
        ("minutes", "1441", "problem.out_of_range"),
        ("on", "soon", "problem.not_a_date"),
        ("on", "31 feb", "problem.no_such_day"),
        ("at", "25:00", "problem.not_a_time"),
        ("at", "13 am", "problem.not_a_time"),
        ("employer", "Tesco", "problem.not_a_choice"),
        ("employers", f"{ONE}\nTesco", "problem.not_a_choice"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(field: str, raw: str, message: str) -> None:
    (problem,) = problems(**{field: raw})
    assert (problem.field, problem.message_id) == (field, message)


def test_the_limits_say_what_would_be_right() -> None:
    (problem,) = problems(minutes="1441")
    assert dict(problem.values) == {"lowest": "0", "highest": "1440"}
    (problem,) = problems(name="a" * 250)
    assert dict(problem.values) == {"longest": "200", "length": "250"}


def test_every_problem_is_found_in_the_order_of_the_fields() -> None:
    found = problems(at="noon-ish", name="", minutes="99999", on="soon")
    assert [p.field for p in found] == ["name", "minutes", "on", "at"]


def test_a_rule_across_fields_is_shown_at_the_field_it_names() -> None:
    (problem,) = problems(on="2026-10-08", next_on="2026-10-01")
    assert problem.field == "next_on"
    assert problem.message_id == "problem.ends_before_it_starts"
    assert dict(problem.values) == {"first": "2026-10-08"}


def test_a_field_that_is_not_asked_is_not_read_and_decides_nothing() -> None:
    raw = {"allowed": "no", "scope": "named", "detail": "x" * 999}
    assert asked_values(fields_of(ChainEntry), raw) == {"allowed": "no"}
    assert read_entry(ChainEntry, raw, today=TODAY) == ChainEntry(allowed=False)
    raw["allowed"] = "yes"
    assert list(asked_values(fields_of(ChainEntry), raw)) == ["allowed", "scope", "detail"]


def test_errors_never_hold_what_was_typed() -> None:
    secret = "Xanthippe Quill"
    with pytest.raises(BadEntry) as caught:
        read(on=secret, minutes=secret, how=secret, employer=secret, at=secret, name="")
    assert "Xanthippe" not in str(caught.value) + repr(caught.value) + repr(caught.value.problems)
    assert caught.value.__cause__ is None


def test_an_entry_cannot_be_changed_and_takes_nothing_unknown() -> None:
    entry = read()
    with pytest.raises(ValidationError):
        entry.name = "Eve"
    with pytest.raises(ValidationError):
        SampleEntry.model_validate({"name": "Ada", "diagnosis": "none"})


def test_the_order_of_a_date_is_the_settings_own() -> None:
    raw = {"name": "Ada", "on": "3/4/2026"}
    assert read_entry(SampleEntry, raw, today=TODAY).on == date(2026, 4, 3)
    assert read_entry(SampleEntry, raw, today=TODAY, date_order="mdy").on == date(2026, 3, 4)


def test_hidden_and_hostile_text_is_kept_as_words_only() -> None:
    entry = read(name=HOSTILE, said=HOSTILE)
    assert entry.name == entry.said == "[/oops] O'Brien [x]gpj"


_text = st.text(min_size=1, max_size=60).map(lambda t: f"x{t}x")
_day = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_entries = st.builds(
    SampleEntry,
    name=_text,
    said=st.none() | _text,
    how=st.none() | st.sampled_from(HowSaid),
    ways=st.lists(st.sampled_from(HowSaid), unique=True).map(tuple),
    agreed=st.none() | st.booleans(),
    minutes=st.none() | st.integers(0, 1440),
    count=st.none() | st.integers(0, 9999),
    on=st.none(),
    born=st.none() | _day,
    next_on=st.none() | _day,
    at=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    employer=st.none() | st.uuids(),
    employers=st.lists(st.uuids(), unique=True, max_size=3).map(tuple),
)


@given(_entries)
def test_the_raw_values_of_an_entry_read_back_to_it(entry: SampleEntry) -> None:
    assert read_entry(SampleEntry, raw_values(entry), today=TODAY) == entry


@given(st.dictionaries(st.sampled_from(list(SampleEntry.model_fields)), st.text(max_size=40)))
def test_any_text_is_read_or_refused_with_a_problem_and_nothing_else(raw: dict[str, str]) -> None:
    try:
        entry = read_entry(SampleEntry, raw, today=TODAY)
    except BadEntry as bad:
        assert bad.problems
        assert all(p.message_id.startswith("problem.") for p in bad.problems)
        assert "problem.not_valid" not in {p.message_id for p in bad.problems}
    else:
        assert "\x1b" not in entry.name
