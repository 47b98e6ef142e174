"""The line around a found word: the word is in it, it is no longer than asked for, and nothing in it is an order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.snippet import around, matched
from ips_tui.text import cells, shown, words_of

NOTE = "We took the bus home. Later Ødegård showed his (Bus-Pass), from the café."


def found(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in matched(text, words_of(typed))]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("bus", ["bus", "Bus"]),
        ("pass bus", ["bus", "Bus", "Pass"]),
        ("bus ho", ["bus", "home", "Bus"]),
        ("ho bus", ["bus", "Bus"]),
        ("odeg", ["Ødegård"]),
        ("CAFÉ", ["café."]),
        ("us", []),
        ("", []),
        ("?!", []),
    ],
)
def test_words_are_found_folded_and_the_last_by_its_beginning(typed: str, places: list[str]) -> None:
    assert found(NOTE, typed) == places


@pytest.mark.parametrize(
    ("typed", "before", "line"),
    [
        ("we", 8, NOTE),
        ("bus", 12, NOTE),
        ("bus", 11, "…took the bus home. Later Ødegård showed his (Bus-Pass), from the café."),
        ("bus", 5, "…the bus home. Later Ødegård showed his (Bus-Pass), from the café."),
        ("bus", 4, "…bus home. Later Ødegård showed his (Bus-Pass), from the café."),
        ("bus", 0, "…bus home. Later Ødegård showed his (Bus-Pass), from the café."),
        ("pass", 9, "…(Bus-Pass), from the café."),
        ("pass", 3, "…Pass), from the café."),
        ("nowhere", 0, NOTE),
        ("", 0, NOTE),
    ],
)
def test_the_line_begins_with_a_word_just_before_the_first_one_found(typed: str, before: int, line: str) -> None:
    assert around(NOTE, words_of(typed), before=before) == line


def test_the_line_is_one_and_cut_to_its_width() -> None:
    text = "first line\n\nthe bus\tpass\x1b[31m and \u202emore"
    assert around(text, ["bus"], before=6, width=14) == "…the bus pass…"
    assert around(text, ["bus"], before=60) == "first line the bus pass\ufffd and \ufffdmore"


texts = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ("bus", "Bus-pass", "Café", "日本語", "x" * 30, "👩\u200d💻", "a\u0301\u0302b", "\u00ad", "  ", "\x1b[2J", "¨")
    )
).map(" ".join)


@given(text=texts, typed=texts, before=st.integers(0, 60), width=st.none() | st.integers(0, 80))
def test_a_line_of_any_text(text: str, typed: str, before: int, width: int | None) -> None:
    words = words_of(typed)
    line = around(text, words, before=before, width=width)
    assert line == shown(line)
    assert width is None or cells(line) <= width
    whole = around(text, words, before=before)
    # From the first word found on all of it is there, and no more before it than was asked for.
    if places := matched(shown(text), words):
        first = shown(text)[places[0][0] :]
        assert whole.endswith(first)
        assert cells(whole.removesuffix(first)) <= max(before, 1)
    else:
        assert whole == shown(text)


@given(text=texts, typed=texts)
def test_the_places_hold_the_words_of_the_text(text: str, typed: str) -> None:
    """As the index sees them: the same words in the same order, none of them overlooked."""
    words = words_of(typed)
    held = {word for word in words_of(text) if words and (word in words or word.startswith(words[-1]))}
    places = matched(text, words)
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    seen = {word for start, end in places for word in words_of(text[start:end])}
    assert held <= seen
    assert bool(held) is bool(places)
