"""The picture of what a program wrote, and the answers it gets, without any program."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.emulator import Emulator, asks
from benchmarks.keys import key_bytes


def drawn(data: bytes, size: tuple[int, int] = (20, 4)) -> Emulator:
    emulator = Emulator(size)
    for _ in emulator.steps(data):
        pass
    return emulator


def test_text_stands_where_the_cursor_was_put_with_its_style() -> None:
    emulator = drawn(b"\x1b[2;3H\x1b[1;7;38;2;1;2;3mhi\x1b[0m!")

    assert emulator.lines() == ["", "  hi!", "", ""]
    cell = emulator.cell(2, 1)
    assert (cell.data, cell.bold, cell.reverse, cell.fg) == ("h", True, True, "010203")
    assert not emulator.cell(4, 1).bold


@pytest.mark.parametrize(("x", "y"), [(20, 0), (0, 4), (-1, 0)])
def test_there_is_no_cell_outside(x: int, y: int) -> None:
    with pytest.raises(IndexError):
        drawn(b"").cell(x, y)


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[>1u", b"\x1b[<u", b"\x1b[?9999h", b"\x1b[>4;1m", b"\x1b[38:2::1:2:3m", b"\x1b[1;2;3;4;5r",
        b"\x1b]0;title\x07", b"\x1b]8;;http://x\x1b\\", b"\x1bP+q544e\x1b\\", b"\x1b_Gi=1\x1b\\", b"\x1b(0",
        b"\x1b=", b"\x1b[6 q", b"\x1b[22;0;0t", b"\x1b[?h", b"\x0e", b"\x00",
    ],
)  # fmt: skip
def test_what_it_does_not_know_leaves_no_letters_on_the_screen(sequence: bytes) -> None:
    assert drawn(b"a" + sequence + b"b").lines()[0] == "ab"


def test_letters_without_width_do_not_swallow_the_rest() -> None:
    assert drawn("a\u200db\u202ec e\u0301".encode()).lines()[0] == "abc \u00e9"


def test_wide_letters_take_two_cells() -> None:
    emulator = drawn("漢x".encode())

    assert emulator.lines()[0] == "漢x"
    assert emulator.cell(2, 0).data == "x"


def test_sequences_and_letters_may_be_cut_anywhere() -> None:
    whole = "\x1b[2;2Hä\x1b]0;t\x1b\\\x1b[?2026h漢\x1b[?2026l".encode()
    emulator = Emulator((20, 4))
    for byte in whole:
        for _ in emulator.steps(bytes([byte])):
            pass

    assert emulator.lines() == drawn(whole).lines() == ["", " ä漢", "", ""]
    assert emulator.frames == 1


_PIECES = st.one_of(
    st.sampled_from(["abc", "hello world ", "│▸╭", "日本", "é", "e\u0301", "x" * 25]),
    st.sampled_from(
        ["\r", "\n", "\b", "\t", "\x0e", "\x0f", "\x1b(0", "\x1b(B", "\x1b[4h", "\x1b[4l", "\x1b[20h", "\x1bM"]
    ),
    st.builds("\x1b[{};{}H".format, st.integers(1, 5), st.integers(1, 25)),
    st.builds(
        "\x1b[{}m".format, st.sampled_from(["", "0", "1", "7", "27", "31", "42", "1;38;2;1;2;3", "38;5;120", "39;49"])
    ),
    st.builds("\x1b[{}{}".format, st.integers(1, 2), st.sampled_from("JKLMPX@ABCD")),
    st.tuples(st.sampled_from([10, 20]), st.sampled_from([2, 4])),
)


@given(st.lists(_PIECES, max_size=40))
def test_it_draws_as_pyte_does_however_often_it_is_looked_at(pieces: list[str | tuple[int, int]]) -> None:
    emulator, screen = Emulator((20, 4)), pyte.Screen(20, 4)
    stream = pyte.Stream(screen)
    for piece in pieces:
        if isinstance(piece, tuple):
            emulator.resize(piece)
            screen.resize(columns=piece[0], lines=piece[1])
        else:
            stream.feed(piece)
            for _ in emulator.steps(piece.encode()):
                pass
        rows = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
        assert emulator.lines() == ["".join(cell.data for cell in row).rstrip() for row in rows]
        assert [[emulator.cell(x, y) for x in range(screen.columns)] for y in range(screen.lines)] == rows


def test_the_alternate_screen_is_left_as_it_was_found() -> None:
    assert drawn(b"shell\x1b[?1049h\x1b[Happ").lines()[0] == "app"
    assert drawn(b"shell\x1b[?1049h\x1b[Happ\x1b[?1049l$").lines()[0] == "shell$"


def test_it_pauses_at_whole_frames_only() -> None:
    emulator = Emulator((20, 4))
    frame = b"\x1b[?2026h\x1b[H%b\x1b[?2026l"

    data = frame % b"one" + frame % b"two" + b"\x1b[?2026h\x1b[Hthr"
    seen = [emulator.lines()[0] for _ in emulator.steps(data)]

    assert seen == ["one", "two"]
    assert emulator.frames == 2
    assert [emulator.lines()[0] for _ in emulator.steps(b"ee\x1b[?2026l")] == ["three", "three"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[5n", b"\x1b[0n"),
        (b"\x1b[3;7H\x1b[6n", b"\x1b[3;7R"),
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2004h\x1b[?2004$p", b"\x1b[?2004;1$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b]10;?\x07", b"\x1b]10;rgb:dddd/dddd/dddd\x07"),
        (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:1111/1111/1111\x1b\\"),
    ],
)
def test_it_answers_as_terminals_do(question: bytes, answer: bytes) -> None:
    assert bytes(drawn(question).answers) == answer
    assert asks(question)


@pytest.mark.parametrize("data", [b"plain", b"\x1b[?2026h", b"\x1b[2;3H", b"\x1b]10;#fff\x07", b"\x1b[0m"])
def test_what_asks_nothing_gets_no_answer(data: bytes) -> None:
    assert not drawn(data).answers
    assert not asks(data)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", b"a"), ("ä", "ä".encode()), ("+", b"+"), ("enter", b"\r"), ("esc", b"\x1b"), ("tab", b"\t"),
        ("shift+tab", b"\x1b[Z"), ("backspace", b"\x7f"), ("delete", b"\x1b[3~"), ("up", b"\x1b[A"),
        ("ctrl+right", b"\x1b[1;5C"), ("shift+end", b"\x1b[1;2F"), ("home", b"\x1b[H"),
        ("pageup", b"\x1b[5~"), ("pagedown", b"\x1b[6~"), ("f1", b"\x1bOP"), ("f4", b"\x1bOS"),
        ("f5", b"\x1b[15~"), ("f12", b"\x1b[24~"), ("shift+f1", b"\x1b[1;2P"), ("ctrl+s", b"\x13"),
        ("ctrl+a", b"\x01"), ("ctrl+space", b"\x00"), ("alt+x", b"\x1bx"), ("ctrl+delete", b"\x1b[3;5~"),
    ],
)  # fmt: skip
def test_keys_are_the_bytes_a_terminal_sends(name: str, expected: bytes) -> None:
    assert key_bytes(name) == expected


def test_arrows_have_another_form_in_application_mode() -> None:
    assert key_bytes("up", application_cursor=True) == b"\x1bOA"
    assert key_bytes("ctrl+up", application_cursor=True) == b"\x1b[1;5A"


@pytest.mark.parametrize("name", ["", "entr", "hyper+x", "ctrl+", "ctrl+shift+x", "f13", "+x"])
def test_an_unknown_key_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no key called"):
        key_bytes(name)
