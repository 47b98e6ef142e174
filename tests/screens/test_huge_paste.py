"""F20, F21: a paste of any size and kind is taken up to what the field holds, at once; what became of it is said."""

from __future__ import annotations

import time

from ips_tui.forms.asking import LONGEST_NOTE, LONGEST_TEXT
from screens.terminal.pasting import BEGIN, END, Pasting
from screens.widgets.form.plan import KeptDraft
from tests.screens.form_fake import Desk, Keeper, plan
from tests.screens.form_walk import HOSTILE, Walk, walk

MEANT = "What we talked about.\n"
HIDDEN = "\x1b[31m\u202e\x9b"
MOST_TIMES = 6
"""How much longer a paste of 5 million characters may take than one of 50,000, which fits."""


async def pasted(here: Walk, name: str, text: str) -> float:
    """Processor seconds (this process) until a paste into this empty field stands there."""
    await here.go(name)
    begin = time.process_time()
    await here.paste(text)
    return time.process_time() - begin


def test_five_million_characters_are_no_slower_than_fifty_thousand_and_the_rest_is_counted() -> None:
    """F20: a paste beyond what a field holds is cut, the cut is counted, and the keyboard is not held up by it."""

    async def step(here: Walk) -> None:
        fits = await pasted(here, "notes", MEANT + "a" * (LONGEST_NOTE - len(MEANT)))
        assert "did not fit" not in here.seen
        here.form.filled.put("notes", "")
        here.form.body.show_all()
        for name, longest in (("notes", LONGEST_NOTE), ("place", LONGEST_TEXT)):
            took = await pasted(here, name, MEANT + (HIDDEN + "word ") * 400_000)
            kept = here.raw[name]
            assert kept.startswith(MEANT.strip()) and len(kept) <= longest
            assert "characters did not fit" in here.seen
            assert took < MOST_TIMES * fits, (took, fits)
            here.form.filled.put(name, "")
            here.form.body.show_all()
        await pasted(here, "notes", "a" * 5_000_000)
        assert f"{5_000_000 - LONGEST_NOTE} characters did not fit" in here.seen

    walk(plan(Desk()), step)


def test_the_terminal_passes_on_all_of_a_huge_paste_in_time_that_grows_with_it() -> None:
    """F20: what was left out cannot be counted once it was dropped on the way."""
    pasting, text = Pasting(), "x" * 5_000_000
    sent = BEGIN + text + END
    begin = time.process_time()
    (piece,) = [p for at in range(0, len(sent), 4096) for p in pasting.feed(sent[at : at + 4096])]
    assert len(piece.text) == len(text)
    assert time.process_time() - begin < 2


def test_what_is_hidden_in_a_draft_is_taken_out_and_counted_when_it_is_continued() -> None:
    """F21: a draft says what a paste says: so many hidden characters were taken out."""
    keeper = Keeper(offered=KeptDraft({"notes": HOSTILE, "place": "Leeds"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        await here.press("enter")
        assert "\x1b" not in here.raw["notes"] and "\u202e" not in here.raw["notes"]
        assert "2 hidden characters removed." in here.seen

    walk(plan(Desk(), keeper), step)
