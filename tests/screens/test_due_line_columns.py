"""What is due, how late it is and why never run into each other, in any language and however long ago it was."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from uuid import UUID

import pytest

from ips_tui.casework.today import DueLine
from ips_tui.content.words import load_words
from ips_tui.domain.due import DueKind
from ips_tui.domain.word_packs import WordPack
from screens.participant.due_lines import due_lines
from screens.participant.wording import lateness
from tests.told import TODAY

if TYPE_CHECKING:
    from ips_tui.casework.case import CaseView

WHY = "Whatever the reason is"


def line(kind: str, days: int) -> DueLine:
    day = TODAY - timedelta(days=days)
    one = UUID(int=1)
    return DueLine("participant", one, "P01", "Anna", 1, None, "", kind, one, day, days, WHY, one)


@pytest.mark.parametrize("pack", WordPack)
@pytest.mark.parametrize("room", [1, 2])
def test_nothing_runs_into_what_stands_beside_it(pack: str, room: int) -> None:
    words = load_words(pack)
    for kind in DueKind:
        for days in (-1000, -100, -12, -1, 0, 1, 12, 100, 1000):
            view = SimpleNamespace(due=[line(kind, days)], person=SimpleNamespace(conditions=()))
            (shown,) = due_lines(cast("CaseView", view), words, {}, 78, room)
            said = f"{words(f'kind.{kind}')} {lateness(words, days, kind)} {WHY}"
            assert " ".join(shown.plain.removeprefix(words("shell.problem_sign")).split()) == said
