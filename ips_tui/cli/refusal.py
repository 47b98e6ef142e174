"""What a command says instead of doing what was asked."""

from __future__ import annotations

USAGE = 2
NOT_FOUND = 1


class Refusal(Exception):
    """A command stops here. `sentence` is for the person, `status` is the exit status."""

    def __init__(self, sentence: str, status: int = USAGE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
