"""Question sets of the guided interview: sections with open questions, from a TOML file (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ips_tui.domain.questions import Question, QuestionSet, Section

KINDS = ("notes", "text", "rating", "yes_no")
PROFILE = "vocational_profile"


def load_questions(name: str = PROFILE) -> QuestionSet:
    """The question set of that name that comes with the program. Raises ValueError when it is no good one."""
    import tomllib

    text = files("ips_tui.content").joinpath("questions", f"{name}.toml").read_text(encoding="utf-8")
    return read_questions(tomllib.loads(text))


def read_questions(told: Mapping[str, Any]) -> QuestionSet:
    """A question set from the values of its file.

    Raises ValueError when ids are not unique or a kind is not one of `KINDS`.
    """
    sections = tuple(
        Section(
            s["id"],
            s["title"],
            s["aim"],
            tuple(Question(q["id"], q["ask"], q.get("probe", ""), q.get("kind", "notes")) for q in s["question"]),
        )
        for s in told["section"]
    )
    ids = [question.id for section in sections for question in section.questions]
    if len(ids) != len(set(ids)) or len(sections) != len({section.id for section in sections}):
        raise ValueError("ids of a question set are unique")
    if any(question.kind not in KINDS for section in sections for question in section.questions):
        raise ValueError("a question is of a known kind")
    return QuestionSet(told["name"], told["version"], sections)
