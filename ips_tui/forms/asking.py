"""How a field of a form is asked, and what can be wrong with what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from ips_tui.forms.kit import RowEntry

LONGEST_TEXT = 200
LONGEST_NOTE = 50_000
PAGE_FIELDS = 20
MOST_ROWS = 60
MOST_HOURS = 168


class Kind(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    NOTES = "notes"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    REFERENCE = "reference"
    REFERENCES = "references"
    MONEY = "money"
    HOURS = "hours"
    DISTANCE = "distance"
    GROUP = "group"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Ask:
    """How one field is asked; stands in the field's annotation."""

    kind: Kind
    of: str = ""
    """What a reference points at: `staff`, `clinical_team`, `employer` and so on."""
    lean: Literal["past", "future", "near"] = "near"
    """Which way a date without a year leans."""
    longest: int = 0
    lowest: int | None = None
    highest: int | None = None
    below_zero: bool = False
    """Whether an amount may be less than nothing."""


@dataclass(frozen=True)
class Only:
    """The field is asked only while another field holds one of these raw values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Needed:
    """The field must be filled in while another field holds one of these raw values."""

    field: str
    values: tuple[str, ...]
    message_id: str = "problem.missing"
    """What is said when it is not."""


@dataclass(frozen=True)
class StateOf:
    """The field says why another, open question has no answer (`not_asked` and so on); drawn with it."""

    field: str


@dataclass(frozen=True)
class Fixed:
    """The rows of the group are what they are: each is answered, none is added or taken out."""


@dataclass(frozen=True)
class Given:
    """The field comes with its row and says what that is about; shown with it, never asked."""


@dataclass(frozen=True)
class FieldSpec:
    """What the form kit needs to draw one field."""

    name: str
    kind: Kind
    required: bool
    label_id: str
    hint_id: str
    choices: tuple[str, ...] = ()
    choice_id: str = ""
    """Choice labels are `choice.<choice_id>.<value>` in the word pack."""
    of: str = ""
    lean: Literal["past", "future", "near"] = "near"
    longest: int = 0
    below_zero: bool = False
    """Whether an amount may be less than nothing."""
    only: Only | None = None
    needed: Needed | None = None
    shareable: bool = False
    """May be read by an employer (DESIGN idea 14: what an employer reads is made of these fields alone)."""
    rows: type[RowEntry] | None = None
    """What a repeated group's rows are."""
    fixed: bool = False
    """Whether none of those rows is added or taken out."""
    given: bool = False
    """Whether it says what its row is about, and is not asked."""
    state: str = ""
    """The field, drawn with this one, that says why this open question has no answer; empty for an ordinary field."""
    state_of: str = ""
    """The open question that this field says so of."""
    label: str = ""
    """The label itself, where it is a question of a question set and not of the word pack."""
    hint: str = ""
    """The hint itself, likewise."""

    @property
    def hidden(self) -> bool:
        """Whether it is kept with the form and never drawn by itself."""
        return self.kind is Kind.HIDDEN or self.given or bool(self.state_of)


@dataclass(frozen=True)
class NotOffered:
    """Answers of a choice that this form does not offer, because another form gives them; a kept one stays valid."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Shareable:
    """Marks a field whose text an employer may read."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; `field` is None when no single field is to blame."""

    field: str | None
    message_id: str
    values: tuple[tuple[str, str], ...] = ()


class BadEntry(ValueError):
    """What was typed is no valid entry. Its text never holds what was typed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("entry not valid: " + ", ".join(p.message_id for p in problems))
        self.problems = problems


def broken(field: str, message_id: str, **values: str) -> PydanticCustomError:
    """The error a cross-field rule raises; it is shown at `field`."""
    context: dict[str, Any] = {"field": field, **values}
    return PydanticCustomError(message_id, "rule broken", context)
