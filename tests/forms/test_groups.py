"""The kit's rows, amounts, hours and states without a screen: reading raw text, and the way back to it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ips_tui.content.words import about_pack
from ips_tui.domain.money import CURRENCIES, MOST_MINOR, Money
from ips_tui.domain.profile import AnswerState
from ips_tui.forms.asking import MOST_ROWS, Ask, BadEntry, Kind, Needed, Only, Problem, StateOf
from ips_tui.forms.kit import (
    Amount,
    Choice,
    Difference,
    Entry,
    Group,
    Hours,
    Notes,
    PastDay,
    RowEntry,
    Text,
    YesNo,
    asked_values,
    fields_of,
    raw_values,
    read_entry,
)
from ips_tui.forms.typed import raw_rows, read_hours, rows_raw

TODAY = date(2026, 10, 8)
ONE = UUID(int=1)
HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07\u202egpj\x00"


class Why(StrEnum):
    PAY = "pay"
    TRAVEL = "travel"


class JobEntry(RowEntry):
    form: ClassVar[str] = "past_job"
    title: Text
    began: PastDay | None = None
    pay: Amount | None = None
    hours: Hours | None = None
    why_left: Choice[Why] | None = None
    liked: Annotated[Notes | None, Only("why_left", ("pay",))] = None


class LifeEntry(Entry):
    form: ClassVar[str] = "life"
    source: Annotated[UUID | None, Ask(Kind.HIDDEN)] = None
    worked: YesNo | None = None
    jobs: Annotated[Group[JobEntry], Only("worked", ("", "yes")), Needed("worked", ("yes",))] = ()
    wage: Amount | None = None
    better_off: Difference | None = None
    dream: Annotated[Notes | None, Only("worked", ("", "yes"))] = None
    dream_state: Annotated[Choice[AnswerState] | None, StateOf("dream")] = None


def read(currency: str = "GBP", **raw: str) -> LifeEntry:
    return read_entry(LifeEntry, raw, today=TODAY, currency=currency)


def problems(**raw: str) -> list[Problem]:
    with pytest.raises(BadEntry) as caught:
        read(**raw)
    return list(caught.value.problems)


def test_fields_say_how_they_are_drawn() -> None:
    specs = {spec.name: spec for spec in fields_of(LifeEntry)}
    assert [name for name, spec in specs.items() if spec.hidden] == ["source", "dream_state"]
    assert specs["jobs"].rows is JobEntry and specs["jobs"].kind is Kind.GROUP and not specs["jobs"].choices
    assert (specs["dream"].state, specs["dream_state"].state_of) == ("dream_state", "dream")
    assert specs["dream_state"].choices == tuple(AnswerState) and specs["dream_state"].choice_id == "answer_state"
    assert specs["dream_state"].only == specs["dream"].only, "what is not asked needs no reason"
    rows = {spec.name: spec for spec in fields_of(JobEntry)}
    assert rows["id"].hidden and not rows["title"].hidden


def test_rows_are_read_with_the_currency_and_the_day_of_the_form() -> None:
    rows = [
        {"id": str(ONE), "title": HOSTILE, "began": "3 weeks ago", "pay": "9.5", "hours": "37,5"},
        {"title": "Cook"},
    ]
    entry = read("NOK", jobs=rows_raw(rows))
    assert entry.jobs == (
        JobEntry(
            id=ONE,
            title="[/oops] O'Brien [x]gpj",
            began=date(2026, 9, 17),
            pay=Money(950, "NOK"),
            hours=Decimal("37.5"),
        ),
        JobEntry(title="Cook"),
    )


def test_a_row_that_is_not_valid_is_named_and_one_left_empty_is_none() -> None:
    rows = [{"title": "Cook"}, {"title": " \u202e "}, {}, {"title": "Baker", "pay": HOSTILE}, {"hours": "0"}]
    (problem,) = problems(jobs=rows_raw(rows))
    assert problem == Problem("jobs", "problem.in_row", (("row", "2"),))
    assert read(jobs=rows_raw(rows[:3])).jobs == (JobEntry(title="Cook"),)


def test_too_many_rows_are_refused() -> None:
    (problem,) = problems(jobs=rows_raw([{"title": "Cook"}] * (MOST_ROWS + 1)))
    assert problem == Problem("jobs", "problem.too_many_rows", (("most", str(MOST_ROWS)),))


def test_rows_may_be_needed() -> None:
    assert problems(worked="yes") == [Problem("jobs", "problem.missing")]
    assert problems(worked="yes", jobs=rows_raw([{"title": ""}])) == [Problem("jobs", "problem.missing")]
    assert read(worked="no", jobs="anything").jobs == ()


@pytest.mark.parametrize("raw", ["", "[/oops]", "{}", "7", '"x"', "[1, null, []]", "[" * 100_000, '[{"title": 7}]'])
def test_what_is_no_list_of_rows_is_none(raw: str) -> None:
    assert [row for row in raw_rows(raw) if row] == []
    assert read(jobs=raw).jobs == ()


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("16", "16"),
        ("37.5", "37.5"),
        (" 37,5 ", "37.5"),
        ("37:30", "37.5"),
        ("7:20", "7.33"),
        ("168", "168"),
        ("0.01", "0.01"),
    ],
)
def test_hours_of_a_week_are_read(typed: str, hours: str) -> None:
    assert read_hours(typed) == Decimal(hours)


@pytest.mark.parametrize(
    "typed", ["", "0", "0:00", "168.01", "169", "-1", "7:60", "7.125", "1e1", "full time", "٣", "16 h"]
)
def test_what_is_no_hours_of_a_week_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="hours") as caught:
        read_hours(typed)
    assert "full time" not in str(caught.value)
    if typed:
        job = [{"title": "Cook", "hours": typed}]
        assert [p.message_id for p in problems(jobs=rows_raw(job))] == ["problem.in_row"]


def test_a_difference_may_be_less_than_nothing() -> None:
    assert read(better_off="-12.5").better_off == Money(-1250, "GBP")
    assert problems(wage="-12.5") == [Problem("wage", "problem.not_money")]


def test_hidden_signs_in_figures_are_not_read() -> None:
    entry = read(wage="\u202e12.50\x00", jobs=rows_raw([{"title": "Cook", "hours": "16\x1b[2J"}]))
    assert entry.wage == Money(1250, "GBP") and entry.jobs[0].hours == Decimal(16)


def test_a_state_is_read_where_there_is_no_answer_and_dropped_where_there_is_one() -> None:
    assert read(dream_state="not_asked").dream_state is AnswerState.NOT_ASKED
    both = read(dream="A bakery", dream_state="not_asked")
    assert (both.dream, both.dream_state) == ("A bakery", None)
    assert read(dream=" \n ", dream_state="not_asked").dream_state is AnswerState.NOT_ASKED
    assert "dream_state" not in asked_values(fields_of(LifeEntry), {"worked": "no", "dream_state": "not_asked"})
    assert read(worked="no", dream_state="not_asked").dream_state is None
    assert problems(dream_state="sung") == [Problem("dream_state", "problem.not_a_choice")]


def test_raw_text_is_as_a_person_would_write_it() -> None:
    entry = LifeEntry(wage=Money(1250, "GBP"), jobs=(JobEntry(title="Cook", hours=Decimal("1E+2")),))
    raw = raw_values(entry)
    assert raw["wage"] == "12.50 GBP"
    assert json.loads(raw["jobs"]) == [{"title": "Cook", "hours": "100"}]
    assert raw_values(LifeEntry(jobs=(JobEntry(title="Cook", hours=Decimal("37.50")),)))["jobs"].count("37.5") == 1


def test_an_entry_takes_no_other_rows() -> None:
    with pytest.raises(ValidationError):
        LifeEntry.model_validate({"jobs": [{"title": "Cook", "diagnosis": "none"}]})


_text = st.text(min_size=1, max_size=30).map(lambda t: f"x{t}x")
_money = st.builds(Money, st.integers(0, MOST_MINOR - 1), st.sampled_from(sorted(CURRENCIES)))
_jobs = st.builds(
    JobEntry,
    id=st.none() | st.uuids(),
    title=_text,
    began=st.none() | st.dates(date(1900, 1, 1), TODAY),
    pay=st.none() | _money,
    hours=st.none() | st.decimals("0.01", "168", places=2),
    why_left=st.just(Why.PAY),
    liked=st.none() | _text,
)
_lives = st.builds(
    LifeEntry,
    source=st.none() | st.uuids(),
    worked=st.just(None),
    jobs=st.lists(_jobs, max_size=3).map(tuple),
    wage=st.none() | _money,
    better_off=st.none() | _money.map(lambda m: Money(-m.minor, m.currency)),
    dream=st.none(),
    dream_state=st.none() | st.sampled_from(AnswerState),
)


@given(_lives, st.sampled_from(sorted(CURRENCIES)))
def test_the_raw_values_of_an_entry_read_back_to_it_whatever_the_team_uses(entry: LifeEntry, team: str) -> None:
    assert read(team, **raw_values(entry)) == entry


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20)), max_size=4))
def test_raw_rows_come_back(rows: list[dict[str, str]]) -> None:
    assert raw_rows(rows_raw(rows)) == rows


@given(
    st.lists(st.dictionaries(st.sampled_from(list(JobEntry.model_fields)), st.text(max_size=20)), max_size=4).map(
        rows_raw
    )
    | st.text(max_size=40),
    st.text(max_size=20),
)
def test_any_text_is_read_or_refused_with_a_problem_and_nothing_else(jobs: str, wage: str) -> None:
    try:
        entry = read(jobs=jobs, wage=wage)
    except BadEntry as bad:
        known = {"problem.in_row", "problem.not_money"}
        assert {p.message_id for p in bad.problems} <= known
    else:
        assert all(job.title for job in entry.jobs)


def test_a_row_reads_days_in_the_words_of_its_form() -> None:
    raw = {"worked": "yes", "jobs": rows_raw([{"title": "Baker", "began": "1. mai 2019"}])}
    read_in = {"today": TODAY, "dates": about_pack("nb_NO").dates}
    assert read_entry(LifeEntry, raw, **read_in).jobs[0].began == date(2019, 5, 1)
    raw = {"worked": "yes", "jobs": rows_raw([{"title": "Baker", "began": "i går"}])}
    assert read_entry(LifeEntry, raw, **read_in).jobs[0].began == date(2026, 10, 7)
