"""Question sets: what is asked, in which order, and how to ask it well (domain.md 4.3)."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One open question: how it is asked, and a hint how to ask it well."""

    id: str
    ask: str
    probe: str
    kind: str = "notes"


@dataclass(frozen=True)
class Section:
    """Some questions that belong together."""

    id: str
    title: str
    aim: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class QuestionSet:
    """A question set by name and version."""

    name: str
    version: int
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises LookupError for an unknown one."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise LookupError("section")

    @property
    def wording(self) -> str:
        """Every question as it is asked, by id, as JSON; kept in the store beside the answers."""
        asked = {question.id: question.ask for section in self.sections for question in section.questions}
        return json.dumps(asked, ensure_ascii=False, sort_keys=True)
