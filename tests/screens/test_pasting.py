"""What a terminal sends, split into keys and pastes, in pieces of any length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.terminal.pasting import BEGIN, END, LONGEST, Pasting, Piece

HOSTILE = "\x1b]52;c;c3RvbGVu\x07word\x1b[2J\x1b[31m after\x1b"


def test_keys_are_keys_and_a_paste_is_one_text() -> None:
    pasting = Pasting()
    assert list(pasting.feed(f"ab{BEGIN}{HOSTILE}{END}cd")) == [
        Piece(False, "ab"),
        Piece(True, HOSTILE),
        Piece(False, "cd"),
    ]
    assert not pasting.waiting


def test_line_ends_of_a_paste_are_line_ends() -> None:
    assert list(Pasting().feed(f"{BEGIN}a\rb\r\nc{END}")) == [Piece(True, "a\nb\nc")]


def test_escape_alone_is_given_up_as_a_key() -> None:
    pasting = Pasting()
    assert list(pasting.feed("\x1b")) == []
    assert pasting.waiting and not pasting.inside
    assert list(pasting.give_up()) == [Piece(False, "\x1b")]


def test_an_arrow_key_is_not_held_back() -> None:
    assert list(Pasting().feed("\x1b[A")) == [Piece(False, "\x1b[A")]


def test_a_paste_without_an_end_is_taken_as_it_is() -> None:
    pasting = Pasting()
    assert list(pasting.feed(f"{BEGIN}half\x1b[20")) == []
    assert pasting.inside
    assert list(pasting.give_up()) == [Piece(True, "half\x1b[20")]
    assert list(pasting.feed("x")) == [Piece(False, "x")]


def test_a_paste_beyond_all_measure_is_cut() -> None:
    pasting = Pasting()
    pieces = [*pasting.feed(BEGIN), *pasting.feed("x" * (LONGEST + 5)), *pasting.feed("y" + END)]
    assert [len(piece.text) for piece in pieces] == [LONGEST]


@given(
    st.lists(st.tuples(st.booleans(), st.text(min_size=1).filter(lambda t: "\x1b" not in t and "\r" not in t))),
    st.data(),
)
def test_the_same_pieces_however_the_input_is_cut(wanted: list[tuple[bool, str]], data: st.DataObject) -> None:
    sent = "".join(BEGIN + text + END if pasted else text for pasted, text in wanted)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    pasting, got = Pasting(), []
    for begin, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        got += pasting.feed(sent[begin:end])
    assert [piece.text for piece in got if piece.pasted] == [text for pasted, text in wanted if pasted]
    assert "".join(piece.text for piece in got if not piece.pasted) == "".join(t for p, t in wanted if not p)
    assert not pasting.waiting
