"""Questions of a program are answered however its output was cut into pieces."""

from __future__ import annotations

import sys
from collections import deque
from typing import cast

import pytest

if sys.platform == "win32":
    pytest.skip("The driver needs a pseudo-terminal, which Windows does not have.", allow_module_level=True)

from benchmarks.child import Child
from benchmarks.emulator import Emulator
from benchmarks.view import View


class TalkativeChild:
    """Writes its next piece in the very moment in which it is written to."""

    closed = False

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)
        self.raw = bytearray()
        self.chunks: deque[tuple[float, bytes]] = deque()
        self.answers: list[bytes] = []

    def say(self) -> None:
        if self.pieces:
            self.chunks.append((0.0, self.pieces.pop(0)))
            self.raw += self.chunks[-1][1]

    def read(self, wait: float) -> bool:
        return False

    def write(self, data: bytes, patience: float) -> None:
        self.answers.append(data)
        self.say()


@pytest.mark.parametrize(
    "pieces",
    [
        (b"\x1b[?2026$p", b"\x1b[4;5H\x1b[6n"),
        (b"before \x1b[?2026$p", b"\x1b[4;5H\x1b[6n and more"),
    ],
)
def test_a_question_asked_while_another_is_answered_is_not_left_waiting(pieces: tuple[bytes, ...]) -> None:
    child = TalkativeChild(*pieces)
    child.say()
    View(cast(Child, child), Emulator((80, 24))).answer_questions()
    assert child.answers == [b"\x1b[?2026;2$y", b"\x1b[4;5R"]


def test_a_question_cut_in_two_and_one_that_is_not_the_last_piece_are_answered() -> None:
    child = TalkativeChild(b"\x1b[?20", b"26$p", b"then text")
    for _ in range(3):
        child.say()
    View(cast(Child, child), Emulator((80, 24))).answer_questions()
    assert child.answers == [b"\x1b[?2026;2$y"]
