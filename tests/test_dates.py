"""Reading what people type for a date, and saying it back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.date_words import folded
from ips_tui.dates import DateWords, Lean, Order, UnreadableDate, bare_date, read_date, say_date, short_date

TODAY = date(2026, 10, 8)  # a Thursday
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))

NORWEGIAN = DateWords(
    months=(
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
    months_short=(
        "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
    ),
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    weekdays_short=("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."),
    today=("i dag", "idag"),
    yesterday=("i går", "igår"),
    tomorrow=("i morgen", "imorgen"),
    last=("forrige",),
    next=("neste",),
    ago=("siden",),
    ahead=("om",),
    one=("en", "ett"),
    days=("dag", "dager"),
    weeks=("uke", "uker"),
    months_unit=("måned", "måneder"),
    years=("år",),
    endings=(),
    fillers=("den",),
    in_days="om {n} dager",
    days_ago="for {n} dager siden",
    in_years="om {n} år",
    years_ago="for {n} år siden",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Numbers, day first.
        ("11/3/84", date(1984, 3, 11)),
        ("11.3.1984", date(1984, 3, 11)),
        ("11-03-1984", date(1984, 3, 11)),
        ("11 3 84", date(1984, 3, 11)),
        (" 11 / 3 / '84 ", date(1984, 3, 11)),
        ("110384", date(1984, 3, 11)),
        ("11031984", date(1984, 3, 11)),
        ("11/3", date(2027, 3, 11)),
        ("11.3.", date(2027, 3, 11)),
        ("２０２６/３/１１", date(2026, 3, 11)),
        ("²", date(2026, 10, 2)),
        # Year first, whatever the order.
        ("2026-03-11", date(2026, 3, 11)),
        ("2026/3/11", date(2026, 3, 11)),
        ("20260311", date(2026, 3, 11)),
        ("20121999", date(1999, 12, 20)),
        ("20102010", date(2010, 10, 20)),
        ("20111012", date(2011, 10, 12)),
        # A month by name.
        ("11 mar", date(2027, 3, 11)),
        ("11mar26", date(2026, 3, 11)),
        ("11-Mar-2026", date(2026, 3, 11)),
        ("11 march 2026", date(2026, 3, 11)),
        ("MARCH 11, 2026", date(2026, 3, 11)),
        ("mar 11", date(2027, 3, 11)),
        ("2026 mar 11", date(2026, 3, 11)),
        ("on the 11th of March 2026", date(2026, 3, 11)),
        ("1st may", date(2026, 5, 1)),
        ("3 sept 26", date(2026, 9, 3)),
        ("29 feb", date(2028, 2, 29)),
        # A weekday that fits, and one that chooses the year or the month.
        ("Wed 11 Mar 2026", date(2026, 3, 11)),
        ("wednesday 11/3/26", date(2026, 3, 11)),
        ("wed 11 mar", date(2026, 3, 11)),
        ("sun 11", date(2026, 10, 11)),
        ("fri 11", date(2026, 9, 11)),
        # Words and steps.
        ("today", TODAY),
        ("Yesterday", date(2026, 10, 7)),
        ("tomorrow", date(2026, 10, 9)),
        ("+7", date(2026, 10, 15)),
        ("- 3", date(2026, 10, 5)),
        ("−3", date(2026, 10, 5)),
        ("+2w", date(2026, 10, 22)),
        ("+0", TODAY),
        ("3 weeks ago", date(2026, 9, 17)),
        ("in 2 weeks", date(2026, 10, 22)),
        ("a week ago", date(2026, 10, 1)),
        ("in 10 days", date(2026, 10, 18)),
        ("in 4 months", date(2027, 2, 8)),
        ("10 months ago", date(2025, 12, 8)),
        ("in an year", date(2027, 10, 8)),
        # Weekdays: near, and strictly before or after.
        ("thu", TODAY),
        ("fri", date(2026, 10, 9)),
        ("sun", date(2026, 10, 11)),
        ("mon", date(2026, 10, 5)),
        ("tues", date(2026, 10, 6)),
        ("last fri", date(2026, 10, 2)),
        ("last thu", date(2026, 10, 1)),
        ("next thu", date(2026, 10, 15)),
        ("next fri", date(2026, 10, 9)),
        ("next wednesday", date(2026, 10, 14)),
        # A day of the nearest month.
        ("12", date(2026, 10, 12)),
        ("8", TODAY),
        ("25", date(2026, 9, 25)),
        ("31", date(2026, 10, 31)),
        ("the 12th", date(2026, 10, 12)),
    ],
)
def test_read(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/11/84", "mdy", date(1984, 3, 11)),
        ("3/11", "mdy", date(2027, 3, 11)),
        ("031184", "mdy", date(1984, 3, 11)),
        ("03111984", "mdy", date(1984, 3, 11)),
        ("2026/3/11", "mdy", date(2026, 3, 11)),
        ("84-03-11", "ymd", date(1984, 3, 11)),
        ("3-11", "ymd", date(2027, 3, 11)),
        ("840311", "ymd", date(1984, 3, 11)),
        ("11.3.1984", "ymd", date(1984, 3, 11)),
    ],
)
def test_the_order_says_which_number_is_which(text: str, order: Order, day: date) -> None:
    assert read_date(text, TODAY, order=order) == day


@pytest.mark.parametrize(
    ("text", "past", "near", "future"),
    [
        ("fri", date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 9)),
        ("mon", date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 12)),
        ("thu", TODAY, TODAY, TODAY),
        ("8", TODAY, TODAY, TODAY),
        ("12", date(2026, 9, 12), date(2026, 10, 12), date(2026, 10, 12)),
        ("31", date(2026, 8, 31), date(2026, 10, 31), date(2026, 10, 31)),
        ("8 oct", TODAY, TODAY, TODAY),
        ("11 mar", date(2026, 3, 11), date(2027, 3, 11), date(2027, 3, 11)),
        ("11 jul", date(2026, 7, 11), date(2026, 7, 11), date(2027, 7, 11)),
        ("11 dec", date(2025, 12, 11), date(2026, 12, 11), date(2026, 12, 11)),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29), date(2028, 2, 29)),
        # Only the past forbids a year ahead: nobody was born in 2045.
        ("1/1/26", date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1)),
        ("1/1/27", date(1927, 1, 1), date(2027, 1, 1), date(2027, 1, 1)),
        ("1/1/45", date(1945, 1, 1), date(2045, 1, 1), date(2045, 1, 1)),
        ("1/1/46", date(1946, 1, 1), date(1946, 1, 1), date(1946, 1, 1)),
    ],
)
def test_the_lean_decides_what_is_left_out(text: str, past: date, near: date, future: date) -> None:
    assert read_date(text, TODAY, lean="past") == past
    assert read_date(text, TODAY, lean="near") == near
    assert read_date(text, TODAY, lean="future") == future


def test_of_two_equally_near_the_past_one_is_taken() -> None:
    # 15 days either way.
    assert read_date("1", date(2026, 4, 16), lean="near") == date(2026, 4, 1)
    # 183 days either way over a 29 February.
    assert read_date("1 sep", date(2024, 3, 2), lean="near") == date(2023, 9, 1)


def test_the_29_february_is_found_over_a_century_without_one() -> None:
    assert read_date("29 feb", date(2103, 12, 1), lean="past") == date(2096, 2, 29)
    assert read_date("29 feb", date(2096, 3, 1), lean="future") == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("in 1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 year ago", date(2028, 2, 29), date(2027, 2, 28)),
        ("1 month ago", date(2026, 1, 15), date(2025, 12, 15)),
    ],
)
def test_a_shorter_month_gives_its_last_day(text: str, today: date, day: date) -> None:
    assert read_date(text, today) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("(a remark)", "empty"),
        ("soon", "not_a_date"),
        ("mar", "not_a_date"),
        ("ma 11", "not_a_date"),
        ("ju 11", "not_a_date"),
        ("fe 11", "not_a_date"),
        ("mo", "not_a_date"),
        ("11 mar 2026" + " " * 80, "not_a_date"),
        ("march 2026", "not_a_date"),
        ("11 mar apr", "not_a_date"),
        ("11 mar 12 26", "not_a_date"),
        ("1 2 3 4", "not_a_date"),
        ("1 2 3 4 5", "not_a_date"),
        ("on the", "not_a_date"),
        ("11/3/126", "not_a_date"),
        ("11/3/1", "not_a_date"),
        ("111/3/26", "not_a_date"),
        ("11/003/26", "not_a_date"),
        ("2026/3", "not_a_date"),
        ("2026", "not_a_date"),
        ("-3-", "not_a_date"),
        ("/3", "not_a_date"),
        ("11/3/", "not_a_date"),
        ("+7 sheep", "not_a_date"),
        ("3 sheep ago", "not_a_date"),
        ("some days ago", "not_a_date"),
        ("3 days", "not_a_date"),
        ("next 12", "not_a_date"),
        ("every fri", "not_a_date"),
        ("fri mon", "not_a_date"),
        ("11:30", "not_a_date"),
        ("٣", "not_a_date"),
        ("1" * 81, "not_a_date"),
        ("31/2/26", "no_such_day"),
        ("30 feb", "no_such_day"),
        ("29/2/26", "no_such_day"),
        ("3/25/2026", "no_such_day"),
        ("0", "no_such_day"),
        ("32", "no_such_day"),
        ("11/0/26", "no_such_day"),
        ("2026-13-01", "no_such_day"),
        ("84 mar 11", "no_such_day"),
        ("1/1/1899", "too_far"),
        ("1/1/2200", "too_far"),
        ("0000-01-01", "too_far"),
        ("0001-01-01", "too_far"),
        ("+99999999999999999999", "too_far"),
        ("+70000", "too_far"),
        ("in 999999999 months", "too_far"),
        ("900 years ago", "too_far"),
        ("fri 11 mar 2026", "weekday_differs"),
        ("mon 11", "weekday_differs"),
        ("sun 8 oct", "weekday_differs"),
    ],
)
def test_what_is_no_date_says_why(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_date(text, TODAY)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "today", "lean"),
    [
        ("31", date(1900, 1, 1), "past"),
        ("29 feb", date(2199, 6, 1), "future"),
        ("1/1/84", date(1910, 1, 1), "near"),
        ("fri", date(2199, 12, 31), "future"),
        ("yesterday", date.min, "near"),
        ("tomorrow", date.max, "near"),
        ("12", date.min, "near"),
        ("12 may", date.max, "near"),
        ("1/1/84", date.min, "past"),
    ],
)
def test_the_edges_of_the_range_are_no_accident(text: str, today: date, lean: Lean) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_date(text, today, lean=lean)
    assert caught.value.reason == "too_far"


def test_the_message_never_repeats_what_was_typed() -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_date("Aroha Canary", TODAY)
    assert "aroha" not in (str(caught.value) + repr(caught.value)).casefold()
    assert caught.value.__cause__ is None
    with pytest.raises(UnreadableDate) as caught:
        read_date("2026-02-31", TODAY)
    assert caught.value.__suppress_context__


@given(DAYS, DAYS, st.sampled_from(["dmy", "mdy", "ymd"]), st.sampled_from(["past", "future", "near"]))
def test_every_iso_date_reads_back(day: date, today: date, order: Order, lean: Lean) -> None:
    assert read_date(day.isoformat(), today, order=order, lean=lean) == day
    assert read_date(day.strftime("%Y%m%d"), today, order=order, lean=lean) == day
    assert read_date(day.isoformat().replace("-", "."), today, order=order, lean=lean) == day


@given(DAYS, DAYS)
def test_every_date_reads_back_in_its_own_order(day: date, today: date) -> None:
    for order, form in (("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("dmy", "%d%m%Y"), ("mdy", "%m%d%Y")):
        assert read_date(day.strftime(form), today, order=order) == day  # type: ignore[arg-type]


@given(DAYS, DAYS, st.sampled_from([DateWords(), NORWEGIAN]), st.sampled_from(["past", "future", "near"]))
def test_what_is_said_reads_back(day: date, today: date, words: DateWords, lean: Lean) -> None:
    assert read_date(say_date(day, today, words), today, lean=lean, words=words) == day
    assert read_date(short_date(day, today, words), today, words=words) == day


@given(DAYS, st.integers(-3, 3))
def test_a_weekday_alone_is_at_most_three_days_off(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    if 1900 <= day.year <= 2199:
        assert read_date(f"{day:%A}", today) == day


@given(
    st.one_of(
        st.text(max_size=90),
        st.text(alphabet="0123456789+-/. ,'()", max_size=20),
        st.lists(
            st.sampled_from(
                [
                    "fri", "mon", "last", "next", "in", "a", "ago", "days", "w", "years", "today", "th", "of",
                    "feb", "mar", "3", "12", "29", "31", "2026", "+7", "-", "/",
                ]
            ),
            max_size=6,
        ).map(" ".join),
    ),
    st.dates(),
    st.sampled_from(["dmy", "mdy", "ymd"]),
    st.sampled_from(["past", "future", "near"]),
)  # fmt: skip
def test_nothing_typed_raises_anything_else(text: str, today: date, order: Order, lean: Lean) -> None:
    try:
        found = read_date(text, today, order=order, lean=lean)
    except UnreadableDate as error:
        assert str(error)
    else:
        assert 1900 <= found.year <= 2199


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11. mars 2026", date(2026, 3, 11)),
        ("ons. 11. mars", date(2026, 3, 11)),
        ("lør", date(2026, 10, 10)),
        ("lordag", date(2026, 10, 10)),
        ("SØNDAG", date(2026, 10, 11)),
        ("forrige fredag", date(2026, 10, 2)),
        ("om 2 uker", date(2026, 10, 22)),
        ("3 uker siden", date(2026, 9, 17)),
        ("igår", date(2026, 10, 7)),
        ("5 des", date(2026, 12, 5)),
    ],
)
def test_another_language(text: str, day: date) -> None:
    assert read_date(text, TODAY, words=NORWEGIAN) == day


def test_a_short_form_of_both_a_weekday_and_a_month() -> None:
    """In French "mar" is mardi and mars: alone a weekday, with a number a month, before a month a weekday."""
    french = DateWords(
        months=("janvier", "février", "mars", *DateWords().months[3:]),
        months_short=("jan", "fév", "mar", *DateWords().months_short[3:]),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        weekdays_short=("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    )
    assert read_date("mar", TODAY, words=french) == date(2026, 10, 6)
    assert read_date("11 mar", TODAY, words=french) == date(2027, 3, 11)
    assert read_date("mar 11", TODAY, words=french) == date(2027, 3, 11)
    assert read_date("mar 3 mar 2026", TODAY, words=french) == date(2026, 3, 3)


def test_words_are_compared_folded() -> None:
    assert folded(("Lør.", "MÅNED")) == ["lor", "maned"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 15), "Thu 15 Oct 2026 (in 7 days)"),
        (date(2026, 10, 10), "Sat 10 Oct 2026 (in 2 days)"),
        (date(2026, 10, 9), "Fri 9 Oct 2026 (tomorrow)"),
        (TODAY, "Thu 8 Oct 2026 (today)"),
        (date(2026, 10, 7), "Wed 7 Oct 2026 (yesterday)"),
        (date(2026, 10, 5), "Mon 5 Oct 2026 (3 days ago)"),
        (date(2024, 10, 9), "Wed 9 Oct 2024 (729 days ago)"),
        (date(2024, 10, 8), "Tue 8 Oct 2024 (2 years ago)"),
        (date(1984, 10, 9), "Tue 9 Oct 1984 (41 years ago)"),
        (date(2028, 10, 8), "Sun 8 Oct 2028 (in 2 years)"),
    ],
)
def test_a_date_is_said_with_its_weekday_and_distance(day: date, said: str) -> None:
    assert say_date(day, TODAY) == said


def test_a_bare_date_has_no_weekday() -> None:
    assert bare_date(date(2026, 10, 15), TODAY) == "15 Oct"
    assert bare_date(date(2027, 10, 15), TODAY) == "15 Oct 2027"


def test_a_short_date_has_a_year_only_if_it_is_another() -> None:
    assert short_date(date(2026, 10, 15), TODAY) == "Thu 15 Oct"
    assert short_date(date(2027, 10, 15), TODAY) == "Fri 15 Oct 2027"


def test_a_template_is_filled_and_never_run() -> None:
    words = DateWords(in_days="{n.__class__} {n}")
    assert say_date(date(2026, 10, 15), TODAY, words).endswith("({n.__class__} 7)")
