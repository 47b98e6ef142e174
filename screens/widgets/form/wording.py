"""What a field is called and how it is asked: from the word pack, or from the question set it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from ips_tui.content.words import Words
from ips_tui.forms.asking import FieldSpec
from ips_tui.text import clean


@dataclass(frozen=True)
class Label:
    """The name of a field, plain text."""

    text: str
    question: bool
    """Whether it is a question of any length, which stands above its field where it is too long to stand beside it."""


def label_of(words: Words, spec: FieldSpec) -> Label:
    """The label of a field."""
    return Label(clean(spec.label).text if spec.label else words(spec.label_id), bool(spec.label))


def hint_of(words: Words, spec: FieldSpec) -> str:
    """The hint of a field, plain text; "" where there is none."""
    if spec.hint:
        return clean(spec.hint).text
    return words(spec.hint_id) if words.has(spec.hint_id) else ""


def state_of(words: Words, state: FieldSpec, raw: str) -> str:
    """Why an open question has no answer, as it stands in place of one; "" for an answered one."""
    return words("form.state", why=words.choice(state.choice_id, raw)) if raw in state.choices else ""
