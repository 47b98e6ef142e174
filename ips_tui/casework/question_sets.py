"""Answers to open questions, kept with the wording they were asked in (domain.md 4.3, 4.12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ips_tui.domain.questions import QuestionSet
from ips_tui.ids import same_row_id
from ips_tui.records.profile import QuestionSet as QuestionSetRow
from ips_tui.store.keeping import Writing


def keep_wording(writing: Writing, asked: QuestionSet) -> UUID:
    """The id of this wording, kept beside the answers so that they stay readable anywhere."""
    set_id = same_row_id("question_set", asked.name, str(asked.version))
    if writing.db.get(QuestionSetRow, set_id) is None:
        writing.add(QuestionSetRow, id=set_id, name=asked.name, version=asked.version, wording=asked.wording)
    return set_id


def value_of(kind: str, said: str | None) -> Any:
    """A kept answer as its field holds it: a rating as a number, yes or no as a bool, words as they are."""
    if said is None:
        return None
    if kind == "rating":
        return int(said)
    return said == "yes" if kind == "yes_no" else said
