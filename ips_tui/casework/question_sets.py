"""Answers to open questions, kept with the wording they were asked in (domain.md 4.3, 4.12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ips_tui.domain.questions import QuestionSet
from ips_tui.ids import same_row_id
from ips_tui.records.profile import QuestionSet as QuestionSetRow
from ips_tui.store.keeping import Writing


def question_set_id(asked: QuestionSet) -> UUID:
    """The id under which this wording is kept: another wording is another row, also where its version is the same."""
    return same_row_id("question_set", asked.name, str(asked.version), asked.wording)


def keep_wording(writing: Writing, asked: QuestionSet) -> UUID:
    """The id of this wording, kept beside the answers so that they stay readable anywhere."""
    set_id = question_set_id(asked)
    kept = writing.db.get(QuestionSetRow, set_id)
    if kept is None:
        writing.add(QuestionSetRow, id=set_id, name=asked.name, version=asked.version, wording=asked.wording)
    else:
        # One that was undone is kept again.
        kept.removed = False
    return set_id


def value_of(kind: str, said: str | None) -> Any:
    """A kept answer as its field holds it: a rating as a number, yes or no as a bool, words as they are."""
    if said is None:
        return None
    if kind == "rating":
        return int(said)
    return said == "yes" if kind == "yes_no" else said
