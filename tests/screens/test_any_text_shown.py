"""F21, F22: any text in the fields of a form stands on the screen as text, cleaned as it is announced."""

from __future__ import annotations

from ips_tui.text import clean
from screens.widgets.form.notes import NotesControl
from tests.casework.test_any_text import OBEYED, PIECES
from tests.screens.form_fake import Desk, plan
from tests.screens.form_walk import Walk, walk

AT_ONCE = 7
"""Pieces of one text."""


def test_whatever_is_pasted_is_shown_as_text_and_counted() -> None:
    """F22: markup is read as it was written; F21: what is hidden is gone from the form and from what is painted."""

    async def step(here: Walk) -> None:
        for begin in range(0, len(PIECES), AT_ONCE):
            text = "".join(f"w {piece}" for piece in PIECES[begin : begin + AT_ONCE])
            await here.go("notes")
            await here.paste(text)
            wanted = clean(text, lines=True)
            note = here.form.body.fields["notes"].control
            assert isinstance(note, NotesControl)
            assert note.text == here.raw["notes"] == wanted.text
            # However it is broken into lines, it is the same text.
            broken = [note.wrapped_document.get_sections(line) for line in range(note.document.line_count)]
            assert "\n".join(map("".join, broken)) == wanted.text
            assert not OBEYED.search(here.seen.replace("\n", ""))
            assert not wanted.removed or "hidden character" in here.seen
            assert "[/oops]" not in text or "[/oops]" in here.seen
            note.load_text("")
            here.form.filled.put("notes", "")

    walk(plan(Desk()), step)
