"""Amounts as people type them: what is read, what is refused, and the way back to text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.money import CURRENCIES, MOST_MINOR, Money, UnreadableMoney, minor_digits, read_money

amounts = st.builds(Money, st.integers(0, MOST_MINOR - 1), st.sampled_from(sorted(CURRENCIES)))


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12.50", 1250),
        ("12,50", 1250),
        (" 12.5 ", 1250),
        ("0", 0),
        ("0.05", 5),
        ("007", 700),
        ("1200", 120000),
        ("1,200", 120000),
        ("1 200", 120000),
        ("1\u00a0200,50", 120050),
        ("1'200.50", 120050),
        ("1.200,50", 120050),
        ("1,200.50", 120050),
        ("1.200.000", 120000000),
        ("1,200,000.5", 120000050),
        ("£12.50", 1250),
        ("£ 12.50", 1250),
        ("12.50 £", 1250),
        ("12.50 gbp", 1250),
        ("GBP 12.50", 1250),
        ("9999999.99", MOST_MINOR - 1),
    ],
)
def test_an_amount_is_read(text: str, minor: int) -> None:
    assert read_money(text, "GBP") == Money(minor, "GBP")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "£",
        "GBP",
        "twelve",
        "-5",
        "+5",
        "1e3",
        "12.345",
        "0.200",
        "1.200",
        "12,345,6",
        "1,20,300",
        "1.200,300",
        "1,200.300",
        "1.200.50",
        "1 200 50",
        "12.50.",
        ".50",
        "12..50",
        "12 50",
        "10 ish",
        "12.50 XYZ",
        "12.50 pounds",
        "£12.50 USD",
        "££5",
        "10000000",
        "9" * 400,
        "٣",
        "1²",
        "12.50\n13",
        "[/oops]",
    ],
)
def test_what_is_no_amount_or_may_be_either_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMoney) as caught:
        read_money(text, "GBP")
    assert not text.strip() or text not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "team", "currency"),
    [
        ("$5", "NZD", "NZD"),
        ("$5", "GBP", "USD"),
        ("5 kr", "SEK", "SEK"),
        ("Kr 5", "GBP", "NOK"),
        ("£5", "NOK", "GBP"),
        ("€5", "USD", "EUR"),
        ("5", "NOK", "NOK"),
        ("5 usd", "NOK", "USD"),
    ],
)
def test_a_sign_means_the_teams_own_currency_where_that_writes_it(text: str, team: str, currency: str) -> None:
    assert read_money(text, team).currency == currency


@pytest.mark.parametrize("text", ["-12.50", "- 12,50", "−12.50 GBP", "–£12.50", "£-12.50", "GBP -12.50"])
def test_a_difference_may_be_less_than_nothing_and_nothing_else_may(text: str) -> None:
    assert read_money(text, "GBP", below_zero=True) == Money(-1250, "GBP")
    with pytest.raises(UnreadableMoney):
        read_money(text, "GBP")


@pytest.mark.parametrize("text", ["--5", "-£-5", "5-", "-", "£-", "-USD-5"])
def test_one_minus_stands_in_front_or_it_is_no_amount(text: str) -> None:
    with pytest.raises(UnreadableMoney):
        read_money(text, "GBP", below_zero=True)


@given(amounts, st.sampled_from(sorted(CURRENCIES)))
def test_what_a_difference_says_is_read_back(amount: Money, team: str) -> None:
    less = Money(-amount.minor, amount.currency)
    assert read_money(str(less), team, below_zero=True) == less


def test_each_currency_has_its_own_digits() -> None:
    assert read_money("1200", "JPY") == Money(1200, "JPY")
    assert read_money("1,200", "JPY") == Money(1200, "JPY")
    assert read_money("1.250", "KWD") == Money(1250, "KWD")
    assert read_money("1.25 kwd", "GBP") == Money(1250, "KWD")
    with pytest.raises(UnreadableMoney):
        read_money("12.5", "JPY")


def test_an_amount_says_itself() -> None:
    assert str(Money(1250, "GBP")) == "12.50 GBP"
    assert str(Money(1200, "JPY")) == "1200 JPY"
    assert str(Money(5, "KWD")) == "0.005 KWD"
    assert Money(1250, "GBP").amount == Decimal("12.50")


@given(amounts, st.sampled_from(sorted(CURRENCIES)))
def test_what_an_amount_says_is_read_back_whatever_the_team_uses(amount: Money, team: str) -> None:
    assert read_money(str(amount), team) == amount


@given(amounts, st.sampled_from([",", "'", " ", "\u202f"]))
def test_grouped_thousands_are_the_same_amount(amount: Money, gap: str) -> None:
    digits = minor_digits(amount.currency)
    whole, _, part = f"{amount.amount:,.{digits}f}".partition(".")
    if digits == 3 and not part.strip("0") and whole.count(",") == 1:
        part = "000"
    text = whole.replace(",", gap) + (f".{part}" if part else "")
    assert read_money(text, amount.currency) == amount


@given(st.text(max_size=30), st.sampled_from(sorted(CURRENCIES)))
def test_any_text_is_an_amount_or_refused(text: str, team: str) -> None:
    try:
        amount = read_money(text, team)
    except UnreadableMoney:
        return
    assert 0 <= amount.minor < MOST_MINOR and amount.currency in CURRENCIES


@given(st.text("0123456789.,' £$€krGBPUSD-", max_size=12))
def test_what_is_read_holds_the_digits_that_were_typed(text: str) -> None:
    try:
        amount = read_money(text, "GBP")
    except UnreadableMoney:
        return
    typed = "".join(letter for letter in text if letter.isdecimal()).lstrip("0")
    assert str(amount.minor).startswith(typed)
